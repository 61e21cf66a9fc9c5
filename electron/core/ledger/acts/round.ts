import { z } from 'zod';
import {
  Day,
  Instant,
  OrganisationId,
  PersonId,
  Role,
  RoundId,
  SealingKey,
  WriterKey,
} from '../../../../shared/domain/ids.ts';
import { StandardSet } from '../../../../shared/domain/standard-set.ts';
import { act, heldBy } from './act.ts';

export const RoundDates = z.object({
  opens: Day.optional(),
  /** By when organisations say that they intend to submit. */
  intentionBy: Day.optional(),
  /** The moment after which a submission is late. */
  closesAt: Instant,
  scoresDue: Day.optional(),
  panels: Day.optional(),
  letters: Day.optional(),
  list: Day.optional(),
  appealsBy: Day.optional(),
});
export type RoundDates = z.infer<typeof RoundDates>;

export const roundActs = {
  /** The round's first entry: everyone's authority goes back to the keys it names. */
  'round-opened': act({
    facts: z.object({
      round: RoundId,
      year: z.int().min(2000).max(2200),
      title: z.string().min(1).max(200),
      sample: z.boolean(),
      administrators: z
        .array(z.object({ person: PersonId, writer: WriterKey, sealing: SealingKey.optional() }))
        .min(1),
      /** The printed key that can appoint an administrator when every administrator's desk is lost. */
      recovery: WriterKey.optional(),
    }),
    text: z.object({ names: z.record(z.string(), z.string()) }),
    subject: (facts) => ({ kind: 'round', key: facts.round }),
    /** Its authority is its own, and is settled where the set is read: the first by hash where two claim one round. */
    objection: () => undefined,
  }),
  'round-dated': act({
    facts: z.object({ round: RoundId, dates: RoundDates }),
    text: z.object({}),
    subject: (facts) => ({ kind: 'dates', key: facts.round }),
    objection: heldBy('administrator'),
  }),
  'standards-adopted': act({
    facts: z.object({ round: RoundId, set: StandardSet }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'standards', key: facts.round }),
    objection: heldBy('administrator'),
  }),
  'organisation-registered': act({
    facts: z.object({
      round: RoundId,
      organisation: OrganisationId,
      /** As it was at the time; kept when it changes. */
      name: z.string().min(1).max(300),
      odsCode: z.string().max(20).optional(),
      icb: z.string().max(300).optional(),
      fictional: z.boolean(),
    }),
    text: z.object({ contactName: z.string(), contactEmail: z.string() }),
    subject: (facts) => ({ kind: 'organisation', key: facts.organisation }),
    objection: heldBy('administrator'),
  }),
  'person-appointed': act({
    facts: z.object({
      round: RoundId,
      person: PersonId,
      roles: z.array(Role),
      employer: OrganisationId.optional(),
      /**
       * Where roles are taken away: the last number of each of their writers to which the earlier roles still apply.
       * Without it, whatever was ever given keeps counting.
       */
      writers: z.array(z.object({ writer: WriterKey, after: z.int().min(0) })).optional(),
    }),
    text: z.object({
      name: z.string().min(1).max(200),
      email: z.string().max(320),
      profession: z.string().max(100),
      /** An employer that is no organisation of the round. */
      employer: z.string().max(300).optional(),
    }),
    subject: (facts) => ({ kind: 'person', key: facts.person }),
    objection: heldBy('administrator'),
  }),
  'person-stood-down': act({
    facts: z.object({
      round: RoundId,
      person: PersonId,
      /** The last number of each of their writers that still counts; nothing counts of a writer that is not named. */
      writers: z.array(z.object({ writer: WriterKey, after: z.int().min(0) })),
    }),
    text: z.object({ reason: z.string(), name: z.string(), email: z.string(), profession: z.string() }),
    subject: (facts) => ({ kind: 'person', key: facts.person }),
    objection: heldBy('administrator'),
  }),
  'writer-introduced': act({
    facts: z.object({
      round: RoundId,
      person: PersonId,
      writer: WriterKey,
      /** To which whatever goes to that desk is sealed. */
      sealing: SealingKey.optional(),
    }),
    text: z.object({}),
    subject: (facts) => ({ kind: 'writer', key: `${facts.person} ${facts.writer}` }),
    objection: (author, facts, standing) =>
      author === facts.person ? undefined : heldBy('administrator')(author, facts, standing),
  }),
  'writer-retired': act({
    facts: z.object({ round: RoundId, person: PersonId, writer: WriterKey, after: z.int().min(0) }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'writer', key: `${facts.person} ${facts.writer}` }),
    objection: (author, facts, standing) =>
      author === facts.person ? undefined : heldBy('administrator')(author, facts, standing),
  }),
} as const;
