import type { CalibrationOpenedTable, CalibrationTable } from './calibration-rows.ts';
import type { DraftCopyTable } from './copy-rows.ts';
import type {
  AgreedTable,
  AssignmentTable,
  AwardChangeTable,
  CautionSettledTable,
  ConditionMetTable,
  DecisionTable,
  EvidenceHandlingTable,
  EvidenceItemTable,
  ListPublishedTable,
  ModerationTable,
  OrganisationTable,
  PersonTable,
  ProposalTable,
  RemovalTable,
  ResponseTable,
  RoundDateTable,
  RoundTable,
  SheetConfirmedTable,
  SheetScoreTable,
  SheetTable,
  StandardSetTable,
  SubmissionVersionTable,
  WriterTable,
} from './derived-rows.ts';
import type { DraftWordsTable } from './draft-rows.ts';
import type {
  EvidenceCautionTable,
  EvidenceEnclosedTable,
  EvidencePlaceTable,
  EvidenceReadingTable,
  IndexedTable,
  PassageTable,
} from './evidence-rows.ts';
import type {
  FolderAnswerTable,
  FolderFileTable,
  FolderSentTable,
  LastSeenTable,
  ProgressToldTable,
} from './folder-rows.ts';

import type {
  InterestTable,
  PanelTable,
  PartnershipTable,
  RulingUpheldTable,
  SettlementTable,
  SheetCountedTable,
  WordlessTable,
} from './panel-rows.ts';
import type {
  ClarificationGivenTable,
  ClarificationTable,
  QuestionBatchTable,
  QuestionTable,
  ReplyAnswerTable,
  ReplyTable,
} from './question-rows.ts';

/**
 * The columns of every table. Four kinds: the ledger's own, rows derived from entries (which can be derived again at
 * any time), local rows (never sent, never derived), and what was read of evidence (read again at any time). A submission, a person or an organisation is only known
 * within its round: two rounds may use one name, and nothing done in one may touch the other's rows.
 *
 * `json` columns hold canonical or plain JSON of the type named beside them. Days and moments are ISO 8601.
 */

type Json = string;

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
  authorised: number;
  reason: string | null;
}
export interface HeadTable {
  round: string;
  subject_kind: string;
  subject_key: string;
  hash: string;
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
  /** ReadingPlace[], the last one last. */
  position: Json | null;
}
export interface DraftLookedTable {
  submission: string;
  person: string;
  item: string;
  /** The version in which its score was given, or looked at again. */
  version: string;
}
/** Replies that were seen beside an item. */
export interface DraftReplySeenTable {
  submission: string;
  person: string;
  item: string;
  /** The reply's. */
  entry: string;
}
/** Sheets that went into a file for the administrator. */
export interface SheetSentTable {
  entry: string;
  at: string;
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
  sheet_confirmed: SheetConfirmedTable;
  moderation: ModerationTable;
  agreed: AgreedTable;
  proposal: ProposalTable;
  decision: DecisionTable;
  condition_met: ConditionMetTable;
  award_change: AwardChangeTable;
  list_published: ListPublishedTable;
  removal: RemovalTable;
  caution_settled: CautionSettledTable;
  evidence_handling: EvidenceHandlingTable;
  panel: PanelTable;
  interest: InterestTable;
  settlement: SettlementTable;
  partnership: PartnershipTable;
  sheet_counted: SheetCountedTable;
  ruling_upheld: RulingUpheldTable;
  question: QuestionTable;
  question_batch: QuestionBatchTable;
  reply: ReplyTable;
  reply_answer: ReplyAnswerTable;
  clarification: ClarificationTable;
  clarification_given: ClarificationGivenTable;
  calibration: CalibrationTable;
  calibration_opened: CalibrationOpenedTable;
  draft_score: DraftScoreTable;
  draft_sheet: DraftSheetTable;
  draft_looked: DraftLookedTable;
  draft_reply_seen: DraftReplySeenTable;
  draft_words: DraftWordsTable;
  sheet_sent: SheetSentTable;
  setting: SettingTable;
  invitation: InvitationTable;
  wordless: WordlessTable;
  folder_file: FolderFileTable;
  folder_sent: FolderSentTable;
  folder_answer: FolderAnswerTable;
  last_seen: LastSeenTable;
  progress_told: ProgressToldTable;
  draft_copy: DraftCopyTable;
  evidence_reading: EvidenceReadingTable;
  evidence_place: EvidencePlaceTable;
  evidence_enclosed: EvidenceEnclosedTable;
  evidence_caution: EvidenceCautionTable;
  passage: PassageTable;
  indexed: IndexedTable;
}
export type TableName = keyof Tables;
