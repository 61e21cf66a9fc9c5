import { z } from 'zod';
import { BatchId, Day, Instant, ItemId, OrganisationId, QuestionId, SubmissionId } from '../domain/ids.ts';
import { EvidenceReference } from '../domain/submission.ts';
import { call } from './call.ts';
import { Export } from './desk.ts';
import { ReplyFile } from './intake.ts';

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
  reply: z
    .object({
      receivedAt: Instant,
      late: z.boolean(),
      /** Why it was taken late. */
      lateReason: z.string(),
      /** Questions that it left empty. */
      unanswered: z.int(),
      /** What came with it, under references of its own. */
      files: z.array(ReplyFile),
    })
    .optional(),
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

/** One question as it is to go: one that was asked, or several about one item put together. */
export const ChosenQuestion = z.object({
  from: z
    .array(
      z.object({
        question: QuestionId,
        /** Of those after the first, why it was put together with it. */
        joined: z.string().trim().max(2000).default(''),
      }),
    )
    .min(1)
    .max(50),
  /** As the organisation is to read it. */
  words: z.string().trim().max(4000),
});
export type ChosenQuestion = z.infer<typeof ChosenQuestion>;

export const DraftedQuestion = z.object({
  number: z.int(),
  item: ItemId,
  standard: z.object({ number: z.string(), wording: z.string(), transition: z.string().optional() }),
  words: z.string(),
  from: z.array(
    z.object({ question: QuestionId, words: z.string(), askedBy: z.string(), joined: z.string() }),
  ),
  /** Others about the same item, with which it could be put together. */
  together: z.array(QuestionId),
});
export type DraftedQuestion = z.infer<typeof DraftedQuestion>;

/** What would go to one organisation. */
export const QuestionsDraft = z.object({
  submission: SubmissionId,
  organisation: OrganisationId,
  name: z.string(),
  email: z.string(),
  answerBy: Day,
  questions: z.array(DraftedQuestion),
  /** What stands in the way of sending it as it is. */
  problems: z.array(
    z.object({
      question: QuestionId,
      field: z.enum(['words', 'joined', 'question']),
      sentence: z.string(),
    }),
  ),
  /** The e-mail, in which nothing says who asked. */
  subject: z.string(),
  text: z.string(),
});
export type QuestionsDraft = z.infer<typeof QuestionsDraft>;

/** The e-mail as a draft (.eml) with the workbook attached, and the workbook by itself. */
const Letter = z.object({ letter: Export, workbook: Export });

export const SentQuestions = Letter.extend({
  submission: SubmissionId,
  name: z.string(),
  /** To whom it is addressed; empty where no address is known. */
  email: z.string(),
  batch: BatchId,
  questions: z.int(),
});
export type SentQuestions = z.infer<typeof SentQuestions>;

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
  /** What would go to one organisation: all of its open questions, each in its own words, or what was chosen of them. */
  call({
    name: 'questions.draft',
    may: ['administrator'],
    input: z.object({
      submission: SubmissionId,
      chosen: z.array(ChosenQuestion).min(1).max(200).optional(),
      /** Two weeks from today where it is left out. */
      answerBy: Day.optional(),
    }),
    output: QuestionsDraft,
  }),
  /**
   * Puts on the record that questions went, and tells their askers, for all of the submissions or for none; then gives
   * the e-mails and workbooks to send, and all of them in one file where there are several.
   */
  call({
    name: 'questions.send',
    may: ['administrator'],
    input: z.object({
      answerBy: Day,
      /** Every submission with open questions where it is left out; all of its questions where none are chosen. */
      submissions: z
        .array(
          z.object({ submission: SubmissionId, chosen: z.array(ChosenQuestion).min(1).max(200).optional() }),
        )
        .min(1)
        .max(2000)
        .optional(),
      job: z.string(),
    }),
    output: z.object({ sent: z.array(SentQuestions), all: Export.optional() }),
  }),
  /** The e-mail and the workbook of questions that were sent, once more. */
  call({
    name: 'questions.letter',
    may: ['administrator'],
    input: z.object({ submission: SubmissionId, batch: BatchId }),
    output: Letter,
  }),
] as const;
