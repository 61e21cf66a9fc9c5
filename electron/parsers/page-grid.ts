import { isInside, type Point, type Rectangle } from './matrix.ts';

/** Things on a page are kept by the square that they touch, so that few are compared: about so many along its longer side. */
const SQUARES = 40;

/** What lies where on a page, in the order in which it was put there. */
export interface PageGrid<Kept> {
  add(box: Rectangle, value: Kept): void;
  at(place: Point): readonly Kept[];
  /** All in the squares that a box touches; what touches several is given several times. */
  near(box: Rectangle): Iterable<Kept>;
}

export function pageGrid<Kept>([left, bottom, right, top]: Rectangle): PageGrid<Kept> {
  const side = Math.max(1, right - left, top - bottom) / SQUARES;
  const kept = new Map<number, Kept[]>();
  const step = (value: number) => Math.floor(value / side);
  const key = (column: number, row: number) => row * 65_536 + column;
  function* squares(box: Rectangle): Generator<number> {
    for (let row = step(box[1]); row <= step(box[3]); row++)
      for (let column = step(box[0]); column <= step(box[2]); column++) yield key(column, row);
  }
  return {
    add(box, value) {
      for (const square of squares(box)) {
        const there = kept.get(square);
        if (there === undefined) kept.set(square, [value]);
        else there.push(value);
      }
    },
    at: ([x, y]) => kept.get(key(step(x), step(y))) ?? [],
    *near(box) {
      for (const square of squares(box)) yield* kept.get(square) ?? [];
    },
  };
}

/** Whether a box holds both points. */
export function holds(box: Rectangle, one: Point, other: Point): boolean {
  return isInside(one, box) && isInside(other, box);
}
