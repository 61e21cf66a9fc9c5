import type { Box } from './score.ts';

/** A quarter turn clockwise, in degrees. */
export type Turn = 0 | 90 | 180 | 270;

/**
 * Boxes that lie on one line and touch, as one: a line of a page comes as a box for every run of its text.
 * Two are on a line when they share more than half of the lower one's height.
 */
export function joinBoxes(boxes: readonly Box[]): readonly Box[] {
  const joined: Box[] = [];
  for (const box of boxes) {
    if (box.width <= 0 || box.height <= 0) continue;
    const last = joined.at(-1);
    if (
      last !== undefined &&
      onOneLine(last, box) &&
      gapBetween(last, box) < Math.max(last.height, box.height)
    )
      joined[joined.length - 1] = enclosing(last, box);
    else joined.push(box);
  }
  return joined;
}

/** Any number of degrees as the quarter turn that it comes to. */
export function turnOf(degrees: number): Turn {
  const turns = [0, 90, 180, 270] as const;
  return turns[((Math.round(degrees / 90) % 4) + 4) % 4] ?? 0;
}

/** Where a box of a page, in fractions of it, lies once the page is turned clockwise. */
export function turnBox(box: Box, turn: Turn): Box {
  const { x, y, width, height } = box;
  switch (turn) {
    case 0:
      return box;
    case 90:
      return { x: 1 - y - height, y: x, width: height, height: width };
    case 180:
      return { x: 1 - x - width, y: 1 - y - height, width, height };
    case 270:
      return { x: y, y: 1 - x - width, width: height, height: width };
  }
}

function onOneLine(one: Box, other: Box): boolean {
  const shared = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return shared > Math.min(one.height, other.height) / 2;
}

function gapBetween(one: Box, other: Box): number {
  return Math.max(one.x, other.x) - Math.min(one.x + one.width, other.x + other.width);
}

function enclosing(one: Box, other: Box): Box {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}
