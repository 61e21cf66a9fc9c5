import { setImmediate as turn } from 'node:timers/promises';
import type { Hash } from '../../../shared/domain/ids.ts';
import { hashOf, type RawEntry } from './entry.ts';
import type { Ledger, MergeReport } from './ledger.ts';
import type { RoundSubject } from './rules.ts';
import { JUDGED_FIRST } from './settle.ts';
import { eachInTurns } from './turns.ts';

/** Milliseconds that one step is meant to take: a window's call waits for one of them, and is to wait below 100. */
const STEP_MS = 30;
const FIRST_STEP = 16;
/** What is held already goes by twenty times as fast as what is not, and one may follow on the other. */
const LONGEST_STEP = 100;

/**
 * Merges a few entries at a time, each step on disk by itself, and answers whatever else is asked between two steps.
 * Union in any order comes to the same, so that a merge which is stopped or killed half way has done no harm: the same
 * entries merged again go on from there.
 * @param told hears after every step how many of the entries are behind it; what it throws ends the merge
 */
export async function mergeInSteps(
  ledger: Pick<Ledger, 'merge'>,
  entries: readonly RawEntry[],
  told: (done: number) => void,
): Promise<MergeReport> {
  const { people, others } = await inTurn(entries);
  const reports: MergeReport[] = [];
  let done = 0;
  const step = async (some: readonly RawEntry[]) => {
    const began = performance.now();
    reports.push(ledger.merge(some));
    done += some.length;
    const took = performance.now() - began;
    told(done);
    await turn();
    return took;
  };
  // Whoever may do what is worked out from all of these together: once, and not at every step.
  if (people.length > 0) await step(people);
  let length = FIRST_STEP;
  while (done < entries.length) {
    const from = done - people.length;
    const took = await step(others.slice(from, from + length));
    length = Math.max(1, Math.min(LONGEST_STEP, length * 2, Math.round((length * STEP_MS) / took)));
  }
  return together(reports);
}

/**
 * Those that the judgement of others depends on come first, or most would be judged twice. Within an act by hash, so
 * that the trees in the database that lie in that order are written a page at a time.
 */
async function inTurn(entries: readonly RawEntry[]) {
  const placed: { readonly entry: RawEntry; readonly place: number; readonly hash: Hash }[] = [];
  await eachInTurns(entries, (entry) =>
    placed.push({ entry, place: placeOf(entry), hash: hashOf(entry.header) }),
  );
  placed.sort((one, other) => one.place - other.place || compare(one.hash, other.hash));
  const people = placed.filter(({ place }) => place < ASSIGNMENTS);
  return {
    people: people.map(({ entry }) => entry),
    others: placed.slice(people.length).map(({ entry }) => entry),
  };
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

const ASSIGNMENTS = JUDGED_FIRST.indexOf('assignment-made');

/** By the act that a header in its one spelling begins with; for another text any place does. */
function placeOf({ header }: RawEntry): number {
  const at = JUDGED_FIRST.indexOf(/^\{"act":"([a-z0-9-]+)"/.exec(header)?.[1] ?? '');
  return at < 0 ? JUDGED_FIRST.length : at;
}

function together(reports: readonly MergeReport[]): MergeReport {
  const sum = (of: (report: MergeReport) => number) => reports.reduce((all, report) => all + of(report), 0);
  const subjects = new Map<string, RoundSubject>();
  for (const subject of reports.flatMap((report) => report.subjects))
    subjects.set(`${subject.round} ${subject.kind} ${subject.key}`, subject);
  return {
    added: sum(({ added }) => added),
    known: sum(({ known }) => known),
    texts: sum(({ texts }) => texts),
    refused: reports.flatMap(({ refused }) => refused),
    subjects: [...subjects.values()],
  };
}
