import { writeXlsx } from 'hucre';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { Instant } from '../../../shared/domain/ids.ts';
import type { Item, StandardSet } from '../../../shared/domain/standard-set.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { withGrowingRows } from '../spreadsheet/growing-rows.ts';
import { heightFor, printTitles, SheetWriter, STYLES } from '../spreadsheet/sheet-writer.ts';
import {
  ABOUT_LABELS,
  ASIDES,
  DECLARATION_LABELS,
  EVIDENCE_HEADINGS,
  EVIDENCE_ROWS,
  FORM_FORMAT,
  type FormFill,
  INSTRUCTION_HEADINGS,
  NOT_APPLICABLE,
  ORGANISATION_LABELS,
  PROFESSIONS,
  SHEETS,
  YES_NO,
} from './form.ts';
import { type ListSources, writeAssessment } from './template-assessment.ts';

export interface TemplateInput {
  readonly set: StandardSet;
  /** `closesAt`: ISO 8601 in UTC; shown as London time. */
  readonly round: { readonly id: string; readonly year: number; readonly closesAt: string };
  /** Left out for a form that anybody may fill in: they write their own name then. */
  readonly organisation?:
    | { readonly id: string; readonly name: string; readonly odsCode?: string | undefined }
    | undefined;
  /** What the organisation said last year that it would do, by item. */
  readonly lastYear?: ReadonlyMap<string, string> | undefined;
  readonly fill?: FormFill | undefined;
  /** The time that the file says it was made; now where left out. With it, the same input gives the same bytes. */
  readonly madeAt?: Date | undefined;
}

/**
 * The submission workbook (.xlsx) for one organisation, or for anybody.
 * Its sheets are not protected: Excel then offers no spelling check, and rows no longer grow with what is written.
 */
export async function writeTemplate(input: TemplateInput): Promise<Uint8Array> {
  const { set, fill } = input;
  const items = itemsOf(
    set,
    set.transitions.map(({ id }) => id),
  );
  const about = writeAbout(input);
  const evidence = writeEvidence(fill, about.lists.yesNo);
  const lists = { ...about.lists, references: evidence.references };
  const madeAt = input.madeAt ?? new Date();
  const workbook = await writeXlsx({
    ...printTitles([
      writeInstructions(input, items),
      writeOrganisation(input, lists),
      writeAssessment({ set, items, lists, lastYear: input.lastYear, fill }),
      evidence.sheet,
      writeDeclaration(fill, lists),
      about.sheet,
    ]),
    properties: {
      title: `${set.title}: submission ${input.round.year}`,
      creator: 'Award Panel',
      created: madeAt,
      modified: madeAt,
    },
    defaultFont: { name: 'Arial', size: 11 },
  });
  return withGrowingRows(workbook);
}

function writeInstructions({ set, round, organisation }: TemplateInput, items: readonly Item[]) {
  const sheet = new SheetWriter(SHEETS.instructions);
  const line = (step: string, words: string) =>
    sheet.row(
      [
        [step, STYLES.givenStrong],
        [words, STYLES.told],
      ],
      heightFor([{ text: words, width: 92 }], 20),
    );
  sheet.row([[`${set.title}: submission ${round.year}`, STYLES.title]], 30);
  sheet.row(
    [[organisation === undefined ? 'For any organisation' : `For ${organisation.name}`, STYLES.subtitle]],
    22,
  );
  if (set.sample)
    sheet.row([['This is a sample: the standards in it are not the award’s own.', STYLES.lead]]);
  sheet.row([]);
  line('Send by', `${momentInWords(Instant.parse(round.closesAt))} (London time).`);
  line('Send', 'This workbook and the evidence files that it names, together in one folder or one zip file.');
  sheet.row([]);
  sheet.row([[INSTRUCTION_HEADINGS.toDo, STYLES.subtitle]], 22);
  line(
    '1',
    `${SHEETS.organisation}: say who to write to, and which transitions and professions you speak for.`,
  );
  line(
    '2',
    `${SHEETS.evidence}: give each file its reference (E1, E2 …) and write its name as the file is called, with its ending.`,
  );
  line(
    '3',
    `${SHEETS.assessment}: ${items.length} rows. Choose a rating, say in your own words how you meet the standard, and name the evidence with its pages. Leave out the rows of transitions that you do not offer.`,
  );
  line(
    '4',
    `Where a standard does not apply to you, choose “${NOT_APPLICABLE}” and say why in the column beside the account.`,
  );
  line('5', `${SHEETS.declaration}: say who stands by the submission.`);
  sheet.row([]);
  sheet.row([[INSTRUCTION_HEADINGS.ratings, STYLES.subtitle]], 22);
  for (const { name, descriptor } of [...set.scale].sort((one, other) => other.value - one.value))
    line(name, descriptor);
  line(NOT_APPLICABLE, 'The standard does not concern what you offer. Say why.');
  sheet.row([]);
  sheet.row([[INSTRUCTION_HEADINGS.before, STYLES.subtitle]], 22);
  line(
    'Names',
    'Take out names and any other personal information. Assessors want to see the process, not personal details. Look in hidden rows and sheets, comments, tracked changes and file properties too.',
  );
  line('Links', 'Send the files themselves. Links to files elsewhere are not opened.');
  line('Password', 'Save the workbook and the files without a password.');
  line(
    'Format',
    'Keep the workbook as .xlsx or .ods. Rows may grow and columns may be widened; keep the headings as they are.',
  );
  return sheet.finish({ widths: [18, 92] });
}

function writeOrganisation({ set, organisation, fill }: TemplateInput, lists: ListSources) {
  const sheet = new SheetWriter(SHEETS.organisation);
  const answer = (label: string, value: string, hint = '', height = 19) =>
    sheet.row(
      [
        [label, STYLES.givenStrong],
        [value, STYLES.answer],
        [hint, STYLES.hint],
      ],
      height,
    );
  const offer = { title: 'Yes or No', message: 'Choose Yes or No.', strict: false };
  sheet.row([['Organisation', STYLES.title]], 30);
  sheet.row([[ASIDES.answerHere, STYLES.lead]]);
  answer(ORGANISATION_LABELS.name, organisation?.name ?? '');
  answer(ORGANISATION_LABELS.id, organisation?.id ?? '', ASIDES.givenCode);
  answer(ORGANISATION_LABELS.odsCode, organisation?.odsCode ?? '', ASIDES.whereOne);
  answer(ORGANISATION_LABELS.contactName, fill?.contact.name ?? '', ASIDES.whoToWriteTo);
  answer(ORGANISATION_LABELS.contactRole, fill?.contact.role ?? '');
  answer(ORGANISATION_LABELS.contactEmail, fill?.contact.email ?? '');
  answer(ORGANISATION_LABELS.covers, fill?.covers ?? '', ASIDES.allCovered, 48);
  sheet.row([]);
  sheet.row([[ASIDES.transitions, STYLES.subtitle]], 22);
  const firstTransition = sheet.nextRow;
  for (const { id, name } of set.transitions) answer(name, fill?.transitions[id] ?? '');
  if (set.transitions.length > 0) sheet.list(`B${firstTransition}:B${sheet.nextRow - 1}`, lists.yesNo, offer);
  sheet.row([]);
  sheet.row([[ASIDES.professions, STYLES.subtitle]], 22);
  const firstProfession = sheet.nextRow;
  for (const profession of PROFESSIONS)
    answer(profession, fill?.professions.includes(profession) ? 'Yes' : '');
  sheet.list(`B${firstProfession}:B${sheet.nextRow - 1}`, lists.yesNo, offer);
  const listed: readonly string[] = PROFESSIONS;
  const others = fill?.professions.filter((profession) => !listed.includes(profession)).join('; ') ?? '';
  answer(ORGANISATION_LABELS.otherProfessions, others, ASIDES.semicolons);
  return sheet.finish({ widths: [36, 52, 44], frozen: { rows: 2 } });
}

function writeEvidence(fill: FormFill | undefined, yesNo: string) {
  const sheet = new SheetWriter(SHEETS.evidence);
  sheet.row([['Evidence', STYLES.title]], 30);
  sheet.row([[ASIDES.evidence, STYLES.lead]]);
  const heading = sheet.row(
    Object.values(EVIDENCE_HEADINGS).map((words) => [words, STYLES.heading] as const),
    32,
  );
  const filled = fill?.evidence ?? [];
  const first = heading + 1;
  for (let at = 0; at < Math.max(EVIDENCE_ROWS, filled.length); at += 1) {
    const { ref = `E${at + 1}`, name = '', shows = '', namesRemoved = '' } = filled[at] ?? {};
    sheet.row([
      [ref, STYLES.givenStrong],
      [name, STYLES.answer],
      [shows, STYLES.answer],
      [namesRemoved, STYLES.answer],
    ]);
  }
  const last = sheet.nextRow - 1;
  const ask = {
    title: 'Names removed?',
    message: 'Choose Yes once names and personal details are out.',
    strict: false,
  };
  sheet.list(`D${first}:D${last}`, yesNo, ask);
  return {
    sheet: sheet.finish({
      widths: [12, 46, 70, 17],
      frozen: { rows: heading, columns: 1 },
      landscape: true,
      headingRow: heading,
    }),
    references: `${SHEETS.evidence}!$A$${first}:$A$${last}`,
  };
}

function writeDeclaration(fill: FormFill | undefined, lists: ListSources) {
  const sheet = new SheetWriter(SHEETS.declaration);
  const answer = (label: string, value = '', hint = '') =>
    sheet.row([
      [label, STYLES.givenStrong],
      [value, STYLES.answer],
      [hint, STYLES.hint],
    ]);
  sheet.row([['Declaration', STYLES.title]], 30);
  sheet.row([[ASIDES.declaration, STYLES.lead]]);
  const confirmed = answer(DECLARATION_LABELS.confirmed, fill?.declaration.confirmed, ASIDES.yesOrNo);
  sheet.list(`B${confirmed}`, lists.yesNo, {
    title: 'Yes or No',
    message: 'Choose Yes or No.',
    strict: false,
  });
  answer(DECLARATION_LABELS.name, fill?.declaration.name);
  answer(DECLARATION_LABELS.role, fill?.declaration.role);
  answer(DECLARATION_LABELS.date, fill?.declaration.date, ASIDES.dateAsIn);
  return sheet.finish({ widths: [38, 62, 30], landscape: true });
}

function writeAbout({ set, round, organisation }: TemplateInput) {
  const sheet = new SheetWriter(SHEETS.about);
  const fact = (label: string, value: string) =>
    sheet.row([
      [label, STYLES.givenStrong],
      [value, STYLES.given],
    ]);
  sheet.row([['About this form', STYLES.title]], 30);
  sheet.row([
    ['By this the programme team’s computer knows which form this is. Leave it as it is.', STYLES.lead],
  ]);
  fact(ABOUT_LABELS.format, FORM_FORMAT);
  fact(ABOUT_LABELS.set, set.id);
  fact(ABOUT_LABELS.version, String(set.version));
  fact(ABOUT_LABELS.title, set.title);
  fact(ABOUT_LABELS.round, round.id);
  fact(ABOUT_LABELS.year, String(round.year));
  fact(ABOUT_LABELS.organisation, organisation?.id ?? '');
  sheet.row([]);
  const list = (title: string, values: readonly string[]) => {
    sheet.row([[title, STYLES.subtitle]], 22);
    const first = sheet.nextRow;
    for (const value of values) sheet.row([[value, STYLES.given]]);
    return `'${SHEETS.about}'!$A$${first}:$A$${sheet.nextRow - 1}`;
  };
  const best = [...set.scale].sort((one, other) => other.value - one.value).map(({ name }) => name);
  const ratings = list('Ratings that the form offers', [...best, NOT_APPLICABLE]);
  const yesNo = list('Yes or no', YES_NO);
  return {
    sheet: sheet.finish({ widths: [38, 62], landscape: true, tab: '4C6272' }),
    lists: { ratings, yesNo },
  };
}
