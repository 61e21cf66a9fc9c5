import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserShell, startBrowserShell } from '../../electron/browser.ts';
import { bringUpToDate } from '../../electron/outputs.ts';
import { writeRedirect } from '../../electron/shell/first-visit.ts';
import { findBrowser, launchBrowser } from '../support/chromium.ts';
import { openSmallDesk, type SmallDesk } from '../support/desk.ts';
import { watchPage } from '../support/watch.ts';

const project = resolve(import.meta.dirname, '../..');
const pdfjs = join(project, 'node_modules/pdfjs-dist');
const scan = resolve(project, '../shared/corpus/pdf/jbig2_symbol_offset.pdf');
const found = await findBrowser();
const sha256 = 'ab'.repeat(32);

/** A page that does what the rooms do, as far as a policy or a gate could be in the way, and says how it went. */
const script = `
import * as pdfjs from '/pdfjs/pdf.min.mjs';
const said = {};
const note = async (name, work) => { said[name] = await work().catch((error) => 'failed: ' + error.message); };
await note('shell', async () => (await (await fetch('/bridge/shell')).json()).kind);
await note('call', async () => (await (await fetch('/bridge/call', {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ method: 'echo', input: 'heard' }),
})).json()).value);
await note('stage', async () => (await (await fetch('/bridge/stage', {
  method: 'POST', headers: { 'x-file-path': encodeURIComponent('a/ü.pdf') }, body: new Blob(['abc']),
})).json()).value.path);
await note('style', async () => {
  const style = document.createElement('style');
  style.nonce = document.querySelector('meta[property="csp-nonce"]').nonce;
  style.textContent = 'h1 { margin-left: 77px }';
  document.head.append(style);
  return getComputedStyle(document.querySelector('h1')).marginLeft;
});
await note('frame', async () => {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-same-origin';
  const nonce = document.querySelector('meta[property="csp-nonce"]').nonce;
  frame.srcdoc = '<style nonce="' + nonce + '">p { margin-left: 55px }</style><p>The list</p>';
  const loaded = new Promise((done) => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  return frame.contentWindow.getComputedStyle(frame.contentDocument.querySelector('p')).marginLeft;
});
await note('worker', () => new Promise((done) => {
  new Worker('/assets/worker.js', { type: 'module' }).onmessage = ({ data }) => done(data);
}));
await note('events', () => new Promise((done) => {
  const events = new EventSource('/bridge/events');
  events.onmessage = ({ data }) => done(JSON.parse(data).kind);
  events.onopen = () => fetch('/bridge/call', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ method: 'tell', input: {} }),
  });
}));
pdfjs.GlobalWorkerOptions.workerSrc = '/pdfjs/pdf.worker.min.mjs';
await note('pdf', async () => {
  const document_ = await pdfjs.getDocument({
    url: '/evidence/${sha256}', wasmUrl: '/pdfjs/wasm/', cMapUrl: '/pdfjs/cmaps/', standardFontDataUrl: '/pdfjs/standard_fonts/', iccUrl: '/pdfjs/iccs/',
  }).promise;
  const page = await document_.getPage(1);
  const viewport = page.getViewport({ scale: 0.5 });
  const canvas = document.createElement('canvas');
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  document.body.append(canvas);
  await page.render({ canvas, viewport }).promise;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] < 128) dark += 1;
  return dark;
});
globalThis.said = said;
document.body.dataset.done = 'yes';
`;

/** Says whether it may compile; the page itself may not. */
const worker = `
const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
try { new WebAssembly.Module(empty); postMessage('compiles'); } catch (error) { postMessage(error.message); }
`;

let folder: string;
let desk: SmallDesk;
let shell: BrowserShell;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'award-shell-page-'));
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  for (const path of ['assets', 'pdfjs']) mkdirSync(join(folder, path));
  write(
    'index.html',
    `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Rooms</title>
    <link rel="icon" href="/icon.svg"><script type="module" src="/assets/page.js"></script></head><body><h1>Rooms</h1></body></html>`,
  );
  write(
    'icon.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>',
  );
  write('assets/page.js', script);
  write('assets/worker.js', worker);
  for (const file of ['pdf.min.mjs', 'pdf.worker.min.mjs'])
    cpSync(join(pdfjs, 'build', file), join(folder, 'pdfjs', file));
  for (const part of ['wasm', 'cmaps', 'standard_fonts', 'iccs'])
    cpSync(join(pdfjs, part), join(folder, 'pdfjs', part), { recursive: true });
  desk = openSmallDesk();
  const invoke = desk.invoke.bind(desk);
  const telling: SmallDesk = {
    ...desk,
    async invoke(method, input) {
      if (method === 'tell') desk.tell({ kind: 'changed', topics: ['round'] });
      return invoke(method, input);
    },
  };
  if (existsSync(scan))
    desk.evidenceFiles.set(sha256, { path: scan, bytes: readFileSync(scan).length, type: 'application/pdf' });
  shell = await startBrowserShell({
    dataFolder: folder,
    rendererFolder: folder,
    openWindow: false,
    desk: telling,
  });
  if (!('missing' in found)) browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await shell.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits on the page's own mark: Playwright's `waitForFunction` compiles text, which the policy forbids. */
async function outcome(page: Page): Promise<unknown> {
  await page.waitForSelector('body[data-done]');
  return page.evaluate('said');
}

describe('the browser shell in a browser', () => {
  test('the redirect file leads in, and everything that the rooms do passes the policy', async (context) => {
    if ('missing' in found) return context.skip(found.missing);
    if (!existsSync(scan)) return context.skip('the corpus with a scanned page is not beside the project');
    const own = await browser.newContext();
    const page = await own.newPage();
    const watch = await watchPage(page, shell.origin);
    const redirect = await writeRedirect(join(folder, 'profile'), shell.mintAddress());
    await page.goto(pathToFileURL(redirect.path).href);
    await page.waitForURL(`${shell.origin}/`);
    const said = await outcome(page);
    expect(said).toMatchObject({
      shell: 'browser',
      call: 'heard',
      stage: 'a/ü.pdf',
      style: '77px',
      frame: '55px',
      worker: 'compiles',
      events: 'changed',
    });
    expect(said).toHaveProperty('pdf', expect.any(Number));
    expect(Object(said).pdf).toBeGreaterThan(100);
    watch.expectQuiet();
    await page.reload();
    expect(await outcome(page)).toMatchObject({ call: 'heard' });
    expect(await page.evaluate('document.cookie')).toBe('');
    watch.expectQuiet();
    await own.close();
  });

  test('the address leads in once; nobody else comes in by it, or without it', async (context) => {
    if ('missing' in found) return context.skip(found.missing);
    const own = await browser.newContext();
    const page = await own.newPage();
    await page.goto(shell.address);
    await page.waitForURL(`${shell.origin}/`);
    expect(await page.title()).toBe('Rooms');
    expect((await page.goto(shell.origin))?.status()).toBe(403);
    const stranger = await (await browser.newContext()).newPage();
    for (const address of [shell.address, shell.origin, `${shell.origin}/bridge/shell`])
      expect((await stranger.goto(address))?.status()).toBe(403);
    await stranger.context().close();
    await own.close();
  });

  test('the page itself runs no text as a program and takes no style without the nonce', async (context) => {
    if ('missing' in found) return context.skip(found.missing);
    const own = await browser.newContext();
    const page = await own.newPage();
    const watch = await watchPage(page, shell.origin);
    await page.goto(shell.mintAddress());
    await page.waitForURL(`${shell.origin}/`);
    await outcome(page);
    await page.evaluate(`
      document.body.insertAdjacentHTML('beforeend', '<p style="color: red">styled</p><img src="https://example.org/x.png">');
      const text = document.createElement('script');
      text.textContent = 'globalThis.ran = true';
      document.body.append(text);
    `);
    const refused = () =>
      watch.seen.flatMap(
        (line) => /^policy violation: (\S+) refused (\S+)/.exec(line)?.slice(1, 3).join(' ') ?? [],
      );
    await expect
      .poll(() => [...new Set(refused())])
      .toEqual(['style-src-attr inline', 'script-src-elem inline', 'img-src https://example.org/x.png']);
    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    const compile = `(() => { try { new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return 'compiles'; } catch { return 'refused'; } })()`;
    // What a test evaluates in the page goes by the page's policy as far as compiling is concerned.
    expect(await page.evaluate(compile)).toBe('refused');
    await own.close();
  });

  test('the real page opens over a real desk in its thread without breaking the policy', async (context) => {
    if ('missing' in found) return context.skip(found.missing);
    await bringUpToDate(project, 'renderer');
    const whole = await startBrowserShell({
      dataFolder: join(folder, 'desk'),
      rendererFolder: join(project, 'out/renderer'),
      openWindow: false,
      patience: { usual: 1_500, afterExit: 500 },
    });
    const own = await browser.newContext();
    const page = await own.newPage();
    const watch = await watchPage(page, whole.origin);
    await page.goto(whole.address);
    await page.waitForURL(`${whole.origin}/**`);
    await page.getByRole('heading', { name: 'Start a round' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Start a round' }).waitFor();
    watch.expectQuiet();
    await own.close();
    // The window has gone: the program ends by itself.
    await whole.ended;
  });
});
