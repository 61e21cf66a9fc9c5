import { describe, expect, test } from 'vitest';
import { namesIn, partsOfNameIn, sameWords } from '../../shared/domain/naming.ts';

describe('names that stand in a text', () => {
  const people = ['Dr Farah Lind', 'Ben Okafor', 'Zoë Marsh-Hale', 'Al (Bo) Tam'];
  test.each([
    ['Ben Okafor asked what counts.', ['Ben Okafor']],
    ['As BEN  OKAFOR said', ['Ben Okafor']],
    ['Farah Lind and Zoë Marsh-Hale', ['Dr Farah Lind', 'Zoë Marsh-Hale']],
    ['What Al (Bo) Tam meant', ['Al (Bo) Tam']],
    ['Ben and Okafor were apart', []],
    ['Ruben Okafor', []],
    ['Ben Okafors', []],
    ['', []],
  ])('%j has %j', (text, found) => {
    expect(namesIn(text, people)).toEqual(found);
  });

  test('a name that is only a title, or none, is in no text', () => {
    expect(namesIn('Dr or not', ['Dr', '', '  '])).toEqual([]);
  });
});

describe('words of one name', () => {
  test.each([
    ['Will this count for Parker?', 'Will Parker', ['Will', 'Parker']],
    ['it will count', 'Will Parker', []],
    ['Doctor Lind', 'Dr Farah Lind', ['Lind']],
    ['Al is short', 'Al Tam', []],
    ['Lindsay', 'Farah Lind', []],
  ])('%j of %j: %j', (text, name, found) => {
    expect(partsOfNameIn(text, name)).toEqual(found);
  });
});

test.each([
  ['What is “suggested”?', 'what is suggested', true],
  ['Is 10 months enough?', 'Is 10  months – enough', true],
  ['Is 10 months enough?', 'Is 12 months enough?', false],
  ['', '?!', true],
])('%j and %j are the same words: %s', (one, other, same) => {
  expect(sameWords(one, other)).toBe(same);
});
