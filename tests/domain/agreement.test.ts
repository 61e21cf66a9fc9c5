import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { agreementOf, likelyOutcomes, type Sheet } from '../../shared/domain/agreement.ts';
import { fraction } from '../../shared/domain/fraction.ts';
import { itemsOf } from '../../shared/domain/standard-set.ts';
import { agreed, item, type Mark, outcomes, person, setOf } from './sets.ts';

/** One sheet for each mark in a row: `{ '1.1': [2, 2, 1] }` is three assessors on one item. */
function sheetsOf(rows: Readonly<Record<string, readonly (Mark | undefined)[]>>): readonly Sheet[] {
  const width = Math.max(...Object.values(rows).map((row) => row.length));
  return Array.from({ length: width }, (_, index) => ({
    person: person(`assessor-${index + 1}`),
    outcomes: outcomes(
      Object.fromEntries(
        Object.entries(rows).flatMap(([id, row]) => {
          const mark = row[index];
          return mark === undefined ? [] : [[id, mark]];
        }),
      ),
    ),
  }));
}

const lenient = { overallThreshold: 0 } as const;

describe('one item', () => {
  test.each<[string, readonly (Mark | undefined)[], object]>([
    ['all the same', [2, 2, 2], { alike: true, range: 0, spread: fraction(0), heading: 'Agree' }],
    [
      'one level apart',
      [1, 2, 2],
      { alike: false, range: 1, spread: fraction(2, 9), heading: 'One level apart' },
    ],
    [
      'two levels apart',
      [0, 2, 1],
      { alike: false, range: 2, spread: fraction(2, 3), heading: 'Two levels apart' },
    ],
    [
      'the same level, and one who cannot judge',
      [2, '?', 2],
      { alike: false, range: 0, heading: 'Not scored by everyone' },
    ],
    [
      'nobody can judge: nothing that could be agreed',
      ['?', '?', '?'],
      { alike: false, heading: 'Not scored by everyone' },
    ],
    ['it does not apply, all say', ['-', '-', '-'], { alike: true, range: 0, heading: 'Agree' }],
    ['a level against not applicable', [2, '-', 2], { alike: false, heading: 'Not scored by everyone' }],
    ['one sheet lacks it', [2, undefined, 2], { alike: false, heading: 'Not scored by everyone' }],
  ])('%s', (_, marks, expected) => {
    const set = setOf({ '1.1': {} }, lenient);
    const { byDisagreement } = agreementOf(set, [], sheetsOf({ '1.1': marks }), new Map());
    expect(byDisagreement[0]).toMatchObject(expected);
  });
});

describe('what is likely', () => {
  test.each<[string, readonly Mark[], Mark | undefined, Mark | undefined]>([
    ['what most say', [1, 2, 2], undefined, 2],
    ['the lowest where as many say one as another', [2, 0, 1], undefined, 0],
    ['a level before not applicable', [2, '-'], undefined, 2],
    ['those who can judge', ['?', '?', 1], undefined, 1],
    ['nothing where nobody can', ['?', '?'], undefined, undefined],
    ['what was agreed', [2, 2, 2], 1, 1],
    ['the sheets again, where the panel could not judge', [2, 2, 1], '?', 2],
  ])('is %s', (_, marks, settled, expected) => {
    const set = setOf({ '1.1': {} });
    const likely = likelyOutcomes(
      itemsOf(set, []),
      sheetsOf({ '1.1': marks }),
      settled === undefined ? new Map() : agreed({ '1.1': settled }),
    );
    expect([...likely.values()]).toEqual(
      expected === undefined ? [] : [...outcomes({ '1.1': expected }).values()],
    );
  });
});

describe('what decides a requirement', () => {
  const crossings = (set: ReturnType<typeof setOf>, rows: Parameters<typeof sheetsOf>[0], settled = {}) =>
    agreementOf(set, ['new', 'abroad'], sheetsOf(rows), agreed(settled)).byDisagreement.flatMap(
      ({ item: { id }, crosses }) => crosses.map(({ gate, sentence }) => [id, gate, sentence]),
    );

  test('a mandatory item with assessors on both sides of its level', () => {
    const set = setOf(
      { '1.1': { mandatory: true }, '3.3': { mandatory: true, byTransition: true } },
      lenient,
    );
    expect(crossings(set, { '1.1': [0, 1, 1], '3.3/new': [2, 2, 2], '3.3/abroad': [1, 2, 1] })).toEqual([
      ['3.3/abroad', 'mandatory', 'Mandatory: met or not turns on this'],
    ]);
  });

  test('a mandatory item that may not apply', () => {
    const set = setOf({ '1.1': { mandatory: true } }, lenient);
    expect(crossings(set, { '1.1': [1, '-', 1] })).toEqual([
      ['1.1', 'mandatory', 'Mandatory: met or not turns on this'],
    ]);
  });

  test('an item whose points would reach the threshold, seen from below', () => {
    const set = setOf({ '1.1': {}, '1.2': {}, '1.3': {}, '1.4': {}, '1.5': {} });
    const rows = { '1.1': [2, 2, 2], '1.2': [2, 2, 2], '1.3': [2, 2, 2], '1.4': [1, 1, 2], '1.5': [0, 0, 0] };
    expect(crossings(set, rows)).toEqual([['1.4', 'overall', '1 point would reach 80%']]);
  });

  test('an item whose loss would miss the threshold, seen from above', () => {
    const set = setOf({ '1.1': {}, '1.2': {}, '1.3': {}, '1.4': {}, '1.5': {} });
    const rows = { '1.1': [2, 2, 2], '1.2': [2, 2, 2], '1.3': [2, 2, 2], '1.4': [2, 2, 1], '1.5': [0, 0, 0] };
    expect(crossings(set, rows)).toEqual([['1.4', 'overall', 'Losing 1 point would miss 80%']]);
  });

  test('a settled item still shows that it decided, and the others are taken as agreed', () => {
    const set = setOf({ '1.1': {}, '1.2': {} }, { overallThreshold: 7500 });
    const rows = { '1.1': [2, 2], '1.2': [1, 0] };
    expect(crossings(set, rows)).toEqual([['1.2', 'overall', '1 point would reach 75%']]);
    expect(crossings(set, rows, { '1.1': 0 })).toEqual([]);
    expect(crossings(set, rows, { '1.2': 1 })).toEqual([['1.2', 'overall', 'Losing 1 point would miss 75%']]);
  });

  test('a section’s own requirement', () => {
    const set = setOf({ '1.1': {}, '2.1': {} }, { overallThreshold: 0, sectionThreshold: 5000 });
    expect(crossings(set, { '1.1': [0, 0, 1], '2.1': [2, 2, 2] })).toEqual([
      ['1.1', 'section', '1 point would reach 50% in section 1'],
    ]);
  });

  test('an item elsewhere that nobody can judge hides nothing', () => {
    const set = setOf({ '1.1': {}, '1.2': {} });
    expect(crossings(set, { '1.1': [1, 2, 1], '1.2': ['?', '?', '?'] })).toEqual([
      ['1.1', 'overall', '1 point would reach 80%'],
    ]);
  });
});

describe('the order and the counts', () => {
  test('what decides comes first, mandatory before overall, then range, then spread, then the order of the set', () => {
    const set = setOf(
      {
        '1.1': {},
        '1.2': {},
        '1.3': {},
        '1.4': { weight: 9 },
        '1.5': { mandatory: true },
        '1.6': {},
        '1.7': {},
      },
      { overallThreshold: 8000 },
    );
    const sheets = sheetsOf({
      '1.1': [2, 2, 2],
      '1.2': [1, 2, 1],
      '1.3': [0, 2, 2],
      '1.4': [1, 1, 2],
      '1.5': [1, 2, 2],
      '1.6': [0, 1, 2],
      '1.7': [1, 2, 2],
    });
    const { groups, ...counts } = agreementOf(set, [], sheets, agreed({ '1.1': 2, '1.6': '?' }));
    expect(groups.map(({ heading, items }) => [heading, items.map(({ item: { id } }) => id)])).toEqual([
      ['Decides a requirement', ['1.5', '1.4']],
      ['Two levels apart', ['1.3', '1.6']],
      ['One level apart', ['1.2', '1.7']],
      ['Agree', ['1.1']],
    ]);
    expect(counts).toMatchObject({
      items: 7,
      alike: 1,
      settled: 1,
      toSettle: 6,
      sentence: 'agreed on 1 of 7',
    });
  });

  const marks = fc.constantFrom<Mark>(0, 1, 2, '-', '?');
  const table = fc
    .array(fc.tuple(marks, marks, marks), { minLength: 1, maxLength: 12 })
    .map((rows) => Object.fromEntries(rows.map((row, index) => [`1.${index + 1}`, row])));

  test.prop([table])(
    'each item stands once, under one heading, and those alike under "Agree" or deciding nothing',
    (rows) => {
      const set = setOf(
        Object.fromEntries(Object.keys(rows).map((id, index) => [id, { mandatory: index % 2 === 0 }])),
      );
      const { groups, byDisagreement, alike } = agreementOf(set, [], sheetsOf(rows), new Map());
      expect(groups.flatMap(({ items }) => items)).toEqual(byDisagreement);
      expect(byDisagreement.map(({ item: { id } }) => id).toSorted()).toEqual(
        Object.keys(rows).map(item).toSorted(),
      );
      expect(groups.find(({ heading }) => heading === 'Agree')?.items.length ?? 0).toBe(alike);
    },
  );

  test.prop([table, fc.constantFrom([0, 1, 2], [2, 1, 0], [1, 0, 2])])(
    'who the assessors are changes nothing but the columns',
    (rows, order) => {
      const set = setOf(Object.fromEntries(Object.keys(rows).map((id) => [id, { mandatory: true }])));
      const sheets = sheetsOf(rows);
      const shuffled = order.flatMap((index) => sheets.slice(index, index + 1));
      const shape = (given: readonly Sheet[]) =>
        agreementOf(set, [], given, new Map()).byDisagreement.map((each) => ({ ...each, given: [] }));
      expect(shape(shuffled)).toEqual(shape(sheets));
    },
  );
});
