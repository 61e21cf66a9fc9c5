import { carry } from '../../../electron/core/sample/job.ts';
import { PersonId, QuestionId } from '../../../shared/domain/ids.ts';
import { about, ITEM, keep, left, type Scene, type Step, step } from './scene.ts';

const admin = PersonId.parse('admin');

const question = (scene: Scene) => QuestionId.parse(left(scene, 'question'));

/** What an assessor asks an organisation, to the administrator and back. */
export const questionsStory: readonly Step[] = [
  step(
    'questions.ask',
    'a1',
    (scene) => ({ ...about(scene), item: ITEM, words: 'Which wards does the policy cover?' }),
    async (scene, value) => {
      keep('question', 'question')(scene, value);
      await carry(scene.a1, scene.admin, { purpose: 'scores', to: admin });
    },
  ),
  step('questions.about', 'a1', about),
  step('questions.list', 'admin', {}),
  step('questions.withdraw', 'admin', (scene) => ({
    ...about(scene),
    question: question(scene),
    reason: 'The policy says so on its first page.',
  })),
];
