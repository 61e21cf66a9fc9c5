import { copyFile, open, rename, rm } from 'node:fs/promises';
import type { RefusalCode } from '../../../shared/contract/refusal.ts';
import { cannotWrite, hasGone, syncShared } from '../exchange/service.ts';
import { codeOf } from '../store/refusal.ts';

/** The files of a place, by their paths. */
export interface CopyFiles {
  readonly last: string;
  readonly earlier: string;
  readonly partial: string;
  readonly partialEarlier: string;
}

/**
 * Puts a new copy in the place of the last one, and the last one in that of the one before it. Killed at any moment, or
 * failing, it leaves whole files under both names: what is being written has names of its own.
 * @param write writes the new copy to the path that it is given, on disk when it resolves
 */
export async function putCopy(
  folder: string,
  { last, earlier, partial, partialEarlier }: CopyFiles,
  write: (partial: string) => Promise<void>,
): Promise<void> {
  try {
    await rm(partial, { force: true });
    await write(partial);
    if (await copied(last, partialEarlier)) await rename(partialEarlier, earlier);
    await rename(partial, last);
  } catch (error) {
    for (const file of [partial, partialEarlier]) await removed(file);
    throw error;
  }
  await syncShared(folder);
}

/** Where it cannot be removed either, it is written over the next time. */
async function removed(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

/** A whole second file of it, on disk; false where there is none yet. */
async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    const handle = await open(to, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** What keeps a copy from being written. */
export type Trouble = 'gone' | 'closed' | 'full' | 'silent' | 'failed';

/** Undefined for what nobody foresaw. */
export function troubleOf(error: unknown): Trouble | undefined {
  const code = codeOf(error) ?? '';
  if (['ENOSPC', 'EDQUOT', 'EFBIG', 'disk-full'].includes(code)) return 'full';
  if (hasGone(error)) return 'gone';
  // EBUSY and UNKNOWN are what Windows says while another program has the file open.
  if (cannotWrite(error)) return 'closed';
  return ['EBUSY', 'EAGAIN', 'UNKNOWN'].includes(code) ? 'failed' : undefined;
}

export const TROUBLE_CODES: Readonly<Record<Trouble, RefusalCode>> = {
  gone: 'not-found',
  closed: 'not-allowed',
  full: 'disk-full',
  silent: 'not-found',
  failed: 'file-unreadable',
};

const SAFE = 'Your work is saved on this computer';

/** What is the matter and what to do: nothing here stops anybody's work. */
export const TROUBLE_WORDS: Readonly<Record<Trouble, string>> = {
  gone: `The folder of the copy is not there just now: its drive may not be connected. ${SAFE}, and is copied when the folder is back.`,
  closed: `This computer may not write in the folder of the copy. ${SAFE}. Ask whoever shares the folder to let you change files, or choose another one.`,
  full: `There is no room left for the copy. ${SAFE}. Make room there, or choose another folder.`,
  silent: `The folder of the copy does not answer. ${SAFE}, and is copied when the folder answers again.`,
  failed: `The copy could not be written just now. ${SAFE}, and copying is tried again.`,
};
