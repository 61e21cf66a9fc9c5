/** Local rows of what is being written: on no record, and sent nowhere. */

export interface DraftWordsTable {
  round: string;
  person: string;
  kind: 'question' | 'sending' | 'clarification' | 'answer';
  /** Empty where the words are about none. */
  submission: string;
  /** An item, a question, a standard, or a question to the chair. */
  about: string;
  /** DraftWords, as JSON. */
  words: string;
  saved_at: string;
}
