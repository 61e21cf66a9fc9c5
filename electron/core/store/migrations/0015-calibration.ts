import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const TABLES = [
  `CREATE TABLE calibration (round TEXT NOT NULL, submission TEXT NOT NULL, since TEXT NOT NULL,
     entry TEXT NOT NULL, conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),
     PRIMARY KEY (round, submission)) STRICT`,
  `CREATE TABLE calibration_opened (round TEXT NOT NULL, submission TEXT NOT NULL, opened_at TEXT NOT NULL,
     entry TEXT NOT NULL, conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),
     PRIMARY KEY (round, submission)) STRICT`,
];

/** Which submission everyone scores first, and whether its sheets are compared. */
export const calibration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const table of TABLES) await sql.raw(table).execute(db);
  },
};
