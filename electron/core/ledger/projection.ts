import type { Rows } from '../store/connection.ts';
import type { SubjectKind } from './acts/act.ts';
import type { CurrentEntry } from './entry.ts';
import type { RoundSubject } from './rules.ts';

/** What a subject comes to, for whoever turns it into rows. */
export interface Current {
  /** The entry to show; undefined when none has authority (any more). */
  readonly entry: CurrentEntry | undefined;
  /** 1 where another head stands beside it unseen, and says something else. */
  readonly conflict: 0 | 1;
  /**
   * Every entry of the subject that has authority, in the order of their hashes: for rows that need what was said
   * before, such as the title of a round that is now closed.
   */
  readonly all: () => readonly CurrentEntry[];
}

/**
 * How the current entry of one kind of subject becomes rows: clears what the subject has and writes it again. A pure
 * function of what it is given, in a transaction of the ledger's, so that rows never say other than the entries do.
 */
export interface Projection {
  readonly kind: SubjectKind;
  project(rows: Rows, subject: RoundSubject, current: Current): void;
}
