import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import { startBrowserShell } from '../../electron/browser.ts';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { bringUpToDate } from '../../electron/outputs.ts';
import type { PersonId, SubmissionId } from '../../shared/domain/ids.ts';
import { launchBrowser } from '../support/chromium.ts';
import { type Measure, median, type Row, round, type Setting, timed } from './measure.ts';
import { layRound, makeRound, type RoundSize } from './round.ts';
import { signSheets } from './sheets.ts';

const project = resolve(import.meta.dirname, '../..');
const rendererFolder = join(project, 'out/renderer');
const policy = join(
  project,
  'resources/sample-round/files/lanternfield/evidence/E1_Preceptorship_Policy_v2_DRAFT.pdf',
);
const RUNS = 7;
/** Milliseconds in which the first room comes to rest, so that the second is measured by itself. */
const SETTLING = 1000;
const viewport = { width: 1366, height: 768 };

const SHAPES: Readonly<Record<Setting['size'], RoundSize>> = {
  small: { organisations: 60, standards: 24, assessors: 15, perSubmission: 3, files: 10 },
  stress: { organisations: 1000, standards: 30, assessors: 60, perSubmission: 3, files: 30 },
};

/** What a person waits for in the window, in a real browser: the first room, and the first page of evidence. */
export const windowing: Measure = {
  name: 'window',
  async run(setting) {
    setting.say('building the window');
    await bringUpToDate(project, 'renderer');
    setting.say('making the round');
    const { submission, size } = await makeDesks(setting);
    const browser = await launchBrowser();
    try {
      setting.say('the first room');
      const room = await firstRoom(setting, browser);
      setting.say('the first page of evidence');
      const evidence = await firstPage(setting, browser, submission);
      return [
        { ...room, measured: { ...size, ...room.measured } },
        { ...evidence, measured: { ...size, ...evidence.measured } },
      ];
    } finally {
      await browser.close();
    }
  },
};

/** An administrator's desk with every sheet in, and an assessor's of the same round. */
async function makeDesks({
  folder,
  size,
}: Setting): Promise<{ readonly submission: SubmissionId; readonly size: Record<string, number> }> {
  const made = makeRound(SHAPES[size]);
  const bytes = await readFile(policy);
  const open = (name: string) => openDesk({ dataFolder: join(folder, name), resources: findResources() });
  const admin = await open('administrator');
  await layRound(admin, made, () => bytes);
  const assessor = made.people.find(({ roles }) => roles.includes('assessor'))?.id;
  const submission = made.submissions.find(({ assessors }) =>
    assessors.some((each) => each === assessor),
  )?.submission;
  if (assessor === undefined || submission === undefined) throw new Error('The round is empty.');
  const desk = await open('assessor');
  await carry(admin, desk, { purpose: 'round', to: assessor satisfies PersonId });
  await desk.close();
  admin.context.ledger.merge(signSheets(admin, made));
  const { counts } = await ask(admin, 'round.show', {});
  await admin.close();
  return {
    submission,
    size: {
      organisations: counts.organisations,
      standards: made.size.standards,
      sheets: counts.sheetsSubmitted,
      files: made.size.files * counts.organisations,
    },
  };
}

const startOn = (folder: string) =>
  startBrowserShell({
    dataFolder: folder,
    rendererFolder,
    openWindow: false,
    patience: { usual: 600_000, afterExit: 600_000 },
  });

/** From starting the shell, its desk in its own thread, to a room with its figures; the browser runs already. */
async function firstRoom({ folder }: Setting, browser: Browser): Promise<Row> {
  const [whole, serving]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ viewport, locale: 'en-GB' });
    const page = await context.newPage();
    const [took, { shell, served }] = await timed(async () => {
      const began = performance.now();
      const shell = await startOn(join(folder, 'administrator'));
      const served = performance.now() - began;
      await page.goto(shell.address);
      await page.locator('main h1').first().waitFor();
      await page
        .getByText('What comes next')
        .or(page.locator('main table, main dl, main ul'))
        .first()
        .waitFor();
      return { shell, served };
    });
    whole.push(took);
    serving.push(served);
    await context.close();
    await shell.close();
  }
  const measured = median(whole);
  return {
    name: 'start to first room',
    promise: 'under 1,500 ms with a stress round',
    measured: {
      runs: RUNS,
      median: round(measured),
      worst: round(Math.max(...whole)),
      untilServing: round(median(serving)),
    },
    kept: measured < 1500,
  };
}

/** From following the link to a submission to its first page with its text, beside pdf.js alone on the same file. */
async function firstPage({ folder }: Setting, browser: Browser, submission: SubmissionId): Promise<Row> {
  const shell = await startOn(join(folder, 'assessor'));
  const bare = await serveBare();
  try {
    const [ours, alone]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.newContext({ viewport, locale: 'en-GB' });
      const page = await context.newPage();
      await page.goto(shell.mintAddress());
      await page.locator('main h1').first().waitFor();
      await pause(SETTLING);
      ours.push(await followTo(page, `#/assess/${submission}`));
      const other = await context.newPage();
      await other.goto(bare.address);
      const shown = other.locator('body[data-shown]');
      await shown.waitFor({ timeout: 30_000 });
      alone.push(Number(await shown.getAttribute('data-shown')));
      await context.close();
    }
    return {
      name: 'assess room to first evidence page',
      promise: 'under 500 ms, with the text layer',
      measured: {
        runs: RUNS,
        median: round(median(ours)),
        worst: round(Math.max(...ours)),
        barePdfJsMedian: round(median(alone)),
        barePdfJsWorst: round(Math.max(...alone)),
      },
      ratio: round(median(ours) / median(alone)),
      kept: median(ours) < 500,
    };
  } finally {
    await bare.close();
    await shell.close();
  }
}

/** Milliseconds by the page's own clock, until the first page's picture and the first words over it are there. */
async function followTo(page: Page, hash: string): Promise<number> {
  const took: unknown = await page.evaluate(`new Promise((done, failed) => {
    const began = performance.now();
    const look = () => {
      const page = document.querySelector('[data-page="1"]') ?? document.querySelector('[data-page]');
      if (page?.querySelector('canvas') && page.querySelector('span')?.textContent) done(performance.now() - began);
      else if (performance.now() - began > 30000) failed(new Error('No page of evidence came in half a minute.'));
      else requestAnimationFrame(look);
    };
    location.hash = ${JSON.stringify(hash)};
    look();
  })`);
  if (typeof took !== 'number') throw new Error('The page did not say how long it took.');
  return took;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
};

/** A page with pdf.js and nothing else, on loopback. */
async function serveBare() {
  const pdfjs = join(project, 'node_modules/pdfjs-dist');
  const fileOf = (path: string): string => {
    if (path === '/file.pdf') return policy;
    if (path.startsWith('/pdfjs/')) return join(pdfjs, path.slice('/pdfjs/'.length));
    return join(import.meta.dirname, 'bare', path === '/' ? 'index.html' : path.slice(1));
  };
  const server = createServer((message, response) => {
    const file = fileOf(new URL(message.url ?? '/', 'http://localhost').pathname);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    readFile(file).then(
      (bytes) =>
        response
          .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
          .end(bytes),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bare page has no port.');
  return {
    address: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
