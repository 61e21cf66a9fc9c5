import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Grid, GridCell } from '../../../shared/domain/reading.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';

export interface GridText extends PageText {
  /** Where each row's cells stand, by the row's place in the grid and the cell's place in the row. */
  readonly cells: readonly (readonly Stretch[])[];
}

/** A sheet's words: a line for each row, cells apart by a tab, and under them the comments on its cells. */
export function gridTextOf(grid: Grid): GridText {
  const parts: string[] = [];
  const paragraphs: Stretch[] = [];
  let at = 0;
  const add = (words: string) => {
    parts.push(words);
    at += words.length;
  };
  const cells = grid.rows.map((row) => {
    const start = at;
    const stretches = row.cells.map((cell, index): Stretch => {
      if (index > 0) add('\t');
      const stretch = { start: at, end: at + cell.text.length };
      add(cell.text);
      return stretch;
    });
    if (at > start) paragraphs.push({ start, end: at });
    add('\n');
    return stretches;
  });
  for (const row of grid.rows)
    for (const { column, comment } of row.cells) {
      if (comment === undefined) continue;
      const start = at;
      add(`Comment on ${columnName(column)}${row.number}: ${comment}`);
      paragraphs.push({ start, end: at });
      add('\n');
    }
  return { text: parts.join(''), runs: [], paragraphs, cells };
}

/** "A" for 1, "AB" for 28. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/**
 * How wide each column should be in characters: what nine in ten of its first rows need, a long one is broken. Figures
 * and dates are never broken, unless one is as long as a sentence.
 */
export function columnWidths(grid: Grid, columns: readonly number[]): readonly number[] {
  const lengths = new Map<number, number[]>();
  const figures = new Map<number, number>();
  for (const row of grid.rows.slice(0, 200))
    for (const { column, text, number } of row.cells) {
      const longest = Math.max(0, ...text.split('\n').map((line) => line.length));
      lengths.set(column, [...(lengths.get(column) ?? []), longest]);
      if (number) figures.set(column, Math.max(figures.get(column) ?? 0, longest));
    }
  return columns.map((column) => {
    const sorted = (lengths.get(column) ?? []).sort((one, other) => one - other);
    const most = sorted[Math.ceil(0.9 * (sorted.length - 1))] ?? 0;
    return Math.min(42, Math.max(6, most, Math.min(24, figures.get(column) ?? 0)));
  });
}

/**
 * Whether words too long for their cell run on over empty ones beside it, as in a spreadsheet: only where all of them
 * fit. `place` is the cell's own among the columns that are shown, `widths` are theirs in characters.
 */
export function runsOn(
  cell: GridCell,
  place: number,
  columns: readonly number[],
  widths: readonly number[],
  filled: { has(column: number): boolean },
): boolean {
  let room = widths[place] ?? 0;
  const long = cell.text.length;
  if (cell.number || long <= room || cell.text.includes('\n')) return false;
  for (let next = place + 1; next < columns.length && room < long; next += 1) {
    if (filled.has(columns[next] ?? 0)) return false;
    room += widths[next] ?? 0;
  }
  return room >= long;
}
