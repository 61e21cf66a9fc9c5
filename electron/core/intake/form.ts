import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { SubmissionContent } from '../../../shared/domain/submission.ts';

/**
 * The words of the submission workbook, in one place: what the template writes and what the reader looks for.
 * The reader goes by these words, never by positions, so rows and columns may be moved, added and left out.
 */

/** Changes only when a reader of the old form could misunderstand the new one. */
export const FORM_FORMAT = 'award-panel/submission/1';

export const SHEETS = {
  instructions: 'Instructions',
  organisation: 'Organisation',
  assessment: 'Self-assessment',
  evidence: 'Evidence',
  declaration: 'Declaration',
  about: 'About this form',
} as const;

/** What the form says beside and above the cells to answer in. Words once written here stay: forms that have them come back. */
export const ASIDES = {
  answerHere: 'Answer in the white cells.',
  answerRows: 'Answer in the white cells. Leave out the rows of transitions that you do not offer.',
  givenCode: 'Filled in by the programme team. Leave it as it is.',
  whereOne: 'Where there is one.',
  whoToWriteTo: 'Who the programme team may write to.',
  allCovered: 'All that this submission speaks for.',
  transitions: 'Transitions that you offer preceptorship for',
  professions: 'Professions that this submission speaks for',
  semicolons: 'Separate them with semicolons.',
  evidence: 'One row for each file. Write the file’s name as it is called, with its ending: “policy.pdf”.',
  declaration: 'By whoever stands by this submission for the organisation.',
  yesOrNo: 'Yes or No.',
  dateAsIn: 'As in 6 March 2026.',
} as const;

/** By these the Instructions sheet is known when it was renamed. */
export const INSTRUCTION_HEADINGS = {
  toDo: 'What to do',
  ratings: 'Ratings',
  before: 'Before you send',
} as const;

export const NOT_APPLICABLE = 'Not applicable';
export const YES_NO = ['Yes', 'No'] as const;

/** How many references the Evidence sheet offers before anybody adds a row. */
export const EVIDENCE_ROWS = 40;

/** Pairs of evidence and pages beside every answer; what does not fit goes into "More evidence". */
export const EVIDENCE_PAIRS = 3;

export const ASSESSMENT_HEADINGS = {
  number: 'Standard',
  transition: 'Transition',
  wording: 'What the standard says',
  mandatory: 'Mandatory',
  levels: 'What each rating looks like',
  rating: 'Your rating',
  account: 'Your account',
  reason: 'If not applicable, why',
  evidence: 'Evidence',
  pages: 'Pages',
  more: 'More evidence',
  lastAction: 'Action last year',
  action: 'Done since last year',
} as const;

export const EVIDENCE_HEADINGS = {
  ref: 'Reference',
  name: 'File name',
  shows: 'What it shows',
  namesRemoved: 'Names removed?',
} as const;

export const ORGANISATION_LABELS = {
  name: 'Organisation',
  id: 'Code in this round',
  odsCode: 'ODS code',
  contactName: 'Contact',
  contactRole: 'Contact’s role',
  contactEmail: 'Contact’s e-mail',
  covers: 'Organisations or sites covered',
  otherProfessions: 'Other professions',
} as const;

export const DECLARATION_LABELS = {
  confirmed: 'Is this submission true, and agreed by the organisation?',
  name: 'Name',
  role: 'Role',
  date: 'Date',
} as const;

export const ABOUT_LABELS = {
  format: 'Form',
  set: 'Standards',
  version: 'Version of the standards',
  title: 'Title of the standards',
  round: 'Round',
  year: 'Year',
  organisation: 'Organisation’s code',
} as const;

/** The allied health professions in England; CapitalAHP lists radiographers as diagnostic and therapeutic. */
export const PROFESSIONS = [
  'Art therapists',
  'Dietitians',
  'Dramatherapists',
  'Music therapists',
  'Occupational therapists',
  'Operating department practitioners',
  'Orthoptists',
  'Osteopaths',
  'Paramedics',
  'Physiotherapists',
  'Podiatrists',
  'Prosthetists and orthotists',
  'Radiographers (diagnostic)',
  'Radiographers (therapeutic)',
  'Speech and language therapists',
] as const;

/** What a person typed into one row of the Self-assessment sheet, word for word. */
export interface FilledRow {
  /** An item, "3.3" or "3.3/return-to-practice". One that the set does not ask gets a row at the end. */
  readonly item: string;
  readonly rating: string;
  readonly account: string;
  readonly reason: string;
  readonly action: string;
  readonly references: readonly { readonly ref: string; readonly pages: string }[];
}

export interface FilledEvidence {
  readonly ref: string;
  readonly name: string;
  readonly shows: string;
  readonly namesRemoved: string;
}

/** A filled form as words in cells. Nothing is checked: a mistake can be written as easily as a person would make it. */
export interface FormFill {
  /** By transition id: "Yes", "No" or empty. */
  readonly transitions: Readonly<Record<string, string>>;
  /** Those on the list of professions get their "Yes"; others go into "Other professions". */
  readonly professions: readonly string[];
  readonly covers: string;
  readonly contact: { readonly name: string; readonly role: string; readonly email: string };
  readonly rows: readonly FilledRow[];
  readonly evidence: readonly FilledEvidence[];
  readonly declaration: {
    readonly confirmed: string;
    readonly name: string;
    readonly role: string;
    readonly date: string;
  };
}

/** The words that a person would have typed to say this. */
export function fillFrom(content: SubmissionContent, set: StandardSet): FormFill {
  const levels = new Map(set.scale.map((level) => [level.value, level.name]));
  return {
    transitions: Object.fromEntries(
      set.transitions.map(({ id }) => [id, content.transitions.includes(id) ? 'Yes' : 'No']),
    ),
    professions: content.professions,
    covers: content.covers,
    contact: content.contact,
    rows: content.responses.map(({ item, selfRating, account, reason, action, references }) => ({
      item,
      rating:
        selfRating.kind === 'level'
          ? (levels.get(selfRating.level) ?? String(selfRating.level))
          : selfRating.kind === 'not-applicable'
            ? NOT_APPLICABLE
            : '',
      account,
      reason,
      action,
      references,
    })),
    evidence: content.evidence.map(({ ref, name, shows, namesRemoved }) => ({
      ref,
      name,
      shows,
      namesRemoved: { yes: 'Yes', no: 'No', 'not-said': '' }[namesRemoved],
    })),
    declaration: {
      confirmed: content.declaredBy === '' ? '' : 'Yes',
      name: content.declaredBy,
      role: '',
      date: '',
    },
  };
}
