import { describe, expect, test } from 'vitest';
import type { ItemId } from '../../shared/domain/ids.ts';
import type { SelfRating } from '../../shared/domain/score.ts';
import { missingFromSheet, progressOf, type SheetScore } from '../../shared/domain/sheet.ts';
import { itemsOf } from '../../shared/domain/standard-set.ts';
import { item, type Mark, outcome, setOf } from './sets.ts';

const set = setOf({ '1.1': {} });
const items = itemsOf(set, []);

const scored = (mark: Mark | undefined, note = ''): ReadonlyMap<ItemId, SheetScore> =>
  new Map([[item('1.1'), { outcome: mark === undefined ? undefined : outcome(mark), note }]]);
const rated = (rating: SelfRating): ReadonlyMap<ItemId, SelfRating> => new Map([[item('1.1'), rating]]);

describe('what a sheet lacks', () => {
  const met: SelfRating = { kind: 'level', level: 2 };
  test.each<[string, Mark | undefined, string, SelfRating, string | undefined]>([
    [
      'no outcome',
      undefined,
      'a note alone',
      met,
      '1.1: give a level, or say that it does not apply or cannot be judged.',
    ],
    ['met, as the organisation says', 2, '', met, undefined],
    [
      'below met',
      1,
      '',
      { kind: 'level', level: 1 },
      '1.1: say why in the note for the panel. A level below ‘Met’ needs a reason.',
    ],
    [
      'below met, a note of spaces',
      1,
      ' \n',
      met,
      '1.1: say why in the note for the panel. A level below ‘Met’ needs a reason.',
    ],
    ['below met, and why', 1, 'It begins late.', met, undefined],
    [
      'met where the organisation said less',
      2,
      '',
      { kind: 'level', level: 1 },
      '1.1: say why in the note for the panel. A level other than the organisation’s own needs a reason.',
    ],
    [
      'met where the organisation said that it does not apply',
      2,
      '',
      { kind: 'not-applicable' },
      '1.1: say why in the note for the panel. A level other than the organisation’s own needs a reason.',
    ],
    ['met where the organisation said nothing', 2, '', { kind: 'none' }, undefined],
    [
      'not applicable',
      '-',
      '',
      { kind: 'not-applicable' },
      '1.1: say why in the note for the panel. That a standard does not apply needs a reason.',
    ],
    ['not applicable, and why', '-', 'They employ none.', met, undefined],
    [
      'cannot judge',
      '?',
      '',
      met,
      '1.1: say why in the note for the panel. That a standard cannot be judged needs a reason.',
    ],
  ])('%s', (_, mark, note, rating, expected) => {
    expect(
      missingFromSheet(set, items, scored(mark, note), rated(rating)).map(({ sentence }) => sentence),
    ).toEqual(expected === undefined ? [] : [expected]);
  });

  test('a set that asks for no reasons asks for none at a level, but still where there is none', () => {
    const easy = setOf({ '1.1': {} }, {}, { reason: { whenDifferentFromSelfRating: false } });
    expect(missingFromSheet(easy, items, scored(0), rated(met))).toEqual([]);
    expect(missingFromSheet(easy, items, scored('?'), rated(met))).toHaveLength(1);
  });
});

test('progress counts items with an outcome, and only those that are asked', () => {
  const larger = setOf({ '1.1': {}, '1.2': {}, '1.3': {} });
  const scores = new Map([
    [item('1.1'), { outcome: outcome('?') }],
    [item('1.2'), { outcome: undefined }],
    [item('9.9'), { outcome: outcome(2) }],
  ]);
  expect(progressOf(itemsOf(larger, []), scores)).toEqual({ scored: 1, of: 3, sentence: '1 of 3 scored' });
});
