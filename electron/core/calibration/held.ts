import { Hash, Instant, type RoundId, type SubmissionId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import type { EntryOf } from '../ledger/entry.ts';
import { refuse } from '../refused.ts';

type Held = Pick<DeskContext, 'store' | 'ledger'>;

/** Submissions that everyone scores first, and that are none of the award's. */
export function calibrations({ store }: Pick<Held, 'store'>, round: RoundId): ReadonlySet<string> {
  const rows = store
    .prepare<[string], { submission: string }>('SELECT submission FROM calibration WHERE round = ?')
    .all(round);
  return new Set(rows.map(({ submission }) => submission));
}

/** Throws the refusal 'not-allowed' for the calibration submission: nothing of it is moderated or decided. */
export function requireForAward(desk: Pick<Held, 'store'>, round: RoundId, submission: SubmissionId): void {
  if (calibrations(desk, round).has(submission))
    throw refuse(
      'not-allowed',
      'This is the calibration submission: it is scored to compare, and is neither moderated nor decided.',
    );
}

/** What was opened to be compared: the sheets as they stood then, for ever. */
export interface Comparison {
  readonly openedAt: Instant;
  readonly sheets: readonly EntryOf<'sheet-submitted'>[];
  /** Hashes of all of them, held here or not. */
  readonly basis: ReadonlySet<Hash>;
  readonly names: Readonly<Record<string, string>>;
}

/** Undefined before it is opened, and where the submission is not the calibration one (any more). */
export function comparisonOf(
  desk: Held,
  round: RoundId,
  submission: SubmissionId | string,
): Comparison | undefined {
  const row = desk.store
    .prepare<[string, string], { entry: string; opened_at: string }>(
      `SELECT o.entry, o.opened_at FROM calibration_opened o
       JOIN calibration c ON c.round = o.round AND c.submission = o.submission
       WHERE o.round = ? AND o.submission = ?`,
    )
    .get(round, submission);
  const opening = row && desk.ledger.entry(Hash.parse(row.entry));
  if (row === undefined || opening?.act !== 'calibration-opened') return undefined;
  return {
    openedAt: Instant.parse(row.opened_at),
    sheets: opening.basis
      .flatMap((hash) => desk.ledger.entry(hash) ?? [])
      .filter((entry) => entry.act === 'sheet-submitted')
      .filter(({ facts }) => facts.round === round && facts.submission === submission)
      .toSorted((one, other) => (one.facts.person < other.facts.person ? -1 : 1)),
    basis: new Set(opening.basis),
    names: opening.text?.names ?? {},
  };
}

/** What is compared openly of these submissions: which, the hashes of the sheets, and whose they are. */
export function comparedOn(
  desk: Held,
  round: RoundId,
  submissions: readonly string[],
): {
  readonly submissions: ReadonlySet<string>;
  readonly sheets: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
} {
  const opened = submissions.flatMap((submission) => {
    const comparison = comparisonOf(desk, round, submission);
    return comparison === undefined ? [] : [{ submission, ...comparison }];
  });
  return {
    submissions: new Set(opened.map(({ submission }) => submission)),
    sheets: new Set(opened.flatMap(({ basis }) => [...basis])),
    people: new Set(opened.flatMap(({ sheets }) => sheets.map(({ facts }) => facts.person))),
  };
}
