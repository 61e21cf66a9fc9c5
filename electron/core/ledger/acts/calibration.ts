import { z } from 'zod';
import { RoundId, SubmissionId } from '../../../../shared/domain/ids.ts';
import { act, heldBy } from './act.ts';

const onSubmission = z.object({ round: RoundId, submission: SubmissionId });

/** One submission that everyone scores first, to be compared openly, and that takes no part in the award. */
export const calibrationActs = {
  'calibration-set': act({
    /** `calibrates` false takes it back: the submission is one for the award again. */
    facts: onSubmission.extend({ calibrates: z.boolean() }),
    text: z.object({}),
    subject: (facts) => ({ kind: 'calibration', key: facts.submission }),
    objection: heldBy('administrator', 'chair'),
  }),
  /**
   * Its basis is the sheets that are compared. From then on they stay, whoever scored one sees them all, and what they
   * say travels to those people, with who gave it: the names are among the words.
   */
  'calibration-opened': act({
    facts: onSubmission,
    text: z.object({ names: z.record(z.string(), z.string()) }),
    subject: (facts) => ({ kind: 'calibration-opening', key: facts.submission }),
    objection: heldBy('chair', 'deputy'),
  }),
} as const;
