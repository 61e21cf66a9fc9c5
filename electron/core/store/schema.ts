/**
 * The columns of every table. Three kinds: the ledger's own, rows derived from entries (which can be derived again at
 * any time), and local rows (never sent, never derived). A submission, a person or an organisation is only known
 * within its round: two rounds may use one name, and nothing done in one may touch the other's rows.
 *
 * `json` columns hold canonical or plain JSON of the type named beside them. Days and moments are ISO 8601.
 */

type Json = string;
/** 0 or 1. */
type Flag = number;

/** On every derived row: the entry it shows, and whether other entries stand beside that one unseen. */
interface Derived {
  entry: string;
  conflict: Flag;
}

export interface EntryTable {
  hash: string;
  /** Canonical JSON, byte for byte as it came. */
  header: string;
  signature: string;
  /** An act's name; one that this version does not know is kept as it came. */
  act: string;
  round: string;
  person: string;
  writer: string;
  seq: number;
  previous: string | null;
  at: string;
  /** Null for an act that this version does not know. */
  subject_kind: string | null;
  subject_key: string | null;
  basis: Json;
}
export interface EntryTextTable {
  hash: string;
  text: Json;
}
export interface EntryReplacesTable {
  entry: string;
  replaced: string;
}
export interface StandingTable {
  hash: string;
  authorised: Flag;
  reason: string | null;
}
export interface HeadTable {
  round: string;
  subject_kind: string;
  subject_key: string;
  hash: string;
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

export interface DraftScoreTable {
  submission: string;
  person: string;
  item: string;
  /** Outcome; null until one is chosen. */
  outcome: Json | null;
  note: string;
  feedback: string;
  /** Citation[]. */
  citations: Json;
  saved_at: string;
  revision: number;
}
export interface DraftSheetTable {
  submission: string;
  person: string;
  version: string;
  last_item: string | null;
  /** Where the reader was: the room's own business. */
  position: Json | null;
}
export interface SettingTable {
  key: string;
  value: string;
}
export interface InvitationTable {
  token_hash: string;
  round: string;
  person: string;
  made_at: string;
  used_at: string | null;
}

export interface Tables {
  entry: EntryTable;
  entry_text: EntryTextTable;
  entry_replaces: EntryReplacesTable;
  standing: StandingTable;
  head: HeadTable;
  round: RoundTable;
  round_date: RoundDateTable;
  standard_set: StandardSetTable;
  organisation: OrganisationTable;
  person: PersonTable;
  writer: WriterTable;
  submission_version: SubmissionVersionTable;
  response: ResponseTable;
  evidence_item: EvidenceItemTable;
  assignment: AssignmentTable;
  sheet: SheetTable;
  sheet_score: SheetScoreTable;
  moderation: ModerationTable;
  agreed: AgreedTable;
  proposal: ProposalTable;
  decision: DecisionTable;
  condition_met: ConditionMetTable;
  award_change: AwardChangeTable;
  list_published: ListPublishedTable;
  removal: RemovalTable;
  draft_score: DraftScoreTable;
  draft_sheet: DraftSheetTable;
  setting: SettingTable;
  invitation: InvitationTable;
}
export type TableName = keyof Tables;

/** The ledger's own, in the order in which references allow them to be filled. */
export const LEDGER_TABLES = [
  'entry',
  'entry_text',
  'entry_replaces',
  'standing',
  'head',
] as const satisfies readonly TableName[];

/** Derived from entries by the features' projections, and derived afresh by `verify`. */
export const DERIVED_TABLES = [
  'round',
  'round_date',
  'standard_set',
  'organisation',
  'person',
  'writer',
  'submission_version',
  'response',
  'evidence_item',
  'assignment',
  'sheet',
  'sheet_score',
  'moderation',
  'agreed',
  'proposal',
  'decision',
  'condition_met',
  'award_change',
  'list_published',
  'removal',
] as const satisfies readonly TableName[];

/** Of this desk alone. */
export const LOCAL_TABLES = [
  'draft_score',
  'draft_sheet',
  'setting',
  'invitation',
] as const satisfies readonly TableName[];
