import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'electron-vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../../electron.vite.config.ts';

const project = resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'award-bundle-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds one part as the whole build would, into a folder of the test's own. The builder takes a file alone. */
async function buildPart(part: 'preload', outDir: string): Promise<void> {
  const settings = { [part]: { ...config[part], build: { ...config[part].build, outDir } } };
  const file = join(folder, `${part}.config.mjs`);
  writeFileSync(file, `export default ${JSON.stringify(settings)};\n`);
  await build({ root: project, configFile: file, logLevel: 'error', ignoreConfigWarning: true });
}

describe('the built preload script', () => {
  test('is one CommonJS file that asks for electron and nothing else, as a sandboxed one must', async () => {
    await buildPart('preload', join(folder, 'preload'));
    const text = readFileSync(join(folder, 'preload/preload.cjs'), 'utf8');
    const asked = [...text.matchAll(/require\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name);
    expect(new Set(asked)).toEqual(new Set(['electron']));
    expect(text).not.toMatch(/^\s*(?:import|export)\s|import\(/m);
    expect(text).toContain('exposeInMainWorld');
  });
});
