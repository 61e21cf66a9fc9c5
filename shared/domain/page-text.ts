import type { Box } from './score.ts';
import type { Stretch } from './text-fold.ts';

/**
 * A run of text as a page has it: where its baseline begins and which way it runs, in points of the page, origin
 * bottom left, as PDF has them (ISO 32000-1, 9.4.4).
 */
export interface Run {
  readonly text: string;
  /** a, b, c, d, e, f of its matrix. */
  readonly matrix: readonly [number, number, number, number, number, number];
  /** Along its direction, in points. */
  readonly width: number;
  /** Of its font, in points. */
  readonly height: number;
  readonly endsLine: boolean;
}

/** The crop box of a page in points: left, bottom, right, top. */
export type CropBox = readonly [number, number, number, number];

export interface PageText {
  /** Every run in order, a line break after each that ends its line. */
  readonly text: string;
  /** Where each run stands in `text`, by its place in the page's runs. */
  readonly runs: readonly Stretch[];
  readonly paragraphs: readonly Stretch[];
}

interface Line extends Stretch {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
}

const bullet = /^(?:[•▪◦‣●○■–*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s/;

/** A page's text, its lines gathered into paragraphs by their gaps, sizes, indents and bullets. */
export function pageTextOf(runs: readonly Run[]): PageText {
  let text = '';
  const stretches: Stretch[] = [];
  const lines: Line[] = [];
  let first = 0;
  const endLine = (last: number) => {
    const line = lineOf(runs, stretches, first, last, text);
    if (line !== undefined) lines.push(line);
    first = last + 1;
  };
  runs.forEach((run, index) => {
    stretches.push({ start: text.length, end: text.length + run.text.length });
    text += run.text;
    if (!run.endsLine && index < runs.length - 1) return;
    endLine(index);
    text += '\n';
  });
  return { text, runs: stretches, paragraphs: paragraphsOf(lines) };
}

/** The text of a file without pages, as paragraphs parted by empty lines, or lines where there are none. */
export function plainPageText(text: string): PageText {
  const paragraphs: Stretch[] = [];
  const parted = /\n[ \t]*\n/.test(text);
  const pattern = parted ? /(?:[^\n]*\S[^\n]*(?:\n|$))+/g : /[^\n]*\S[^\n]*/g;
  for (const match of text.matchAll(pattern))
    paragraphs.push({ start: match.index, end: match.index + match[0].trimEnd().length });
  return { text, runs: [], paragraphs };
}

/** What each run that a stretch touches covers on the page, in fractions of its crop box, origin top left. */
export function boxesOf(
  page: PageText,
  runs: readonly Run[],
  crop: CropBox,
  stretch: Stretch,
): readonly Box[] {
  return runs.flatMap((run, index) => {
    const place = page.runs[index];
    if (place === undefined || place.end <= stretch.start || place.start >= stretch.end) return [];
    if (run.text.trim() === '') return [];
    const length = place.end - place.start;
    const from = Math.max(0, stretch.start - place.start) / length;
    const to = Math.min(length, stretch.end - place.start) / length;
    return [boxOf(run, crop, from, to)];
  });
}

/** A run from one fraction of its width to another, from a little below its baseline to the top of its letters. */
function boxOf(run: Run, crop: CropBox, from: number, to: number): Box {
  const [a, b, , , e, f] = run.matrix;
  const size = Math.hypot(a, b);
  const along = size === 0 ? { x: 1, y: 0 } : { x: a / size, y: b / size };
  const up = { x: -along.y, y: along.x };
  const corners = [from, to].flatMap((part) =>
    [-0.22, 0.86].map((rise) => ({
      x: e + along.x * run.width * part + up.x * run.height * rise,
      y: f + along.y * run.width * part + up.y * run.height * rise,
    })),
  );
  const [left, bottom, right, top] = crop;
  const xs = corners.map(({ x }) => (x - left) / (right - left));
  const ys = corners.map(({ y }) => (top - y) / (top - bottom));
  return {
    x: Math.min(...xs),
    y: Math.min(...ys),
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
  };
}

function lineOf(
  runs: readonly Run[],
  stretches: readonly Stretch[],
  first: number,
  last: number,
  text: string,
): Line | undefined {
  const seen = runs.slice(first, last + 1).filter((run) => run.text.trim() !== '');
  const [opening] = seen;
  if (opening === undefined) return undefined;
  const start = stretches[first]?.start ?? 0;
  const end = stretches[last]?.end ?? start;
  return {
    start,
    end,
    text: text.slice(start, end),
    x: opening.matrix[4],
    y: opening.matrix[5],
    right: Math.max(...seen.map((run) => run.matrix[4] + run.width)),
    size: Math.max(...seen.map((run) => run.height)),
  };
}

function paragraphsOf(lines: readonly Line[]): readonly Stretch[] {
  const gaps = lines
    .slice(1)
    .map((line, index) => (lines[index]?.y ?? 0) - line.y)
    .filter((gap) => gap > 0)
    .sort((one, other) => one - other);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 0;
  const right = Math.max(0, ...lines.map((line) => line.right));
  const paragraphs: Stretch[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const open = paragraphs.at(-1);
    if (open === undefined || before === undefined || beginsParagraph(before, line, usual, right))
      paragraphs.push({ start: line.start, end: line.end });
    else paragraphs[paragraphs.length - 1] = { start: open.start, end: line.end };
    before = line;
  }
  return paragraphs;
}

/** Judged by eye on policies, minutes and papers: a wrong cut costs a citation a second stroke, nothing more. */
function beginsParagraph(before: Line, line: Line, usual: number, right: number): boolean {
  const gap = before.y - line.y;
  const size = Math.max(before.size, line.size);
  if (gap < -size / 2) return true;
  if (gap > Math.min(usual * 1.3, size * 2.4)) return true;
  if (Math.abs(before.size - line.size) > 0.12 * size) return true;
  if (bullet.test(line.text.trimStart())) return true;
  return /[.:;?!]\s*$/.test(before.text) && before.right < before.x + 0.75 * (right - before.x);
}
