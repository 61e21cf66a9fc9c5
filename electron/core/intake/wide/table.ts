import { plainWords } from '../../../../shared/domain/likeness.ts';
import { LONGEST_HEADING } from '../../../../shared/domain/wide-table.ts';
import type { PlainSheet, PlainWorkbook } from '../../../../shared/domain/workbook.ts';
import { type WordRow, wordRows } from '../../spreadsheet/cells.ts';

/** One column of a table, by its heading: see `columnKey`. */
export interface WideColumn {
  readonly column: number;
  readonly heading: string;
  /** Which of the columns with that heading it is, from 1. */
  readonly nth: number;
  /** What stands in it, each once, in the order of the rows. */
  readonly values: readonly string[];
  /** Rows that have something in it. */
  readonly filled: number;
}

/** A sheet with a row of headings and rows below it. */
export interface WideTable {
  readonly sheet: PlainSheet;
  readonly columns: readonly WideColumn[];
  readonly rows: readonly WordRow[];
}

/** Past these it is no table of organisations; a stress round has 2,000. */
const MOST_ROWS = 5000;
const MOST_COLUMNS = 1000;
const MOST_VALUES = 300;
/** Titles and notes may stand above the headings. */
const DEEPEST_HEADING = 20;
const LEAST_COLUMNS = 4;

/** Every sheet in sight that is a table of some width. */
export function tablesIn(workbook: PlainWorkbook): readonly WideTable[] {
  return workbook.sheets.filter(({ hidden }) => !hidden).flatMap((sheet) => tableOf(sheet) ?? []);
}

/** The headings are the first row that is at least half as wide as the widest: titles above are not. */
function tableOf(sheet: PlainSheet): WideTable | undefined {
  if (sheet.rows.length < 2 || sheet.rows.length > MOST_ROWS) return undefined;
  const widest = Math.max(...sheet.rows.slice(0, DEEPEST_HEADING * 2).map(({ cells }) => cells.length));
  if (widest < LEAST_COLUMNS || widest > MOST_COLUMNS) return undefined;
  const at = sheet.rows.slice(0, DEEPEST_HEADING).findIndex(({ cells }) => cells.length * 2 >= widest);
  const [headings, ...rows] = wordRows({ ...sheet, rows: sheet.rows.slice(Math.max(0, at)) });
  if (at < 0 || headings === undefined) return undefined;
  return { sheet, columns: columnsOf(headings, rows), rows };
}

function columnsOf(headings: WordRow, rows: readonly WordRow[]): readonly WideColumn[] {
  const values = new Map<number, { distinct: Set<string>; filled: number }>();
  for (const { words } of rows)
    for (const [column, text] of words) {
      if (text === '') continue;
      const held = values.get(column) ?? { distinct: new Set<string>(), filled: 0 };
      held.filled += 1;
      if (held.distinct.size < MOST_VALUES) held.distinct.add(text);
      values.set(column, held);
    }
  const times = new Map<string, number>();
  return [...new Set([...headings.words.keys(), ...values.keys()])]
    .sort((one, other) => one - other)
    .map((column) => {
      const heading = (headings.words.get(column) ?? '').replace(/\s+/g, ' ').slice(0, LONGEST_HEADING);
      const nth = (times.get(plainWords(heading)) ?? 0) + 1;
      times.set(plainWords(heading), nth);
      const held = values.get(column);
      return { column, heading, nth, values: [...(held?.distinct ?? [])], filled: held?.filled ?? 0 };
    });
}
