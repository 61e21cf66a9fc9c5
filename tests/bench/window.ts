import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import { type BrowserShell, startBrowserShell } from '../../electron/browser.ts';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { bringUpToDate } from '../../electron/outputs.ts';
import type { PersonId, SubmissionId } from '../../shared/domain/ids.ts';
import { launchBrowser } from '../support/chromium.ts';
import { type BareViewer, serveBareViewer } from './bare-viewer.ts';
import { longPdf } from './long-pdf.ts';
import { type Measure, median, type Row, round, type Setting, timed } from './measure.ts';
import { layRound, makeRound, type RoundSize } from './round.ts';
import { signSheets } from './sheets.ts';

const project = resolve(import.meta.dirname, '../..');
const rendererFolder = join(project, 'out/renderer');
const policy = join(
  project,
  'resources/sample-round/files/lanternfield/evidence/E1_Preceptorship_Policy_v2_DRAFT.pdf',
);
const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/pdf');
const PAGES = 300;
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
    const files = await filesToOpen(setting);
    const { opening, size } = await makeDesks(setting, files);
    const browser = await launchBrowser();
    try {
      setting.say('the first room');
      const room = await firstRoom(setting, browser);
      const pages = await firstPages(setting, browser, opening);
      return [room, ...pages].map((row) => ({ ...row, measured: { ...size, ...row.measured } }));
    } finally {
      await browser.close();
    }
  },
};

/** A PDF whose first page is waited for. */
interface FirstFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The first file of a submission, to which its every answer points. */
interface Opening {
  readonly file: FirstFile;
  readonly submission: SubmissionId;
}

async function filesToOpen({ say }: Setting): Promise<readonly FirstFile[]> {
  const read = globSync('*.pdf', { cwd: CORPUS }).map((name) => readFileSync(join(CORPUS, name)));
  const [largest] = read.toSorted((one, other) => other.length - one.length);
  if (largest === undefined) say(`the largest file of the corpus: left out, there is none at ${CORPUS}`);
  return [
    { name: 'a policy', bytes: readFileSync(policy) },
    ...(largest === undefined ? [] : [{ name: 'the largest PDF of the corpus', bytes: largest }]),
    { name: `a generated PDF of ${PAGES} pages`, bytes: await longPdf(PAGES) },
  ];
}

/** An administrator's desk with every sheet in, and an assessor's of the same round. */
async function makeDesks(
  { folder, size }: Setting,
  files: readonly FirstFile[],
): Promise<{
  readonly opening: readonly Opening[];
  readonly size: Record<string, number>;
}> {
  const made = makeRound(SHAPES[size]);
  const open = (name: string) => openDesk({ dataFolder: join(folder, name), resources: findResources() });
  const assessor = made.people.find(({ roles }) => roles.includes('assessor'))?.id;
  const theirs = made.submissions.filter(({ assessors }) => assessors.some((each) => each === assessor));
  const opening = files.map((file, at) => {
    const found = theirs[at];
    if (found === undefined) throw new Error('The assessor has too few submissions.');
    return { file, ...found };
  });
  const [usual] = files;
  if (assessor === undefined || usual === undefined) throw new Error('The round is empty.');
  const admin = await open('administrator');
  await layRound(admin, made, (organisation) => {
    const own = opening.find((one) => one.organisation === organisation);
    return (own?.file ?? usual).bytes;
  });
  const desk = await open('assessor');
  await carry(admin, desk, { purpose: 'round', to: assessor satisfies PersonId });
  await desk.close();
  admin.context.ledger.merge(signSheets(admin, made));
  const { counts } = await ask(admin, 'round.show', {});
  await admin.close();
  return {
    opening,
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

async function firstPages(
  { folder, say }: Setting,
  browser: Browser,
  opening: readonly Opening[],
): Promise<readonly Row[]> {
  const shell = await startOn(join(folder, 'assessor'));
  const bare = await serveBareViewer(new Map(opening.map(({ file }) => [file.name, file.bytes])));
  try {
    const rows: Row[] = [];
    for (const each of opening) {
      say(`the first page of ${each.file.name}`);
      rows.push(await firstPage({ browser, shell, bare }, each));
    }
    return rows;
  } finally {
    await bare.close();
    await shell.close();
  }
}

interface Viewers {
  readonly browser: Browser;
  readonly shell: BrowserShell;
  readonly bare: BareViewer;
}

/** From following the link to a submission to its first page with its text, beside pdf.js alone on the same file. */
async function firstPage(
  { browser, shell, bare }: Viewers,
  { file: { name, bytes }, submission }: Opening,
): Promise<Row> {
  const [ours, alone]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ viewport, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(shell.mintAddress());
    await page.locator('main h1').first().waitFor();
    await pause(SETTLING);
    ours.push(await followTo(page, `#/assess/${submission}`));
    const other = await context.newPage();
    await other.goto(bare.addressOf(name));
    const shown = other.locator('body[data-shown]');
    await shown.waitFor({ timeout: 30_000 });
    alone.push(Number(await shown.getAttribute('data-shown')));
    await context.close();
  }
  return {
    name: `assess room to the first page of ${name}`,
    promise: 'under 500 ms, with the text layer',
    measured: {
      fileKB: Math.round(bytes.length / 1024),
      runs: RUNS,
      median: round(median(ours)),
      worst: round(Math.max(...ours)),
      barePdfJsMedian: round(median(alone)),
      barePdfJsWorst: round(Math.max(...alone)),
    },
    ratio: round(median(ours) / median(alone)),
    kept: median(ours) < 500,
  };
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
