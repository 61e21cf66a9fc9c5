import { describe, expect, test } from 'vitest';
import { decodeText, encodingOf } from '../../renderer/components/evidence/decode-text.ts';
import { columnWidths, runsOn } from '../../renderer/components/evidence/grid-text.ts';
import { layOut, nextStep, placesBetween, scaleOf } from '../../renderer/components/evidence/page-layout.ts';
import { RenderQueue } from '../../renderer/components/evidence/render-queue.ts';
import { sheetsOf } from '../../renderer/components/evidence/text-pages.ts';

const words = 'Protected time: 4 hours – “café”';

function utf16(text: string, big: boolean, marked: boolean): Uint8Array {
  const bytes = Buffer.from(marked ? `\uFEFF${text}` : text, 'utf16le');
  return new Uint8Array(big ? bytes.swap16() : bytes);
}

describe('a plain text file', () => {
  test.for([
    ['UTF-8', 'utf-8', Buffer.from(words)],
    ['UTF-8 with its mark', 'utf-8', Buffer.from(`\uFEFF${words}`)],
    ['UTF-16 with its mark', 'utf-16le', utf16(words, false, true)],
    ['UTF-16, big end first, with its mark', 'utf-16be', utf16(words, true, true)],
    ['UTF-16 without a mark', 'utf-16le', utf16(words, false, false)],
    ['UTF-16, big end first, without a mark', 'utf-16be', utf16(words, true, false)],
    ['Windows-1252', 'windows-1252', Buffer.from('Protected time: 4 hours \x96 \x93caf\xe9\x94', 'latin1')],
  ] as const)('in %s is read as it was written', ([, encoding, bytes]) => {
    expect(encodingOf(bytes)).toBe(encoding);
    expect(decodeText(bytes)).toBe(words);
  });

  test('has one kind of line end', () => {
    expect(decodeText(Buffer.from('one\r\ntwo\rthree\n'))).toBe('one\ntwo\nthree\n');
  });

  test('is cut into sheets between paragraphs, and nothing of it is lost', () => {
    const text = Array.from(
      { length: 300 },
      (_, line) => `Line ${line} of the minutes, with some words.`,
    ).join('\n');
    const sheets = sheetsOf(text);
    expect(sheets.length).toBeGreaterThan(1);
    expect(sheets.map((sheet) => sheet.text.text).join('')).toBe(text);
    expect(sheets.map((sheet) => text.slice(sheet.start, sheet.start + 5))).toEqual(
      sheets.map(() => 'Line '),
    );
  });
});

describe('the columns of a sheet', () => {
  const row = (number: number, ...cells: readonly (readonly [text: string, figure: boolean])[]) => ({
    number,
    hidden: false,
    cells: cells.map(([text, figure], at) => ({ column: at + 1, text, number: figure })),
  });
  const widthsOf = (rows: readonly ReturnType<typeof row>[]) =>
    columnWidths(
      {
        name: 'One',
        hidden: false,
        frozen: { rows: 0, columns: 0 },
        hiddenColumns: [],
        cut: false,
        rows: [...rows],
      },
      [1, 2],
    );

  test('are as wide as most of their words need, and a date is never broken', () => {
    expect(
      widthsOf([
        row(1, ['Initials', false], ['Review', false]),
        row(2, ['AB', false], ['6 March 2026', true]),
      ]),
    ).toEqual([8, 12]);
    const few = Array.from({ length: 20 }, (_, at) => row(at + 1, ['x'.repeat(9), false], ['1', true]));
    const last = row(21, ['y'.repeat(300), false], ['1,234,567.00', true]);
    expect(widthsOf([...few, last])).toEqual([9, 12]);
    expect(widthsOf([row(1, ['z'.repeat(300), false], ['9'.repeat(300), true])])).toEqual([42, 42]);
  });
});

describe('the column of pages', () => {
  const sizes = [
    { width: 600, height: 800 },
    { width: 800, height: 600 },
    { width: 600, height: 800 },
  ];

  test('fits the width or the whole page, and zooms from there by steps', () => {
    const [page] = sizes;
    expect(page && scaleOf('width', page, { width: 300, height: 100 })).toBe(0.5);
    expect(page && scaleOf('page', page, { width: 300, height: 200 })).toBe(0.25);
    expect(page && scaleOf(1, page, { width: 1, height: 1 })).toBeCloseTo(96 / 72);
    expect([nextStep(0.87, 1), nextStep(0.87, -1), nextStep(1, 1), nextStep(5, 1)]).toEqual([
      0.9, 0.75, 1.1, 5,
    ]);
  });

  test('puts pages under each other and finds those in sight', () => {
    const column = layOut(sizes, 0.5, 10);
    expect(column.places.map(({ top }) => top)).toEqual([10, 420, 730]);
    expect(column.height).toBe(1140);
    const inSight = (top: number, bottom: number) =>
      placesBetween(column, top, bottom).map(({ page }) => page);
    expect(inSight(0, 300)).toEqual([1]);
    expect(inSight(400, 800)).toEqual([1, 2, 3]);
    expect(inSight(411, 419)).toEqual([2]);
    expect(inSight(9000, 9100)).toEqual([3]);
  });
});

describe('the order of drawing', () => {
  test('is by what is wanted most when its turn comes; what is taken back is not drawn', async () => {
    const queue = new RenderQueue();
    const drawn: string[] = [];
    const ranks = new Map([
      ['thumbnail', 10],
      ['next', 1],
      ['here', 0],
      ['left', 2],
    ]);
    const leave = [...ranks.keys()].map((name) =>
      queue.add(
        () => ranks.get(name) ?? 0,
        async () => {
          drawn.push(name);
          if (name === 'here') ranks.set('thumbnail', -1);
        },
      ),
    );
    leave[3]?.();
    await expect.poll(() => drawn).toEqual(['here', 'thumbnail', 'next']);
  });
});

describe('words too long for their cell', () => {
  const long = 'Preceptee tracker';
  test.for([
    ['run on over empty cells', long, 0, [1], true],
    ['stop at a cell that is filled', long, 0, [1, 2], false],
    ['are broken where the sheet ends before they do', long, 2, [3], false],
    ['stay where they fit', 'Site', 0, [1], false],
    ['with lines of their own are broken there', 'Preceptee\ntracker', 0, [1], false],
  ] as const)('%s', ([, text, place, filled, runs]) => {
    const cell = { column: place + 1, text, number: false };
    expect(runsOn(cell, place, [1, 2, 3], [6, 6, 6], new Set<number>(filled))).toBe(runs);
  });

  test('of figures never do: a figure that is cut off would be another', () => {
    expect(runsOn({ column: 1, text: '1234567', number: true }, 0, [1, 2], [6, 6], new Set([1]))).toBe(false);
  });
});
