/** Where the pages of a file lie in the column that they are read in, in CSS pixels. Pages count from 1. */
export interface Place {
  readonly page: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Column {
  readonly places: readonly Place[];
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels for a point at actual size. */
export const actual = 96 / 72;
export const smallest = 0.1;
export const largest = 5;

export type Zoom = 'width' | 'page' | number;

/** Pixels for a point: a number of the zoom is of actual size. `room` is what the column may take. */
export function scaleOf(zoom: Zoom, page: Size, room: Size): number {
  const wide = room.width / page.width;
  const scale =
    zoom === 'width' ? wide : zoom === 'page' ? Math.min(wide, room.height / page.height) : zoom * actual;
  return Math.min(largest * actual, Math.max(smallest * actual, scale));
}

const steps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];

/** The next step up or down from where the zoom stands, so that fit width goes on from what it came to. */
export function nextStep(at: number, direction: 1 | -1): number {
  const found =
    direction === 1 ? steps.find((step) => step > at * 1.01) : steps.findLast((step) => step < at * 0.99);
  return found ?? (direction === 1 ? largest : smallest);
}

export function layOut(sizes: readonly Size[], scale: number, gap: number): Column {
  let top = gap;
  const places = sizes.map((size, index) => {
    const place = {
      page: index + 1,
      top,
      width: Math.round(size.width * scale),
      height: Math.round(size.height * scale),
    };
    top += place.height + gap;
    return place;
  });
  return { places, width: Math.max(0, ...places.map((place) => place.width)), height: top };
}

/** The pages that some of which lies between two heights; at least one where there is any. */
export function placesBetween(column: Column, top: number, bottom: number): readonly Place[] {
  const within = column.places.filter((place) => place.top + place.height > top && place.top < bottom);
  if (within.length > 0) return within;
  const nearest = column.places.find((place) => place.top >= top) ?? column.places.at(-1);
  return nearest === undefined ? [] : [nearest];
}
