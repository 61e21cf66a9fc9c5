import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RehearsalView } from '../../../shared/contract/intake.ts';
import type { ParsedInputOf } from '../../../shared/contract/table.ts';
import { OrganisationId, type RoundId, type SubmissionId } from '../../../shared/domain/ids.ts';
import type { Rehearsal } from '../../../shared/domain/intake.ts';
import type { SubmissionContent } from '../../../shared/domain/submission.ts';
import { adoptedSet, type DeskContext, roundHead, roundHere } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { sentBatches } from '../questions/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { organisationsOf, roundDates } from '../round/service.ts';
import { XLSX_TYPE } from '../spreadsheet/sheet-writer.ts';
import { acceptChosen, type Kept } from './accept.ts';
import { currentVersions, listSubmissions, showSubmission } from './queries.ts';
import { rehearse } from './rehearse.ts';
import { writeTemplate } from './template.ts';
import { keptMappings } from './wide/kept.ts';
import { mapTable } from './wide/map-table.ts';

export { submissionIn } from './accept.ts';
export {
  type CurrentVersion,
  currentVersion,
  currentVersions,
  evidenceOf,
  responsesOf,
  storedEvidenceOf,
  versionOf,
} from './queries.ts';
export { readReferences, sameRef } from './references.ts';
export { type ReplyFill, writeQuestions } from './replies/write.ts';
export { replyFilesOf } from './reply-files.ts';

type Methods =
  | 'submissions.list'
  | 'submissions.show'
  | 'import.rehearse'
  | 'import.map'
  | 'import.accept'
  | 'template.make';

/** Submissions as they come: rehearsed first, then written one version at a time, whole or not at all. */
export const intakeService = (desk: DeskContext): Handlers<Methods> => {
  const kept = new Map<string, Kept>();
  return {
    'submissions.list': () => listSubmissions(desk),
    'submissions.show': ({ submission }) => showSubmission(desk, submission),
    'import.rehearse': ({ job, ...given }) =>
      desk.jobs.run(job, async (running) => {
        const round = roundHere(desk);
        const rehearsed = await rehearseStaged(desk, round, given, running);
        const id = randomUUID();
        kept.set(id, rehearsed);
        return viewOf(id, rehearsed.rehearsal);
      }),
    'import.map': ({ rehearsal, table: path, mapping }) => {
      const table = kept.get(rehearsal)?.rehearsal.tables.find((each) => each.path === path);
      if (table === undefined)
        return refuse('rehearsal-over', 'The table is no longer here. Choose the files again.');
      return mapTable(desk, table, mapping);
    },
    'import.accept': (input) =>
      desk.jobs.run(input.job, async (running) => {
        const rehearsed = kept.get(input.rehearsal);
        if (rehearsed === undefined) {
          throw refuse('rehearsal-over', 'The rehearsal is no longer here. Choose the files again.');
        }
        if (input.organisations.length + input.replies.length === 0)
          throw refuse('wrong-input', 'Choose what is to be written.');
        return acceptChosen(desk, rehearsed, input, running);
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
        XLSX_TYPE,
        bytes,
      );
    },
  };
};

async function rehearseStaged(
  desk: DeskContext,
  round: RoundId,
  { staged, mails, noTables }: Omit<ParsedInputOf<'import.rehearse'>, 'job'>,
  job: Job,
): Promise<Kept> {
  const files = staged.map((id) => desk.handover.staged(id));
  const [set, head, dates, organisations, versions, batches] = await Promise.all([
    adoptedSet(desk, round),
    roundHead(desk),
    roundDates(desk, round),
    organisationsOf(desk),
    currentVersions(desk, round),
    sentBatches(desk, round),
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
    confirmedMails: new Map(mails.map(({ path, organisation }) => [path, organisation])),
    folder,
    set,
    round: { id: round, year: head.year, closesAt: dates.closesAt },
    organisations,
    lastVersions,
    batches,
    mappings: keptMappings(desk, round),
    noTables: new Set(noTables),
    receivedAt,
    progress: (done, of, words) => job.progress(done, of, words),
    signal: job.signal,
  });
  return { rehearsal, round, receivedAt, set, lastVersions, batches, done: new Set() };
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
      changes: one.changes && {
        since: one.changes.since,
        items: [...one.changes.items],
        files: [...one.changes.files],
        about: [...one.changes.about],
      },
      late: one.late,
      offered: one.offered.map(({ ref, name, path, bytes }) => ({ ref, name, path, bytes })),
      items: one.content?.responses.length ?? 0,
      evidenceFiles: one.files.length,
      bytes: one.files.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
    replies: rehearsal.replies.map((one) => ({
      key: one.key,
      name: one.name,
      submission: one.to?.submission,
      batch: one.to?.batch,
      sentOn: one.to?.sentOn,
      answerBy: one.to?.answerBy,
      verdict: one.verdict,
      problems: one.problems.map(({ severity, sentence, place }) => ({ severity, sentence, place })),
      answers: [...(one.content?.answers ?? [])],
      replaces: one.replaces,
      late: one.late,
      offered: one.offered.map(({ ref, name, path, bytes }) => ({ ref, name, path, bytes })),
      evidenceFiles: one.files.length,
      bytes: one.files.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
    tables: [...rehearsal.tables],
    unplaced: [...rehearsal.unplaced],
    mails: rehearsal.mails.map(({ path, organisation, name, sentence }) => ({
      path,
      organisation: OrganisationId.parse(organisation),
      name,
      sentence,
    })),
  };
}
