import { z } from 'zod';
import { BatchId, Day, Instant, ItemId, OrganisationId, QuestionId, SubmissionId } from '../domain/ids.ts';
import { EvidenceReference } from '../domain/submission.ts';
import { call } from './call.ts';

/** A question as its own asker sees it: nothing of whether anybody else asked. */
export const MyQuestion = z.object({
  question: QuestionId,
  item: ItemId,
  words: z.string(),
  askedAt: Instant,
  state: z.enum(['asked', 'withdrawn', 'passed-on', 'answered']),
  /** Of the state that it is in now. */
  since: Instant,
  /** Why it was not sent; empty where the asker took it back. */
  reason: z.string(),
  answerBy: Day.optional(),
});
export type MyQuestion = z.infer<typeof MyQuestion>;

/** One answer of an organisation, kept apart from its own account. Names no asker. */
export const ReplyView = z.object({
  batch: BatchId,
  number: z.int(),
  item: ItemId,
  askedOn: Day,
  receivedAt: Instant,
  late: z.boolean(),
  question: z.string(),
  answer: z.string(),
  /** False where the reply came and left this question empty. */
  answered: z.boolean(),
  references: z.array(EvidenceReference),
});
export type ReplyView = z.infer<typeof ReplyView>;

export const OpenQuestion = z.object({
  question: QuestionId,
  item: ItemId,
  words: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  conflict: z.boolean(),
});
export type OpenQuestion = z.infer<typeof OpenQuestion>;

export const QuestionBatch = z.object({
  batch: BatchId,
  sentOn: Day,
  answerBy: Day,
  /** The day has passed and no reply is here. */
  overdue: z.boolean(),
  questions: z.array(
    z.object({
      number: z.int(),
      item: ItemId,
      words: z.string(),
      /** Who asked it, one name for each question that was put together. */
      askedBy: z.array(z.string()),
      joined: z.array(z.string()),
      answer: z.string().optional(),
    }),
  ),
  reply: z.object({ receivedAt: Instant, late: z.boolean(), evidenceFiles: z.int() }).optional(),
});
export type QuestionBatch = z.infer<typeof QuestionBatch>;

export const QuestionsOf = z.object({
  submission: SubmissionId,
  organisation: OrganisationId,
  name: z.string(),
  /** To whom the questions go; empty where no address is known. */
  email: z.string(),
  open: z.array(OpenQuestion),
  batches: z.array(QuestionBatch),
  withdrawn: z.array(OpenQuestion.extend({ reason: z.string() })),
});
export type QuestionsOf = z.infer<typeof QuestionsOf>;

export const questionCalls = [
  call({
    name: 'questions.ask',
    may: ['assessor', 'chair', 'deputy'],
    input: z.object({ submission: SubmissionId, item: ItemId, words: z.string().trim().min(1).max(4000) }),
    output: z.object({ question: QuestionId }),
  }),
  /** What the caller has asked of one submission, and every reply to its panel. */
  call({
    name: 'questions.about',
    may: ['assessor', 'chair', 'deputy'],
    input: z.object({ submission: SubmissionId }),
    output: z.object({
      mine: z.array(MyQuestion),
      replies: z.array(ReplyView),
      /** Whether the round's standards let a reply change a score. */
      mayChangeScores: z.boolean(),
    }),
  }),
  /** By the administrator with a reason, or by whoever asked it. */
  call({
    name: 'questions.withdraw',
    may: ['assessor', 'chair', 'deputy', 'administrator'],
    input: z.object({ submission: SubmissionId, question: QuestionId, reason: z.string().trim().max(2000) }),
    output: z.object({}),
  }),
  /** Of every submission that the caller does not assess, or is not blind to any more. */
  call({
    name: 'questions.list',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({}),
    output: z.array(QuestionsOf),
  }),
] as const;
