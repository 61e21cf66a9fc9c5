import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { _electron as electron } from 'playwright';
import { expect, test } from 'vitest';
import { bringUpToDate } from '../../electron/outputs.ts';

const project = resolve(import.meta.dirname, '../..');

/** The Electron runtime, where it has been downloaded: the package itself would fetch it when asked. */
function findRuntime(): string | undefined {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return undefined;
  const runtime = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(runtime) ? runtime : undefined;
}

test('the window opens on the first start’s doors, without Node in its page', {
  timeout: 120_000,
}, async (context) => {
  const executablePath = findRuntime();
  if (executablePath === undefined) {
    context.skip(
      'The Electron runtime has not been downloaded here; `npm start` fetches it when AWARD_PANEL_FETCH_RUNTIME=1.',
    );
    return;
  }
  await bringUpToDate(project, 'window');
  const data = await mkdtemp(join(tmpdir(), 'award-panel-window-'));
  const program = await electron.launch({
    executablePath,
    args: [join(project, 'out/main/main.js')],
    env: { ...process.env, AWARD_PANEL_DATA: data },
  });
  try {
    const page = await program.firstWindow();
    await page.getByRole('heading', { name: 'Look around in the sample round' }).waitFor();
    expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
    expect(await page.evaluate('location.protocol')).toBe('app:');
  } finally {
    await program.close();
    await rm(data, { recursive: true, force: true });
  }
});
