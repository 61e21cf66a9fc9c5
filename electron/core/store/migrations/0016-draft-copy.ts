import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where this desk keeps the sealed copy of its person's drafts. Local: never sent as it lies here, never derived. */
export const draftCopy: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        `CREATE TABLE draft_copy (one INTEGER PRIMARY KEY CHECK (one = 1), folder TEXT NOT NULL,
           same_disk INTEGER NOT NULL CHECK (same_disk IN (0, 1)), words TEXT NOT NULL,
           copied_at TEXT, digest TEXT, holds TEXT NOT NULL) STRICT`,
      )
      .execute(db);
  },
};
