import { z } from 'zod';
import { Instant, PersonId, Role, RoundId } from '../domain/ids.ts';
import { call } from './call.ts';
import { Export } from './desk.ts';

/**
 * `round` for an assessor, `scores` back from one; `moderation` for a chair, `update` with what they decided back;
 * `whole` for another administrator; `archive` for keeping, to nobody in particular.
 */
export const PackPurpose = z.enum(['round', 'scores', 'moderation', 'update', 'whole', 'archive']);
export type PackPurpose = z.infer<typeof PackPurpose>;

/** What a pack says of itself and what it would do here; nothing is taken in until it is accepted. */
export const PackRehearsal = z.object({
  id: z.string(),
  purpose: PackPurpose,
  round: z.object({ id: RoundId, title: z.string() }),
  from: z.string(),
  to: z.string(),
  madeAt: Instant,
  newEntries: z.int(),
  knownEntries: z.int(),
  evidenceFiles: z.int(),
  /** Things that would then be said in two ways. */
  conflicts: z.int(),
  /** Records that would not be taken in. */
  refused: z.int(),
  /** Records that would be kept without effect. */
  withoutEffect: z.int(),
  /** What is refused or odd, or would conflict, each with its reason. */
  problems: z.array(z.string()),
});
export type PackRehearsal = z.infer<typeof PackRehearsal>;

/** Somebody to whom this desk has something to send. */
export const Recipient = z.object({
  person: PersonId,
  name: z.string(),
  roles: z.array(Role),
  purpose: PackPurpose,
  /** Of an assessor: the submissions that would be in it. */
  submissions: z.int(),
  /** Whether a key of theirs is known: without one the file invites them, and their first file back brings it. */
  introduced: z.boolean(),
  /** What the file would be locked with: the key of their computer, where it has told it, or a passphrase. */
  lockedBy: z.enum(['key', 'passphrase']),
});
export type Recipient = z.infer<typeof Recipient>;

/** Six words are 50 bits and more; what somebody makes up has to be long to be as good. */
export const OwnPassphrase = z
  .string()
  .min(20, 'a passphrase has at least 20 characters, such as six words')
  .max(200, 'a passphrase has at most 200 characters');

/** What is to be made for whom. */
const Wanted = z.object({
  purpose: PackPurpose,
  /** Of an archive there is none. */
  to: PersonId.optional(),
  /**
   * For a person with a new computer: their old ones are retired after the last number held here, and the file invites
   * the new one, locked with a passphrase and with all the evidence.
   */
  newComputer: z.boolean().optional(),
  /** Also what their computer has told that it holds, for one whose data was lost and put back from an old copy. */
  everything: z.boolean().optional(),
});

export const exchangeCalls = [
  /** An administrator sends to assessors and chairs; everybody else, what they did, to the administrators. */
  call({ name: 'packs.recipients', may: ['anyone'], input: z.object({}), output: z.array(Recipient) }),
  /** What `packs.create` would make, and how many bytes that is. */
  call({
    name: 'packs.measure',
    may: ['anyone'],
    input: Wanted,
    output: z.object({
      bytes: z.int(),
      entries: z.int(),
      evidenceFiles: z.int(),
      /** Files left out, since the administrator keeps them back. */
      keptBack: z.int(),
      /** Files left out, since their computer has told that it holds them. */
      heldThere: z.int(),
      /** Whether it holds only what their computer lacks, by what that computer has told. */
      update: z.boolean(),
      lockedBy: z.enum(['key', 'passphrase']),
    }),
  }),
  /**
   * A round pack for an assessor, a moderation pack for a chair, or this desk's scores for the administrator; sealed to
   * the key of the recipient's computer where it is known, else with a passphrase, which is told here and kept nowhere.
   */
  call({
    name: 'packs.create',
    may: ['anyone'],
    input: Wanted.extend({
      job: z.string(),
      /** One of the maker's own, used even where a key is known. */
      passphrase: OwnPassphrase.optional(),
      /** In parts of at most so many megabytes, a million bytes each: a mail system takes no more. */
      splitMegabytes: z.int().min(1).max(100_000).optional(),
    }),
    /** The file, or the first part of it. */
    output: Export.extend({
      /** The parts after the first. */
      more: z.array(Export),
      /** All the parts together. */
      totalBytes: z.int(),
      entries: z.int(),
      evidenceFiles: z.int(),
      keptBack: z.int(),
      heldThere: z.int(),
      update: z.boolean(),
      /** To be told by telephone; only where the file is locked with one. */
      passphrase: z.string().optional(),
    }),
  }),
  /** Refuses with 'passphrase-needed' where the file is locked with one that was not given, and 'passphrase-wrong'. */
  call({
    name: 'packs.rehearse',
    may: ['anyone', 'nobody-yet'],
    input: z.object({
      /** The file, or all the parts of one in any order. */
      staged: z.union([z.string(), z.array(z.string()).min(1).max(999)]),
      passphrase: z.string().max(200).optional(),
      job: z.string(),
    }),
    output: PackRehearsal,
  }),
  call({
    name: 'packs.accept',
    may: ['anyone', 'nobody-yet'],
    input: z.object({ rehearsal: z.string(), job: z.string() }),
    output: z.object({ entries: z.int(), evidenceFiles: z.int(), problems: z.array(z.string()) }),
  }),
] as const;
