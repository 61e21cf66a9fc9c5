import type { Hash, RoundId } from '../../../shared/domain/ids.ts';
import type { Connection } from '../store/connection.ts';
import type { SubjectKind } from './acts/act.ts';
import type { HeldEntries } from './held.ts';
import type { RoundSubject } from './rules.ts';

/** An entry and the subject whose rows its words are part of. */
export interface Worded {
  readonly hash: Hash;
  readonly subject: RoundSubject | undefined;
}

interface Target {
  readonly hash: Hash;
  readonly round: RoundId;
  readonly subject_kind: SubjectKind | null;
  readonly subject_key: string | null;
}

/**
 * Removal by act: two people, on the record, for good. It reaches what it names whichever of them comes first, and
 * only within its own round.
 */
export function removals(store: Connection, held: HeldEntries) {
  const authorised = store.prepare<[string], { authorised: 0 | 1 }>(
    'SELECT authorised FROM standing WHERE hash = ?',
  );
  const entryOf = store.prepare<[string], Target>(
    'SELECT hash, round, subject_kind, subject_key FROM entry WHERE hash = ?',
  );
  // By the act: removals are few, while every entry that comes is looked for among them.
  const inEffect = store.prepare<[string, string, string], { hash: Hash }>(
    `SELECT e.hash FROM entry e INDEXED BY entry_act CROSS JOIN standing s ON s.hash = e.hash AND s.authorised = 1
      WHERE e.round = ? AND e.subject_kind = 'removal' AND e.subject_key = ? AND e.act = ? LIMIT 1`,
  );
  const removedFiles = store.prepare<[], { round: RoundId; target: Hash }>(
    `SELECT DISTINCT e.round, e.subject_key AS target FROM entry e JOIN standing s ON s.hash = e.hash AND s.authorised = 1
      WHERE e.act = 'evidence-removed'`,
  );
  const usedElsewhere = store.prepare<[string, string], { hash: Hash }>(
    `SELECT e.hash FROM entry e JOIN standing s ON s.hash = e.hash AND s.authorised = 1
      WHERE e.act = 'submission-received' AND e.round <> ? AND instr(e.header, ?) > 0 LIMIT 1`,
  );
  const dropText = store.prepare<[string], never>('DELETE FROM entry_text WHERE hash = ?');

  return {
    /** A removal counts where its basis names a request, with authority, by another person, for the same thing. */
    objection: (hash: Hash): string | undefined => {
      const entry = held.entry(hash);
      if (entry?.act !== 'text-removed' && entry?.act !== 'evidence-removed') return undefined;
      const what = entry.act === 'text-removed' ? 'text' : 'evidence';
      const asked = entry.basis
        .map((each) => held.entry(each))
        .some(
          (basis) =>
            basis?.act === 'removal-asked' &&
            basis.facts.round === entry.facts.round &&
            basis.facts.target === entry.facts.target &&
            basis.facts.what === what &&
            basis.person === entry.facts.askedBy &&
            basis.person !== entry.person &&
            authorised.get(basis.hash)?.authorised === 1,
        );
      return asked ? undefined : 'A removal takes two people, and no request by another is named.';
    },

    /** The removal of an entry's words that is in effect, if one is. */
    ofText: (target: Hash, round: RoundId): Hash | undefined =>
      inEffect.get(round, target, 'text-removed')?.hash,

    /** Purges the words that a removal names. Says whose they were, where any were held. */
    carryOut: (removed: RoundSubject): Worded | undefined => {
      const target = entryOf.get(removed.key);
      if (target === undefined || target.round !== removed.round) return undefined;
      if (inEffect.get(removed.round, removed.key, 'text-removed') === undefined) return undefined;
      if (dropText.run(removed.key).changes === 0) return undefined;
      store.afterCommit(() => store.checkpoint());
      const { hash, round, subject_kind: kind, subject_key: key } = target;
      return { hash, subject: kind === null || key === null ? undefined : { round, kind, key } };
    },

    /** Files that a removal in effect names and that no other round's submissions rest on. */
    evidence: (): readonly Hash[] =>
      removedFiles
        .all()
        .filter(({ round, target }) => usedElsewhere.get(round, target) === undefined)
        .map(({ target }) => target),
  };
}
