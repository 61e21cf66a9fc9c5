import type { Derived } from './derived-rows.ts';

/** Rows of questions and replies, derived from entries. `json` columns hold plain JSON of the type named beside them. */

type Json = string;

export interface QuestionTable extends Derived {
  round: string;
  submission: string;
  /** Who asked. */
  person: string;
  question: string;
  /** Null where the asking is not held here, and words also where they were removed. */
  item: string | null;
  words: string | null;
  asked_at: string | null;
  state: 'asked' | 'withdrawn' | 'passed-on';
  /** Of the state that it is in now. */
  since: string;
  /** Who withdrew it. */
  by_person: string;
  reason: string | null;
  batch: string | null;
  answer_by: string | null;
}
export interface QuestionBatchTable extends Derived {
  round: string;
  submission: string;
  batch: string;
  sent_at: string;
  answer_by: string;
  /** { number, item, from, words, joined }[]. */
  questions: Json;
}
export interface ReplyTable extends Derived {
  round: string;
  submission: string;
  /** Its files are rows of `evidence_item` whose version is this. */
  batch: string;
  asked_on: string;
  received_at: string;
  late: number;
  /** Why it was taken late; null where it was not, and where the words were removed. */
  late_reason: string | null;
}
export interface ReplyAnswerTable extends Derived {
  round: string;
  submission: string;
  batch: string;
  number: number;
  item: string;
  answered: number;
  question: string | null;
  answer: string | null;
  /** EvidenceReference[]. */
  refs: Json;
}
export interface ClarificationTable extends Derived {
  round: string;
  person: string;
  clarification: string;
  standard: string;
  words: string | null;
  asked_at: string;
}
export interface ClarificationGivenTable extends Derived {
  round: string;
  /** A person, or `*` for everyone. */
  recipient: string;
  clarification: string;
  standard: string;
  question: string | null;
  answer: string | null;
  given_by: string;
  given_at: string;
}
