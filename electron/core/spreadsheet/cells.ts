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

/** What a spreadsheet shows for a formula that it cannot work out. Nobody wrote these words. */
export function isFormulaError(words: string): boolean {
  return /^(?:#(?:NAME\?|REF!|VALUE!|DIV\/0!|NUM!|NULL!|N\/A|SPILL!|CALC!)|Err:\d{3})$/.test(words);
}

function cellWords(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const words = String(value);
  if (isFormulaError(words)) return '';
  return words
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

/** The sheet of that name, or one that a person renamed: it has at least half of these labels in it. */
export function sheetWith(
  workbook: PlainWorkbook,
  name: string,
  labels: readonly string[],
): PlainSheet | undefined {
  const wanted = labels.map(plainWords);
  return (
    sheetNamed(workbook, name) ??
    workbook.sheets.find((sheet) => {
      const here = new Set(
        wordRows(sheet).flatMap(({ words }) => [...words.values()].slice(0, 1).map(plainWords)),
      );
      return wanted.filter((label) => here.has(label)).length * 2 >= wanted.length;
    })
  );
}

/**
 * What stands beside each label of a two-column sheet, by the label's plain words: the next cell with words in it that
 * the form did not write itself, so that a column may be put in between. Where a label comes twice, as a title and as a
 * label, it is the one with something beside it.
 */
export function labelled(
  sheet: PlainSheet,
  asides: readonly string[] = [],
): ReadonlyMap<string, { readonly words: string; readonly row: number; readonly column: number }> {
  const ours = new Set(asides.map(plainWords));
  const found = new Map<string, { words: string; row: number; column: number }>();
  for (const { row, words } of wordRows(sheet)) {
    const [label, ...others] = [...words].filter(([, text]) => text !== '');
    if (label === undefined) continue;
    const key = plainWords(label[1]);
    const [column, text] = others.find(([, other]) => !ours.has(plainWords(other))) ?? [0, ''];
    if ((found.get(key)?.words ?? '') === '') found.set(key, { words: text, row, column });
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

/** The table on the sheet of that name, or on whichever sheet has its headings. */
export function tableNamed<Heading extends string>(
  workbook: PlainWorkbook,
  name: string,
  headings: Readonly<Record<Heading, string>>,
  needed: readonly Heading[],
): { readonly sheet: PlainSheet; readonly table: Table<Heading> } | undefined {
  const named = sheetNamed(workbook, name);
  for (const sheet of [...(named === undefined ? [] : [named]), ...workbook.sheets]) {
    const table = tableIn(sheet, headings, needed);
    if (table !== undefined) return { sheet, table };
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

/** Undefined for words that are neither. "Yes – since 2021" is a yes with words beside it: see `saysMore`. */
export function yesOrNo(words: string): 'yes' | 'no' | 'not-said' | undefined {
  const plain = plainWords(words);
  if (plain === '') return 'not-said';
  if (YES.includes(plain)) return 'yes';
  if (NO.includes(plain)) return 'no';
  const first = LEADING.exec(plain)?.[1];
  return first === 'yes' || first === 'no' ? first : undefined;
}

/** Whether words that are a yes or a no say something besides, which the answer does not keep. */
export function saysMore(words: string): boolean {
  const plain = plainWords(words);
  return LEADING.test(plain) && !YES.includes(plain) && !NO.includes(plain);
}

const YES: readonly string[] = ['yes', 'yes.', 'y', 'true', 'x', '✓', '✔', '√', '☑', '✅'];
const NO: readonly string[] = ['no', 'no.', 'n', 'false', '-'];
const LEADING = /^(yes|no)\s*[,;:.(–-]/;
