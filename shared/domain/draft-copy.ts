import type { Instant, ItemId } from './ids.ts';
import { type Score, sameOutcome } from './score.ts';

/** The sealed copy of an assessor's drafts in a second place: its names, its size, its times, and what it differs in. */

/** Says whose computer wrote it, in eight hexadecimal digits of its key, and nothing else; the same for ever. */
export const copyFileName = (short: string): string => `drafts-${short}.awardcopy`;
/** The copy before it. */
export const earlierCopyName = (short: string): string => `drafts-${short}-before.awardcopy`;
/** What each is called while it is being written. */
export const partialCopyName = (short: string): string => `drafts-${short}.partial`;
export const partialEarlierName = (short: string): string => `drafts-${short}-before.partial`;

const SMALLEST = 256 * 1024;

/**
 * Bytes that a copy of so many bytes is filled up to: the next power of two, from 256 KB on. Whoever sees the file may
 * not read off it how much has been scored.
 */
export function paddedSize(bytes: number): number {
  let size = SMALLEST;
  while (size < bytes) size *= 2;
  return size;
}

/** Milliseconds. */
export interface CopyTimes {
  /** From a change to the copy of it. */
  readonly soon: number;
  /** From one copy to the next at least. */
  readonly every: number;
  /** After which a place that has not answered is said to be silent. */
  readonly silence: number;
  /** For which the end of the program waits for the last copy. */
  readonly patience: number;
}

const MINUTE = 60_000;
export const USUAL_TIMES: CopyTimes = {
  soon: 15_000,
  every: 3 * MINUTE,
  silence: MINUTE,
  patience: 20_000,
};

/**
 * Milliseconds until the next copy: soon after a change, never two within `every`; after failures two minutes, then
 * twice as long each time, up to half an hour.
 * @param since milliseconds since the last one was begun
 * @param failures in a row
 */
export function untilNextCopy(times: CopyTimes, since: number, failures: number): number {
  if (failures === 0) return Math.max(times.soon, times.every - since);
  return Math.min(30 * MINUTE, 2 * MINUTE * 2 ** Math.min(failures - 1, 8));
}

/** A score as it stands in one place, and when it was given. */
export interface KeptScore {
  readonly score: Score;
  readonly savedAt: Instant;
}

/** A standard that a copy has otherwise than this computer; `here` is absent where nothing is here. */
export interface Difference {
  readonly item: ItemId;
  readonly here: KeptScore | undefined;
  readonly copy: KeptScore;
  readonly newer: 'here' | 'copy' | 'neither';
}

export interface Comparison {
  /** In the order in which the copy has them. */
  readonly differs: readonly Difference[];
  readonly same: number;
  /** Standards with something here and nothing in the copy: they stay as they are. */
  readonly onlyHere: number;
}

/** What a copy has otherwise than this computer, of one submission. What was begun and left empty counts as nothing. */
export function compareDrafts(here: readonly KeptScore[], copy: readonly KeptScore[]): Comparison {
  const filled = copy.filter(({ score }) => !isEmpty(score));
  const mine = new Map(here.filter(({ score }) => !isEmpty(score)).map((each) => [each.score.item, each]));
  const theirs = new Set(filled.map(({ score }) => score.item));
  const differs = filled.flatMap((each): Difference[] => {
    const own = mine.get(each.score.item);
    if (own !== undefined && sameScore(own.score, each.score)) return [];
    return [{ item: each.score.item, here: own, copy: each, newer: newerOf(own, each) }];
  });
  return {
    differs,
    same: filled.length - differs.length,
    onlyHere: [...mine.keys()].filter((item) => !theirs.has(item)).length,
  };
}

function newerOf(here: KeptScore | undefined, copy: KeptScore): Difference['newer'] {
  if (here === undefined) return 'copy';
  if (here.savedAt === copy.savedAt) return 'neither';
  return here.savedAt > copy.savedAt ? 'here' : 'copy';
}

const isEmpty = ({ outcome, note, feedback, citations }: Score): boolean =>
  outcome === undefined && note === '' && feedback === '' && citations.length === 0;

function sameScore(one: Score, other: Score): boolean {
  return (
    sameOutcome(one.outcome, other.outcome) &&
    one.note === other.note &&
    one.feedback === other.feedback &&
    JSON.stringify(one.citations) === JSON.stringify(other.citations)
  );
}
