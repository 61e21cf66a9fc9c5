import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Replies have references of their own, which may be those of the submission: a file stands in one version or reply. */
const statements: readonly string[] = [
  'DROP TABLE evidence_place',
  `CREATE TABLE evidence_place (round TEXT NOT NULL, submission TEXT NOT NULL, version TEXT NOT NULL, ref TEXT NOT NULL,
    sha256 TEXT NOT NULL, PRIMARY KEY (round, submission, version, ref)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX evidence_place_file ON evidence_place (sha256)',
  // What stands where is filed again; nothing has to be read again for it.
  "DELETE FROM indexed WHERE submission <> ''",
];

export const repliesFiled: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
