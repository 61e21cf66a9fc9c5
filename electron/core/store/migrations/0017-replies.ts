import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements: readonly string[] = [
  // Of this desk alone, as drafts are: which replies an assessor has seen an item beside.
  `CREATE TABLE draft_reply_seen (submission TEXT NOT NULL, person TEXT NOT NULL, item TEXT NOT NULL,
    entry TEXT NOT NULL, PRIMARY KEY (submission, person, item, entry)) STRICT, WITHOUT ROWID`,
  'ALTER TABLE reply ADD COLUMN late_reason TEXT',
];

/** Replies that came late with the reason for taking them, and the replies that a sheet was scored with. */
export const replies: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
