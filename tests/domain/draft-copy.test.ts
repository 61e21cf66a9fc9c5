import { describe, expect, test } from 'vitest';
import {
  compareDrafts,
  copyFileName,
  earlierCopyName,
  type KeptScore,
  paddedSize,
  partialCopyName,
  partialEarlierName,
  USUAL_TIMES,
  untilNextCopy,
} from '../../shared/domain/draft-copy.ts';
import { Instant, ItemId } from '../../shared/domain/ids.ts';
import { mayBePack, readPackFileName } from '../../shared/domain/team-folder.ts';

const kept = (item: string, level: number | undefined, minute: number, note = ''): KeptScore => ({
  score: {
    item: ItemId.parse(item),
    ...(level === undefined ? {} : { outcome: { kind: 'level', level } }),
    note,
    feedback: '',
    citations: [],
  },
  savedAt: Instant.parse(`2026-05-01T09:${String(minute).padStart(2, '0')}:00.000Z`),
});

describe('what a copy has otherwise', () => {
  test('is each standard that it has another score or other words for, with which is newer', () => {
    const here = [
      kept('1.1', 2, 1),
      kept('1.2', 1, 9, 'Now.'),
      kept('1.3', 1, 5),
      kept('1.4', 0, 5),
      kept('1.5', 2, 7),
    ];
    const copy = [
      kept('1.1', 2, 8),
      kept('1.2', 1, 3, 'Then.'),
      kept('1.3', 2, 6),
      kept('1.4', 1, 5),
      kept('1.6', 1, 2),
    ];
    const { differs, same, onlyHere } = compareDrafts(here, copy);
    expect(differs.map(({ item, newer, here: own }) => [item, newer, own?.score.outcome])).toEqual([
      ['1.2', 'here', { kind: 'level', level: 1 }],
      ['1.3', 'copy', { kind: 'level', level: 1 }],
      ['1.4', 'neither', { kind: 'level', level: 0 }],
      ['1.6', 'copy', undefined],
    ]);
    expect([same, onlyHere]).toEqual([1, 1]);
  });

  test.each([
    ['nothing', [], []],
    ['an empty score in the copy', [kept('1.1', 2, 1)], [kept('1.1', undefined, 9)]],
  ])('is nothing, for %s', (_, here, copy) => {
    expect(compareDrafts(here, copy).differs).toEqual([]);
  });

  test('is a whole score where the one here was begun and left empty', () => {
    const [difference] = compareDrafts([kept('1.1', undefined, 9)], [kept('1.1', 2, 1)]).differs;
    expect([difference?.here, difference?.newer]).toEqual([undefined, 'copy']);
  });
});

test.each([
  [0, 262_144],
  [262_144, 262_144],
  [262_145, 524_288],
  [3_000_000, 4_194_304],
])('a copy of %i bytes is filled up to %i', (bytes, padded) => {
  expect(paddedSize(bytes)).toBe(padded);
  expect(padded % 512).toBe(0);
});

test.each([
  ['the first', Number.POSITIVE_INFINITY, 0, 15_000],
  ['soon after another', 20_000, 0, 160_000],
  ['long after another', 600_000, 0, 15_000],
  ['after a failure', 600_000, 1, 120_000],
  ['after three', 0, 3, 480_000],
  ['after twenty', 0, 20, 1_800_000],
])('a copy %s waits so long', (_, since, failures, wait) => {
  expect(untilNextCopy(USUAL_TIMES, since, failures)).toBe(wait);
});

test('no name of a copy is taken for a file between desks', () => {
  for (const name of [copyFileName, earlierCopyName, partialCopyName, partialEarlierName].map((each) =>
    each('4fa0c2d1'),
  ))
    expect([name, readPackFileName(name), mayBePack(name, 10)]).toEqual([name, undefined, false]);
});
