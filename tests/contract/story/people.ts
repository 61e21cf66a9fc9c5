import type { PersonId } from '../../../shared/domain/ids.ts';
import { stageBytes } from '../../support/desks.ts';
import { keep, left, type Step, step } from './scene.ts';

/** People and who assesses what. */
export const peopleStory: readonly Step[] = [
  step(
    'people.appoint',
    'admin',
    { name: 'Noor', email: 'noor@example.org', profession: 'Dietitian', roles: ['assessor'] },
    keep('noor', 'id'),
  ),
  step('people.standDown', 'admin', (scene) => ({
    // Appointed in the step before, which says under which name.
    person: left(scene, 'noor') as PersonId,
    reason: 'Has moved away.',
  })),
  step('people.load', 'admin', async ({ admin }) => ({
    staged: await stageBytes(
      admin,
      'people.csv',
      'name,email,roles,profession,employer\nOmar,omar@example.org,assessor,Podiatrist,\n',
    ),
    accept: true,
  })),
  step('people.list', 'admin', {}),
  step('assignments.propose', 'admin', { perSubmission: 2 }),
  step('assignments.list', 'admin', {}),
  step('assignments.end', 'admin', ({ submission, assessor }) => ({
    submission,
    person: assessor,
    reason: 'Ended by mistake.',
  })),
  step('assignments.make', 'admin', ({ submission, assessor }) => ({
    assignments: [{ submission, person: assessor }],
  })),
];
