import { createHash } from 'node:crypto';
import type { RoundId, WriterKey } from '../../../shared/domain/ids.ts';
import { localPart } from '../desk/backup.ts';
import { type DeskContext, personHere, roundsOf } from '../desk/context.ts';
import { ownWork } from '../exchange/service.ts';
import { hashOf, type RawEntry } from '../ledger/entry.ts';
import { makeWriterKey, seedOf, type WriterKeyPair, writerKeyFromSeed } from '../ledger/keys.ts';
import { LedgerRefusal } from '../ledger/ledger.ts';

/** What a copy is to hold at this moment. */
export interface CopyContent {
  readonly entries: readonly RawEntry[];
  readonly local: Buffer;
  /** SHA-256 of both: the same while nothing has changed. */
  readonly digest: string;
  /** The beginning of each record's hash, with a w behind where its words are there. */
  readonly holds: readonly string[];
}

const HASH_DIGITS = 16;

export function copyContent(desk: DeskContext, seed: string): CopyContent {
  const me = personHere(desk);
  const local = localPart(desk, 'drafts', seed);
  const entries = roundsOf(desk).flatMap((round) => [...desk.ledger.entriesFor(ownWork(desk, round, me))]);
  const holds = entries.map(
    ({ header, text }) => `${hashOf(header).slice(0, HASH_DIGITS)}${text === undefined ? '' : 'w'}`,
  );
  const digest = createHash('sha256').update(local).update(holds.join(' ')).digest('hex');
  return { entries, local, digest, holds };
}

/**
 * The key that travels in the copies, by which another computer is introduced that goes on from one: this desk's own
 * stays here and goes on with its chain. One that was used by then is followed by another, or two computers would
 * continue one chain. Kept for as long as it is good, whichever folder the copies go to.
 */
export function carrierKey(desk: DeskContext): WriterKeyPair {
  const me = personHere(desk);
  const seed = desk.settings.get('draft-carrier');
  const before = seed === undefined ? undefined : writerKeyFromSeed(seed);
  const carrier = before === undefined || hasWritten(desk, before.writer) ? makeWriterKey() : before;
  desk.store.transaction(() => {
    if (carrier !== before) desk.settings.set('draft-carrier', seedOf(carrier));
    for (const round of roundsOf(desk))
      if (!desk.ledger.personsOf(round, carrier.writer).has(me)) introduce(desk, round, carrier.writer);
  });
  return carrier;
}

function introduce(desk: DeskContext, round: RoundId, writer: WriterKey): void {
  try {
    desk.ledger.append('writer-introduced', { facts: { round, person: personHere(desk), writer }, text: {} });
  } catch (error) {
    // A computer that was retired introduces nobody. What was scored on it is worth copying all the same.
    if (!(error instanceof LedgerRefusal)) throw error;
  }
}

function hasWritten({ store }: DeskContext, writer: WriterKey): boolean {
  return (
    store.prepare<[string], { one: 1 }>('SELECT 1 AS one FROM entry WHERE writer = ? LIMIT 1').get(writer) !==
    undefined
  );
}
