import { z } from 'zod';
import {
  Hash,
  OrganisationId,
  PanelId,
  PersonId,
  RoundId,
  SubmissionId,
} from '../../../../shared/domain/ids.ts';
import {
  Ground,
  InterestExtent,
  InterestKind,
  Relation,
  SettledAs,
} from '../../../../shared/domain/interests.ts';
import { act, heldBy, type Objection, type Standing } from './act.ts';

const onTie = z.object({ round: RoundId, person: PersonId, organisation: OrganisationId });
const rules = heldBy('chair', 'deputy', 'administrator');

/** Whoever settles is never the person whom it is about. */
const byAnother =
  (own: string, may: typeof rules) =>
  (author: PersonId, facts: { round: RoundId; person: PersonId }, standing: Standing): Objection =>
    author === facts.person ? own : may(author, facts, standing);

/**
 * Panels, and what ties people to the organisations that they would judge.
 *
 * A declaration and its settlement are two subjects, so that nobody lifts a recusal by declaring anew. No act loses its
 * effect through an interest: without a clock nothing could say which came first, and a decision that vanished when its
 * author later declared something would punish declaring. What was ruled by somebody with an interest stays, is shown
 * as such, and another person upholds it or rules anew.
 */
export const panelActs = {
  'panel-formed': act({
    facts: z.object({
      round: RoundId,
      panel: PanelId,
      /** A chair or deputy. */
      chair: PersonId.optional(),
      members: z.array(PersonId),
      submissions: z.array(SubmissionId),
    }),
    text: z.object({ name: z.string().min(1).max(200) }),
    subject: (facts) => ({ kind: 'panel', key: facts.panel }),
    objection: heldBy('administrator', 'chair'),
  }),
  'panel-dissolved': act({
    facts: z.object({ round: RoundId, panel: PanelId }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'panel', key: facts.panel }),
    objection: heldBy('administrator', 'chair'),
  }),
  'interest-declared': act({
    facts: onTie.extend({ extent: InterestExtent, kind: InterestKind }),
    text: z.object({ sentence: z.string() }),
    subject: (facts) => ({ kind: 'interest', key: `${facts.person} ${facts.organisation}` }),
    objection: (author, facts, standing) =>
      author === facts.person || standing.roles(facts.round, author).has('administrator')
        ? undefined
        : 'An interest is declared by the person who has it, or entered for them by an administrator.',
  }),
  'interest-settled': act({
    facts: onTie.extend({
      outcome: SettledAs,
      /** What was known when it was settled. */
      grounds: z.array(Ground),
      declaration: Hash.optional(),
    }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'settlement', key: `${facts.person} ${facts.organisation}` }),
    objection: byAnother('Nobody settles an interest of their own.', rules),
  }),
  'partnership-set': act({
    facts: z.object({
      round: RoundId,
      organisations: z.tuple([OrganisationId, OrganisationId]),
      /** `none` takes an earlier one back. */
      kind: z.enum([...Relation.options, 'none']),
    }),
    text: z.object({ note: z.string() }),
    subject: ({ organisations }) => ({ kind: 'partnership', key: organisations.toSorted().join(' ') }),
    objection: heldBy('administrator'),
  }),
  /** Whether the sheet of somebody who left still counts. */
  'sheet-counted': act({
    facts: z.object({ round: RoundId, submission: SubmissionId, person: PersonId, counts: z.boolean() }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'counting', key: `${facts.submission} ${facts.person}` }),
    objection: byAnother('Nobody rules on whether their own sheet counts.', heldBy('chair', 'deputy')),
  }),
  /** What this person ruled on the submission, named by the basis, stands although they turned out to have an interest. */
  'ruling-upheld': act({
    facts: z.object({ round: RoundId, submission: SubmissionId, person: PersonId }),
    text: z.object({ reason: z.string() }),
    subject: (facts) => ({ kind: 'ruling', key: `${facts.submission} ${facts.person}` }),
    objection: byAnother('Nobody upholds a ruling of their own.', rules),
  }),
} as const;
