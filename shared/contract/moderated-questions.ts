import { z } from 'zod';
import { Day, Instant, ItemId, QuestionId, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';
import { ReplyView } from './questions.ts';

/** A question as the panel looks back at it; who asked it only for whoever may know. */
export const ModeratedQuestion = z.object({
  question: QuestionId,
  item: ItemId,
  words: z.string(),
  askedBy: z.string().optional(),
  askedAt: Instant,
  state: z.enum(['asked', 'withdrawn', 'passed-on', 'answered']),
  /** Of the state that it is in now. */
  since: Instant,
  /** Why it was not sent; empty where the asker took it back. */
  reason: z.string(),
  answerBy: Day.optional(),
});
export type ModeratedQuestion = z.infer<typeof ModeratedQuestion>;

export const moderatedQuestionCalls = [
  /** Beside an open moderation: every question for who leads or runs the round, one's own for an assessor, and the replies. */
  call({
    name: 'questions.moderated',
    may: ['chair', 'deputy', 'administrator', 'observer', 'assessor'],
    input: z.object({ submission: SubmissionId }),
    output: z.object({
      asked: z.array(ModeratedQuestion),
      replies: z.array(ReplyView),
      /** Whether the round's standards let a reply change a score. */
      mayChangeScores: z.boolean(),
    }),
  }),
] as const;
