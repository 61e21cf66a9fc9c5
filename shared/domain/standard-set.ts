import { z } from 'zod';
import { Day, ItemId, StandardNumber, TransitionId } from './ids.ts';

/**
 * The versioned standards, scale and award rule that a round adopts. Nothing of the real award's wording is in the
 * code: a set is data that the programme team loads, and the shipped one says that it is a sample.
 */

const line = (most: number) => z.string().trim().min(1).max(most);

/** How a standard relates to the national one it comes from. */
export const Lineage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('as-national') }),
  z.object({ kind: z.literal('adjusted'), nationalWording: line(2000) }),
  z.object({ kind: z.literal('removed'), nationalWording: line(2000).optional() }),
  z.object({ kind: z.literal('added') }),
]);
export type Lineage = z.infer<typeof Lineage>;

export const Level = z.object({
  /** 0, 1, 2 … in rising order without gaps. */
  value: z.int().min(0).max(20),
  name: line(60),
  descriptor: line(600),
});
export type Level = z.infer<typeof Level>;

export const Standard = z.object({
  number: StandardNumber,
  wording: line(2000),
  /** For lists; the wording where the set gives none. */
  short: line(160).optional(),
  mandatory: z.boolean(),
  weight: z.int().min(1).max(100),
  lineage: Lineage,
  /** Its number in the set before this one. */
  previousNumber: StandardNumber.optional(),
  /** Asked once for every transition that the submission speaks for. */
  byTransition: z.boolean(),
  /** What each level looks like for this standard, by level value, where the set says so. */
  descriptors: z.record(z.string(), line(600)).optional(),
  guidance: line(2000).optional(),
});
export type Standard = z.infer<typeof Standard>;

export const Section = z.object({
  number: z.string().regex(/^[0-9]{1,3}$/),
  title: line(160),
  standards: z.array(Standard),
});
export type Section = z.infer<typeof Section>;

export const Transition = z.object({ id: TransitionId, name: line(100) });
export type Transition = z.infer<typeof Transition>;

export const ProposedOutcome = z.enum(['awarded', 'awarded-when-conditions-are-met', 'not-awarded']);
export type ProposedOutcome = z.infer<typeof ProposedOutcome>;

export const AwardRule = z.object({
  /** Every mandatory item at or above this level. */
  mandatoryLevel: z.int().min(0).max(20),
  /** Overall percentage at or above this, in whole hundredths of a percent: 80% is 8000. */
  overallThreshold: z.int().min(0).max(10_000),
  /** How a standard asked by transition counts in the percentage. For the mandatory requirement it is always its lowest. */
  transitionsCountAs: z.enum(['lowest', 'mean']),
  /** A further requirement on every section, in hundredths of a percent. */
  sectionThreshold: z.int().min(0).max(10_000).optional(),
  outcomes: z.object({
    /** Every requirement passed. */
    allPassed: ProposedOutcome,
    /** Failed only by items that carry a proposed condition (what is missing and by when). */
    failedWithConditions: ProposedOutcome,
    failed: ProposedOutcome,
  }),
});
export type AwardRule = z.infer<typeof AwardRule>;

export const Validity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('years'), years: z.int().min(1).max(10) }),
  z.object({ kind: z.literal('until'), lastDay: Day }),
  z.object({ kind: z.literal('results-of-round'), year: z.int().min(2000).max(2200) }),
]);
export type Validity = z.infer<typeof Validity>;

export const StandardSet = z.object({
  format: z.literal('award-panel/standard-set/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  version: z.int().min(1).max(9999),
  title: line(200),
  /** True for the shipped set: every screen and every page then says that it is a sample. */
  sample: z.boolean(),
  /** The document that the wording comes from. */
  source: line(400),
  previousSet: z.string().optional(),
  sections: z.array(Section).min(1),
  transitions: z.array(Transition),
  scale: z.array(Level).min(2),
  rule: AwardRule,
  /** When an assessor has to say why. */
  reason: z.object({
    /** A level below this needs a reason. */
    below: z.int().min(0).max(20).optional(),
    whenDifferentFromSelfRating: z.boolean(),
  }),
  validity: Validity,
  /** Whether an organisation with open conditions is on the list. */
  listedWithOpenConditions: z.boolean(),
  /** Whether an organisation's reply to a question may change a score; where the set does not say, it may. */
  repliesMayChangeScores: z.boolean().optional(),
});
export type StandardSet = z.infer<typeof StandardSet>;

/** One thing to answer and to score: a standard for the whole offer, or for one transition. */
export interface Item {
  readonly id: ItemId;
  readonly standard: Standard;
  readonly section: Section;
  readonly transition: Transition | undefined;
}

/** A standard's own page in lists: its short form where the set gives one. */
export function shortOf(standard: Standard): string {
  return standard.short ?? standard.wording;
}

/**
 * Every item that a submission which speaks for these transitions has to answer, in the set's order.
 * Removed standards are not asked.
 */
export function itemsOf(set: StandardSet, transitions: readonly string[]): readonly Item[] {
  const spoken = set.transitions.filter((transition) => transitions.includes(transition.id));
  return set.sections.flatMap((section) =>
    section.standards
      .filter((standard) => standard.lineage.kind !== 'removed')
      .flatMap((standard): readonly Item[] =>
        standard.byTransition
          ? spoken.map((transition) => ({
              id: ItemId.parse(`${standard.number}/${transition.id}`),
              standard,
              section,
              transition,
            }))
          : [{ id: ItemId.parse(standard.number), standard, section, transition: undefined }],
      ),
  );
}

/** The level of that value on the scale; undefined when it is off the scale. */
export function levelOf(set: StandardSet, value: number): Level | undefined {
  return set.scale.find((level) => level.value === value);
}

export function repliesMayChangeScores(set: StandardSet): boolean {
  return set.repliesMayChangeScores ?? true;
}

export function topLevel(set: StandardSet): number {
  return Math.max(...set.scale.map((level) => level.value));
}
