import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `renderer`: the window's page, for a browser. `window`: that, and the main process and preload for Electron. */
export type Output = 'renderer' | 'window';

const inputs: Record<Output, readonly string[]> = {
  renderer: ['renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json'],
  window: ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json'],
};

const results: Record<Output, readonly string[]> = {
  renderer: ['out/renderer/index.html'],
  window: ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'],
};

/**
 * Builds an output unless it is there and was made from what the inputs hold now.
 * Goes by content, not by time: a checkout changes times, a copied folder keeps them.
 */
export async function bringUpToDate(project: string, output: Output): Promise<'kept' | 'built'> {
  const stamp = join(project, 'out', `${output}.inputs`);
  const now = await hashInputs(project, inputs[output]);
  const complete = results[output].every((file) => existsSync(join(project, file)));
  if (complete && existsSync(stamp) && (await readFile(stamp, 'utf8')) === now) return 'kept';
  await mkdir(join(project, 'out'), { recursive: true });
  await (output === 'renderer' ? buildRenderer(project) : buildWindow(project));
  await writeFile(stamp, now);
  if (output === 'window')
    await writeFile(join(project, 'out/renderer.inputs'), await hashInputs(project, inputs.renderer));
  return 'built';
}

/** SHA-256 over the names and contents of all files in the given files and folders, in the order of their names. */
export async function hashInputs(project: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of await filesIn(join(project, path))) {
      const content = await readFile(file);
      hash.update(`${file.slice(project.length)}\n${content.length}\n`).update(content);
    }
  return hash.digest('hex');
}

async function filesIn(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Builds beside the old one and then takes its place, so that a window that is open meanwhile never finds half a page. */
async function buildRenderer(project: string): Promise<void> {
  const { build } = await import('vite');
  const { rendererConfig } = await import('../electron.vite.config.ts');
  const fresh = join(project, `out/renderer.${process.pid}`);
  const place = join(project, 'out/renderer');
  await build({
    ...rendererConfig,
    configFile: false,
    logLevel: 'error',
    build: { ...rendererConfig.build, outDir: fresh },
  });
  await rm(place, { recursive: true, force: true });
  await rename(fresh, place);
}

async function buildWindow(project: string): Promise<void> {
  const { build } = await import('electron-vite');
  await build({ root: project, configFile: join(project, 'electron.vite.config.ts'), logLevel: 'error' });
}
