import type { Hash } from '../../../shared/domain/ids.ts';

/** An entry of one subject, by someone who might make it. */
export interface Linked {
  readonly hash: Hash;
  readonly replaces: readonly Hash[];
}

/**
 * The entries of one subject that none of the others replaces, in the order of their hashes; the first is the one to
 * show. Only entries with authority, all of that subject, belong in `entries`: whatever else claims to replace them has
 * no say. There is always a head where there is an entry, since a hash cannot name one that comes after it.
 */
export function headsOf(entries: readonly Linked[]): readonly Hash[] {
  const replaced = new Set(entries.flatMap((entry) => entry.replaces));
  return entries
    .map((entry) => entry.hash)
    .filter((hash) => !replaced.has(hash))
    .sort();
}
