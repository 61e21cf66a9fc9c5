import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import { wordyPdf } from '../support/evidence-files.ts';
import {
  type EvidenceRoom,
  openEvidenceRoom,
  type PdfReading,
  readPdfs,
  sizeOf,
} from '../support/evidence-room.ts';
import { expectNoBarrier, picture } from '../support/looks.ts';
import type { ShellPage } from '../support/shell.ts';

const found = await findBrowser();
const wide = { viewport: { width: 1920, height: 1000 } };

let room: EvidenceRoom;
let opened: ShellPage;
let page: Page;
let reader: PdfReading;

describe.skipIf('missing' in found)('reading in the evidence room', () => {
  beforeAll(async () => {
    room = await openEvidenceRoom([
      { name: 'Policy.pdf', bytes: await wordyPdf(6) },
      { name: 'Long.pdf', bytes: await wordyPdf(120) },
    ]);
    await ask(room.shell.desk, 'evidence.readAll', {});
  });
  beforeEach(async (context) => {
    opened = await room.openPage(context.task.name.startsWith('two ') ? wide : {});
    page = opened.page;
    reader = readPdfs(room, page);
    return async () => {
      opened.watch.expectQuiet();
      await opened.context.close();
    };
  });
  afterAll(async () => room?.shell.close());

  test('two pages of one file are read side by side, each kept at its own place', async () => {
    await reader.open('Policy.pdf', 6);
    await page.getByRole('button', { name: 'Side by side' }).click();
    const second = page.getByRole('region', { name: 'Second file' });
    await second.getByRole('button', { name: 'Another file' }).click();
    await page.getByRole('menuitem', { name: /^E1 / }).click();
    await reader.goTo(5, 6, second);
    await reader.goTo(2, 6);
    expect(await reader.pageBox(6, second).inputValue()).toBe('5');
    await second.locator('[data-page="5"] canvas').waitFor();
    await reader.shown.locator('[data-page="2"] canvas').waitFor();
    await picture(page, 'evidence-two-pages');
    const places = async () => {
      const sheet = await ask(room.shell.desk, 'sheets.open', { submission: room.submission });
      const [file] = sheet.evidence;
      return sheet.places
        .filter(({ evidence }) => evidence === file?.sha256)
        .map(({ beside, page: at }) => `${beside ? 'second' : 'first'} ${at}`);
    };
    await expect.poll(places).toEqual(expect.arrayContaining(['first 2', 'second 5']));
  });

  test('a page fits the width or the window, is shown at its own size, and turned, by the keys that are listed', async () => {
    await reader.open('Policy.pdf', 6);
    await reader.goTo(1, 6);
    await reader.pane.focus();
    const sheet = reader.shown.locator('[data-page="1"]');
    const inside = () =>
      reader.pane.evaluate(({ clientWidth, clientHeight }) => ({ clientWidth, clientHeight }));
    const { clientWidth, clientHeight } = await inside();
    await page.keyboard.press('Alt+w');
    await expect.poll(async () => Math.abs((await sizeOf(sheet)).width - (clientWidth - 24))).toBeLessThan(2);
    await page.keyboard.press('Alt+p');
    await expect
      .poll(async () => Math.abs((await sizeOf(sheet)).height - (clientHeight - 24)))
      .toBeLessThan(2);
    await page.keyboard.press('Alt+a');
    // A4 is 595.28 by 841.89 points, of which 72 are an inch; of CSS pixels it takes 96.
    await expect
      .poll(async () => Math.round((await sizeOf(sheet)).width))
      .toBe(Math.round((595.28 * 96) / 72));
    expect(await reader.shown.getByLabel('Zoom', { exact: true }).inputValue()).toBe('1');
    await page.keyboard.press('Alt+t');
    await expect
      .poll(async () => Math.round((await sizeOf(sheet)).width))
      .toBe(Math.round((841.89 * 96) / 72));
    for (const _ of [2, 3, 4]) await page.keyboard.press('Alt+t');
    await expect.poll(async () => Math.round((await sizeOf(sheet)).height)).toBe(1123);
    await page.keyboard.press('Alt+PageDown');
    await expect.poll(() => reader.pageBox(6).inputValue()).toBe('2');
    await page.keyboard.press('Alt+PageUp');
    await expect.poll(() => reader.pageBox(6).inputValue()).toBe('1');
    await page.keyboard.press('Alt+g');
    await page.getByRole('navigation', { name: 'Pages', exact: true }).waitFor();

    await page.keyboard.press('Control+/');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const keys = await list.locator('dt').allTextContents();
    for (const wanted of ['W', 'P', 'A', 'T', 'G', 'C', 'B', 'X', 'S', 'PageDown', 'PageUp'])
      expect(keys).toContain(`Alt ${wanted}`);
    expect(keys).toContain('Ctrl Enter');
    expect(keys.filter((each) => !/^(?:Ctrl|Alt)\b/.test(each))).toEqual([]);
  });

  test('the tools of a PDF stand in one row, cautions among them, and are called by their words', async () => {
    await reader.open('Policy.pdf', 6);
    const tools = reader.shown.getByRole('toolbar');
    await tools.getByRole('button', { name: '1 caution', exact: true }).waitFor();
    expect((await sizeOf(tools)).height).toBeLessThan(48);
    for (const name of ['Find', 'Pages', 'Contents', 'Text view', 'Box', /^Cite page \d$/])
      expect(await tools.getByRole('button', { name, exact: true }).count()).toBe(1);
    await tools.getByRole('button', { name: '1 caution' }).click();
    await page.getByRole('dialog', { name: 'Cautions' }).getByText('lead@example.org').waitFor();
    await picture(page, 'evidence-tools');
    await expectNoBarrier(page);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1920, height: 1000 });
    await expect
      .poll(async () => (await tools.getByText('Contents').boundingBox())?.width)
      .toBeGreaterThan(40);
    expect((await sizeOf(tools)).height).toBeLessThan(48);
  });

  test('of a long file only what is in sight and next to it is drawn; what was left is freed', async () => {
    await reader.open('Long.pdf', 120);
    const drawn = () =>
      reader.shown
        .locator('[data-page] canvas')
        .evaluateAll((all) => all.map((one) => one.closest('[data-page]')?.getAttribute('data-page')));
    for (const number of [40, 80, 120, 3]) {
      await reader.goTo(number, 120);
      await reader.shown.locator(`[data-page="${number}"] canvas`).waitFor();
      const pages = (await drawn()).map(Number);
      expect(pages.length).toBeLessThan(7);
      expect(pages.every((each) => Math.abs(each - number) < 4)).toBe(true);
    }
    await page.keyboard.press('Alt+g');
    const small = page.getByRole('navigation', { name: 'Pages', exact: true }).locator('canvas');
    await small.first().waitFor();
    expect(await small.count()).toBeLessThan(20);
    await page.keyboard.press('Alt+g');
    await expect.poll(() => small.count()).toBe(0);
  });

  test('words are found with their count, gone to one by one, and with accents or without', async () => {
    await reader.open('Policy.pdf', 6);
    await page.keyboard.press('Alt+s');
    const field = page.getByLabel('Find in this file');
    const count = reader.shown.locator('output');
    await field.fill('preceptor');
    await expect.poll(() => count.textContent()).toBe('1 of 12');
    for (const step of [2, 3]) {
      await page.keyboard.press('Enter');
      await expect.poll(() => count.textContent()).toBe(`${step} of 12`);
    }
    await expect.poll(() => reader.pageBox(6).inputValue()).toBe('2');
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => count.textContent()).toBe('2 of 12');
    await field.fill('RESUME');
    await expect.poll(() => count.textContent()).toBe('1 of 1');
    await expect.poll(() => reader.pageBox(6).inputValue()).toBe('6');
    await reader.shown.locator('[data-page="6"] [class*="hitNow"]').waitFor();
    await field.fill('nowhere in it');
    await expect.poll(() => count.textContent()).toBe('Not found');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
  });
});
