import { writeXlsx } from 'hucre';
import { dayInWords } from '../../../../shared/domain/dates.ts';
import type { Day } from '../../../../shared/domain/ids.ts';
import type { Item } from '../../../../shared/domain/standard-set.ts';
import { withGrowingRows } from '../../spreadsheet/growing-rows.ts';
import { heightFor, printTitles, SheetWriter, STYLES } from '../../spreadsheet/sheet-writer.ts';
import { EVIDENCE_HEADINGS, ASIDES as FORM_ASIDES } from '../form.ts';
import {
  ASIDES,
  EVIDENCE_ROWS,
  HEADINGS,
  type Heading,
  LABELS,
  type Mark,
  markWords,
  SHEETS,
  titleOf,
} from './form.ts';

export interface QuestionsInput {
  readonly mark: Mark;
  readonly year: number;
  readonly name: string;
  readonly answerBy: Day;
  /** To whom it goes back; empty where no address is known. */
  readonly sendTo: string;
  readonly questions: readonly { readonly number: number; readonly item: Item; readonly words: string }[];
  /** On which day it says that it was made: with it, the same input gives the same bytes. */
  readonly madeOn: Day;
  /** What stands in the answer cells, by number: nothing, but for trying what comes back. */
  readonly fill?: ReplyFill | undefined;
}

/** A filled workbook as words in cells. Nothing is checked: a mistake can be written as easily as a person would make it. */
export interface ReplyFill {
  readonly answers: ReadonlyMap<number, { readonly answer: string; readonly evidence: string }>;
  readonly evidence: readonly {
    readonly ref: string;
    readonly name: string;
    readonly shows: string;
    readonly namesRemoved: string;
  }[];
}

interface Column {
  readonly kind: Heading;
  readonly width: number;
}

const TRANSITION: Column = { kind: 'transition', width: 18 };
const columnsFor = (byTransition: boolean): readonly Column[] => [
  { kind: 'number', width: 10 },
  { kind: 'standard', width: 11 },
  ...(byTransition ? [TRANSITION] : []),
  { kind: 'wording', width: 38 },
  { kind: 'question', width: 50 },
  { kind: 'answer', width: 62 },
  { kind: 'evidence', width: 24 },
  { kind: 'round', width: 0 },
  { kind: 'organisation', width: 0 },
  { kind: 'batch', width: 0 },
];

/** The workbook (.xlsx) of the questions that go to one organisation together. It says nothing of who asked. */
export async function writeQuestions(input: QuestionsInput): Promise<Uint8Array> {
  const made = new Date(`${input.madeOn}T12:00:00.000Z`);
  const workbook = await writeXlsx({
    ...printTitles([writeRows(input), writeEvidence(input.fill)]),
    properties: {
      title: `${titleOf(input.year)}: ${input.name}`,
      creator: 'Award Panel',
      created: made,
      modified: made,
    },
    defaultFont: { name: 'Arial', size: 11 },
  });
  return withGrowingRows(workbook);
}

function writeRows({ mark, year, name, answerBy, sendTo, questions, fill }: QuestionsInput) {
  const columns = columnsFor(questions.some(({ item }) => item.transition !== undefined));
  const sheet = new SheetWriter(SHEETS.questions);
  const fact = (label: string, words: string) =>
    sheet.row([[label, STYLES.lead], undefined, [words, STYLES.lead]]);
  sheet.row([[titleOf(year), STYLES.title]], 30);
  fact(LABELS.organisation, name);
  fact(LABELS.answerBy, dayInWords(answerBy));
  if (sendTo !== '') fact(LABELS.sendTo, sendTo);
  sheet.row([[ASIDES.answer, STYLES.lead]]);
  sheet.row([[ASIDES.names, STYLES.lead]]);
  sheet.row([[markWords(mark), STYLES.mark]]);
  const heading = sheet.row(
    columns.map(({ kind }) => [HEADINGS[kind], STYLES.heading] as const),
    34,
  );
  for (const { number, item, words } of questions) {
    const filled = fill?.answers.get(number);
    const said: Record<Heading, string> = {
      number: String(number),
      standard: item.standard.number,
      transition: item.transition?.name ?? 'All',
      wording: item.standard.wording,
      question: words,
      answer: filled?.answer ?? '',
      evidence: filled?.evidence ?? '',
      ...mark,
    };
    const cells = columns.map(({ kind }) => [said[kind], styleOf(kind)] as const);
    const texts = columns.flatMap(({ kind, width }) => (width === 0 ? [] : [{ text: said[kind], width }]));
    // Room for eight lines of writing before the row grows.
    sheet.row(cells, heightFor(texts, 120));
  }
  const last = sheet.nextRow - 1;
  const letter = (kind: Heading) => String.fromCharCode(65 + columns.findIndex((each) => each.kind === kind));
  sheet.keep(`A${heading + 1}:${letter('question')}${last}`, {
    title: 'This is given',
    message: 'Write in the white cells to the right.',
  });
  return sheet.finish({
    widths: columns.map(({ width }) => width),
    frozen: { rows: heading, columns: 2 },
    landscape: true,
    headingRow: heading,
  });
}

function styleOf(kind: Heading) {
  switch (kind) {
    case 'number':
    case 'standard':
      return STYLES.number;
    case 'question':
      return STYLES.givenStrong;
    case 'answer':
    case 'evidence':
      return STYLES.answer;
    default:
      return STYLES.given;
  }
}

function writeEvidence(fill: ReplyFill | undefined) {
  const sheet = new SheetWriter(SHEETS.evidence);
  sheet.row([[SHEETS.evidence, STYLES.title]], 30);
  sheet.row([[FORM_ASIDES.evidence, STYLES.lead]]);
  const heading = sheet.row(
    Object.values(EVIDENCE_HEADINGS).map((words) => [words, STYLES.heading] as const),
    32,
  );
  const filled = fill?.evidence ?? [];
  for (let at = 0; at < Math.max(EVIDENCE_ROWS, filled.length); at += 1) {
    const { ref = `R${at + 1}`, name = '', shows = '', namesRemoved = '' } = filled[at] ?? {};
    sheet.row([
      [ref, STYLES.givenStrong],
      [name, STYLES.answer],
      [shows, STYLES.answer],
      [namesRemoved, STYLES.answer],
    ]);
  }
  sheet.list(`D${heading + 1}:D${sheet.nextRow - 1}`, '"Yes,No"', {
    title: EVIDENCE_HEADINGS.namesRemoved,
    message: 'Choose Yes once names and personal details are out.',
    strict: false,
  });
  return sheet.finish({
    widths: [12, 46, 70, 17],
    frozen: { rows: heading, columns: 1 },
    landscape: true,
    headingRow: heading,
  });
}
