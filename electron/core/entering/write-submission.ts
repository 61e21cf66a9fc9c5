import type { WriteSheet } from 'hucre';
import type { EvidenceView, ResponseView } from '../../../shared/contract/intake.ts';
import type { ReplyView } from '../../../shared/contract/questions.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { Instant } from '../../../shared/domain/ids.ts';
import type { SelfRating } from '../../../shared/domain/score.ts';
import { type Item, levelOf, type StandardSet } from '../../../shared/domain/standard-set.ts';
import { heightFor, SheetWriter, STYLES } from '../spreadsheet/sheet-writer.ts';
import { HEADINGS, type Heading, levelWords, type Mark, markWords, NOT_APPLICABLE } from './form.ts';

/** One submission as the workbook shows it; `files` are where its evidence lies beside the workbook, by reference. */
export interface WorkbookSubmission {
  readonly mark: Mark;
  readonly name: string;
  readonly versionNumber: number;
  readonly receivedAt: Instant;
  readonly covers: string;
  readonly items: readonly Item[];
  readonly responses: ReadonlyMap<string, ResponseView>;
  /** What the organisation answered to questions, kept apart from its own account. */
  readonly replies: ReadonlyMap<string, readonly ReplyView[]>;
  readonly evidence: readonly EvidenceView[];
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
}

interface Column {
  readonly kind: Heading;
  readonly width: number;
}

const NUMBER: Column = { kind: 'number', width: 10 };
const GIVEN: readonly Column[] = [
  { kind: 'wording', width: 34 },
  { kind: 'levels', width: 42 },
  { kind: 'rating', width: 14 },
  { kind: 'account', width: 50 },
  { kind: 'evidence', width: 15 },
];
const ASKED: readonly Column[] = [
  { kind: 'level', width: 16 },
  { kind: 'note', width: 46 },
  { kind: 'feedback', width: 42 },
  { kind: 'pages', width: 24 },
];

/** A row per standard, grouped by section: grey for what is given, white for what the assessor writes; then the files. */
export function writeSubmission(input: {
  readonly set: StandardSet;
  readonly submission: WorkbookSubmission;
  readonly name: string;
  /** Where the list of levels lies. */
  readonly levels: string;
}): WriteSheet {
  const { set, submission } = input;
  const { items } = submission;
  const sheet = new SheetWriter(input.name);
  const byTransition = items.some(({ transition }) => transition !== undefined);
  const given: readonly Column[] = [
    NUMBER,
    ...(byTransition ? [{ kind: 'transition', width: 16 } as const] : []),
    ...GIVEN,
  ];
  const columns = [...given, ...ASKED];
  sheet.row([[submission.name, STYLES.title]], 30);
  sheet.row([[aboutIt(submission), STYLES.lead]]);
  sheet.row([[markWords(submission.mark), STYLES.mark]]);
  const heading = sheet.row(
    columns.map(({ kind }) => [HEADINGS[kind], STYLES.heading] as const),
    34,
  );
  const first = heading + 1;
  for (const section of set.sections) {
    const asked = items.filter((item) => item.section.number === section.number);
    if (asked.length === 0) continue;
    sheet.row(
      columns.map(
        (_, at) => [at === 0 ? `${section.number}  ${section.title}` : null, STYLES.section] as const,
      ),
      24,
    );
    for (const item of asked) writeRow(sheet, columns, wordsOf(set, submission, item));
  }
  const last = sheet.nextRow - 1;
  const letters = columns.map((_, at) => String.fromCharCode(65 + at));
  const letter = (kind: Heading) => letters[columns.findIndex((column) => column.kind === kind)] ?? 'A';
  sheet.list(`${letter('level')}${first}:${letter('level')}${last}`, input.levels, {
    title: HEADINGS.level,
    message: `Choose ${levelWords(set).join(', ')}.`,
    strict: true,
  });
  sheet.keep(`A${first}:${letters[given.length - 1] ?? 'A'}${last}`, {
    title: 'This is given',
    message: 'Write in the white cells to the right.',
  });
  writeFiles(sheet, submission, given);
  return sheet.finish({
    widths: columns.map(({ width }) => width),
    frozen: { rows: heading, columns: byTransition ? 3 : 2 },
    landscape: true,
    headingRow: heading,
    sideColumns: byTransition ? '$A:$B' : '$A:$A',
  });
}

function aboutIt({ versionNumber, receivedAt, covers }: WorkbookSubmission): string {
  const came = `Version ${versionNumber}, received ${dayInWords(dayInLondon(receivedAt))}.`;
  return covers.trim() === '' ? came : `${came} Covers: ${covers.replace(/\s+/g, ' ').trim().slice(0, 300)}`;
}

/** Room for four lines of writing, more where the standard or the organisation says more. */
function writeRow(
  sheet: SheetWriter,
  columns: readonly Column[],
  words: Partial<Record<Heading, string>>,
): void {
  const cells = columns.map(({ kind }) => [words[kind] ?? '', styleOf(kind)] as const);
  const texts = cells.map(([text, { font }], at) => ({
    text,
    width: columns[at]?.width ?? 10,
    size: font.size,
  }));
  sheet.row(cells, heightFor(texts, 66));
}

function styleOf(kind: Heading) {
  switch (kind) {
    case 'number':
      return STYLES.number;
    case 'level':
    case 'note':
    case 'feedback':
    case 'pages':
      return STYLES.answer;
    default:
      return STYLES.given;
  }
}

function wordsOf(
  set: StandardSet,
  { responses, replies }: WorkbookSubmission,
  { id, standard, transition }: Item,
): Partial<Record<Heading, string>> {
  const response = responses.get(id);
  const answered = replies.get(id) ?? [];
  const paragraphs = (...parts: readonly (string | undefined)[]) =>
    parts.filter((part) => part !== undefined && part.trim() !== '').join('\n\n');
  return {
    number: standard.number,
    transition: transition?.name ?? 'All',
    wording: paragraphs(standard.wording, standard.mandatory ? 'Mandatory.' : undefined, standard.guidance),
    levels: [...set.scale]
      .sort((one, other) => other.value - one.value)
      .map((level) => `${level.name}: ${standard.descriptors?.[String(level.value)] ?? level.descriptor}`)
      .join('\n'),
    rating: response === undefined ? 'No answer' : ratingWords(set, response.selfRating),
    account: paragraphs(
      response?.account,
      response?.reason.trim() ? `Why it does not apply: ${response.reason}` : undefined,
      response?.action.trim() ? `Since last year: ${response.action}` : undefined,
      ...answered.map(replyWords),
    ),
    evidence: [...(response?.references ?? []), ...answered.flatMap(({ references }) => references)]
      .map(({ ref, pages }) => (pages === '' ? ref : `${ref}, ${pages}`))
      .join('\n'),
  };
}

/** What was replied stands apart from the account, and says so. */
function replyWords({ question, answer, receivedAt, late, answered }: ReplyView): string {
  const when = `${dayInWords(dayInLondon(receivedAt))}${late ? ', late' : ''}`;
  return answered
    ? `Asked: ${question}\nAnswered ${when}: ${answer}`
    : `Asked: ${question}\nLeft unanswered in the reply of ${when}.`;
}

function ratingWords(set: StandardSet, rating: SelfRating): string {
  switch (rating.kind) {
    case 'level':
      return levelOf(set, rating.level)?.name ?? String(rating.level);
    case 'not-applicable':
      return NOT_APPLICABLE;
    case 'none':
      return 'Not rated';
  }
}

/** Which file each reference is, and what the organisation says that it shows. */
function writeFiles(sheet: SheetWriter, submission: WorkbookSubmission, given: readonly Column[]): void {
  const { evidence, files, folder } = submission;
  if (evidence.length === 0) return;
  sheet.row([]);
  sheet.row([[`Evidence, in the folder “${folder}”`, STYLES.subtitle]], 22);
  for (const { ref, name, shows } of evidence) {
    const words: Partial<Record<Heading, string>> = {
      number: ref,
      wording: files.get(ref) ?? `${name} (kept back by the administrator)`,
      levels: shows,
    };
    const cells = given.map(({ kind }) => [words[kind] ?? '', styleOf(kind)] as const);
    const texts = given.map(({ kind, width }) => ({ text: words[kind] ?? '', width }));
    sheet.row(cells, heightFor(texts, 20));
  }
}
