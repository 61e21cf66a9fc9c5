import type { ModeratedQuestion } from '../../../shared/contract/moderated-questions.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import {
  BatchId,
  Day,
  Instant,
  ItemId,
  QuestionId,
  type RoundId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { repliesMayChangeScores } from '../../../shared/domain/standard-set.ts';
import { adoptedSet, type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { requireOpenTo } from '../moderation/service.ts';
import { namesOf } from '../people/service.ts';
import type { Handlers } from '../refused.ts';
import type { QuestionTable } from '../store/question-rows.ts';
import { repliesTo } from './queries.ts';

/** Questions and replies beside an open moderation. */
export const moderatedQuestionsService = (desk: DeskContext): Handlers<'questions.moderated'> => ({
  'questions.moderated': ({ submission }) => moderatedQuestions(desk, submission),
});

/** Throws what the moderation itself is refused with, to whom it is not open. */
async function moderatedQuestions(
  desk: DeskContext,
  submission: SubmissionId,
): Promise<OutputOf<'questions.moderated'>> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  await requireOpenTo(desk, round, submission);
  const [set, names] = await Promise.all([adoptedSet(desk, round), namesOf(desk, round)]);
  const roles = rolesOf(desk, round, me);
  const seesAll = roles.some((role) => role === 'chair' || role === 'deputy' || role === 'administrator');
  const replies = repliesTo(desk, round, submission);
  const answered = new Map(replies.map(({ batch, receivedAt }) => [batch, receivedAt]));
  const asked = rowsOf(desk, round, submission)
    .filter(({ person }) => seesAll || person === me)
    .flatMap((row) => viewOf(row, answered, seesAll ? (names.get(row.person) ?? row.person) : undefined));
  return { asked, replies, mayChangeScores: repliesMayChangeScores(set) };
}

function rowsOf({ store }: Pick<DeskContext, 'store'>, round: RoundId, submission: SubmissionId) {
  return store
    .prepare<[string, string], QuestionTable>(
      'SELECT * FROM question WHERE round = ? AND submission = ? ORDER BY asked_at, question',
    )
    .all(round, submission);
}

function viewOf(
  row: QuestionTable,
  answered: ReadonlyMap<BatchId, Instant>,
  askedBy: string | undefined,
): ModeratedQuestion[] {
  // Without the asking, only that something was done with it would be known.
  if (row.item === null || row.asked_at === null) return [];
  const reply = row.batch === null ? undefined : answered.get(BatchId.parse(row.batch));
  return [
    {
      question: QuestionId.parse(row.question),
      item: ItemId.parse(row.item),
      words: row.words ?? 'The words were removed.',
      ...(askedBy === undefined ? {} : { askedBy }),
      askedAt: Instant.parse(row.asked_at),
      state: reply === undefined ? row.state : 'answered',
      since: reply ?? Instant.parse(row.since),
      reason: row.reason ?? '',
      answerBy: row.answer_by === null ? undefined : Day.parse(row.answer_by),
    },
  ];
}
