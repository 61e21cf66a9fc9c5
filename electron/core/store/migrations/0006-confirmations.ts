import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which sheets that were entered for an assessor are said to be theirs. */
export const confirmations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        `CREATE TABLE sheet_confirmed (round TEXT NOT NULL, submission TEXT NOT NULL, person TEXT NOT NULL,
          sheet TEXT NOT NULL, entered_by TEXT NOT NULL, confirmed_by TEXT NOT NULL, at TEXT NOT NULL, how TEXT,
          entry TEXT NOT NULL, conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),
          PRIMARY KEY (round, submission, person, sheet)) STRICT`,
      )
      .execute(db);
  },
};
