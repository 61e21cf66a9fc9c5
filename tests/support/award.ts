import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { run } from '../../electron/cli/run.ts';

export const project = resolve(import.meta.dirname, '../..');
const runner = resolve(project, 'electron/run.mjs');
const cli = resolve(project, 'electron/cli.ts');

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** `award` in a process of its own, as a person starts it. */
export async function award(...args: readonly string[]): Promise<Ended> {
  return ended(process.execPath, [runner, cli, ...args]);
}

export async function ended(command: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(command, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), out, error };
}

/** The command line in this process, with what it wrote: the same but for starting a process. */
export async function awardHere(...args: readonly string[]): Promise<Ended> {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await run(args, {
    out: (words) => out.push(words),
    error: (words) => error.push(words),
    watched: false,
    resources: resolve(project, 'resources'),
    ownDataFolder: join(tmpdir(), `award-own-${process.pid}`),
  });
  return { code, out: out.join(''), error: error.join('') };
}
