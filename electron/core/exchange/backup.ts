import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { paddedSize } from '../../../shared/domain/draft-copy.ts';
import { Hash, type PersonId, type RoundId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import type { RawEntry } from '../ledger/entry.ts';
import { Refused, refuse } from '../refused.ts';
import { type Contents, OwnPurpose } from './manifest.ts';
import { type OpenedPack, readPack, writePack } from './pack.ts';
import { asShown } from './passphrase.ts';
import { type NamedFile, openSealed, sealedFile } from './sealed-file.ts';

/**
 * The desk as a pack to itself: every round that it holds, all evidence, and `local`; or of its records only some,
 * without evidence, and filled up so that its size tells nothing of how much there is.
 */
export async function writeBackup(
  desk: DeskContext,
  backup: {
    readonly purpose: OwnPurpose;
    readonly file: string;
    readonly local: Buffer;
    readonly only?: readonly RawEntry[];
    readonly round: RoundId;
    readonly title: string;
    readonly person: PersonId;
    readonly passphrase: string;
    readonly job: Job;
  },
): Promise<Contents> {
  const { purpose, file, local, only, round, title, person, passphrase, job } = backup;
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
      evidence: only === undefined ? await everyFile(desk) : [],
    },
    entries: only ?? desk.ledger.entriesFor(),
    local,
    evidencePath: desk.store.evidence.path,
    padTo: only === undefined ? undefined : paddedSize,
    job,
  });
  return contents;
}

async function everyFile(desk: DeskContext): Promise<Contents['evidence']> {
  const evidence: Contents['evidence'] = [];
  for await (const sha256 of desk.store.evidence.list()) {
    evidence.push({ sha256, bytes: (await stat(desk.store.evidence.path(sha256))).size });
  }
  return evidence.toSorted((one, other) => (one.sha256 < other.sha256 ? -1 : 1));
}

/**
 * A file that a desk made for its own person read, with its evidence already in the store. Throws the refusals
 * 'passphrase-needed' and 'passphrase-wrong', and 'pack-unusable' for any other file.
 */
export async function openBackup(
  desk: DeskContext,
  file: NamedFile,
  passphrase: string | undefined,
  job: Job,
): Promise<OpenedPack & { readonly purpose: OwnPurpose; readonly evidenceFiles: number }> {
  let evidenceFiles = 0;
  const pack = await open(desk, file, passphrase, job, async (bytes) => {
    evidenceFiles += 1;
    return (await desk.store.evidence.put(bytes)).sha256;
  });
  const purpose = OwnPurpose.safeParse(pack.contents.purpose);
  if (!purpose.success)
    throw refuse('pack-unusable', 'This file is not a backup. Open it in Send and receive.');
  return { ...pack, purpose: purpose.data, evidenceFiles };
}

/** A sealed copy of drafts read, and nothing written. Throws the same refusals, in words of the copy. */
export async function openDraftCopy(
  desk: DeskContext,
  file: NamedFile,
  words: string | undefined,
  job: Job,
): Promise<OpenedPack & { readonly local: Buffer }> {
  try {
    const pack = await open(desk, file, words, job, async (bytes) => {
      const hash = createHash('sha256');
      for await (const chunk of bytes) hash.update(chunk);
      return Hash.parse(hash.digest('hex'));
    });
    const { local } = pack;
    if (pack.contents.purpose !== 'drafts' || local === undefined)
      throw refuse(
        'pack-unusable',
        'This file is not a sealed copy of drafts. Choose one that ends in .awardcopy.',
      );
    return { ...pack, local };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.refusal.code === 'passphrase-needed')
      throw refuse(
        'passphrase-needed',
        'The copy is locked with the six words that were told when it was set up.',
      );
    if (error.refusal.code === 'passphrase-wrong')
      throw refuse(
        'passphrase-wrong',
        'Those words do not open the copy. Check each of the six that were told when it was set up, and type them again.',
      );
    throw error;
  }
}

async function open(
  desk: DeskContext,
  file: NamedFile,
  passphrase: string | undefined,
  job: Job,
  take: Parameters<typeof readPack>[2],
): Promise<OpenedPack> {
  const opened = await openSealed(
    await sealedFile([file]),
    {
      identity: desk.sealing.identity,
      passphrase: passphrase === undefined || passphrase.trim() === '' ? undefined : asShown(passphrase),
    },
    job,
  );
  return readPack(opened, job, take);
}
