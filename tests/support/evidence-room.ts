import type { BrowserContextOptions, Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import { assign } from '../../electron/core/people/service.ts';
import type { SubmissionId } from '../../shared/domain/ids.ts';
import type { Citation } from '../../shared/domain/score.ts';
import { layRound, makeRound } from '../bench/round.ts';
import { goToPath } from './looks.ts';
import { type RunningShell, type ShellPage, startShell } from './shell.ts';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One submission, to be scored at this desk, with these files as E1, E2 and so on. Every answer points to E1. */
export interface EvidenceRoom {
  readonly shell: RunningShell;
  readonly submission: SubmissionId;
  openPage(options?: BrowserContextOptions): Promise<ShellPage>;
  /** Opens a file by the menu of all files, and waits until it is the one that is named. */
  open(page: Page, name: string): Promise<void>;
  /** Of the whole sheet, as the desk has them. */
  citations(): Promise<readonly Citation[]>;
}

export async function openEvidenceRoom(files: readonly NamedFile[]): Promise<EvidenceRoom> {
  const round = makeRound(
    { organisations: 1, standards: 5, assessors: 1, perSubmission: 1, files: files.length },
    { admin: ['assessor'] },
  );
  const submission = round.submissions[0]?.submission;
  if (submission === undefined) throw new Error('The round is empty.');
  const shell = await startShell(undefined, async (dataFolder) => {
    const desk = await openDesk({ dataFolder, resources: findResources() });
    await layRound(desk, round, (_, file) => {
      const made = files[file - 1];
      if (made === undefined) throw new Error(`There is no file ${file}.`);
      return made;
    });
    assign(desk.context, round.id, [{ submission, person: round.administrator.id }]);
    await desk.close();
  });
  return {
    shell,
    submission,
    async openPage(options = {}) {
      const opened = await shell.openPage(options);
      opened.page.setDefaultTimeout(15_000);
      await goToPath(opened.page, `/assess/${submission}`);
      return opened;
    },
    async open(page, name) {
      const ref = `E${files.findIndex((file) => file.name === name) + 1}`;
      await page.getByRole('button', { name: /^All \d+$/ }).click();
      await page.getByRole('menuitem', { name: new RegExp(`^${ref} `) }).click();
      await page
        .getByRole('button', { name: new RegExp(`^${ref} `), pressed: true })
        .first()
        .waitFor();
    },
    async citations() {
      const sheet = await ask(shell.desk, 'sheets.open', { submission });
      return sheet.scores.flatMap((score) => score.citations);
    },
  };
}

/** The open file of a room's page, where it is a PDF. */
export interface PdfReading {
  readonly shown: Locator;
  /** What its pages are scrolled in. */
  readonly pane: Locator;
  pageBox(pages: number, within?: Locator): Locator;
  /** Opens a PDF of so many pages and waits for one of them: until then the page in sight is the last file's. */
  open(name: string, pages: number): Promise<void>;
  /** A file opens where it was left, which in a test is where the one before left it. */
  goTo(number: number, pages: number, within?: Locator): Promise<void>;
}

export function readPdfs(room: EvidenceRoom, page: Page): PdfReading {
  const shown = page.getByRole('region', { name: 'Open file' });
  const pageBox = (pages: number, within = shown) =>
    within.getByRole('textbox', { name: `Page, of ${pages}` });
  return {
    shown,
    pane: shown.getByRole('region', { name: 'Pages of the file' }),
    pageBox,
    async open(name, pages) {
      await room.open(page, name);
      await pageBox(pages).waitFor();
      await shown.locator('[data-page] canvas').first().waitFor();
    },
    async goTo(number, pages, within = shown) {
      await pageBox(pages, within).fill(String(number));
      await pageBox(pages, within).press('Enter');
      await expect.poll(() => pageBox(pages, within).inputValue()).toBe(String(number));
    },
  };
}

export async function sizeOf(locator: Locator): Promise<{ readonly width: number; readonly height: number }> {
  return (await locator.boundingBox()) ?? { width: 0, height: 0 };
}
