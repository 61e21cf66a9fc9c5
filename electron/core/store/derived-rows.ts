/**
 * Rows derived from entries, which can be derived again at any time. `json` columns hold plain JSON of the type named
 * beside them; days and moments are ISO 8601.
 */

type Json = string;
/** 0 or 1. */
type Flag = number;

/** On every derived row: the entry it shows, and whether other entries stand beside that one unseen. */
export interface Derived {
  entry: string;
  conflict: Flag;
}

export interface RoundTable extends Derived {
  round: string;
  year: number;
  title: string;
  sample: Flag;
  closed: Flag;
}
export interface RoundDateTable extends Derived {
  round: string;
  opens: string | null;
  intention_by: string | null;
  closes_at: string;
  scores_due: string | null;
  panels: string | null;
  letters: string | null;
  list: string | null;
  appeals_by: string | null;
}
export interface StandardSetTable extends Derived {
  round: string;
  set_id: string;
  version: number;
  /** StandardSet. */
  json: Json;
  reason: string | null;
}
export interface OrganisationTable extends Derived {
  round: string;
  organisation: string;
  name: string;
  ods_code: string | null;
  icb: string | null;
  fictional: Flag;
  contact_name: string | null;
  contact_email: string | null;
}
export interface PersonTable extends Derived {
  round: string;
  person: string;
  name: string | null;
  email: string | null;
  profession: string | null;
  employer: string | null;
  /** Role[]. */
  roles: Json;
  stood_down: Flag;
  /** An employer that is no organisation of the round. */
  employer_words: string | null;
}
export interface WriterTable extends Derived {
  round: string;
  writer: string;
  person: string;
  /** The last number that counts; null while the key is in use. */
  retired_after: number | null;
}
export interface SubmissionVersionTable extends Derived {
  round: string;
  submission: string;
  version: string;
  organisation: string;
  number: number;
  received_at: string;
  late: Flag;
  late_reason: string | null;
  /** TransitionId[]. */
  transitions: Json;
  /** string[]. */
  professions: Json;
  covers: string | null;
  /** Contact of the submission: { name, role, email }. */
  contact: Json | null;
  declared_by: string | null;
  /** Gap[]; null once the words were removed. */
  gaps: Json | null;
  set_id: string;
  set_version: number;
}
export interface ResponseTable extends Derived {
  round: string;
  submission: string;
  version: string;
  item: string;
  /** SelfRating. */
  self_rating: Json;
  account: string | null;
  reason: string | null;
  action: string | null;
  /** EvidenceReference[]. */
  refs: Json;
}
export interface EvidenceItemTable extends Derived {
  round: string;
  submission: string;
  version: string;
  ref: string;
  sha256: string;
  bytes: number;
  name: string | null;
  shows: string | null;
  names_removed: string;
}
export interface AssignmentTable extends Derived {
  round: string;
  submission: string;
  person: string;
  ended: Flag;
}
export interface SheetTable extends Derived {
  round: string;
  submission: string;
  person: string;
  /** The version scored; null where the sheet's scores are not held here. */
  version: string | null;
  state: 'submitted' | 'recalled' | 'returned';
  submitted_at: string | null;
  /** Who signed it, where that is not the assessor. */
  entered_by: string | null;
}
export interface SheetScoreTable {
  round: string;
  submission: string;
  person: string;
  item: string;
  /** Outcome. */
  outcome: Json;
  note: string | null;
  feedback: string | null;
  /** Citation[]. */
  citations: Json;
  conflict: Flag;
}
export interface SheetConfirmedTable extends Derived {
  round: string;
  submission: string;
  person: string;
  /** The entry of the sheet that is confirmed. */
  sheet: string;
  /** Who had signed that sheet: a confirmation of their own counts for nothing. */
  entered_by: string;
  confirmed_by: string;
  at: string;
  how: string | null;
}
export interface ModerationTable extends Derived {
  round: string;
  submission: string;
  state: 'open' | 'closed';
  /** PersonId[]. */
  present: Json;
}
export interface AgreedTable extends Derived {
  round: string;
  submission: string;
  item: string;
  /** Outcome. */
  outcome: Json;
  condition_by: string | null;
  condition: string | null;
  reason: string | null;
  learning_point: string | null;
}
export interface ProposalTable extends Derived {
  round: string;
  submission: string;
  outcome: string;
}
export interface DecisionTable extends Derived {
  round: string;
  submission: string;
  organisation: string;
  outcome: string;
  proposed: string;
  decided_on: string;
  valid_from: string | null;
  valid_to: string | null;
  /** { id, item, by, words }[]. */
  conditions: Json;
  reason: string | null;
  /** string[]. */
  learning_points: Json;
}
export interface ConditionMetTable extends Derived {
  round: string;
  submission: string;
  condition: string;
  met_on: string;
  how: string | null;
}
export interface AwardChangeTable extends Derived {
  round: string;
  submission: string;
  organisation: string;
  kind: 'extended' | 'withdrawn';
  day: string;
  reason: string | null;
}
export interface ListPublishedTable extends Derived {
  round: string;
  number: number;
  as_of: string;
  /** OrganisationId[]. */
  organisations: Json;
  /** SHA-256 by file name. */
  files: Json;
}
export interface RemovalTable extends Derived {
  round: string;
  target: string;
  what: 'text' | 'evidence';
  state: 'asked' | 'removed';
  asked_by: string;
  removed_by: string | null;
  reason: string | null;
}
export interface CautionSettledTable extends Derived {
  round: string;
  sha256: string;
  kind: string;
  /** 0 for the whole file. */
  leaf: number;
  state: 'set-aside' | 'open';
  reason: string | null;
  person: string;
  at: string;
}
export interface EvidenceHandlingTable extends Derived {
  round: string;
  sha256: string;
  state: 'clean-copy-asked' | 'kept-back' | 'passed-on';
  reason: string | null;
  person: string;
  at: string;
}
