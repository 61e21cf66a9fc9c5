import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which submitted sheets went into a file for the administrator. Of this desk alone, as drafts are. */
export const sentSheets: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        'CREATE TABLE sheet_sent (entry TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID',
      )
      .execute(db);
  },
};
