import type { Hash, RoundId } from '../../../shared/domain/ids.ts';
import type { Connection } from '../store/connection.ts';
import type { SubjectKind } from './acts/act.ts';
import type { RawEntry } from './entry.ts';

/** What can be known of an entry without reading it. */
export interface EntryMeta {
  readonly hash: Hash;
  readonly act: string;
  readonly round: RoundId;
  readonly person: string;
  readonly writer: string;
  readonly subject_kind: SubjectKind | null;
  readonly subject_key: string | null;
}

export interface EntryFilter {
  readonly round?: RoundId;
  /** How much of an entry goes; all of it, where nothing is said. */
  readonly include?: (entry: EntryMeta) => 'whole' | 'header' | 'nothing';
}

/**
 * Entries as they travel, in the order of their hashes, read one at a time: the database is free between them, and only
 * their hashes are in memory.
 */
export function* entriesFor(store: Connection, { round, include }: EntryFilter = {}): Generator<RawEntry> {
  const metas = store
    .prepare<[string | null, string | null], EntryMeta>(
      `SELECT hash, act, round, person, writer, subject_kind, subject_key FROM entry
        WHERE ? IS NULL OR round = ? ORDER BY hash`,
    )
    .all(round ?? null, round ?? null);
  const read = store.prepare<[string], { header: string; signature: string; text: string | null }>(
    'SELECT e.header, e.signature, t.text FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash WHERE e.hash = ?',
  );
  for (const meta of metas) {
    const extent = include?.(meta) ?? 'whole';
    if (extent === 'nothing') continue;
    const row = read.get(meta.hash);
    if (row === undefined) continue;
    yield {
      header: row.header,
      signature: row.signature,
      text: extent === 'whole' ? (row.text ?? undefined) : undefined,
    };
  }
}
