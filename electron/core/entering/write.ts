import { writeXlsx } from 'hucre';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { Day, Instant } from '../../../shared/domain/ids.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import { count } from '../../../shared/domain/words.ts';
import { withGrowingRows } from '../spreadsheet/growing-rows.ts';
import { heightFor, printTitles, SheetWriter, STYLES } from '../spreadsheet/sheet-writer.ts';
import { CANNOT_JUDGE, HEADINGS, levelWords, NOT_APPLICABLE, SHEETS, sheetNames } from './form.ts';
import { type WorkbookSubmission, writeSubmission } from './write-submission.ts';

export interface WorkbookInput {
  readonly set: StandardSet;
  readonly title: string;
  readonly assessor: string;
  readonly due: Day | undefined;
  /** To whom it goes back. */
  readonly sender: { readonly name: string; readonly email: string };
  readonly submissions: readonly WorkbookSubmission[];
  readonly madeAt: Instant;
}

/**
 * The scoring workbook (.xlsx) of one assessor: instructions, a sheet for each submission, and what the program knows
 * it by. It holds nobody's scores.
 */
export async function writeWorkbook(input: WorkbookInput): Promise<Uint8Array> {
  const { set, submissions, madeAt } = input;
  const about = writeAbout(input);
  const names = sheetNames(submissions.map(({ name }) => name));
  const made = new Date(madeAt);
  const workbook = await writeXlsx({
    ...printTitles([
      writeInstructions(input, names),
      ...submissions.map((submission, at) =>
        writeSubmission({ set, submission, name: names[at] ?? submission.name, levels: about.levels }),
      ),
      about.sheet,
    ]),
    properties: {
      title: `${input.title}: scores of ${input.assessor}`,
      creator: 'Award Panel',
      created: made,
      modified: made,
    },
    defaultFont: { name: 'Arial', size: 11 },
  });
  return withGrowingRows(workbook);
}

function writeInstructions(input: WorkbookInput, names: readonly string[]) {
  const { set, title, assessor, due, sender, submissions } = input;
  const sheet = new SheetWriter(SHEETS.instructions);
  const line = (step: string, words: string) =>
    sheet.row(
      [
        [step, STYLES.givenStrong],
        [words, STYLES.told],
      ],
      heightFor(
        [
          { text: words, width: 92 },
          { text: step, width: 24 },
        ],
        20,
      ),
    );
  sheet.row([[`${title}: your scores`, STYLES.title]], 30);
  sheet.row([[`For ${assessor}`, STYLES.subtitle]], 22);
  if (set.sample)
    sheet.row([['This is a sample: the standards in it are not the award’s own.', STYLES.lead]]);
  sheet.row([]);
  if (due !== undefined) line('Scores due', `${dayInWords(due)}.`);
  line(
    'Send back',
    `This workbook alone, to ${sender.name}${sender.email === '' ? '' : ` (${sender.email})`}. The evidence stays with you until the round is over.`,
  );
  sheet.row([]);
  sheet.row([['Your submissions', STYLES.subtitle]], 22);
  submissions.forEach(({ name, items, evidence, folder }, at) => {
    const files =
      evidence.length === 0
        ? 'no evidence files'
        : `${count(evidence.length, 'evidence file')} in the folder “${folder}”`;
    line(name, `Sheet “${names[at] ?? name}”: ${count(items.length, 'row')} to score, ${files}.`);
  });
  sheet.row([]);
  sheet.row([['What to do', STYLES.subtitle]], 22);
  line(
    '1',
    'Open the sheet of a submission. Its evidence lies in the folder of the same name, beside this workbook.',
  );
  line(
    '2',
    `Read what the standard says, what the organisation says, and the evidence. Then choose from the list under “${HEADINGS.level}”.`,
  );
  line('3', `“${HEADINGS.note}” is for the chair and the other assessors. Write one ${whenNeeded(set)}.`);
  line('4', `“${HEADINGS.feedback}” may be sent on to the organisation, in your words.`);
  line('5', `Under “${HEADINGS.pages}” write what your level rests on: “E4 p. 4; E7 pages 2 to 3”.`);
  line(
    '6',
    'Score every row of a sheet. A sheet that you have not begun can wait: send the workbook again later.',
  );
  sheet.row([]);
  sheet.row([['Levels', STYLES.subtitle]], 22);
  for (const { name, descriptor } of [...set.scale].sort((one, other) => other.value - one.value))
    line(name, descriptor);
  line(NOT_APPLICABLE, 'The standard does not concern what this organisation offers. Say why.');
  line(
    CANNOT_JUDGE,
    'The evidence leaves it open. Say what is missing. It counts as no score, never as the lowest.',
  );
  sheet.row([]);
  sheet.row([['Keep in mind', STYLES.subtitle]], 22);
  line(
    'On your own',
    'Score without talking to the other assessors. You meet their scores when the panel meets.',
  );
  line('Disclosure', 'Notes and feedback can be disclosed to the organisation. Leave out names of people.');
  line(
    'Interests',
    'If you or your employer have an interest in one of these organisations, stop and tell the administrator.',
  );
  line(
    'Format',
    'Write in the white cells. Save as .xlsx, .ods or .xls, without a password. Keep the headings as they are.',
  );
  return sheet.finish({ widths: [26, 92], locked: true });
}

/** When a level takes a reason, to stand after "Write one". */
function whenNeeded({ reason, scale }: StandardSet): string {
  const below = scale.find(({ value }) => value === reason.below)?.name;
  const cases = [
    ...(below === undefined ? [] : [`for a level below ‘${below}’`]),
    ...(reason.whenDifferentFromSelfRating ? ['where your level is not the organisation’s own'] : []),
    `with ‘${NOT_APPLICABLE}’ and ‘${CANNOT_JUDGE}’`,
  ];
  return cases.join(', and ');
}

function writeAbout({ set, title, assessor, madeAt }: WorkbookInput) {
  const sheet = new SheetWriter(SHEETS.about);
  const fact = (label: string, value: string) =>
    sheet.row([
      [label, STYLES.givenStrong],
      [value, STYLES.given],
    ]);
  sheet.row([['About this workbook', STYLES.title]], 30);
  sheet.row([['The lists of the other sheets lie here. Leave this sheet as it is.', STYLES.lead]]);
  fact('Round', title);
  fact('Standards', `${set.title}, version ${set.version}`);
  fact('Assessor', assessor);
  fact('Made', dayInWords(dayInLondon(madeAt)));
  sheet.row([]);
  sheet.row([['Levels that the lists offer', STYLES.subtitle]], 22);
  const first = sheet.nextRow;
  for (const words of levelWords(set)) sheet.row([[words, STYLES.given]]);
  return {
    sheet: sheet.finish({ widths: [38, 62], tab: '4C6272', locked: true }),
    levels: `'${SHEETS.about}'!$A$${first}:$A$${sheet.nextRow - 1}`,
  };
}
