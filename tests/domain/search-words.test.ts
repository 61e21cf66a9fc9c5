import { fc, test as law } from '@fast-check/vitest';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import {
  MARK_BEGINS,
  MARK_ENDS,
  searchable,
  searchWords,
  snippetOf,
} from '../../shared/domain/search-words.ts';

const index = new Database(':memory:');
index.exec(
  `CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co'")`,
);
const add = index.prepare<[string]>('INSERT INTO words (text) VALUES (?)');
const find = index.prepare<[string], { rowid: number }>('SELECT rowid FROM words WHERE words MATCH ?');

describe('what is typed', () => {
  test.each([
    ['', undefined],
    ['   ', undefined],
    ['"', undefined],
    ['* - ( ) : ^', undefined],
    ['protected time', '"protected" AND "time"'],
    ['"protected time"', '"protected time"'],
    ['"protected time', '"protected time"'],
    ['say "protected time" twice', '"say" AND "protected time" AND "twice"'],
    ['precep*', '"precep" *'],
    ['"protected precep*"', '"protected precep" *'],
    ['"protected precep"*', '"protected precep" *'],
    ['pr*', '"pr"'],
    ['a OR b', '"a" AND "OR" AND "b"'],
    ['text:secret', '"text:secret"'],
    ['NEAR(a b)', '"NEAR(a" AND "b)"'],
    ['well-being', '("well-being" OR "wellbeing")'],
    ['half\u0000way', '"half" AND "way"'],
    ['\uE000s0a1b2c', '"s0a1b2c"'],
  ])('%j', (typed, query) => {
    expect(searchWords(typed).query).toBe(query);
  });

  law.prop([fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 }))])(
    'is never a syntax error',
    (typed) => {
      const { query } = searchWords(typed);
      if (query !== undefined) expect(() => find.all(query)).not.toThrow();
    },
  );

  law.prop([
    fc.array(
      fc.constantFrom(
        '"',
        '“',
        '”',
        '*',
        ' ',
        'AND',
        'NOT',
        'NEAR',
        '-',
        ':',
        '^',
        '(',
        ')',
        'abc',
        'é',
        '臨',
        '\u0000',
        '{',
        '}',
        '+',
        "'",
        '\\',
      ),
      { maxLength: 40 },
    ),
  ])('is never a syntax error, made of the words of the query language itself', (pieces) => {
    const { query } = searchWords(pieces.join(''));
    if (query !== undefined) expect(() => find.all(query)).not.toThrow();
  });
});

law.prop([
  fc.array(fc.stringMatching(/^[a-zà-ö]{1,12}$/), { minLength: 1, maxLength: 30 }),
  fc.nat(),
  fc.nat(),
])('a run of a text’s own words is found in it, word by word and as a phrase', (words, from, length) => {
  const id = Number(add.run(searchable(words.join(' '))).lastInsertRowid);
  const start = from % words.length;
  const run = words.slice(start, start + 1 + (length % 6)).join(' ');
  for (const typed of [run, `"${run}"`, run.toUpperCase(), run.normalize('NFD')]) {
    const { query = '' } = searchWords(typed);
    expect(find.all(query).map(({ rowid }) => rowid)).toContain(id);
  }
});

test('a broken word is whole, and writing without spaces is found by a part of it', () => {
  expect(searchable('precep-\n  tors')).toBe('preceptors');
  expect(searchable('Section 3-\nPart')).toBe('Section 3-\nPart');
  expect(searchable('ﬁ\u00ADle')).toBe('file');
  expect(searchWords('臨床実習').query).toBe(`"${Array.from('臨床実習').join('\u200B')}"`);
});

test('a snippet is told apart into words and marks', () => {
  const marked = `…the ${MARK_BEGINS}rota\n of${MARK_ENDS}  the ${MARK_BEGINS}臨\u200B床${MARK_ENDS}`;
  const { text, marks } = snippetOf(marked);
  expect(text).toBe('…the rota of the 臨床');
  expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['rota of', '臨床']);
});
