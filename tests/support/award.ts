import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

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

/** The one JSON value that `--json` prints. Throws where standard output holds anything else, or where it is not done. */
export async function awardValue(...args: readonly string[]): Promise<unknown> {
  const { code, out, error } = await award(...args, '--json');
  if (code !== 0 || error !== '')
    throw new Error(`award ${args.join(' ')} ended with ${code}: ${out}${error}`);
  return JSON.parse(out);
}
