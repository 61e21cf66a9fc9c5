/** Columns of what a desk keeps of its team folder, and of what other desks told of themselves. */

/** A file that was looked at, by the sub-folder's path and its name there. */
export interface FolderFileTable {
  folder: string;
  name: string;
  bytes: number;
  /** As the folder tells it: only ever compared with itself, never with a clock. */
  modified: string;
  state: 'taken' | 'not-for-here' | 'not-whole' | 'waiting';
  /** SHA-256 of what the pack says of itself, by which a copy is known; null where it was not opened. */
  digest: string | null;
  /** Person. */
  sender: string | null;
  /** Why it waits; empty where it does not. */
  sentence: string;
  tries: number;
  /** The number of the look that judged it last, and how many entries were held then. */
  look: number;
  entries: number;
}
/** A file that this desk put in somebody's sub-folder. */
export interface FolderSentTable {
  round: string;
  person: string;
  /** 1, 2, 3 … for that person. */
  number: number;
  /** Of what has to arrive: records, evidence, and to which keys. */
  content: string;
  /** Of all that it tells: content, answers, progress. */
  digest: string;
  /** Waits to hear that it was taken; asks for no answer; or was taken, as that person's desk has told. */
  state: 'asks' | 'tells' | 'taken';
}
/** The last file taken from each computer that wants to hear that it was. */
export interface FolderAnswerTable {
  round: string;
  person: string;
  writer: string;
  number: number;
}
export interface LastSeenTable {
  round: string;
  person: string;
  /** By that person's own clock. */
  at: string;
}
export interface ProgressToldTable {
  round: string;
  person: string;
  submission: string;
  scored: number;
  of: number;
}
