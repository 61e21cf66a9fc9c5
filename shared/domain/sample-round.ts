import { z } from 'zod';
import { Day, Instant, ItemId, OrganisationId, PersonId, Role, TransitionId } from './ids.ts';
import { Outcome, SelfRating } from './score.ts';
import { EvidenceReference } from './submission.ts';

/**
 * The sample round as `round.json` holds it: who takes part, what every organisation says, and what every assessor
 * makes of it. The files that the organisations send lie beside it.
 */

export const SamplePerson = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  /** Empty for the administrator. */
  profession: z.string(),
  /** One of the fictional organisations. */
  employer: z.string().optional(),
  email: z.email(),
});
export type SamplePerson = z.infer<typeof SamplePerson>;

/** What goes wrong in a first delivery, for the rehearsal to find. */
export const SampleMistake = z.object({
  kind: z.enum([
    'rating-off-scale',
    'evidence-missing',
    'evidence-unnamed',
    'evidence-empty',
    'evidence-twice',
    'removed-standard-answered',
    'mandatory-empty',
  ]),
  /** The item, or the file's name. */
  where: z.string(),
});
export type SampleMistake = z.infer<typeof SampleMistake>;

export const SampleDelivery = z.object({
  /** From the folder of `round.json`: `submission.xlsx` and `evidence/` lie in it. */
  folder: z.string(),
  receivedAt: Instant,
  mistakes: z.array(SampleMistake),
});
export type SampleDelivery = z.infer<typeof SampleDelivery>;

export const SampleResponse = z.object({
  item: ItemId,
  selfRating: SelfRating,
  account: z.string(),
  reason: z.string(),
  action: z.string(),
  references: z.array(EvidenceReference),
});
export type SampleResponse = z.infer<typeof SampleResponse>;

export const SampleEvidence = z.object({
  ref: z.string(),
  /** The file's name in `evidence/`. */
  name: z.string(),
  shows: z.string(),
  namesRemoved: z.enum(['yes', 'no', 'not-said']),
});
export type SampleEvidence = z.infer<typeof SampleEvidence>;

export const SampleSubmission = z.object({
  organisation: OrganisationId,
  name: z.string(),
  kind: z.string(),
  about: z.string(),
  covers: z.string(),
  professions: z.array(z.string()),
  transitions: z.array(TransitionId),
  contact: z.object({ name: z.string(), role: z.string(), email: z.email() }),
  declaredBy: z.string(),
  /** In the order they came. The last one is without mistakes. */
  deliveries: z.array(SampleDelivery).min(1),
  responses: z.array(SampleResponse),
  evidence: z.array(SampleEvidence),
});
export type SampleSubmission = z.infer<typeof SampleSubmission>;

/** A passage by reference and page; the file's hash is known once it is imported. */
export const SampleCitation = z.object({
  ref: z.string(),
  page: z.int().min(1).optional(),
  quote: z.string(),
});
export type SampleCitation = z.infer<typeof SampleCitation>;

export const SampleScore = z.object({
  item: ItemId,
  outcome: Outcome,
  note: z.string(),
  feedback: z.string(),
  citations: z.array(SampleCitation),
});
export type SampleScore = z.infer<typeof SampleScore>;

export const SampleSheet = z.object({
  assessor: PersonId,
  organisation: OrganisationId,
  scores: z.array(SampleScore),
});
export type SampleSheet = z.infer<typeof SampleSheet>;

export const SampleRound = z.object({
  format: z.literal('award-panel/sample-round/1'),
  notice: z.string(),
  year: z.int(),
  standards: z.object({ id: z.string(), version: z.int() }),
  dates: z.object({
    opens: Day,
    intentionBy: Day,
    closesAt: Instant,
    scoresDue: Day,
    panelsFrom: Day,
    panelsTo: Day,
    letters: Day,
    list: Day,
    appealsBy: Day,
  }),
  people: z.array(SamplePerson),
  assignments: z.array(z.object({ assessor: PersonId, organisation: OrganisationId })),
  submissions: z.array(SampleSubmission),
  sheets: z.array(SampleSheet),
});
export type SampleRound = z.infer<typeof SampleRound>;
