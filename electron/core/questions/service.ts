import { randomUUID } from 'node:crypto';
import { type PersonId, QuestionId, type RoundId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { adoptedSet, type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { currentVersion } from '../intake/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { blindTo } from '../scoring/service.ts';
import type { QuestionTable } from '../store/question-rows.ts';
import { clarificationsService } from './clarifications.ts';
import { draftQuestions } from './draft.ts';
import { draftsService, forgetDraft } from './drafts.ts';
import { moderatedQuestionsService } from './moderated.ts';
import { aboutSubmission, listQuestions, requirePanel } from './queries.ts';
import { sendQuestions, writeAgain } from './send.ts';

export { sentBatches } from './batches.ts';
export { clarificationTasks } from './clarifications.ts';
export { repliesTo } from './queries.ts';
export { questionTasks } from './tasks.ts';

type Methods =
  | 'questions.ask'
  | 'questions.about'
  | 'questions.withdraw'
  | 'questions.list'
  | 'questions.draft'
  | 'questions.send'
  | 'questions.letter'
  | keyof ReturnType<typeof clarificationsService>
  | keyof ReturnType<typeof draftsService>
  | keyof ReturnType<typeof moderatedQuestionsService>;

/** Questions that evidence leaves, from whoever reads it to the organisation and back to the whole panel. */
export const questionsService = (desk: DeskContext): Handlers<Methods> => ({
  ...clarificationsService(desk),
  ...draftsService(desk),
  ...moderatedQuestionsService(desk),
  'questions.ask': async ({ submission, item, words }) => {
    const [round, person] = [roundHere(desk), personHere(desk)];
    requirePanel(desk, round, submission);
    const [set, { transitions }] = await Promise.all([
      adoptedSet(desk, round),
      currentVersion(desk, round, submission),
    ]);
    if (!itemsOf(set, transitions).some(({ id }) => id === item)) {
      return refuse('not-found', `The submission is not asked about ${item}.`, [{ kind: 'item', at: item }]);
    }
    const question = QuestionId.parse(`q-${randomUUID()}`);
    desk.store.transaction(() => {
      desk.ledger.append('question-asked', {
        facts: { round, submission, person, item, question },
        text: { words },
      });
      forgetDraft(desk, round, person, { kind: 'question', submission, item });
    });
    desk.changed('questions', 'round');
    return { question };
  },
  'questions.about': ({ submission }) => aboutSubmission(desk, submission),
  'questions.withdraw': ({ submission, question, reason }) => {
    const [round, me] = [roundHere(desk), personHere(desk)];
    const found = openQuestion(desk, round, submission, question, me);
    if (found.person !== me && reason === '') {
      return refuse('reason-needed', 'Say why the question is not sent. Whoever asked it is told.', [
        { kind: 'field', at: 'reason' },
      ]);
    }
    desk.store.transaction(() => {
      desk.ledger.append('question-withdrawn', {
        facts: { round, submission, person: found.person, question },
        text: { reason },
      });
      forgetDraft(desk, round, me, { kind: 'sending', submission, question });
    });
    desk.changed('questions', 'round');
    return {};
  },
  'questions.list': () => listQuestions(desk),
  'questions.draft': ({ submission, chosen, answerBy }) => draftQuestions(desk, submission, chosen, answerBy),
  'questions.send': (wanted) => desk.jobs.run(wanted.job, (job) => sendQuestions(desk, wanted, job)),
  'questions.letter': ({ submission, batch }) => writeAgain(desk, submission, batch),
});

/**
 * A question that was not sent yet, for its asker or an administrator. Throws the refusal 'not-found' for anybody else,
 * in the same words whether there is such a question or not.
 */
function openQuestion(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  question: QuestionId,
  me: PersonId,
): { readonly person: PersonId } {
  const row = desk.store
    .prepare<[string, string, string], Pick<QuestionTable, 'state'> & { person: PersonId }>(
      'SELECT person, state FROM question WHERE round = ? AND submission = ? AND question = ?',
    )
    .all(round, submission, question)
    .find(({ person }) => person === me || mayReadAll(desk, round, submission, me));
  if (row === undefined) throw refuse('not-found', 'That question is not held on this computer.');
  if (row.state !== 'asked') {
    throw refuse(
      'already-done',
      row.state === 'withdrawn' ? 'The question was withdrawn already.' : 'The question was sent already.',
    );
  }
  return row;
}

function mayReadAll(desk: DeskContext, round: RoundId, submission: SubmissionId, me: PersonId): boolean {
  return rolesOf(desk, round, me).includes('administrator') && !blindTo(desk, round, me).has(submission);
}
