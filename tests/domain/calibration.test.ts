import { fc, test as law } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  apartInWords,
  type Distance,
  distanceFrom,
  distanceInWords,
  leanInWords,
  levelsFrom,
  middleOf,
  type Outcomes,
  standingInWords,
} from '../../shared/domain/calibration.ts';
import { ItemId } from '../../shared/domain/ids.ts';
import type { Outcome } from '../../shared/domain/score.ts';

const level = (value: number): Outcome => ({ kind: 'level', level: value });
const none: Outcome = { kind: 'cannot-judge' };
const ITEMS = Array.from({ length: 6 }, (_, at) => ItemId.parse(`1.${at + 1}`));
const sheet = (levels: readonly (number | undefined)[]): Outcomes =>
  new Map(
    ITEMS.flatMap((item, at) => {
      const value = levels[at];
      return value === undefined ? [] : [[item, level(value)] as const];
    }),
  );

describe('the middle of what the others gave', () => {
  test.each([
    [[], undefined],
    [[1], [1, 1]],
    [
      [2, 0],
      [0, 2],
    ],
    [
      [2, 0, 1],
      [1, 1],
    ],
    [
      [0, 0, 2],
      [0, 0],
    ],
    [
      [2, 1, 0, 1],
      [1, 1],
    ],
    [
      [0, 2, 2, 0],
      [0, 2],
    ],
    [
      [10, 2, 9],
      [9, 9],
    ],
  ])('of %j is %j', (levels, middle) => {
    const found = middleOf(levels);
    expect(found === undefined ? undefined : [found.lowest, found.highest]).toEqual(middle);
  });
});

describe('levels from the panel', () => {
  test.each([
    ['its own level', level(1), [level(1), level(1)], 0],
    ['above', level(2), [level(0), level(1), level(1)], 1],
    ['two below', level(0), [level(2), level(2)], -2],
    ['between two that differ', level(1), [level(0), level(2)], 0],
    ['above two that differ', level(2), [level(0), level(1)], 1],
    ['past one strict sheet, that does not drag the middle', level(2), [level(0), level(2), level(2)], 0],
    ['whoever cannot judge is not compared', none, [level(1)], undefined],
    ['nor is anyone with nobody', level(1), [none, { kind: 'not-applicable' } as const], undefined],
    ['nor a standard without a score', undefined, [level(1)], undefined],
    ['others who gave no level count for nothing', level(2), [none, level(1), undefined], 1],
  ])('%s', (_, own, others, away) => {
    expect(levelsFrom(own, others)).toBe(away);
  });
});

describe('in words', () => {
  const distance = (more: Partial<Distance>): Distance => ({
    compared: 30,
    same: 22,
    apart: [
      { levels: 1, items: 7 },
      { levels: 2, items: 1 },
    ],
    lean: -5,
    notCompared: 0,
    ...more,
  });
  test('counts, then which way', () => {
    expect(distanceInWords(distance({}))).toBe(
      'Same level as the panel on 22 of 30, one apart on 7, two apart on 1; on the whole a little stricter (30 standards)',
    );
  });
  test('says what could not be compared', () => {
    expect(distanceInWords(distance({ compared: 1, same: 1, apart: [], lean: 0, notCompared: 2 }))).toBe(
      'Same level as the panel on 1 of 1; on the whole neither stricter nor more generous (1 standard, 2 more not compared)',
    );
    expect(distanceInWords(distance({ compared: 0, same: 0, apart: [], lean: 0, notCompared: 5 }))).toBe(
      'Nothing to compare: nobody else gave a level where this sheet did',
    );
  });
  test('of what is apart alone', () => {
    expect(apartInWords(distance({}))).toBe('one apart on 7, two apart on 1');
    expect(apartInWords(distance({ apart: [{ levels: 12, items: 1 }] }))).toBe('12 apart on 1');
    expect(apartInWords(distance({ apart: [] }))).toBe('');
  });
  test.each([
    [undefined, 'Not compared'],
    [0, 'Same level as the panel'],
    [-1, 'One level stricter than the panel'],
    [2, 'Two levels more generous than the panel'],
  ])('of one standard, %s levels away', (levels, words) => {
    expect(standingInWords(levels)).toBe(words);
  });
  test.each([
    [0, 30, 'neither stricter nor more generous'],
    [2, 30, 'neither stricter nor more generous'],
    [3, 30, 'a little more generous'],
    [-3, 30, 'a little stricter'],
    [14, 30, 'a little more generous'],
    [15, 30, 'clearly more generous'],
    [-15, 30, 'clearly stricter'],
    [0, 0, 'neither stricter nor more generous'],
  ])('%d levels over %d standards is %s', (lean, compared, words) => {
    expect(leanInWords({ lean, compared })).toBe(words);
  });
});

const sheets = () =>
  fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }), { maxLength: 6 });

law.prop([sheets(), fc.array(sheets(), { maxLength: 6 }), fc.infiniteStream(fc.nat())])(
  'the order of assessors does not matter',
  (own, others, chance) => {
    const shuffled = others
      .map((each) => ({ each, at: chance.next().value ?? 0 }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ each }) => each);
    expect(distanceFrom(sheet(own), shuffled.map(sheet), ITEMS)).toEqual(
      distanceFrom(sheet(own), others.map(sheet), ITEMS),
    );
  },
);

law.prop([sheets(), fc.array(sheets(), { maxLength: 6 })])(
  'every standard is counted once',
  (own, others) => {
    const { compared, same, apart, notCompared } = distanceFrom(sheet(own), others.map(sheet), ITEMS);
    expect(same + apart.reduce((sum, { items }) => sum + items, 0)).toBe(compared);
    expect(compared + notCompared).toBe(ITEMS.length);
  },
);

law.prop([sheets(), fc.array(sheets(), { maxLength: 6 })])(
  'on the scale turned upside down, strict is as far as generous was',
  (own, others) => {
    const turned = (levels: readonly (number | undefined)[]) =>
      sheet(levels.map((value) => (value === undefined ? undefined : 4 - value)));
    const [up, down] = [
      distanceFrom(sheet(own), others.map(sheet), ITEMS),
      distanceFrom(turned(own), others.map(turned), ITEMS),
    ];
    expect(down).toEqual({ ...up, lean: up.lean === 0 ? 0 : -up.lean });
  },
);

law.prop([sheets(), fc.integer({ min: 1, max: 6 })])(
  'whoever gives what all others gave is at no distance',
  (own, others) => {
    const { lean, apart } = distanceFrom(
      sheet(own),
      Array.from({ length: others }, () => sheet(own)),
      ITEMS,
    );
    expect([lean, apart]).toEqual([0, []]);
  },
);
