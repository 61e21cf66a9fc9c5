import type { OPS } from 'pdfjs-dist';
import { type Matrix, matrixOf, numberOf, point, STRAIGHT, times } from './matrix.ts';
import { type Canvas, createBrush, fresh, inkOf, type State } from './pdf-brush.ts';

/** As much of what pdf.js paints with as is needed: numbers of operators and their arguments, in order. */
export interface Painting {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** Of a font, by its name in the painting: how wide a unit of its letters is, and whether it runs downwards. */
export type FontFacts = (name: string) => { readonly unit: number; readonly vertical: boolean };

/** Tells `canvas` what a page paints, after ISO 32000-1, 8 and 9, as pdf.js's canvas does. */
export function paintOn(
  { fnArray, argsArray }: Painting,
  ops: typeof OPS,
  fontFacts: FontFacts,
  canvas: Canvas,
): void {
  const stack: State[] = [];
  let state: State = fresh();
  let [text, line]: [Matrix, Matrix] = [STRAIGHT, STRAIGHT];
  let clips = false;
  /** A picture that was left out leaves its place behind: a matrix, and nothing painted with it. */
  let placed = false;

  const brush = createBrush(canvas, ops, () => state);
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

  const show = (glyphs: unknown) => {
    if (!Array.isArray(glyphs)) return;
    const { size, stretch, charSpacing, wordSpacing, rise, mode, font } = state;
    const seen = (mode !== 3 && mode !== 7 && !font.vertical && state.alpha > 0) || false;
    const ink = inkOf(state);
    const whole = times(state.matrix, text);
    const [low, high] = [rise + 0.12 * size, rise + 0.5 * size];
    let x = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        x -= (glyph / 1000) * size * stretch;
        continue;
      }
      const { unicode, width, isSpace } = glyphOf(glyph);
      const advance = width * font.unit * size * stretch;
      if (seen)
        canvas.letter({
          text: unicode,
          low: point(whole, x + advance / 2, low),
          high: point(whole, x + advance / 2, high),
          colour: ink,
        });
      x += advance + (charSpacing + (isSpace ? wordSpacing : 0)) * stretch;
    }
    text = times(text, [1, 0, 0, 1, x, 0]);
    if (mode > 3) state.rough = true;
  };

  const paint = (operator: number, args: readonly unknown[]) => {
    const [first, second, third, fourth] = args;
    switch (operator) {
      case ops.save:
        return save();
      case ops.beginGroup: {
        save();
        // What is painted in a group that is seen through is seen through, however it is painted there.
        state.seenThrough ||= !brush.opaque() || given(first, 'smask') !== undefined;
        brush.bound(given(first, 'bbox'), times(state.matrix, matrixOf(given(first, 'matrix')) ?? STRAIGHT));
        Object.assign(state, { alpha: 1, plain: true });
        return;
      }
      case ops.restore:
      case ops.endGroup:
      case ops.paintFormXObjectEnd:
      case ops.endAnnotation:
        if (placed) brush.picture(undefined);
        return restore();
      case ops.transform:
        return transform(matrixOf(args));
      case ops.paintFormXObjectBegin:
        save();
        transform(matrixOf(first));
        return brush.bound(second, state.matrix);
      case ops.beginAnnotation:
        save();
        state = fresh();
        transform(matrixOf(third));
        return transform(matrixOf(fourth));
      case ops.setFillRGBColor:
        state.fill = typeof first === 'string' ? first : undefined;
        return;
      case ops.setStrokeRGBColor:
        state.stroke = typeof first === 'string' ? first : undefined;
        return;
      case ops.setFillColorN:
      case ops.setFillTransparent:
        state.fill = undefined;
        return;
      case ops.setStrokeColorN:
      case ops.setStrokeTransparent:
        state.stroke = undefined;
        return;
      case ops.setLineWidth:
        state.lineWidth = numberOf(first);
        return;
      case ops.setGState:
        for (const [key, value] of pairs(first)) {
          if (key === 'ca') state.alpha = numberOf(value);
          else if (key === 'BM') state.plain = value === 'source-over';
          else if (key === 'SMask') state.seenThrough = value !== false;
          else if (key === 'LW') state.lineWidth = numberOf(value);
          else if (key === 'Font' && Array.isArray(value)) setFont(value[0], value[1]);
        }
        return;
      case ops.beginText:
        [text, line] = [STRAIGHT, STRAIGHT];
        return;
      case ops.setFont:
        return setFont(first, second);
      case ops.setCharSpacing:
        state.charSpacing = numberOf(first);
        return;
      case ops.setWordSpacing:
        state.wordSpacing = numberOf(first);
        return;
      case ops.setHScale:
        state.stretch = numberOf(first) / 100;
        return;
      case ops.setLeading:
        state.leading = -numberOf(first);
        return;
      case ops.setTextRise:
        state.rise = numberOf(first);
        return;
      case ops.setTextRenderingMode:
        state.mode = numberOf(first);
        return;
      case ops.setTextMatrix:
        line = matrixOf(first) ?? matrixOf(args) ?? STRAIGHT;
        text = line;
        return;
      case ops.moveText:
        return move(numberOf(first), numberOf(second));
      case ops.setLeadingMoveText:
        state.leading = numberOf(second);
        return move(numberOf(first), numberOf(second));
      case ops.nextLine:
        return move(0, state.leading);
      case ops.showText:
      case ops.showSpacedText:
        return show(first);
      case ops.clip:
      case ops.eoClip:
        clips = true;
        return;
      case ops.constructPath:
        brush.path(first, second, clips);
        clips = false;
        return;
      case ops.shadingFill:
        return brush.everywhere();
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
        return brush.picture(first);
      case ops.paintSolidColorImageMask:
        return brush.mask();
      case ops.paintImageMaskXObject:
      case ops.paintImageXObjectRepeat:
      case ops.paintImageMaskXObjectRepeat:
        return brush.smudge();
    }
  };
  function setFont(name: unknown, size: unknown): void {
    state.size = numberOf(size);
    state.font = fontFacts(typeof name === 'string' ? name : '');
  }

  const keepsPlace = new Set<number>([
    ops.dependency,
    ops.setGState,
    ops.beginMarkedContent,
    ops.beginMarkedContentProps,
    ops.endMarkedContent,
  ]);
  for (const [at, operator] of fnArray.entries()) {
    const args = argsArray[at];
    paint(operator, Array.isArray(args) ? args : []);
    placed = operator === ops.transform || (placed && keepsPlace.has(operator));
  }
}

function glyphOf(glyph: unknown): { unicode: string; width: number; isSpace: boolean } {
  if (typeof glyph !== 'object' || glyph === null) return { unicode: '', width: 0, isSpace: false };
  return {
    unicode: 'unicode' in glyph && typeof glyph.unicode === 'string' ? glyph.unicode : '',
    width: 'width' in glyph ? numberOf(glyph.width) : 0,
    isSpace: 'isSpace' in glyph && glyph.isSpace === true,
  };
}

function pairs(value: unknown): readonly (readonly unknown[])[] {
  return Array.isArray(value) ? value.filter((pair) => Array.isArray(pair)) : [];
}

/** A field that is there and holds something, of what pdf.js gives without a type. */
function given(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1] ?? undefined;
}
