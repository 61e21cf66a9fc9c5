import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { SampleRound } from '../../shared/domain/sample-round.ts';
import { award, awardHere, type Ended, project } from '../support/award.ts';

const folder = mkdtempSync(join(tmpdir(), 'award-demo-'));
const out = join(folder, 'demo');
const desk = join(out, 'desk');
const day = '2026-07-17';
let demo: Ended;
let took = 0;

beforeAll(async () => {
  const before = performance.now();
  demo = await award('demo', '--out', out, '--json');
  took = performance.now() - before;
}, 120_000);
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sample = SampleRound.parse(
  JSON.parse(readFileSync(join(project, 'resources/sample-round/round.json'), 'utf8')),
);
const assessors = sample.people.filter(({ role }) => role === 'assessor').map(({ id }) => id);
const desks = ['desk', ...assessors, 'farah'];

const Shown = z.object({
  organisations: z.int(),
  evidenceFiles: z.int(),
  sheets: z.int(),
  alike: z.int(),
  items: z.int(),
  rehearsal: z.object({ ready: z.int(), second: z.int(), mistaken: z.array(z.object({ name: z.string() })) }),
  decisions: z.array(z.object({ name: z.string(), outcome: z.string() })),
  list: z.object({
    files: z.record(z.string(), z.string()),
    listed: z.array(z.object({ name: z.string() })),
  }),
  packs: z.object({ files: z.array(z.string()), passphraseFile: z.string() }),
  verified: z.array(z.object({ folder: z.string(), ok: z.boolean(), findings: z.array(z.string()) })),
});

describe('the demonstration', () => {
  test('does the whole job in under a minute and says what it did', () => {
    expect({ code: demo.code, error: demo.error }).toEqual({ code: 0, error: '' });
    expect(took).toBeLessThan(60_000);
    const shown = Shown.parse(JSON.parse(demo.out));
    expect(shown).toMatchObject({
      organisations: sample.submissions.length,
      evidenceFiles: sample.submissions.reduce((sum, { evidence }) => sum + evidence.length, 0),
      sheets: sample.sheets.length,
    });
    expect(shown.decisions.map(({ name }) => name).toSorted()).toEqual(
      sample.submissions.map(({ name }) => name).toSorted(),
    );
    expect(shown.alike).toBeGreaterThan(0);
    expect(shown.alike).toBeLessThan(shown.items);
    expect(shown.verified.map((each) => each.folder)).toEqual(
      expect.arrayContaining(desks.map((name) => join(out, name))),
    );
    expect(shown.verified.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('finds the mistakes of the first deliveries, and takes in the second ones', () => {
    const twice = sample.submissions.filter(({ deliveries }) => deliveries.length > 1);
    const { rehearsal } = Shown.parse(JSON.parse(demo.out));
    expect(rehearsal.mistaken.map(({ name }) => name).toSorted()).toEqual(
      twice.map(({ name }) => name).toSorted(),
    );
    expect(rehearsal).toMatchObject({
      ready: sample.submissions.length - twice.length,
      second: twice.length,
    });
  });

  test('leaves desks, files and list where it says, sealed', () => {
    expect(readdirSync(out).toSorted()).toEqual([...desks, 'list', 'packs'].toSorted());
    expect(readdirSync(join(out, 'list')).toSorted()).toEqual([
      'list-fragment.html',
      'list.csv',
      'list.html',
      'list.json',
    ]);
    const packs = readdirSync(join(out, 'packs'));
    expect(readFileSync(join(out, 'packs/passphrase.txt'), 'utf8')).toMatch(/^([a-z]+-){5}[a-z]+\n$/);
    for (const name of packs.filter((each) => each !== 'passphrase.txt')) {
      const begins = readFileSync(join(out, 'packs', name))
        .subarray(0, 200)
        .toString('latin1');
      const lockedBy = /^(round|moderation)/.test(name) ? 'scrypt' : 'X25519';
      expect(begins, name).toMatch(new RegExp(`^award-pack 1\nage-encryption.org/v1\n-> ${lockedBy} `));
    }
    expect(packs.filter((name) => name.startsWith('round for'))).toHaveLength(assessors.length);
    expect(packs.filter((name) => name.startsWith('scores from'))).toHaveLength(assessors.length);
    expect(packs.filter((name) => /^(moderation for|update from) Dr Farah Lind/.test(name))).toHaveLength(2);
  });

  test('lists whom the sample’s decisions award, and nobody else', () => {
    const { decisions, list } = Shown.parse(JSON.parse(demo.out));
    const awarded = decisions.filter(({ outcome }) => outcome === 'awarded').map(({ name }) => name);
    expect(list.listed.map(({ name }) => name).toSorted()).toEqual(awarded.toSorted());
    const page = readFileSync(join(out, 'list/list.html'), 'utf8');
    for (const { name, outcome } of decisions) expect(page.includes(name), name).toBe(outcome === 'awarded');
  });
});

describe('the list', () => {
  test('is the same bytes each time, and those whose hashes were put on the record', async () => {
    for (const to of ['one', 'other']) {
      await awardHere('list', '--as-of', day, '--out', join(folder, to), '--data', desk);
    }
    const { list } = Shown.parse(JSON.parse(demo.out));
    expect(Object.keys(list.files)).toHaveLength(4);
    for (const [name, hash] of Object.entries(list.files)) {
      const published = readFileSync(join(out, 'list', name));
      expect(createHash('sha256').update(published).digest('hex')).toBe(hash);
      for (const to of ['one', 'other'])
        expect(readFileSync(join(folder, to, name)).equals(published)).toBe(true);
    }
  });

  test.each(['list.html', 'list-fragment.html', 'list.csv', 'list.json'])(
    '%s is verified against the record, and one letter more is found',
    async (name) => {
      const good = await awardHere('verify', '--list', join(out, 'list', name), '--data', desk);
      expect(good).toMatchObject({ code: 0, error: '' });
      expect(good.out).toContain(`${name} is what the record gives for 17 July 2026.`);
      const other = join(folder, name);
      writeFileSync(other, readFileSync(join(out, 'list', name), 'utf8').replace('Ambulance', 'Ambulances'));
      const { code, out: said } = await awardHere('verify', '--list', other, '--data', desk);
      expect(code).toBe(1);
      expect(said).toContain(`${other} is not what the record gives for 17 July 2026: line `);
      expect(said).toContain('Ambulances');
    },
  );
});

/** A small desk of the demonstration, copied, to be spoilt. */
function copied(name: string): string {
  const copy = join(folder, `${name}-${readdirSync(folder).length}`);
  cpSync(join(out, name), copy, { recursive: true });
  return copy;
}

/** One byte of a column of the first row that has it, changed on disk behind the program's back. */
function change(data: string, table: 'entry' | 'entry_text', column: 'header' | 'text'): string {
  const database = new Database(join(data, 'award.db'));
  try {
    const where = table === 'entry' ? "WHERE act = 'sheet-submitted'" : `WHERE text LIKE '%note%'`;
    const row = z
      .object({ hash: z.string(), value: z.string() })
      .parse(
        database
          .prepare(`SELECT hash, ${column} AS value FROM ${table} ${where} ORDER BY hash LIMIT 1`)
          .get(),
      );
    const at = table === 'entry' ? row.value.indexOf('"level":') + 8 : row.value.indexOf('"note":"') + 8;
    const other = row.value[at] === '1' ? '2' : '1';
    database
      .prepare(`UPDATE ${table} SET ${column} = ? WHERE hash = ?`)
      .run(`${row.value.slice(0, at)}${other}${row.value.slice(at + 1)}`, row.hash);
    return row.hash;
  } finally {
    database.close();
  }
}

describe('verify', () => {
  test.each(desks)('is green on the desk %s', async (name) => {
    const { code, out: said } = await awardHere('verify', '--json', '--data', join(out, name));
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ ok: true, findings: [] });
  });

  test('finds a changed byte in an evidence file and names it', async () => {
    const data = copied('chidi');
    const [shelf = ''] = readdirSync(join(data, 'evidence'));
    const [name = ''] = readdirSync(join(data, 'evidence', shelf));
    const file = join(data, 'evidence', shelf, name);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const { code, out: said } = await award('verify', '--data', data);
    expect(code).toBe(1);
    expect(said).toContain(`Wrong  The evidence file ${name.slice(0, 12)} was changed`);
    expect(said).toContain('1 finding. Tell');
  });

  test('finds a changed byte in an entry’s header and names it', async () => {
    const data = copied('chidi');
    const hash = change(data, 'entry', 'header');
    const { code, out: said } = await award('verify', '--data', data);
    expect(code).toBe(1);
    expect(said).toMatch(
      new RegExp(`^Wrong {2}“sheet-submitted” by chidi \\(entry ${hash.slice(0, 12)}.*was changed`, 'm'),
    );
  });

  test('finds a changed byte in an entry’s words and names it, also as JSON', async () => {
    const data = copied('chidi');
    const hash = change(data, 'entry_text', 'text');
    const { code, out: said, error } = await award('verify', '--json', '--data', data);
    expect({ code, error }).toEqual({ code: 1, error: '' });
    const report = z.object({ ok: z.literal(false), findings: z.array(z.string()) }).parse(JSON.parse(said));
    expect(report.findings.join('\n')).toMatch(
      new RegExp(`The words of .*${hash.slice(0, 12)}.*were changed`),
    );
  });
});

test('a folder that another process has open is refused with who has it', async () => {
  const data = copied('chidi');
  const lock = new Database(join(data, 'held.lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    const { code, out: said, error } = await award('verify', '--json', '--data', data);
    expect({ code, error }).toEqual({ code: 1, error: '' });
    expect(JSON.parse(said)).toMatchObject({ error: { code: 'desk-busy' } });
  } finally {
    lock.close();
  }
});
