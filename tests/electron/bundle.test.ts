import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'electron-vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDeskThread } from '../../electron/core/desk-client.ts';
import config from '../../electron.vite.config.ts';

const project = resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'award-bundle-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds one part as the whole build would, into a folder of the test's own. The builder takes a file alone. */
async function buildPart(part: 'main' | 'preload', outDir: string): Promise<void> {
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

describe('the built main process', () => {
  test('its desk thread and its parser process start, and answer as those of the source do', async () => {
    await buildPart('main', join(folder, 'out/main'));
    // The build leaves one package outside it, which Node looks for in the folders above.
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const file = join(project, 'resources/sample-round/files/riverbend/submission.xlsx');
    const answers = async (name: string, entry?: string) => {
      const options = { dataFolder: join(folder, name), resources: join(project, 'resources') };
      const desk = await openDeskThread(options, entry);
      try {
        const staged = await desk.stage([{ path: 'submission.xlsx', file }]);
        if (!staged.ok) throw new Error(staged.error.sentence);
        // It is no set of standards: the parser process reads it, and every sheet that it lacks is told.
        return await desk.invoke('standards.load', { staged: staged.value[0]?.id });
      } finally {
        await desk.close();
      }
    };
    const built = await answers('built', join(folder, 'out/main/core/desk-thread.js'));
    expect(built).toMatchObject({
      ok: true,
      value: { problems: expect.arrayContaining([expect.anything()]) },
    });
    expect(built).toEqual(await answers('source'));
  }, 60_000);
});
