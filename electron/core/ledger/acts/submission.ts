import { z } from 'zod';
import {
  Hash,
  Instant,
  ItemId,
  OrganisationId,
  PersonId,
  RoundId,
  SubmissionId,
  TransitionId,
  VersionId,
} from '../../../../shared/domain/ids.ts';
import { CitationMeaning, Outcome, SelfRating } from '../../../../shared/domain/score.ts';
import { EvidenceReference, Gap } from '../../../../shared/domain/submission.ts';
import { act, heldBy } from './act.ts';

const sheetFacts = z.object({ round: RoundId, submission: SubmissionId, person: PersonId });

export const submissionActs = {
  'submission-received': act({
    facts: z.object({
      round: RoundId,
      submission: SubmissionId,
      organisation: OrganisationId,
      version: VersionId,
      /** 1 for the first that came, and so on. */
      number: z.int().min(1),
      receivedAt: Instant,
      late: z.boolean(),
      set: z.object({ id: z.string(), version: z.int() }),
      transitions: z.array(TransitionId),
      professions: z.array(z.string()),
      responses: z.array(
        z.object({ item: ItemId, selfRating: SelfRating, references: z.array(EvidenceReference) }),
      ),
      evidence: z.array(
        z.object({
          ref: z.string(),
          sha256: Hash,
          bytes: z.int(),
          namesRemoved: z.enum(['yes', 'no', 'not-said']),
        }),
      ),
    }),
    text: z.object({
      accounts: z.record(
        z.string(),
        z.object({ account: z.string(), reason: z.string(), action: z.string() }),
      ),
      /** By reference: what a file is called and shows can name a person. */
      evidence: z.record(z.string(), z.object({ name: z.string(), shows: z.string() })),
      covers: z.string(),
      contact: z.object({ name: z.string(), role: z.string(), email: z.string() }),
      declaredBy: z.string(),
      gaps: z.array(Gap),
      /** Why one that came after the closing time was taken. */
      lateReason: z.string(),
    }),
    subject: (facts) => ({ kind: 'version', key: `${facts.submission} ${facts.version}` }),
    objection: heldBy('administrator'),
  }),
  'assignment-made': act({
    facts: z.object({ round: RoundId, submission: SubmissionId, person: PersonId }),
    text: z.object({}),
    subject: (facts) => ({ kind: 'assignment', key: `${facts.submission} ${facts.person}` }),
    objection: heldBy('administrator'),
  }),
  /** A recusal ends one too, and may be a chair's; but nobody who chairs takes themselves off to see the others' sheets. */
  'assignment-ended': act({
    facts: z.object({ round: RoundId, submission: SubmissionId, person: PersonId }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'assignment', key: `${facts.submission} ${facts.person}` }),
    objection: (author, facts, standing) =>
      author === facts.person
        ? heldBy('administrator')(author, facts, standing)
        : heldBy('administrator', 'chair', 'deputy')(author, facts, standing),
  }),
  'sheet-submitted': act({
    facts: sheetFacts.extend({
      version: VersionId,
      scores: z.array(
        z.object({
          item: ItemId,
          outcome: Outcome,
          citations: z.array(
            z.object({
              id: z.string(),
              evidence: Hash,
              page: z.int().optional(),
              /** Absent from the entries of earlier versions: cited in support. */
              meaning: CitationMeaning.optional(),
            }),
          ),
        }),
      ),
    }),
    text: z.object({
      /** By item. */
      words: z.record(z.string(), z.object({ note: z.string(), feedback: z.string() })),
      /** By citation. */
      passages: z.record(
        z.string(),
        z.object({
          quote: z.string(),
          prefix: z.string(),
          suffix: z.string(),
          boxes: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
          note: z.string().optional(),
        }),
      ),
    }),
    subject: (facts) => ({ kind: 'sheet', key: `${facts.submission} ${facts.person}` }),
    objection: (author, facts, standing) => {
      if (!standing.assigned(facts.round, facts.person, facts.submission)) {
        return 'The sheet is for a submission that this assessor was not assigned.';
      }
      if (author === facts.person || standing.roles(facts.round, author).has('administrator'))
        return undefined;
      return 'Only the assessor, or an administrator who enters it for them, may submit a sheet.';
    },
  }),
  'sheet-recalled': act({
    facts: sheetFacts,
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'sheet', key: `${facts.submission} ${facts.person}` }),
    objection: (author, facts) =>
      author === facts.person ? undefined : 'Only the assessor may recall their own sheet.',
  }),
  'sheet-returned': act({
    facts: sheetFacts,
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'sheet', key: `${facts.submission} ${facts.person}` }),
    objection: heldBy('chair', 'deputy'),
  }),
} as const;
