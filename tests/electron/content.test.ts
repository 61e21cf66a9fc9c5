import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentHandler, stampNonce } from '../../electron/shell/content.ts';
import { attachment, safeName } from '../../electron/shell/disposition.ts';
import { contentPolicy, securityHeaders } from '../../electron/shell/headers.ts';
import { readRange } from '../../electron/shell/range.ts';
import { openSmallDesk, type SmallDesk } from '../support/desk.ts';

const page =
  '<!doctype html>\n<html lang="en-GB">\n<head>\n<title>Award Panel</title></head><body></body></html>';
const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));

let folder: string;
let desk: SmallDesk;
let handle: (request: Request) => Promise<Response>;

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  handle(new Request(`app://award-panel${path}`, { method, headers }));

function write(path: string, content: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

function keepEvidence(content: string | Buffer, type: string): string {
  const sha256 = createHash('sha256').update(content).update(type).digest('hex');
  const path = write(`evidence/${sha256}`, content);
  desk.evidenceFiles.set(sha256, { path, bytes: content.length, type });
  return sha256;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'award-content-'));
  desk = openSmallDesk();
  handle = contentHandler({ desk, renderer: join(folder, 'renderer') });
  write('renderer/index.html', page);
  write('renderer/assets/index-BRJ1qz0x.js', 'export {};');
  write('renderer/assets/index-Dk3_9a-b.css', 'body {}');
  write('renderer/pdfjs/pdf.worker.min.mjs', 'self;');
  write('renderer/pdfjs/wasm/openjpeg.wasm', Buffer.from([0, 97, 115, 109]));
  write('renderer/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  write('renderer/empty.json', '');
  write('renderer/page.html', '<p>another page</p>');
  write('renderer/.secret.json', '{}');
  write('secret.json', '{"key":1}');
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the window’s own files', () => {
  test.each([
    ['/assets/index-BRJ1qz0x.js', 'text/javascript; charset=utf-8', /immutable/],
    ['/assets/index-Dk3_9a-b.css', 'text/css; charset=utf-8', /immutable/],
    ['/pdfjs/pdf.worker.min.mjs', 'text/javascript; charset=utf-8', /^no-cache$/],
    ['/pdfjs/wasm/openjpeg.wasm', 'application/wasm', /^no-cache$/],
    ['/icon.svg', 'image/svg+xml', /^no-cache$/],
    ['/empty.json', 'application/json', /^no-cache$/],
  ])('%s as %s', async (path, type, caching) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toMatch(caching);
    const body = await response.arrayBuffer();
    expect(response.headers.get('content-length')).toBe(String(body.byteLength));
  });

  test.each(['/', '/index.html', '/assess/riverbend/3.3', '/page.html', '/standards'])(
    'the page at %s',
    async (path) => {
      const response = await get(path, { accept: 'text/html,application/xhtml+xml' });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const nonce = /<meta property="csp-nonce" nonce="([\w+/=]{24})">/.exec(await response.text())?.[1];
      expect(nonce).toBeDefined();
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    },
  );

  test('each page has a nonce of its own', async () => {
    const policies = await Promise.all([get('/'), get('/')]);
    const [one, other] = policies.map(({ headers }) => headers.get('content-security-policy'));
    expect(one).not.toBe(other);
  });

  test.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/%2e%2e%2fsecret.json',
    '/..%5csecret.json',
    '/..\\secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/%00secret.json',
    '/secret.json%00.js',
    '/.secret.json',
    '/%2esecret.json',
    '//secret.json',
    '/assets//index-BRJ1qz0x.js',
    '/c:/secret.json',
    '/%E0%A4%A',
    '/assets',
    '/assets/',
    '/missing.js',
    '/icon.svg/x.json',
    '/page.html',
    '/assess/riverbend',
    '/favicon.exe',
  ])('%s is not there', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('There is nothing at this address.\n');
  });

  property.prop([
    fc.array(
      fc.constantFrom('..', '%2e%2e', '.', '/', '%2f', '\\', '%5c', 'secret.json', 'assets', '%00', ':'),
    ),
  ])('no path leads out of the folder', async (parts) => {
    const response = await get(`/${parts.join('')}`);
    expect(await response.text()).not.toContain('key');
  });
});

describe('evidence', () => {
  test.each([
    ['application/pdf', 'application/pdf', false],
    ['image/png', 'image/png', false],
    ['image/jpeg', 'image/jpeg', false],
    ['text/plain', 'text/plain; charset=utf-8', false],
    ['application/octet-stream', 'application/octet-stream', true],
    ['text/html', 'application/octet-stream', true],
    ['image/svg+xml', 'application/octet-stream', true],
    ['application/xhtml+xml', 'application/octet-stream', true],
    ['text/xml', 'application/octet-stream', true],
    ['application/javascript', 'application/octet-stream', true],
    ['image/png\r\nx: y', 'application/octet-stream', true],
  ])('%s is sent as %s, to be kept: %s', async (type, sent, kept) => {
    const response = await get(`/evidence/${keepEvidence(bytes, type)}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(sent);
    expect(response.headers.get('content-disposition')).toBe(kept ? 'attachment' : null);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  test.each([
    ['bytes=0-99', 206, 0, 99],
    ['bytes=0-0', 206, 0, 0],
    ['bytes=999-', 206, 999, 999],
    ['bytes=500-5000', 206, 500, 999],
    ['bytes=-10', 206, 990, 999],
    ['bytes=-5000', 206, 0, 999],
    ['Bytes=1-2', 206, 1, 2],
    ['bytes=0-9,20-29', 200, 0, 999],
    ['bytes=9-0', 200, 0, 999],
    ['bytes=-', 200, 0, 999],
    ['bytes=a-b', 200, 0, 999],
    ['items=0-1', 200, 0, 999],
    ['bytes 0-1', 200, 0, 999],
  ])('%s gives %i, bytes %i to %i', async (range, status, start, end) => {
    const sha256 = keepEvidence(bytes, 'application/pdf');
    const response = await get(`/evidence/${sha256}`, { range });
    expect(response.status).toBe(status);
    expect(response.headers.get('etag')).toBe(`"${sha256}"`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    expect(response.headers.get('content-range')).toBe(status === 206 ? `bytes ${start}-${end}/1000` : null);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes.subarray(start, end + 1));
  });

  test.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0'])('%s lies outside', async (range) => {
    const response = await get(`/evidence/${keepEvidence(bytes, 'application/pdf')}`, { range });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */1000');
  });

  test('an empty file is sent whole, and no range of it exists', async () => {
    const address = `/evidence/${keepEvidence('', 'text/plain')}`;
    expect(await (await get(address)).text()).toBe('');
    expect((await get(address, { range: 'bytes=0-' })).status).toBe(416);
  });

  test('a range is given only of the file that was meant', async () => {
    const sha256 = keepEvidence(bytes, 'application/pdf');
    const ask = (etag: string) => get(`/evidence/${sha256}`, { range: 'bytes=0-9', 'if-range': etag });
    expect((await ask(`"${sha256}"`)).status).toBe(206);
    expect((await ask('"another"')).status).toBe(200);
  });

  test('what the window holds already is not sent again', async () => {
    const sha256 = keepEvidence(bytes, 'application/pdf');
    const ask = (etag: string) => get(`/evidence/${sha256}`, { 'if-none-match': etag });
    expect((await ask(`"${sha256}"`)).status).toBe(304);
    expect((await ask(`"x", W/"${sha256}"`)).status).toBe(304);
    expect((await ask('"x"')).status).toBe(200);
  });

  test.each([
    'a'.repeat(64),
    'A'.repeat(64),
    'a'.repeat(63),
    '',
    `${'a'.repeat(64)}/x`,
    `..%2f${'a'.repeat(64)}`,
  ])('“%s” is not there', async (name) => {
    expect((await get(`/evidence/${name}`)).status).toBe(404);
  });

  test('evidence whose file has gone, or is a folder, is not there', async () => {
    const gone = { path: join(folder, 'gone'), bytes: 1, type: 'application/pdf' };
    desk.evidenceFiles.set('b'.repeat(64), gone);
    desk.evidenceFiles.set('c'.repeat(64), { ...gone, path: folder });
    expect((await get(`/evidence/${'b'.repeat(64)}`)).status).toBe(404);
    expect((await get(`/evidence/${'c'.repeat(64)}`)).status).toBe(404);
  });

  test('a large file is read as it is wanted and closed when nobody wants the rest', async () => {
    const response = await get(
      `/evidence/${keepEvidence(Buffer.alloc(8 * 1024 * 1024, 7), 'application/pdf')}`,
    );
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.length).toBe(256 * 1024);
    await reader?.cancel();
    expect(await reader?.read()).toEqual({ done: true, value: undefined });
  });
});

describe('exports', () => {
  test('an export is a download under its name', async () => {
    const path = write('export.csv', 'organisation\n');
    desk.exportFiles.set('e1', { path, name: 'Förderer’s "list".csv', type: 'text/csv' });
    const response = await get('/export/e1');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Forderer_s _list_.csv"; filename*=UTF-8''F%C3%B6rderer%E2%80%99s%20%22list%22.csv`,
    );
    expect(await response.text()).toBe('organisation\n');
  });

  test.each(['/export/none', '/export/', '/export', '/export/e1/x'])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\list.csv', 'C__list.csv'],
    ['a\r\nSet-Cookie: x.csv', 'aSet-Cookie_ x.csv'],
    ['list\u202Evsc.exe', 'listvsc.exe'],
    ['.htaccess', 'htaccess'],
    ['list.csv. .', 'list.csv'],
    ['\uD800.csv', '\uFFFD.csv'],
    ['', 'download'],
    ['...', 'download'],
  ])('the name %j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  property.prop([fc.string({ unit: 'binary' })])(
    'every name gives one header that keeps to its form',
    (name) => {
      const header = attachment(name);
      expect(header).toMatch(/^attachment; filename="[^"\\\p{Cc}]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/u);
      expect(() => new Headers({ 'content-disposition': header })).not.toThrow();
    },
  );
});

describe('methods', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused', async (method) => {
    const response = await get('/', {}, method);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  test('HEAD gives the headers of GET and no body', async () => {
    const sha256 = keepEvidence(bytes, 'application/pdf');
    for (const path of ['/', '/icon.svg', `/evidence/${sha256}`]) {
      const [head, whole] = await Promise.all([get(path, {}, 'HEAD'), get(path)]);
      expect(head.status).toBe(200);
      expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'));
      expect(await head.text()).toBe('');
    }
    const part = await get(`/evidence/${sha256}`, { range: 'bytes=0-9' }, 'HEAD');
    expect([part.status, part.headers.get('content-length')]).toEqual([206, '10']);
  });
});

describe('the frame that a document is shown in', () => {
  test('holds nothing of the file, runs nothing and loads nothing but pictures that lie in it', async () => {
    const sha256 = keepEvidence('<script>alert(1)</script>', 'application/octet-stream');
    const response = await get(`/rendered/${sha256}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const policy = response.headers.get('content-security-policy') ?? '';
    const [, nonce = ''] = /style-src 'nonce-([^']+)'/.exec(policy) ?? [];
    expect(nonce.length).toBeGreaterThan(20);
    expect(policy.split('; ')).toEqual([
      'sandbox allow-same-origin',
      "default-src 'none'",
      'img-src data:',
      `style-src 'nonce-${nonce}'`,
      "frame-ancestors 'self'",
      "form-action 'none'",
      "base-uri 'none'",
    ]);
    const text = await response.text();
    expect(text).toContain(`<style nonce="${nonce}">`);
    expect(text).not.toMatch(/<script|alert|https?:|url\(|@import/);
    expect(await (await get(`/rendered/${sha256}`)).text()).not.toContain(nonce);
  });

  test.each([
    `/rendered/${'0'.repeat(64)}`,
    '/rendered',
    '/rendered/policy.docx',
    `/rendered/${'0'.repeat(64)}/x`,
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('a question for its headers has no body', async () => {
    const response = await get(`/rendered/${keepEvidence('x', 'text/plain')}`, {}, 'HEAD');
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('headers', () => {
  const kinds = [
    { kind: 'page', nonce: 'n' },
    { kind: 'script' },
    { kind: 'file' },
    { kind: 'evidence' },
    { kind: 'rendered', nonce: 'n' },
  ] as const;

  test.each(kinds)('$kind: everything is off that is not named', (what) => {
    const policy = contentPolicy(what);
    expect(policy).toContain("default-src 'none'");
    expect(policy.replace('img-src data:', '')).not.toMatch(/\*|https?:|'unsafe-eval'|data:|blob:/);
    expect(securityHeaders(what)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  test('the page runs its own scripts alone, and compiles nothing', () => {
    const policy = contentPolicy({ kind: 'page', nonce: 'abc' });
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-abc';");
    for (const directive of ['form-action', 'base-uri', 'frame-ancestors'])
      expect(policy).toContain(`${directive} 'none'`);
    expect(policy).not.toMatch(/unsafe/);
  });

  test('only a worker’s script may compile WebAssembly', () => {
    expect(kinds.filter((what) => contentPolicy(what).includes('wasm-unsafe-eval'))).toEqual([
      { kind: 'script' },
    ]);
  });

  test('every answer has them, also one that refuses', async () => {
    for (const [path, method] of [
      ['/', 'GET'],
      ['/missing.js', 'GET'],
      ['/', 'POST'],
      ['/icon.svg', 'GET'],
    ] as const) {
      const { headers } = await get(path, {}, method);
      for (const name of Object.keys(securityHeaders({ kind: 'file' }))) expect(headers.has(name)).toBe(true);
    }
  });

  test.each([
    ['<head>', '<head><meta property="csp-nonce" nonce="n">'],
    ['<HEAD class="a">', '<HEAD class="a"><meta property="csp-nonce" nonce="n">'],
    ['<header></header>', '<header></header>'],
  ])('the nonce goes into %s', (before, after) => {
    expect(stampNonce(before, 'n')).toBe(after);
  });
});

test('a symbolic link in the build that leads nowhere is not there', async () => {
  symlinkSync(join(folder, 'nowhere'), join(folder, 'renderer/link.json'));
  expect((await get('/link.json')).status).toBe(404);
});

property.prop([fc.stringMatching(/^\d{0,5}-\d{0,5}$/), fc.nat(2_000)])(
  'any Range header gives a part that lies in the file, or the whole, or nothing',
  (header, size) => {
    const range = readRange(`bytes=${header}`, size);
    if (range.kind !== 'part') return;
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expect(range.end).toBeLessThan(size);
  },
);
