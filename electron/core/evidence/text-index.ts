import { createHash } from 'node:crypto';
import { searchable } from '../../../shared/domain/search-words.ts';
import type { Connection } from '../store/connection.ts';
import type { PassageTable } from '../store/evidence-rows.ts';

/**
 * Marks by which one index serves every submission and round: words of the `scope` column that begin with a
 * private-use character, which no text of the index and nothing typed holds. So a search of one submission reads no
 * more of the index than a search of all, and joins nothing.
 */
const mark = (kind: string, name: string) =>
  `\uE000${kind}${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;

export const submissionMark = (round: string, submission: string) => mark('s', `${round} ${submission}`);
export const roundMark = (round: string) => mark('r', round);
/** Of the standards of a round, which are searched with each of its submissions. */
export const standardsMark = (round: string) => mark('w', round);
/** Of a file's kind, or of another source. */
export const kindMark = (kind: string) => `\uE000k${kind}`;

/** FTS5 words of marks, any of which will do. */
export const anyOf = (marks: readonly string[]) => `(${marks.map((each) => `"${each}"`).join(' OR ')})`;

export type Passage = Omit<PassageTable, 'id'>;

export interface TextIndex {
  /** Nothing is added for a text without words. */
  add(passage: Passage, text: string, scope: string): void;
  /** Every passage of that source, round and key. */
  remove(of: Pick<Passage, 'source' | 'round' | 'key'>): void;
  /** The marks of a file's passages, all alike. */
  rescope(sha256: string, scope: string): void;
}

/** All of it inside a transaction of the caller's. */
export function textIndex(store: Connection): TextIndex {
  const addPassage = store.prepare<[Passage], never>(
    `INSERT INTO passage (source, round, key, item, number, label)
     VALUES (@source, @round, @key, @item, @number, @label)`,
  );
  const addText = store.prepare<[number | bigint, string, string], never>(
    'INSERT INTO passage_text (rowid, text, scope) VALUES (?, ?, ?)',
  );
  const removeText = store.prepare<[string, string, string], never>(
    'DELETE FROM passage_text WHERE rowid IN (SELECT id FROM passage WHERE source = ? AND round = ? AND key = ?)',
  );
  const rescope = store.prepare<[string, string], never>(
    `UPDATE passage_text SET scope = ?
     WHERE rowid IN (SELECT id FROM passage WHERE source = 'evidence' AND round = '' AND key = ?)`,
  );
  return {
    add(passage, text, scope) {
      const words = searchable(text);
      if (words.trim() === '') return;
      addText.run(addPassage.run(passage).lastInsertRowid, words, scope);
    },
    remove({ source, round, key }) {
      removeText.run(source, round, key);
      store.remove('passage', { source, round, key });
    },
    rescope: (sha256, scope) => void rescope.run(scope, sha256),
  };
}
