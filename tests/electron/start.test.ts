import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashInputs } from '../../electron/outputs.ts';
import { chooseShell, fetchRuntime, findRuntime, type Situation } from '../../electron/start.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'award-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('which shell opens', () => {
  const usual: Situation = {
    runtime: { kind: 'present', path: '/p/electron' },
    version: '45.4.1',
    platform: 'linux',
    hasDisplay: true,
    isRoot: false,
    wantsBrowser: false,
    fetch: 'not-asked',
  };
  const absent = { runtime: { kind: 'absent' } } as const;
  const cases: readonly (readonly [string, Partial<Situation>, string, RegExp])[] = [
    ['the runtime is there', {}, 'window', /window of its own: Electron 45\.4\.1 is installed\.$/],
    [
      'the runtime is there on Windows',
      { platform: 'win32', hasDisplay: false },
      'window',
      /window of its own/,
    ],
    [
      'no runtime',
      absent,
      'browser',
      /runtime is not installed\. To fetch it, set AWARD_PANEL_FETCH_RUNTIME=1/,
    ],
    [
      'another version',
      { runtime: { kind: 'other-version', found: '44.0.0' } },
      'browser',
      /is 44\.0\.0, not 45\.4\.1/,
    ],
    [
      'no runtime, a fetch asked for',
      { ...absent, fetch: 'asked' },
      'undecided',
      /^Fetching Electron 45\.4\.1/,
    ],
    ['a fetch asked for, the runtime there', { fetch: 'asked' }, 'window', /window of its own/],
    [
      'the fetch failed',
      { ...absent, fetch: { failed: 'blocked' } },
      'browser',
      /could not be fetched \(blocked\)\.$/,
    ],
    ['no display', { hasDisplay: false }, 'browser', /no display/],
    [
      'no display, a fetch asked for',
      { ...absent, hasDisplay: false, fetch: 'asked' },
      'browser',
      /no display/,
    ],
    ['the root user', { isRoot: true }, 'browser', /root user/],
    ['asked for the browser', { wantsBrowser: true }, 'browser', /you asked for it/],
  ];
  test.each(cases)('%s', (_name, change, shell, line) => {
    const choice = chooseShell({ ...usual, ...change });
    expect(choice.shell).toBe(shell);
    expect(choice.line).toMatch(line);
    expect(choice.line).not.toContain('\n');
  });
});

describe('the runtime beside the package', () => {
  const home = 'node_modules/electron';
  test('is absent where the package is not installed, or came without it', () => {
    expect(findRuntime(folder, 'linux').runtime).toEqual({ kind: 'absent' });
    write(`${home}/package.json`, '{"version":"45.4.1"}');
    expect(findRuntime(folder, 'linux')).toEqual({ runtime: { kind: 'absent' }, version: '45.4.1' });
  });
  test('is absent where only its version file is left', () => {
    write(`${home}/package.json`, '{"version":"45.4.1"}');
    write(`${home}/dist/version`, '45.4.1');
    expect(findRuntime(folder, 'linux').runtime).toEqual({ kind: 'absent' });
  });
  test.each([
    ['linux', 'electron'],
    ['win32', 'electron.exe'],
    ['darwin', 'Electron.app/Contents/MacOS/Electron'],
  ] as const)('is found on %s', (platform, inside) => {
    write(`${home}/package.json`, '{"version":"45.4.1"}');
    write(`${home}/dist/version`, 'v45.4.1');
    const path = write(`${home}/dist/${inside}`, '');
    expect(findRuntime(folder, platform).runtime).toEqual({ kind: 'present', path });
  });
  test('of another version is not used', () => {
    write(`${home}/package.json`, '{"version":"45.4.1"}');
    write(`${home}/dist/version`, '44.0.0');
    write(`${home}/dist/electron`, '');
    expect(findRuntime(folder, 'linux').runtime).toEqual({ kind: 'other-version', found: '44.0.0' });
  });
});

describe('fetching the runtime', () => {
  test('that does not answer is ended when its time is up', async () => {
    const installer = write('install.js', 'setInterval(() => {}, 1000)');
    expect(await fetchRuntime(installer, 1000)).toBe('it did not come in time');
  });
  test('that fails says its first line', async () => {
    const installer = write('install.js', 'console.error("refused by the proxy\\n  at x"); process.exit(1)');
    expect(await fetchRuntime(installer, 10_000)).toBe('refused by the proxy');
  });
  test('that works says nothing', async () => {
    expect(await fetchRuntime(write('install.js', ''), 10_000)).toBeUndefined();
  });
});

describe('whether a build is still right', () => {
  test('goes by names and contents, in folders at any depth', async () => {
    write('a/one.ts', 'one');
    write('a/deep/two.ts', 'two');
    write('single.ts', 's');
    const hash = () => hashInputs(folder, ['a', 'single.ts', 'not-there']);
    const before = await hash();
    write('a/one.ts', 'one');
    expect(await hash()).toBe(before);
    for (const change of [
      () => write('a/one.ts', 'ONE'),
      () => write('a/deep/three.ts', ''),
      () => write('single.ts', 't'),
    ]) {
      const last = await hash();
      change();
      expect(await hash()).not.toBe(last);
    }
  });
});
