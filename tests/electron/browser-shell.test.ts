import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BrowserShell, startBrowserShell } from '../../electron/browser.ts';
import { openSmallDesk, type SmallDesk } from '../support/desk.ts';
import { type Asking, askServer, type Reply } from '../support/http.ts';

let folder: string;
let desk: SmallDesk;
let shell: BrowserShell;
let port: number;
let cookie: string;

/** What a browser sends with a visit of a whole page from outside. */
const arriving = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' };

const visit = (address: string, headers: Asking['headers'] = arriving) => {
  const { host, pathname, search } = new URL(address);
  return askServer(port, pathname + search, { headers: { host, ...headers } });
};
/** Asks as the shell's own page does; `headers` replace or, with undefined, leave out. */
const ask = (path: string, { headers, ...rest }: Asking = {}) =>
  askServer(port, path, {
    ...rest,
    headers: { host: new URL(shell.origin).host, cookie, 'sec-fetch-site': 'same-origin', ...headers },
  });
const call = (value: unknown, headers: Asking['headers'] = {}) =>
  ask('/bridge/call', {
    method: 'POST',
    body: typeof value === 'string' ? value : JSON.stringify(value),
    headers: { 'content-type': 'application/json', ...headers },
  });
const json = (reply: Reply): unknown => JSON.parse(reply.text);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'award-shell-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(
    join(folder, 'renderer/index.html'),
    '<!doctype html><html><head></head><body>Rooms</body></html>',
  );
  writeFileSync(join(folder, 'secret.json'), '{"key":1}');
  desk = openSmallDesk();
  shell = await startBrowserShell({
    dataFolder: join(folder, 'data'),
    rendererFolder: join(folder, 'renderer'),
    openWindow: false,
    desk,
    patience: { usual: 50, afterExit: 10 },
  });
  port = Number(new URL(shell.origin).port);
  const arrival = await visit(shell.address);
  cookie = arrival.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});
afterEach(async () => {
  await shell.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('coming in', () => {
  test('the first visit takes a cookie that no script, no other site and no other host gets, and leads on', async () => {
    const reply = await visit(shell.mintAddress());
    expect(reply.status).toBe(200);
    expect(reply.headers['set-cookie']).toEqual([
      expect.stringMatching(/^award-panel=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/),
    ]);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.headers['referrer-policy']).toBe('no-referrer');
    expect(reply.text).toContain('content="0; url=/"');
    expect(shell.origin).toMatch(/^http:\/\/[0-9a-f]{20}\.localhost:\d+$/);
  });

  test('an address opens the program once', async () => {
    const reply = await visit(shell.address);
    expect(reply.status).toBe(403);
    expect(reply.text).toContain('opened Award Panel once');
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  test('then the page comes, with its policy', async () => {
    const reply = await ask('/', { headers: { accept: 'text/html' } });
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('Rooms');
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  });

  test.each([
    ['another host', { host: 'example.org' }],
    ['the bare address', { host: '127.0.0.1' }],
    ['no cookie', { cookie: undefined }],
    ['a made-up cookie', { cookie: 'award-panel=x' }],
    ['no word where it comes from', { 'sec-fetch-site': undefined }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this computer', { 'sec-fetch-site': 'same-site' }],
    ['an address typed in', { 'sec-fetch-site': 'none' }],
    ['another origin', { origin: 'http://example.org' }],
  ])('%s is refused everywhere, and the desk is not asked', async (_name, headers) => {
    for (const path of [
      '/',
      '/bridge/shell',
      '/bridge/events',
      `/evidence/${'a'.repeat(64)}`,
      '/export/e1',
    ]) {
      const reply = await ask(path, { headers });
      expect(reply.status).toBe(403);
      expect(reply.text).toMatch(/^[A-Z].*\.\n$/);
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
    }
    expect((await call({ method: 'echo', input: 1 }, headers)).status).toBe(403);
    expect(desk.calls).toEqual([]);
  });

  test.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..%5csecret.json',
    '//secret.json',
    '*',
  ])('%s leads nowhere', async (path) => {
    const reply = await ask(path);
    expect([403, 404]).toContain(reply.status);
    expect(reply.text).not.toContain('key');
  });
});

describe('the bridge', () => {
  test('a call reaches the desk and its answer comes back', async () => {
    expect(json(await call({ method: 'echo', input: { sheet: 'ü' } }))).toEqual({
      ok: true,
      value: { sheet: 'ü' },
    });
    expect(json(await call({ method: 'refuse', input: {} }))).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    expect(json(await call({ method: 'throw', input: {} }))).toMatchObject({
      ok: false,
      error: { code: 'unexpected' },
    });
    expect(json(await ask('/bridge/shell'))).toMatchObject({
      kind: 'browser',
      version: expect.stringMatching(/^\d+\./),
    });
  });

  test.each([
    ['no JSON', '{', {}, 400],
    ['no method', '{"input":1}', {}, 400],
    ['a form', '{"method":"echo"}', { 'content-type': 'text/plain' }, 415],
    ['too long', JSON.stringify({ method: 'echo', input: 'x'.repeat(9 * 1024 * 1024) }), {}, 413],
  ])('%s is refused with a sentence', async (_name, body, headers, status) => {
    const reply = await call(body, headers);
    expect(reply.status).toBe(status);
    expect(json(reply)).toMatchObject({ ok: false, error: { code: 'wrong-input', places: [] } });
    expect(desk.calls).toEqual([]);
  });

  test.each([
    ['GET', '/bridge/call'],
    ['POST', '/bridge/events'],
    ['GET', '/bridge/stage'],
    ['GET', '/bridge/none'],
    ['DELETE', '/bridge/shell'],
  ])('%s %s is not there', async (method, path) => {
    expect((await ask(path, { method })).status).toBe(404);
  });

  test('nothing but reading goes to the content', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
  });

  test('events arrive as they happen, and the program ends when its window has gone', async () => {
    const heard = await new Promise<{ text: string; type: string | undefined }>((done, failed) => {
      const headers = { host: new URL(shell.origin).host, cookie, 'sec-fetch-site': 'same-origin' };
      const listening = request({ host: '127.0.0.1', port, path: '/bridge/events', headers }, (message) => {
        let text = '';
        message.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (text.includes('retry')) desk.tell({ kind: 'changed', topics: ['sheets'] });
          if (!text.includes('changed')) return;
          done({ text, type: message.headers['content-type'] });
          listening.destroy();
        });
      });
      listening.on('error', failed).end();
    });
    expect(heard.type).toBe('text/event-stream');
    expect(heard.text).toContain('data: {"kind":"changed","topics":["sheets"]}\n\n');
    await shell.ended;
    expect(desk.closed).toBe(true);
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('handing over files', () => {
  const stage = (name: string | undefined, body: string | Readable, headers: Asking['headers'] = {}) =>
    ask('/bridge/stage', { method: 'POST', body, headers: { 'x-file-path': name, ...headers } });

  test('bytes land in the staging folder and are named to the desk', async () => {
    const reply = await stage(encodeURIComponent('riverbend/évidence/policy.pdf'), 'abc');
    expect(json(reply)).toEqual({
      ok: true,
      value: { id: 's0', path: 'riverbend/évidence/policy.pdf', bytes: 3 },
    });
    const [staged] = desk.staged;
    expect(staged?.file.startsWith(join(desk.folder, 'staging-'))).toBe(true);
    expect(readFileSync(staged?.file ?? '', 'utf8')).toBe('abc');
  });

  test.each([undefined, '', '..%2f..%2fpasswd', '/etc/passwd', 'a%00b'])(
    'the name %s is refused',
    async (name) => {
      const reply = await stage(name, 'abc');
      expect(reply.status).toBe(400);
      expect(json(reply)).toMatchObject({ ok: false, error: { code: 'wrong-input' } });
      expect(desk.staged).toEqual([]);
    },
  );

  test('an upload that breaks off leaves nothing behind', async () => {
    await new Promise<void>((done) => {
      const headers = {
        host: new URL(shell.origin).host,
        cookie,
        'sec-fetch-site': 'same-origin',
        'x-file-path': 'a.pdf',
        'content-length': '1000',
      };
      const upload = request({ host: '127.0.0.1', port, path: '/bridge/stage', method: 'POST', headers });
      upload.on('error', () => done());
      upload.write('half', () => setTimeout(() => upload.destroy(new Error('gone')), 50));
    });
    const left = () =>
      readdirSync(desk.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    await expect.poll(left).toEqual([]);
    expect(desk.staged).toEqual([]);
  });

  test('200 MB pass through without lying in memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 7);
    const chunks = 200;
    const before = process.memoryUsage().rss;
    let most = 0;
    const body = Readable.from(
      (function* () {
        for (let count = 0; count < chunks; count += 1) {
          most = Math.max(most, process.memoryUsage().rss);
          yield chunk;
        }
      })(),
    );
    const reply = await stage('large.pdf', body);
    expect(json(reply)).toMatchObject({ ok: true, value: { bytes: chunks * chunk.length } });
    expect((most - before) / 1024 / 1024).toBeLessThan(100);
  });
});

test('evidence comes in the ranges that are asked for', async () => {
  const content = Buffer.from('%PDF-1.7 and so on');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = join(folder, sha256);
  writeFileSync(path, content);
  desk.evidenceFiles.set(sha256, { path, bytes: content.length, type: 'application/pdf' });
  const part = await ask(`/evidence/${sha256}`, { headers: { range: 'bytes=5-7' } });
  expect([part.status, part.text, part.headers['content-range']]).toEqual([206, '1.7', 'bytes 5-7/18']);
  const whole = await ask(`/evidence/${sha256}`);
  expect([whole.status, whole.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(whole.body).toEqual(content);
  const head = await ask(`/evidence/${sha256}`, { method: 'HEAD' });
  expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '18', '']);
});

test('an export comes as a download', async () => {
  const path = join(folder, 'list.csv');
  writeFileSync(path, 'organisation\n');
  desk.exportFiles.set('e1', { path, name: 'list.csv', type: 'text/csv' });
  const reply = await ask('/export/e1');
  expect(reply.headers['content-disposition']).toBe(
    `attachment; filename="list.csv"; filename*=UTF-8''list.csv`,
  );
  expect(reply.text).toBe('organisation\n');
});

test('the browser is started on a redirect file that comes and goes, with no token in sight', async (context) => {
  if (process.platform !== 'linux') return context.skip('looks for a browser by PATH, as on Linux');
  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  const args = join(folder, 'args.txt');
  const program = join(folder, 'chromium');
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > ${args}.new\nmv ${args}.new ${args}\n`, {
    mode: 0o755,
  });
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`).stubEnv('DISPLAY', ':99');
  const data = join(folder, 'window-data');
  const other = await startBrowserShell({
    dataFolder: data,
    rendererFolder: join(folder, 'renderer'),
    openWindow: true,
    desk: openSmallDesk(),
  });
  await expect.poll(() => existsSync(args)).toBe(true);
  const given = readFileSync(args, 'utf8').split('\n');
  const token = new URL(other.address).searchParams.get('token') ?? '';
  const redirect = given[0]?.replace('--app=file://', '') ?? '';
  expect(given.join()).not.toContain(token);
  expect(given).toContain(`--user-data-dir=${join(data, 'browser')}`);
  expect(statSync(redirect).mode & 0o777).toBe(0o600);
  expect(readFileSync(redirect, 'utf8')).toContain(token);
  // This browser ended without opening anything, so the person is told where to go instead.
  await expect.poll(() => said.some((line) => /did not open .*\/open\?token=/s.test(line))).toBe(true);
  expect(said.join()).not.toContain(token);
  const { port: otherPort, host, pathname, search } = new URL(other.address);
  await askServer(Number(otherPort), pathname + search, { headers: { host, ...arriving } });
  expect(existsSync(redirect)).toBe(false);
  await other.close();
  log.mockRestore();
  vi.unstubAllEnvs();
});

test('closing closes the desk, once', async () => {
  await Promise.all([shell.close(), shell.close()]);
  await shell.ended;
  expect(desk.closed).toBe(true);
});
