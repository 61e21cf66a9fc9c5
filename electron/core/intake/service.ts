import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RehearsalView } from '../../../shared/contract/intake.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import {
  Hash,
  type Instant,
  type OrganisationId,
  type RoundId,
  SubmissionId,
  VersionId,
} from '../../../shared/domain/ids.ts';
import type { Rehearsal, RehearsedSubmission } from '../../../shared/domain/intake.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { SubmissionContent } from '../../../shared/domain/submission.ts';
import { adoptedSet, type DeskContext, roundHead, roundHere } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { type Handlers, Refused, refuse } from '../refused.ts';
import { organisationsOf, roundDates } from '../round/service.ts';
import { currentVersions, listSubmissions, showSubmission } from './queries.ts';
import { rehearse } from './rehearse.ts';
import { writeTemplate } from './template.ts';

export {
  type CurrentVersion,
  currentVersion,
  currentVersions,
  evidenceOf,
  responsesOf,
  sniffedEvidence,
} from './queries.ts';

type Methods =
  | 'submissions.list'
  | 'submissions.show'
  | 'import.rehearse'
  | 'import.accept'
  | 'template.make';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One organisation's entry in one round always has the same name, whichever desk takes it in. */
export function submissionIn(round: RoundId, organisation: OrganisationId): SubmissionId {
  return SubmissionId.parse(`${organisation}.${round}`.slice(0, 64));
}

interface Kept {
  readonly rehearsal: Rehearsal;
  readonly round: RoundId;
  readonly receivedAt: Instant;
  readonly set: StandardSet;
}

/** Submissions as they come: rehearsed first, then written one version at a time, whole or not at all. */
export const intakeService = (desk: DeskContext): Handlers<Methods> => {
  const kept = new Map<string, Kept>();
  return {
    'submissions.list': () => listSubmissions(desk),
    'submissions.show': ({ submission }) => showSubmission(desk, submission),
    'import.rehearse': ({ staged, job }) =>
      desk.jobs.run(job, async (running) => {
        const round = roundHere(desk);
        const rehearsed = await rehearseStaged(desk, round, staged, running);
        const id = randomUUID();
        kept.set(id, rehearsed);
        return viewOf(id, rehearsed.rehearsal);
      }),
    'import.accept': (input) =>
      desk.jobs.run(input.job, async (running) => {
        const rehearsed = kept.get(input.rehearsal);
        if (rehearsed === undefined) {
          throw refuse('rehearsal-over', 'The rehearsal is no longer here. Choose the files again.');
        }
        return acceptChosen(desk, rehearsed, input.organisations, running);
      }),
    'template.make': async ({ organisation }) => {
      const round = roundHere(desk);
      const [set, head, dates, organisations] = await Promise.all([
        adoptedSet(desk, round),
        roundHead(desk),
        roundDates(desk, round),
        organisationsOf(desk),
      ]);
      const named = organisations.find(({ id }) => id === organisation);
      if (organisation !== undefined && named === undefined) {
        return refuse('not-found', 'That organisation is not registered in this round.');
      }
      const bytes = await writeTemplate({
        set,
        round: { id: round, year: head.year, closesAt: dates.closesAt },
        ...(named === undefined ? {} : { organisation: named }),
      });
      return desk.handover.give(
        `submission-${head.year}${named === undefined ? '' : `-${named.id}`}.xlsx`,
        XLSX,
        bytes,
      );
    },
  };
};

async function rehearseStaged(
  desk: DeskContext,
  round: RoundId,
  staged: readonly string[],
  job: Job,
): Promise<Kept> {
  const files = staged.map((id) => desk.handover.staged(id));
  const [set, head, dates, organisations, versions] = await Promise.all([
    adoptedSet(desk, round),
    roundHead(desk),
    roundDates(desk, round),
    organisationsOf(desk),
    currentVersions(desk, round),
  ]);
  const lastVersions = new Map<string, { readonly number: number; readonly content: SubmissionContent }>();
  for (const { organisation, submission, number } of versions) {
    lastVersions.set(organisation, { number, content: await contentOf(desk, submission) });
  }
  const folder = join(desk.handover.stagingFolder, randomUUID());
  await mkdir(folder, { mode: 0o700 });
  const receivedAt = desk.now();
  const rehearsal = await rehearse({
    files: files.map(({ path, file }) => ({ path, file })),
    parser: desk.parser,
    folder,
    set,
    round: { id: round, year: head.year, closesAt: dates.closesAt },
    organisations,
    lastVersions,
    receivedAt,
    progress: (done, of, words) => job.progress(done, of, words),
    signal: job.signal,
  });
  return { rehearsal, round, receivedAt, set };
}

/** A submission's current version as it would be read from a workbook, to compare a new one with. */
async function contentOf(desk: DeskContext, submission: SubmissionId): Promise<SubmissionContent> {
  const { transitions, professions, covers, contact, declaredBy, responses, evidence, gaps } =
    await showSubmission(desk, submission);
  return {
    transitions,
    professions,
    covers,
    contact,
    declaredBy,
    responses,
    evidence: evidence.map(({ ref, sha256, bytes, name, shows, namesRemoved }) => ({
      ref,
      sha256,
      bytes,
      name,
      shows,
      namesRemoved,
    })),
    gaps,
  };
}

function viewOf(id: string, rehearsal: Rehearsal): RehearsalView {
  return {
    id,
    organisations: rehearsal.organisations.map((one) => ({
      key: one.key,
      organisation: one.organisation,
      name: one.name,
      verdict: one.verdict,
      problems: one.problems.map(({ severity, sentence, place }) => ({ severity, sentence, place })),
      versionNumber: one.versionNumber,
      late: one.late,
      items: one.content?.responses.length ?? 0,
      evidenceFiles: one.files.length,
      bytes: one.files.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
    unplaced: [...rehearsal.unplaced],
  };
}

async function acceptChosen(
  desk: DeskContext,
  { rehearsal, round, receivedAt, set }: Kept,
  chosen: ParsedInputOf<'import.accept'>['organisations'],
  job: Job,
): Promise<OutputOf<'import.accept'>> {
  const written: OutputOf<'import.accept'>['written'] = [];
  const notWritten: OutputOf<'import.accept'>['notWritten'] = [];
  for (const [at, { key, acceptGaps, lateReason }] of chosen.entries()) {
    const one = rehearsal.organisations.find((each) => each.key === key);
    job.progress(at, chosen.length, one === undefined ? '' : `Taking in ${one.name}`);
    const why = whyNotWritten(one, acceptGaps, lateReason);
    if (why !== undefined || one?.content === undefined || one.organisation === undefined) {
      notWritten.push({ key, sentence: why ?? 'It was refused at the rehearsal.' });
      continue;
    }
    try {
      job.step();
      await takeFiles(desk, one, job);
      const { number } = writeVersion(desk, round, set, one.organisation, one.content, {
        receivedAt,
        late: one.late,
        lateReason,
      });
      written.push({
        key,
        submission: submissionIn(round, one.organisation),
        version: number,
        gaps: one.content.gaps.length,
        evidenceFiles: one.files.length,
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notWritten.push({ key, sentence: error.refusal.sentence });
    }
  }
  job.progress(chosen.length, chosen.length, 'Taken in');
  desk.changed('submissions', 'round', 'sheets');
  return { written, notWritten };
}

function whyNotWritten(
  one: RehearsedSubmission | undefined,
  acceptGaps: boolean,
  lateReason: string,
): string | undefined {
  if (one === undefined) return 'The rehearsal has no such organisation.';
  if (one.verdict === 'refused') {
    return (
      one.problems.find(({ severity }) => severity === 'refusal')?.sentence ??
      'It was refused at the rehearsal.'
    );
  }
  const gaps = one.problems.filter(({ severity }) => severity === 'gap').length;
  if (gaps > 0 && !acceptGaps) return `${one.name} has gaps that were not accepted.`;
  if (one.late && lateReason.trim() === '')
    return `${one.name} came after the closing time. Say why it is taken.`;
  return undefined;
}

/** Files at once: enough to keep a disk busy while one of them is being synced. */
const AT_ONCE = 4;

/** Every file is on disk under its name before the version that names it is written. */
async function takeFiles(desk: DeskContext, one: RehearsedSubmission, job: Job): Promise<void> {
  const waiting = [...new Map(one.files.map((file) => [file.sha256, file])).values()];
  const take = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      job.step();
      const { sha256 } = await desk.store.evidence.put(file.file);
      if (sha256 !== file.sha256) {
        throw refuse(
          'file-unreadable',
          `${file.path} changed while it was being taken in. Choose the files again.`,
          [{ kind: 'file', at: file.path }],
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
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
