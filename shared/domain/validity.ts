import { addDays, addYears } from './dates.ts';
import type { Day } from './ids.ts';
import type { Validity } from './standard-set.ts';

/** How long an award is held: its first day, and its last, which counts; or until a round's results are published. */
export interface Span {
  readonly from: Day;
  /** Absent while it runs until the results of a round that have not been published. */
  readonly until: Day | undefined;
  /** The year of that round. */
  readonly untilResultsOf: number | undefined;
}

/**
 * The span of an award that begins on that day, as the set says. A year from 1 July 2026 ends on 30 June 2027; one
 * from 29 February ends on 28 February. Undefined where the set's fixed last day comes before the first.
 */
export function spanOf(validity: Validity, from: Day): Span | undefined {
  switch (validity.kind) {
    case 'years':
      return { from, until: addDays(addYears(from, validity.years), -1), untilResultsOf: undefined };
    case 'until':
      return validity.lastDay < from
        ? undefined
        : { from, until: validity.lastDay, untilResultsOf: undefined };
    case 'results-of-round':
      return { from, until: undefined, untilResultsOf: validity.year };
  }
}
