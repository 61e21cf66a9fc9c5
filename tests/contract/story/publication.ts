import { Day } from '../../../shared/domain/ids.ts';
import { type Step, step } from './scene.ts';

const AS_OF = Day.parse('2026-07-17');

/** The list. */
export const publicationStory: readonly Step[] = [
  step('publication.settings', 'chair', {}),
  step('publication.keepSettings', 'admin', { owner: 'The team', contact: '', heading: 'The list' }),
  step('list.preview', 'chair', { asOf: AS_OF }),
  step('list.export', 'chair', { asOf: AS_OF, as: 'all' }),
  step('list.publish', 'chair', { asOf: AS_OF }),
  step('list.history', 'chair', {}),
];
