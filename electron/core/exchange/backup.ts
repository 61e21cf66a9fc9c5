import { stat } from 'node:fs/promises';
import type { Hash, PersonId, RoundId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { refuse } from '../refused.ts';
import type { Contents, OwnPurpose } from './manifest.ts';
import { type OpenedPack, readPack, writePack } from './pack.ts';
import { asShown } from './passphrase.ts';
import { type NamedFile, openSealed, sealedFile } from './sealed-file.ts';

/** The whole desk as a pack to itself: every round that it holds, all evidence, and `local`. */
export async function writeBackup(
  desk: DeskContext,
  backup: {
    readonly purpose: OwnPurpose;
    readonly file: string;
    readonly local: Buffer;
    readonly round: RoundId;
    readonly title: string;
    readonly person: PersonId;
    readonly passphrase: string;
    readonly job: Job;
  },
): Promise<Contents> {
  const { purpose, file, local, round, title, person, passphrase, job } = backup;
  const evidence: { sha256: Hash; bytes: number }[] = [];
  for await (const sha256 of desk.store.evidence.list()) {
    evidence.push({ sha256, bytes: (await stat(desk.store.evidence.path(sha256))).size });
  }
  const { contents } = await writePack({
    file,
    key: desk.key,
    lock: { by: 'passphrase', passphrase, workFactor: desk.workFactor },
    about: {
      purpose,
      round,
      roundTitle: title,
      from: person,
      fromName: '',
      to: person,
      toName: '',
      madeAt: desk.now(),
      sealing: desk.sealing.recipient,
      evidence: evidence.toSorted((one, other) => (one.sha256 < other.sha256 ? -1 : 1)),
    },
    entries: desk.ledger.entriesFor(),
    local,
    evidencePath: desk.store.evidence.path,
    job,
  });
  return contents;
}

/**
 * A backup or a move read, with its evidence already in the store. Throws the refusals 'passphrase-needed' and 'passphrase-wrong', and
 * 'pack-unusable' for any other file.
 */
export async function openBackup(
  desk: DeskContext,
  file: NamedFile,
  passphrase: string | undefined,
  job: Job,
): Promise<OpenedPack & { readonly evidenceFiles: number }> {
  let evidenceFiles = 0;
  const opened = await openSealed(
    await sealedFile([file]),
    {
      identity: desk.sealing.identity,
      passphrase: passphrase === undefined || passphrase.trim() === '' ? undefined : asShown(passphrase),
    },
    job,
  );
  const pack = await readPack(opened, job, async (bytes) => {
    evidenceFiles += 1;
    return (await desk.store.evidence.put(bytes)).sha256;
  });
  if (pack.contents.purpose !== 'backup' && pack.contents.purpose !== 'move')
    throw refuse('pack-unusable', 'This file is not a backup. Open it in Send and receive.');
  return { ...pack, evidenceFiles };
}
