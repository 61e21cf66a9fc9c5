import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { first } from '../../../electron/core/store/migrations/0001-first.ts';
import { evidence } from '../../../electron/core/store/migrations/0002-evidence.ts';
import { type Migrations, migrations } from '../../../electron/core/store/migrations/index.ts';
import { openStore } from '../../../electron/core/store/open.ts';
import { READING_TABLES } from '../../../electron/core/store/tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'award-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('0002: a data folder from before evidence was read opens with its rows, and a copy of it is kept', async () => {
  const before = await openStore(folder, { migrations: { '0001-first': first } });
  before.put('setting', { key: 'person', value: 'ana' });
  await before.close();
  const after = await openStore(folder);
  try {
    expect(existsSync(join(after.folder.backups, 'before-0002-evidence.db'))).toBe(true);
    expect(after.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'person', value: 'ana' }]);
    for (const table of READING_TABLES)
      expect(after.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
    after
      .prepare('INSERT INTO passage_text (rowid, text, scope) VALUES (?, ?, ?)')
      .run(1, 'Zoë’s rota', '\uE000smark');
    const find = after.prepare<[string], { rowid: number }>(
      'SELECT rowid FROM passage_text WHERE passage_text MATCH ?',
    );
    for (const words of ['zoe', '"rot" *', '"\uE000smark" AND "rota"'])
      expect(find.all(words)).toEqual([{ rowid: 1 }]);
    expect(find.all('mark')).toEqual([]);
    // What is deleted is overwritten in the index too.
    const secure = after.prepare("SELECT v FROM passage_text_config WHERE k = 'secure-delete'").get();
    expect(secure).toEqual({ v: 1 });
  } finally {
    await after.close();
  }
});

test('0003: people keep their rows, without words about an employer, and nothing is known of panels', async () => {
  const older = mkdtempSync(join(tmpdir(), 'award-migrations-'));
  try {
    const before = await openStore(older, {
      migrations: { '0001-first': first, '0002-evidence': evidence },
    });
    before
      .prepare(
        `INSERT INTO person (round, person, name, roles, stood_down, entry, conflict)
          VALUES ('r', 'ana', 'Ana', '["assessor"]', 0, 'e', 0)`,
      )
      .run();
    await before.close();
    const after = await openStore(older);
    try {
      expect(existsSync(join(after.folder.backups, 'before-0003-panels.db'))).toBe(true);
      expect(after.prepare('SELECT person, name, employer_words FROM person').all()).toEqual([
        { person: 'ana', name: 'Ana', employer_words: null },
      ]);
      for (const table of [
        'panel',
        'interest',
        'settlement',
        'partnership',
        'sheet_counted',
        'ruling_upheld',
      ])
        expect(after.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
    } finally {
      await after.close();
    }
  } finally {
    rmSync(older, { recursive: true, force: true });
  }
});

test('0011: a data folder from before it was kept what was sent opens with its rows and room for it', async () => {
  const older = mkdtempSync(join(folder, 'sent-'));
  const before = await openStore(older, { migrations: upTo('0011') });
  before.put('setting', { key: 'person', value: 'ana' });
  await before.close();
  const after = await openStore(older);
  try {
    expect(after.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'person', value: 'ana' }]);
    expect(after.prepare('SELECT count(*) AS n FROM sheet_sent').get()).toEqual({ n: 0 });
  } finally {
    await after.close();
  }
});

test('0012: a data folder from before questions were asked opens with its rows and room for them', async () => {
  const older = mkdtempSync(join(folder, 'questions-'));
  const before = await openStore(older, { migrations: upTo('0012') });
  before.put('setting', { key: 'person', value: 'ana' });
  await before.close();
  const after = await openStore(older);
  try {
    expect(existsSync(join(after.folder.backups, 'before-0012-questions.db'))).toBe(true);
    expect(after.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'person', value: 'ana' }]);
    for (const table of ['question', 'question_batch', 'reply', 'reply_answer', 'clarification'])
      expect(after.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
  } finally {
    await after.close();
  }
});

test('0014: a data folder from before there were team folders opens, and keeps what it is told of them', async () => {
  const data = join(folder, 'before-folders');
  const before = await openStore(data, { migrations: upTo('0014') });
  before.put('setting', { key: 'person', value: 'ana' });
  await before.close();
  const after = await openStore(data);
  try {
    expect(after.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'person', value: 'ana' }]);
    const sent = { round: 'r', person: 'ana', content: 'c', digest: 'd' };
    after.put('folder_sent', { ...sent, number: 1, state: 'asks' });
    after.put('folder_sent', { ...sent, number: 1, state: 'taken' });
    expect(after.prepare('SELECT state FROM folder_sent').all()).toEqual([{ state: 'taken' }]);
    expect(() =>
      after.prepare("INSERT INTO folder_sent VALUES ('r', 'ana', 2, 'c', 'd', 'lost')").run(),
    ).toThrow(/CHECK/);
    for (const table of ['folder_file', 'folder_answer', 'last_seen', 'progress_told'])
      expect(after.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
  } finally {
    await after.close();
  }
});

test('0015: a data folder from before there was a calibration submission opens, with none', async () => {
  const earlier = mkdtempSync(join(folder, 'calibration-'));
  const before = await openStore(earlier, { migrations: upTo('0015') });
  before.put('setting', { key: 'person', value: 'ana' });
  await before.close();
  const after = await openStore(earlier);
  try {
    expect(after.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'person', value: 'ana' }]);
    for (const table of ['calibration', 'calibration_opened'])
      expect(after.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
  } finally {
    await after.close();
  }
});

test('0018: a data folder from before questions were kept while written opens, and keeps one for each place', async () => {
  const earlier = mkdtempSync(join(folder, 'words-'));
  const before = await openStore(earlier, { migrations: upTo('0018') });
  before.put('setting', { key: 'person', value: 'ana' });
  await before.close();
  const after = await openStore(earlier);
  try {
    expect(after.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'person', value: 'ana' }]);
    const place = { round: 'r', person: 'ana', kind: 'clarification', submission: '', about: '3.3' } as const;
    after.put('draft_words', { ...place, words: '{"words":"Is"}', saved_at: 'now' });
    after.put('draft_words', { ...place, words: '{"words":"Is it"}', saved_at: 'now' });
    expect(after.prepare('SELECT words FROM draft_words').all()).toEqual([{ words: '{"words":"Is it"}' }]);
  } finally {
    await after.close();
  }
});

test('0006: a data folder from before sheets were confirmed opens, with room for it', async () => {
  const earlier = mkdtempSync(join(folder, 'confirmations-'));
  const before = await openStore(earlier, { migrations: upTo('0006') });
  before.put('setting', { key: 'person', value: 'ana' });
  await before.close();
  const after = await openStore(earlier);
  try {
    expect(after.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'person', value: 'ana' }]);
    expect(after.prepare('SELECT count(*) AS n FROM sheet_confirmed').get()).toEqual({ n: 0 });
  } finally {
    await after.close();
  }
});

test('0017: a data folder from before replies could be late opens, and its replies keep their rows', async () => {
  const earlier = mkdtempSync(join(folder, 'replies-'));
  const before = await openStore(earlier, { migrations: upTo('0017') });
  before
    .prepare("INSERT INTO reply VALUES ('r', 's', 'b', '2026-04-28', '2026-05-12T09:00:00.000Z', 1, 'e', 0)")
    .run();
  await before.close();
  const after = await openStore(earlier);
  try {
    expect(after.prepare('SELECT batch, late, late_reason FROM reply').all()).toEqual([
      { batch: 'b', late: 1, late_reason: null },
    ]);
    expect(after.prepare('SELECT count(*) AS n FROM draft_reply_seen').get()).toEqual({ n: 0 });
  } finally {
    await after.close();
  }
});

test('0019: where files stand is worked out again, so that those of replies stand beside the others', async () => {
  const earlier = mkdtempSync(join(folder, 'filed-'));
  const before = await openStore(earlier, { migrations: upTo('0019') });
  before.prepare("INSERT INTO evidence_place VALUES ('r', 's', 'E1', 'a')").run();
  before.put('indexed', { round: 'r', submission: 's', mark: 'm' });
  before.put('indexed', { round: 'r', submission: '', mark: 'of the standards' });
  await before.close();
  const after = await openStore(earlier);
  try {
    expect(after.prepare('SELECT * FROM evidence_place').all()).toEqual([]);
    expect(after.prepare('SELECT submission FROM indexed').all()).toEqual([{ submission: '' }]);
    const placed = { round: 'r', submission: 's', ref: 'E1' };
    after.put('evidence_place', { ...placed, version: 'v1', sha256: 'a' });
    after.put('evidence_place', { ...placed, version: 'b-1', sha256: 'b' });
    expect(after.prepare('SELECT count(*) AS n FROM evidence_place').get()).toEqual({ n: 2 });
  } finally {
    await after.close();
  }
});

test('0016: a data folder from before drafts were copied opens with none, also where a later step came first', async () => {
  for (const [name, taken] of [
    ['before copies', (each: string) => each < '0016'],
    ['beside copies', (each: string) => each !== '0016-draft-copy'],
  ] as const) {
    const earlier = mkdtempSync(join(folder, name));
    const steps = Object.fromEntries(Object.entries(migrations).filter(([each]) => taken(each)));
    const before = await openStore(earlier, { migrations: steps });
    before.put('setting', { key: 'person', value: 'ana' });
    await before.close();
    const after = await openStore(earlier);
    try {
      expect(after.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'person', value: 'ana' }]);
      const row = {
        folder: '/elsewhere',
        same_disk: 0,
        words: 'w',
        copied_at: null,
        digest: null,
        holds: '[]',
      };
      after.put('draft_copy', { one: 1, ...row });
      expect(() =>
        after.prepare("INSERT INTO draft_copy VALUES (2, '/', 0, 'w', NULL, NULL, '[]')").run(),
      ).toThrow(/CHECK/);
    } finally {
      await after.close();
    }
  }
});

/** The steps before that one. */
function upTo(name: string): Migrations {
  return Object.fromEntries(Object.entries(migrations).filter(([each]) => each < name));
}
