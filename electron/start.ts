import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused } from './core/refused.ts';
import { bringUpToDate } from './outputs.ts';

/** The Electron runtime beside the `electron` package: that package is installed without it, and fetches it when asked. */
export type Runtime =
  | { readonly kind: 'present'; readonly path: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'other-version'; readonly found: string };

export type Situation = {
  readonly runtime: Runtime;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly hasDisplay: boolean;
  readonly isRoot: boolean;
  readonly wantsBrowser: boolean;
  readonly fetch: 'not-asked' | 'asked' | { readonly failed: string };
};

export type Choice =
  | { readonly shell: 'window'; readonly runtime: string; readonly line: string }
  | { readonly shell: 'browser'; readonly line: string }
  | { readonly shell: 'undecided'; readonly line: string };

/** Two minutes bring the runtime's 110 MB at 8 Mbit/s; a network that blocks it often never answers. */
const fetchBound = 120_000;

/**
 * Which shell opens the program, and the one line that says so and why. `undecided` means that the runtime is to be
 * fetched first, as the person asked; the situation that comes of it decides.
 */
export function chooseShell(situation: Situation): Choice {
  const browser = (why: string): Choice => ({ shell: 'browser', line: `Opening in a browser: ${why}.` });
  const { runtime, version, platform, fetch } = situation;
  if (situation.wantsBrowser) return browser('you asked for it with --browser');
  if (platform === 'linux' && !situation.hasDisplay)
    return browser('there is no display here for a window of its own');
  if (platform === 'linux' && situation.isRoot)
    return browser('a window of its own does not open for the root user');
  if (runtime.kind === 'present')
    return {
      shell: 'window',
      runtime: runtime.path,
      line: `Opening in a window of its own: Electron ${version} is installed.`,
    };
  if (fetch === 'asked')
    return {
      shell: 'undecided',
      line: `Fetching Electron ${version}, for up to two minutes, as AWARD_PANEL_FETCH_RUNTIME asks.`,
    };
  if (fetch !== 'not-asked') return browser(`Electron ${version} could not be fetched (${fetch.failed})`);
  const state =
    runtime.kind === 'absent'
      ? `the Electron ${version} runtime is not installed`
      : `the Electron runtime here is ${runtime.found}, not ${version}`;
  return browser(`${state}. To fetch it, set AWARD_PANEL_FETCH_RUNTIME=1 and start again`);
}

/** Looks where the `electron` package's own start looks, without asking that package, which would begin a download. */
export function findRuntime(
  project: string,
  platform: NodeJS.Platform,
): { readonly runtime: Runtime; readonly version: string } {
  const home = join(project, 'node_modules/electron');
  if (!existsSync(join(home, 'package.json'))) return { runtime: { kind: 'absent' }, version: '' };
  const read = (file: string) =>
    existsSync(join(home, file)) ? readFileSync(join(home, file), 'utf8').trim() : undefined;
  const described: unknown = JSON.parse(read('package.json') ?? '{}');
  const version =
    typeof described === 'object' && described !== null && 'version' in described
      ? String(described.version)
      : '';
  const found = read('dist/version')?.replace(/^v/, '');
  const inside = read('path.txt') ?? usualPath(platform);
  const path = join(home, 'dist', inside);
  if (found === undefined || !existsSync(path)) return { runtime: { kind: 'absent' }, version };
  if (found !== version) return { runtime: { kind: 'other-version', found }, version };
  return { runtime: { kind: 'present', path }, version };
}

function usualPath(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Runs the package's own download, ended when its time is up. Gives what to tell where it failed. */
export async function fetchRuntime(installer: string, bound: number): Promise<string | undefined> {
  const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'pipe'], timeout: bound });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const [code, signal]: unknown[] = await once(child, 'close');
  if (code === 0) return undefined;
  if (signal !== null) return 'it did not come in time';
  return said.trim().split('\n')[0] ?? 'its download ended without a reason';
}

/** Runs the window shell until it ends; `undefined` where the runtime could not even be loaded. */
async function runWindow(
  runtime: string,
  project: string,
  args: readonly string[],
): Promise<number | undefined> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(runtime, [project, ...args], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done) => {
    child.on('error', () => done(undefined));
    // The loader says 127 where a library that Electron needs is not on this machine.
    child.on('exit', (code) => done(code === 127 ? undefined : (code ?? 1)));
  });
}

async function runBrowser(project: string, dataFolder: string | undefined): Promise<void> {
  await bringUpToDate(project, 'renderer');
  const { startBrowserShell } = await import('./browser.ts');
  const openWindow = process.env.AWARD_PANEL_NO_WINDOW !== '1';
  const { address, ended } = await startBrowserShell({
    ...(dataFolder === undefined ? {} : { dataFolder }),
    rendererFolder: join(project, 'out/renderer'),
    openWindow,
  });
  if (!openWindow) console.log(`Open ${address} in a browser. It opens once.`);
  await ended;
}

function isWrongUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** A desk that does not open says why in a sentence; anything else is a fault of ours, and shows where. */
async function startOrSay(project: string): Promise<void> {
  try {
    await start(project);
  } catch (error) {
    if (!(error instanceof Refused || isWrongUsage(error))) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function start(project: string): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, browser: { type: 'boolean' } } });
  const { env, platform } = process;
  const situation: Situation = {
    ...findRuntime(project, platform),
    platform,
    hasDisplay: Boolean(env.DISPLAY || env.WAYLAND_DISPLAY),
    isRoot: process.getuid?.() === 0,
    wantsBrowser: values.browser === true,
    fetch: env.AWARD_PANEL_FETCH_RUNTIME === '1' ? 'asked' : 'not-asked',
  };
  let choice = chooseShell(situation);
  console.log(choice.line);
  if (choice.shell === 'undecided') {
    const failed = await fetchRuntime(join(project, 'node_modules/electron/install.js'), fetchBound);
    const fetch = { failed: failed ?? 'it came incomplete' };
    choice = chooseShell({ ...situation, ...findRuntime(project, platform), fetch });
    console.log(choice.line);
  }
  if (choice.shell === 'window') {
    await bringUpToDate(project, 'window');
    const args = values.data === undefined ? [] : ['--data', resolve(values.data)];
    const code = await runWindow(choice.runtime, project, args);
    if (code !== undefined) {
      process.exitCode = code;
      return;
    }
    console.log(
      'Opening in a browser: the Electron runtime is installed but does not load on this computer.',
    );
  }
  await runBrowser(project, values.data === undefined ? undefined : resolve(values.data));
}

if (import.meta.main) await startOrSay(resolve(import.meta.dirname, '..'));
