import { calibrationProjections } from '../calibration/projection.ts';
import { decisionProjections } from '../decision/projection.ts';
import { evidenceProjections } from '../evidence/projection.ts';
import { intakeProjections } from '../intake/projection.ts';
import type { Projection } from '../ledger/projection.ts';
import { moderationProjections } from '../moderation/projection.ts';
import { peopleProjections } from '../people/projection.ts';
import { publicationProjections } from '../publication/projection.ts';
import { questionProjections } from '../questions/projection.ts';
import { roundProjections } from '../round/projection.ts';
import { scoringProjections } from '../scoring/projection.ts';

/** How the current entry of every kind of subject becomes rows. */
export const projections: readonly Projection[] = [
  ...roundProjections,
  ...peopleProjections,
  ...intakeProjections,
  ...evidenceProjections,
  ...scoringProjections,
  ...questionProjections,
  ...moderationProjections,
  ...calibrationProjections,
  ...decisionProjections,
  ...publicationProjections,
];
