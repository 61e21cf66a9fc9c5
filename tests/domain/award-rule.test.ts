import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  gatesOf,
  type Judgement,
  judge,
  mandatoryGate,
  mayCarryCondition,
  overallGate,
  sectionGates,
} from '../../shared/domain/award-rule.ts';
import { fraction } from '../../shared/domain/fraction.ts';
import { ItemId } from '../../shared/domain/ids.ts';
import { itemsOf } from '../../shared/domain/standard-set.ts';
import { agreed, item, type Mark, outcome, outcomes, type StandardSketch, setOf } from './sets.ts';

const ALL = ['new', 'abroad', 'return'];
const must = { mandatory: true } as const;
const each = { byTransition: true } as const;

describe('the mandatory requirement', () => {
  const set = setOf({ '1.1': must, '1.2': {}, '3.3': { ...must, ...each } });
  type Marks = Readonly<Record<string, Mark>>;
  test.each<[string, readonly string[], Marks, object]>([
    [
      'every mandatory standard met',
      ALL,
      { '1.1': 2, '3.3/new': 2, '3.3/abroad': 2, '3.3/return': 2 },
      { verdict: 'passed', met: 2, of: 2, failing: [] },
    ],
    [
      'one transition of three below: the standard counts as its lowest',
      ALL,
      { '1.1': 2, '3.3/new': 2, '3.3/abroad': 1, '3.3/return': 2 },
      { verdict: 'failed', met: 1, of: 2, failing: ['3.3/abroad'] },
    ],
    [
      'a transition that the submission does not speak for is not asked',
      ['new'],
      { '1.1': 2, '3.3/new': 2, '3.3/abroad': 0 },
      { verdict: 'passed', met: 2, of: 2 },
    ],
    [
      'one transition not applicable: the others decide',
      ALL,
      { '1.1': 2, '3.3/new': 2, '3.3/abroad': '-', '3.3/return': 2 },
      { verdict: 'passed', met: 2, of: 2 },
    ],
    [
      'every transition not applicable: the standard leaves the count',
      ALL,
      { '1.1': 2, '3.3/new': '-', '3.3/abroad': '-', '3.3/return': '-' },
      { verdict: 'passed', met: 1, of: 1 },
    ],
    [
      'nothing mandatory applies: neither passed nor failed',
      ['new'],
      { '1.1': '-', '3.3/new': '-' },
      { verdict: 'nothing-applies', met: 0, of: 0 },
    ],
    [
      'cannot judge is missing, not 0',
      ['new'],
      { '1.1': '?', '3.3/new': 2 },
      { verdict: 'blocked', soFar: 'passed', met: 1, of: 2, missing: ['1.1'], failing: [] },
    ],
    [
      'no agreed score is missing too, and what fails already is said',
      ['new'],
      { '1.1': 1 },
      { verdict: 'blocked', soFar: 'failed', met: 0, of: 2, missing: ['3.3/new'], failing: ['1.1'] },
    ],
    [
      'nothing scored at all',
      ['new'],
      {},
      { verdict: 'blocked', soFar: 'nothing-applies', missing: ['1.1', '3.3/new'] },
    ],
  ])('%s', (_, transitions, marks, expected) => {
    expect(mandatoryGate(set, itemsOf(set, transitions), outcomes(marks))).toMatchObject(expected);
  });
});

describe('the overall requirement', () => {
  test('counts weights, and levels over the top level', () => {
    const set = setOf({ '1.1': { weight: 3 }, '1.2': {} });
    const gate = overallGate(set, itemsOf(set, ALL), outcomes({ '1.1': 2, '1.2': 1 }));
    expect(gate).toMatchObject({ verdict: 'passed', points: fraction(7), most: 8, shortBy: 0 });
  });

  test('leaves what does not apply out of the denominator, and says when nothing applies', () => {
    const set = setOf({ '1.1': {}, '1.2': { weight: 5 } });
    const items = itemsOf(set, ALL);
    expect(overallGate(set, items, outcomes({ '1.1': 2, '1.2': '-' }))).toMatchObject({
      verdict: 'passed',
      most: 2,
    });
    expect(overallGate(set, items, outcomes({ '1.1': '-', '1.2': '-' }))).toMatchObject({
      verdict: 'nothing-applies',
      most: 0,
      shortBy: 0,
    });
  });

  test.each([
    ['lowest', fraction(0), 2],
    ['mean', fraction(4, 3), 1],
  ] as const)('counts a standard asked by transition as its %s', (transitionsCountAs, points, shortBy) => {
    const set = setOf({ '3.3': each }, { transitionsCountAs });
    const gate = overallGate(
      set,
      itemsOf(set, ALL),
      outcomes({ '3.3/new': 2, '3.3/abroad': 2, '3.3/return': 0 }),
    );
    expect(gate).toMatchObject({ verdict: 'failed', points, most: 2, shortBy });
  });

  test('a removed standard is neither asked nor counted', () => {
    const set = setOf({ '5.4': {}, '5.5': { lineage: { kind: 'removed' } }, '5.6': {} });
    const gate = overallGate(set, itemsOf(set, ALL), outcomes({ '5.4': 2, '5.5': 0, '5.6': 2 }));
    expect(gate).toMatchObject({ verdict: 'passed', points: fraction(4), most: 4 });
  });

  const marks = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 100 })), {
    minLength: 1,
    maxLength: 30,
  });
  test.prop([marks, fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: -1, max: 1 })])(
    'passes exactly when points reach the threshold, at it and a hundredth of a percent to either side',
    (given, anyThreshold, step) => {
      const [points, most] = given.reduce(
        ([sum, top], [level, weight]) => [sum + BigInt(level * weight), top + BigInt(2 * weight)],
        [0n, 0n],
      );
      const near = Number((points * 10_000n) / most) + step;
      for (const threshold of [anyThreshold, Math.min(10_000, Math.max(0, near))]) {
        const set = setOf(
          Object.fromEntries(given.map(([, weight], index) => [`1.${index + 1}`, { weight }])),
          { overallThreshold: threshold },
        );
        const gate = overallGate(
          set,
          itemsOf(set, []),
          outcomes(Object.fromEntries(given.map(([level], index) => [`1.${index + 1}`, level]))),
        );
        expect(gate.verdict).toBe(points * 10_000n >= BigInt(threshold) * most ? 'passed' : 'failed');
        let fewest = 0n;
        while ((points + fewest) * 10_000n < BigInt(threshold) * most) fewest += 1n;
        expect(gate.shortBy).toBe(Number(fewest));
      }
    },
  );
});

describe('the requirement on sections', () => {
  test('is absent where the set has none, and judges each section by itself', () => {
    const standards = { '1.1': {}, '2.1': {}, '3.1': {} };
    const marks = outcomes({ '1.1': 2, '2.1': 1, '3.1': '-' });
    const none = setOf(standards);
    expect(sectionGates(none, itemsOf(none, ALL), marks)).toEqual([]);
    const set = setOf(standards, { sectionThreshold: 6000 });
    expect(
      sectionGates(set, itemsOf(set, ALL), marks).map(({ section, verdict }) => [section, verdict]),
    ).toEqual([
      ['1', 'passed'],
      ['2', 'failed'],
      ['3', 'nothing-applies'],
    ]);
  });
});

describe('the proposal', () => {
  const five = { '1.1': must, '1.2': {}, '1.3': {}, '1.4': {}, '1.5': {} };
  const set = setOf(five);
  type Case = [
    string,
    Readonly<Record<string, Mark>>,
    readonly string[],
    Judgement['verdict'],
    string | undefined,
  ];
  test.each<Case>([
    ['all met', { '1.1': 2, '1.2': 2, '1.3': 2, '1.4': 2, '1.5': 2 }, [], 'all-passed', 'awarded'],
    ['exactly 80%', { '1.1': 2, '1.2': 2, '1.3': 2, '1.4': 2, '1.5': 0 }, [], 'all-passed', 'awarded'],
    ['one point short', { '1.1': 2, '1.2': 2, '1.3': 2, '1.4': 1, '1.5': 0 }, [], 'failed', 'not-awarded'],
    [
      'one point short, and a condition that would bring it',
      { '1.1': 2, '1.2': 2, '1.3': 2, '1.4': 1, '1.5': 0 },
      ['1.4'],
      'failed-with-conditions',
      'awarded-when-conditions-are-met',
    ],
    [
      'short by more than the conditions would bring',
      { '1.1': 2, '1.2': 2, '1.3': 1, '1.4': 0, '1.5': 0 },
      ['1.3'],
      'failed',
      'not-awarded',
    ],
    [
      'a mandatory one partly met, with a condition',
      { '1.1': 1, '1.2': 2, '1.3': 2, '1.4': 2, '1.5': 2 },
      ['1.1'],
      'failed-with-conditions',
      'awarded-when-conditions-are-met',
    ],
    [
      'a mandatory one partly met, the condition on another',
      { '1.1': 1, '1.2': 2, '1.3': 2, '1.4': 2, '1.5': 1 },
      ['1.5'],
      'failed',
      'not-awarded',
    ],
    [
      'a mandatory one not met at all: no condition can stand on it',
      { '1.1': 0, '1.2': 2, '1.3': 2, '1.4': 2, '1.5': 2 },
      ['1.1'],
      'failed',
      'not-awarded',
    ],
    [
      'a condition where nothing fails changes nothing',
      { '1.1': 2, '1.2': 2, '1.3': 2, '1.4': 2, '1.5': 1 },
      ['1.5'],
      'all-passed',
      'awarded',
    ],
    ['one not judged', { '1.1': 2, '1.2': 2, '1.3': 2, '1.4': 2, '1.5': '?' }, [], 'blocked', undefined],
    ['one not scored', { '1.1': 2, '1.2': 2, '1.3': 2, '1.4': 2 }, [], 'blocked', undefined],
    [
      'nothing applies',
      { '1.1': '-', '1.2': '-', '1.3': '-', '1.4': '-', '1.5': '-' },
      [],
      'nothing-applies',
      undefined,
    ],
  ])('%s', (_, marks, conditioned, verdict, proposed) => {
    const judgement = judge(set, ALL, agreed(marks, conditioned));
    expect([judgement.verdict, judgement.proposed]).toEqual([verdict, proposed]);
  });

  test('says what blocks it, and why', () => {
    expect(judge(set, ALL, agreed({ '1.1': 2, '1.2': '?', '1.3': 2, '1.4': 2 })).blockedBy).toEqual([
      { item: '1.2', why: 'cannot-judge' },
      { item: '1.5', why: 'no-agreed-score' },
    ]);
  });

  test('lists the conditions in the order of the set', () => {
    const { conditions } = judge(
      set,
      ALL,
      agreed({ '1.5': 1, '1.1': 1, '1.2': 2, '1.3': 2, '1.4': 2 }, ['1.5', '1.1']),
    );
    expect(conditions.map((condition) => condition.item)).toEqual(['1.1', '1.5']);
  });

  test('travels as JSON', () => {
    const judgement = judge(set, ALL, agreed({ '1.1': 1, '1.2': 2, '1.3': 1, '1.4': 2, '1.5': 2 }, ['1.1']));
    expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement);
  });

  test.each([
    [0, false],
    [1, true],
    [2, false],
    ['-', false],
    ['?', false],
  ] as const)('an item marked %s may carry a condition: %s', (mark, expected) => {
    expect(mayCarryCondition(set, outcome(mark))).toBe(expected);
  });
});

describe('laws', () => {
  const sketch: fc.Arbitrary<StandardSketch> = fc.record({
    mandatory: fc.boolean(),
    weight: fc.integer({ min: 1, max: 5 }),
    byTransition: fc.boolean(),
  });
  const mark: fc.Arbitrary<Mark> = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 2 }) },
    { weight: 1, arbitrary: fc.constant<Mark>('-') },
  );
  const round = fc
    .record({
      standards: fc.array(sketch, { minLength: 1, maxLength: 8 }),
      countAs: fc.constantFrom('lowest', 'mean'),
      threshold: fc.integer({ min: 0, max: 10_000 }),
      sectionThreshold: fc.integer({ min: 0, max: 10_000 }),
    })
    .chain(({ standards, countAs, threshold, sectionThreshold }) => {
      const set = setOf(
        Object.fromEntries(standards.map((each, index) => [`${1 + (index % 3)}.${index + 1}`, each])),
        { transitionsCountAs: countAs, overallThreshold: threshold, sectionThreshold },
      );
      const ids = itemsOf(set, ALL).map(({ id }) => id);
      return fc.record({
        set: fc.constant(set),
        marks: fc.tuple(...ids.map((id) => mark.map((value) => [id, value] as const))),
        raised: fc.constantFrom(...ids),
        conditioned: fc.subarray(ids),
      });
    });
  const rank: Readonly<Record<string, number>> = { failed: 0, 'failed-with-conditions': 1, 'all-passed': 2 };

  test.prop([round])('raising a level never turns a pass into a fail, nor worsens the proposal', (drawn) => {
    const before = Object.fromEntries(drawn.marks);
    const level = before[drawn.raised];
    if (typeof level !== 'number' || level === 2) return;
    const after = { ...before, [drawn.raised]: level + 1 };
    const gates = (marks: typeof before) => gatesOf(drawn.set, itemsOf(drawn.set, ALL), outcomes(marks));
    const raised = gates(after);
    for (const [index, gate] of gates(before).entries()) {
      if (gate.verdict === 'passed') expect(raised[index]?.verdict).toBe('passed');
    }
    const [one, other] = [before, after].map((marks) =>
      judge(drawn.set, ALL, agreed(marks, drawn.conditioned)),
    );
    expect(rank[other?.verdict ?? '']).toBeGreaterThanOrEqual(rank[one?.verdict ?? ''] ?? Number.NaN);
  });

  test.prop([round, fc.gen()])(
    'taking one agreed score away always blocks the proposal and names it',
    (drawn, gen) => {
      const lost = gen(fc.constantFrom, ...drawn.marks.map(([id]) => id));
      const judgement = judge(
        drawn.set,
        ALL,
        agreed(Object.fromEntries(drawn.marks.filter(([id]) => id !== lost))),
      );
      expect(judgement.proposed).toBeUndefined();
      expect(judgement.blockedBy).toEqual([{ item: ItemId.parse(lost), why: 'no-agreed-score' }]);
    },
  );

  test.prop([round])('the order in which scores were agreed changes nothing', (drawn) => {
    const forwards = judge(drawn.set, ALL, agreed(Object.fromEntries(drawn.marks)));
    const backwards = judge(drawn.set, ALL, new Map([...agreed(Object.fromEntries(drawn.marks))].reverse()));
    expect(backwards).toEqual(forwards);
  });
});

test('a failing item is named by transition', () => {
  const set = setOf({ '3.3': { ...must, ...each } });
  const { gates } = judge(set, ['abroad'], agreed({ '3.3/abroad': 1 }));
  expect(gates[0]).toMatchObject({ failing: [item('3.3/abroad')] });
});
