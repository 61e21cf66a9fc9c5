/** Columns of what a desk keeps of its person's drafts beside the scores: the sealed copy of them. */

/** At most one row. */
export interface DraftCopyTable {
  one: 1;
  folder: string;
  same_disk: number;
  /** That it is sealed with. */
  words: string;
  copied_at: string | null;
  /** SHA-256 of what the last one held. */
  digest: string | null;
  /** string[]: the beginning of each record's hash, with a w behind where it held its words. */
  holds: string;
}
