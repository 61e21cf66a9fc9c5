import { z } from 'zod';
import { ClarificationId, Instant, PersonId, StandardNumber } from '../domain/ids.ts';
import { call } from './call.ts';

/** What an assessor asked the chair about a standard. */
export const MyClarification = z.object({
  clarification: ClarificationId,
  standard: StandardNumber,
  words: z.string(),
  askedAt: Instant,
  answered: z.boolean(),
});
export type MyClarification = z.infer<typeof MyClarification>;

/** What the chair says of a standard, to one or to all. Does not tell who asked. */
export const GivenClarification = z.object({
  clarification: ClarificationId,
  standard: StandardNumber,
  toEveryone: z.boolean(),
  /** In the chair's words; empty where only the asker reads the answer. */
  question: z.string(),
  answer: z.string(),
  givenBy: z.string(),
  givenAt: Instant,
  /** The chair and the deputy answered without seeing each other: one of the two is shown. */
  conflict: z.boolean(),
});
export type GivenClarification = z.infer<typeof GivenClarification>;

/** A question as the chair sees it, with what was answered to it. */
export const AskedClarification = z.object({
  clarification: ClarificationId,
  standard: StandardNumber,
  words: z.string(),
  asker: PersonId,
  askedBy: z.string(),
  askedAt: Instant,
  given: z.array(GivenClarification),
});
export type AskedClarification = z.infer<typeof AskedClarification>;

export const clarificationCalls = [
  call({
    name: 'clarifications.ask',
    may: ['assessor'],
    input: z.object({ standard: StandardNumber, words: z.string().trim().min(1).max(4000) }),
    output: z.object({ clarification: ClarificationId }),
  }),
  /** What the caller asked, and what the chair answered to them or to everyone. */
  call({
    name: 'clarifications.mine',
    may: ['assessor'],
    input: z.object({}),
    output: z.object({ asked: z.array(MyClarification), given: z.array(GivenClarification) }),
  }),
  /** Those that wait for an answer first, the oldest of them at the top. */
  call({
    name: 'clarifications.list',
    may: ['chair', 'deputy', 'administrator'],
    input: z.object({}),
    output: z.array(AskedClarification),
  }),
  /** To its asker alone, or to every assessor in words that name nobody. Once more replaces what was said to them. */
  call({
    name: 'clarifications.give',
    may: ['chair', 'deputy'],
    input: z.object({
      clarification: ClarificationId,
      asker: PersonId,
      to: z.enum(['asker', 'everyone']),
      /** As everyone is to read it; to its asker alone it says nothing. */
      question: z.string().trim().max(4000),
      answer: z.string().trim().min(1).max(8000),
    }),
    output: z.object({}),
  }),
] as const;
