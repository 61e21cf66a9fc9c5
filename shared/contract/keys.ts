import { z } from 'zod';
import { Instant, PersonId, WriterKey } from '../domain/ids.ts';
import { call } from './call.ts';
import { DeskView } from './desk.ts';

/** A computer by its key. The fingerprint is the key in six words, to be compared over a telephone. */
export const ComputerView = z.object({
  writer: WriterKey,
  fingerprint: z.string(),
  /**
   * Waiting: it lies in a sealed file, for a computer that goes on from there. Not known: it signed as this person, and
   * nobody has introduced it.
   */
  state: z.enum(['in-use', 'waiting', 'retired', 'not-known']),
  /** The computer that this is read on. */
  here: z.boolean(),
});
export type ComputerView = z.infer<typeof ComputerView>;

export const PersonsComputers = z.object({
  person: PersonId,
  name: z.string(),
  computers: z.array(ComputerView),
});
export type PersonsComputers = z.infer<typeof PersonsComputers>;

/** As it is printed, and once: nothing of it stays on the computer that made it. */
export const PrintedKey = z.object({
  /** Two lines of four groups: "7Q4M-Z2XK-…". */
  lines: z.array(z.string()).length(2),
  /** Words by which a sheet and the record can be known to belong together; they give nothing away. */
  fingerprint: z.string(),
  madeAt: Instant,
  roundTitle: z.string(),
  administrator: z.string(),
});
export type PrintedKey = z.infer<typeof PrintedKey>;

export const keyCalls = [
  /** This computer's own fingerprint, and whether the round has heard of its key. */
  call({
    name: 'keys.here',
    may: ['anyone'],
    input: z.object({}),
    output: z.object({ fingerprint: z.string(), known: z.boolean() }),
  }),
  /** Everyone's computers, and what the round can be carried on with when this one is gone. */
  call({
    name: 'keys.list',
    may: ['administrator'],
    input: z.object({}),
    output: z.object({
      people: z.array(PersonsComputers),
      recoveryKey: z.boolean(),
      administrators: z.int(),
      /** Why the round hangs on one computer, where it does. */
      unguarded: z.string().optional(),
    }),
  }),
  /** Takes a computer in that came otherwise than by an invitation. The words are the ones that its person read out. */
  call({
    name: 'keys.accept',
    may: ['administrator'],
    input: z.object({ person: PersonId, words: z.string().trim().min(1).max(200) }),
    output: z.object({}),
  }),
  /** Makes a recovery key, and retires the one before it. */
  call({ name: 'recovery.make', may: ['administrator'], input: z.object({}), output: PrintedKey }),
  /**
   * Makes whoever sits here an administrator of the round that this desk holds, with this desk's key: `as` somebody of
   * the round, or under a new name. The recovery key is used up by it.
   */
  call({
    name: 'recovery.use',
    may: ['anyone', 'nobody-yet'],
    input: z.object({
      key: z.string().max(200),
      as: PersonId.optional(),
      name: z.string().trim().min(1).max(200).optional(),
    }),
    output: DeskView,
  }),
  /** Who could take the round over with the recovery key: everybody in the round, whoever ran it first. */
  call({
    name: 'recovery.people',
    may: ['anyone', 'nobody-yet'],
    input: z.object({}),
    output: z.array(z.object({ person: PersonId, name: z.string(), administrator: z.boolean() })),
  }),
] as const;
