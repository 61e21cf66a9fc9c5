import type { OPS } from 'pdfjs-dist';
import { areaOf, type Rectangle, shared } from './matrix.ts';
import { holds, pageGrid } from './page-grid.ts';
import type { Canvas, Letter, Paint } from './pdf-brush.ts';
import { type FontFacts, type Painting, paintOn } from './pdf-painting.ts';

/** How words on a page are hidden, though whoever has the file can copy them. */
export type Hiding = 'box' | 'picture' | 'own-colour';

export interface Hidden {
  readonly how: Hiding;
  /** Runs of letters, parted by ellipses. */
  readonly words: string;
}

export interface CoveredOptions {
  readonly ops: typeof OPS;
  readonly fonts: FontFacts;
  /** The page's own, in the units of its painting. */
  readonly page: Rectangle;
  /** Whether a picture, by its name, can be seen through nowhere. */
  readonly isOpaque: (picture: string) => boolean;
}

export interface Covered {
  readonly hidden: readonly Hidden[];
  /** Words lie under a picture of which the painting does not say whether one can see through it. */
  readonly pictured: boolean;
  /** Too much is painted on it to be gone through to its end. */
  readonly crowded: boolean;
}

export const NOTHING: Covered = { hidden: [], pictured: false, crowded: false };

interface Placed extends Letter {
  how: Hiding | 'maybe-picture' | 'scan' | undefined;
}

/** Comparisons of a letter with an area on one page; a drawing that needs more is looked at no further, and it is said. */
const MOST_COMPARED = 20_000_000;
/** Of a page: a picture of more is a scan, or a backdrop, and words under it are what was read in it. */
const MOST_OF_A_PAGE = 0.5;

/**
 * Words that cannot be seen: under a box or a picture that was painted over them, or in the colour of what is behind
 * them. Not meant are words painted after the box, under anything that one can see through, over a picture or a curved
 * shape whose colour is not known, under a scan of the page, or painted once more where they can be seen.
 */
export function coveredWords(painting: Painting, options: CoveredOptions): Covered {
  const { ops, fonts, page, isOpaque } = options;
  if (!canHide(painting, ops)) return NOTHING;
  const letters: Placed[] = [];
  const lettersIn = pageGrid<Placed>(page);
  const areasIn = pageGrid<{ readonly box: Rectangle; readonly paint: Paint }>(page);
  const colours = new Set(['#ffffff']);
  let compared = 0;

  const behind = ({ low, high }: Letter): Paint => {
    const areas = areasIn.at(low);
    for (let at = areas.length - 1; at >= 0; at--) {
      const area = areas[at];
      compared += 1;
      if (area !== undefined && holds(area.box, low, high)) return area.paint;
    }
    return { kind: 'colour', colour: '#ffffff' };
  };
  const canvas: Canvas = {
    letter(letter) {
      if (compared > MOST_COMPARED || !holds(page, letter.low, letter.high)) return;
      const placed: Placed = { ...letter, how: undefined };
      const { colour } = letter;
      if (colour !== undefined && [...colours].some((other) => alike(colour, other))) {
        const back = behind(letter);
        if (back.kind === 'colour' && alike(colour, back.colour)) placed.how = 'own-colour';
      }
      letters.push(placed);
      const [x, y] = letter.low;
      lettersIn.add([x, y, x, y], placed);
    },
    area(box, paint) {
      const seen = shared(box, page);
      if (seen === undefined || compared > MOST_COMPARED) return;
      if (paint.kind === 'colour') colours.add(paint.colour);
      areasIn.add(seen, { box, paint });
      if (paint.kind === 'unsure') return;
      const scan = paint.kind === 'picture' && areaOf(seen) > MOST_OF_A_PAGE * areaOf(page);
      for (const letter of lettersIn.near(seen)) {
        compared += 1;
        if (!holds(box, letter.low, letter.high)) continue;
        if (scan) letter.how = 'scan';
        else letter.how ??= hidingOf(paint, isOpaque);
      }
    },
  };
  paintOn(painting, ops, fonts, canvas);
  const crowded = compared > MOST_COMPARED;
  if (letters.every(({ how }) => how === undefined)) return { ...NOTHING, crowded };
  const unseen = withoutRepainted(letters);
  const wordsOf = (hiding: Placed['how']) => runsOf(unseen, (letter) => letter.how === hiding);
  const hidden = (['box', 'picture', 'own-colour'] as const).flatMap((how) => {
    const words = wordsOf(how);
    return words === '' ? [] : [{ how, words }];
  });
  return { hidden, pictured: wordsOf('maybe-picture') !== '', crowded };
}

function hidingOf(paint: Paint, isOpaque: (picture: string) => boolean): Placed['how'] {
  switch (paint.kind) {
    case 'colour':
      return 'box';
    case 'picture':
      if (paint.id === undefined) return 'maybe-picture';
      return isOpaque(paint.id) ? 'picture' : undefined;
    case 'unsure':
      return undefined;
  }
}

/** Whether there is anything on the page that could hide a word: most pages are text and rules, and need no closer look. */
function canHide({ fnArray, argsArray }: Painting, ops: typeof OPS): boolean {
  return fnArray.some((operator, at) => {
    const args = argsArray[at];
    const first: unknown = Array.isArray(args) ? args[0] : undefined;
    switch (operator) {
      case ops.constructPath:
        return first !== ops.endPath;
      case ops.setFillRGBColor:
        return typeof first === 'string' && alike(first, '#ffffff');
      case ops.transform:
        return fnArray[at + 1] !== ops.beginText && fnArray[at + 1] !== ops.save;
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintSolidColorImageMask:
        return true;
      default:
        return false;
    }
  });
}

/** A letter that is painted again at the same place, and seen there, is not hidden. */
function withoutRepainted(letters: readonly Placed[]): readonly Placed[] {
  const cell = (value: number) => Math.round(value / 2);
  const key = (text: string, x: number, y: number) => `${text} ${x} ${y}`;
  const seen = new Set(
    letters
      .filter(({ how }) => how === undefined || how === 'scan')
      .map(({ text, low: [x, y] }) => key(text, cell(x), cell(y))),
  );
  const near = [-1, 0, 1];
  return letters.map((letter) => {
    const { how, text, low } = letter;
    if (how === undefined) return letter;
    const [x, y] = [cell(low[0]), cell(low[1])];
    const again = near.some((right) => near.some((up) => seen.has(key(text, x + right, y + up))));
    return again ? { ...letter, how: undefined } : letter;
  });
}

/** Runs of hidden letters, each of at least three: fewer is a rule or a mark that touches a word. */
function runsOf(letters: readonly Placed[], isMeant: (letter: Placed) => boolean): string {
  const runs = [''];
  for (const letter of letters) {
    if (isMeant(letter)) runs[runs.length - 1] += letter.text;
    else if (letter.text.trim() !== '' && runs.at(-1) !== '') runs.push('');
  }
  return runs
    .map((run) => run.replace(/[\p{C}\s]+/gu, ' ').trim())
    .filter((run) => run.replace(/[^\p{L}\p{N}]/gu, '').length >= 3)
    .join(' … ');
}

/** Colours "#rrggbb" that nobody tells apart. */
function alike(one: string, other: string): boolean {
  if (one === other) return true;
  const [ours, theirs] = [channels(one), channels(other)];
  return ours.length === 3 && ours.every((part, at) => Math.abs(part - (theirs[at] ?? 999)) <= 8);
}

function channels(colour: string): readonly number[] {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? [];
  return parts.slice(1).map((part) => Number.parseInt(part, 16));
}
