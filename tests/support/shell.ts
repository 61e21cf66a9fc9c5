import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { startBrowserShell } from '../../electron/browser.ts';
import { ask } from '../../electron/core/ask.ts';
import type { DeskPort } from '../../electron/core/desk-types.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import { openHost } from '../../electron/core/host.ts';
import type { SampleSeat } from '../../shared/contract/desk.ts';
import { launchBrowser } from './chromium.ts';
import { laySampleDesk } from './sample-desks.ts';
import { type Watch, watchPage } from './watch.ts';

/** The program in a real browser over the browser shell, on a data folder of its own. */
export interface RunningShell {
  readonly desk: DeskPort;
  readonly origin: string;
  readonly browser: Browser;
  readonly dataFolder: string;
  /** A page that has arrived and is being watched. Each has a context of its own. */
  openPage(options?: BrowserContextOptions): Promise<ShellPage>;
  close(): Promise<void>;
}

export interface ShellPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watch: Watch;
}

/** The size at which the program is designed. */
export const DESIGN_SIZE = { width: 1366, height: 768 } as const;

/**
 * Starts the shell on an empty desk, on one that `lay` filled and closed, or on a sample desk where a seat is named.
 * The window has to be built before.
 * Throws what the browser throws where there is none: ask `findBrowser` first, and skip.
 */
export async function startShell(
  seat?: SampleSeat,
  lay: (dataFolder: string) => Promise<void> = async () => undefined,
): Promise<RunningShell> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'award-panel-'));
  await lay(dataFolder);
  if (seat !== undefined) await laySampleDesk(dataFolder, seat);
  const desk = await openHost({ dataFolder, resources: findResources() });
  if (seat !== undefined) await ask(desk, 'desk.openSample', { seat });
  const browser = await launchBrowser();
  const shell = await startBrowserShell({
    desk,
    rendererFolder: join(import.meta.dirname, '../../out/renderer'),
    openWindow: false,
    patience: { usual: 600_000, afterExit: 600_000 },
  });
  return {
    desk,
    origin: shell.origin,
    browser,
    dataFolder,
    async openPage(options = {}) {
      const context = await browser.newContext({ viewport: DESIGN_SIZE, locale: 'en-GB', ...options });
      const page = await context.newPage();
      const watch = await watchPage(page, shell.origin);
      await page.goto(shell.mintAddress());
      await page.locator('h1').first().waitFor();
      return { page, context, watch };
    },
    async close() {
      await browser.close();
      await shell.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
