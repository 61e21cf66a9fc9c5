import { z } from 'zod';
import {
  Hash,
  Instant,
  type PersonId,
  type RoundId,
  type SealingKey,
  WriterKey,
} from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Contents } from './manifest.ts';

/** What is known of other people's computers: from the record, their keys; from their packs, the evidence they hold. */

interface Computer {
  readonly writer: WriterKey;
  readonly sealing: SealingKey | undefined;
}

/** A person's computers whose key was introduced, by the round's opening or since, and has not been retired. */
function computersOf(desk: DeskContext, round: RoundId, person: PersonId): readonly Computer[] {
  const opened = desk.ledger.current({ round, kind: 'round', key: round });
  const opening = opened?.act === 'round-opened' ? opened.facts.administrators : [];
  const computers = new Map<WriterKey, SealingKey | undefined>(
    opening.filter((each) => each.person === person).map(({ writer, sealing }) => [writer, sealing]),
  );
  const rows = desk.store
    .prepare<[string, string], { writer: string; entry: string; retired_after: number | null }>(
      'SELECT writer, entry, retired_after FROM writer WHERE round = ? AND person = ?',
    )
    .all(round, person);
  for (const row of rows) {
    const writer = WriterKey.parse(row.writer);
    const entry = desk.ledger.entry(Hash.parse(row.entry));
    if (row.retired_after !== null) computers.delete(writer);
    else
      computers.set(
        writer,
        (entry?.act === 'writer-introduced' ? entry.facts.sealing : undefined) ?? computers.get(writer),
      );
  }
  return [...computers].map(([writer, sealing]) => ({ writer, sealing }));
}

/** Where what goes to a person is to be sealed to; empty where none of their computers has told. */
export function sealingKeysOf(desk: DeskContext, round: RoundId, person: PersonId): readonly SealingKey[] {
  return computersOf(desk, round, person).flatMap(({ sealing }) => (sealing === undefined ? [] : [sealing]));
}

const Held = z.object({ madeAt: Instant, hashes: z.array(Hash) });

/** Evidence that every computer of that person has told that it holds. */
export function heldBy(desk: DeskContext, round: RoundId, person: PersonId): ReadonlySet<Hash> {
  const told = computersOf(desk, round, person).map(
    ({ writer }) => new Set(toldBy(desk, round, writer)?.hashes),
  );
  const [first = new Set<Hash>(), ...others] = told;
  return new Set([...first].filter((hash) => others.every((held) => held.has(hash))));
}

function toldBy(desk: DeskContext, round: RoundId, writer: WriterKey): z.infer<typeof Held> | undefined {
  const told = desk.settings.get(`holds ${round} ${writer}`);
  return told === undefined ? undefined : Held.parse(JSON.parse(told));
}

/**
 * Keeps what a pack tells of the computer that made it, where that is known to be its sender's: a sealing key that the
 * record lacks goes on it, from an administrator's desk; what it holds is remembered, the latest of what it told.
 */
export function learn(desk: DeskContext, contents: Contents, administers: boolean): void {
  const { round, from, writer, sealing, holds, madeAt } = contents;
  const computer = computersOf(desk, round, from).find((each) => each.writer === writer);
  if (computer === undefined) return;
  if (administers && sealing !== undefined && computer.sealing === undefined) {
    desk.ledger.append('writer-introduced', { facts: { round, person: from, writer, sealing }, text: {} });
  }
  const before = toldBy(desk, round, writer);
  if (holds !== undefined && (before === undefined || before.madeAt < madeAt)) {
    desk.settings.set(`holds ${round} ${writer}`, JSON.stringify({ madeAt, hashes: holds }));
  }
}
