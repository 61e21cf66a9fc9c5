/** a, b, c, d, e, f of ISO 32000-1, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number];
export type Point = readonly [x: number, y: number];
/** It stands straight. */
export type Rectangle = readonly [left: number, bottom: number, right: number, top: number];

export const STRAIGHT: Matrix = [1, 0, 0, 1, 0, 0];

export function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function point([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** How much longer it makes a line, as the mean over all directions goes. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** The least rectangle that stands straight and holds them all; undefined where one of them is nowhere. */
export function around(points: readonly Point[]): Rectangle | undefined {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return points.length === 0 ? undefined : box;
}

/** The rectangle that four or five corners make, where it stands straight: half a point off is straight. */
export function straightBox(corners: readonly Point[]): Rectangle | undefined {
  if (corners.length < 4 || corners.length > 5) return undefined;
  const box = around(corners);
  if (box === undefined) return undefined;
  const near = (one: number, other: number) => Math.abs(one - other) < 0.5;
  const straight = corners.every(
    ([x, y]) => (near(x, box[0]) || near(x, box[2])) && (near(y, box[1]) || near(y, box[3])),
  );
  // Along the four sides and not across: the way from each corner to the next is straight too.
  const sides = corners.slice(1).every(([x, y], at) => {
    const [beforeX, beforeY] = corners[at] ?? [x, y];
    return near(x, beforeX) || near(y, beforeY);
  });
  return straight && sides ? box : undefined;
}

/** What two rectangles share; undefined where that is nothing. */
export function shared(one: Rectangle, other: Rectangle): Rectangle | undefined {
  const box: Rectangle = [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
  return box[0] < box[2] && box[1] < box[3] ? box : undefined;
}

export function areaOf([left, bottom, right, top]: Rectangle): number {
  return (right - left) * (top - bottom);
}

export function isInside([x, y]: Point, [left, bottom, right, top]: Rectangle): boolean {
  return x > left && x < right && y > bottom && y < top;
}

/** Of what pdf.js gives without a type: a number, or 0. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function matrixOf(value: unknown): Matrix | undefined {
  if (!Array.isArray(value) && !(value instanceof Float32Array)) return undefined;
  const [a, b, c, d, e, f] = value;
  if ([a, b, c, d, e, f].some((part) => typeof part !== 'number')) return undefined;
  return [numberOf(a), numberOf(b), numberOf(c), numberOf(d), numberOf(e), numberOf(f)];
}
