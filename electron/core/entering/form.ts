import type { Outcome } from '../../../shared/domain/score.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';

/** The words of the scoring workbook: what it is written with is what it is read by. */

export const SHEETS = { instructions: 'Instructions', about: 'About this workbook' } as const;

export const HEADINGS = {
  number: 'Standard',
  transition: 'Transition',
  wording: 'What it says',
  levels: 'What each level means',
  rating: 'Their own rating',
  account: 'What they say',
  evidence: 'Their evidence',
  level: 'Your level',
  note: 'Note for the panel',
  feedback: 'Feedback for the organisation',
  pages: 'Evidence and pages you cite',
} as const;
export type Heading = keyof typeof HEADINGS;

/** A table of scores without a workbook about it. */
export const TABLE_HEADINGS = {
  organisation: 'organisation',
  item: 'item',
  level: 'level',
  note: 'note',
  feedback: 'feedback',
} as const;

export const NOT_APPLICABLE = 'Does not apply';
export const CANNOT_JUDGE = 'Cannot judge from this evidence';

/** What the list offers, best first. */
export function levelWords(set: StandardSet): readonly string[] {
  const best = [...set.scale].sort((one, other) => other.value - one.value).map(({ name }) => name);
  return [...best, NOT_APPLICABLE, CANNOT_JUDGE];
}

/** A level by its name or its value, "not applicable", or "cannot judge"; undefined for other words. */
export function outcomeOf(words: string, set: StandardSet): Outcome | undefined {
  const plain = words.toLowerCase();
  if (['not applicable', 'does not apply', 'n/a'].includes(plain)) return { kind: 'not-applicable' };
  if (['cannot judge', 'cannot judge from this evidence'].includes(plain)) return { kind: 'cannot-judge' };
  const level = set.scale.find(({ name, value }) => name.toLowerCase() === plain || String(value) === plain);
  return level === undefined ? undefined : { kind: 'level', level: level.value };
}

/** What a sheet was made for: it stands on the sheet itself, which may be saved without the others. */
export interface Mark {
  readonly round: string;
  readonly submission: string;
  readonly version: string;
  readonly person: string;
}

const FORMAT = 'award-panel/scores/1';
const NAME = '([A-Za-z0-9][A-Za-z0-9._-]{0,63})';
const MARK = new RegExp(`^${FORMAT} ${NAME} ${NAME} ${NAME} ${NAME}$`);

export function markWords({ round, submission, version, person }: Mark): string {
  return [FORMAT, round, submission, version, person].join(' ');
}

export function readMark(words: string): Mark | undefined {
  const [, round, submission, version, person] = MARK.exec(words.replace(/\s+/g, ' ').trim()) ?? [];
  if (round === undefined || submission === undefined || version === undefined || person === undefined)
    return undefined;
  return { round, submission, version, person };
}

/** Of a later format: said so, never guessed at. */
export function isLaterMark(words: string): boolean {
  return /^award-panel\/scores\/([2-9]|\d{2,}) /.test(words);
}

/** "Riverbend Trust" as the name of a sheet: https://support.microsoft.com/office/rename-a-worksheet */
export function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>([...Object.values(SHEETS), 'History'].map((name) => name.toLowerCase()));
  return names.map((name) => {
    const plain = name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^['\s]+|['\s]+$/g, '');
    // What stands in brackets at the end goes first.
    const named = plain.length > 31 ? plain.replace(/\s*\([^()]*\)$/, '') : plain;
    let free = cut(named === '' ? 'Submission' : named, 31);
    for (let at = 2; taken.has(free.toLowerCase()); at += 1) free = `${cut(free, 27)} ${at}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** By UTF-16 units, as spreadsheets count, and never through the middle of a character. */
function cut(words: string, most: number): string {
  let short = '';
  for (const character of words) {
    if (short.length + character.length > most) break;
    short += character;
  }
  return short.replace(/['\s]+$/, '');
}
