import type { Place } from '../../../shared/contract/refusal.ts';
import type { PlainSheet, PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { sheetNamed, tableIn, under, type WordRow, wordRows } from '../spreadsheet/cells.ts';
import { HEADINGS, isLaterMark, type Mark, readMark, SHEETS, TABLE_HEADINGS } from './form.ts';

export interface Problem {
  readonly sentence: string;
  readonly place: Place;
}

/** One row of scores as words, and what to call its place. */
export interface ScoreRow {
  readonly row: number;
  readonly number: string;
  readonly transition: string;
  readonly level: string;
  readonly note: string;
  readonly feedback: string;
  readonly pages: string;
}

/** Rows that belong together: by the mark on their sheet, or, in a plain table, by the organisation's name. */
export interface ReadScores {
  readonly from: { readonly mark: Mark } | { readonly organisation: string };
  /** The sheet's name; empty for a table of its own. */
  readonly sheet: string;
  readonly rows: readonly ScoreRow[];
}

export interface ReadFile {
  readonly scores: readonly ReadScores[];
  readonly problems: readonly Problem[];
  /** Sheets that are none of ours, by name: somebody's own notes. */
  readonly leftAside: readonly string[];
}

/** What a file of scores holds, whatever program saved it; which submission a row belongs to is judged elsewhere. */
export function readScores(workbook: PlainWorkbook): ReadFile {
  const scores: ReadScores[] = [];
  const problems: Problem[] = [];
  const leftAside: string[] = [];
  const ours = Object.values(SHEETS).map((name) => sheetNamed(workbook, name));
  for (const sheet of workbook.sheets) {
    if (ours.includes(sheet) || sheet.rows.length === 0) continue;
    const mark = markOn(sheet);
    if (mark === 'later') {
      problems.push({
        sentence: `${called(sheet)} was made by a later version of Award Panel. Bring this computer up to date first.`,
        place: { kind: 'cell', at: called(sheet) },
      });
      continue;
    }
    const read = mark === undefined ? tableOf(sheet) : sheetOf(sheet, mark);
    if (Array.isArray(read)) scores.push(...read);
    else if ('sentence' in read) problems.push(read);
    else leftAside.push(sheet.name);
  }
  return { scores, problems, leftAside };
}

const called = ({ name }: Pick<PlainSheet, 'name'>) => (name === '' ? 'The table' : `The sheet ‘${name}’`);

function markOn(sheet: PlainSheet): Mark | 'later' | undefined {
  for (const { words } of wordRows(sheet).slice(0, 20)) {
    for (const text of words.values()) {
      const mark = readMark(text);
      if (mark !== undefined) return mark;
      if (isLaterMark(text)) return 'later';
    }
  }
  return undefined;
}

function sheetOf(sheet: PlainSheet, mark: Mark): ReadScores[] | Problem {
  const table = tableIn(sheet, HEADINGS, ['number', 'level']);
  if (table === undefined)
    return {
      sentence: `${called(sheet)} has no row with the headings ‘${HEADINGS.number}’ and ‘${HEADINGS.level}’. Put them back, or use the workbook as it was sent.`,
      place: { kind: 'cell', at: sheet.name === '' ? 'row 1' : sheet.name },
    };
  const rows = table.rows.map(
    (row): ScoreRow => ({
      row: row.row,
      number: under(table, row, 'number'),
      transition: under(table, row, 'transition'),
      level: under(table, row, 'level'),
      note: under(table, row, 'note'),
      feedback: under(table, row, 'feedback'),
      pages: under(table, row, 'pages'),
    }),
  );
  return [{ from: { mark }, sheet: sheet.name, rows }];
}

/** A plain table: organisation, item, level, note, feedback. `nothing` where the sheet is none of ours. */
function tableOf(sheet: PlainSheet): ReadScores[] | Problem | { readonly nothing: true } {
  const [head] = wordRows(sheet);
  const named = new Set([...(head?.words.values() ?? [])].map((words) => words.toLowerCase()));
  const table = tableIn(sheet, TABLE_HEADINGS, ['organisation', 'item', 'level', 'note', 'feedback']);
  if (table === undefined) {
    if (tableIn(sheet, HEADINGS, ['number', 'level']) !== undefined)
      return {
        sentence: `${called(sheet)} has lost the line under its title that says which submission it is. Copy the scores into the workbook as it was sent.`,
        place: { kind: 'cell', at: sheet.name === '' ? 'row 3' : `${sheet.name}, row 3` },
      };
    const absent = Object.values(TABLE_HEADINGS).filter((heading) => !named.has(heading));
    if (absent.length === Object.values(TABLE_HEADINGS).length && sheet.name !== '') return { nothing: true };
    return {
      sentence: `Row ${head?.row ?? 1} has no heading ${absent.map((heading) => `‘${heading}’`).join(', ')}. The headings are organisation, item, level, note and feedback.`,
      place: { kind: 'cell', at: `row ${head?.row ?? 1}` },
    };
  }
  const rows = table.rows.filter((row) => [...row.words.values()].some((words) => words !== ''));
  const by = Map.groupBy(rows, (row: WordRow) => under(table, row, 'organisation'));
  return [...by].map(([organisation, together]) => ({
    from: { organisation },
    sheet: sheet.name,
    rows: together.map((row) => {
      const [number = '', transition = ''] = under(table, row, 'item').split('/');
      return {
        row: row.row,
        number,
        transition,
        level: under(table, row, 'level'),
        note: under(table, row, 'note'),
        feedback: under(table, row, 'feedback'),
        pages: '',
      };
    }),
  }));
}

/** Whether the assessor wrote anything into it. */
export function written({ level, note, feedback, pages }: ScoreRow): boolean {
  return [level, note, feedback, pages].some((words) => words !== '');
}

/** "Riverbend, row 14", or "row 14" of a table of its own. */
export function rowOf(sheet: string, row: number, column?: string): Place {
  const at = sheet === '' ? `row ${row}` : `${sheet}, row ${row}`;
  return { kind: 'cell', at: column === undefined ? at : `${at}, ${column}` };
}
