import type { OPS } from 'pdfjs-dist';
import {
  around,
  type Matrix,
  numberOf,
  type Point,
  point,
  type Rectangle,
  STRAIGHT,
  scaleOf,
  shared,
  straightBox,
} from './matrix.ts';
import { type Shape, shapeOf } from './pdf-path.ts';

/** What an area is painted with. `unsure`: seen through, curved, clipped, or in a pattern. */
export type Paint =
  | { readonly kind: 'colour'; readonly colour: string }
  /** Its name among the page's pictures, where the painting has it: pictures that are not decoded are left out of it. */
  | { readonly kind: 'picture'; readonly id: string | undefined }
  | { readonly kind: 'unsure' };

/** Two points of a letter's middle: low and high enough that a line through it covers but one. */
export interface Letter {
  readonly text: string;
  readonly low: Point;
  readonly high: Point;
  /** "#rrggbb", or undefined in a pattern. */
  readonly colour: string | undefined;
}

/** Hears of what is painted, in order. Letters that are meant not to be seen, as over a scan, are not told. */
export interface Canvas {
  letter(letter: Letter): void;
  area(box: Rectangle, paint: Paint): void;
}

export interface State {
  matrix: Matrix;
  fill: string | undefined;
  stroke: string | undefined;
  alpha: number;
  plain: boolean;
  seenThrough: boolean;
  clip: Rectangle | undefined;
  /** The clip is not the rectangle that it is told as. */
  rough: boolean;
  lineWidth: number;
  font: { readonly unit: number; readonly vertical: boolean };
  mode: number;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
}

const EVERYWHERE: Rectangle = [-1e6, -1e6, 1e6, 1e6];
const UNSURE: Paint = { kind: 'unsure' };
/** Points; a line thinner than this is a rule, and hides nothing. */
const THICK = 4;

/** Tells a canvas of areas, as the state of the moment paints them. */
export function createBrush(canvas: Canvas, ops: typeof OPS, now: () => State) {
  const opaque = () => now().alpha > 0.9 && now().plain && !now().seenThrough;
  const tell = (box: Rectangle | undefined, paint: Paint) => {
    const seen = box && shared(box, now().clip ?? EVERYWHERE);
    if (seen !== undefined) canvas.area(seen, now().rough || !opaque() ? UNSURE : paint);
  };
  const colour = (of: string | undefined): Paint =>
    of === undefined ? UNSURE : { kind: 'colour', colour: of };
  const clipTo = (box: Rectangle | undefined, exact: boolean) => {
    now().rough ||= !exact;
    if (box !== undefined) now().clip = shared(box, now().clip ?? EVERYWHERE) ?? [0, 0, 0, 0];
  };
  const bound = (box: unknown, matrix: Matrix) => {
    const [left, bottom, right, top] =
      box instanceof Float32Array || Array.isArray(box) ? box.map(numberOf) : [];
    if (left === undefined || bottom === undefined || right === undefined || top === undefined) return;
    const corners = boxCorners([left, bottom, right, top], matrix);
    const straight = straightBox(corners);
    clipTo(straight ?? around(corners), straight !== undefined);
  };
  const unitSquare = () => boxCorners([0, 0, 1, 1], now().matrix);
  const mask = () => tell(straightBox(unitSquare()), colour(now().fill));
  const smudge = () => tell(around(unitSquare()), UNSURE);
  const picture = (id: unknown) => {
    const corners = unitSquare();
    const upright = straightBox(corners);
    if (upright === undefined) tell(around(corners), UNSURE);
    else tell(upright, { kind: 'picture', id: typeof id === 'string' ? id : undefined });
  };
  const fillShape = ({ boxes, bounds }: Shape) => {
    if (boxes.length === 0) tell(bounds, UNSURE);
    else for (const box of boxes) tell(box, colour(now().fill));
  };
  const strokeShape = ({ lines, bounds }: Shape) => {
    const half = (now().lineWidth * scaleOf(now().matrix)) / 2;
    if (half * 2 < THICK || bounds === undefined) return;
    if (lines.length === 0)
      tell([bounds[0] - half, bounds[1] - half, bounds[2] + half, bounds[3] + half], UNSURE);
    for (const [[x, y], [toX, toY]] of lines) {
      const level = Math.abs(y - toY) < 0.5;
      tell(
        [
          Math.min(x, toX) - (level ? 0 : half),
          Math.min(y, toY) - (level ? half : 0),
          Math.max(x, toX) + (level ? 0 : half),
          Math.max(y, toY) + (level ? half : 0),
        ],
        colour(now().stroke),
      );
    }
  };
  /** `clips`: what is painted later is kept within it. */
  const path = (operator: unknown, data: unknown, clips: boolean) => {
    const [numbers] = Array.isArray(data) ? data : [];
    const shape = numbers instanceof Float32Array ? shapeOf(numbers, now().matrix) : undefined;
    if (shape !== undefined) {
      const both = operator === ops.fillStroke || operator === ops.eoFillStroke;
      const closed = operator === ops.closeFillStroke || operator === ops.closeEOFillStroke;
      if (both || closed || operator === ops.fill || operator === ops.eoFill) fillShape(shape);
      if (both || closed || operator === ops.stroke || operator === ops.closeStroke) strokeShape(shape);
    }
    if (!clips) return;
    const [box, ...more] = shape?.boxes ?? [];
    if (box !== undefined && more.length === 0) clipTo(box, true);
    else clipTo(shape?.bounds, false);
  };

  return { opaque, everywhere: () => tell(EVERYWHERE, UNSURE), clipTo, bound, picture, path, mask, smudge };
}

export function fresh(): State {
  return {
    matrix: STRAIGHT,
    fill: '#000000',
    stroke: '#000000',
    alpha: 1,
    plain: true,
    seenThrough: false,
    clip: undefined,
    rough: false,
    lineWidth: 1,
    font: { unit: 0.001, vertical: false },
    mode: 0,
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
  };
}

/** What a letter's colour is; undefined where its inside and its edge differ. ISO 32000-1, 9.3.6. */
export function inkOf({ mode, fill, stroke }: State): string | undefined {
  if (mode % 4 === 0) return fill;
  if (mode % 4 === 1) return stroke;
  return fill === stroke ? fill : undefined;
}

function boxCorners([left, bottom, right, top]: Rectangle, matrix: Matrix): readonly Point[] {
  return [
    point(matrix, left, bottom),
    point(matrix, right, bottom),
    point(matrix, right, top),
    point(matrix, left, top),
  ];
}
