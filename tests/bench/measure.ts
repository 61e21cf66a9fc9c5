import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, freemem, loadavg, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

/** One line of the document: what was promised, what was measured beside what, and whether the promise held. */
export interface Row {
  readonly name: string;
  readonly promise: string;
  /** Milliseconds unless a name says otherwise, and what was measured of how much. */
  readonly measured: Readonly<Record<string, number | string>>;
  /** Ours over what it is held against; absent where the promise is a time alone. */
  readonly ratio?: number;
  readonly kept: boolean;
}

export const sizes = ['small', 'stress'] as const;
export type Size = (typeof sizes)[number];

export interface Setting {
  readonly size: Size;
  /** A folder for one measure, taken away after it. */
  readonly folder: string;
  /** Says how far it is, to people. */
  readonly say: (words: string) => void;
}

export interface Measure {
  readonly name: string;
  run(setting: Setting): Promise<readonly Row[]>;
}

/** The value below which this part of them lies; of a few values, the next one above. */
export function percentile(values: readonly number[], part: number): number {
  const rising = values.toSorted((one, other) => one - other);
  const at = Math.min(rising.length - 1, Math.max(0, Math.ceil(rising.length * part) - 1));
  const found = rising[at];
  if (found === undefined) throw new Error('Nothing was measured.');
  return found;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds that work takes, and what it comes to. */
export async function timed<Value>(
  work: () => Value | Promise<Value>,
): Promise<readonly [number, Awaited<Value>]> {
  const began = performance.now();
  const value = await work();
  return [performance.now() - began, value];
}

/** To two decimals: more would be a show of precision. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/** What the figures depend on. */
export function machine(): Readonly<Record<string, number | string>> {
  const [first] = cpus();
  return {
    processor: first?.model ?? 'unknown',
    processors: cpus().length,
    memoryMB: Math.round(totalmem() / 2 ** 20),
    freeMB: Math.round(freemem() / 2 ** 20),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    disk: diskOf(tmpdir()),
    /** Above the number of processors, others were at work and every figure is worse for it. */
    loadBefore: round(loadavg()[0] ?? 0),
  };
}

function diskOf(folder: string): string {
  if (platform() !== 'linux') return 'unknown';
  const [, line = ''] = execFileSync('df', ['--output=fstype', folder], { encoding: 'utf8' }).split('\n');
  return line.trim();
}

export async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'award-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
