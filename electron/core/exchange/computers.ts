import { z } from 'zod';
import {
  Hash,
  Instant,
  type PersonId,
  type RoundId,
  type SealingKey,
  type WriterKey,
} from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import { computersOf } from '../keys/service.ts';
import type { Contents } from './manifest.ts';

/** What is known of other people's computers: from the record, their keys; from their packs, the evidence they hold. */

/** Where what goes to a person is to be sealed to; empty where none of their computers has told. */
export function sealingKeysOf(desk: DeskContext, round: RoundId, person: PersonId): readonly SealingKey[] {
  return computersOf(desk, round, person).flatMap(({ sealing }) => (sealing === undefined ? [] : [sealing]));
}

const Held = z.object({ madeAt: Instant, hashes: z.array(Hash), knows: z.string().default('') });

/** Those that something can be sent to. */
const receivingOf = (desk: DeskContext, round: RoundId, person: PersonId) =>
  computersOf(desk, round, person).filter(({ waiting }) => !waiting);

/** Evidence that every computer of that person has told that it holds. */
export function heldBy(desk: DeskContext, round: RoundId, person: PersonId): ReadonlySet<Hash> {
  const told = receivingOf(desk, round, person).map(
    ({ writer }) => new Set(toldBy(desk, round, writer)?.hashes),
  );
  const [first = new Set<Hash>(), ...others] = told;
  return new Set([...first].filter((hash) => others.every((held) => held.has(hash))));
}

/** Hexadecimal digits of a hash by which a computer tells of an entry. */
const TOLD_DIGITS = 16;

/** An entry that lies on a computer: with all its words, or without some that it was sent without. */
export interface HeldEntry {
  readonly hash: Hash;
  readonly whole: boolean;
}

/** What is told of an entry: the first digits of its hash where it is held whole, the next where only its header is. */
const digitsOf = (hash: Hash, whole: boolean) =>
  whole ? hash.slice(0, TOLD_DIGITS) : hash.slice(TOLD_DIGITS, 2 * TOLD_DIGITS);

/** As `knows` in a manifest. */
export const spellKnown = (held: readonly HeldEntry[]): string =>
  Buffer.from(held.map(({ hash, whole }) => digitsOf(hash, whole)).join(''), 'hex').toString('base64url');

/**
 * Whether every computer of that person has told that it holds that much of an entry; undefined where one has told of
 * none.
 */
export function knownTo(
  desk: DeskContext,
  round: RoundId,
  person: PersonId,
): ((hash: Hash, extent: 'whole' | 'header') => boolean) | undefined {
  const told = receivingOf(desk, round, person).map(({ writer }) => {
    const digits = Buffer.from(toldBy(desk, round, writer)?.knows ?? '', 'base64url').toString('hex');
    return new Set(digits.match(new RegExp(`.{${TOLD_DIGITS}}`, 'g')));
  });
  if (told.length === 0 || told.some(({ size }) => size === 0)) return undefined;
  return (hash, extent) =>
    told.every(
      (known) => known.has(digitsOf(hash, true)) || (extent === 'header' && known.has(digitsOf(hash, false))),
    );
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
  const { round, from, writer, sealing, holds, knows, madeAt } = contents;
  const computer = computersOf(desk, round, from).find((each) => each.writer === writer);
  if (computer === undefined) return;
  if (administers && sealing !== undefined && computer.sealing === undefined) {
    desk.ledger.append('writer-introduced', { facts: { round, person: from, writer, sealing }, text: {} });
  }
  const before = toldBy(desk, round, writer);
  if (holds !== undefined && (before === undefined || before.madeAt < madeAt)) {
    desk.settings.set(`holds ${round} ${writer}`, JSON.stringify({ madeAt, hashes: holds, knows }));
  }
}
