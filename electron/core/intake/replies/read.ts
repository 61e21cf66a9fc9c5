import type { Problem } from '../../../../shared/domain/intake.ts';
import { plainWords } from '../../../../shared/domain/likeness.ts';
import { list } from '../../../../shared/domain/words.ts';
import type { PlainSheet, PlainWorkbook } from '../../../../shared/domain/workbook.ts';
import { type Table, tableNamed, under, type WordRow, wordRows } from '../../spreadsheet/cells.ts';
import { formulaErrors, leftOutOfTable, sheetsLeftOut } from '../left-out.ts';
import { note, refusal, rowPlace, sheetPlace } from '../problems.ts';
import { type NamedEvidence, readEvidence } from '../read-evidence.ts';
import { besides } from '../read-submission.ts';
import {
  ASIDES,
  HEADINGS,
  type Heading,
  isLaterMark,
  isTitle,
  LABELS,
  type Mark,
  readMark,
  SHEETS,
} from './form.ts';

/** One row of a questions workbook, as words. */
export interface ReplyRow {
  readonly sheet: string;
  readonly row: number;
  readonly number: string;
  readonly question: string;
  readonly answer: string;
  readonly evidence: string;
  /** The questions that the row says it belongs to; empty where it does not say. */
  readonly batch: string;
}

export interface ReadReply {
  /** Undefined where the workbook has lost what it was known by. */
  readonly mark: Mark | 'later' | undefined;
  readonly rows: readonly ReplyRow[];
  readonly evidence: readonly NamedEvidence[];
  readonly problems: readonly Problem[];
}

/** The letter that a reply's own files are numbered with, and those that its answers may point to. */
const OWN_LETTER = 'R';
export const LETTERS = '[ER]';

const CERTAIN = ['number', 'standard', 'question', 'answer', 'evidence'] as const;

/** Whether a workbook is one of questions: by its mark, or, where that was lost, by its headings. */
export function isReply(workbook: PlainWorkbook): boolean {
  return (
    markIn(workbook) !== undefined || tableNamed(workbook, SHEETS.questions, HEADINGS, CERTAIN) !== undefined
  );
}

/** What a questions workbook says, whatever program saved it; to which questions it belongs is judged elsewhere. */
export function readReply(workbook: PlainWorkbook): ReadReply {
  const mark = markIn(workbook);
  const found = tableNamed(workbook, SHEETS.questions, HEADINGS, ['number', 'question', 'answer']);
  if (found === undefined)
    return {
      mark,
      rows: [],
      evidence: [],
      problems: [
        refusal(
          'sheet-missing',
          sheetPlace(SHEETS.questions),
          `No sheet has a row with the headings ${list([HEADINGS.number, HEADINGS.question, HEADINGS.answer].map((words) => `‘${words}’`))}. Put them back, or use the workbook as it was sent.`,
        ),
      ],
    };
  const { sheet, table } = found;
  const named = readEvidence(workbook, OWN_LETTER);
  const rows = rowsOf(sheet, table);
  return {
    mark,
    rows,
    evidence: named.evidence,
    problems: [
      ...besides(workbook),
      ...sheetsLeftOut(workbook, [sheet, named.sheet]),
      ...formulaErrors(workbook),
      ...above(sheet, table),
      ...leftOutOfTable(
        { ...sheet, rows: sheet.rows.filter(({ row }) => row >= table.heading.row) },
        table,
        HEADINGS,
      ),
      ...named.problems,
    ],
  };
}

function rowsOf({ name }: PlainSheet, table: Table<Heading>): readonly ReplyRow[] {
  return table.rows
    .map((row) => ({
      sheet: name,
      row: row.row,
      number: under(table, row, 'number'),
      question: under(table, row, 'question'),
      answer: under(table, row, 'answer'),
      evidence: under(table, row, 'evidence'),
      batch: under(table, row, 'batch'),
    }))
    .filter(({ number, question, answer, evidence }) =>
      [number, question, answer, evidence].some((words) => words !== ''),
    );
}

/** On any sheet, since a sheet may be saved without the others; else as the rows themselves have it. */
function markIn(workbook: PlainWorkbook): Mark | 'later' | undefined {
  for (const sheet of workbook.sheets)
    for (const { words } of wordRows(sheet).slice(0, 40))
      for (const text of words.values()) {
        const mark = readMark(text);
        if (mark !== undefined) return mark;
        if (isLaterMark(text)) return 'later';
      }
  const found = tableNamed(workbook, SHEETS.questions, HEADINGS, [
    'question',
    'round',
    'organisation',
    'batch',
  ]);
  const row = found?.table.rows.find((each) => under(found.table, each, 'batch') !== '');
  if (found === undefined || row === undefined) return undefined;
  const [round, organisation, batch] = (['round', 'organisation', 'batch'] as const).map((heading) =>
    under(found.table, row, heading),
  );
  return round && organisation && batch ? { round, organisation, batch } : undefined;
}

const OURS = new Set<string>([...Object.values(ASIDES), ...Object.values(SHEETS)].map(plainWords));
const LABELLED = new Set<string>(Object.values(LABELS).map(plainWords));

/** Words above the table that the workbook did not come with. */
function above(sheet: PlainSheet, table: Table<Heading>): readonly Problem[] {
  const isOurs = ({ words }: WordRow) => {
    const [first = ''] = [...words.values()].filter((text) => text !== '');
    return LABELLED.has(plainWords(first));
  };
  return wordRows(sheet)
    .filter((row) => row.row < table.heading.row && !isOurs(row))
    .flatMap(({ row, words }) =>
      [...words.values()]
        .filter((text) => text !== '' && !OURS.has(plainWords(text)) && !isTitle(text) && !isMark(text))
        .map((text) =>
          note(
            'left-out',
            rowPlace(sheet.name, row),
            `‘${text.replaceAll('\n', ' ').slice(0, 60)}${text.length > 60 ? '…' : ''}’ stands above the table. It is left out.`,
          ),
        ),
    );
}

const isMark = (text: string) => readMark(text) !== undefined || isLaterMark(text);
