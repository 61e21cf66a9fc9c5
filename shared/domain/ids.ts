import { z } from 'zod';

/** Names on the record are opaque: letters, digits, dot, dash and underscore, at most 64. */
const name = () => z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

export const RoundId = name().brand<'RoundId'>();
export type RoundId = z.infer<typeof RoundId>;

export const OrganisationId = name().brand<'OrganisationId'>();
export type OrganisationId = z.infer<typeof OrganisationId>;

export const PersonId = name().brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** One organisation's entry in one round. */
export const SubmissionId = name().brand<'SubmissionId'>();
export type SubmissionId = z.infer<typeof SubmissionId>;

/** One version of a submission, as it came. */
export const VersionId = name().brand<'VersionId'>();
export type VersionId = z.infer<typeof VersionId>;

export const PanelId = name().brand<'PanelId'>();
export type PanelId = z.infer<typeof PanelId>;

/** One question to an organisation, as its asker put it. */
export const QuestionId = name().brand<'QuestionId'>();
export type QuestionId = z.infer<typeof QuestionId>;

/** Questions about one submission that went to its organisation together. */
export const BatchId = name().brand<'BatchId'>();
export type BatchId = z.infer<typeof BatchId>;

/** One question to the chair about what a standard means. */
export const ClarificationId = name().brand<'ClarificationId'>();
export type ClarificationId = z.infer<typeof ClarificationId>;

export const TransitionId = name().brand<'TransitionId'>();
export type TransitionId = z.infer<typeof TransitionId>;

/** `section.standard` as printed, "3.3". A gap in the numbering (5.4, then 5.6) is meaning, not missing data. */
export const StandardNumber = z
  .string()
  .regex(/^[0-9]{1,3}\.[0-9]{1,3}[a-z]?$/)
  .brand<'StandardNumber'>();
export type StandardNumber = z.infer<typeof StandardNumber>;

/** One standard for the whole offer, "3.3", or for one transition, "3.3/return-to-practice". */
export const ItemId = z
  .string()
  .regex(/^[0-9]{1,3}\.[0-9]{1,3}[a-z]?(\/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?$/)
  .brand<'ItemId'>();
export type ItemId = z.infer<typeof ItemId>;

/** A SHA-256, 64 lower-case hexadecimal digits. */
export const Hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Hash'>();
export type Hash = z.infer<typeof Hash>;

/** An Ed25519 public key: 32 bytes, base64url without padding. */
export const WriterKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'WriterKey'>();
export type WriterKey = z.infer<typeof WriterKey>;

/** A desk's public key for sealing: an age X25519 recipient, https://age-encryption.org/v1 */
export const SealingKey = z
  .string()
  .regex(/^age1[02-9ac-hj-np-z]{58}$/)
  .brand<'SealingKey'>();
export type SealingKey = z.infer<typeof SealingKey>;

/** A moment, ISO 8601 in UTC with milliseconds: `2026-03-28T14:05:09.000Z`. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** A calendar day, ISO 8601: `2026-03-28`. */
export const Day = z.iso.date().brand<'Day'>();
export type Day = z.infer<typeof Day>;

export const Role = z.enum(['administrator', 'chair', 'deputy', 'assessor', 'observer']);
export type Role = z.infer<typeof Role>;
