import type { PanelView } from '../../../shared/contract/interests.ts';
import { type OrganisationId, PanelId, type PersonId } from '../../../shared/domain/ids.ts';
import type { MadeRound } from '../../bench/round.ts';
import { stageBytes } from '../../support/desks.ts';
import { keep, left, type Scene, type Step, step } from './scene.ts';

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
  step('people.export', 'admin', {}),
  step('panels.form', 'admin', ({ submission, assessor }) => ({
    name: 'North',
    members: [assessor],
    submissions: [submission],
  })),
  step('panels.list', 'admin', {}, keepPanel),
  step('panels.dissolve', 'admin', (scene) => ({
    panel: PanelId.parse(left(scene, 'panel')),
    reason: 'Not needed.',
  })),
  step('partners.set', 'admin', ({ round }) => ({
    organisations: twoOf(round),
    kind: 'partner',
    note: 'One group.',
  })),
  step('partners.list', 'admin', {}),
  step('interests.mine', 'admin', {}),
  step('interests.declare', 'admin', ({ round, assessor }) => ({
    person: assessor,
    organisation: twoOf(round)[1],
    extent: 'potential',
    kind: 'professional',
    sentence: 'Applied for a post there.',
  })),
  step('interests.list', 'admin', {}),
  step('interests.settle', 'admin', ({ round, assessor }) => ({
    person: assessor,
    organisation: twoOf(round)[1],
    outcome: 'accepted',
    reason: 'The post went to somebody else.',
  })),
  step('assignments.end', 'admin', ({ submission, assessor }) => ({
    submission,
    person: assessor,
    reason: 'Ended by mistake.',
  })),
  step('assignments.make', 'admin', ({ submission, assessor }) => ({
    assignments: [{ submission, person: assessor }],
  })),
];

function twoOf({ submissions }: MadeRound): [OrganisationId, OrganisationId] {
  const [one, other] = submissions;
  if (one === undefined || other === undefined) throw new Error('The round has one organisation only.');
  return [one.organisation, other.organisation];
}

function keepPanel(scene: Scene, value: unknown): void {
  // What the call's own schema says of it is tried beside this.
  const [panel] = value as readonly PanelView[];
  scene.left.set('panel', panel?.id ?? '');
}
