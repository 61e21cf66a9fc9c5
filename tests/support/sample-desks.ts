import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findResources } from '../../electron/core/entry-point.ts';
import { openSampleDesk } from '../../electron/core/sample/service.ts';
import type { SampleSeat } from '../../shared/contract/desk.ts';

/** Names the folder in which the sample desks of one run of tests are kept; the run's own setup makes it. */
const VARIABLE = 'AWARD_PANEL_TEST_SAMPLES';

/** The run's setup (vitest's `globalSetup`): a folder for what several test files need alike, taken away after them. */
export default async function keepForThisRun(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'award-samples-'));
  process.env[VARIABLE] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/**
 * Lays that seat's sample desk into a data folder, closed and as new: made by the program once in a run, since making
 * one is a whole job, and copied from there. Outside of a run nothing is laid, and whoever opens the desk makes it.
 */
export async function laySampleDesk(dataFolder: string, seat: SampleSeat): Promise<void> {
  const kept = process.env[VARIABLE];
  if (kept === undefined) return;
  const made = join(kept, seat);
  if (!existsSync(made)) {
    const samples = join(kept, `making-${process.pid}`);
    const desk = await openSampleDesk({
      samples,
      resources: findResources(),
      seat,
      progress: () => undefined,
    });
    await desk.close();
    await rename(join(samples, seat), made).catch((error: unknown) => {
      // Another test file was first: its desk is as good.
      if (!existsSync(made)) throw error;
    });
    await rm(samples, { recursive: true, force: true });
  }
  await mkdir(join(dataFolder, 'samples'), { recursive: true, mode: 0o700 });
  await cp(made, join(dataFolder, 'samples', seat), { recursive: true });
}
