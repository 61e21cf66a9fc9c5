import { z } from 'zod';
import { Day, Hash, Instant, ItemId, OrganisationId, PersonId, SubmissionId } from '../domain/ids.ts';
import { Citation, Outcome, SelfRating } from '../domain/score.ts';
import { ProposedOutcome, StandardSet } from '../domain/standard-set.ts';
import { call } from './call.ts';
import { RoundHead } from './desk.ts';
import { EvidenceView, ReplyFile, ResponseView } from './intake.ts';

export const ModerationRow = z.object({
  submission: SubmissionId,
  name: z.string(),
  state: z.enum(['waiting', 'ready', 'open', 'closed']),
  sheetsSubmitted: z.int(),
  sheetsDue: z.int(),
  /** Of those submitted, how many scored an earlier version than the one that counts now. */
  sheetsBehind: z.int(),
  /** Sheets that were entered for an assessor, and nobody has said that they are theirs; none of those that are hidden. */
  toConfirm: z.int(),
  /** Absent until moderation is open: before that nobody learns how sheets compare. */
  agreed: z.int().optional(),
  items: z.int(),
  decision: ProposedOutcome.optional(),
  /** The panel that it belongs to, and whether whoever looks leads that. */
  panel: z.string().optional(),
  ledByYou: z.boolean(),
  /** `unsettled`: they may look, and not rule, until an interest of theirs is settled. */
  yourPart: z.enum(['takes', 'unsettled', 'none']),
  /** Ruled by somebody with an interest in it, and not upheld. */
  doubted: z.boolean(),
});
export type ModerationRow = z.infer<typeof ModerationRow>;

export const AssessorScore = z.object({
  person: PersonId,
  outcome: Outcome,
  note: z.string(),
  feedback: z.string(),
  citations: z.array(Citation),
});
export type AssessorScore = z.infer<typeof AssessorScore>;

export const AgreedView = z.object({
  outcome: Outcome,
  reason: z.string(),
  condition: z.string(),
  conditionBy: Day.optional(),
  learningPoint: z.string(),
  conflict: z.boolean(),
  /** A sheet it rests on has changed since. */
  basisMoved: z.boolean(),
});
export type AgreedView = z.infer<typeof AgreedView>;

export const ModeratedItem = z.object({
  item: ItemId,
  selfRating: SelfRating,
  scores: z.array(AssessorScore),
  agreed: AgreedView.optional(),
});
export type ModeratedItem = z.infer<typeof ModeratedItem>;

export const ConditionView = z.object({
  id: z.string(),
  item: ItemId,
  by: Day,
  words: z.string(),
  metOn: Day.optional(),
});
export type ConditionView = z.infer<typeof ConditionView>;

export const DecisionView = z.object({
  outcome: ProposedOutcome,
  proposed: ProposedOutcome,
  reason: z.string(),
  decidedOn: Day,
  validFrom: Day.optional(),
  validTo: Day.optional(),
  conditions: z.array(ConditionView),
  learningPoints: z.array(z.string()),
  conflict: z.boolean(),
  basisMoved: z.boolean(),
});
export type DecisionView = z.infer<typeof DecisionView>;

/** Requirements and order of disagreement are worked out in the room from this, by the rules in shared/domain. */
export const ModerationView = z.object({
  round: RoundHead,
  submission: SubmissionId,
  organisation: OrganisationId,
  name: z.string(),
  versionNumber: z.int(),
  receivedAt: Instant,
  set: StandardSet,
  transitions: z.array(z.string()),
  state: z.enum(['open', 'closed']),
  present: z.array(PersonId),
  assessors: z.array(
    z.object({
      id: PersonId,
      name: z.string(),
      /** Who typed the sheet in, where that was not the assessor. */
      enteredBy: z.string().optional(),
      /** Who said that it is theirs; absent while it waits for that. */
      confirmedBy: z.string().optional(),
      /** Whether whoever looks may say so. */
      mayConfirm: z.boolean(),
      /** Where the sheet scored an earlier version: which, and the items that the one that counts now touches. */
      behind: z.object({ version: z.int(), items: z.array(ItemId) }).optional(),
    }),
  ),
  /** Sheets that a chair ruled not to count, kept as they were submitted. */
  notCounted: z.array(z.object({ id: PersonId, name: z.string(), reason: z.string() })),
  /** Who takes no part, by name where whoever looks may know; nobody is told here why. */
  notTakingPart: z.object({ people: z.int(), names: z.array(z.string()) }),
  /** May rule on it: nothing ties them to the organisation. */
  mayRule: z.boolean(),
  items: z.array(ModeratedItem),
  responses: z.array(ResponseView),
  evidence: z.array(EvidenceView),
  /** What came with replies to questions. */
  replyFiles: z.array(ReplyFile),
  /** Files inside the evidence that the sheets cite, as far as they were taken out on this desk. */
  enclosed: z.array(EvidenceView),
  decision: DecisionView.optional(),
});
export type ModerationView = z.infer<typeof ModerationView>;

const AgreeItem = z.object({
  item: ItemId,
  outcome: Outcome,
  reason: z.string().max(20_000),
  condition: z.string().max(20_000),
  conditionBy: Day.optional(),
  learningPoint: z.string().max(20_000),
});

export const moderationCalls = [
  call({
    name: 'moderation.list',
    may: ['chair', 'deputy', 'administrator', 'observer'],
    input: z.object({}),
    output: z.array(ModerationRow),
  }),
  call({
    name: 'moderation.open',
    may: ['chair', 'deputy'],
    input: z.object({ submission: SubmissionId, present: z.array(PersonId) }),
    output: z.object({ entry: Hash }),
  }),
  call({
    name: 'moderation.show',
    may: ['chair', 'deputy', 'administrator', 'observer', 'assessor'],
    input: z.object({ submission: SubmissionId }),
    output: ModerationView,
  }),
  call({
    name: 'moderation.close',
    may: ['chair', 'deputy'],
    input: z.object({ submission: SubmissionId }),
    output: z.object({ entry: Hash }),
  }),
  call({
    name: 'moderation.reopen',
    may: ['chair', 'deputy'],
    input: z.object({ submission: SubmissionId, reason: z.string().trim().min(1).max(2000) }),
    output: z.object({ entry: Hash }),
  }),
  call({
    name: 'agreed.save',
    may: ['chair', 'deputy'],
    input: AgreeItem.extend({ submission: SubmissionId }),
    output: z.object({ entry: Hash }),
  }),
  /** One act for each item on which every sheet says the same and nothing is agreed yet. */
  call({
    name: 'agreed.saveAlike',
    may: ['chair', 'deputy'],
    input: z.object({ submission: SubmissionId }),
    output: z.object({ items: z.array(ItemId) }),
  }),
  call({
    name: 'decision.make',
    may: ['chair', 'deputy'],
    input: z.object({
      submission: SubmissionId,
      outcome: ProposedOutcome,
      reason: z.string().max(20_000),
      learningPoints: z.array(z.string().max(4000)),
    }),
    output: z.object({ entry: Hash }),
  }),
  /** What the rule makes of the agreed scores of every submission, kept as proposals. */
  call({
    name: 'decision.propose',
    may: ['chair', 'deputy', 'administrator'],
    input: z.object({}),
    output: z.array(
      z.object({
        submission: SubmissionId,
        name: z.string(),
        outcome: ProposedOutcome.optional(),
        /** Why there is no proposal, or what decided it. */
        why: z.string(),
      }),
    ),
  }),
  call({
    name: 'condition.meet',
    may: ['chair', 'deputy', 'administrator'],
    input: z.object({
      submission: SubmissionId,
      condition: z.string(),
      on: Day,
      how: z.string().trim().min(1).max(4000),
    }),
    output: z.object({ entry: Hash }),
  }),
] as const;
