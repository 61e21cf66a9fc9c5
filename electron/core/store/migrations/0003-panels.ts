import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const derived = 'entry TEXT NOT NULL, conflict INTEGER NOT NULL CHECK (conflict IN (0, 1))';

/**
 * Panels, interests and what was settled about them. No entry from before says anything of these, so that no row has to
 * be derived again. `wordless` is this desk's own: entries that came without their words, on purpose.
 */
const statements: readonly string[] = [
  'ALTER TABLE person ADD COLUMN employer_words TEXT',
  `CREATE TABLE panel (round TEXT NOT NULL, panel TEXT NOT NULL, name TEXT, chair TEXT, members TEXT NOT NULL,
    submissions TEXT NOT NULL, ${derived}, PRIMARY KEY (round, panel)) STRICT`,
  `CREATE TABLE interest (round TEXT NOT NULL, person TEXT NOT NULL, organisation TEXT NOT NULL,
    extent TEXT NOT NULL CHECK (extent IN ('actual', 'potential')), kind TEXT NOT NULL, sentence TEXT,
    declared_by TEXT NOT NULL, at TEXT NOT NULL, ${derived}, PRIMARY KEY (round, person, organisation)) STRICT`,
  `CREATE TABLE settlement (round TEXT NOT NULL, person TEXT NOT NULL, organisation TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('recused', 'accepted')), grounds TEXT NOT NULL, declaration TEXT,
    reason TEXT, settled_by TEXT NOT NULL, at TEXT NOT NULL, ${derived},
    PRIMARY KEY (round, person, organisation)) STRICT`,
  `CREATE TABLE partnership (round TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, kind TEXT NOT NULL,
    note TEXT, ${derived}, PRIMARY KEY (round, one, other)) STRICT`,
  `CREATE TABLE sheet_counted (round TEXT NOT NULL, submission TEXT NOT NULL, person TEXT NOT NULL,
    counts INTEGER NOT NULL CHECK (counts IN (0, 1)), reason TEXT, ruled_by TEXT NOT NULL, ${derived},
    PRIMARY KEY (round, submission, person)) STRICT`,
  `CREATE TABLE ruling_upheld (round TEXT NOT NULL, submission TEXT NOT NULL, person TEXT NOT NULL,
    rulings TEXT NOT NULL, reason TEXT, upheld_by TEXT NOT NULL, ${derived},
    PRIMARY KEY (round, submission, person)) STRICT`,
  'CREATE TABLE wordless (hash TEXT PRIMARY KEY REFERENCES entry (hash)) STRICT, WITHOUT ROWID',
];

export const panels: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
