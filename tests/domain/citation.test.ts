import { fc, test as law } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { joinBoxes, turnBox, turnOf } from '../../shared/domain/box.ts';
import { findQuote, quoteOf } from '../../shared/domain/citation.ts';
import { boxesOf, pageTextOf, plainPageText, type Run } from '../../shared/domain/page-text.ts';
import { findAll, fold } from '../../shared/domain/text-fold.ts';

const page =
  'The programme lasts twelve months. It may be extended.\nFor colleagues educated outside the UK the period ' +
  'begins\non registration and the line manager agrees interim support. It may be extended.';

function at(text: string, words: string) {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
}

/** A passage found, as a reader would read it. */
function read(text: string, stretch: { start: number; end: number } | undefined) {
  return stretch === undefined ? undefined : text.slice(stretch.start, stretch.end).replace(/\s+/g, ' ');
}

describe('a quote', () => {
  test('is the passage on one line, with what stands around it', () => {
    expect(quoteOf(page, at(page, 'begins\non registration '))).toEqual({
      quote: 'begins on registration',
      prefix: 'cated outside the UK the period ',
      suffix: ' and the line manager agrees int',
    });
  });

  test.for([' ', '\n\n', ''])('of nothing but white space (%j) is none', (nothing) => {
    const text = `before${nothing}after`;
    expect(quoteOf(text, { start: 6, end: 6 + nothing.length })).toBeUndefined();
    expect(findQuote(text, { quote: nothing, prefix: 'before', suffix: 'after' })).toBeUndefined();
  });

  test('keeps the first 4,000 characters of a longer passage, and is found by them', () => {
    const long = Array.from({ length: 1200 }, (_, word) => `word${word}`).join(' ');
    const quote = quoteOf(long, { start: 0, end: long.length });
    expect(quote?.quote).toHaveLength(4000);
    expect(quote && findQuote(long, quote)?.start).toBe(0);
  });

  test.for([
    ['other line breaks', (text: string) => text.replaceAll(' ', '\n')],
    ['a word broken at the line’s end', (text: string) => text.replace('registration', 'regis-\ntration')],
    ['capitals', (text: string) => text.toUpperCase()],
    ['a page more before it', (text: string) => `${text.replace('registration', 'arrival')}\n\n${text}`],
  ] as const)('is found again through %s', ([, change]) => {
    const quote = quoteOf(page, at(page, 'period begins\non registration and'));
    const changed = change(page);
    const found = quote && read(changed, findQuote(changed, quote));
    expect(found?.toLowerCase().replace('- ', '')).toBe('period begins on registration and');
  });

  test('that stands twice is found where its surroundings are alike', () => {
    const second = page.lastIndexOf('It may be extended.');
    const quote = quoteOf(page, { start: second, end: second + 19 });
    expect(quote && findQuote(page, quote)?.start).toBe(second);
  });

  test('that is not there is not found', () => {
    expect(findQuote(page, { quote: 'a mentor is named', prefix: 'It may ', suffix: '' })).toBeUndefined();
  });

  const words = fc.array(
    fc.constantFrom('the', 'twelve', 'months', 'preceptor', '“time”', 'é', '–', '𝔄', 'a-b', '.'),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  law.prop([words, words, words, words])(
    'is found again wherever its text has moved and however its lines are broken',
    (before, passage, after, pushed) => {
      const text = [...before, ...passage, ...after].join(' ');
      const start = before.join(' ').length + 1;
      const stretch = { start, end: start + passage.join(' ').length };
      const quote = quoteOf(text, stretch);
      expect(quote).toBeDefined();
      if (quote === undefined) return;
      const moved = [...pushed, ...before, ...passage, ...after].join('\n');
      const found = findQuote(moved, quote);
      expect(fold(read(moved, found) ?? '').text).toBe(fold(passage.join(' ')).text);
    },
  );

  /** Ways in which another reading of the same page spells the same words. */
  const spellings = [
    (text: string) => text.normalize('NFD'),
    (text: string) => text.replaceAll('fi', 'ﬁ'),
    (text: string) => text.replaceAll("'", '\u2019').replaceAll('"', '\u201D'),
    (text: string) => text.replaceAll('programme', 'pro-\n  gramme'),
    (text: string) => text.replaceAll('review', 're\u00ADview'),
    (text: string) => text.replaceAll(' ', '\r\n'),
    (text: string) => text.toUpperCase(),
  ];
  const spelled = fc.array(
    fc.constantFrom('the', 'final', 'programme', 'review', "René's", 'café', '"time"'),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  law.prop([spelled, spelled, spelled, fc.subarray(spellings)])(
    'is found again in another reading of the same words',
    (before, passage, after, ways) => {
      const text = [...before, ...passage, ...after].join(' ');
      const start = before.join(' ').length + 1;
      const quote = quoteOf(text, { start, end: start + passage.join(' ').length });
      const again = ways.reduce((words, spell) => spell(words), text);
      const found = quote && findQuote(again, quote);
      expect(fold(read(again, found) ?? '').text).toBe(fold(passage.join(' ')).text);
    },
  );

  law.prop([fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 29 }), fc.boolean()])(
    'of which a word is gone, or another, is not found, rather than found somewhere else',
    (length, which, gone) => {
      const passage = Array.from({ length }, (_, word) => `word${word}`);
      const text = ['before', ...passage, 'after'].join(' ');
      const quote = quoteOf(text, at(text, passage.join(' ')));
      const changed = passage.flatMap((word, place) =>
        place === which % length ? (gone ? [] : ['other']) : [word],
      );
      expect(quote && findQuote(['before', ...changed, 'after'].join(' '), quote)).toBeUndefined();
    },
  );
});

describe('words sought in a page', () => {
  test.for([
    ['MONTHS', ['months']],
    ['may  be', ['may be', 'may be']],
    ['begins on', ['begins on']],
    ['   ', []],
    ['[a-z]+', []],
  ] as const)('%j', ([words, expected]) => {
    expect(findAll(fold(page), words).map((stretch) => read(page, stretch))).toEqual(expected);
  });

  test.for([
    ['René’s co-ordinator', "rene's coordinator"],
    ['re\u00ADview', 'review'],
    ['ﬁnal', 'final'],
    ['proto-\n  col', 'protocol'],
  ] as const)('%j is found by %j', ([text, words]) => {
    expect(findAll(fold(text), words)).toEqual([{ start: 0, end: text.length }]);
  });

  law.prop([fc.string({ unit: 'grapheme' })])(
    'every unit of the folded text has its place in the original',
    (text) => {
      const folded = fold(text);
      expect(folded.from).toHaveLength(folded.text.length);
      folded.from.forEach((from, unit) => {
        expect(from).toBeLessThan(folded.to[unit] ?? 0);
        expect(folded.to[unit]).toBeLessThanOrEqual(text.length);
      });
    },
  );
});

describe('a page’s text', () => {
  const run = (text: string, x: number, y: number, more: Partial<Run> = {}): Run => ({
    text,
    matrix: [10, 0, 0, 10, x, y],
    width: 6 * text.length,
    height: 10,
    endsLine: true,
    ...more,
  });
  const lines = [
    run('Length of the programme', 50, 700, { height: 16 }),
    run('The programme lasts twelve months ', 50, 670),
    run('from the first day', 50, 656, { endsLine: false }),
    run(' in post.', 158, 656),
    run('A second paragraph begins here.', 50, 630),
    run('• and a point', 50, 616),
  ];
  const text = pageTextOf(lines);
  const paragraphs = text.paragraphs.map(({ start, end }) => text.text.slice(start, end));

  test('is parted into paragraphs by size, gap and bullet', () => {
    expect(paragraphs).toEqual([
      'Length of the programme',
      'The programme lasts twelve months \nfrom the first day in post.',
      'A second paragraph begins here.',
      '• and a point',
    ]);
  });

  test('gives the boxes of a passage as fractions of the page from its top left', () => {
    const stretch = at(text.text, 'months \nfrom the first day in');
    const boxes = joinBoxes(boxesOf(text, lines, [0, 0, 600, 800], stretch));
    expect(boxes).toHaveLength(2);
    expect(boxes[0]?.x).toBeCloseTo((50 + 27 * 6) / 600);
    expect(boxes[1]?.x).toBeCloseTo(50 / 600);
    expect(boxes[1]?.width).toBeCloseTo(((18 + 3) * 6) / 600);
    expect(boxes[0]?.y).toBeCloseTo((800 - 670 - 8.6) / 800);
  });

  test('gives upright boxes for text that runs up the page', () => {
    const upward = run('sideways', 100, 200, { matrix: [0, 10, -10, 0, 100, 200] });
    const [box] = boxesOf(pageTextOf([upward]), [upward], [0, 0, 600, 800], { start: 0, end: 8 });
    expect(box?.height).toBeCloseTo(48 / 800);
    expect(box?.width).toBeCloseTo(10.8 / 600);
  });

  test.for([
    ['one\ntwo\n\nthree\n', ['one\ntwo', 'three']],
    ['one\ntwo\n', ['one', 'two']],
    ['', []],
  ] as const)('of a plain file %j', ([file, expected]) => {
    const plain = plainPageText(file);
    expect(plain.paragraphs.map(({ start, end }) => file.slice(start, end))).toEqual(expected);
  });
});

describe('a box on a page that is turned', () => {
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.05 };

  test.for([
    [0, box],
    [90, { x: 0.75, y: 0.1, width: 0.05, height: 0.3 }],
    [180, { x: 0.6, y: 0.75, width: 0.3, height: 0.05 }],
    [270, { x: 0.2, y: 0.6, width: 0.05, height: 0.3 }],
  ] as const)('by %i degrees', ([turn, expected]) => {
    const turned = turnBox(box, turn);
    expect(turned.x).toBeCloseTo(expected.x);
    expect(turned.y).toBeCloseTo(expected.y);
    expect(turned.width).toBeCloseTo(expected.width);
    expect(turned.height).toBeCloseTo(expected.height);
  });

  const part = fc.double({ min: 0, max: 1, noNaN: true });
  law.prop([part, part, part, part, fc.integer({ min: -9, max: 9 })])(
    'is back where it was once the page is turned back',
    (x, y, width, height, quarters) => {
      const there = turnBox({ x, y, width, height }, turnOf(90 * quarters));
      const back = turnBox(there, turnOf(-90 * quarters));
      expect(back.x).toBeCloseTo(x);
      expect(back.y).toBeCloseTo(y);
      expect(back.width).toBe(width);
      expect(back.height).toBe(height);
    },
  );
});
