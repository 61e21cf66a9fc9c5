import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which version of a submission an assessor has seen an item in. Of this desk alone, as drafts are. */
export const lookedAgain: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        `CREATE TABLE draft_looked (submission TEXT NOT NULL, person TEXT NOT NULL, item TEXT NOT NULL,
           version TEXT NOT NULL, PRIMARY KEY (submission, person, item)) STRICT, WITHOUT ROWID`,
      )
      .execute(db);
  },
};
