import { createHash, randomUUID } from 'node:crypto';
import type { PackRehearsal } from '../../../shared/contract/exchange.ts';
import { type OutputOf, Topic } from '../../../shared/contract/table.ts';
import { Hash, type RoundId } from '../../../shared/domain/ids.ts';
import { type DeskContext, READER } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import type { RawEntry } from '../ledger/entry.ts';
import type { MergeReport } from '../ledger/ledger.ts';
import { mergeInSteps } from '../ledger/steps.ts';
import { refuse } from '../refused.ts';
import type { StagedEvidence } from '../store/evidence.ts';
import { inwards } from './making.ts';
import { type Contents, OwnPurpose } from './manifest.ts';
import { readPack } from './pack.ts';
import { asShown } from './passphrase.ts';
import { refusedWords, rehearsalOf, seenOf } from './rehearsing.ts';
import { type NamedFile, NOT_WHOLE, openSealed, type SealedFile, sealedFile } from './sealed-file.ts';
import { putOnRecord } from './take-in.ts';

/** A file that was looked through and found sound; what it holds is read again when it is taken in. */
export interface Rehearsed {
  readonly sealed: SealedFile;
  readonly fileKey: Uint8Array;
  readonly contents: Contents;
}

export interface Receiving {
  rehearse(staged: readonly string[], passphrase: string | undefined, job: Job): Promise<PackRehearsal>;
  accept(rehearsal: string, job: Job): Promise<OutputOf<'packs.accept'>>;
}

/** Files from other desks: looked through first, taken in on a word. */
export function receiving(desk: DeskContext): Receiving {
  const rehearsed = new Map<string, Rehearsed>();
  return {
    async rehearse(staged, passphrase, job) {
      const files = staged.map((id) => desk.handover.staged(id));
      const named = files.map(({ path, file }) => ({ name: path, file }));
      const looked = await lookThrough(desk, named, passphrase, job);
      rehearsed.set(looked.rehearsal.id, looked.rehearsed);
      return looked.rehearsal;
    },
    async accept(rehearsal, job) {
      const held = rehearsed.get(rehearsal);
      if (held === undefined) throw refuse('rehearsal-over', 'The file is no longer open. Choose it again.');
      return accept(desk, held, job);
    },
  };
}

/**
 * Reads a file through and writes nothing. Throws the refusals 'passphrase-needed' and 'passphrase-wrong', and
 * 'pack-unusable' where it can never be taken in here.
 */
export async function lookThrough(
  desk: DeskContext,
  files: readonly NamedFile[],
  passphrase: string | undefined,
  job: Job,
): Promise<{ readonly rehearsed: Rehearsed; readonly rehearsal: PackRehearsal }> {
  const sealed = await sealedFile(files);
  const opened = await openSealed(sealed, keyOf(desk, passphrase), job);
  const pack = await readPack(opened, job, hashOf);
  requireFor(desk, pack.contents);
  return {
    rehearsed: { sealed, fileKey: opened.fileKey, contents: pack.contents },
    rehearsal: await rehearsalOf(desk, randomUUID(), pack, job),
  };
}

const keyOf = ({ sealing }: DeskContext, passphrase?: string) => ({
  identity: sealing.identity,
  passphrase: passphrase === undefined || passphrase.trim() === '' ? undefined : asShown(passphrase),
});

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return Hash.parse(hash.digest('hex'));
}

const OPENED_ELSEWHERE: Readonly<Record<OwnPurpose, string>> = {
  backup: 'This file is a backup. Restore it on a computer that has no data yet.',
  move: 'This file moves somebody’s work to a computer that has no data yet. Open it there, under Restore in This computer.',
  drafts:
    'This file is a sealed copy of somebody’s drafts. Open it under This computer: there it is taken back, or restored where there is no data yet.',
};

/**
 * Throws the refusal 'pack-unusable' for a pack to somebody else or of another round, or for one that a desk made for its
 * own person, which is restored and not opened.
 */
function requireFor(desk: DeskContext, { purpose, to, toName, round, roundTitle, opening }: Contents): void {
  const own = OwnPurpose.safeParse(purpose);
  if (own.success) throw refuse('pack-unusable', OPENED_ELSEWHERE[own.data]);
  const me = desk.settings.get('person');
  if (purpose === 'archive') {
    requireArchive(desk, me, round);
    return;
  }
  if (me === READER)
    throw refuse(
      'pack-unusable',
      'An archive is open here, to read only. Open this file on a computer, or in a data folder, with no data yet.',
    );
  if (me !== undefined && me !== to) {
    throw refuse('pack-unusable', `This file was made for ${toName}, not for you. Ask for one of your own.`);
  }
  const openings = desk.ledger.heads({ round, kind: 'round', key: round });
  if (inwards(purpose) && openings.length === 0) {
    throw refuse(
      'pack-unusable',
      `This file belongs to the ${roundTitle}, which is not on this computer. Open it where that round is.`,
    );
  }
  if (opening !== undefined && openings.length > 0 && !openings.includes(opening)) {
    throw refuse(
      'pack-unusable',
      'This file belongs to another round that has the same name. Ask whoever sent it which round it is for.',
    );
  }
}

/** An archive holds what nobody who still scores may see, so it opens only where there is nobody. */
function requireArchive(desk: DeskContext, me: string | undefined, round: RoundId): void {
  const here = desk.settings.get('archive');
  if (me === undefined || (me === READER && here === round)) return;
  throw refuse(
    'pack-unusable',
    'This file is an archive of a round. It opens on a computer, or in a data folder, with no data yet, to be read there.',
  );
}

/**
 * Takes it in: evidence first, under no name until all of the file was read and found whole, then the records. What is
 * stopped before then leaves the desk as it was; among the records, it leaves some of them, which the same file again
 * goes on from.
 */
export async function accept(
  desk: DeskContext,
  { sealed, fileKey, contents: seen }: Rehearsed,
  job: Job,
): Promise<OutputOf<'packs.accept'>> {
  const staged: StagedEvidence[] = [];
  try {
    const opened = await openSealed(sealed, { ...keyOf(desk), known: fileKey }, job);
    const { contents, entries } = await readPack(opened, job, async (bytes, sha256) => {
      if (desk.store.evidence.has(sha256) || desk.ledger.evidenceRemoved(sha256)) return hashOf(bytes);
      const one = await desk.store.evidence.stage(bytes);
      staged.push(one);
      return one.sha256;
    });
    if (contents.entriesHash !== seen.entriesHash || contents.madeAt !== seen.madeAt)
      throw refuse('pack-unusable', NOT_WHOLE);
    requireFor(desk, contents);
    job.step();
    await desk.store.evidence.keep(staged);
    const { fresh } = await seenOf(desk, contents, entries);
    const report = await takeRecords(desk, contents, entries, job);
    desk.changed(...Topic.options);
    return {
      entries: fresh - report.refused.length,
      evidenceFiles: staged.length,
      problems: refusedWords(report),
    };
  } catch (error) {
    await desk.store.evidence.drop(staged);
    throw error;
  }
}

/**
 * A desk that has the round is worked at meanwhile; one that has not becomes a desk of it in one piece. Throws what
 * `job` throws to stop it: what it has merged by then stays, and the same entries again complete it.
 */
export async function takeRecords(
  desk: DeskContext,
  contents: Contents,
  entries: readonly RawEntry[],
  job: Pick<Job, 'progress' | 'step'>,
): Promise<MergeReport> {
  const { round } = contents;
  const isNew = desk.ledger.heads({ round, kind: 'round', key: round }).length === 0;
  if (isNew) return putOnRecord(desk, contents, () => desk.ledger.merge(entries));
  const merged = await mergeInSteps(desk.ledger, entries, (done) => {
    job.progress(done, entries.length, 'Taking in the records');
    job.step();
  });
  return putOnRecord(desk, contents, () => merged);
}
