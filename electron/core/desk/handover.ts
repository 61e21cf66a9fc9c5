import { randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Export } from '../../../shared/contract/desk.ts';
import type { ExportFile } from '../desk-types.ts';
import { refuse } from '../refused.ts';

/** A file that a person handed over: `path` as they picked it, `file` where its bytes lie. */
export interface Staged {
  readonly id: string;
  readonly path: string;
  readonly file: string;
  readonly bytes: number;
}

/** What comes in and goes out of the desk as files, each named by an id that means nothing elsewhere. */
export interface Handover {
  readonly stagingFolder: string;
  stage(files: readonly { readonly path: string; readonly file: string }[]): Promise<readonly Staged[]>;
  /** Throws the refusal 'not-found' when the id names nothing that is still here. */
  staged(id: string): Staged;
  /** Keeps bytes, or takes a file of the exports folder over, until `bridge.save` takes them. */
  give(name: string, type: string, from: Uint8Array | { readonly file: string }): Promise<Export>;
  given(id: string): ExportFile | undefined;
}

export async function createHandover(folder: string): Promise<Handover> {
  const stagingFolder = join(folder, 'staging');
  const exportsFolder = join(folder, 'exports');
  await mkdir(stagingFolder, { recursive: true });
  await mkdir(exportsFolder, { recursive: true });
  const stagedFiles = new Map<string, Staged>();
  const exportFiles = new Map<string, ExportFile>();
  return {
    stagingFolder,
    async stage(files) {
      const staged: Staged[] = [];
      for (const { path, file } of files) {
        const { size } = await stat(file);
        const one = { id: randomUUID(), path: path === '' ? basename(file) : path, file, bytes: size };
        stagedFiles.set(one.id, one);
        staged.push(one);
      }
      return staged;
    },
    staged(id) {
      const found = stagedFiles.get(id);
      if (found === undefined) throw refuse('not-found', 'The file is no longer here. Choose it again.');
      return found;
    },
    async give(name, type, from) {
      const id = randomUUID();
      const path = join(exportsFolder, id);
      if (from instanceof Uint8Array) await writeFile(path, from, { mode: 0o600 });
      else await rename(from.file, path);
      const { size } = await stat(path);
      exportFiles.set(id, { path, name, type });
      return { id, name, bytes: size };
    },
    given: (id) => exportFiles.get(id),
  };
}
