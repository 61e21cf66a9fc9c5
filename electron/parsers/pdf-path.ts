import { around, type Matrix, type Point, point, type Rectangle, shared, straightBox } from './matrix.ts';

/** What a path comes to on the page. */
export interface Shape {
  /** Rectangles that stand straight, where it is made of nothing else and none lies in another, as a frame's would. */
  readonly boxes: readonly Rectangle[];
  /** Around all of it. */
  readonly bounds: Rectangle | undefined;
  /** Its straight lines along or across the page, from end to end; for a stroke. */
  readonly lines: readonly (readonly [Point, Point])[];
}

/** More boxes in one path than are compared with each other. */
const MOST_BOXES = 400;

/** pdf.js has a path as numbers, each move (0), line (1), curve (2, 3) or end (4) led by its kind. */
export function shapeOf(path: Float32Array, matrix: Matrix): Shape {
  const parts: Point[][] = [];
  let corners: Point[] = [];
  let curved = false;
  const lines: (readonly [Point, Point])[] = [];
  const all: Point[] = [];
  for (let at = 0; at < path.length; ) {
    const kind = path[at];
    if (kind === 4) {
      at += 1;
      continue;
    }
    // A curve: what has one is no box. It stays within its points.
    const points = kind === 2 ? 3 : kind === 3 ? 2 : 1;
    const before = corners.at(-1);
    if (kind === 0 && corners.length > 0) {
      parts.push(corners);
      corners = [];
    }
    for (let step = 0; step < points; step++)
      all.push(point(matrix, path[at + 1 + 2 * step] ?? 0, path[at + 2 + 2 * step] ?? 0));
    const reached = all.at(-1);
    if (reached !== undefined) {
      if (kind === 1 && before !== undefined && isAlong(before, reached)) lines.push([before, reached]);
      corners.push(reached);
    }
    curved ||= points > 1;
    at += 1 + 2 * points;
  }
  parts.push(corners);
  return { boxes: curved ? [] : boxesOf(parts), bounds: around(all), lines };
}

function boxesOf(parts: readonly (readonly Point[])[]): readonly Rectangle[] {
  const drawn = parts.filter((corners) => corners.length > 1);
  if (drawn.length > MOST_BOXES) return [];
  const boxes = drawn.map(straightBox).filter((box) => box !== undefined);
  if (boxes.length < drawn.length) return [];
  const holed = boxes.some((box, at) => boxes.some((other, from) => from > at && overlap(box, other)));
  return holed ? [] : boxes;
}

/** Cells of a table touch; what lies in another may be a hole in it. */
function overlap(one: Rectangle, other: Rectangle): boolean {
  const both = shared(one, other);
  return both !== undefined && both[2] - both[0] > 0.5 && both[3] - both[1] > 0.5;
}

function isAlong([x, y]: Point, [otherX, otherY]: Point): boolean {
  return Math.abs(x - otherX) < 0.5 || Math.abs(y - otherY) < 0.5;
}
