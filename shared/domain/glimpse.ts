import { z } from 'zod';
import { type Body, type Grid, Picture, type Reading, type Slide } from './reading.ts';

/** The beginning of a file's first page, sheet, slide or message: as much as a small picture of it shows. */
export const Glimpse = z.discriminatedUnion('kind', [
  /** Drawn from the file's own bytes, as a PDF and an image are. */
  z.object({ kind: z.literal('own') }),
  z.object({
    kind: z.literal('lines'),
    lines: z.array(z.object({ text: z.string().max(160), strong: z.boolean() })).max(40),
  }),
  /** Cells by row, from the first column on; `figure` stands to the right. */
  z.object({
    kind: z.literal('grid'),
    rows: z.array(z.array(z.object({ text: z.string().max(40), figure: z.boolean() })).max(8)).max(24),
  }),
  z.object({
    kind: z.literal('slide'),
    title: z.string().max(160),
    points: z.array(z.object({ depth: z.int().min(0).max(8), text: z.string().max(160) })).max(12),
    picture: Picture.optional(),
  }),
  /** Nothing that could be drawn: not read here, or without a word. */
  z.object({ kind: z.literal('nothing') }),
]);
export type Glimpse = z.infer<typeof Glimpse>;

const [mostLines, mostRows, mostColumns, mostPoints, longest, widest] = [40, 24, 8, 12, 160, 40];
/** In letters of base64: a larger picture would weigh more than all the rest. */
const largestPicture = 400_000;

export function glimpseOf({ body, leaves, enclosures }: Reading): Glimpse {
  switch (body.kind) {
    case 'pdf':
    case 'image':
      return { kind: 'own' };
    case 'document':
      return linesOf(leaves[0]?.text ?? '', headingsOf(body.html));
    case 'text':
      return linesOf(leaves[0]?.text ?? '');
    case 'mail':
      return mailOf(body);
    case 'workbook':
      return gridOf(body.sheets);
    case 'slides':
      return slideOf(body.slides[0]);
    case 'archive':
      return linesOf(enclosures.map(({ name }) => name).join('\n'));
    case 'other':
      return { kind: 'nothing' };
  }
}

function linesOf(text: string, strong: ReadonlySet<string> = new Set()): Glimpse {
  const lines = beginning(text).map((line) => ({ text: cut(line, longest), strong: strong.has(line) }));
  return lines.length === 0 ? { kind: 'nothing' } : { kind: 'lines', lines };
}

function mailOf({ headers, text }: Extract<Body, { kind: 'mail' }>): Glimpse {
  const told = ['From', 'To', 'Date', 'Subject'].flatMap((name) => {
    const value = headers.find((header) => header.name === name)?.value.trim() ?? '';
    return value === '' ? [] : [`${name}: ${tidy(value)}`];
  });
  const lines = [...told, ...beginning(text)].slice(0, mostLines).map((line, at) => ({
    text: cut(line, longest),
    strong: at < told.length && line.startsWith('Subject'),
  }));
  return lines.length === 0 ? { kind: 'nothing' } : { kind: 'lines', lines };
}

/** The first sheet that is shown and has something in it; what is hidden stays so. */
function gridOf(sheets: readonly Grid[]): Glimpse {
  const sheet = sheets.find((one) => !one.hidden && one.rows.some(({ hidden }) => !hidden));
  if (sheet === undefined) return { kind: 'nothing' };
  const hidden = new Set(sheet.hiddenColumns);
  const shown = sheet.rows.filter((row) => !row.hidden).slice(0, mostRows);
  const last = Math.max(0, ...shown.map((row) => row.cells.at(-1)?.column ?? 0));
  const columns: number[] = [];
  for (let column = 1; column <= last && columns.length < mostColumns; column++)
    if (!hidden.has(column)) columns.push(column);
  const rows = shown.map(({ cells }) =>
    columns.map((column) => {
      const cell = cells.find((one) => one.column === column);
      return { text: cut(tidy(cell?.text ?? ''), widest), figure: cell?.number === true };
    }),
  );
  return rows.flat().every(({ text }) => text === '') ? { kind: 'nothing' } : { kind: 'grid', rows };
}

function slideOf(slide: Slide | undefined): Glimpse {
  if (slide === undefined) return { kind: 'nothing' };
  const rows = slide.tables.flat().map((row) => ({ depth: 0, text: row.join('   ') }));
  const points = [...slide.paragraphs, ...rows]
    .map(({ depth, text }) => ({ depth, text: cut(tidy(text), longest) }))
    .filter(({ text }) => text !== '')
    .slice(0, mostPoints);
  const title = cut(tidy(slide.title), longest);
  const picture = slide.pictures.find(({ base64 }) => base64.length <= largestPicture);
  if (title === '' && points.length === 0 && picture === undefined) return { kind: 'nothing' };
  return { kind: 'slide', title, points, ...(picture === undefined ? {} : { picture }) };
}

/** The first lines with something in them. */
function beginning(text: string): readonly string[] {
  return text
    .slice(0, mostLines * 1000)
    .split('\n')
    .map(tidy)
    .filter((line) => line !== '')
    .slice(0, mostLines);
}

/** Words of the first headings, as the text has them. */
function headingsOf(html: string): ReadonlySet<string> {
  const found = html.slice(0, 100_000).matchAll(/<h[1-6]\b[^>]*>(.*?)<\/h[1-6]>/gs);
  return new Set([...found].map(([, inside = '']) => tidy(withoutSigns(inside.replace(/<[^>]*>/g, '')))));
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function withoutSigns(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name] ?? '');
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Never between the halves of a letter. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
