import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Measure, type Row, round } from './measure.ts';

const MEGABYTE = 2 ** 20;
const PASSPHRASE = 'acorn-linen-otter-quartz-tulip-yacht';
/** Of the bare library's peak, most of which is what scrypt takes, a quarter of a gigabyte. */
const MOST_MEMORY = 1.25;

const Said = z.object({ milliseconds: z.number(), megabytes: z.number(), said: z.string() });

/** What one half takes, in a process of its own. */
async function measured(...args: readonly string[]): Promise<z.infer<typeof Said>> {
  const child = join(import.meta.dirname, 'packing-child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [child, ...args]);
  return Said.parse(JSON.parse(stdout));
}

/** A pack of 1 GB, made and opened, against the bare age library over a bare archive of the same files. */
export const packing: Measure = {
  name: 'pack',
  async run(setting) {
    const { folder, say } = setting;
    const files = setting.size === 'stress' ? 256 : 64;
    say(`laying a round of ${files} files of 16 MB`);
    // In a process of its own too: the peak of a process includes what its parent held when it began it.
    const { said } = await measured('lay', join(folder, 'home'), String(files));
    const paths = said.split(',');
    const of = {
      files,
      megabytes: Math.round(paths.reduce((sum, path) => sum + statSync(path).size, 0) / MEGABYTE),
    };
    say('sealing with the bare library');
    const bare = await measured('seal', paths.join(','), join(folder, 'bare.age'), PASSPHRASE);
    say('making the pack');
    const made = await measured('make', join(folder, 'home'), PASSPHRASE);
    say('opening with the bare library');
    mkdirSync(join(folder, 'bare'));
    const bareOpened = await measured('unseal', join(folder, 'bare.age'), join(folder, 'bare'), PASSPHRASE);
    rmSync(join(folder, 'bare'), { recursive: true });
    rmSync(join(folder, 'bare.age'));
    say('rehearsing and taking in');
    const taken = await measured('take', join(folder, 'away'), made.said, PASSPHRASE);
    const row = (name: string, ours: typeof made, theirs: typeof made, more: Row['measured']): Row => ({
      name,
      promise: 'peak memory within 1.25 times that of the bare age library on the same files',
      measured: {
        ...of,
        ms: ours.milliseconds,
        peakMB: ours.megabytes,
        bareMs: theirs.milliseconds,
        barePeakMB: theirs.megabytes,
        ...more,
      },
      ratio: round(ours.milliseconds / theirs.milliseconds),
      kept: ours.megabytes <= MOST_MEMORY * theirs.megabytes,
    });
    return [
      row('pack made', made, bare, {}),
      row('pack opened: rehearsed, then taken in', taken, bareOpened, {
        rehearsalMs: Number(taken.said),
        acceptMs: taken.milliseconds - Number(taken.said),
      }),
    ];
  },
};
