import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvidenceStore, evidenceStore } from '../../../electron/core/store/evidence.ts';
import { type DataFolder, layOut } from '../../../electron/core/store/folder.ts';
import type { Hash } from '../../../shared/domain/ids.ts';

let path: string;
let folder: DataFolder;
let evidence: EvidenceStore;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'award-evidence-'));
  folder = layOut(path);
  evidence = evidenceStore(folder);
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

/** Longer than one chunk, and not a whole number of them. */
const bytes = Buffer.alloc(2_500_001, 'a fictional policy ');
const expected = createHash('sha256').update(bytes).digest('hex');

function file(content: Buffer): string {
  const at = join(path, 'policy.pdf');
  writeFileSync(at, content);
  return at;
}

async function* stream(...chunks: readonly (Buffer | Error)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}

const held = async (): Promise<readonly Hash[]> => Array.fromAsync(evidence.list());

test('a file and a stream of the same bytes are one, under their hash', async () => {
  const one = await evidence.put(file(bytes));
  const other = await evidence.put(stream(bytes.subarray(0, 10), bytes.subarray(10)));
  expect(one).toEqual({ sha256: expected, bytes: bytes.length });
  expect(other).toEqual(one);
  expect(readFileSync(evidence.path(one.sha256)).equals(bytes)).toBe(true);
  expect(evidence.path(one.sha256)).toBe(join(folder.evidence, expected.slice(0, 2), expected));
  expect(await held()).toEqual([expected]);
  expect(readdirSync(folder.staging)).toEqual([]);
});

test('what is held is not written again', async () => {
  const { sha256 } = await evidence.put(file(bytes));
  const before = statSync(evidence.path(sha256));
  await evidence.put(file(bytes));
  expect(statSync(evidence.path(sha256)).ino).toBe(before.ino);
});

test('a file that lost its end is made whole when it comes again', async () => {
  const { sha256 } = await evidence.put(file(bytes));
  writeFileSync(evidence.path(sha256), bytes.subarray(0, 100));
  expect(await evidence.rehash(sha256)).not.toBe(sha256);
  await evidence.put(file(bytes));
  expect(await evidence.rehash(sha256)).toBe(sha256);
});

test('a stream that breaks leaves nothing', async () => {
  await expect(evidence.put(stream(bytes, new Error('The stick was pulled out.')))).rejects.toThrow(
    'The stick was pulled out.',
  );
  expect(await held()).toEqual([]);
  expect(readdirSync(folder.staging)).toEqual([]);
});

test('removing what is not here is nothing, and what was removed can come back', async () => {
  const { sha256 } = await evidence.put(file(bytes));
  evidence.remove(sha256);
  evidence.remove(sha256);
  expect(evidence.has(sha256)).toBe(false);
  expect(await evidence.rehash(sha256)).toBeUndefined();
  await evidence.put(file(bytes));
  expect(evidence.has(sha256)).toBe(true);
});

test('an empty file is a file', async () => {
  const { sha256, bytes: none } = await evidence.put(file(Buffer.alloc(0)));
  expect(none).toBe(0);
  expect(evidence.has(sha256)).toBe(true);
});

test('several are kept together, and of those that are dropped nothing stays', async () => {
  const staged = [];
  for (const words of ['one', 'another', 'one'])
    staged.push(await evidence.stage(stream(Buffer.from(words))));
  expect(await held()).toEqual([]);
  await evidence.keep(staged);
  expect((await held()).toSorted()).toEqual([...new Set(staged.map(({ sha256 }) => sha256))].toSorted());
  const lost = await evidence.stage(stream(Buffer.from('a third')));
  await evidence.drop([...staged, lost]);
  expect((await held()).length).toBe(2);
  expect(readdirSync(folder.staging)).toEqual([]);
});
