import { type CellValue, readXlsx, writeOds, writeXlsx } from 'hucre';
import type { QuestionsInput, ReplyFill } from '../../../electron/core/intake/replies/write.ts';
import { writeQuestions } from '../../../electron/core/intake/service.ts';
import { BatchId, Day, Instant, ItemId, OrganisationId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { SentBatch } from '../../../shared/domain/replies.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { rehearsalOf, set } from './delivery.ts';

/** Replies as organisations send them, to two questions that went to Riverbend, and one that went to Hillside. */

export const asked: SentBatch = {
  batch: BatchId.parse('b-1'),
  submission: SubmissionId.parse('riverbend.2026'),
  organisation: OrganisationId.parse('riverbend'),
  name: 'Riverbend Community Trust',
  sentOn: Day.parse('2026-04-28'),
  answerBy: Day.parse('2026-05-12'),
  questions: [
    { number: 1, item: ItemId.parse('1.1'), words: 'Which wards does the policy cover?' },
    { number: 2, item: ItemId.parse('3.3/newly-registered'), words: 'Is it 12 months for everyone?' },
  ],
  reply: undefined,
};

export const ofHillside: SentBatch = {
  ...asked,
  batch: BatchId.parse('b-2'),
  submission: SubmissionId.parse('hillside.2026'),
  organisation: OrganisationId.parse('hillside'),
  name: 'Hillside Hospitals',
  questions: [{ number: 1, item: ItemId.parse('5.6'), words: 'Who reads the tracker?' }],
};

export const inTime = Instant.parse('2026-05-12T20:00:00.000Z');

export const filled: ReplyFill = {
  answers: new Map([
    [1, { answer: 'All wards, and the clinics.', evidence: 'R1 p. 2' }],
    [2, { answer: 'Yes.', evidence: '' }],
  ]),
  evidence: [{ ref: 'R1', name: 'wards.pdf', shows: 'The wards', namesRemoved: 'Yes' }],
};

export const wards = { 'wards.pdf': 'the wards' } as const;

export function workbook(
  batch: SentBatch = asked,
  fill: ReplyFill | undefined = filled,
  more: Partial<QuestionsInput> = {},
): Promise<Uint8Array> {
  const items = itemsOf(
    set,
    set.transitions.map(({ id }) => id),
  );
  return writeQuestions({
    mark: { round: '2026', organisation: batch.organisation, batch: batch.batch },
    year: 2026,
    name: batch.name,
    answerBy: batch.answerBy,
    sendTo: 'Sam Adeyemi (sam@example.org)',
    questions: batch.questions.flatMap(({ number, item: id, words }) => {
      const item = items.find((each) => each.id === id);
      return item === undefined ? [] : [{ number, item, words }];
    }),
    madeOn: batch.sentOn,
    fill,
    ...more,
  });
}

/** Answers that were given as these words, by number; no evidence. */
export const answering = (answers: Readonly<Record<number, string>>): ReplyFill => ({
  answers: new Map(
    Object.entries(answers).map(([number, answer]) => [Number(number), { answer, evidence: '' }]),
  ),
  evidence: [],
});

type Rows = CellValue[][];

/** The workbook as somebody hands it back who changed its cells: the sheet's rows by its name. */
export async function handedBack(
  change: (sheet: (name: string) => Rows) => void,
  { as = 'xlsx', of = asked, fill = filled }: { as?: 'xlsx' | 'ods'; of?: SentBatch; fill?: ReplyFill } = {},
): Promise<Uint8Array> {
  const { sheets } = await readXlsx(await workbook(of, fill));
  change((name) => {
    const found = sheets.find((sheet) => sheet.name === name);
    if (found === undefined) throw new Error(`The workbook has no sheet ${name}.`);
    return found.rows;
  });
  const kept = sheets.map(({ name, rows }) => ({ name, rows }));
  return (as === 'xlsx' ? writeXlsx : writeOds)({ sheets: kept });
}

/** The row of a question, with the heading row's columns by their words. */
export function rowOf(rows: Rows, number: number) {
  const heading = rows.findIndex((row) => row.includes('Your answer'));
  const columns = rows[heading] ?? [];
  const row = rows.find((each, at) => at > heading && String(each[0]) === String(number));
  if (row === undefined) throw new Error(`The workbook has no question ${number}.`);
  return {
    row,
    /** The row as a person counts it. */
    at: rows.indexOf(row) + 1,
    set: (words: string, value: CellValue) => {
      row[columns.indexOf(words)] = value;
    },
  };
}

export const rehearsalOfReply = (
  delivery: Readonly<Record<string, string | Uint8Array>>,
  more: Parameters<typeof rehearsalOf>[1] = {},
) => rehearsalOf(delivery, { batches: [asked, ofHillside], receivedAt: inTime, ...more });
