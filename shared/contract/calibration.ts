import { z } from 'zod';
import { Hash, Instant, ItemId, PersonId, SubmissionId } from '../domain/ids.ts';
import { Outcome } from '../domain/score.ts';
import { StandardSet } from '../domain/standard-set.ts';
import { call } from './call.ts';

/** As `shared/domain/calibration.ts` works it out. */
export const DistanceView = z.object({
  compared: z.int(),
  same: z.int(),
  apart: z.array(z.object({ levels: z.int(), items: z.int() })),
  lean: z.int(),
  notCompared: z.int(),
});

export const CalibrationState = z.object({
  /** Absent while none is chosen. */
  chosen: z
    .object({
      submission: SubmissionId,
      name: z.string(),
      since: Instant,
      /** How many assessors it is assigned to. */
      assigned: z.int(),
      /**
       * What whoever looks has to do with it: they score it too and have not, or have and are told nothing of others until
       * it is compared; they take no part in it; or none of these, and they look.
       */
      yourPart: z.enum(['looks', 'to-score', 'scored', 'none']),
      /** How many sheets have been submitted; absent to whoever may not know yet. */
      sheetsIn: z.int().optional(),
      /** Who is assigned and has not submitted; absent to whoever may not know yet. */
      waitsFor: z.array(z.object({ id: PersonId, name: z.string() })).optional(),
      /** Assessors who could score it and whom it is not assigned to. */
      notAssigned: z.array(z.object({ id: PersonId, name: z.string() })),
      openedAt: Instant.optional(),
      /** Sheets that came after the comparison was opened and are not part of it yet. */
      cameSince: z.int().optional(),
      /** Whether the comparison can be seen by whoever asks. */
      mayCompare: z.boolean(),
    })
    .optional(),
  /** Submissions that could be chosen: those on which nothing is moderated or decided. */
  candidates: z.array(z.object({ submission: SubmissionId, name: z.string() })),
});
export type CalibrationState = z.infer<typeof CalibrationState>;

/** The sheets of the calibration submission side by side, and how far from the panel each stands. */
export const CalibrationView = z.object({
  submission: SubmissionId,
  name: z.string(),
  openedAt: Instant,
  set: StandardSet,
  transitions: z.array(z.string()),
  assessors: z.array(
    z.object({
      id: PersonId,
      name: z.string(),
      you: z.boolean(),
      /** Submitted after the comparison was opened: measured against the panel, and not part of it for the others. */
      late: z.boolean(),
      /** One’s own; for a chair or deputy everyone’s. */
      distance: DistanceView.optional(),
    }),
  ),
  items: z.array(
    z.object({
      item: ItemId,
      scores: z.array(z.object({ person: PersonId, outcome: Outcome, note: z.string() })),
    }),
  ),
});
export type CalibrationView = z.infer<typeof CalibrationView>;

export const calibrationCalls = [
  call({
    name: 'calibration.show',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({}),
    output: CalibrationState,
  }),
  /** Whom choosing that submission would assign it to, before it is chosen. */
  call({
    name: 'calibration.reach',
    may: ['administrator', 'chair'],
    input: z.object({ submission: SubmissionId }),
    output: z.object({
      /** None on a chair's desk: the administrator's assigns it. */
      toAssign: z.array(z.object({ id: PersonId, name: z.string() })),
      /** Assessors who have it already. */
      assigned: z.int(),
    }),
  }),
  /**
   * Chooses the submission, or takes it back. An administrator's choice assigns it at once to every assessor who takes
   * part in it; chosen again, to those who have come since.
   */
  call({
    name: 'calibration.set',
    may: ['administrator', 'chair'],
    input: z.object({ submission: SubmissionId, calibrates: z.boolean() }),
    output: z.object({ assigned: z.int() }),
  }),
  /** Freezes the sheets that are in; once more, also those that came since. */
  call({
    name: 'calibration.open',
    may: ['chair', 'deputy'],
    input: z.object({ submission: SubmissionId }),
    output: z.object({ entry: Hash }),
  }),
  call({
    name: 'calibration.compare',
    may: ['assessor', 'chair', 'deputy'],
    input: z.object({ submission: SubmissionId }),
    output: CalibrationView,
  }),
] as const;
