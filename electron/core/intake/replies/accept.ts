import type { OutputOf } from '../../../../shared/contract/table.ts';
import { Hash, type Instant, type RoundId } from '../../../../shared/domain/ids.ts';
import {
  type RehearsedReply,
  type ReplyContent,
  type SentBatch,
  sameReply,
} from '../../../../shared/domain/replies.ts';
import type { DeskContext } from '../../desk/context.ts';

type WrittenReply = OutputOf<'import.accept'>['replies'][number];

/** What is left of a reply once files are declined may be what is here already. */
export function sameAsBefore(
  { name, to, content }: RehearsedReply,
  batches: readonly SentBatch[],
): string | undefined {
  const before = batches.find(({ batch }) => batch === to?.batch)?.reply;
  return before !== undefined && content !== undefined && sameReply(before.content, content)
    ? `Without what was declined, nothing of ${name}’s reply differs from the one that is already here.`
    : undefined;
}

/**
 * Puts one reply on the record, for every assessor of the submission at once: it says nothing of who asked. A reply to
 * the same questions that came before gives way to it, and stays on the record.
 */
export function writeReply(
  desk: DeskContext,
  round: RoundId,
  { key, replaces, late }: Pick<RehearsedReply, 'key' | 'replaces' | 'late'>,
  { batch, submission, sentOn }: NonNullable<RehearsedReply['to']>,
  { answers, evidence }: ReplyContent,
  came: { readonly receivedAt: Instant; readonly lateReason: string },
): WrittenReply {
  desk.ledger.append('questions-answered', {
    facts: {
      round,
      submission,
      batch,
      askedOn: sentOn,
      receivedAt: came.receivedAt,
      late,
      questions: answers.map(({ number, item, answered, references }) => ({
        number,
        item,
        answered,
        references,
      })),
      evidence: evidence.map(({ ref, sha256, bytes, namesRemoved }) => ({
        ref,
        sha256: Hash.parse(sha256),
        bytes,
        namesRemoved,
      })),
    },
    text: {
      questions: Object.fromEntries(
        answers.map(({ number, question, answer }) => [String(number), { question, answer }]),
      ),
      evidence: Object.fromEntries(evidence.map(({ ref, name }) => [ref, name])),
      shows: Object.fromEntries(evidence.map(({ ref, shows }) => [ref, shows])),
      ...(late ? { lateReason: came.lateReason } : {}),
    },
  });
  return {
    key,
    submission,
    batch,
    answered: answers.filter(({ answered }) => answered).length,
    questions: answers.length,
    evidenceFiles: evidence.length,
    replaced: replaces !== undefined,
  };
}
