import type { AgreedItem } from '../../shared/domain/award-rule.ts';
import { Day, ItemId, OrganisationId, PersonId, SubmissionId } from '../../shared/domain/ids.ts';
import type { Outcome } from '../../shared/domain/score.ts';
import { type Standard, StandardSet } from '../../shared/domain/standard-set.ts';

/** Small sets and outcomes, written short enough for a table of cases. */

export type StandardSketch = Partial<Pick<Standard, 'mandatory' | 'weight' | 'byTransition' | 'lineage'>>;

/** Standards by number, gathered into sections by the part before the dot. */
export function setOf(
  standards: Readonly<Record<string, StandardSketch>>,
  rule: Partial<StandardSet['rule']> = {},
  more: Partial<Pick<StandardSet, 'scale' | 'reason' | 'transitions'>> = {},
): StandardSet {
  const bySection = Map.groupBy(Object.entries(standards), ([number]) => number.split('.')[0] ?? '');
  return StandardSet.parse({
    format: 'award-panel/standard-set/1',
    id: 'test',
    version: 1,
    title: 'A set for tests',
    sample: true,
    source: 'Tests',
    sections: [...bySection].map(([number, together]) => ({
      number,
      title: `Section ${number}`,
      standards: together.map(([standard, sketch]) => ({
        number: standard,
        wording: `Wording of ${standard}`,
        mandatory: false,
        weight: 1,
        byTransition: false,
        lineage: { kind: 'as-national' },
        ...sketch,
      })),
    })),
    transitions: more.transitions ?? [
      { id: 'new', name: 'Newly registered' },
      { id: 'abroad', name: 'Internationally educated' },
      { id: 'return', name: 'Return to practice' },
    ],
    scale: more.scale ?? [
      { value: 0, name: 'Not met', descriptor: 'Nothing shows it' },
      { value: 1, name: 'Partly met', descriptor: 'Some of it' },
      { value: 2, name: 'Met', descriptor: 'All of it' },
    ],
    rule: {
      mandatoryLevel: 2,
      overallThreshold: 8000,
      transitionsCountAs: 'lowest',
      outcomes: {
        allPassed: 'awarded',
        failedWithConditions: 'awarded-when-conditions-are-met',
        failed: 'not-awarded',
      },
      ...rule,
    },
    reason: more.reason ?? { below: 2, whenDifferentFromSelfRating: true },
    validity: { kind: 'years', years: 2 },
    listedWithOpenConditions: false,
  });
}

/** A level, `-` for not applicable, `?` for cannot judge. */
export type Mark = number | '-' | '?';

export function outcome(mark: Mark): Outcome {
  if (mark === '-') return { kind: 'not-applicable' };
  if (mark === '?') return { kind: 'cannot-judge' };
  return { kind: 'level', level: mark };
}

export function outcomes(marks: Readonly<Record<string, Mark>>): ReadonlyMap<ItemId, Outcome> {
  return new Map(Object.entries(marks).map(([id, mark]) => [ItemId.parse(id), outcome(mark)]));
}

/** Agreed scores; the items named in `conditioned` carry a condition. */
export function agreed(
  marks: Readonly<Record<string, Mark>>,
  conditioned: readonly string[] = [],
): ReadonlyMap<ItemId, AgreedItem> {
  return new Map(
    [...outcomes(marks)].map(([id, each]) => [
      id,
      {
        outcome: each,
        condition: conditioned.includes(id) ? { by: day('2026-09-30'), words: 'What is missing' } : undefined,
      },
    ]),
  );
}

export const day = (text: string) => Day.parse(text);
export const item = (text: string) => ItemId.parse(text);
export const person = (text: string) => PersonId.parse(text);
export const organisation = (text: string) => OrganisationId.parse(text);
export const submission = (text: string) => SubmissionId.parse(text);
