import type { PersonId, RoundId, WriterKey } from '../../../../shared/domain/ids.ts';
import type { DeskContext } from '../../desk/context.ts';
import type { Contents } from '../manifest.ts';

/** What this desk put into sub-folders, and what it and others told of having taken. */

export interface Sent {
  readonly number: number;
  readonly content: string;
  readonly digest: string;
  readonly state: 'asks' | 'tells' | 'taken';
}

/** Hears from a person's desk which of this desk's files it took, in the transaction of whoever takes the pack. */
export function hearAnswer(desk: DeskContext, { round, from, writer, folder }: Contents): void {
  if (folder === undefined || !desk.ledger.personsOf(round, writer).has(from)) return;
  for (const answer of folder.answers)
    if (answer.writer === desk.key.writer)
      desk.store
        .prepare<[string, string, number], never>(
          "UPDATE folder_sent SET state = 'taken' WHERE round = ? AND person = ? AND number <= ?",
        )
        .run(round, from, answer.number);
  if (!folder.asks) return;
  desk.store
    .prepare<[string, string, string, number], never>(
      `INSERT INTO folder_answer (round, person, writer, number) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET number = max(number, excluded.number)`,
    )
    .run(round, from, writer, folder.number);
}

/** People to whom this desk put a file that nobody has told to have taken yet. */
export function unansweredIn(desk: DeskContext, round: RoundId): number {
  const row = desk.store
    .prepare<[string], { n: number }>(
      "SELECT count(DISTINCT person) AS n FROM folder_sent WHERE round = ? AND state = 'asks'",
    )
    .get(round);
  return row?.n ?? 0;
}

export function sentTo(desk: DeskContext, round: RoundId, person: PersonId): readonly Sent[] {
  return desk.store
    .prepare<[string, string], Sent>(
      'SELECT number, content, digest, state FROM folder_sent WHERE round = ? AND person = ? ORDER BY number',
    )
    .all(round, person);
}

/** The last file from each of that person's computers that asks to hear that it was taken. */
export function answersTo(desk: DeskContext, round: RoundId, person: PersonId) {
  return desk.store
    .prepare<[string, string], { writer: WriterKey; number: number }>(
      'SELECT writer, number FROM folder_answer WHERE round = ? AND person = ? ORDER BY writer',
    )
    .all(round, person);
}
