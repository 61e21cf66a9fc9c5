import { stat } from 'node:fs/promises';
import type { Hash, PersonId, RoundId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { refuse } from '../refused.ts';
import type { Contents } from './manifest.ts';
import { type OpenedPack, readPack, writePack } from './pack.ts';

/** The whole desk as a pack to itself: every round that it holds, all evidence, and `local`. */
export async function writeBackup(
  desk: DeskContext,
  backup: {
    readonly file: string;
    readonly local: Buffer;
    readonly round: RoundId;
    readonly title: string;
    readonly person: PersonId;
    readonly job: Job;
  },
): Promise<Contents> {
  const { file, local, round, title, person, job } = backup;
  const evidence: { sha256: Hash; bytes: number }[] = [];
  for await (const sha256 of desk.store.evidence.list()) {
    evidence.push({ sha256, bytes: (await stat(desk.store.evidence.path(sha256))).size });
  }
  return writePack({
    file,
    key: desk.key,
    about: {
      purpose: 'backup',
      round,
      roundTitle: title,
      from: person,
      fromName: '',
      to: person,
      toName: '',
      madeAt: desk.now(),
      evidence: evidence.toSorted((one, other) => (one.sha256 < other.sha256 ? -1 : 1)),
    },
    entries: desk.ledger.entriesFor(),
    local,
    evidencePath: desk.store.evidence.path,
    job,
  });
}

/** A backup read, with its evidence already in the store. Throws the refusal 'pack-unusable' for any other file. */
export async function openBackup(
  desk: DeskContext,
  file: string,
  job: Job,
): Promise<OpenedPack & { readonly evidenceFiles: number }> {
  let evidenceFiles = 0;
  const pack = await readPack(file, job, async (bytes) => {
    evidenceFiles += 1;
    return (await desk.store.evidence.put(bytes)).sha256;
  });
  if (pack.contents.purpose !== 'backup')
    throw refuse('pack-unusable', 'This file is not a backup. Open it in Send and receive.');
  return { ...pack, evidenceFiles };
}
