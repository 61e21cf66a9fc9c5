import type { RoundId } from '../../../shared/domain/ids.ts';
import type { Connection } from '../store/connection.ts';
import type { RoundSubject } from './rules.ts';
import type { EntryMeta } from './travel.ts';

/** What goes and what stays has been said; how it goes, in the order that references allow. Inside a transaction. */
export function giveUp(
  store: Connection,
  round: RoundId,
  which: (entry: EntryMeta) => 'all' | 'words' | 'nothing',
): { readonly entries: number; readonly subjects: readonly RoundSubject[] } {
  const metas = store
    .prepare<[string], EntryMeta>(
      'SELECT hash, act, round, person, writer, subject_kind, subject_key FROM entry WHERE round = ?',
    )
    .all(round);
  const dropText = store.prepare<[string], never>('DELETE FROM entry_text WHERE hash = ?');
  const subjects = new Map<string, RoundSubject>();
  let entries = 0;
  for (const meta of metas) {
    const { hash, subject_kind: kind, subject_key: key } = meta;
    const extent = which(meta);
    if (extent === 'nothing') continue;
    const words = dropText.run(hash).changes;
    if (extent === 'words' && words === 0) continue;
    if (extent === 'words') store.put('wordless', { hash });
    else {
      for (const table of ['wordless', 'standing', 'head'] as const) store.remove(table, { hash });
      store.remove('entry_replaces', { entry: hash });
      store.remove('entry', { hash });
    }
    entries++;
    if (kind !== null && key !== null) subjects.set(`${kind} ${key}`, { round, kind, key });
  }
  return { entries, subjects: [...subjects.values()] };
}
