import type { GateResult, Outcomes, OverallGate, SectionGate } from './award-rule.ts';
import { overallGate, sectionGates } from './award-rule.ts';
import { floor, fraction, subtract } from './fraction.ts';
import { percentInWords } from './requirement-words.ts';
import type { Outcome } from './score.ts';
import { sameOutcome } from './score.ts';
import type { Item, StandardSet } from './standard-set.ts';
import { levelOf } from './standard-set.ts';
import { count } from './words.ts';

/** A requirement that turns on which of the assessors is right. */
export interface Crossing {
  readonly gate: GateResult['kind'];
  /** The section's number, where it is a section's requirement. */
  readonly section: string | undefined;
  /** "Mandatory: met or not turns on this", "1 point would reach 80%". */
  readonly sentence: string;
}

/**
 * The requirements that a difference over one item decides.
 *
 * Mandatory: some put the item at the rule's level or above, or find that it does not apply, and others put it below.
 * That holds even where another mandatory item fails as well, since each is needed.
 *
 * Overall, and a section's: with every other item at its likely outcome, the requirement is passed with one of the
 * outcomes given and failed with another. Items that have no likely outcome are left out of the sum; "cannot judge"
 * is no outcome to compare.
 */
export function crossingsOf(
  set: StandardSet,
  items: readonly Item[],
  item: Item,
  given: readonly (Outcome | undefined)[],
  likely: Outcomes,
): readonly Crossing[] {
  const candidates = candidatesOf([likely.get(item.id), ...given]);
  if (candidates.length < 2) return [];
  const mandatory = mandatoryCrossing(set, item, candidates);
  const tried = candidates.map((outcome) => {
    const outcomes = new Map([...likely, [item.id, outcome] as const]);
    return [overallGate(set, items, outcomes), ...sectionGates(set, items, outcomes)] as const;
  });
  const [reference] = tried;
  const turning = (reference ?? []).filter(
    (_, index) =>
      tried.some((gates) => gates[index]?.soFar === 'passed') &&
      tried.some((gates) => gates[index]?.soFar === 'failed'),
  );
  return [
    ...(mandatory ? [mandatory] : []),
    ...turning.map((gate) => ({
      gate: gate.kind,
      section: gate.kind === 'section' ? gate.section : undefined,
      sentence: pointsSentence(gate),
    })),
  ];
}

function mandatoryCrossing(
  set: StandardSet,
  { standard }: Item,
  candidates: readonly Outcome[],
): Crossing | undefined {
  const level = set.rule.mandatoryLevel;
  const below = candidates.filter((outcome) => outcome.kind === 'level' && outcome.level < level).length;
  if (!standard.mandatory || below === 0 || below === candidates.length) return undefined;
  const name = levelOf(set, level)?.name.toLowerCase() ?? `level ${level}`;
  return { gate: 'mandatory', section: undefined, sentence: `Mandatory: ${name} or not turns on this` };
}

/** Seen from where the item most likely stands: what it lacks, or what it can lose. */
function pointsSentence(gate: OverallGate | SectionGate): string {
  const threshold = percentInWords(gate.threshold);
  const place = gate.kind === 'section' ? ` in section ${gate.section}` : '';
  if (gate.soFar === 'failed') return `${count(gate.shortBy, 'point')} would reach ${threshold}${place}`;
  const spare = subtract(gate.points, fraction(BigInt(gate.threshold) * BigInt(gate.most), 10_000));
  return `Losing ${count(floor(spare) + 1, 'point')} would miss ${threshold}${place}`;
}

/** Each outcome once, "cannot judge" left out, the likely one first. */
function candidatesOf(outcomes: readonly (Outcome | undefined)[]): readonly Outcome[] {
  return outcomes
    .filter((outcome) => outcome !== undefined && outcome.kind !== 'cannot-judge')
    .filter((outcome, index, all) => all.findIndex((each) => sameOutcome(each, outcome)) === index);
}
