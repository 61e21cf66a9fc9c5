import { carry } from '../../../electron/core/sample/job.ts';
import { enterSheet } from '../../support/panel.ts';
import { type Scene, type Step, step } from './scene.ts';

const onSecond = ({ round, submission }: Scene) => ({
  submission: round.submissions[1]?.submission ?? submission,
});

/** The submission that is not the story's own is scored to compare. */
export const calibrationStory: readonly Step[] = [
  step('calibration.reach', 'admin', onSecond),
  step('calibration.set', 'admin', (scene) => ({ ...onSecond(scene), calibrates: true }), scoreIt),
  step('calibration.show', 'chair', {}),
  step('calibration.open', 'chair', onSecond),
  step('calibration.compare', 'chair', onSecond),
];

/** Both assessors' sheets are entered for them, and the chair is sent the round. */
async function scoreIt(scene: Scene): Promise<void> {
  const { admin, chair, round } = scene;
  const second = round.submissions[1];
  const [first] = round.people;
  if (second === undefined || first === undefined) throw new Error('The round is too small.');
  for (const person of second.assessors)
    await enterSheet({ desk: admin, round }, second.submission, person, 1);
  await carry(admin, chair, { purpose: 'moderation', to: first.id });
}
