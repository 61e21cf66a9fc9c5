import { z } from 'zod';
import { Instant, PersonId, Role, RoundId } from '../domain/ids.ts';
import { call } from './call.ts';
import { Export } from './desk.ts';

export const PackPurpose = z.enum(['round', 'scores', 'moderation', 'update']);
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
  /** What is refused or odd, each with its reason. */
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
});
export type Recipient = z.infer<typeof Recipient>;

export const exchangeCalls = [
  /** An administrator sends to assessors and chairs; everybody else, what they did, to the administrators. */
  call({ name: 'packs.recipients', may: ['anyone'], input: z.object({}), output: z.array(Recipient) }),
  /** A round pack for an assessor, a moderation pack for a chair, or this desk's scores for the administrator. */
  call({
    name: 'packs.create',
    may: ['anyone'],
    input: z.object({ purpose: PackPurpose, to: PersonId, job: z.string() }),
    output: Export.extend({
      entries: z.int(),
      evidenceFiles: z.int(),
      /** Files left out, since the administrator keeps them back. */
      keptBack: z.int(),
    }),
  }),
  call({
    name: 'packs.rehearse',
    may: ['anyone', 'nobody-yet'],
    input: z.object({ staged: z.string(), job: z.string() }),
    output: PackRehearsal,
  }),
  call({
    name: 'packs.accept',
    may: ['anyone', 'nobody-yet'],
    input: z.object({ rehearsal: z.string(), job: z.string() }),
    output: z.object({ entries: z.int(), evidenceFiles: z.int(), problems: z.array(z.string()) }),
  }),
] as const;
