import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import { apart, safeName } from '../../../shared/domain/file-names.ts';
import type { PersonId, RoundId } from '../../../shared/domain/ids.ts';
import { itemsOf, type StandardSet } from '../../../shared/domain/standard-set.ts';
import { adoptedSet, type DeskContext, personHere, roundHead, roundHere } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { keptBack } from '../evidence/service.ts';
import { type CurrentVersion, currentVersions, evidenceOf, responsesOf } from '../intake/service.ts';
import { listPeople, liveAssignments } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { roundDates } from '../round/service.ts';
import { repliesForWorkbook } from './replies.ts';
import { writeWorkbook } from './write.ts';
import type { WorkbookSubmission } from './write-submission.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The workbook of one assessor and a folder of evidence for each of their submissions, in one zip file. */
export async function makeWorkbook(
  desk: DeskContext,
  person: PersonId,
  job: Job,
): Promise<OutputOf<'workbooks.make'>> {
  const round = roundHere(desk);
  const [set, head, dates, people, assignments, versions] = await Promise.all([
    adoptedSet(desk, round),
    roundHead(desk),
    roundDates(desk, round),
    listPeople(desk, round),
    liveAssignments(desk, round),
    currentVersions(desk, round),
  ]);
  const assessor = people.find(({ id }) => id === person);
  const sender = people.find(({ id }) => id === personHere(desk));
  const theirs = versions.filter(({ submission }) =>
    assignments.some((each) => each.person === person && each.submission === submission),
  );
  if (assessor === undefined || theirs.length === 0)
    throw refuse(
      'not-found',
      'Nothing is assigned to this person. Share out the submissions in People first.',
    );
  const back = keptBack(desk, round);
  const folders = apart(theirs.map(({ name }) => safeName(name, 'submission')));
  const given = await Promise.all(
    theirs.map((version, at) =>
      submissionOf(desk, round, set, person, version, folders[at] ?? version.submission, back),
    ),
  );
  const madeAt = desk.now();
  const bytes = await writeWorkbook({
    set,
    title: head.title,
    assessor: assessor.name,
    due: dates.scoresDue,
    sender: { name: sender?.name ?? 'the administrator', email: sender?.email ?? '' },
    submissions: given,
    madeAt,
  });
  const called = safeName(`Scores of ${assessor.name} ${head.year}`);
  const workbook = await desk.handover.give(`${called}.xlsx`, XLSX, bytes);
  const files = given.flatMap(({ folder, files: named, evidence }) =>
    evidence.flatMap(({ ref, sha256 }) => {
      const name = named.get(ref);
      return name === undefined ? [] : [{ from: desk.store.evidence.path(sha256), to: `${folder}/${name}` }];
    }),
  );
  const zip = join(desk.store.folder.exports, `${randomUUID()}.part`);
  try {
    await writeZip(zip, called, bytes, new Date(madeAt), files, job);
  } catch (error) {
    await rm(zip, { force: true });
    throw error;
  }
  const whole = await desk.handover.give(`${called} ${dayInLondon(madeAt)}.zip`, 'application/zip', {
    file: zip,
  });
  return {
    ...whole,
    workbook,
    submissions: given.length,
    evidenceFiles: files.length,
    keptBack: given.flatMap(({ evidence }) => evidence).length - files.length,
  };
}

async function submissionOf(
  desk: DeskContext,
  round: RoundId,
  set: StandardSet,
  person: PersonId,
  version: CurrentVersion,
  folder: string,
  back: ReadonlySet<string>,
): Promise<WorkbookSubmission> {
  const { submission, name, number, receivedAt, covers, transitions } = version;
  const [responses, own, replies] = await Promise.all([
    responsesOf(desk, round, submission, version.version),
    evidenceOf(desk, round, submission, version.version),
    repliesForWorkbook(desk, round, submission),
  ]);
  const evidence = [...own, ...replies.files];
  const held = evidence.filter(({ sha256 }) => desk.store.evidence.has(sha256) && !back.has(sha256));
  const names = apart(held.map((file) => fileName(file)));
  return {
    mark: { round, submission, version: version.version, person },
    name,
    versionNumber: number,
    receivedAt,
    covers,
    items: itemsOf(set, transitions),
    responses: new Map(responses.map((response) => [response.item, response])),
    replies: replies.byItem,
    evidence,
    folder,
    files: new Map(held.map(({ ref }, at) => [ref, names[at] ?? ref])),
  };
}

/** "E4 Board paper.pdf": the reference first, so that the folder is in the order of the Evidence list. */
function fileName({ ref, name }: EvidenceView): string {
  const plain = safeName(name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1), 'file');
  const begins =
    plain.toLowerCase().startsWith(ref.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(plain.slice(ref.length));
  return begins ? plain : safeName(`${ref} ${plain}`);
}

/** As a stream: evidence is never in memory, and is packed as it is. */
async function writeZip(
  to: string,
  root: string,
  workbook: Uint8Array,
  mtime: Date,
  files: readonly { readonly from: string; readonly to: string }[],
  job: Job,
): Promise<void> {
  const zip = new ZipFile();
  const failed = new AbortController();
  zip.on('error', (error) => failed.abort(error));
  zip.addBuffer(Buffer.from(workbook), `${root}/${root}.xlsx`, { mtime, compress: false });
  for (const file of files) zip.addFile(file.from, `${root}/${file.to}`, { mtime, compress: false });
  zip.end();
  let done = 0;
  const counted = async function* (source: AsyncIterable<string | Buffer>) {
    for await (const chunk of source) {
      job.step();
      done += chunk.length;
      job.progress(done, 0, 'Packing the evidence');
      yield chunk;
    }
  };
  const signal = AbortSignal.any([job.signal, failed.signal]);
  try {
    await pipeline(zip.outputStream, counted, createWriteStream(to, { mode: 0o600 }), { signal });
  } catch (error) {
    throw failed.signal.aborted ? failed.signal.reason : error;
  }
}
