import { rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  copyFileName,
  earlierCopyName,
  partialCopyName,
  partialEarlierName,
} from '../../../shared/domain/draft-copy.ts';
import { Instant } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import { asTyped, checkFolder, shortOf } from '../exchange/service.ts';
import { refuse } from '../refused.ts';
import type { DraftCopyTable } from '../store/copy-rows.ts';
import { syncedPart } from '../store/folder.ts';
import { TROUBLE_WORDS, troubleOf } from './write.ts';

/** Where the sealed copy of this desk's drafts lies, and what the last one was. */
export interface CopyPlace {
  readonly folder: string;
  readonly sameDisk: boolean;
  readonly words: string;
  readonly copiedAt: Instant | undefined;
  readonly digest: string | undefined;
  readonly holds: readonly string[];
}

export function copyPlace({ store }: Pick<DeskContext, 'store'>): CopyPlace | undefined {
  const row = store.prepare<[], DraftCopyTable>('SELECT * FROM draft_copy').get();
  if (row === undefined) return undefined;
  return {
    folder: row.folder,
    sameDisk: row.same_disk === 1,
    words: row.words,
    copiedAt: row.copied_at === null ? undefined : Instant.parse(row.copied_at),
    digest: row.digest ?? undefined,
    holds: z.array(z.string()).parse(JSON.parse(row.holds)),
  };
}

export function keepPlace({ store }: Pick<DeskContext, 'store'>, place: CopyPlace): void {
  const { folder, sameDisk, words, copiedAt, digest, holds } = place;
  store.transaction(() =>
    store.put('draft_copy', {
      one: 1,
      folder,
      same_disk: sameDisk ? 1 : 0,
      words,
      copied_at: copiedAt ?? null,
      digest: digest ?? null,
      holds: JSON.stringify(holds),
    }),
  );
}

export function forgetPlace({ store }: Pick<DeskContext, 'store'>): void {
  store.transaction(() => store.remove('draft_copy', { one: 1 }));
}

/** A folder as a person named it. Throws the refusal 'wrong-input' with what is the matter with it. */
export async function folderNamed(
  desk: DeskContext,
  typed: string,
): Promise<Pick<CopyPlace, 'folder' | 'sameDisk'>> {
  const folder = asTyped(typed);
  await checkFolder(desk, folder, 'folder');
  await requireWritable(copyFiles(desk, folder).partial);
  const [there, here] = await Promise.all([stat(folder), stat(desk.store.folder.path)]);
  // A folder that is synchronised is on this disk too, and in a second place all the same.
  const sameDisk = there.dev === here.dev && syncedPart(folder) === undefined;
  return { folder: resolve(folder), sameDisk };
}

async function requireWritable(file: string): Promise<void> {
  try {
    await writeFile(file, '', { mode: 0o600 });
    await rm(file);
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    throw refuse('wrong-input', TROUBLE_WORDS[trouble], [{ kind: 'field', at: 'folder' }]);
  }
}

/** The files there, by this desk's own name. */
export function copyFiles({ key }: Pick<DeskContext, 'key'>, folder: string) {
  const short = shortOf(key.writer);
  return {
    name: copyFileName(short),
    last: join(folder, copyFileName(short)),
    earlier: join(folder, earlierCopyName(short)),
    partial: join(folder, partialCopyName(short)),
    partialEarlier: join(folder, partialEarlierName(short)),
  };
}
