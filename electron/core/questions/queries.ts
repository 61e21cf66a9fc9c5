import { z } from 'zod';
import type {
  MyQuestion,
  OpenQuestion,
  QuestionBatch,
  QuestionsOf,
  ReplyView,
} from '../../../shared/contract/questions.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import {
  BatchId,
  Day,
  Instant,
  ItemId,
  type PersonId,
  QuestionId,
  type RoundId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { repliesMayChangeScores } from '../../../shared/domain/standard-set.ts';
import { EvidenceReference } from '../../../shared/domain/submission.ts';
import { adoptedSet, type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { type CurrentVersion, currentVersion, currentVersions, replyFilesOf } from '../intake/service.ts';
import { namesOf, notTakingPart, requireTakesPart } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { blindTo, requireAssigned } from '../scoring/service.ts';
import type { QuestionTable, ReplyAnswerTable, ReplyTable } from '../store/question-rows.ts';
import { contactsIn } from './contacts.ts';

/** A batch's questions as its row keeps them. */
export const SentQuestion = z.object({
  number: z.int(),
  item: ItemId,
  from: z.array(z.object({ id: QuestionId, joined: z.string() })),
  words: z.string(),
});
export type SentQuestion = z.infer<typeof SentQuestion>;

/**
 * Throws the refusal 'not-found' for whoever only assesses and is not assigned this submission, and 'not-allowed' for a
 * chair who takes no part in it.
 */
export function requirePanel(desk: DeskContext, round: RoundId, submission: SubmissionId): void {
  const me = personHere(desk);
  const only = rolesOf(desk, round, me).every((role) => role === 'assessor');
  if (only) requireAssigned(desk, round, submission, me);
  else requireTakesPart(desk, round, me, submission);
}

/** Throws the refusal 'not-found' for whoever does not administer the round, or is blind to this submission. */
export function requireSends(desk: DeskContext, round: RoundId, submission: SubmissionId): void {
  const me = personHere(desk);
  if (!rolesOf(desk, round, me).includes('administrator') || blindTo(desk, round, me).has(submission))
    throw refuse('not-found', 'There is no question to send.');
}

/** What the caller asked of one submission, and what its organisation replied to the panel. */
export function questionsAbout(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Pick<OutputOf<'questions.about'>, 'mine' | 'replies'> {
  const replies = repliesTo(desk, round, submission);
  const answered = new Map(replies.map(({ batch, receivedAt }) => [batch, receivedAt]));
  const mine = desk.store
    .prepare<[string, string, string], QuestionTable>(
      'SELECT * FROM question WHERE round = ? AND submission = ? AND person = ? ORDER BY asked_at, question',
    )
    .all(round, submission, personHere(desk))
    .flatMap((row) => mineFrom(row, answered));
  return { mine, replies };
}

function mineFrom(row: QuestionTable, answered: ReadonlyMap<BatchId, Instant>): MyQuestion[] {
  // Without the asking, only that something was done with it would be known.
  if (row.item === null || row.asked_at === null) return [];
  const reply = row.batch === null ? undefined : answered.get(BatchId.parse(row.batch));
  return [
    {
      question: QuestionId.parse(row.question),
      item: ItemId.parse(row.item),
      words: row.words ?? '',
      askedAt: Instant.parse(row.asked_at),
      state: reply === undefined ? row.state : 'answered',
      since: reply ?? Instant.parse(row.since),
      reason: row.reason ?? '',
      answerBy: row.answer_by === null ? undefined : Day.parse(row.answer_by),
    },
  ];
}

/** Every answer to the panel of one submission, by when it came and its number. */
export function repliesTo(desk: DeskContext, round: RoundId, submission: SubmissionId): ReplyView[] {
  return desk.store
    .prepare<[string, string], ReplyTable & ReplyAnswerTable>(
      `SELECT a.*, r.asked_on, r.received_at, r.late FROM reply_answer a
         JOIN reply r ON r.round = a.round AND r.submission = a.submission AND r.batch = a.batch
       WHERE a.round = ? AND a.submission = ? ORDER BY r.received_at, a.batch, a.number`,
    )
    .all(round, submission)
    .map((row) => ({
      batch: BatchId.parse(row.batch),
      number: row.number,
      item: ItemId.parse(row.item),
      askedOn: Day.parse(row.asked_on),
      receivedAt: Instant.parse(row.received_at),
      late: row.late === 1,
      question: row.question ?? '',
      answer: row.answer ?? '',
      answered: row.answered === 1,
      references: EvidenceReference.array().parse(JSON.parse(row.refs)),
    }));
}

export async function aboutSubmission(
  desk: DeskContext,
  submission: SubmissionId,
): Promise<OutputOf<'questions.about'>> {
  const round = roundHere(desk);
  requirePanel(desk, round, submission);
  const [set] = await Promise.all([adoptedSet(desk, round), currentVersion(desk, round, submission)]);
  return { ...questionsAbout(desk, round, submission), mayChangeScores: repliesMayChangeScores(set) };
}

/** Questions of every submission to which the caller is not blind and takes part in, by the organisation's name; none without any. */
export async function listQuestions(desk: DeskContext): Promise<QuestionsOf[]> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  // Whoever administers the round sends them all, whatever ties them to an organisation.
  const apart = rolesOf(desk, round, me).includes('administrator') ? [] : notTakingPart(desk, round, me);
  const hidden = new Set<string>([...blindTo(desk, round, me), ...apart]);
  const held = new Set(
    desk.store
      .prepare<[string, string], { submission: string }>(
        'SELECT submission FROM question WHERE round = ? UNION SELECT submission FROM question_batch WHERE round = ?',
      )
      .all(round, round)
      .map(({ submission }) => submission),
  );
  if (held.size === 0) return [];
  const [versions, names, contactOf] = await Promise.all([
    currentVersions(desk, round),
    namesOf(desk, round),
    contactsIn(desk, round),
  ]);
  const all = await Promise.all(
    versions
      .filter(({ submission }) => held.has(submission) && !hidden.has(submission))
      .map((version) => questionsOf(desk, round, version, names, contactOf(version).email)),
  );
  return all.filter(({ open, batches, withdrawn }) => open.length + batches.length + withdrawn.length > 0);
}

async function questionsOf(
  desk: DeskContext,
  round: RoundId,
  { submission, organisation, name }: CurrentVersion,
  names: ReadonlyMap<string, string>,
  email: string,
): Promise<QuestionsOf> {
  const asked = desk.store
    .prepare<[string, string], QuestionTable>(
      `SELECT * FROM question WHERE round = ? AND submission = ? AND item IS NOT NULL
       ORDER BY item, asked_at, question`,
    )
    .all(round, submission);
  const shown = (row: QuestionTable): OpenQuestion => ({
    question: QuestionId.parse(row.question),
    item: ItemId.parse(row.item),
    words: row.words ?? '',
    askedBy: nameOf(names, row.person),
    askedAt: Instant.parse(row.asked_at),
    conflict: row.conflict === 1,
  });
  const askers = new Map(asked.map((row) => [row.question, nameOf(names, row.person)]));
  return {
    submission,
    organisation,
    name,
    email,
    open: asked.filter(({ state }) => state === 'asked').map(shown),
    batches: await batchesOf(desk, round, submission, askers),
    withdrawn: asked
      .filter(({ state }) => state === 'withdrawn')
      .map((row) => ({ ...shown(row), reason: row.reason ?? '' })),
  };
}

interface BatchRow {
  readonly batch: string;
  readonly sent_at: string;
  readonly answer_by: string;
  readonly questions: string;
  readonly received_at: string | null;
  readonly late: number | null;
  readonly late_reason: string | null;
  readonly unanswered: number;
}

async function batchesOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  askers: ReadonlyMap<string, string>,
): Promise<QuestionBatch[]> {
  const files = await replyFilesOf(desk, round, submission);
  const today = dayInLondon(desk.now());
  const answers = new Map(
    repliesTo(desk, round, submission).map(({ batch, number, answer }) => [`${batch} ${number}`, answer]),
  );
  return desk.store
    .prepare<[string, string], BatchRow>(
      `SELECT b.batch, b.sent_at, b.answer_by, b.questions, r.received_at, r.late, r.late_reason,
         (SELECT count(*) FROM reply_answer a WHERE a.round = b.round AND a.submission = b.submission
           AND a.batch = b.batch AND a.answered = 0) AS unanswered
       FROM question_batch b
         LEFT JOIN reply r ON r.round = b.round AND r.submission = b.submission AND r.batch = b.batch
       WHERE b.round = ? AND b.submission = ? ORDER BY b.sent_at, b.batch`,
    )
    .all(round, submission)
    .map((row) => ({
      batch: BatchId.parse(row.batch),
      sentOn: dayInLondon(Instant.parse(row.sent_at)),
      answerBy: Day.parse(row.answer_by),
      overdue: row.received_at === null && row.answer_by < today,
      questions: SentQuestion.array()
        .parse(JSON.parse(row.questions))
        .map(({ number, item, from, words }) => ({
          number,
          item,
          words,
          askedBy: from.map(({ id }) => askers.get(id) ?? 'Somebody whose question is not held here'),
          joined: from.map(({ joined }) => joined).filter((reason) => reason !== ''),
          answer: answers.get(`${row.batch} ${number}`),
        })),
      reply:
        row.received_at === null
          ? undefined
          : {
              receivedAt: Instant.parse(row.received_at),
              late: row.late === 1,
              lateReason: row.late_reason ?? '',
              unanswered: row.unanswered,
              files: files.filter(({ batch }) => batch === row.batch),
            },
    }));
}

const nameOf = (names: ReadonlyMap<string, string>, person: PersonId | string) => names.get(person) ?? person;
