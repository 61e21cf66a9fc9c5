import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Questions and answers while they are written. Of this desk alone, as scores in progress are. */
export const keptWords: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        `CREATE TABLE draft_words (round TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL,
           submission TEXT NOT NULL, about TEXT NOT NULL, words TEXT NOT NULL, saved_at TEXT NOT NULL,
           PRIMARY KEY (round, person, kind, submission, about)) STRICT, WITHOUT ROWID`,
      )
      .execute(db);
  },
};
