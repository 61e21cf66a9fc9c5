import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const derived = 'entry TEXT NOT NULL, conflict INTEGER NOT NULL CHECK (conflict IN (0, 1))';

/** Questions to organisations with their replies, and questions to the chair. */
const statements: readonly string[] = [
  `CREATE TABLE question (round TEXT NOT NULL, submission TEXT NOT NULL, person TEXT NOT NULL, question TEXT NOT NULL,
    item TEXT, words TEXT, asked_at TEXT,
    state TEXT NOT NULL CHECK (state IN ('asked', 'withdrawn', 'passed-on')), since TEXT NOT NULL,
    by_person TEXT NOT NULL, reason TEXT, batch TEXT, answer_by TEXT, ${derived},
    PRIMARY KEY (round, submission, person, question)) STRICT`,
  `CREATE TABLE question_batch (round TEXT NOT NULL, submission TEXT NOT NULL, batch TEXT NOT NULL,
    sent_at TEXT NOT NULL, answer_by TEXT NOT NULL, questions TEXT NOT NULL, ${derived},
    PRIMARY KEY (round, submission, batch)) STRICT`,
  `CREATE TABLE reply (round TEXT NOT NULL, submission TEXT NOT NULL, batch TEXT NOT NULL, asked_on TEXT NOT NULL,
    received_at TEXT NOT NULL, late INTEGER NOT NULL, ${derived}, PRIMARY KEY (round, submission, batch)) STRICT`,
  `CREATE TABLE reply_answer (round TEXT NOT NULL, submission TEXT NOT NULL, batch TEXT NOT NULL,
    number INTEGER NOT NULL, item TEXT NOT NULL, answered INTEGER NOT NULL, question TEXT, answer TEXT,
    refs TEXT NOT NULL, ${derived}, PRIMARY KEY (round, submission, batch, number)) STRICT`,
  `CREATE TABLE clarification (round TEXT NOT NULL, person TEXT NOT NULL, clarification TEXT NOT NULL,
    standard TEXT NOT NULL, words TEXT, asked_at TEXT NOT NULL, ${derived},
    PRIMARY KEY (round, person, clarification)) STRICT`,
  `CREATE TABLE clarification_given (round TEXT NOT NULL, recipient TEXT NOT NULL, clarification TEXT NOT NULL,
    standard TEXT NOT NULL, question TEXT, answer TEXT, given_by TEXT NOT NULL, given_at TEXT NOT NULL, ${derived},
    PRIMARY KEY (round, recipient, clarification)) STRICT`,
];

export const questions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
