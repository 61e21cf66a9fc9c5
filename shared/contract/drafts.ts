import { z } from 'zod';
import { ClarificationId, Instant, ItemId, QuestionId, StandardNumber, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';

/** What words are for that are not on the record yet. */
export const DraftOf = z.discriminatedUnion('kind', [
  /** A question to the organisation. */
  z.object({ kind: z.literal('question'), submission: SubmissionId, item: ItemId }),
  /** What an administrator makes of somebody's question before it goes: words, what it is put together with, and why. */
  z.object({ kind: z.literal('sending'), submission: SubmissionId, question: QuestionId }),
  /** A question to the chair. */
  z.object({ kind: z.literal('clarification'), standard: StandardNumber }),
  /** The chair's answer to one. */
  z.object({ kind: z.literal('answer'), clarification: ClarificationId }),
]);
export type DraftOf = z.infer<typeof DraftOf>;

/** What stands in each field of the form. */
export const DraftWords = z.record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(20_000));
export type DraftWords = z.infer<typeof DraftWords>;

export const DraftView = z.object({ of: DraftOf, words: DraftWords, savedAt: Instant });
export type DraftView = z.infer<typeof DraftView>;

export const draftCalls = [
  /** The whole form each time, on disk when it returns; nothing is kept of one that is empty. */
  call({
    name: 'drafts.keep',
    may: ['assessor', 'chair', 'deputy', 'administrator'],
    input: z.object({ of: DraftOf, words: DraftWords }),
    output: z.object({ savedAt: Instant }),
  }),
  /** The caller's own, of this round. */
  call({
    name: 'drafts.read',
    may: ['assessor', 'chair', 'deputy', 'administrator'],
    input: z.object({}),
    output: z.array(DraftView),
  }),
] as const;
