import { describe, expect, test } from 'vitest';
import { Glimpse, glimpseOf } from '../../shared/domain/glimpse.ts';
import type { Body, GridCell, Leaf, Reading } from '../../shared/domain/reading.ts';

const leaf = (text: string): Leaf => ({ number: 1, label: 'Document', text, hidden: false });
const reading = (body: Body, more: Partial<Reading> = {}): Reading => ({
  format: 1,
  what: 'Made up',
  body,
  leaves: [],
  enclosures: [],
  cautions: [],
  properties: [],
  notes: [],
  ...more,
});
const cell = (column: number, text: string, number = false): GridCell => ({ column, text, number });
const sheet = { name: 'One', hidden: false, frozen: { rows: 0, columns: 0 }, hiddenColumns: [], cut: false };
const slide = {
  number: 1,
  hidden: false,
  title: '',
  paragraphs: [],
  tables: [],
  notes: [],
  comments: [],
  pictures: [],
};

describe('what a small picture of a first page shows', () => {
  test.each<Body>([{ kind: 'pdf', pages: 3, labels: [] }, { kind: 'image' }])(
    'of a file whose kind is $kind is drawn from its own bytes',
    (body) => {
      expect(glimpseOf(reading(body))).toEqual({ kind: 'own' });
    },
  );

  test('of a document is its first lines, headings told from the rest', () => {
    const html = '<h1>Policy <em>&amp; plan</em></h1><p>Policy</p>';
    expect(
      glimpseOf(
        reading(
          { kind: 'document', html, comments: [], trackedChanges: 0 },
          { leaves: [leaf('Policy & plan\n\n  \nPolicy\tof 2026')] },
        ),
      ),
    ).toEqual({
      kind: 'lines',
      lines: [
        { text: 'Policy & plan', strong: true },
        { text: 'Policy of 2026', strong: false },
      ],
    });
  });

  test('of a message is who wrote what to whom, then its words', () => {
    const headers = [
      { name: 'Subject', value: 'Rota' },
      { name: 'X-Mailer', value: 'x' },
      { name: 'From', value: 'Ana' },
    ];
    const { lines } = lined(
      reading({ kind: 'mail', headers, text: 'Subject to change.', remotePictures: 0 }),
    );
    expect(lines).toEqual([
      { text: 'From: Ana', strong: false },
      { text: 'Subject: Rota', strong: true },
      { text: 'Subject to change.', strong: false },
    ]);
  });

  test('of a workbook is the first sheet that is shown, without what is hidden in it', () => {
    const rows = [
      { number: 1, hidden: false, cells: [cell(1, 'Site'), cell(2, 'secret'), cell(3, 'Hours')] },
      { number: 2, hidden: true, cells: [cell(1, 'hidden row')] },
      { number: 3, hidden: false, cells: [cell(3, '4', true)] },
    ];
    const sheets = [
      { ...sheet, hidden: true, rows },
      { ...sheet, rows: [] },
      { ...sheet, hiddenColumns: [2], rows },
    ];
    expect(glimpseOf(reading({ kind: 'workbook', sheets }))).toEqual({
      kind: 'grid',
      rows: [
        [
          { text: 'Site', figure: false },
          { text: 'Hours', figure: false },
        ],
        [
          { text: '', figure: false },
          { text: '4', figure: true },
        ],
      ],
    });
  });

  test('of slides is the first one, with the rows of its tables and its first picture that is not too large', () => {
    const picture = { type: 'image/png' as const, base64: 'AAAA', description: '' };
    const large = { ...picture, base64: 'A'.repeat(400_004) };
    const first = {
      ...slide,
      title: 'Preceptorship',
      paragraphs: [
        { depth: 1, text: 'Twelve months' },
        { depth: 0, text: ' ' },
      ],
      tables: [[['North', '4']]],
      pictures: [large, picture],
    };
    expect(glimpseOf(reading({ kind: 'slides', slides: [first, slide] }))).toEqual({
      kind: 'slide',
      title: 'Preceptorship',
      points: [
        { depth: 1, text: 'Twelve months' },
        { depth: 0, text: 'North 4' },
      ],
      picture,
    });
  });

  test('of a zip is the names in it', () => {
    const enclosures = [{ path: 'a/b.txt', name: 'b.txt', bytes: 1 }];
    expect(lined(reading({ kind: 'archive' }, { enclosures })).lines.map(({ text }) => text)).toEqual([
      'b.txt',
    ]);
  });

  test.each<readonly [string, Reading]>([
    ['a film', reading({ kind: 'other' })],
    ['an empty text', reading({ kind: 'text' }, { leaves: [leaf(' \n\t')] })],
    ['a zip with nothing in it', reading({ kind: 'archive' })],
    ['a presentation without slides', reading({ kind: 'slides', slides: [] })],
    ['a slide without a word', reading({ kind: 'slides', slides: [slide] })],
    [
      'an empty workbook',
      reading({ kind: 'workbook', sheets: [sheet].map((one) => ({ ...one, rows: [] })) }),
    ],
  ])('of %s is nothing', (_, empty) => {
    expect(glimpseOf(empty)).toEqual({ kind: 'nothing' });
  });

  test('is small, however large the file, and no letter is cut in two', () => {
    const long = `${'x'.repeat(159)}😀`;
    const many = reading({ kind: 'text' }, { leaves: [leaf(Array(500).fill(long).join('\n'))] });
    const { lines } = lined(many);
    expect(lines).toHaveLength(40);
    expect(lines[0]?.text).toBe('x'.repeat(159));
    const cells = Array.from({ length: 300 }, (_, at) => cell(at + 1, 'y'.repeat(900)));
    const rows = Array.from({ length: 300 }, (_, at) => ({ number: at + 1, hidden: false, cells }));
    for (const each of [many, reading({ kind: 'workbook', sheets: [{ ...sheet, rows }] })])
      expect(Glimpse.safeParse(glimpseOf(each)).success).toBe(true);
  });
});

function lined(of: Reading): Extract<Glimpse, { kind: 'lines' }> {
  const glimpse = glimpseOf(of);
  if (glimpse.kind !== 'lines') throw new Error(`It shows ${glimpse.kind}.`);
  return glimpse;
}
