import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { ReplyView } from '../../../shared/contract/questions.ts';
import type { BatchId, ItemId, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import { replyFilesOf, sameRef } from '../intake/service.ts';
import { repliesTo } from '../questions/service.ts';

/** What an organisation replied, as a scoring workbook carries it. */
export interface RepliesForWorkbook {
  readonly byItem: ReadonlyMap<ItemId, readonly ReplyView[]>;
  /** Under references that no file of the submission and no other reply has. */
  readonly files: readonly EvidenceView[];
}

export async function repliesForWorkbook(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Promise<RepliesForWorkbook> {
  const files = await replyFilesOf(desk, round, submission);
  const replies = repliesTo(desk, round, submission).map((reply) => ({
    ...reply,
    references: reply.references.map((reference) =>
      files.some(({ batch, ref }) => batch === reply.batch && sameRef(ref, reference.ref))
        ? { ...reference, ref: ownRef(reply.batch, reference.ref) }
        : reference,
    ),
  }));
  return {
    byItem: Map.groupBy(replies, ({ item }) => item),
    files: files.map(({ batch, ...file }) => ({ ...file, ref: ownRef(batch, file.ref) })),
  };
}

/**
 * "R1-4f2a". It comes from what was replied to and not from how many replies there are: a workbook is read against a
 * record that may hold more of them than when it was made.
 */
function ownRef(batch: BatchId, ref: string): string {
  return `${ref}-${batch.replace(/^b-/, '').slice(0, 4)}`;
}
