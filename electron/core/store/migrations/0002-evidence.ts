import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const derived = 'entry TEXT NOT NULL, conflict INTEGER NOT NULL CHECK (conflict IN (0, 1))';

/**
 * What is read of evidence and searched: all of it can be read again from the files, so none of it is sent, backed up
 * or compared. After it, two tables of what was decided about cautions, which follow from entries.
 */
const statements: readonly string[] = [
  `CREATE TABLE evidence_reading (sha256 TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('pending', 'read', 'unreadable')), reason TEXT, what TEXT, kind TEXT,
    reader INTEGER NOT NULL, scope TEXT NOT NULL) STRICT`,
  "CREATE INDEX evidence_reading_pending ON evidence_reading (state) WHERE state = 'pending'",
  `CREATE TABLE evidence_place (round TEXT NOT NULL, submission TEXT NOT NULL, ref TEXT NOT NULL,
    sha256 TEXT NOT NULL, PRIMARY KEY (round, submission, ref)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX evidence_place_file ON evidence_place (sha256)',
  `CREATE TABLE evidence_enclosed (parent TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT,
    bytes INTEGER NOT NULL, reason TEXT, PRIMARY KEY (parent, path)) STRICT`,
  'CREATE INDEX evidence_enclosed_file ON evidence_enclosed (sha256)',
  `CREATE TABLE evidence_caution (sha256 TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, leaf INTEGER,
    quote TEXT NOT NULL, sentence TEXT NOT NULL, PRIMARY KEY (sha256, position)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE passage (id INTEGER PRIMARY KEY,
    source TEXT NOT NULL CHECK (source IN ('evidence', 'account', 'standard')), round TEXT NOT NULL,
    key TEXT NOT NULL, item TEXT NOT NULL, number INTEGER NOT NULL, label TEXT NOT NULL) STRICT`,
  'CREATE INDEX passage_of ON passage (source, round, key)',
  `CREATE TABLE indexed (round TEXT NOT NULL, submission TEXT NOT NULL, mark TEXT NOT NULL,
    PRIMARY KEY (round, submission)) STRICT, WITHOUT ROWID`,
  // Its rows are numbered as those of `passage`. `scope` holds marks made of private-use characters, which are words.
  `CREATE VIRTUAL TABLE passage_text USING fts5 (text, scope,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co'", prefix = '3')`,
  // What is removed leaves the index too: https://www.sqlite.org/fts5.html#the_secure_delete_configuration_option
  "INSERT INTO passage_text (passage_text, rank) VALUES ('secure-delete', 1)",
  `CREATE TABLE caution_settled (round TEXT NOT NULL, sha256 TEXT NOT NULL, kind TEXT NOT NULL, leaf INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('set-aside', 'open')), reason TEXT, person TEXT NOT NULL, at TEXT NOT NULL,
    ${derived}, PRIMARY KEY (round, sha256, kind, leaf)) STRICT`,
  `CREATE TABLE evidence_handling (round TEXT NOT NULL, sha256 TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('clean-copy-asked', 'kept-back', 'passed-on')), reason TEXT,
    person TEXT NOT NULL, at TEXT NOT NULL, ${derived}, PRIMARY KEY (round, sha256)) STRICT`,
];

export const evidence: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
