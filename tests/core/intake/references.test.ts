import { test as law } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPageOf, readReferences } from '../../../electron/core/intake/references.ts';

const known = ['E1', 'E4', 'E7', 'E8', 'Policy A'];

describe('what people write beside an answer', () => {
  test.each<[string, [string, string][], string[]]>([
    ['E4', [['E4', '']], []],
    ['e4', [['E4', '']], []],
    ['E 04', [['E4', '']], []],
    ['E4 p. 4', [['E4', 'p. 4']], []],
    [
      'E4, p.4; E7',
      [
        ['E4', 'p.4'],
        ['E7', ''],
      ],
      [],
    ],
    [
      'E4 (pages 4–6) and E7',
      [
        ['E4', 'pages 4–6'],
        ['E7', ''],
      ],
      [],
    ],
    [
      'E4\nE7 slide 3',
      [
        ['E4', ''],
        ['E7', 'slide 3'],
      ],
      [],
    ],
    ['policy a, page 2', [['Policy A', 'page 2']], []],
    [
      'see E4 (pages 2 and 3) & e 7',
      [
        ['E4', 'pages 2 and 3'],
        ['E7', ''],
      ],
      [],
    ],
    [
      'E4 p4/ E7 p5',
      [
        ['E4', 'p4'],
        ['E7', 'p5'],
      ],
      [],
    ],
    [
      'E7–E8',
      [
        ['E7', ''],
        ['E8', ''],
      ],
      [],
    ],
    [
      'E7 to E9, p. 2',
      [
        ['E7', 'to'],
        ['E9', 'p. 2'],
      ],
      [],
    ],
    ['E9', [['E9', '']], []],
    ['E14', [['E14', '']], []],
    ['see the policy', [], ['see the policy']],
    ['the log, E1', [['E1', '']], ['the log, E1']],
    ['', [], []],
  ])('‘%s’', (words, references, unread) => {
    const read = readReferences(words, known);
    expect(read.references.map(({ ref, pages }) => [ref, pages])).toEqual(references);
    expect(read.unread).toEqual(unread);
  });

  test.each<[string, number | undefined]>([
    ['p. 4', 4],
    ['pp 4-6', 4],
    ['4–6', 4],
    ['Page 12 of 18', 12],
    ['slide 3', 3],
    ['sheet 2', undefined],
    ['section 3.3', undefined],
    ['3.3', undefined],
    ['0', undefined],
    ['', undefined],
  ])('the first page of ‘%s’ is %s', (pages, page) => {
    expect(firstPageOf(pages)).toBe(page);
  });
});

law.prop([
  fc.array(fc.tuple(fc.constantFrom('E1', 'E4', 'E7'), fc.integer({ min: 1, max: 999 })), {
    minLength: 1,
    maxLength: 6,
  }),
])('what is written as "reference p. page" with semicolons is read back', (pairs) => {
  const written = pairs.map(([ref, page]) => `${ref} p. ${page}`).join('; ');
  expect(readReferences(written, known)).toEqual({
    references: pairs.map(([ref, page]) => ({ ref, pages: `p. ${page}`, firstPage: page })),
    unread: [],
  });
});

law.prop([
  fc.string({ maxLength: 200 }),
  fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 5 }),
])('whatever is written is read without an error, however odd the references are', (words, refs) => {
  const { references, unread } = readReferences(words, refs);
  expect(references.every(({ pages }) => pages.length <= 100)).toBe(true);
  if (words.trim() !== '') expect(references.length + unread.length).toBeGreaterThan(0);
});
