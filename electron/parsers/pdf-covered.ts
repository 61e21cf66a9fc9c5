import type { OPS } from 'pdfjs-dist';

type Matrix = readonly [number, number, number, number, number, number];
type Rectangle = readonly [left: number, bottom: number, right: number, top: number];

/** One letter where it was painted, by two points of its middle: low and high enough that a line through it covers but one. */
interface Letter {
  readonly text: string;
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
  covered: boolean;
}

interface State {
  matrix: Matrix;
  dark: boolean;
  opaque: boolean;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
}

/** As much of what pdf.js paints with as is needed: numbers of operators and their arguments, in order. */
export interface Painting {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

const STRAIGHT: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * Words under boxes: letters that were painted and then had a dark rectangle painted over them. They cannot be seen,
 * and whoever has the file can copy them. White words on a dark heading are painted after it and are not meant.
 * Follows ISO 32000-1, 8.3 and 9.4, as pdf.js's canvas does.
 */
export function coveredWords({ fnArray, argsArray }: Painting, ops: typeof OPS): string {
  const letters: Letter[] = [];
  const stack: State[] = [];
  let state = fresh();
  let text: Matrix = STRAIGHT;
  let line: Matrix = STRAIGHT;
  let boxes: Rectangle[] = [];

  const save = () => void stack.push({ ...state });
  const restore = () => {
    state = stack.pop() ?? state;
  };
  const transform = (matrix: Matrix | undefined) => {
    if (matrix !== undefined) state.matrix = times(state.matrix, matrix);
  };
  const move = (x: number, y: number) => {
    line = times(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const fill = () => {
    if (state.dark && state.opaque)
      for (const letter of letters) letter.covered ||= boxes.some((box) => hides(box, letter));
  };
  const show = (glyphs: unknown) => {
    if (!Array.isArray(glyphs)) return;
    let x = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        x -= (glyph / 1000) * state.size * state.stretch;
        continue;
      }
      const { unicode, width, isSpace } = glyphOf(glyph);
      const advance = (width / 1000) * state.size * state.stretch;
      const whole = times(state.matrix, text);
      letters.push({
        text: unicode,
        low: point(whole, x + advance / 2, state.rise + 0.12 * state.size),
        high: point(whole, x + advance / 2, state.rise + 0.5 * state.size),
        covered: false,
      });
      x += advance + (state.charSpacing + (isSpace ? state.wordSpacing : 0)) * state.stretch;
    }
    text = times(text, [1, 0, 0, 1, x, 0]);
  };

  const paint = (operator: number, args: readonly unknown[]) => {
    const [first, second, third, fourth] = args;
    switch (operator) {
      case ops.save:
      case ops.beginGroup:
        return save();
      case ops.restore:
      case ops.endGroup:
      case ops.paintFormXObjectEnd:
      case ops.endAnnotation:
        return restore();
      case ops.transform:
        return transform(matrixOf(args));
      case ops.paintFormXObjectBegin:
        save();
        return transform(matrixOf(first));
      case ops.beginAnnotation:
        save();
        state = { ...fresh() };
        transform(matrixOf(third));
        return transform(matrixOf(fourth));
      case ops.setFillRGBColor:
        state.dark = isDark(first);
        return;
      case ops.setFillColorN:
      case ops.setFillTransparent:
        state.dark = false;
        return;
      case ops.setGState:
        for (const [key, value] of pairs(first)) if (key === 'ca') state.opaque = Number(value) > 0.9;
        return;
      case ops.beginText:
        text = STRAIGHT;
        line = STRAIGHT;
        return;
      case ops.setFont:
        state.size = number(second);
        return;
      case ops.setCharSpacing:
        state.charSpacing = number(first);
        return;
      case ops.setWordSpacing:
        state.wordSpacing = number(first);
        return;
      case ops.setHScale:
        state.stretch = number(first) / 100;
        return;
      case ops.setLeading:
        state.leading = -number(first);
        return;
      case ops.setTextRise:
        state.rise = number(first);
        return;
      case ops.setTextMatrix:
        line = matrixOf(first) ?? matrixOf(args) ?? STRAIGHT;
        text = line;
        return;
      case ops.moveText:
        return move(number(first), number(second));
      case ops.setLeadingMoveText:
        state.leading = number(second);
        return move(number(first), number(second));
      case ops.nextLine:
        return move(0, state.leading);
      case ops.showText:
      case ops.showSpacedText:
        return show(first);
      case ops.constructPath: {
        const [path] = Array.isArray(second) ? second : [];
        boxes = path instanceof Float32Array ? rectangles(path, state.matrix) : [];
        if (
          first === ops.fill ||
          first === ops.eoFill ||
          first === ops.fillStroke ||
          first === ops.eoFillStroke ||
          first === ops.closeFillStroke ||
          first === ops.closeEOFillStroke
        )
          fill();
      }
    }
  };
  for (const [at, operator] of fnArray.entries()) {
    const args = argsArray[at];
    paint(operator, Array.isArray(args) ? args : []);
  }
  return wordsOf(letters);
}

function fresh(): State {
  return {
    matrix: STRAIGHT,
    dark: true,
    opaque: true,
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
  };
}

/** Runs of covered letters, each of at least three: fewer is a rule or a mark that touches a word. */
function wordsOf(letters: readonly Letter[]): string {
  const runs = [''];
  for (const { covered, text } of letters) {
    if (covered) runs[runs.length - 1] += text;
    else if (text.trim() !== '' && runs.at(-1) !== '') runs.push('');
  }
  return runs
    .map((run) => run.replace(/\s+/g, ' ').trim())
    .filter((run) => run.replace(/[^\p{L}\p{N}]/gu, '').length >= 3)
    .join(' … ');
}

/** The rectangles of a path that stand straight; pdf.js has it as numbers, each move, line or curve led by its kind. */
function rectangles(path: Float32Array, matrix: Matrix): Rectangle[] {
  const found: Rectangle[] = [];
  let corners: (readonly [number, number])[] = [];
  const end = () => {
    const box = rectangleOf(corners);
    if (box !== undefined) found.push(box);
    corners = [];
  };
  for (let at = 0; at < path.length; ) {
    const kind = path[at];
    if (kind === 0) end();
    if (kind === 0 || kind === 1) {
      corners.push(point(matrix, path[at + 1] ?? 0, path[at + 2] ?? 0));
      at += 3;
    } else if (kind === 4) at += 1;
    // A curve: what has one is no box.
    else {
      corners.push([Number.NaN, Number.NaN]);
      at += kind === 2 ? 7 : 5;
    }
  }
  end();
  return found;
}

function rectangleOf(corners: readonly (readonly [number, number])[]): Rectangle | undefined {
  if (corners.length < 4 || corners.length > 5) return undefined;
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const box: Rectangle = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const near = (one: number, other: number) => Math.abs(one - other) < 0.5;
  const straight = corners.every(
    ([x, y]) => (near(x, box[0]) || near(x, box[2])) && (near(y, box[1]) || near(y, box[3])),
  );
  return straight ? box : undefined;
}

function hides([left, bottom, right, top]: Rectangle, { low, high }: Letter): boolean {
  return [low, high].every(([x, y]) => x > left && x < right && y > bottom && y < top);
}

function isDark(colour: unknown): boolean {
  if (typeof colour !== 'string') return false;
  const [, red = 'ff', green = 'ff', blue = 'ff'] =
    /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? [];
  const light = [red, green, blue].map((part) => Number.parseInt(part, 16));
  return 0.2126 * (light[0] ?? 255) + 0.7152 * (light[1] ?? 255) + 0.0722 * (light[2] ?? 255) < 80;
}

function glyphOf(glyph: unknown): { unicode: string; width: number; isSpace: boolean } {
  if (typeof glyph !== 'object' || glyph === null) return { unicode: '', width: 0, isSpace: false };
  return {
    unicode: 'unicode' in glyph && typeof glyph.unicode === 'string' ? glyph.unicode : '',
    width: 'width' in glyph ? number(glyph.width) : 0,
    isSpace: 'isSpace' in glyph && glyph.isSpace === true,
  };
}

function pairs(value: unknown): readonly (readonly unknown[])[] {
  return Array.isArray(value) ? value.filter((pair) => Array.isArray(pair)) : [];
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function matrixOf(value: unknown): Matrix | undefined {
  if (!Array.isArray(value) && !(value instanceof Float32Array)) return undefined;
  const [a, b, c, d, e, f] = value;
  if ([a, b, c, d, e, f].some((part) => typeof part !== 'number')) return undefined;
  return [number(a), number(b), number(c), number(d), number(e), number(f)];
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function point([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
