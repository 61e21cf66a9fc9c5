import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { type UnzipLimits, unzip } from '../../../electron/core/intake/unzip.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'award-unzip-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function zip(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const made = new ZipFile();
  for (const [name, content] of Object.entries(files)) made.addBuffer(Buffer.from(content), name);
  made.end();
  const chunks: Buffer[] = [];
  for await (const chunk of made.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function unpack(bytes: Buffer, limits?: UnzipLimits) {
  const file = join(folder, 'given.zip');
  writeFileSync(file, bytes);
  const into = join(folder, 'unpacked');
  const { files, problem } = await unzip({ path: 'all.zip', file }, into, limits);
  expect(readdirSync(folder).sort()).toEqual(['given.zip', 'unpacked']);
  expect(files.every((one) => one.file.startsWith(into + sep))).toBe(true);
  return { files: files.map((one) => [one.path, readFileSync(one.file, 'utf8')]), problem };
}

/** A zip whose entry has another name of the same length: writers refuse to write such names themselves. */
async function named(name: string): Promise<Buffer> {
  const stand = 'x'.repeat(name.length);
  return Buffer.from(
    (await zip({ [stand]: 'content' })).toString('latin1').replaceAll(stand, name),
    'latin1',
  );
}

describe('a zip of submissions', () => {
  test('keeps its names as words, and a zip within is unpacked too', async () => {
    const inner = await zip({ 'policy.pdf': 'the policy', 'deeper.zip': await zip({ 'a.txt': 'a' }) });
    const { files, problem } = await unpack(
      await zip({ 'riverbend/form.xlsx': 'a form', 'riverbend/evidence.zip': inner }),
    );
    expect(problem).toBeUndefined();
    expect(files.map(([path]) => path)).toEqual([
      'all/riverbend/form.xlsx',
      'all/riverbend/evidence/policy.pdf',
      'all/riverbend/evidence/deeper.zip',
    ]);
    expect(files[1]?.[1]).toBe('the policy');
  });

  test.each([
    ['climbs out of its folder', '../../away.txt'],
    ['starts at the root', '/etc/away.txt'],
    ['names a drive', 'C:/win/away.txt'],
    ['climbs with backslashes', '..\\..\\away.txt'],
  ])('one that %s is refused, and nothing lands elsewhere', async (_, name) => {
    expect(await unpack(await named(name))).toEqual({
      files: [],
      problem: 'The zip names files outside its own folder, as only attacks do. It was not unpacked.',
    });
  });

  test('one that says a file is smaller than it is', async () => {
    const bytes = await zip({ 'a.txt': 'a'.repeat(5000) });
    const directory = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(50, directory + 24);
    expect((await unpack(bytes)).problem).toBe(
      'The zip is damaged and cannot be unpacked. Ask for it again.',
    );
  });

  const limits: UnzipLimits = { bytes: 20_000_000, entries: 10, ratio: 100 };
  test.each([
    ['more than a round can hold', { 'a.txt': Buffer.alloc(25_000_000, 1) }, /^The zip unpacks to far more/],
    [
      'a file that inflates beyond measure',
      { 'a.txt': Buffer.alloc(15_000_000, 1) },
      /^The zip unpacks to far more/,
    ],
    [
      'too many files',
      Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`${at}.txt`, 'x'])),
      /^The zip holds more files than a round can have/,
    ],
  ])('one with %s', async (_, files, sentence) => {
    const { files: unpacked, problem } = await unpack(await zip(files), limits);
    expect(problem).toMatch(sentence);
    expect(unpacked).toEqual([]);
  });

  test('one cut off, and one that is none', async () => {
    const bytes = await zip({ 'a.txt': 'content' });
    expect((await unpack(bytes.subarray(0, bytes.length - 10))).problem).toMatch(/^The zip ends too early/);
    expect((await unpack(Buffer.from('not a zip at all, but long enough to be looked at'))).problem).toMatch(
      /^The zip /,
    );
  });
});
