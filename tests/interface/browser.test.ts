import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, launchBrowser } from '../support/chromium.ts';
import { watchPage } from '../support/watch.ts';

const pictures = resolve(import.meta.dirname, '../../pictures');
const found = await findBrowser();
const policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'";

const pages: Readonly<Record<string, string>> = {
  '/': `<!doctype html><html lang="en"><title>Standards</title>
    <style>body { font-family: Arial; color: black; background: white } i { font-style: normal }</style>
    <h1><span>Standards</span></h1><p><i>iiiiiiiiii</i> <b>WWWWWWWWWW</b></p>`,
  '/inline': '<!doctype html><title>Inline</title><script>document.title = "ran"</script>',
  '/outside': '<!doctype html><title>Outside</title><script src="/outside.js"></script>',
  '/outside.js': 'fetch("http://127.0.0.2:9/").catch(() => {}); throw new Error("thrown on purpose");',
  '/loud': '<!doctype html><title>Loud</title><script src="/loud.js"></script>',
  '/loud.js': 'console.error("said on purpose");',
};

const server = createServer((request, response) => {
  const body = pages[request.url ?? ''];
  const type = request.url?.endsWith('.js') ? 'text/javascript' : 'text/html';
  response.writeHead(body === undefined ? 204 : 200, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
  });
  response.end(body);
});

let browser: Browser;
let origin: string;

describe('the browser that the tests use', () => {
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    origin = `http://127.0.0.1:${address.port}`;
    if (!('missing' in found)) browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await new Promise((done) => server.close(done));
  });

  test('opens a page from this computer, draws its text and takes a picture', async (context) => {
    if ('missing' in found) return context.skip(found.missing);
    const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
    const watch = await watchPage(page, origin);
    await page.goto(origin);
    expect(await page.title()).toBe('Standards');
    const width = (selector: string) =>
      page.locator(selector).evaluate((element) => element.getBoundingClientRect().width);
    // Boxes for missing glyphs would all be as wide as each other; Arial and its like are not.
    expect(await width('b')).toBeGreaterThan(3 * (await width('i')));
    await mkdir(pictures, { recursive: true });
    const empty = await page.locator('h1').screenshot({ style: 'h1 { color: white }' });
    const drawn = await page.locator('h1').screenshot({ path: join(pictures, 'browser.png') });
    expect(drawn.length).toBeGreaterThan(empty.length);
    watch.expectQuiet();
    await page.close();
  });

  test.for([
    ['/inline', /policy violation: script-src-elem refused inline/],
    ['/outside', /policy violation: connect-src refused http:\/\/127\.0\.0\.2:9/],
    ['/outside', /uncaught error: .*thrown on purpose/],
    ['/loud', /console error: said on purpose/],
  ] as const)('the watch on a page sees what %s does', async ([path, expected], context) => {
    if ('missing' in found) return context.skip(found.missing);
    const page = await browser.newPage();
    const watch = await watchPage(page, origin);
    await page.goto(origin + path);
    await expect.poll(() => watch.seen).toContainEqual(expect.stringMatching(expected));
    expect(() => watch.expectQuiet()).toThrow();
    watch.expectQuiet([/./]);
    await page.close();
  });

  test('the watch sees a request to another origin where no policy stops it', async (context) => {
    if ('missing' in found) return context.skip(found.missing);
    const page = await browser.newPage();
    const watch = await watchPage(page, 'http://127.0.0.1:1');
    await page.goto(origin);
    expect(watch.seen).toContain(`request to ${origin}/`);
    await page.close();
  });
});
