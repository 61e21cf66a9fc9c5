import type { Hash } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { hashOf, type RawEntry } from '../ledger/entry.ts';
import { createLedger, type Ledger, type MergeReport } from '../ledger/ledger.ts';
import type { Conflict } from '../ledger/report.ts';
import { mergeInSteps } from '../ledger/steps.ts';
import { eachInTurns } from '../ledger/turns.ts';
import { openScratch, type Scratch } from '../store/open.ts';
import { snapshotOf } from '../store/snapshot.ts';
import { LEDGER_TABLES } from '../store/tables.ts';
import type { Contents } from './manifest.ts';
import { introduceTo, putOnRecord, readerOf } from './take-in.ts';

/** Taking a pack in, tried where nothing of it stays: what it says is what would happen. */

export interface Tried {
  readonly report: MergeReport;
  /** Things that would then stand in two versions, and do not now. */
  readonly conflicts: readonly Conflict[];
  /** Of the pack's entries, those that would be kept without effect, and why. */
  readonly withoutEffect: readonly { readonly hash: Hash; readonly act: string; readonly reason: string }[];
  /** Whether the key that the pack is signed with would then be its sender's. */
  readonly known: boolean;
}

/** Entries that are taken in and undone again in about one step of a merge. */
const FEW = 32;

export function tryOut(
  desk: DeskContext,
  contents: Contents,
  entries: readonly RawEntry[],
  job: Pick<Job, 'progress' | 'step'>,
): Promise<Tried> {
  return entries.length <= FEW ? tryHere(desk, contents, entries) : tryApart(desk, contents, entries, job);
}

/** Thrown to have a transaction undone; caught where it was begun. */
class Undone extends Error {}

/** On the desk itself, in one transaction that is undone: whatever else is asked of it waits. */
export async function tryHere(
  desk: DeskContext,
  contents: Contents,
  entries: readonly RawEntry[],
): Promise<Tried> {
  const before = namesOf(desk.ledger.conflicts());
  const hashes = new Set(entries.map(({ header }) => hashOf(header)));
  let tried: Tried | undefined;
  try {
    desk.store.transaction(() => {
      const report = putOnRecord(desk, contents, () => desk.ledger.merge(entries));
      tried = seen(desk.ledger, contents, report, before, hashes);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (tried === undefined) throw new Error('A pack was not tried out.');
  return tried;
}

/**
 * On a copy of the record in memory, a few entries at a time: the desk answers and is written to meanwhile. No rows for
 * rooms follow there, so that it takes less time than taking the pack in.
 */
export async function tryApart(
  desk: DeskContext,
  contents: Contents,
  entries: readonly RawEntry[],
  job: Pick<Job, 'progress' | 'step'>,
): Promise<Tried> {
  const scratch = await openScratch();
  try {
    await copyRecord(desk, scratch, job);
    const { round, opening } = contents;
    const ledger = createLedger({
      store: scratch,
      key: desk.key,
      person: readerOf(contents),
      clock: desk.now,
      projections: [],
    });
    if (opening !== undefined && ledger.heads({ round, kind: 'round', key: round }).length === 0)
      ledger.standBy(round, opening);
    const before = namesOf(ledger.conflicts());
    const hashes = new Set<Hash>();
    await eachInTurns(entries, ({ header }) => hashes.add(hashOf(header)));
    const report = await mergeInSteps(ledger, entries, (done) => {
      job.progress(done, entries.length, 'Looking through the records');
      job.step();
    });
    introduceTo(ledger, desk, contents);
    return seen(ledger, contents, report, before, hashes);
  } finally {
    await scratch.close();
  }
}

async function copyRecord(desk: DeskContext, scratch: Scratch, job: Pick<Job, 'step'>): Promise<void> {
  const snapshot = snapshotOf(desk.store);
  try {
    await eachInTurns(snapshot.rows('setting'), (row) => {
      if (OF_THE_LEDGER.test(row.key)) scratch.put('setting', row);
    });
    for (const table of LEDGER_TABLES)
      await eachInTurns(snapshot.rows(table), (row) => {
        job.step();
        scratch.insert(table, row);
      });
  } finally {
    snapshot.close();
  }
}

/** Which opening this desk stands by, and under which key its record was judged. */
const OF_THE_LEDGER = /^(opening .+|own key)$/;

const namesOf = (conflicts: readonly Conflict[]): ReadonlySet<string> => new Set(conflicts.map(nameOf));
const nameOf = ({ round, kind, key }: Conflict) => `${round} ${kind} ${key}`;

function seen(
  ledger: Ledger,
  { round, writer, from }: Contents,
  report: MergeReport,
  before: ReadonlySet<string>,
  hashes: ReadonlySet<Hash>,
): Tried {
  return {
    report,
    conflicts: ledger.conflicts().filter((each) => !before.has(nameOf(each))),
    withoutEffect: ledger.unauthorised().filter(({ hash }) => hashes.has(hash)),
    known: ledger.personsOf(round, writer).has(from),
  };
}
