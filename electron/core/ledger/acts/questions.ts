import { z } from 'zod';
import {
  BatchId,
  ClarificationId,
  Day,
  Hash,
  Instant,
  ItemId,
  PersonId,
  QuestionId,
  RoundId,
  StandardNumber,
  SubmissionId,
} from '../../../../shared/domain/ids.ts';
import { EvidenceReference } from '../../../../shared/domain/submission.ts';
import { act, heldBy } from './act.ts';

const onSubmission = z.object({ round: RoundId, submission: SubmissionId });
/** The asker is part of the subject: nobody else's entry, under whatever id, touches their question. */
const onQuestion = onSubmission.extend({ person: PersonId, question: QuestionId });
const onBatch = onSubmission.extend({ batch: BatchId });
const byAdministrator = heldBy('administrator');

const questionOf = (facts: z.infer<typeof onQuestion>) => ({
  kind: 'question' as const,
  key: `${facts.submission} ${facts.person} ${facts.question}`,
});

export const questionActs = {
  /** Travels from its asker to the administrator and the chair, and to no other assessor, ever. */
  'question-asked': act({
    facts: onQuestion.extend({ item: ItemId }),
    text: z.object({ words: z.string().min(1).max(4000) }),
    subject: questionOf,
    objection: (author, facts, standing) => {
      if (author !== facts.person) return 'A question is asked by the person whose it is.';
      const roles = standing.roles(facts.round, author);
      if (roles.has('chair') || roles.has('deputy')) return undefined;
      return standing.assigned(facts.round, author, facts.submission)
        ? undefined
        : 'Only who assesses the submission, the chair or the deputy may ask its organisation.';
    },
  }),
  /** Not sent, for the reason given, or taken back by its asker. */
  'question-withdrawn': act({
    facts: onQuestion,
    text: z.object({ reason: z.string().max(2000) }),
    subject: questionOf,
    objection: (author, facts, standing) =>
      author === facts.person ? undefined : byAdministrator(author, facts, standing),
  }),
  /** Tells its asker that it went. Which number it has, and what else went, would tell of others. */
  'question-passed-on': act({
    facts: onQuestion.extend({ batch: BatchId, answerBy: Day }),
    text: z.object({}),
    subject: questionOf,
    objection: byAdministrator,
  }),
  /** What went to an organisation together. Goes to nobody who only assesses. */
  'questions-sent': act({
    facts: onBatch.extend({
      answerBy: Day,
      /** Numbered from 1 in each batch, so that no number tells of another batch. */
      questions: z
        .array(z.object({ number: z.int().min(1), item: ItemId, from: z.array(QuestionId).min(1) }))
        .min(1),
    }),
    text: z.object({
      /** By number, as the organisation reads it. */
      words: z.record(z.string(), z.string()),
      /** By question, why it was put together with another. */
      joined: z.record(z.string(), z.string()),
    }),
    subject: (facts) => ({ kind: 'batch', key: `${facts.submission} ${facts.batch}` }),
    objection: byAdministrator,
  }),
  /**
   * The organisation's reply to a whole batch, with the words of each question: all that an assessor's desk gets to
   * know, the same for each of them. A later reply to the same batch replaces it.
   */
  'questions-answered': act({
    facts: onBatch.extend({
      askedOn: Day,
      receivedAt: Instant,
      late: z.boolean(),
      questions: z
        .array(
          z.object({
            number: z.int().min(1),
            item: ItemId,
            /** False where the reply came and this answer was left empty. */
            answered: z.boolean(),
            references: z.array(EvidenceReference),
          }),
        )
        .min(1),
      evidence: z.array(
        z.object({
          ref: z.string(),
          sha256: Hash,
          bytes: z.int(),
          namesRemoved: z.enum(['yes', 'no', 'not-said']).optional(),
        }),
      ),
    }),
    text: z.object({
      /** By number. */
      questions: z.record(z.string(), z.object({ question: z.string(), answer: z.string() })),
      /** File names, by reference. */
      evidence: z.record(z.string(), z.string()),
      /** What each file shows, by reference, where they say so. */
      shows: z.record(z.string(), z.string()).optional(),
      /** Why it was taken after the day that it was asked for by. */
      lateReason: z.string().max(2000).optional(),
    }),
    subject: (facts) => ({ kind: 'reply', key: `${facts.submission} ${facts.batch}` }),
    objection: byAdministrator,
  }),
  /** What does a standard mean? To the chair, about no submission. */
  'clarification-asked': act({
    facts: z.object({
      round: RoundId,
      person: PersonId,
      clarification: ClarificationId,
      standard: StandardNumber,
    }),
    text: z.object({ words: z.string().min(1).max(4000) }),
    subject: (facts) => ({ kind: 'clarification', key: `${facts.person} ${facts.clarification}` }),
    objection: (author, facts, standing) =>
      author === facts.person
        ? heldBy('assessor')(author, facts, standing)
        : 'A question is asked by the person whose it is.',
  }),
  /** To its asker alone, or to every assessor in words of the chair's own, which name nobody. */
  'clarification-given': act({
    facts: z.object({
      round: RoundId,
      clarification: ClarificationId,
      standard: StandardNumber,
      /** Absent: to everyone. */
      to: PersonId.optional(),
    }),
    text: z.object({ question: z.string().max(4000), answer: z.string().min(1).max(8000) }),
    subject: (facts) => ({
      kind: 'clarification-given',
      key: `${facts.to ?? EVERYONE} ${facts.clarification}`,
    }),
    objection: heldBy('chair', 'deputy'),
  }),
} as const;

/** In a subject's key where a person would stand; no person's id can be this. */
export const EVERYONE = '*';
