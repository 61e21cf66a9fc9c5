import { dayInLondon } from '../../../shared/domain/dates.ts';
import { BatchId, Day, Hash, Instant, ItemId, type RoundId } from '../../../shared/domain/ids.ts';
import type { ReplyAnswer, SentBatch } from '../../../shared/domain/replies.ts';
import { type EvidenceItem, EvidenceReference } from '../../../shared/domain/submission.ts';
import { type DeskContext, personHere } from '../desk/context.ts';
import { type CurrentVersion, currentVersions } from '../intake/service.ts';
import { blindTo } from '../scoring/service.ts';
import type { QuestionBatchTable, ReplyAnswerTable, ReplyTable } from '../store/question-rows.ts';
import { SentQuestion } from './queries.ts';

/** What went to organisations, with what they replied, but of submissions to which whoever sits here is blind. */
export async function sentBatches(desk: DeskContext, round: RoundId): Promise<SentBatch[]> {
  const blind = blindTo(desk, round, personHere(desk));
  const versions = new Map<string, CurrentVersion>(
    (await currentVersions(desk, round)).map((version) => [version.submission, version]),
  );
  return desk.store
    .prepare<[string], QuestionBatchTable>(
      'SELECT * FROM question_batch WHERE round = ? ORDER BY sent_at, submission, batch',
    )
    .all(round)
    .flatMap((row): SentBatch[] => {
      const version = versions.get(row.submission);
      if (version === undefined || blind.has(row.submission)) return [];
      const { submission, organisation, name } = version;
      return [
        {
          batch: BatchId.parse(row.batch),
          submission,
          organisation,
          name,
          sentOn: dayInLondon(Instant.parse(row.sent_at)),
          answerBy: Day.parse(row.answer_by),
          questions: SentQuestion.array()
            .parse(JSON.parse(row.questions))
            .map(({ number, item, words }) => ({ number, item, words })),
          reply: replyTo(desk, row),
        },
      ];
    });
}

type Of = Pick<QuestionBatchTable, 'round' | 'submission' | 'batch'>;

function replyTo(desk: DeskContext, { round, submission, batch }: Of): SentBatch['reply'] {
  const row = desk.store
    .prepare<[string, string, string], Pick<ReplyTable, 'received_at'>>(
      'SELECT received_at FROM reply WHERE round = ? AND submission = ? AND batch = ?',
    )
    .get(round, submission, batch);
  if (row === undefined) return undefined;
  const answers = desk.store
    .prepare<[string, string, string], ReplyAnswerTable>(
      'SELECT * FROM reply_answer WHERE round = ? AND submission = ? AND batch = ? ORDER BY number',
    )
    .all(round, submission, batch)
    .map(
      (each): ReplyAnswer => ({
        number: each.number,
        item: ItemId.parse(each.item),
        question: each.question ?? '',
        answer: each.answer ?? '',
        answered: each.answered === 1,
        references: EvidenceReference.array().parse(JSON.parse(each.refs)),
      }),
    );
  return {
    receivedAt: Instant.parse(row.received_at),
    content: { answers, evidence: evidenceOf(desk, { round, submission, batch }) },
  };
}

interface EvidenceRow {
  readonly ref: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly name: string | null;
  readonly shows: string | null;
  readonly names_removed: EvidenceItem['namesRemoved'];
}

function evidenceOf(desk: DeskContext, { round, submission, batch }: Of): EvidenceItem[] {
  return desk.store
    .prepare<[string, string, string], EvidenceRow>(
      `SELECT ref, sha256, bytes, name, shows, names_removed FROM evidence_item
       WHERE round = ? AND submission = ? AND version = ? ORDER BY ref`,
    )
    .all(round, submission, batch)
    .map((row) => ({
      ref: row.ref,
      sha256: Hash.parse(row.sha256),
      bytes: row.bytes,
      name: row.name ?? '',
      shows: row.shows ?? '',
      namesRemoved: row.names_removed,
    }));
}
