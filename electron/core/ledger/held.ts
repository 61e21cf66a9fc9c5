import type { Hash, RoundId } from '../../../shared/domain/ids.ts';
import type { Connection } from '../store/connection.ts';
import type { CurrentEntry, Entry, Header } from './entry.ts';
import { isKnown, type RoundSubject } from './rules.ts';

interface ReadRow {
  readonly hash: Hash;
  readonly header: string;
  readonly text: string | null;
}

/** Entries in the database: how they are put there, and how they are read for what they say. */
export function heldEntries(store: Connection) {
  const read = `SELECT e.hash, e.header, t.text FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash`;
  const one = store.prepare<[string], ReadRow>(`${read} WHERE e.hash = ?`);
  const ofSubject = store.prepare<[string, string, string], ReadRow>(
    `${read} JOIN standing s ON s.hash = e.hash AND s.authorised = 1
      WHERE e.round = ? AND e.subject_kind = ? AND e.subject_key = ? ORDER BY e.hash`,
  );
  const ofAct = store.prepare<[string, string], ReadRow>(
    `${read} WHERE e.act = ? AND e.round = ? ORDER BY e.hash`,
  );

  return {
    entry: (hash: Hash): CurrentEntry | undefined => {
      const row = one.get(hash);
      return row && asCurrent(row);
    },
    /** Those with authority, by hash. */
    ofSubject: (subject: RoundSubject): readonly CurrentEntry[] =>
      ofSubject.all(subject.round, subject.kind, subject.key).flatMap((row) => asCurrent(row) ?? []),
    /** With authority or without. */
    ofAct: (act: string, round: RoundId): readonly CurrentEntry[] =>
      ofAct.all(act, round).flatMap((row) => asCurrent(row) ?? []),

    insert: ({ hash, header, raw, bound }: Entry): void => {
      store.insert('entry', {
        hash,
        header: raw.header,
        signature: raw.signature,
        act: header.act,
        round: header.facts.round,
        person: header.person,
        writer: header.writer,
        seq: header.seq,
        previous: header.previous,
        at: header.at,
        subject_kind: bound?.subject.kind ?? null,
        subject_key: bound?.subject.key ?? null,
        basis: JSON.stringify(header.basis),
      });
      for (const replaced of header.replaces) store.insert('entry_replaces', { entry: hash, replaced });
    },
    insertText: (hash: Hash, text: string): void => store.insert('entry_text', { hash, text }),
  };
}
export type HeldEntries = ReturnType<typeof heldEntries>;

/** The header of an entry that is held: it was read by the schema when it was admitted, and its hash covers it. */
export function heldHeader(header: string): Header {
  return JSON.parse(header) as Header;
}

/** What an entry says; undefined for an act that this version does not know. */
export function tell(hash: Hash, header: Header, words: unknown): CurrentEntry | undefined {
  if (!isKnown(header.act)) return undefined;
  const { act, person, writer, seq, at, replaces, basis, facts, textHash } = header;
  const text = words ?? (textHash === null ? {} : undefined);
  const told: unknown = { act, facts, text, hash, person, writer, seq, at, replaces, basis };
  // Facts and text were read by the schemas of this act when the entry was admitted, and the hashes cover them.
  return told as CurrentEntry;
}

function asCurrent(row: ReadRow): CurrentEntry | undefined {
  return tell(row.hash, heldHeader(row.header), row.text === null ? undefined : JSON.parse(row.text));
}
