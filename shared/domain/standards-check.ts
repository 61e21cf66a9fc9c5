import type { Place } from '../contract/refusal.ts';
import type { Section, Standard, StandardSet } from './standard-set.ts';

/** What is wrong with a standard set that has the right shape: sentences with the place that each belongs to. */

export interface StandardsProblem {
  readonly sentence: string;
  readonly place: Place;
}

/** More transitions than a mean is worked out for exactly, and more than anyone is asked to answer. */
export const MOST_TRANSITIONS = 12;

/** Words that a rating list has beside the levels. */
const NOT_LEVELS = ['not applicable', 'cannot judge'];

/** Nothing when a round may adopt the set. */
export function problemsOf(set: StandardSet): readonly StandardsProblem[] {
  return [
    ...scaleProblems(set),
    ...ruleProblems(set),
    ...transitionProblems(set),
    ...set.sections.flatMap((section) => [
      ...section.standards.flatMap((standard) => standardProblems(set, section, standard)),
    ]),
    ...numberProblems(set),
    ...(set.sections.some((section) => section.standards.some(isAsked))
      ? []
      : [problem('the standards', 'No standard is asked. Give at least one that is not removed.')]),
  ];
}

function scaleProblems({ scale }: StandardSet): readonly StandardsProblem[] {
  const values = scale.map(({ value }) => value);
  const risen = values.every((value, index) => value === index);
  return [
    ...(risen
      ? []
      : [
          problem(
            'scale',
            `The levels are ${values.join(', ')}. Number them 0, 1, 2 and so on, in rising order.`,
          ),
        ]),
    ...repeated(scale.map(({ name }) => name)).map((name) =>
      problem(
        'scale',
        `Two levels are called ‘${name}’. Give each its own name, since ratings are read by name.`,
      ),
    ),
    ...scale
      .filter(({ name }) => NOT_LEVELS.includes(name.toLowerCase()))
      .map(({ name }) => problem('scale', `‘${name}’ cannot be a level: it means that there is none.`)),
  ];
}

function ruleProblems({ scale, rule, reason, sections }: StandardSet): readonly StandardsProblem[] {
  const values = scale.map(({ value }) => value);
  const off = (value: number) => !values.includes(value);
  const mandatory = sections.some(({ standards }) =>
    standards.some((each) => each.mandatory && isAsked(each)),
  );
  return [
    ...(off(rule.mandatoryLevel)
      ? [problem('award rule', `The mandatory level ${rule.mandatoryLevel} is not on the scale.`)]
      : []),
    ...(mandatory && rule.mandatoryLevel === values[0]
      ? [
          problem(
            'award rule',
            'The mandatory level is the lowest of the scale, so that nothing could fail it.',
          ),
        ]
      : []),
    ...(reason.below !== undefined && off(reason.below)
      ? [problem('reasons', `A reason is asked for below level ${reason.below}, which is not on the scale.`)]
      : []),
  ];
}

function transitionProblems({ transitions, sections }: StandardSet): readonly StandardsProblem[] {
  const asked = sections.flatMap(({ standards }) =>
    standards.filter((each) => each.byTransition && isAsked(each)),
  );
  return [
    ...repeated(transitions.map(({ id }) => id)).map((id) =>
      problem('transitions', `Two transitions have the id ‘${id}’.`),
    ),
    ...repeated(transitions.map(({ name }) => name)).map((name) =>
      problem('transitions', `Two transitions are called ‘${name}’.`),
    ),
    ...(transitions.length > MOST_TRANSITIONS
      ? [
          problem(
            'transitions',
            `There are ${transitions.length} transitions. A set holds at most ${MOST_TRANSITIONS}.`,
          ),
        ]
      : []),
    ...(transitions.length === 0
      ? asked.map(({ number }) =>
          problem(number, 'It is asked by transition, but the set names no transitions.'),
        )
      : []),
  ];
}

function standardProblems(
  set: StandardSet,
  section: Section,
  standard: Standard,
): readonly StandardsProblem[] {
  const { number, lineage, descriptors = {}, wording } = standard;
  const strange = Object.keys(descriptors).filter(
    (value) => !set.scale.some((level) => String(level.value) === value),
  );
  return [
    ...(number.startsWith(`${section.number}.`)
      ? []
      : [
          problem(
            number,
            `It stands in section ${section.number}, so its number has to begin with ${section.number}.`,
          ),
        ]),
    ...strange.map((value) => problem(number, `It describes a level ${value}, which is not on the scale.`)),
    ...(lineage.kind === 'adjusted' && lineage.nationalWording === wording
      ? [problem(number, 'It is marked as adjusted, but its wording is the national one.')]
      : []),
    ...(standard.previousNumber !== undefined && set.previousSet === undefined
      ? [
          problem(
            number,
            'It gives its number in the set before, but the set does not say which set that was.',
          ),
        ]
      : []),
  ];
}

function numberProblems({ sections }: StandardSet): readonly StandardsProblem[] {
  const standards = sections.flatMap((section) => section.standards);
  return [
    ...repeated(sections.map(({ number }) => number)).map((number) =>
      problem(`section ${number}`, `Two sections have the number ${number}.`),
    ),
    ...repeated(standards.map(({ number }) => number)).map((number) =>
      problem(number, `Two standards have the number ${number}.`),
    ),
    ...repeated(
      standards.flatMap(({ previousNumber }) => (previousNumber === undefined ? [] : [previousNumber])),
    ).map((number) => problem(number, `Two standards say that they were ${number} in the set before.`)),
  ];
}

function isAsked(standard: Standard): boolean {
  return standard.lineage.kind !== 'removed';
}

/** What occurs more than once, case left aside, each once and as first written. */
function repeated(words: readonly string[]): readonly string[] {
  const together = Map.groupBy(words, (word) => word.trim().toLowerCase());
  return [...together.values()].flatMap((same) => (same.length > 1 ? same.slice(0, 1) : []));
}

function problem(at: string, sentence: string): StandardsProblem {
  return { sentence, place: { kind: 'item', at } };
}
