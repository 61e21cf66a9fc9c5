import { writeXlsx } from 'hucre';

/** Rows as a forms service exports them: answers by the heading that they stand under. */
export type Answers = Readonly<Record<string, string>>;

/** The columns of all of them, in the order of the first. */
export function gridOf(rows: readonly Answers[]): string[][] {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
}

export function csvOf(grid: readonly (readonly string[])[]): string {
  return grid.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
}

export function xlsxOf(grid: readonly (readonly string[])[], name = 'Form1'): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name, rows: grid.map((row) => row.map((cell) => cell || null)) }] });
}
