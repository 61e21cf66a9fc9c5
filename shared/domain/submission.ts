import { z } from 'zod';
import { Hash, ItemId, TransitionId } from './ids.ts';
import { SelfRating } from './score.ts';

/** A reference to evidence from a response: "E4, pages 4–6" as the organisation wrote it, and what it means. */
export const EvidenceReference = z.object({
  /** As the Evidence sheet names it: "E4". */
  ref: z.string().min(1).max(20),
  /** As written after the reference: "p. 4", "4-6", "sheet 2". Empty when nothing was written. */
  pages: z.string().max(100),
  /** The first page meant, where the words give one. */
  firstPage: z.int().min(1).optional(),
});
export type EvidenceReference = z.infer<typeof EvidenceReference>;

/** What the organisation says of one item. */
export const Response = z.object({
  item: ItemId,
  selfRating: SelfRating,
  account: z.string().max(30_000),
  /** Why it does not apply, where they say that it does not. */
  reason: z.string().max(30_000),
  /** What was done since last year. */
  action: z.string().max(30_000),
  references: z.array(EvidenceReference).max(100),
});
export type Response = z.infer<typeof Response>;

/** One evidence file of one submission. The same bytes may serve two references. */
export const EvidenceItem = z.object({
  ref: z.string().min(1).max(20),
  sha256: Hash,
  bytes: z.int().min(1),
  name: z.string().min(1).max(400),
  /** What it shows, in the organisation's words. */
  shows: z.string().max(4000),
  namesRemoved: z.enum(['yes', 'no', 'not-said']),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** Something that was not there when a version was accepted, to be chased. */
export const Gap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('evidence-missing'), ref: z.string(), name: z.string() }),
  z.object({ kind: z.literal('evidence-unnamed'), ref: z.string() }),
  z.object({ kind: z.literal('rating-missing'), item: ItemId }),
  z.object({ kind: z.literal('account-missing'), item: ItemId }),
  z.object({ kind: z.literal('declaration-missing') }),
]);
export type Gap = z.infer<typeof Gap>;

/** A whole submission as read from a workbook and its evidence, before it is on the record. */
export const SubmissionContent = z.object({
  transitions: z.array(TransitionId),
  professions: z.array(z.string().max(100)),
  /** Organisations or sites that the submission covers, in its own words. */
  covers: z.string().max(4000),
  contact: z.object({ name: z.string().max(200), role: z.string().max(200), email: z.string().max(320) }),
  declaredBy: z.string().max(400),
  responses: z.array(Response),
  evidence: z.array(EvidenceItem),
  gaps: z.array(Gap),
});
export type SubmissionContent = z.infer<typeof SubmissionContent>;
