import { Hash, type PersonId, type RoundId, type SealingKey, WriterKey } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';

/** What the record says of people's computers: each is known by the key that it signs with. */

export interface Computer {
  readonly writer: WriterKey;
  readonly sealing: SealingKey | undefined;
  /**
   * A key that its own person introduced, and that waits in a file for a computer to use it: nothing can be sealed to
   * it, and it has signed nothing.
   */
  readonly waiting: boolean;
  /** The last number of it that counts; undefined while it is in use. */
  readonly retiredAfter: number | undefined;
}

/** A person's computers whose key was introduced, by the round's opening or since; also those that were retired. */
export function everyComputerOf(desk: DeskContext, round: RoundId, person: PersonId): readonly Computer[] {
  const opened = desk.ledger.current({ round, kind: 'round', key: round });
  const opening = opened?.act === 'round-opened' ? opened.facts.administrators : [];
  const computers = new Map<WriterKey, Computer>(
    opening
      .filter((each) => each.person === person)
      .map(({ writer, sealing }) => [writer, { writer, sealing, waiting: false, retiredAfter: undefined }]),
  );
  const rows = desk.store
    .prepare<[string, string], { writer: string; entry: string; retired_after: number | null }>(
      'SELECT writer, entry, retired_after FROM writer WHERE round = ? AND person = ? ORDER BY writer',
    )
    .all(round, person);
  for (const row of rows) {
    const writer = WriterKey.parse(row.writer);
    const entry = desk.ledger.entry(Hash.parse(row.entry));
    const told = entry?.act === 'writer-introduced' ? entry.facts.sealing : undefined;
    const sealing = told ?? computers.get(writer)?.sealing;
    computers.set(writer, {
      writer,
      sealing,
      waiting: sealing === undefined && entry?.person === person && lastNumber(desk, writer) === 0,
      retiredAfter: row.retired_after ?? undefined,
    });
  }
  return [...computers.values()];
}

/** Those in use. */
export function computersOf(desk: DeskContext, round: RoundId, person: PersonId): readonly Computer[] {
  return everyComputerOf(desk, round, person).filter(({ retiredAfter }) => retiredAfter === undefined);
}

/** Keys that signed as this person and that nobody has introduced: they came otherwise than by an invitation. */
export function strangersAs(desk: DeskContext, round: RoundId, person: PersonId): readonly WriterKey[] {
  const known = new Set(everyComputerOf(desk, round, person).map(({ writer }) => writer));
  return desk.store
    .prepare<[string, string], { writer: WriterKey }>(
      'SELECT DISTINCT writer FROM entry WHERE round = ? AND person = ? ORDER BY writer',
    )
    .all(round, person)
    .map(({ writer }) => WriterKey.parse(writer))
    .filter((writer) => !known.has(writer));
}

/** The last number of a writer that is held here; 0 where there is none. */
export function lastNumber(desk: DeskContext, writer: WriterKey): number {
  return (
    desk.store
      .prepare<[string], { last: number | null }>('SELECT max(seq) AS last FROM entry WHERE writer = ?')
      .get(writer)?.last ?? 0
  );
}

/**
 * Retires every computer of a person that is in use: what each had put on the record by the last number held here goes
 * on counting, and nothing after it.
 */
export function retireComputers(desk: DeskContext, round: RoundId, person: PersonId, reason: string): void {
  desk.store.transaction(() => {
    for (const { writer } of computersOf(desk, round, person)) {
      desk.ledger.append('writer-retired', {
        facts: { round, person, writer, after: lastNumber(desk, writer) },
        text: { reason },
      });
    }
  });
}
