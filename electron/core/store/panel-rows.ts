/** Rows derived from entries about panels and interests, as `derived-rows.ts` has the others. */

type Json = string;
/** 0 or 1. */
type Flag = number;

interface Derived {
  entry: string;
  conflict: Flag;
}

export interface PanelTable extends Derived {
  round: string;
  panel: string;
  name: string | null;
  chair: string | null;
  /** PersonId[]. */
  members: Json;
  /** SubmissionId[]. */
  submissions: Json;
}
export interface InterestTable extends Derived {
  round: string;
  person: string;
  organisation: string;
  extent: 'actual' | 'potential';
  kind: string;
  sentence: string | null;
  declared_by: string;
  at: string;
}
export interface SettlementTable extends Derived {
  round: string;
  person: string;
  organisation: string;
  outcome: 'recused' | 'accepted';
  /** Ground[]. */
  grounds: Json;
  /** The declaration that was settled. */
  declaration: string | null;
  reason: string | null;
  settled_by: string;
  at: string;
}
export interface PartnershipTable extends Derived {
  round: string;
  /** The lesser of the two names. */
  one: string;
  other: string;
  kind: string;
  note: string | null;
}
export interface SheetCountedTable extends Derived {
  round: string;
  submission: string;
  person: string;
  counts: Flag;
  reason: string | null;
  ruled_by: string;
}
export interface RulingUpheldTable extends Derived {
  round: string;
  submission: string;
  /** Whose rulings are upheld. */
  person: string;
  /** Hashes of the rulings. */
  rulings: Json;
  reason: string | null;
  upheld_by: string;
}
/** Of this desk alone: an entry that came without its words, on purpose. */
export interface WordlessTable {
  hash: string;
}
