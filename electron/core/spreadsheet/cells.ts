import { plainWords } from '../../../shared/domain/likeness.ts';
import type { PlainSheet, PlainWorkbook } from '../../../shared/domain/workbook.ts';

/** One row of a sheet as words, with its number as a person sees it. */
export interface WordRow {
  readonly row: number;
  readonly words: ReadonlyMap<number, string>;
}

/** A sheet's rows with every cell as trimmed words; line ends within a cell become "\n". */
export function wordRows(sheet: PlainSheet): readonly WordRow[] {
  return sheet.rows.map(({ row, cells }) => ({
    row,
    words: new Map(cells.map(({ column, value }) => [column, cellWords(value)])),
  }));
}

function cellWords(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return String(value)
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .replace(/[\u200B\uFEFF]/g, '')
    .trim();
}

/** The sheet of that name, case and spaces forgiven. */
export function sheetNamed(workbook: PlainWorkbook, name: string): PlainSheet | undefined {
  const meant = plainWords(name);
  return workbook.sheets.find((sheet) => plainWords(sheet.name) === meant);
}

/**
 * What stands beside each label of a two-column sheet, by the label's plain words. Where one comes twice, as a title
 * and as a label, it is the one with something beside it.
 */
export function labelled(
  sheet: PlainSheet,
): ReadonlyMap<string, { readonly words: string; readonly row: number }> {
  const found = new Map<string, { words: string; row: number }>();
  for (const { row, words } of wordRows(sheet)) {
    const label = [...words].find(([, text]) => text !== '');
    if (label === undefined) continue;
    const key = plainWords(label[1]);
    if ((found.get(key)?.words ?? '') === '') found.set(key, { words: words.get(label[0] + 1) ?? '', row });
  }
  return found;
}

/** A table whose heading row is found by its words, whatever stands above it and however its columns are ordered. */
export interface Table<Heading extends string> {
  /** Columns under each heading, left to right; several where a heading comes several times. */
  readonly columns: ReadonlyMap<Heading, readonly number[]>;
  /** The heading row itself. */
  readonly heading: WordRow;
  readonly rows: readonly WordRow[];
}

/** Undefined where no row holds all the `needed` headings. A number after a heading ("Evidence 2") is left aside. */
export function tableIn<Heading extends string>(
  sheet: PlainSheet,
  headings: Readonly<Record<Heading, string>>,
  needed: readonly Heading[],
): Table<Heading> | undefined {
  const meant = new Map<string, Heading>();
  for (const heading of keysOf(headings)) meant.set(plainWords(headings[heading]), heading);
  const rows = wordRows(sheet);
  for (const [at, heading] of rows.entries()) {
    const { words } = heading;
    const columns = new Map<Heading, number[]>();
    for (const [column, text] of words) {
      const named = meant.get(plainWords(text)) ?? meant.get(plainWords(text).replace(/\s*\d+$/, ''));
      if (named === undefined) continue;
      columns.set(
        named,
        [...(columns.get(named) ?? []), column].sort((one, other) => one - other),
      );
    }
    if (needed.every((one) => columns.has(one))) return { columns, heading, rows: rows.slice(at + 1) };
  }
  return undefined;
}

/** The words of a row under a heading; empty where there is no such column. */
export function under<Heading extends string>(table: Table<Heading>, row: WordRow, heading: Heading): string {
  const column = table.columns.get(heading)?.[0];
  return column === undefined ? '' : (row.words.get(column) ?? '');
}

function keysOf<Key extends string>(record: Readonly<Record<Key, string>>): readonly Key[] {
  return Object.keys(record).filter((key): key is Key => key in record);
}

/** Undefined for words that are neither. */
export function yesOrNo(words: string): 'yes' | 'no' | 'not-said' | undefined {
  const plain = plainWords(words);
  if (plain === '') return 'not-said';
  if (['yes', 'y', 'true', 'x', '✓', '✔'].includes(plain)) return 'yes';
  return ['no', 'n', 'false', '-'].includes(plain) ? 'no' : undefined;
}
