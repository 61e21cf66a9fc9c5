import { z } from 'zod';
import {
  Day,
  Hash,
  ItemId,
  OrganisationId,
  PersonId,
  RoundId,
  SubmissionId,
} from '../../../../shared/domain/ids.ts';
import { Outcome } from '../../../../shared/domain/score.ts';
import { ProposedOutcome } from '../../../../shared/domain/standard-set.ts';
import { act, heldBy } from './act.ts';

const onSubmission = z.object({ round: RoundId, submission: SubmissionId });
const byChair = heldBy('chair', 'deputy');
const inTheRoom = onSubmission.extend({
  present: z.array(PersonId),
  /** Who takes no part in this submission; why is told elsewhere, to fewer. Not in the entries of earlier versions. */
  absent: z.array(PersonId).optional(),
});

export const decisionActs = {
  /** Freezes the sheets that its basis names. */
  'moderation-opened': act({
    facts: inTheRoom,
    text: z.object({}),
    subject: (facts) => ({ kind: 'moderation', key: facts.submission }),
    objection: byChair,
  }),
  'moderation-closed': act({
    facts: inTheRoom,
    text: z.object({}),
    subject: (facts) => ({ kind: 'moderation', key: facts.submission }),
    objection: byChair,
  }),
  'moderation-reopened': act({
    facts: inTheRoom,
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'moderation', key: facts.submission }),
    objection: byChair,
  }),
  'score-agreed': act({
    facts: onSubmission.extend({
      item: ItemId,
      outcome: Outcome,
      /** A proposed condition: its words are in the text. */
      conditionBy: Day.optional(),
    }),
    text: z.object({ reason: z.string(), condition: z.string(), learningPoint: z.string() }),
    subject: (facts) => ({ kind: 'agreed', key: `${facts.submission} ${facts.item}` }),
    objection: byChair,
  }),
  'decision-proposed': act({
    facts: onSubmission.extend({ outcome: ProposedOutcome }),
    text: z.object({}),
    subject: (facts) => ({ kind: 'proposal', key: facts.submission }),
    objection: heldBy('chair', 'deputy', 'administrator'),
  }),
  'decision-made': act({
    facts: onSubmission.extend({
      organisation: OrganisationId,
      outcome: ProposedOutcome,
      /** What the rule proposed when the decision was made. */
      proposed: ProposedOutcome,
      decidedOn: Day,
      /** First and last day that the award is held; absent where none is awarded. */
      validFrom: Day.optional(),
      validTo: Day.optional(),
      conditions: z.array(z.object({ id: z.string(), item: ItemId, by: Day })),
    }),
    text: z.object({
      reason: z.string(),
      /** By condition. */
      conditions: z.record(z.string(), z.string()),
      learningPoints: z.array(z.string()),
    }),
    subject: (facts) => ({ kind: 'decision', key: facts.submission }),
    objection: byChair,
  }),
  'condition-met': act({
    facts: onSubmission.extend({ condition: z.string(), on: Day, evidence: z.array(Hash) }),
    text: z.object({ how: z.string() }),
    subject: (facts) => ({ kind: 'condition', key: `${facts.submission} ${facts.condition}` }),
    objection: heldBy('chair', 'deputy', 'administrator'),
  }),
  'award-extended': act({
    facts: onSubmission.extend({ organisation: OrganisationId, until: Day }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'award', key: facts.submission }),
    objection: byChair,
  }),
  'award-withdrawn': act({
    facts: onSubmission.extend({ organisation: OrganisationId, from: Day }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'award', key: facts.submission }),
    objection: byChair,
  }),
  'list-published': act({
    facts: z.object({
      round: RoundId,
      number: z.int().min(1),
      asOf: Day,
      organisations: z.array(OrganisationId),
      /** What stood around the list, so that whoever holds the record can make the same bytes again. */
      settings: z.object({ heading: z.string(), owner: z.string(), contact: z.string() }),
      /** SHA-256 of each file of the list, by file name. */
      files: z.record(z.string(), Hash),
    }),
    text: z.object({}),
    subject: (facts) => ({ kind: 'list', key: String(facts.number) }),
    objection: heldBy('administrator', 'chair'),
  }),
  /** First of the two people that a removal takes. */
  'removal-asked': act({
    facts: z.object({ round: RoundId, what: z.enum(['text', 'evidence']), target: Hash }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'removal', key: facts.target }),
    objection: heldBy('administrator', 'chair', 'deputy'),
  }),
  'text-removed': act({
    facts: z.object({ round: RoundId, target: Hash, askedBy: PersonId }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'removal', key: facts.target }),
    objection: (author, facts, standing) =>
      author === facts.askedBy
        ? 'A removal takes two people.'
        : heldBy('administrator', 'chair', 'deputy')(author, facts, standing),
  }),
  'evidence-removed': act({
    facts: z.object({ round: RoundId, target: Hash, askedBy: PersonId }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'removal', key: facts.target }),
    objection: (author, facts, standing) =>
      author === facts.askedBy
        ? 'A removal takes two people.'
        : heldBy('administrator', 'chair', 'deputy')(author, facts, standing),
  }),
} as const;
