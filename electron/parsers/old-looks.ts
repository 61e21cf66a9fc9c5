import type { Cell, CellValue, Sheet } from 'hucre';
import { GRID_LIMITS } from './grid.ts';
import type { NamedSheet, OldWorkbook } from './old-excel.ts';

/** The values of a workbook of before 2007 together with how they look: what is hidden, formats, comments, frozen panes. */
export function withLooks(sheets: readonly Sheet[], { sheets: old }: OldWorkbook): readonly Sheet[] {
  return sheets.map((sheet, at) => {
    const looks = old[at];
    return looks === undefined ? sheet : withLook(sheet, looks);
  });
}

function withLook(sheet: Sheet, looks: NamedSheet): Sheet {
  const rows: CellValue[][] = [...sheet.rows];
  const cells = new Map<string, Cell>();
  for (const [at, numFmt] of looks.formats) cells.set(at, { ...plainCell(), style: { numFmt } });
  for (const { row, column, author, text } of looks.comments) {
    if (row >= GRID_LIMITS.rows) continue;
    const place = `${row},${column}`;
    cells.set(place, { ...(cells.get(place) ?? plainCell()), comment: { author, text } });
    // A comment on an empty cell is shown too: its row reaches as far.
    while (rows.length <= row) rows.push([]);
    const values = [...(rows[row] ?? [])];
    while (values.length <= column) values.push(null);
    rows[row] = values;
  }
  const last = Math.max(-1, ...looks.hiddenColumns);
  return {
    ...sheet,
    rows,
    cells,
    hidden: looks.hidden,
    rowDefs: new Map([...looks.hiddenRows].map((row) => [row, { hidden: true }])),
    columns: Array.from({ length: last + 1 }, (_, column) => ({ hidden: looks.hiddenColumns.has(column) })),
    freezePane: looks.frozen,
    merges: [...looks.merges],
  };
}

/** Its value stands in the sheet's rows. */
function plainCell(): Cell {
  return { value: null, type: 'empty' };
}

/** What is worth saying of a workbook of before 2007, and what of it is out of reach here. */
export function oldNotes(workbook: OldWorkbook, names: readonly string[]): readonly string[] {
  const notes: string[] = [];
  if (workbook.macroSheets > 0 || names.includes('_VBA_PROJECT'))
    notes.push('It holds macros, which are not run here. Be careful when opening it in its own program.');
  const drawings = workbook.sheets.reduce((total, sheet) => total + sheet.drawings, 0);
  if (drawings > 0)
    notes.push(
      `${drawings === 1 ? 'One drawing is' : `${drawings} drawings are`} not shown: of this older kind, charts, pictures, text boxes and embedded objects are not read here. Open it in its own program to see ${drawings === 1 ? 'it' : 'them'}.`,
    );
  const { unread } = workbook;
  notes.push(...unread.slice(0, 3));
  if (unread.length > 3) notes.push(`${unread.length - 3} more sheets are broken in the same way.`);
  return notes;
}
