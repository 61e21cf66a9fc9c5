import { type CellStyle, writeXlsx } from 'hucre';
import type { Export } from '../../../shared/contract/desk.ts';
import type { ParsedInputOf } from '../../../shared/contract/table.ts';
import { heightFor, printTitles, SheetWriter, STYLES, XLSX_TYPE } from '../spreadsheet/sheet-writer.ts';
import type { DeskContext } from './context.ts';

const WIDEST = 60;
const NARROWEST = 8;
/** The first moment that a zip archive can name. */
const EARLIEST = new Date('1980-01-01T00:00:00Z');

const wrapped = { horizontal: 'left', vertical: 'top', wrapText: true, indent: 1 } as const;
const number: CellStyle = { ...STYLES.answer, alignment: { vertical: 'top' }, numFmt: 'General' };
const text: CellStyle = { ...STYLES.answer, alignment: wrapped };

/** Writes the table to a file that waits to be kept. Every text is written as text, so that none is ever a formula. */
export async function saveTable(
  desk: DeskContext,
  { name, head, rows }: ParsedInputOf<'tables.save'>,
): Promise<Export> {
  const widths = head.map((words, at) => {
    const longest = Math.max(words.length, ...rows.map((row) => String(row[at] ?? '').length));
    return Math.min(WIDEST, Math.max(NARROWEST, longest + 4));
  });
  const sheet = new SheetWriter(sheetName(name));
  sheet.row(
    head.map((words) => [words, STYLES.heading] as const),
    28,
  );
  for (const row of rows) {
    sheet.row(
      row.map((value) => (typeof value === 'number' ? ([value, number] as const) : ([value, text] as const))),
      heightFor(
        row.map((value, at) => ({ text: String(value), width: widths[at] ?? NARROWEST })),
        18,
      ),
    );
  }
  const finished = sheet.finish({ widths, frozen: { rows: 1, columns: 1 }, landscape: true, headingRow: 1 });
  // Without the time of its making in it, the same table is the same file.
  const properties = { created: EARLIEST, modified: EARLIEST };
  const bytes = await writeXlsx({ ...printTitles([finished]), properties });
  return desk.handover.give(`${fileName(name)}.xlsx`, XLSX_TYPE, bytes);
}

/** ECMA-376, part 1, 18.2.19: at most 31 characters, none of these. */
const sheetName = (name: string) =>
  name
    .replaceAll(/[\\/?*[\]:']/g, ' ')
    .slice(0, 31)
    .trim() || 'Table';

const fileName = (name: string) => name.replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, ' ').trim() || 'Table';
