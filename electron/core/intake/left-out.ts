import type { Problem } from '../../../shared/domain/intake.ts';
import { nearest, plainWords } from '../../../shared/domain/likeness.ts';
import { list } from '../../../shared/domain/words.ts';
import { cellName, type PlainSheet, type PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { isFormulaError, labelled, type Table, wordRows } from '../spreadsheet/cells.ts';
import { ASIDES, SHEETS } from './form.ts';
import { note, rowPlace, sheetPlace } from './problems.ts';

/** Nothing that a person wrote is dropped in silence: what stands where the form does not ask is said, with its place. */

const OURS = new Set([...Object.values(ASIDES), ...Object.values(SHEETS)].map(plainWords));
const isOurs = (words: string) => words === '' || OURS.has(plainWords(words));
const quoted = (words: string) =>
  `‘${words.replaceAll('\n', ' ').slice(0, 60)}${words.length > 60 ? '…' : ''}’`;

/** Words on a sheet of labels and answers that are neither. */
export function leftOutBeside(sheet: PlainSheet, labels: readonly string[]): readonly Problem[] {
  const known = new Set(labels.map(plainWords));
  const values = labelled(sheet, Object.values(ASIDES));
  return wordRows(sheet).flatMap(({ row, words }) => {
    const [first, ...others] = [...words].filter(([, text]) => text !== '');
    if (first === undefined) return [];
    const label = known.has(plainWords(first[1])) ? values.get(plainWords(first[1])) : undefined;
    const extra = (label === undefined ? [first, ...others] : others)
      .filter(([column, text]) => !isOurs(text) && !(label?.row === row && label.column === column))
      .map(([, text]) => quoted(text));
    if (extra.length === 0) return [];
    return [
      note(
        'left-out',
        rowPlace(sheet.name, row),
        `The form has no place for ${list(extra)} here. ${extra.length === 1 ? 'It is' : 'They are'} left out.`,
      ),
    ];
  });
}

/** Columns that a person put into a table, and words above it. `several`: headings that may come more than once. */
export function leftOutOfTable<Heading extends string>(
  sheet: PlainSheet,
  table: Table<Heading>,
  headings: Readonly<Record<Heading, string>>,
  several: readonly Heading[] = [],
): readonly Problem[] {
  const read = new Set(
    [...table.columns].flatMap(([heading, columns]) =>
      several.includes(heading) ? columns : columns.slice(0, 1),
    ),
  );
  const above = wordRows(sheet)
    .filter(({ row }) => row < table.heading.row)
    .flatMap(({ row, words }) =>
      [...words.values()]
        .filter((text) => !isOurs(text))
        .map((text) =>
          note(
            'left-out',
            rowPlace(sheet.name, row),
            `${quoted(text)} stands above the table. It is left out.`,
          ),
        ),
    );
  const columns = new Map<number, number[]>();
  for (const { row, words } of table.rows)
    for (const [column, text] of words)
      if (text !== '' && !read.has(column)) columns.set(column, [...(columns.get(column) ?? []), row]);
  const missing = Object.entries<string>(headings)
    .filter(([heading]) => ![...table.columns.keys()].some((known) => known === heading))
    .map(([, words]) => words);
  return [...above, ...[...columns].map(([column, rows]) => columnLeftOut(column, rows))];

  function columnLeftOut(column: number, rows: readonly number[]): Problem {
    const heading = table.heading.words.get(column) ?? '';
    const place = {
      kind: 'cell' as const,
      at: `${sheet.name || 'The table'}, ${cellName(column, table.heading.row)}`,
    };
    const where = `in ${rows.length === 1 ? 'row' : 'rows'} ${list(rows.slice(0, 5).map(String))}${rows.length > 5 ? ' and further down' : ''}`;
    if (heading === '')
      return note('left-out', place, `The column has no heading. What stands in it, ${where}, is left out.`);
    const near = missing.filter((one) => alike(one, heading));
    const meant =
      near.length === 0
        ? ''
        : ` It may be ${list(
            near.map((one) => `‘${one}’`),
            'or',
          )}.`;
    return note(
      'left-out',
      place,
      `${quoted(heading)} is not a heading of the form.${meant} What stands below it, ${where}, is left out.`,
    );
  }
}

function alike(heading: string, written: string): boolean {
  const [one, other] = [plainWords(heading), plainWords(written)];
  return one.includes(other) || other.includes(one) || nearest(written, [heading]).length > 0;
}

/** Sheets that are none of the form's and hold something. Hidden ones are told elsewhere. */
export function sheetsLeftOut(
  { sheets }: PlainWorkbook,
  read: readonly (PlainSheet | undefined)[],
): readonly Problem[] {
  return sheets
    .filter((sheet) => !sheet.hidden && sheet.rows.length > 0 && !read.includes(sheet))
    .map(({ name }) =>
      note(
        'left-out',
        sheetPlace(name),
        `The sheet ‘${name}’ is not part of the form. What stands on it is left out.`,
      ),
    );
}

/** Text that began with "=", "+" or "-" and was taken for a formula that cannot be worked out. */
export function formulaErrors({ sheets }: PlainWorkbook): readonly Problem[] {
  return sheets.flatMap(({ name, rows }) =>
    rows.flatMap(({ row, cells }) =>
      cells
        .filter(({ value }) => isFormulaError(String(value)))
        .map(({ column, value }) =>
          note(
            'formula-error',
            { kind: 'cell', at: `${name || 'The table'}, ${cellName(column, row)}` },
            `The cell shows ‘${value}’: what was typed was taken for a formula. Ask what it says.`,
          ),
        ),
    ),
  );
}
