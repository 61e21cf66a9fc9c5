import type { MySubmission } from '../../../shared/contract/sheets.ts';
import type { PersonId, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';

/** How many of this person's own questions wait, sent or not, and to how many a reply came. */
export function ownQuestions(
  { store }: Pick<DeskContext, 'store'>,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): MySubmission['questions'] {
  const row = store
    .prepare<[string, string, string], { waiting: number; answered: number }>(
      `SELECT count(*) FILTER (WHERE r.batch IS NULL) AS waiting, count(r.batch) AS answered FROM question q
         LEFT JOIN reply r ON r.round = q.round AND r.submission = q.submission AND r.batch = q.batch
       WHERE q.round = ? AND q.submission = ? AND q.person = ? AND q.state <> 'withdrawn' AND q.item IS NOT NULL`,
    )
    .get(round, submission, person);
  return { waiting: row?.waiting ?? 0, answered: row?.answered ?? 0 };
}
