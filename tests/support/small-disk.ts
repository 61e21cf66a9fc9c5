import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real disk of few megabytes, of the machine's memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Fills it up to so many bytes; gives them back when called with more. */
  leaveFree(bytes: number): void;
  /** Whether anybody may write there; by the system, so that it holds for every user. */
  writable(yes: boolean): void;
  end(): void;
}

/** Undefined where this user may not mount one. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'award-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    leaveFree(bytes) {
      rmSync(filler, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      const over = bavail * bsize - bytes;
      if (over > 0) writeFileSync(filler, Buffer.alloc(over));
    },
    writable(yes) {
      execFileSync('mount', ['-o', `remount,${yes ? 'rw' : 'ro'}`, folder], { stdio: 'ignore' });
    },
    end() {
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
