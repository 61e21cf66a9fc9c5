/**
 * What is read of evidence, and what finds it. Everything here can be made again from the evidence files and the rows
 * that follow from entries: it is never sent, backed up or compared.
 */

export interface EvidenceReadingTable {
  sha256: string;
  state: 'pending' | 'read' | 'unreadable';
  /** Of an unreadable one, UnreadableFile; of a pending one 'not-held' where its bytes did not come; else null. */
  reason: string | null;
  what: string | null;
  /** The kind of the reading's body; null until it is read. */
  kind: string | null;
  /** Which reader read it: a later one reads it again. */
  reader: number;
  /** The marks in the index of every submission that the file now belongs to; empty where it belongs to none. */
  scope: string;
}
/** Where the files of every submission's current version stand, and those that came with replies about it. */
export interface EvidencePlaceTable {
  round: string;
  submission: string;
  /** A reply's files stand under the name of what it replies to. */
  version: string;
  ref: string;
  sha256: string;
}
/** A file inside a file, and its own bytes' name once they were taken out. */
export interface EvidenceEnclosedTable {
  parent: string;
  path: string;
  name: string;
  /** Null until it is taken out. */
  sha256: string | null;
  bytes: number;
  /** UnreadableFile; null unless it could not be taken out. */
  reason: string | null;
}
export interface EvidenceCautionTable {
  sha256: string;
  position: number;
  kind: string;
  leaf: number | null;
  quote: string;
  sentence: string;
}
/** One leaf of a file, one account or one standard; its words are in `passage_text` under the same number. */
export interface PassageTable {
  id: number;
  source: 'evidence' | 'account' | 'standard';
  /** Empty for evidence, which may belong to several. */
  round: string;
  /** The file's SHA-256, or the submission; empty for a standard. */
  key: string;
  /** Of an account or a standard. */
  item: string;
  /** The leaf's number; 0 where there are none. */
  number: number;
  label: string;
}
/** What of a submission, or with no submission of the round's standards, is in the index: the mark changes with it. */
export interface IndexedTable {
  round: string;
  submission: string;
  mark: string;
}
