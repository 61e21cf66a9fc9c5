import { z } from 'zod';
import { add, ceiling, compare, Fraction, fraction, mean, multiply, subtract, ZERO } from './fraction.ts';
import { Day, ItemId } from './ids.ts';
import type { Outcome } from './score.ts';
import type { Item, Section, Standard, StandardSet } from './standard-set.ts';
import { itemsOf, ProposedOutcome, topLevel } from './standard-set.ts';

/** What the panel agreed for one item; a condition is what is missing, by when. */
export interface AgreedItem {
  readonly outcome: Outcome;
  readonly condition?: { readonly by: Day; readonly words: string } | undefined;
}

export type Outcomes = ReadonlyMap<ItemId, Outcome>;

/** `blocked`: an item that it needs has no agreed score, or one that nobody can judge. */
export const Verdict = z.enum(['passed', 'failed', 'nothing-applies', 'blocked']);
export type Verdict = z.infer<typeof Verdict>;

const common = {
  verdict: Verdict,
  /** The verdict over the items that have a level, whether or not others are missing. */
  soFar: z.enum(['passed', 'failed', 'nothing-applies']),
  missing: z.array(ItemId),
};

const points = {
  ...common,
  /** Sum of weight × level over the items that have one. */
  points: Fraction,
  /** The most that they could reach. */
  most: z.int().min(0),
  /** In hundredths of a percent. */
  threshold: z.int(),
  /** The fewest whole points that would reach the threshold; 0 when it is reached. */
  shortBy: z.int().min(0),
};

export const MandatoryGate = z.object({
  kind: z.literal('mandatory'),
  ...common,
  level: z.int(),
  /** Standards, not items: one asked by transition is met when every transition is. */
  met: z.int().min(0),
  of: z.int().min(0),
  failing: z.array(ItemId),
});
export type MandatoryGate = z.infer<typeof MandatoryGate>;

export const OverallGate = z.object({ kind: z.literal('overall'), ...points });
export type OverallGate = z.infer<typeof OverallGate>;

export const SectionGate = z.object({
  kind: z.literal('section'),
  section: z.string(),
  title: z.string(),
  ...points,
});
export type SectionGate = z.infer<typeof SectionGate>;

/** One requirement of the award rule with its figures. */
export const GateResult = z.discriminatedUnion('kind', [MandatoryGate, OverallGate, SectionGate]);
export type GateResult = z.infer<typeof GateResult>;

export const Judgement = z.object({
  gates: z.array(GateResult),
  verdict: z.enum(['blocked', 'nothing-applies', 'all-passed', 'failed-with-conditions', 'failed']),
  /** Absent while something is missing, and where nothing applies. */
  proposed: ProposedOutcome.optional(),
  blockedBy: z.array(z.object({ item: ItemId, why: z.enum(['no-agreed-score', 'cannot-judge']) })),
  /** Every condition that the panel proposes, in the set's order. */
  conditions: z.array(z.object({ item: ItemId, by: Day, words: z.string() })),
});
export type Judgement = z.infer<typeof Judgement>;

/**
 * What the rule makes of the agreed scores. It proposes; a person decides.
 *
 * Failed requirements lead to `failedWithConditions` when meeting every proposed condition would pass them all: each
 * item that carries a condition is counted as if it stood at the top of the scale, and the requirements are judged
 * again. So every mandatory item that fails has to carry one, and an overall shortfall has to be covered by items
 * that do. Only an item that is partly there can carry one (see {@link mayCarryCondition}).
 */
export function judge(
  set: StandardSet,
  transitions: readonly string[],
  agreed: ReadonlyMap<ItemId, AgreedItem>,
): Judgement {
  const items = itemsOf(set, transitions);
  const outcomes = new Map(items.flatMap(({ id }) => pairOf(id, agreed.get(id)?.outcome)));
  const gates = gatesOf(set, items, outcomes);
  const conditions = items.flatMap(({ id }) => {
    const { outcome, condition } = agreed.get(id) ?? {};
    return condition && mayCarryCondition(set, outcome) ? [{ item: id, ...condition }] : [];
  });
  const blockedBy = items.flatMap(({ id }): Judgement['blockedBy'] => {
    const outcome = outcomes.get(id);
    if (outcome === undefined) return [{ item: id, why: 'no-agreed-score' }];
    return outcome.kind === 'cannot-judge' ? [{ item: id, why: 'cannot-judge' }] : [];
  });
  const met = new Map(conditions.map(({ item }) => [item, { kind: 'level', level: topLevel(set) } as const]));
  const verdict = ((): Judgement['verdict'] => {
    if (blockedBy.length > 0) return 'blocked';
    if (gates.every((gate) => gate.verdict === 'nothing-applies')) return 'nothing-applies';
    if (!fails(gates)) return 'all-passed';
    return fails(gatesOf(set, items, new Map([...outcomes, ...met]))) ? 'failed' : 'failed-with-conditions';
  })();
  const proposed = proposedBy(set, verdict);
  return { gates, verdict, ...(proposed === undefined ? {} : { proposed }), blockedBy, conditions };
}

/** Whether an item so scored may carry a condition: something is there, and something is missing. */
export function mayCarryCondition(set: StandardSet, outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'level' && outcome.level > lowestLevel(set) && outcome.level < topLevel(set);
}

/** Every requirement of the set, mandatory first, then overall, then by section where the set has that. */
export function gatesOf(
  set: StandardSet,
  items: readonly Item[],
  outcomes: Outcomes,
): [MandatoryGate, OverallGate, ...SectionGate[]] {
  return [
    mandatoryGate(set, items, outcomes),
    overallGate(set, items, outcomes),
    ...sectionGates(set, items, outcomes),
  ];
}

/**
 * Every mandatory standard at or above the rule's level. One asked by transition counts as its lowest, always;
 * one that is not applicable, in every transition spoken for, leaves the count.
 */
export function mandatoryGate(set: StandardSet, items: readonly Item[], outcomes: Outcomes): MandatoryGate {
  const level = set.rule.mandatoryLevel;
  const asked = askedOf(items, outcomes).filter(({ standard }) => standard.mandatory);
  const applying = asked.filter(applies);
  const failing = asked.flatMap(({ levels }) => levels.filter((each) => each.level < level));
  const met = applying.filter(
    ({ levels, missing }) => missing.length === 0 && levels.every((each) => each.level >= level),
  );
  return {
    kind: 'mandatory',
    ...verdictOf(
      asked,
      asked.every(({ levels }) => levels.length === 0)
        ? 'nothing-applies'
        : failing.length > 0
          ? 'failed'
          : 'passed',
    ),
    level,
    met: met.length,
    of: applying.length,
    failing: failing.map(({ item }) => item),
  };
}

/** Points over the most there could be, over items that apply, compared in exact fractions. */
export function overallGate(set: StandardSet, items: readonly Item[], outcomes: Outcomes): OverallGate {
  return { kind: 'overall', ...percentage(set, askedOf(items, outcomes), set.rule.overallThreshold) };
}

/** The same, section by section; none where the set has no requirement on sections. */
export function sectionGates(
  set: StandardSet,
  items: readonly Item[],
  outcomes: Outcomes,
): readonly SectionGate[] {
  const threshold = set.rule.sectionThreshold;
  if (threshold === undefined) return [];
  const asked = askedOf(items, outcomes);
  return set.sections.map((section) => ({
    kind: 'section',
    section: section.number,
    title: section.title,
    ...percentage(
      set,
      asked.filter((each) => each.section.number === section.number),
      threshold,
    ),
  }));
}

/** One standard with the levels that its items have, and those that it lacks. */
interface Asked {
  readonly standard: Standard;
  readonly section: Section;
  readonly levels: readonly { readonly item: ItemId; readonly level: number }[];
  readonly missing: readonly ItemId[];
}

function askedOf(items: readonly Item[], outcomes: Outcomes): readonly Asked[] {
  const byStandard = Map.groupBy(items, ({ standard }) => standard.number);
  return [...byStandard.values()].flatMap((together): readonly Asked[] => {
    const [first] = together;
    if (first === undefined) return [];
    return [
      {
        standard: first.standard,
        section: first.section,
        levels: together.flatMap(({ id }) => {
          const outcome = outcomes.get(id);
          return outcome?.kind === 'level' ? [{ item: id, level: outcome.level }] : [];
        }),
        missing: together.map(({ id }) => id).filter((id) => isMissing(outcomes.get(id))),
      },
    ];
  });
}

function percentage(set: StandardSet, asked: readonly Asked[], threshold: number): Omit<OverallGate, 'kind'> {
  const [top, countAs] = [topLevel(set), set.rule.transitionsCountAs];
  const counted = asked.filter(({ levels }) => levels.length > 0);
  const reached = counted.reduce(
    (total, { standard, levels }) =>
      add(total, multiply(fraction(standard.weight), levelOfAll(levels, countAs))),
    ZERO,
  );
  const most = counted.reduce((total, { standard }) => total + standard.weight * top, 0);
  const short = subtract(fraction(BigInt(threshold) * BigInt(most), 10_000), reached);
  const passes = compare(short, ZERO) <= 0;
  return {
    ...verdictOf(asked, counted.length === 0 ? 'nothing-applies' : passes ? 'passed' : 'failed'),
    points: reached,
    most,
    threshold,
    shortBy: passes ? 0 : ceiling(short),
  };
}

function levelOfAll(levels: Asked['levels'], countAs: 'lowest' | 'mean'): Fraction {
  const values = levels.map(({ level }) => level);
  return countAs === 'lowest' ? fraction(Math.min(...values)) : (mean(values) ?? ZERO);
}

function verdictOf(asked: readonly Asked[], soFar: OverallGate['soFar']) {
  const missing = asked.flatMap((each) => each.missing);
  return { verdict: missing.length > 0 ? ('blocked' as const) : soFar, soFar, missing };
}

function proposedBy({ rule }: StandardSet, verdict: Judgement['verdict']): ProposedOutcome | undefined {
  switch (verdict) {
    case 'all-passed':
      return rule.outcomes.allPassed;
    case 'failed-with-conditions':
      return rule.outcomes.failedWithConditions;
    case 'failed':
      return rule.outcomes.failed;
    case 'blocked':
    case 'nothing-applies':
      return undefined;
  }
}

function fails(gates: readonly GateResult[]): boolean {
  return gates.some((gate) => gate.verdict === 'failed');
}

function applies({ levels, missing }: Asked): boolean {
  return levels.length > 0 || missing.length > 0;
}

function isMissing(outcome: Outcome | undefined): boolean {
  return outcome === undefined || outcome.kind === 'cannot-judge';
}

function pairOf(id: ItemId, outcome: Outcome | undefined): readonly (readonly [ItemId, Outcome])[] {
  return outcome === undefined ? [] : [[id, outcome]];
}

function lowestLevel(set: StandardSet): number {
  return Math.min(...set.scale.map((level) => level.value));
}
