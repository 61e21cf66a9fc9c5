import type { TableName } from './schema.ts';

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
  'sheet_confirmed',
  'moderation',
  'agreed',
  'proposal',
  'decision',
  'condition_met',
  'award_change',
  'list_published',
  'removal',
  'caution_settled',
  'evidence_handling',
  'panel',
  'interest',
  'settlement',
  'partnership',
  'sheet_counted',
  'ruling_upheld',
  'question',
  'question_batch',
  'reply',
  'reply_answer',
  'clarification',
  'clarification_given',
  'calibration',
  'calibration_opened',
] as const satisfies readonly TableName[];

/** Of this desk alone. */
export const LOCAL_TABLES = [
  'draft_score',
  'draft_sheet',
  'draft_looked',
  'draft_reply_seen',
  'draft_words',
  'sheet_sent',
  'setting',
  'invitation',
  'wordless',
  'folder_file',
  'folder_sent',
  'folder_answer',
  'last_seen',
  'progress_told',
  'draft_copy',
] as const satisfies readonly TableName[];

/** What was read of evidence; with the index `passage_text`, which is no table of rows. */
export const READING_TABLES = [
  'evidence_reading',
  'evidence_place',
  'evidence_enclosed',
  'evidence_caution',
  'passage',
  'indexed',
] as const satisfies readonly TableName[];
