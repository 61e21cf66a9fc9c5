import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Export } from '../../shared/contract/desk.ts';
import { Hash } from '../../shared/domain/ids.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { Refused, refuse } from '../core/refused.ts';

/** Hands one file to the desk. Throws the refusal 'file-unreadable' where it is not there. */
export async function stageFile(desk: DeskPort, path: string): Promise<string> {
  const [staged] = await stagePaths(desk, [path]);
  if (staged === undefined) throw refuse('file-unreadable', `${path} is a folder with nothing in it.`);
  return staged;
}

/** Hands files, and folders with all that is in them, to the desk, named as if they had been picked. */
export async function stagePaths(desk: DeskPort, paths: readonly string[]): Promise<readonly string[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const staged = await desk.stage(files);
  if (!staged.ok) throw new Refused(staged.error.code, staged.error.sentence, staged.error.places);
  return staged.value.map(({ id }) => id);
}

async function filesAt(path: string): Promise<readonly { readonly path: string; readonly file: string }[]> {
  const place = resolve(path);
  const found = await stat(place).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  });
  if (found === undefined) {
    throw refuse('file-unreadable', `There is nothing at ${path}, or it cannot be read.`, [
      { kind: 'file', at: path },
    ]);
  }
  if (!found.isDirectory()) return [{ path: basename(place), file: place }];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({ path: relative(dirname(place), file).split(sep).join('/'), file }));
}

/** Copies what the desk exported to where the person wants it, making the folder. Returns the full path. */
export async function saveExport(desk: DeskPort, { id }: Pick<Export, 'id'>, to: string): Promise<string> {
  const given = await desk.exportFile(id);
  if (given === undefined)
    throw refuse('not-found', 'What was made is no longer here. Run the command again.');
  const place = resolve(to);
  try {
    await mkdir(dirname(place), { recursive: true });
    await copyFile(given.path, place);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw refuse(
      'file-unreadable',
      `${place} cannot be written (${String(error.code)}). Choose another place for it.`,
      [{ kind: 'file', at: place }],
    );
  }
  return place;
}

export async function bytesOfExport(desk: DeskPort, { id }: Pick<Export, 'id'>): Promise<Buffer> {
  const given = await desk.exportFile(id);
  if (given === undefined)
    throw refuse('not-found', 'What was made is no longer here. Run the command again.');
  return readFile(given.path);
}

export const sha256 = (bytes: Uint8Array): Hash =>
  Hash.parse(createHash('sha256').update(bytes).digest('hex'));
