import { describe, expect, test } from 'vitest';
import {
  actInWords,
  differing,
  fieldsOf,
  type Names,
  numbersThere,
  subjectInWords,
} from '../../shared/domain/record-words.ts';

const names: Names = {
  people: new Map([['p-1', 'Ana Okafor']]),
  organisations: new Map([['o-1', 'Riverbend']]),
  levels: new Map([
    [0, 'Not met'],
    [2, 'Met'],
  ]),
};

describe('what an entry says', () => {
  test.each<[string, object, object | undefined, [string, string][]]>([
    [
      'an agreed score',
      {
        round: 'r',
        submission: 's',
        item: '3.3',
        outcome: { kind: 'level', level: 2 },
        conditionBy: '2026-10-30',
      },
      { reason: 'The panel read it.', condition: '', learningPoint: '', salt: 'x' },
      [
        ['Item', '3.3'],
        ['Result', 'Met'],
        ['Condition due', '30 October 2026'],
        ['Reason', 'The panel read it.'],
      ],
    ],
    [
      'a level off the scale, and what has no level',
      { outcome: { kind: 'level', level: 9 }, proposed: { kind: 'not-applicable' } },
      {},
      [
        ['Result', 'Level 9'],
        ['The rule proposed', 'Not applicable'],
      ],
    ],
    [
      'people and organisations by name, lists in a row, dates under their own words',
      {
        person: 'p-1',
        organisation: 'o-1',
        roles: ['chair', 'assessor'],
        dates: { closesAt: '2026-03-31T16:00:00.000Z' },
      },
      {},
      [
        ['Person', 'Ana Okafor'],
        ['Organisation', 'Riverbend'],
        ['Roles', 'chair and assessor'],
        ['Closes', expect.stringMatching(/^31 March 2026/)],
      ],
    ],
    [
      'a list of things by their own names',
      { scores: [{ item: '1.1', outcome: { kind: 'cannot-judge' }, citations: [] }] },
      { words: { '1.1': { note: 'So.', feedback: '' } } },
      [
        ['1.1, result', 'Cannot judge'],
        ['Words, 1.1, note', 'So.'],
      ],
    ],
    [
      'words that were removed',
      { fictional: true },
      undefined,
      [['Words', 'Removed, or not held on this computer']],
    ],
  ])('%s', (_, facts, text, fields) =>
    expect(fieldsOf(facts, text, names).map(({ label, text: said }) => [label, said])).toEqual(fields),
  );
});

test('an act and a subject of a later version are named in their own words', () => {
  expect([actInWords('score-agreed'), actInWords('tea-made')]).toEqual(['Agreed a score', 'Tea made']);
  expect(subjectInWords('agreed', ['Riverbend', '3.3'])).toBe('Agreed score: Riverbend, 3.3');
  expect(subjectInWords('dates', [])).toBe('Dates of the round');
  expect(subjectInWords('tea-cup', ['1'])).toBe('Tea cup: 1');
});

test('what differs is told by label, what one has and the other has not too', () => {
  const one = [
    { label: 'Result', text: 'Met' },
    { label: 'Reason', text: 'So.' },
  ];
  expect(differing([one, one])).toEqual([]);
  expect(differing([one, [{ label: 'Result', text: 'Not met' }]])).toEqual(['Result', 'Reason']);
});

test.each([
  [[], 3, '1 to 3'],
  [[{ from: 41, to: 42 }], 43, '1 to 40 and 43'],
  [[{ from: 1, to: 1 }], 2, '2'],
  [
    [
      { from: 5, to: 6 },
      { from: 2, to: 2 },
    ],
    8,
    '1, 3 to 4 and 7 to 8',
  ],
])('without %j, of %i there are %s', (gaps, last, words) => expect(numbersThere(gaps, last)).toBe(words));
