import type { OrganisationId, PersonId, SubmissionId } from './ids.ts';

/** Who assesses what: a proposal in which loads are equal, made again the same from the same people and submissions. */

export interface Assessor {
  readonly person: PersonId;
  readonly employer?: OrganisationId | undefined;
  /** Empty where it is not known. */
  readonly profession: string;
}

export interface ToAssess {
  readonly submission: SubmissionId;
  readonly organisation: OrganisationId;
}

export interface AssignmentRequest {
  readonly submissions: readonly ToAssess[];
  readonly assessors: readonly Assessor[];
  readonly perSubmission: number;
  /** Organisations whose people do not assess one another, in either direction. */
  readonly partners: readonly (readonly [OrganisationId, OrganisationId])[];
  /** Declared interests that block. */
  readonly interests: readonly { readonly person: PersonId; readonly organisation: OrganisationId }[];
  /** Already made; kept as they are, and counted. */
  readonly existing: readonly Assigned[];
}

export interface Assigned {
  readonly submission: SubmissionId;
  readonly person: PersonId;
}

export interface AssignmentProposal {
  /** New ones only, by submission and person. */
  readonly assigned: readonly Assigned[];
  /** Submissions that each assessor would have, existing ones included. */
  readonly loads: ReadonlyMap<PersonId, number>;
  /** Submissions with too few assessors, and why. */
  readonly short: readonly {
    readonly submission: SubmissionId;
    readonly lacks: number;
    readonly sentence: string;
  }[];
}
