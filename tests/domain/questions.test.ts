import { describe, expect, test } from 'vitest';
import { Day, ItemId, QuestionId } from '../../shared/domain/ids.ts';
import {
  type Asked,
  choiceProblems,
  chosenFrom,
  couldGoWith,
  eachAlone,
  namedIn,
  namesSentence,
  numbered,
  usualAnswerBy,
} from '../../shared/domain/questions.ts';

const id = (name: string) => QuestionId.parse(name);
const item = (name: string) => ItemId.parse(name);
const ask = (question: string, about: string, words = `${question}?`): Asked => ({
  question: id(question),
  item: item(about),
  words,
});

const asked = [ask('late', '3.3'), ask('first', '1.10'), ask('second', '1.2'), ask('again', '3.3')];
const items = ['1.2', '1.10', '3.3'].map(item);
const from = (...questions: string[]) =>
  questions.map((question, at) => ({ question: id(question), joined: at === 0 ? '' : 'The same thing.' }));

describe('numbering', () => {
  test('follows the standards, from 1, and within one standard the order in which they were chosen', () => {
    expect(
      numbered(eachAlone(asked), asked, items).map(({ number, item: at, words }) => [number, at, words]),
    ).toEqual([
      [1, '1.2', 'second?'],
      [2, '1.10', 'first?'],
      [3, '3.3', 'late?'],
      [4, '3.3', 'again?'],
    ]);
  });

  test('counts those that are put together once, and leaves out what was not chosen', () => {
    const chosen = [
      { from: from('late', 'again'), words: ' For everyone? ' },
      { from: from('second'), words: 'B?' },
    ];
    expect(numbered(chosen, asked, items)).toMatchObject([
      { number: 1, item: '1.2', words: 'B?' },
      { number: 2, item: '3.3', words: 'For everyone?', from: [{ question: 'late' }, { question: 'again' }] },
    ]);
  });
});

test('only questions about one standard can be put together', () => {
  expect(couldGoWith(ask('late', '3.3'), asked).map(({ question }) => question)).toEqual(['again']);
  expect(couldGoWith(ask('first', '1.10'), asked)).toEqual([]);
});

describe('what was made of them', () => {
  const edited = (edits: Record<string, object>) =>
    chosenFrom(asked, new Map(Object.entries(edits).map(([name, edit]) => [id(name), edit]))).map(
      ({ from: of, words }) =>
        `${of.map(({ question, joined }) => (joined === '' ? question : `${question} (${joined})`)).join(' + ')}: ${words}`,
    );
  const whole = ['late: late?', 'first: first?', 'second: second?', 'again: again?'];
  test.each<[string, Record<string, object>, string[]]>([
    ['nothing, and each goes in its own words', {}, whole],
    ['other words', { late: { words: 'For all?' } }, ['late: For all?', ...whole.slice(1)]],
    [
      'one that does not go this time',
      { first: { held: true } },
      whole.filter((one) => !one.startsWith('first')),
    ],
    [
      'one that goes with another about the same standard',
      { again: { with: id('late'), joined: 'The same.' } },
      ['late + again (The same.): late?', 'first: first?', 'second: second?'],
    ],
    [
      'one that goes with another that does not go',
      { again: { with: id('late'), joined: 'The same.' }, late: { held: true } },
      ['first: first?', 'second: second?'],
    ],
    [
      'one that goes with another, but not this time',
      { again: { with: id('late'), joined: 'The same.', held: true } },
      whole.slice(0, 3),
    ],
    ['one with another about something else', { again: { with: id('first') } }, whole],
    ['one with one that is gone', { again: { with: id('gone') } }, whole],
    ['one with itself', { again: { with: id('again') } }, whole],
    ['two with each other', { again: { with: id('late') }, late: { with: id('again') } }, whole],
  ])('%s', (_name, edits, expected) => {
    expect(edited(edits)).toEqual(expected);
  });
});

describe('what stands in the way of sending', () => {
  test.each([
    ['nothing', eachAlone(asked), []],
    [
      'nothing, of two that are put together for a reason',
      [{ from: from('late', 'again'), words: 'A?' }],
      [],
    ],
    [
      'two that are put together without a reason',
      [
        {
          from: [
            { question: id('late'), joined: '' },
            { question: id('again'), joined: ' ' },
          ],
          words: 'A?',
        },
      ],
      ['again joined: Say why the questions about 3.3 are put together. It stays on the record.'],
    ],
    [
      'two about different standards',
      [{ from: from('late', 'first'), words: 'A?' }],
      ['first question: A question about 1.10 cannot be put together with one about 3.3. Send them apart.'],
    ],
    [
      'one that is chosen twice',
      [
        { from: from('late'), words: 'A?' },
        { from: from('late'), words: 'B?' },
      ],
      ['late question: A question about 3.3 is chosen twice.'],
    ],
    [
      'one that is not open any more',
      [{ from: from('gone'), words: 'A?' }],
      ['gone question: A question was sent or withdrawn meanwhile. Look at the questions again.'],
    ],
    [
      'no words',
      [{ from: from('late'), words: ' ' }],
      ['late words: Write what the organisation is asked about 3.3.'],
    ],
  ])('%s', (_name, chosen, expected) => {
    expect(
      choiceProblems(chosen, asked).map(
        ({ question, field, sentence }) => `${question} ${field}: ${sentence}`,
      ),
    ).toEqual(expected);
  });
});

describe('names in a question', () => {
  const people = [
    { name: 'Ana Okafor', email: 'ana@example.org' },
    { name: 'Ben Lo', email: '' },
    { name: '', email: '' },
  ];
  test.each([
    ['Which wards?', []],
    ['ANA  okafor wants to know which wards.', ['Ana Okafor']],
    ['Ana Okafor’s question: which wards?', ['Ana Okafor']],
    ['Write to ana@example.org.', ['Ana Okafor']],
    ['Does Ben Long run it?', []],
    ['(Ben Lo)', ['Ben Lo']],
  ])('%s', (words, expected) => {
    expect(namedIn(words, people).map(({ name }) => name)).toEqual(expected);
  });

  test('are said in a sentence', () => {
    expect(namesSentence('The question about 3.3', [])).toBeUndefined();
    expect(namesSentence('The question about 3.3', people.slice(0, 2))).toBe(
      'The question about 3.3 names Ana Okafor and Ben Lo. Take the name out: the organisation is not told who asks.',
    );
  });
});

test('an answer is asked for within two weeks, where nothing else is said', () => {
  expect(usualAnswerBy(Day.parse('2026-02-20'))).toBe('2026-03-06');
});
