/**
 * The words of the questions workbook: what it is written with is what a reply is read by. Words once written here stay,
 * since workbooks that have them come back.
 */

export const SHEETS = { questions: 'Questions', evidence: 'Evidence' } as const;

export const HEADINGS = {
  number: 'Number',
  standard: 'Standard',
  transition: 'Transition',
  wording: 'What it says',
  question: 'Question',
  answer: 'Your answer',
  evidence: 'Evidence and pages',
  /** Hidden, so that a row says what it is for wherever it is copied to. */
  round: 'Round',
  organisation: 'Organisation’s code',
  batch: 'Batch',
} as const;
export type Heading = keyof typeof HEADINGS;

export const LABELS = {
  organisation: 'Organisation',
  answerBy: 'Answer by',
  sendTo: 'Send back to',
} as const;

export const ASIDES = {
  answer: `Write into the white cells under “${HEADINGS.answer}”. Name evidence by its reference, with its pages: “R1 p. 4; E2”.`,
  names: 'Take out names and any other personal information first.',
} as const;

/** How many references the Evidence sheet offers before anybody adds a row. */
export const EVIDENCE_ROWS = 12;

/** What a workbook was made for. */
export interface Mark {
  readonly round: string;
  readonly organisation: string;
  readonly batch: string;
}

const FORMAT = 'award-panel/questions/1';
const NAME = '([A-Za-z0-9][A-Za-z0-9._-]{0,63})';
const MARK = new RegExp(`^${FORMAT} ${NAME} ${NAME} ${NAME}$`);

export function markWords({ round, organisation, batch }: Mark): string {
  return [FORMAT, round, organisation, batch].join(' ');
}

export function readMark(words: string): Mark | undefined {
  const [, round, organisation, batch] = MARK.exec(words.replace(/\s+/g, ' ').trim()) ?? [];
  return round === undefined || organisation === undefined || batch === undefined
    ? undefined
    : { round, organisation, batch };
}

/** Of a later format: said so, never guessed at. */
export function isLaterMark(words: string): boolean {
  return /^award-panel\/questions\/([2-9]|\d{2,}) /.test(words);
}

/** "Questions about the 2026 submission" stands at the top of the sheet. */
export const titleOf = (year: number) => `Questions about your ${year} submission`;
export const isTitle = (words: string) => /^Questions about your \d{4} submission$/.test(words);
