import { randomUUID } from 'node:crypto';
import { ask } from '../../../electron/core/ask.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import {
  BatchId,
  ClarificationId,
  Day,
  PersonId,
  QuestionId,
  StandardNumber,
} from '../../../shared/domain/ids.ts';
import { about, ITEM, keep, left, type Scene, type Step, step } from './scene.ts';

const admin = PersonId.parse('admin');
const chair = PersonId.parse('chair');
const standard = StandardNumber.parse('1.1');

const question = (scene: Scene) => QuestionId.parse(left(scene, 'question'));
const chosen = (scene: Scene) => [
  { from: [{ question: question(scene) }], words: 'To which wards does the policy apply?' },
];
const answerBy = Day.parse('2099-05-12');

/**
 * What an assessor asks an organisation, to the administrator, on to the organisation and back, and what a standard
 * means, of the chair.
 */
export const questionsStory: readonly Step[] = [
  step('drafts.keep', 'a1', (scene) => ({
    of: { kind: 'question', ...about(scene), item: ITEM },
    words: { words: 'Which wards' },
  })),
  step('drafts.read', 'a1', {}),
  step(
    'questions.ask',
    'a1',
    (scene) => ({ ...about(scene), item: ITEM, words: 'Which wards does the policy cover?' }),
    async (scene, value) => {
      keep('question', 'question')(scene, value);
      const other = { ...about(scene), item: ITEM, words: 'Since when?' };
      keep('another question', 'question')(scene, await ask(scene.a1, 'questions.ask', other));
      await carry(scene.a1, scene.admin, { purpose: 'scores', to: admin });
    },
  ),
  step('questions.about', 'a1', about),
  step('questions.list', 'admin', {}),
  step('questions.draft', 'admin', (scene) => ({ ...about(scene), chosen: chosen(scene), answerBy })),
  step(
    'questions.send',
    'admin',
    (scene) => ({
      answerBy,
      submissions: [{ ...about(scene), chosen: chosen(scene) }],
      job: randomUUID(),
    }),
    (scene, value) => {
      scene.left.set('batch', String(Object(value).sent[0].batch));
    },
  ),
  step('questions.letter', 'admin', (scene) => ({
    ...about(scene),
    batch: BatchId.parse(left(scene, 'batch')),
  })),
  step('questions.withdraw', 'admin', (scene) => ({
    ...about(scene),
    question: QuestionId.parse(left(scene, 'another question')),
    reason: 'The policy says so on its first page.',
  })),
  step(
    'clarifications.ask',
    'a1',
    { standard, words: 'Does “everyone” take in bank staff?' },
    async (scene, value) => {
      keep('clarification', 'clarification')(scene, value);
      await carry(scene.a1, scene.admin, { purpose: 'scores', to: admin });
      await carry(scene.admin, scene.chair, { purpose: 'moderation', to: chair });
    },
  ),
  step('clarifications.mine', 'a1', {}),
  step('clarifications.list', 'chair', {}),
  step('clarifications.give', 'chair', (scene) => ({
    clarification: ClarificationId.parse(left(scene, 'clarification')),
    asker: scene.assessor,
    to: 'everyone',
    question: 'Who is “everyone”?',
    answer: 'Whoever is on the payroll or the bank.',
  })),
];
