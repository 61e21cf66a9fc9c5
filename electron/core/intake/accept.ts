import { randomUUID } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import {
  Hash,
  type Instant,
  type OrganisationId,
  type RoundId,
  SubmissionId,
  VersionId,
} from '../../../shared/domain/ids.ts';
import {
  type Rehearsal,
  type RehearsedFile,
  type RehearsedSubmission,
  sameContent,
  withoutDeclined,
} from '../../../shared/domain/intake.ts';
import type { RehearsedReply, SentBatch } from '../../../shared/domain/replies.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { SubmissionContent } from '../../../shared/domain/submission.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { LedgerRefusal } from '../ledger/refusal.ts';
import { Refused, refuse } from '../refused.ts';
import type { StagedEvidence } from '../store/evidence.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { sameAsBefore, writeReply } from './replies/accept.ts';

/** One organisation's entry in one round always has the same name, whichever desk takes it in. */
export function submissionIn(round: RoundId, organisation: OrganisationId): SubmissionId {
  return SubmissionId.parse(`${organisation}.${round}`.slice(0, 64));
}

/** A rehearsal with what it was judged by. */
export interface Kept {
  readonly rehearsal: Rehearsal;
  readonly round: RoundId;
  readonly receivedAt: Instant;
  readonly set: StandardSet;
  /** What each organisation had sent when it was judged. */
  readonly lastVersions: ReadonlyMap<
    string,
    { readonly number: number; readonly content: SubmissionContent }
  >;
  /** What had been sent to organisations then, and what they had replied. */
  readonly batches: readonly SentBatch[];
  /** Keys of what was written from it already: pressed again after it was stopped or failed, it writes nothing twice. */
  readonly done: Set<string>;
}

/** Writes what was chosen of a rehearsal; what cannot be written says why, and the others go on. */
export async function acceptChosen(
  desk: DeskContext,
  kept: Kept,
  { organisations, replies }: Pick<ParsedInputOf<'import.accept'>, 'organisations' | 'replies'>,
  job: Job,
): Promise<Accepted> {
  const accepted: Accepted = { written: [], replies: [], notWritten: [] };
  const of = organisations.length + replies.length;
  const { round, receivedAt, rehearsal, done } = kept;
  const next = (name: string | undefined) => {
    const dealt = accepted.written.length + accepted.replies.length + accepted.notWritten.length;
    job.progress(dealt, of, name === undefined ? '' : `Taking in ${name}`);
  };
  try {
    for (const choice of organisations) {
      const { key, lateReason, decline } = choice;
      const whole = rehearsal.organisations.find((each) => each.key === key);
      const one = whole && withoutDeclined(whole, decline);
      next(one?.name);
      const again = done.has(key)
        ? WAS_WRITTEN
        : one && decline.length > 0
          ? same(one, kept.lastVersions)
          : undefined;
      await writeOr(accepted, choice, one, again, async ({ content, organisation }) => {
        if (content === undefined || organisation === undefined) throw refusedBefore();
        await takeFiles(desk, one?.files ?? [], job);
        const came = { receivedAt, late: one?.late === true, lateReason };
        const { number } = writeVersion(desk, round, kept.set, organisation, content, came);
        done.add(key);
        accepted.written.push({
          key,
          submission: submissionIn(round, organisation),
          version: number,
          gaps: content.gaps.length,
          evidenceFiles: one?.files.length ?? 0,
        });
      });
    }
    for (const choice of replies) {
      const { key, lateReason, decline } = choice;
      const whole = rehearsal.replies.find((each) => each.key === key);
      const one = whole && withoutDeclined(whole, decline);
      next(one?.name);
      const again = done.has(key)
        ? WAS_WRITTEN
        : one && decline.length > 0
          ? sameAsBefore(one, kept.batches)
          : undefined;
      await writeOr(accepted, choice, one, again, async ({ content, to, ...reply }) => {
        if (content === undefined || to === undefined) throw refusedBefore();
        await takeFiles(desk, reply.files, job);
        accepted.replies.push(writeReply(desk, round, reply, to, content, { receivedAt, lateReason }));
        done.add(key);
      });
    }
    job.progress(of, of, 'Taken in');
  } finally {
    desk.changed('submissions', 'round', 'sheets', 'questions', 'evidence');
  }
  return accepted;
}

type Accepted = OutputOf<'import.accept'>;
type Choice = ParsedInputOf<'import.accept'>['organisations'][number];

/** Writes one, or says why it is not written. */
async function writeOr<One extends RehearsedSubmission | RehearsedReply>(
  { notWritten }: Accepted,
  { key, acceptGaps, lateReason }: Choice,
  one: One | undefined,
  again: string | undefined,
  write: (one: One) => Promise<void>,
): Promise<void> {
  const why = whyNotWritten(one, acceptGaps, lateReason) ?? again;
  if (why !== undefined || one === undefined) {
    notWritten.push({ key, sentence: why ?? WAS_REFUSED });
    return;
  }
  try {
    await write(one);
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    notWritten.push({ key, sentence });
  }
}

/** Of what keeps one from being written and says so; undefined of what nobody foresaw. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Refused) return error.refusal.sentence;
  return error instanceof LedgerRefusal || error instanceof StoreRefusal ? error.message : undefined;
}

const WAS_WRITTEN = 'It was taken in already, from this same rehearsal.';
const WAS_REFUSED = 'It was refused at the rehearsal.';
const refusedBefore = () => refuse('nothing-to-import', WAS_REFUSED);

function whyNotWritten(
  one: RehearsedSubmission | RehearsedReply | undefined,
  acceptGaps: boolean,
  lateReason: string,
): string | undefined {
  if (one === undefined) return 'The rehearsal has no such organisation.';
  if (one.verdict === 'refused') {
    return one.problems.find(({ severity }) => severity === 'refusal')?.sentence ?? WAS_REFUSED;
  }
  const gaps = one.problems.filter(({ severity }) => severity === 'gap').length;
  if (gaps > 0 && !acceptGaps) return `${one.name} has gaps that were not accepted.`;
  if (one.late && lateReason.trim() === '')
    return 'to' in one
      ? `${one.name}’s reply came after the day that it was asked for by. Say why it is taken.`
      : `${one.name} came after the closing time. Say why it is taken.`;
  return undefined;
}

/** What is left once files are declined may be what is here already. */
function same({ organisation, name, content }: RehearsedSubmission, lastVersions: Kept['lastVersions']) {
  const last = organisation === undefined ? undefined : lastVersions.get(organisation);
  return last !== undefined && content !== undefined && sameContent(last.content, content)
    ? `Without what was declined, nothing of ${name} differs from version ${last.number}, which is already here.`
    : undefined;
}

/** Files at once: enough to keep a disk busy while one of them is being synced. */
const AT_ONCE = 4;

/** Every file is on disk under its name before the version that names it is written. */
async function takeFiles(desk: DeskContext, files: readonly RehearsedFile[], job: Job): Promise<void> {
  job.step();
  const waiting = [...new Map(files.map((file) => [file.sha256, file])).values()];
  const staged: StagedEvidence[] = [];
  const stage = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      job.step();
      const copied = await desk.store.evidence.stage(file.file);
      staged.push(copied);
      if (copied.sha256 !== file.sha256) {
        throw refuse(
          'file-unreadable',
          `${file.path} changed while it was being taken in. Choose the files again.`,
          [{ kind: 'file', at: file.path }],
        );
      }
    }
  };
  const untilOneFails = () =>
    stage().catch((error: unknown) => {
      waiting.length = 0;
      throw error;
    });
  const staging = await Promise.allSettled(Array.from({ length: AT_ONCE }, untilOneFails));
  try {
    for (const each of staging) if (each.status === 'rejected') throw each.reason;
    await desk.store.evidence.keep(staged);
  } catch (error) {
    await desk.store.evidence.drop(staged);
    throw error;
  }
}

/** Puts one version on the record, numbered after the last that is held here. */
function writeVersion(
  desk: DeskContext,
  round: RoundId,
  set: StandardSet,
  organisation: OrganisationId,
  content: SubmissionContent,
  came: { readonly receivedAt: Instant; readonly late: boolean; readonly lateReason: string },
): { readonly number: number } {
  const submission = submissionIn(round, organisation);
  return desk.store.transaction(() => {
    const last = desk.store
      .prepare<[string, string], { number: number | null }>(
        'SELECT max(number) AS number FROM submission_version WHERE round = ? AND submission = ?',
      )
      .get(round, submission);
    const number = (last?.number ?? 0) + 1;
    desk.ledger.append('submission-received', {
      facts: {
        round,
        submission,
        organisation,
        version: VersionId.parse(`v${number}-${randomUUID().slice(0, 8)}`),
        number,
        receivedAt: came.receivedAt,
        late: came.late,
        set: { id: set.id, version: set.version },
        transitions: content.transitions,
        professions: content.professions,
        responses: content.responses.map(({ item, selfRating, references }) => ({
          item,
          selfRating,
          references,
        })),
        evidence: content.evidence.map(({ ref, sha256, bytes, namesRemoved }) => ({
          ref,
          sha256: Hash.parse(sha256),
          bytes,
          namesRemoved,
        })),
      },
      text: {
        accounts: Object.fromEntries(
          content.responses.map(({ item, account, reason, action }) => [item, { account, reason, action }]),
        ),
        evidence: Object.fromEntries(content.evidence.map(({ ref, name, shows }) => [ref, { name, shows }])),
        covers: content.covers,
        contact: content.contact,
        declaredBy: content.declaredBy,
        gaps: content.gaps,
        lateReason: came.lateReason,
      },
    });
    return { number };
  });
}
