import type { ReplyFile } from '../../../shared/contract/intake.ts';
import { BatchId, type RoundId, type SubmissionId, VersionId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import { evidenceOf } from './queries.ts';

/** What came with replies about one submission, in the order in which the replies came and of their references. */
export async function replyFilesOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Promise<ReplyFile[]> {
  const rows = desk.store
    .prepare<[string, string], { batch: string }>(
      'SELECT batch FROM reply WHERE round = ? AND submission = ? ORDER BY received_at, batch',
    )
    .all(round, submission);
  const files = await Promise.all(
    rows.map(async (row) => {
      const batch = BatchId.parse(row.batch);
      // Its files lie with those of the submission's versions, under the name of what it replies to.
      const evidence = await evidenceOf(desk, round, submission, VersionId.parse(batch));
      return evidence.map((file) => ({ ...file, batch }));
    }),
  );
  return files.flat();
}
