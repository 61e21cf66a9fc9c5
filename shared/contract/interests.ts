import { z } from 'zod';
import { Instant, OrganisationId, PanelId, PersonId, SubmissionId } from '../domain/ids.ts';
import { Ground, InterestExtent, InterestKind, Relation, SettledAs } from '../domain/interests.ts';
import { call } from './call.ts';

const Reason = z.string().trim().min(1).max(2000);

/** What ties a person to an organisation, with what was said of it: for who settles, and nobody else. */
export const InterestView = z.object({
  person: PersonId,
  personName: z.string(),
  organisation: OrganisationId,
  organisationName: z.string(),
  grounds: z.array(Ground),
  state: z.enum(['always', 'unsettled', 'recused', 'accepted']),
  declared: z
    .object({
      extent: InterestExtent,
      kind: InterestKind,
      sentence: z.string(),
      /** Absent where they declared it themselves. */
      enteredBy: z.string().optional(),
      at: Instant,
      conflict: z.boolean(),
    })
    .optional(),
  settled: z
    .object({ outcome: SettledAs, reason: z.string(), by: z.string(), at: Instant, conflict: z.boolean() })
    .optional(),
  /** Assessing the organisation's submission at this moment. */
  assigned: z.boolean(),
  /** Whether whoever looks may settle it: never their own, nor where they have an interest themselves. */
  maySettle: z.boolean(),
});
export type InterestView = z.infer<typeof InterestView>;

/** A person's own, on their own desk. */
export const OwnInterest = z.object({
  organisation: OrganisationId,
  name: z.string(),
  declared: z
    .object({
      extent: InterestExtent,
      kind: InterestKind,
      sentence: z.string(),
      enteredByAnother: z.boolean(),
      at: Instant,
    })
    .optional(),
  /** `employer` is found by itself. */
  state: z.enum(['employer', 'waits', 'accepted', 'not-taking-part']),
  reason: z.string(),
});
export type OwnInterest = z.infer<typeof OwnInterest>;

export const PanelView = z.object({
  id: PanelId,
  name: z.string(),
  chair: PersonId.optional(),
  members: z.array(PersonId),
  submissions: z.array(SubmissionId),
  conflict: z.boolean(),
});
export type PanelView = z.infer<typeof PanelView>;

export const PartnershipView = z.object({
  organisations: z.tuple([OrganisationId, OrganisationId]),
  names: z.tuple([z.string(), z.string()]),
  kind: Relation,
  note: z.string(),
});
export type PartnershipView = z.infer<typeof PartnershipView>;

/** A finished sheet of somebody who assesses that submission no longer. */
export const LeftSheet = z.object({
  submission: SubmissionId,
  name: z.string(),
  person: PersonId,
  personName: z.string(),
  why: z.enum(['assignment-ended', 'stood-down', 'not-taking-part']),
  /** Absent until somebody rules; until then it counts. */
  counts: z.boolean().optional(),
  reason: z.string(),
  by: z.string(),
});
export type LeftSheet = z.infer<typeof LeftSheet>;

/** What somebody ruled on a submission in which they turned out to have an interest. */
export const DoubtedRuling = z.object({
  submission: SubmissionId,
  name: z.string(),
  person: PersonId,
  personName: z.string(),
  /** "the decision", "4 agreed scores". */
  what: z.array(z.string()),
  /** Whether whoever looks may uphold it. */
  mayUphold: z.boolean(),
});
export type DoubtedRuling = z.infer<typeof DoubtedRuling>;

const whoSettles = ['administrator', 'chair', 'deputy'] as const;

export const interestCalls = [
  call({ name: 'interests.list', may: whoSettles, input: z.object({}), output: z.array(InterestView) }),
  /** Organisations of the round by name, and what this person has declared of them; nothing of anybody else. */
  call({
    name: 'interests.mine',
    may: ['administrator', 'chair', 'deputy', 'assessor', 'observer'],
    input: z.object({}),
    output: z.object({
      organisations: z.array(z.object({ id: OrganisationId, name: z.string() })),
      interests: z.array(OwnInterest),
    }),
  }),
  /** One's own; an administrator may enter another's. */
  call({
    name: 'interests.declare',
    may: ['administrator', 'chair', 'deputy', 'assessor', 'observer'],
    input: z.object({
      person: PersonId.optional(),
      organisation: OrganisationId,
      extent: InterestExtent,
      kind: InterestKind,
      sentence: Reason,
    }),
    output: z.object({}),
  }),
  /** A recusal ends the person's assignments to the organisation's submission. */
  call({
    name: 'interests.settle',
    may: whoSettles,
    input: z.object({ person: PersonId, organisation: OrganisationId, outcome: SettledAs, reason: Reason }),
    output: z.object({ assignmentsEnded: z.int() }),
  }),
  call({ name: 'partners.list', may: whoSettles, input: z.object({}), output: z.array(PartnershipView) }),
  call({
    name: 'partners.set',
    may: ['administrator'],
    input: z.object({
      organisations: z.tuple([OrganisationId, OrganisationId]),
      kind: z.enum([...Relation.options, 'none']),
      note: z.string().trim().max(2000),
    }),
    output: z.object({}),
  }),
  call({ name: 'panels.list', may: whoSettles, input: z.object({}), output: z.array(PanelView) }),
  call({
    name: 'panels.form',
    may: ['administrator', 'chair'],
    input: z.object({
      id: PanelId.optional(),
      name: z.string().trim().min(1).max(200),
      chair: PersonId.optional(),
      members: z.array(PersonId),
      submissions: z.array(SubmissionId),
    }),
    output: z.object({ id: PanelId }),
  }),
  call({
    name: 'panels.dissolve',
    may: ['administrator', 'chair'],
    input: z.object({ panel: PanelId, reason: Reason }),
    output: z.object({}),
  }),
  call({ name: 'sheets.left', may: whoSettles, input: z.object({}), output: z.array(LeftSheet) }),
  call({
    name: 'sheets.count',
    may: ['chair', 'deputy'],
    input: z.object({ submission: SubmissionId, person: PersonId, counts: z.boolean(), reason: Reason }),
    output: z.object({}),
  }),
  call({ name: 'rulings.doubted', may: whoSettles, input: z.object({}), output: z.array(DoubtedRuling) }),
  call({
    name: 'rulings.uphold',
    may: whoSettles,
    input: z.object({ submission: SubmissionId, person: PersonId, reason: Reason }),
    output: z.object({}),
  }),
] as const;
