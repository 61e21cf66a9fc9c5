import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What this desk keeps of its team folder, and what other desks told of themselves beside the record. All of it is
 * local: never sent as it lies here, never derived.
 */
const statements: readonly string[] = [
  `CREATE TABLE folder_file (folder TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, modified TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('taken', 'not-for-here', 'not-whole', 'waiting')), digest TEXT, sender TEXT,
    sentence TEXT NOT NULL, tries INTEGER NOT NULL, look INTEGER NOT NULL, entries INTEGER NOT NULL,
    PRIMARY KEY (folder, name)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE folder_sent (round TEXT NOT NULL, person TEXT NOT NULL, number INTEGER NOT NULL, content TEXT NOT NULL,
    digest TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('asks', 'tells', 'taken')),
    PRIMARY KEY (round, person, number)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE folder_answer (round TEXT NOT NULL, person TEXT NOT NULL, writer TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (round, person, writer)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE last_seen (round TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (round, person)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE progress_told (round TEXT NOT NULL, person TEXT NOT NULL, submission TEXT NOT NULL,
    scored INTEGER NOT NULL, of INTEGER NOT NULL, PRIMARY KEY (round, person, submission)) STRICT, WITHOUT ROWID`,
];

export const teamFolder: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
