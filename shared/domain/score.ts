import { z } from 'zod';
import { Hash, ItemId } from './ids.ts';

/** What an assessor, or the panel, makes of an item. */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('level'), level: z.int().min(0).max(20) }),
  z.object({ kind: z.literal('not-applicable') }),
  /** "Cannot judge from this evidence": missing, never 0. */
  z.object({ kind: z.literal('cannot-judge') }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** What the organisation says of itself for an item. */
export const SelfRating = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('level'), level: z.int().min(0).max(20) }),
  z.object({ kind: z.literal('not-applicable') }),
  /** Left empty, and accepted as a gap. */
  z.object({ kind: z.literal('none') }),
]);
export type SelfRating = z.infer<typeof SelfRating>;

/** A box on a page, in fractions of the unrotated crop box, origin top left: 0 to 1 each. */
export const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Box = z.infer<typeof Box>;

/** What a passage does for the standard that it is cited for; the reader marks each in its own colour and word. */
export const CitationMeaning = z.enum(['supports', 'weakens', 'question']);
export type CitationMeaning = z.infer<typeof CitationMeaning>;

/**
 * A passage of a file, after the W3C Web Annotation selectors: quote with what stands before and after it, the page
 * it is on, and the boxes it covers. Bound to the file's bytes by their SHA-256, so that it never comes adrift.
 */
export const Citation = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  evidence: Hash,
  /** From 1; absent where the file has no pages. */
  page: z.int().min(1).optional(),
  quote: z.string().max(4000),
  prefix: z.string().max(64),
  suffix: z.string().max(64),
  boxes: z.array(Box).max(200),
  /** One kept before citations said what they mean was cited in support. */
  meaning: CitationMeaning.default('supports'),
  /** What the assessor says of the passage itself. */
  note: z.string().max(4000).default(''),
});
export type Citation = z.infer<typeof Citation>;

/** One item of a sheet, as the assessor has it. */
export const Score = z.object({
  item: ItemId,
  /** Absent until a level, "not applicable" or "cannot judge" is chosen. */
  outcome: Outcome.optional(),
  note: z.string().max(20_000),
  feedback: z.string().max(20_000),
  citations: z.array(Citation).max(200),
});
export type Score = z.infer<typeof Score>;

export function sameOutcome(one: Outcome | undefined, other: Outcome | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === 'level' && other.kind === 'level') return one.level === other.level;
  return one.kind === other.kind;
}
