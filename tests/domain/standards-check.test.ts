import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { StandardSet } from '../../shared/domain/standard-set.ts';
import { problemsOf } from '../../shared/domain/standards-check.ts';
import { setOf } from './sets.ts';

const level = (value: number, name: string) => ({ value, name, descriptor: `What ${name} looks like` });
const plain = setOf({ '1.1': { mandatory: true }, '1.2': { byTransition: true } });
const numbered = (number: string, more: object = {}) => ({
  ...setOf({ [number]: {} }).sections[0]?.standards[0],
  ...more,
});
const withStandards = (...standards: readonly object[]) =>
  StandardSet.parse({ ...plain, sections: [{ number: '1', title: 'One', standards }] });

test('a plain set has nothing wrong with it, and a gap in its numbers is meaning', () => {
  expect(problemsOf(plain)).toEqual([]);
  expect(problemsOf(setOf({ '5.4': {}, '5.6': {} }))).toEqual([]);
});

test('the shipped set has nothing wrong with it', () => {
  const file = new URL('../../resources/standards/sample.json', import.meta.url);
  expect(problemsOf(StandardSet.parse(JSON.parse(readFileSync(file, 'utf8'))))).toEqual([]);
});

test.each<[string, StandardSet, string, string]>([
  [
    'a gap in the scale',
    { ...plain, scale: [level(0, 'No'), level(2, 'Yes')] },
    'scale',
    'The levels are 0, 2. Number them 0, 1, 2 and so on, in rising order.',
  ],
  [
    'a falling scale',
    {
      ...plain,
      scale: [level(2, 'A'), level(1, 'B'), level(0, 'C')],
      rule: { ...plain.rule, mandatoryLevel: 1 },
    },
    'scale',
    'The levels are 2, 1, 0. Number them 0, 1, 2 and so on, in rising order.',
  ],
  [
    'two levels of one name',
    { ...plain, scale: [level(0, 'No'), level(1, 'Met'), level(2, 'met')] },
    'scale',
    'Two levels are called ‘Met’. Give each its own name, since ratings are read by name.',
  ],
  [
    'a level that is none',
    { ...plain, scale: [level(0, 'Not applicable'), level(1, 'Some'), level(2, 'Met')] },
    'scale',
    '‘Not applicable’ cannot be a level: it means that there is none.',
  ],
  [
    'a mandatory level off the scale',
    { ...plain, rule: { ...plain.rule, mandatoryLevel: 3 } },
    'award rule',
    'The mandatory level 3 is not on the scale.',
  ],
  [
    'a mandatory level that nothing fails',
    { ...plain, rule: { ...plain.rule, mandatoryLevel: 0 } },
    'award rule',
    'The mandatory level is the lowest of the scale, so that nothing could fail it.',
  ],
  [
    'a reason below a level off the scale',
    { ...plain, reason: { below: 5, whenDifferentFromSelfRating: true } },
    'reasons',
    'A reason is asked for below level 5, which is not on the scale.',
  ],
  [
    'no transitions to ask by',
    { ...plain, transitions: [] },
    '1.2',
    'It is asked by transition, but the set names no transitions.',
  ],
  [
    'a number of another section',
    withStandards(numbered('2.1')),
    '2.1',
    'It stands in section 1, so its number has to begin with 1.',
  ],
  [
    'a number that only looks like the section',
    withStandards(numbered('11.1')),
    '11.1',
    'It stands in section 1, so its number has to begin with 1.',
  ],
  [
    'one number twice',
    withStandards(numbered('1.1'), numbered('1.1')),
    '1.1',
    'Two standards have the number 1.1.',
  ],
  [
    'a descriptor for no level',
    withStandards(numbered('1.1', { descriptors: { 7: 'Beyond' } })),
    '1.1',
    'It describes a level 7, which is not on the scale.',
  ],
  [
    'adjusted, but not',
    withStandards(
      numbered('1.1', { wording: 'Same', lineage: { kind: 'adjusted', nationalWording: 'Same' } }),
    ),
    '1.1',
    'It is marked as adjusted, but its wording is the national one.',
  ],
  [
    'a number before, of no set',
    withStandards(numbered('1.1', { previousNumber: '1.9' })),
    '1.1',
    'It gives its number in the set before, but the set does not say which set that was.',
  ],
  [
    'nothing asked',
    withStandards(numbered('1.1', { lineage: { kind: 'removed' } })),
    'the standards',
    'No standard is asked. Give at least one that is not removed.',
  ],
  [
    'two sections of one number',
    StandardSet.parse({
      ...plain,
      sections: [...plain.sections, { number: '1', title: 'Again', standards: [] }],
    }),
    'section 1',
    'Two sections have the number 1.',
  ],
  [
    'more transitions than anyone answers',
    {
      ...plain,
      transitions: StandardSet.shape.transitions.parse(
        Array.from({ length: 13 }, (_, index) => ({ id: `t${index}`, name: `Transition ${index}` })),
      ),
    },
    'transitions',
    'There are 13 transitions. A set holds at most 12.',
  ],
])('%s is told with its place', (_, set, at, sentence) => {
  expect(problemsOf(set)).toEqual([{ sentence, place: { kind: 'item', at } }]);
});
