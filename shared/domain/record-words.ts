import { dayInWords, momentInWords } from './dates.ts';
import { Day, Instant } from './ids.ts';
import { list } from './words.ts';

/** What an entry says, as fields that a person can compare: made for every act alike, later ones too. */

export interface Field {
  readonly label: string;
  readonly text: string;
}

/** Names for what facts name by id only. */
export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, string>;
  /** Words of the scale by their value. */
  readonly levels: ReadonlyMap<number, string>;
}

const ACTS: Readonly<Record<string, string>> = {
  'round-dated': 'Set the dates',
  'standards-adopted': 'Adopted standards',
  'organisation-registered': 'Registered the organisation',
  'person-appointed': 'Appointed',
  'person-stood-down': 'Stood down',
  'writer-introduced': 'Introduced a computer',
  'writer-retired': 'Retired a computer’s key',
  'submission-received': 'Took in a submission',
  'assignment-made': 'Assigned',
  'assignment-ended': 'Ended the assignment',
  'sheet-submitted': 'Submitted scores',
  'sheet-recalled': 'Recalled the scores',
  'sheet-returned': 'Gave the scores back',
  'moderation-opened': 'Opened moderation',
  'moderation-closed': 'Closed moderation',
  'moderation-reopened': 'Opened moderation again',
  'score-agreed': 'Agreed a score',
  'decision-proposed': 'Proposed a decision',
  'decision-made': 'Decided',
  'condition-met': 'Found a condition met',
  'award-extended': 'Extended the award',
  'award-withdrawn': 'Withdrew the award',
  'list-published': 'Published the list',
  'caution-settled': 'Settled a caution',
  'evidence-handled': 'Decided about a file',
  'panel-formed': 'Formed a panel',
  'panel-dissolved': 'Dissolved a panel',
  'interest-declared': 'Declared an interest',
  'interest-settled': 'Settled an interest',
  'partnership-set': 'Set a partnership',
  'sheet-counted': 'Decided whether scores count',
  'ruling-upheld': 'Upheld a decision',
  'question-asked': 'Asked the organisation',
  'question-withdrawn': 'Withdrew a question',
  'question-passed-on': 'Passed a question on',
  'questions-sent': 'Sent questions',
  'questions-answered': 'Took in a reply',
  'clarification-asked': 'Asked the chair what a standard means',
  'clarification-given': 'Answered what a standard means',
  'calibration-set': 'Chose the calibration submission',
  'calibration-opened': 'Opened the comparison',
};

/** "Agreed a score"; an act of a later version in its own word. */
export function actInWords(act: string): string {
  return ACTS[act] ?? sentence(act.replaceAll('-', ' '));
}

const SUBJECTS: Readonly<Record<string, string>> = {
  round: 'The round',
  dates: 'Dates of the round',
  standards: 'Standards of the round',
  organisation: 'Organisation',
  version: 'Submission',
  person: 'Appointment',
  writer: 'Computer',
  assignment: 'Assignment',
  sheet: 'Scores',
  moderation: 'Moderation',
  agreed: 'Agreed score',
  proposal: 'Proposed decision',
  decision: 'Decision',
  condition: 'Condition',
  award: 'Award',
  list: 'Published list',
  removal: 'Removal',
  caution: 'Caution about a file',
  handling: 'File',
  settlement: 'Interest, as settled',
  counting: 'Whether scores count',
  ruling: 'Upheld decision',
  question: 'Question to the organisation',
  batch: 'Questions sent',
  reply: 'Reply to questions',
  clarification: 'Question to the chair',
  'clarification-given': 'Answer about a standard',
  calibration: 'Calibration submission',
  'calibration-opening': 'Comparison of calibration scores',
};

/** "Agreed score: Riverbend, 3.3"; `about` are the names that the subject's key is made of. */
export function subjectInWords(kind: string, about: readonly string[]): string {
  const word = SUBJECTS[kind] ?? sentence(kind.replaceAll('-', ' '));
  return about.length === 0 ? word : `${word}: ${about.join(', ')}`;
}

const LABELS: Readonly<Record<string, string>> = {
  outcome: 'Result',
  proposed: 'The rule proposed',
  conditionBy: 'Condition due',
  learningPoint: 'Learning point',
  learningPoints: 'Learning points',
  closesAt: 'Closes',
  intentionBy: 'Intention by',
  scoresDue: 'Scores due',
  appealsBy: 'Appeals by',
  decidedOn: 'Decided on',
  validFrom: 'Held from',
  validTo: 'Held until',
  odsCode: 'ODS code',
  icb: 'ICB',
  contactName: 'Contact',
  contactEmail: 'Contact’s e-mail',
  asOf: 'As of',
  selfRating: 'Own rating',
};

/** Members that say what the act is about, or that mean nothing to a person. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'round',
  'submission',
  'salt',
  'writer',
  'sealing',
  'version',
  'fictional',
  'files',
  'boxes',
  'sha256',
]);

/** What facts and words say, one field each, in the order in which the act has them; nothing where a member is empty. */
export function fieldsOf(facts: object, text: object | undefined, names: Names): readonly Field[] {
  const fields: Field[] = [];
  collect(facts, '', names, fields);
  if (text === undefined) fields.push({ label: 'Words', text: 'Removed, or not held on this computer' });
  else collect(text, '', names, fields);
  return fields;
}

function collect(value: object, under: string, names: Names, fields: Field[]): void {
  for (const [key, member] of Object.entries(value)) {
    if (LEFT_OUT.has(key)) continue;
    const own = LABELS[key] ?? names.people.get(key) ?? names.organisations.get(key) ?? sentence(spaced(key));
    const label = under === '' ? own : `${under}, ${own.charAt(0).toLowerCase()}${own.slice(1)}`;
    const said = inWords(member, names);
    if (said !== undefined) {
      if (said !== '') fields.push({ label, text: said });
    } else if (Array.isArray(member)) {
      for (const [at, each] of member.entries()) collectOne(each, label, at, names, fields);
    } else if (member !== null && typeof member === 'object')
      collect(member, key === 'dates' ? under : label, names, fields);
  }
}

/** A member of a list: called by its item or its name where it has one, else by its number. */
function collectOne(each: unknown, label: string, at: number, names: Names, fields: Field[]): void {
  const said = inWords(each, names);
  if (said !== undefined) fields.push({ label: `${label} ${at + 1}`, text: said });
  else if (each !== null && typeof each === 'object') {
    const { item, ref, id, ...rest } = { item: undefined, ref: undefined, id: undefined, ...each };
    const called = [item, ref, id].find((name) => typeof name === 'string');
    collect(rest, typeof called === 'string' ? called : `${label} ${at + 1}`, names, fields);
  }
}

/** Undefined for what has to be taken apart further. */
function inWords(value: unknown, names: Names): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return named(value, names);
  if (Array.isArray(value))
    return value.every((each) => typeof each === 'string')
      ? list(value.map((each) => named(each, names)))
      : undefined;
  if (typeof value !== 'object' || !('kind' in value) || typeof value.kind !== 'string') return undefined;
  if (value.kind === 'level' && 'level' in value && typeof value.level === 'number')
    return names.levels.get(value.level) ?? `Level ${value.level}`;
  return sentence(value.kind.replaceAll('-', ' '));
}

function named(value: string, { people, organisations }: Names): string {
  const name = people.get(value) ?? organisations.get(value);
  if (name !== undefined) return name;
  const instant = Instant.safeParse(value);
  if (instant.success) return momentInWords(instant.data);
  const day = Day.safeParse(value);
  if (day.success) return dayInWords(day.data);
  if (/^[0-9a-f]{64}$/.test(value)) return `File ${value.slice(0, 8)}`;
  return /^[a-z]+(-[a-z]+)+$/.test(value) ? sentence(value.replaceAll('-', ' ')) : value;
}

const spaced = (key: string) => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Labels of the fields that are not alike in all the versions. */
export function differing(versions: readonly (readonly Field[])[]): readonly string[] {
  const labels = [...new Set(versions.flatMap((fields) => fields.map(({ label }) => label)))];
  return labels.filter((label) => {
    const said = versions.map((fields) =>
      JSON.stringify(fields.filter((field) => field.label === label).map(({ text }) => text)),
    );
    return new Set(said).size > 1;
  });
}

/** "1 to 40, 43 and 45 to 50": what is there of 1 to `last`, given what is not. */
export function numbersThere(
  gaps: readonly { readonly from: number; readonly to: number }[],
  last: number,
): string {
  const there: string[] = [];
  let next = 1;
  const add = (from: number, to: number) => {
    if (from <= to) there.push(from === to ? String(from) : `${from} to ${to}`);
  };
  for (const { from, to } of gaps.toSorted((one, other) => one.from - other.from)) {
    add(next, from - 1);
    next = to + 1;
  }
  add(next, last);
  return list(there);
}
