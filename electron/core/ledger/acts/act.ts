import type { z } from 'zod';
import type { PersonId, Role, RoundId, SubmissionId } from '../../../../shared/domain/ids.ts';

/** What a subject is about; the projection that turns its current entry into rows is found by this. */
export const SUBJECT_KINDS = [
  'round',
  'dates',
  'standards',
  'organisation',
  'version',
  'person',
  'writer',
  'assignment',
  'sheet',
  'confirmation',
  'moderation',
  'agreed',
  'proposal',
  'decision',
  'condition',
  'award',
  'list',
  'removal',
  'caution',
  'handling',
  'panel',
  'interest',
  'settlement',
  'partnership',
  'counting',
  'ruling',
  'question',
  'batch',
  'reply',
  'clarification',
  'clarification-given',
  'calibration',
  'calibration-opening',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface Subject {
  readonly kind: SubjectKind;
  /** Within the kind and the round: "riverbend-2026", "riverbend-2026 3.3". */
  readonly key: string;
}

/** Who held what, worked out from the whole set of entries; what an act's rule may ask. */
export interface Standing {
  roles(round: RoundId, person: PersonId): ReadonlySet<Role>;
  /** Ever assigned as an assessor, by someone who might: a sheet stays when the assignment ends. */
  assigned(round: RoundId, person: PersonId, submission: SubmissionId): boolean;
}

/** Undefined when the act has authority, else the reason in a sentence. */
export type Objection = string | undefined;

export interface ActRule<Facts extends z.ZodType, Text extends z.ZodType> {
  readonly facts: Facts;
  /** All that can name a person or quote one. Held beside the header, removable. */
  readonly text: Text;
  readonly subject: (facts: z.infer<Facts>) => Subject;
  readonly objection: (author: PersonId, facts: z.infer<Facts>, standing: Standing) => Objection;
}

export function act<Facts extends z.ZodType<{ round: RoundId }>, Text extends z.ZodType>(
  rule: ActRule<Facts, Text>,
): ActRule<Facts, Text> {
  return rule;
}

/** The usual rule: someone who holds one of these roles in the round. */
export function heldBy(
  ...roles: readonly Role[]
): (author: PersonId, facts: { round: RoundId }, standing: Standing) => Objection {
  return (author, facts, standing) => {
    const held = standing.roles(facts.round, author);
    return roles.some((role) => held.has(role))
      ? undefined
      : `Only ${roles.map((role) => `the ${role}`).join(' or ')} of the round may do this.`;
  };
}
