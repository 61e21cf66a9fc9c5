import { addDays, dayInWords, latestDay } from './dates.ts';
import type { Day, OrganisationId, RoundId, SubmissionId } from './ids.ts';
import { byName } from './name-order.ts';
import type { ProposedOutcome } from './standard-set.ts';
import { count } from './words.ts';

/**
 * Who holds the award on a day, worked out from what was decided: a register as of a day, not one round's winners.
 * The same decisions and day give the same register, in whatever order they come.
 */

/** One decision with what the register needs of its round and its organisation. */
export interface Decided {
  readonly submission: SubmissionId;
  readonly organisation: OrganisationId;
  /** As it was at the submission. */
  readonly name: string;
  readonly odsCode?: string | undefined;
  readonly icb?: string | undefined;
  readonly round: RoundId;
  readonly year: number;
  readonly outcome: ProposedOutcome;
  /** First day held; absent where none is awarded. */
  readonly validFrom?: Day | undefined;
  /** Last day held, which counts; absent where it runs until a round's results. */
  readonly validTo?: Day | undefined;
  readonly untilResultsOf?: number | undefined;
  readonly conditions: readonly { readonly id: string; readonly by: Day }[];
  /** As the round's set says. */
  readonly listedWithOpenConditions: boolean;
}

export interface RegisterFacts {
  /** One for each submission. */
  readonly decided: readonly Decided[];
  readonly conditionsMet: readonly {
    readonly submission: SubmissionId;
    readonly condition: string;
    readonly on: Day;
  }[];
  /** The award runs on to that day, which counts. It never shortens one. */
  readonly extensions: readonly { readonly submission: SubmissionId; readonly until: Day }[];
  /** From that day on it is no longer held. */
  readonly withdrawals: readonly { readonly submission: SubmissionId; readonly from: Day }[];
  /** The day on which a year's results were published: the last day of awards that ran until then is the day before. */
  readonly resultsPublished: ReadonlyMap<number, Day>;
}

/** An award that is held on the day and may be named in public. */
export interface Listed {
  readonly submission: SubmissionId;
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly odsCode: string | undefined;
  readonly icb: string | undefined;
  readonly round: RoundId;
  readonly year: number;
  readonly from: Day;
  /** Its last day, as known on the day; absent while it runs until the results of a round. */
  readonly until: Day | undefined;
  readonly untilResultsOf: number | undefined;
}

export type Unlisted =
  | 'not-awarded'
  | 'open-conditions'
  | 'not-begun'
  | 'lapsed'
  | 'withdrawn'
  | 'superseded';

/** Internal only: never published, since it names those that were not awarded. */
export interface NotListed {
  readonly submission: SubmissionId;
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly round: RoundId;
  readonly year: number;
  readonly why: Unlisted;
  readonly sentence: string;
}

export interface Register {
  readonly asOf: Day;
  /** By name. */
  readonly listed: readonly Listed[];
  /** By name, the latest year first. */
  readonly notListed: readonly NotListed[];
}

/** The register as of that day: one entry for each organisation that holds an award, and why the others are not named. */
export function registerAsOf(asOf: Day, facts: RegisterFacts): Register {
  const byOrganisation = Map.groupBy(facts.decided, ({ organisation }) => organisation);
  const judged = [...byOrganisation.values()].flatMap((theirs) => judgeOne(asOf, theirs, facts));
  return {
    asOf,
    listed: judged.flatMap((each) => (each.kind === 'listed' ? [each.entry] : [])).toSorted(byName),
    notListed: judged
      .flatMap((each) => (each.kind === 'not-listed' ? [each.entry] : []))
      .toSorted(
        (one, other) =>
          byName(one, other) || other.year - one.year || byText(one.submission, other.submission),
      ),
  };
}

type Judged =
  | { readonly kind: 'listed'; readonly entry: Listed }
  | { readonly kind: 'not-listed'; readonly entry: NotListed };

/** An award with the days on which it is held, extensions and results of rounds counted in. */
interface Award {
  readonly decided: Decided;
  readonly from: Day;
  readonly until: Day | undefined;
}

function judgeOne(asOf: Day, theirs: readonly Decided[], facts: RegisterFacts): readonly Judged[] {
  const awards = theirs.flatMap((decided) => awardOf(decided, facts)).toSorted(latestFirst);
  const reasons = new Map<SubmissionId, Reason>();
  for (const award of awards) {
    const reason = whyNot(asOf, award, awards, facts);
    if (reason !== undefined) reasons.set(award.decided.submission, reason);
  }
  const held = awards.filter(({ decided }) => !reasons.has(decided.submission));
  const current = held[0];
  for (const { decided } of held.slice(1)) {
    reasons.set(decided.submission, { why: 'superseded', sentence: 'A later award has taken its place.' });
  }
  const listed: readonly Judged[] = current ? [{ kind: 'listed', entry: entryOf(current) }] : [];
  const notAwarded: Reason = { why: 'not-awarded', sentence: 'Not awarded.' };
  return [
    ...listed,
    ...theirs
      .filter(({ submission }) => submission !== current?.decided.submission)
      .map(
        ({ submission, organisation, name, round, year }): Judged => ({
          kind: 'not-listed',
          entry: { submission, organisation, name, round, year, ...(reasons.get(submission) ?? notAwarded) },
        }),
      ),
  ];
}

type Reason = Pick<NotListed, 'why' | 'sentence'>;

/** Why an award is not held, or not to be named, on the day; undefined when it is. */
function whyNot(asOf: Day, award: Award, awards: readonly Award[], facts: RegisterFacts): Reason | undefined {
  if (asOf < award.from) return { why: 'not-begun', sentence: `Begins on ${dayInWords(award.from)}.` };
  const withdrawn = withdrawnFrom(award, awards, facts);
  if (withdrawn !== undefined && withdrawn <= asOf) {
    return { why: 'withdrawn', sentence: `Withdrawn from ${dayInWords(withdrawn)}.` };
  }
  if (award.until !== undefined && award.until < asOf) {
    return { why: 'lapsed', sentence: `Lapsed: its last day was ${dayInWords(award.until)}.` };
  }
  const open = openConditions(asOf, award.decided, facts);
  if (open.length > 0 && !award.decided.listedWithOpenConditions) {
    const overdue = open.filter(({ by }) => by < asOf).length;
    const late = overdue > 0 ? `, ${overdue} overdue` : '';
    return { why: 'open-conditions', sentence: `${count(open.length, 'condition')} not yet met${late}.` };
  }
  return undefined;
}

function awardOf(decided: Decided, facts: RegisterFacts): readonly Award[] {
  const { submission, outcome, validFrom: from, validTo, untilResultsOf } = decided;
  if (outcome === 'not-awarded' || from === undefined) return [];
  const results = untilResultsOf === undefined ? undefined : facts.resultsPublished.get(untilResultsOf);
  const until = validTo ?? (results === undefined ? undefined : addDays(results, -1));
  const extended = facts.extensions
    .filter((each) => each.submission === submission)
    .map((each) => each.until);
  return [{ decided, from, until: until === undefined ? undefined : extended.reduce(latestDay, until) }];
}

/**
 * The first day on which a withdrawal takes the award away. Withdrawing an award ends those that the organisation
 * held before it too, so that an earlier one that has not run out does not bring its name back.
 */
function withdrawnFrom(award: Award, awards: readonly Award[], facts: RegisterFacts): Day | undefined {
  const later = new Set(
    awards.filter((each) => each.from >= award.from).map(({ decided }) => decided.submission),
  );
  return facts.withdrawals
    .filter(({ submission }) => later.has(submission))
    .map(({ from }) => from)
    .toSorted()[0];
}

function openConditions(asOf: Day, decided: Decided, facts: RegisterFacts): Decided['conditions'] {
  return decided.conditions.filter(
    ({ id }) =>
      !facts.conditionsMet.some(
        ({ submission, condition, on }) =>
          submission === decided.submission && condition === id && on <= asOf,
      ),
  );
}

function entryOf({ decided, from, until }: Award): Listed {
  return {
    submission: decided.submission,
    organisation: decided.organisation,
    name: decided.name,
    odsCode: decided.odsCode,
    icb: decided.icb,
    round: decided.round,
    year: decided.year,
    from,
    until,
    untilResultsOf: until === undefined ? decided.untilResultsOf : undefined,
  };
}

function latestFirst(one: Award, other: Award): number {
  return (
    byText(other.from, one.from) ||
    other.decided.year - one.decided.year ||
    byText(other.decided.submission, one.decided.submission)
  );
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
