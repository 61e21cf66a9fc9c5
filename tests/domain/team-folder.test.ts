import { describe, expect, test } from 'vitest';
import {
  mayBePack,
  packFileName,
  partialName,
  readPackFileName,
  subFolderName,
  triesAgain,
  untilNextLook,
} from '../../shared/domain/team-folder.ts';

describe('a file’s name', () => {
  test.each([
    ['4fa0c2d1-7.awardpack', 7],
    ['4fa0c2d1-7 (1).awardpack', 7],
    ['4fa0c2d1-7-DESKTOP-AB12.awardpack', 7],
    ['4fa0c2d1-7 - Copy.awardpack', 7],
    ['4fa0c2d1-71.awardpack', 71],
    ['4fa0c2d1-7.partial', 7],
  ])('%s is told as number %i of its writer', (name, number) => {
    expect(readPackFileName(name)).toEqual({ short: '4fa0c2d1', number });
  });

  test.each(['scores from Ana.awardpack', '4fa0c2d1.awardpack', '4fa0c2d1-0.awardpack', 'x4fa0c2d1-7'])(
    '%s is a name that a person gave',
    (name) => expect(readPackFileName(name)).toBeUndefined(),
  );

  test('is read as it was made', () => {
    expect(readPackFileName(packFileName('0123abcd', 12))).toEqual({ short: '0123abcd', number: 12 });
    expect(readPackFileName(partialName('0123abcd', 12))).toEqual({ short: '0123abcd', number: 12 });
  });

  test.each([
    ['4fa0c2d1-7.awardpack', 10, true],
    ['Scores (1).AWARDPACK', 10, true],
    ['4fa0c2d1-7.awardpack', 0, false],
    ['4fa0c2d1-7.partial', 10, false],
    ['4fa0c2d1-7.awardpack.tmp', 10, false],
    ['4fa0c2d1-7.awardpack.crdownload', 10, false],
    ['~$4fa0c2d1-7.awardpack', 10, false],
    ['.4fa0c2d1-7.awardpack', 10, false],
    ['notes.docx', 10, false],
  ])('%s of %i bytes may be a pack: %s', (name, bytes, may) => expect(mayBePack(name, bytes)).toBe(may));
});

test.each([
  ['Ana Sample', [], 'Ana Sample'],
  ['Ana Sample', ['ana sample'], 'Ana Sample 2'],
  ['Ana Sample', ['Ana Sample', 'Ana Sample 2'], 'Ana Sample 3'],
  ['../../etc', [], 'etc'],
  ['  Zoë  O’Brien-Shah / Lead ', [], 'Zoë O’Brien-Shah Lead'],
  ['...', [], 'Person'],
])('the sub-folder of “%s” beside %j is “%s”', (name, taken, made) =>
  expect(subFolderName(name, new Set(taken))).toBe(made),
);

test.each([
  ['there', 0, 2],
  ['there', 1, 4],
  ['there', 2, 8],
  ['there', 3, 10],
  ['there', 500, 10],
  ['gone', 0, 2],
  ['gone', 4, 30],
] as const)(
  'a folder that is %s is looked at, after %i quiet looks, in %i minutes',
  (state, quiet, minutes) => expect(untilNextLook(state, quiet)).toBe(minutes * 60_000),
);

test('what is not whole is tried at the next look, then ever more rarely', () => {
  const tried: number[] = [];
  let [tries, last] = [1, 0];
  for (let look = 1; look <= 140; look++) {
    if (!triesAgain(look - last, tries)) continue;
    tried.push(look);
    [tries, last] = [tries + 1, look];
  }
  expect(tried).toEqual([1, 3, 7, 15, 31, 63, 127]);
});
