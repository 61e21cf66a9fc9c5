import { z } from 'zod';
import type { BatchId, Day, Instant, OrganisationId, SubmissionId } from './ids.ts';
import { ItemId } from './ids.ts';
import type { OfferedFile, Problem, RehearsedFile, Verdict } from './intake.ts';
import { EvidenceItem, EvidenceReference, Gap } from './submission.ts';

/** What comes back for questions that went to an organisation. */

/** One answer, beside the question as it was sent. */
export const ReplyAnswer = z.object({
  number: z.int().min(1),
  item: ItemId,
  question: z.string(),
  answer: z.string().max(30_000),
  /** False where it was left empty, and no evidence was named either. */
  answered: z.boolean(),
  references: z.array(EvidenceReference).max(100),
});
export type ReplyAnswer = z.infer<typeof ReplyAnswer>;

export const ReplyContent = z.object({
  answers: z.array(ReplyAnswer).min(1),
  evidence: z.array(EvidenceItem),
  gaps: z.array(Gap),
});
export type ReplyContent = z.infer<typeof ReplyContent>;

/** Questions that went to an organisation together, as the record has them, with what was replied so far. */
export interface SentBatch {
  readonly batch: BatchId;
  readonly submission: SubmissionId;
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly sentOn: Day;
  readonly answerBy: Day;
  readonly questions: readonly { readonly number: number; readonly item: ItemId; readonly words: string }[];
  readonly reply:
    | { readonly receivedAt: Instant; readonly content: Pick<ReplyContent, 'answers' | 'evidence'> }
    | undefined;
}

export interface RehearsedReply {
  /** Names this row of the rehearsal: the workbook as picked. */
  readonly key: string;
  readonly name: string;
  /** Undefined where it is not known to what it replies. */
  readonly to: Omit<SentBatch, 'reply'> | undefined;
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
  /** What would be written; undefined where it is refused. */
  readonly content: ReplyContent | undefined;
  readonly files: readonly RehearsedFile[];
  readonly offered: readonly OfferedFile[];
  /** It came after the day that it was asked for by: taking it needs a reason. */
  readonly late: boolean;
  /** When the reply came that this one would replace. */
  readonly replaces: Instant | undefined;
}

/** Whether two replies say the same with the same evidence, whatever the order of their files. */
export function sameReply(
  one: Pick<ReplyContent, 'answers' | 'evidence'>,
  other: Pick<ReplyContent, 'answers' | 'evidence'>,
): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder({ answers, evidence }: Pick<ReplyContent, 'answers' | 'evidence'>): unknown {
  return [
    answers
      .toSorted((one, other) => one.number - other.number)
      .map(({ number, answer, answered, references }) => [
        number,
        answer,
        answered,
        references.map(({ ref, pages }) => [ref, pages]),
      ]),
    evidence
      .map(({ ref, sha256, name, shows, namesRemoved }) => [ref, sha256, name, shows, namesRemoved])
      .toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
  ];
}
