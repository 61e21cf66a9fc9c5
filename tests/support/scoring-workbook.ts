import { readXlsx, writeXlsx } from 'hucre';

/** A scoring workbook as a person at a spreadsheet program writes in it. */

export type Cells = (string | number | boolean | Date | null)[][];

/** The workbook as its sheets' cells, to write in. */
export async function cellsIn(bytes: Uint8Array): Promise<Map<string, Cells>> {
  const { sheets } = await readXlsx(bytes);
  return new Map(sheets.map(({ name, rows }) => [name, Array.from(rows, (row) => [...(row ?? [])])]));
}

export const xlsxOf = (workbook: ReadonlyMap<string, Cells>): Promise<Uint8Array> =>
  writeXlsx({ sheets: [...workbook].map(([name, rows]) => ({ name, rows })) });

/** Heads of the columns that are written in, after the number of the standard. */
export const HEADS = [
  'Standard',
  'Your level',
  'Note for the panel',
  'Feedback for the organisation',
  'Evidence and pages you cite',
];

/** Writes into the row of a standard: level, note, feedback, pages. Returns the row's number as a person sees it. */
export function fill(cells: Cells, standard: string, ...words: readonly string[]): number {
  const heading = cells.find((row) => row[0] === 'Standard') ?? [];
  const at = cells.findIndex((row) => row[0] === standard);
  const row = cells[at];
  if (row === undefined) throw new Error(`The sheet has no row ${standard}.`);
  for (const [index, word] of words.entries()) row[heading.indexOf(HEADS[index + 1] ?? '')] = word;
  return at + 1;
}

/** Every standard of a set of one in each of five sections. */
export const fillAll = (cells: Cells, level = 'Met') =>
  ['1.1', '2.1', '3.1', '4.1', '5.1'].map((standard) =>
    fill(cells, standard, level, `Read ${standard}.`, 'Well kept.', 'E1 p. 4; E2'),
  );

/** The sheet of a submission. Throws where the workbook has none of that name. */
export function sheetCalled(workbook: ReadonlyMap<string, Cells>, name: string): Cells {
  const cells = workbook.get(name);
  if (cells === undefined) throw new Error('The workbook has no such sheet.');
  return cells;
}
