export type Cell = string | number;

/** Rows under each other in columns two spaces apart; numbers to the right, the last column as it is. */
export function aligned(rows: readonly (readonly Cell[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(String(cell)));
  }
  return rows
    .map((row) =>
      row
        .map((cell, at) => {
          const gap = ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(String(cell))));
          if (typeof cell === 'number') return `${gap}${cell}`;
          return at === row.length - 1 ? cell : `${cell}${gap}`;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A table with its headings over it and a line between. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  const lines = aligned([headings, ...rows]).split('\n');
  const width = Math.max(...lines.map(widthOf));
  return [lines[0] ?? '', '-'.repeat(width), ...lines.slice(1)].join('\n');
}

/** Characters as a person counts them. */
function widthOf(text: string): number {
  return [...segmenter.segment(text)].length;
}

const segmenter = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
