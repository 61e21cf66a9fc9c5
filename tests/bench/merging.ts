import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import type { RawEntry } from '../../electron/core/ledger/entry.ts';
import { publicKey, signatureBytes, signed } from '../../electron/core/ledger/keys.ts';
import { mergeInSteps } from '../../electron/core/ledger/steps.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { openStore, type Store } from '../../electron/core/store/open.ts';
import { PersonId, WriterKey } from '../../shared/domain/ids.ts';
import { askAlong, residentMB, waitsIn } from './asking.ts';
import { lookThrough } from './looking.ts';
import { type Measure, type Row, round, type Setting, timed } from './measure.ts';
import { layRound, makeRound, scoresOf } from './round.ts';
import { signSheets } from './sheets.ts';

const STANDARDS = 30;
const ASSESSORS = 20;
const CHAIR = PersonId.parse('chair');
const OF_SHEETS = "hash IN (SELECT hash FROM entry WHERE act = 'sheet-submitted')";
/** What a merge of sheets writes: which rows of which tables, in an order in which they may refer to each other. */
const TABLES = {
  entry: OF_SHEETS,
  entry_text: OF_SHEETS,
  entry_replaces: "entry IN (SELECT hash FROM entry WHERE act = 'sheet-submitted')",
  standing: OF_SHEETS,
  head: OF_SHEETS,
  sheet: '1',
  sheet_score: '1',
} as const;

/** Merging many sheets against raw prepared inserts of the same rows and checks of the same signatures. */
export const merging: Measure = {
  name: 'merge',
  async run(setting) {
    const rows: Row[] = [];
    for (const sheets of setting.size === 'stress' ? [1000, 3000, 10_000] : [1000, 3000])
      rows.push(...(await mergeSheets(setting, sheets)));
    return rows;
  },
};

async function mergeSheets({ folder, say }: Setting, sheets: number): Promise<readonly Row[]> {
  const size = {
    organisations: sheets / ASSESSORS,
    standards: STANDARDS,
    assessors: ASSESSORS,
    perSubmission: ASSESSORS,
    files: 0,
  };
  // The administrator scores one as well, so that the same desk can be asked to save while it merges.
  const made = makeRound(size, { admin: ['assessor'], chair: ['administrator'] });
  const [first, ...rest] = made.submissions;
  if (first === undefined) throw new Error('The round is empty.');
  const me = made.administrator.id;
  say(`making ${sheets} sheets`);
  const desk = await openDesk({ dataFolder: join(folder, `merge-${sheets}`), resources: findResources() });
  await layRound(desk, {
    ...made,
    submissions: [{ ...first, assessors: [...first.assessors, me] }, ...rest],
  });
  const second = await openDesk({ dataFolder: join(folder, `second-${sheets}`), resources: findResources() });
  const entries = signSheets(desk, made);
  await carry(desk, second, { purpose: 'whole', to: CHAIR });
  say(`merging ${sheets} sheets`);
  const scores = scoresOf(made, first.submission, me);
  const asking = askAlong({
    'desk.show': () => desk.invoke('desk.show', {}),
    'scores.save': (time) =>
      desk.invoke('scores.save', { submission: first.submission, score: scores[time % scores.length] }),
  });
  const before = residentMB();
  const [ours, { added }] = await timed(() => mergeInSteps(desk.context.ledger, entries, () => undefined));
  const { waits, peakMB } = await asking.end();
  if (added !== sheets) throw new Error(`${added} of ${sheets} sheets were merged.`);
  const raw = await openStore(join(folder, `raw-${sheets}`));
  const beforeRaw = residentMB();
  const [bare, inserted] = await timed(() => insertRaw(raw, desk.context.store, entries));
  const rawMB = residentMB() - beforeRaw;
  await raw.close();
  say(`looking ${sheets} sheets through`);
  const looked = await lookThrough(desk, second, sheets);
  await second.close();
  await desk.close();
  const ratio = ours / bare;
  return [
    {
      name: `merge of ${sheets} sheets`,
      promise:
        '10,000 sheets of 30 scores in under 10 s, within 3 times raw prepared inserts and signature checks',
      measured: {
        sheets,
        ms: round(ours),
        rawMs: round(bare),
        rows: inserted,
        perSheet: round(ours / sheets),
        moreMB: round(Math.max(0, peakMB - before)),
        rawMoreMB: round(Math.max(0, rawMB)),
      },
      ratio: round(ratio),
      kept: ratio <= 3 && ours * (10_000 / sheets) <= 10_000,
    },
    waitsIn(`calls while ${sheets} sheets are merged`, waits),
    looked,
  ];
}

/** The same rows by prepared statements in one transaction, and the same signatures; nothing is read or judged. */
function insertRaw(into: Store, from: Store, entries: readonly RawEntry[]): number {
  const writers = new Map<string, ReturnType<typeof publicKey>>();
  for (const { header, signature } of entries) {
    const name = WriterKey.parse(/"writer":"([^"]+)"/.exec(header)?.[1]);
    if (!writers.has(name)) writers.set(name, publicKey(name));
    const [key, bytes] = [writers.get(name), signatureBytes(signature)];
    const hash = createHash('sha256').update(header).digest('hex');
    if (key === undefined || bytes === undefined || !signed(`award-panel/entry/1\n${hash}`, bytes, key))
      throw new Error('A signature that was made a moment ago is not good.');
  }
  return into.transaction(() => {
    let rows = 0;
    for (const [table, which] of Object.entries(TABLES)) {
      const read = from.prepare<[], Record<string, string | number | null>>(
        `SELECT * FROM ${table} WHERE ${which}`,
      );
      let put: ((values: (string | number | null)[]) => void) | undefined;
      for (const row of read.iterate()) {
        put ??= prepared(into, table, Object.keys(row));
        put(Object.values(row));
        rows += 1;
      }
    }
    return rows;
  });
}

function prepared(into: Store, table: string, columns: readonly string[]) {
  const insert = into.prepare<(string | number | null)[], never>(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (values: (string | number | null)[]) => void insert.run(...values);
}
