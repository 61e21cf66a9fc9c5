import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tokensFor, writeRedirect } from '../../electron/shell/first-visit.ts';
import { judgeVisit, type Visit } from '../../electron/shell/gate.ts';
import {
  browserArguments,
  browserPlaces,
  findInstalledBrowser,
} from '../../electron/shell/installed-browser.ts';
import { lifetime } from '../../electron/shell/lifetime.ts';
import { pickedPath } from '../../electron/shell/staging.ts';

describe('whom the browser shell answers', () => {
  const keys = { host: 'x7k.localhost:4000', cookie: 'secret' };
  const usual: Visit = {
    method: 'GET',
    target: '/assess/riverbend',
    host: keys.host,
    origin: undefined,
    cookie: 'award-panel=secret',
    site: 'same-origin',
    mode: 'navigate',
  };
  const first: Visit = { ...usual, target: '/open?token=t', site: 'none', cookie: undefined };
  const cases: readonly (readonly [string, Visit, 'serve' | 'first-visit' | RegExp])[] = [
    ['its own page', usual, 'serve'],
    [
      'a call of its own page',
      { ...usual, method: 'POST', origin: `http://${keys.host}`, mode: 'cors' },
      'serve',
    ],
    ['its own page among other cookies', { ...usual, cookie: 'a=b; award-panel=secret; c' }, 'serve'],
    ['another host', { ...usual, host: 'example.org' }, /own address/],
    ['the bare address', { ...usual, host: '127.0.0.1:4000' }, /own address/],
    ['localhost', { ...usual, host: 'localhost:4000' }, /own address/],
    ['another port', { ...usual, host: 'x7k.localhost:4001' }, /own address/],
    ['the host in capitals', { ...usual, host: 'X7K.localhost:4000' }, /own address/],
    ['no host', { ...usual, host: undefined }, /own address/],
    ['another site', { ...usual, site: 'cross-site' }, /Another page/],
    ['another port of this computer', { ...usual, site: 'same-site' }, /Another page/],
    ['an address typed in', { ...usual, site: 'none' }, /Another page/],
    ['a program that is no browser', { ...usual, site: undefined }, /current Edge, Chrome or Firefox/],
    ['another origin', { ...usual, origin: 'http://example.org' }, /Another page/],
    ['a page without an origin', { ...usual, origin: 'null' }, /Another page/],
    ['no cookie', { ...usual, cookie: undefined }, /does not know this window/],
    ['another cookie', { ...usual, cookie: 'award-panel=secres' }, /does not know this window/],
    ['a longer cookie', { ...usual, cookie: 'award-panel=secretsecret' }, /does not know this window/],
    ['an empty cookie', { ...usual, cookie: 'award-panel=' }, /does not know this window/],
    ['a cookie of another name', { ...usual, cookie: 'xaward-panel=secret' }, /does not know this window/],
    ['an address of another host', { ...usual, target: 'http://example.org/' }, /not an address/],
    ['the whole server', { ...usual, method: 'OPTIONS', target: '*' }, /not an address/],
    ['a first visit', first, 'first-visit'],
    ['a first visit from the redirect file', { ...first, site: 'cross-site' }, 'first-visit'],
    ['a first visit without a token', { ...first, target: '/open' }, 'first-visit'],
    ['a first visit to another host', { ...first, host: 'localhost:4000' }, /own address/],
    ['a first visit by a script', { ...first, mode: 'cors' }, /window of its own/],
    ['a first visit as a picture', { ...first, mode: 'no-cors' }, /window of its own/],
    ['a first visit by a form', { ...first, method: 'POST' }, /window of its own/],
    ['a first visit of no browser', { ...first, site: undefined }, /current Edge/],
    ['what only looks like a first visit', { ...first, target: '/open/x?token=t' }, /Another page/],
  ];

  test.each(cases)('%s', (_name, visit, expected) => {
    const verdict = judgeVisit(visit, keys);
    if (typeof expected === 'string') expect(verdict.kind).toBe(expected);
    else expect(verdict).toEqual({ kind: 'refuse', sentence: expect.stringMatching(expected) });
  });

  test('the token is read from the address', () => {
    expect(judgeVisit({ ...first, target: '/open?token=a%20b' }, keys)).toEqual({
      kind: 'first-visit',
      token: 'a b',
    });
    expect(judgeVisit({ ...first, target: '/open' }, keys)).toEqual({ kind: 'first-visit', token: '' });
  });
});

describe('tokens', () => {
  test('each opens once', () => {
    const tokens = tokensFor('http://x.localhost:1');
    const tokenOf = (address: string) => new URL(address).searchParams.get('token') ?? '';
    const [one, other] = [tokenOf(tokens.mint()), tokenOf(tokens.mint())];
    expect(one.length).toBeGreaterThan(40);
    expect(one).not.toBe(other);
    expect(['', 'x', one, one, other, other].map((token) => tokens.spend(token))).toEqual([
      false,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  test('the redirect file can be read by its owner alone, and goes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'award-redirect-'));
    const address = 'http://x.localhost:1/open?token=abc-_1';
    const redirect = await writeRedirect(join(folder, 'browser'), address);
    expect(readFileSync(redirect.path, 'utf8')).toContain(`content="0; url=${address}"`);
    if (process.platform !== 'win32') {
      expect(statSync(redirect.path).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, 'browser')).mode & 0o777).toBe(0o700);
    }
    await redirect.remove();
    expect(() => statSync(redirect.path)).toThrow('ENOENT');
    rmSync(folder, { recursive: true });
  });
});

describe('an installed browser', () => {
  test('no token on the command line; the sandbox is left off for root on Linux alone', () => {
    const line = (platform: NodeJS.Platform, isRoot: boolean) =>
      browserArguments('/data/browser/open-1.html', '/data/browser', { platform, isRoot });
    expect(line('linux', false).join(' ')).not.toMatch(/token|http:/);
    expect(line('linux', false)).toContain('--user-data-dir=/data/browser');
    expect(line('linux', false)[0]).toBe('--app=file:///data/browser/open-1.html');
    expect(
      [line('linux', true), line('linux', false), line('darwin', true)].map((args) =>
        args.includes('--no-sandbox'),
      ),
    ).toEqual([true, false, false]);
  });

  test.each([
    ['win32', { PROGRAMFILES: 'C:\\P' }, 'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe'],
    ['win32', { LOCALAPPDATA: 'C:\\L' }, 'C:\\L\\Google\\Chrome\\Application\\chrome.exe'],
    ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['linux', { PATH: '/opt/bin:/usr/bin' }, '/usr/bin/chromium'],
  ] as const)('on %s with %o it may be %s', (platform, env, place) => {
    expect(browserPlaces({ platform, env })).toContain(place);
  });

  test('a path that counts from where the program was started is not looked in', () => {
    expect(browserPlaces({ platform: 'linux', env: { PATH: '.:bin::' } })).toEqual([]);
  });

  test('there is none to open without a display, or where none is installed', async () => {
    expect(await findInstalledBrowser({ platform: 'linux', env: { PATH: '/usr/bin' } })).toBeUndefined();
    expect(
      await findInstalledBrowser({ platform: 'linux', env: { PATH: '/nowhere', DISPLAY: ':0' } }),
    ).toBeUndefined();
  });
});

describe('how long the program lives', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const start = () => {
    const end = vi.fn();
    return { end, life: lifetime(end, { usual: 30_000, afterExit: 2_000 }) };
  };

  test('it waits for a first window as long as it takes', () => {
    const { end, life } = start();
    life.windows(0);
    expect(life.browserExited()).toBe(false);
    vi.advanceTimersByTime(3_600_000);
    expect(end).not.toHaveBeenCalled();
  });

  test('it ends once its last window has been gone for a while', () => {
    const { end, life } = start();
    for (const count of [1, 2, 1, 0]) life.windows(count);
    vi.advanceTimersByTime(29_999);
    expect(end).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(end).toHaveBeenCalledOnce();
  });

  test('windows that are counted out after it was stopped begin nothing anew', () => {
    const { end, life } = start();
    life.windows(1);
    life.stop();
    life.windows(0);
    life.browserExited();
    expect(vi.getTimerCount()).toBe(0);
    expect(end).not.toHaveBeenCalled();
  });

  test('a reload does not end it', () => {
    const { end, life } = start();
    for (const count of [1, 0]) life.windows(count);
    vi.advanceTimersByTime(20_000);
    life.windows(1);
    vi.advanceTimersByTime(60_000);
    expect(end).not.toHaveBeenCalled();
  });

  test('it ends soon when the browser itself has ended, but not while a window listens', () => {
    const { end, life } = start();
    life.windows(1);
    expect(life.browserExited()).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(end).not.toHaveBeenCalled();
    life.windows(0);
    vi.advanceTimersByTime(2_000);
    expect(end).toHaveBeenCalledOnce();
  });

  test('stopped, it ends nothing', () => {
    const { end, life } = start();
    for (const count of [1, 0]) life.windows(count);
    life.stop();
    vi.advanceTimersByTime(60_000);
    expect(end).not.toHaveBeenCalled();
  });
});

describe('the name that a file was picked with', () => {
  test.each([
    ['riverbend/evidence/policy.pdf', 'riverbend/evidence/policy.pdf'],
    ['R%C3%A9sum%C3%A9%20(1).docx', 'Résumé (1).docx'],
    ['a\\b.pdf', 'a\\b.pdf'],
    ['../../etc/passwd', undefined],
    ['%2e%2e/passwd', undefined],
    ['/etc/passwd', undefined],
    ['a//b', undefined],
    ['a/./b', undefined],
    ['a%00b', undefined],
    ['a%0ab', undefined],
    ['%E0%A4%A', undefined],
    ['', undefined],
    [undefined, undefined],
    ['a'.repeat(2_001), undefined],
  ])('%s is %s', (encoded, path) => {
    expect(pickedPath(encoded)).toBe(path);
  });
});
