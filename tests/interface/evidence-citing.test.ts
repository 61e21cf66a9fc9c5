import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import { linkedPdf, wordyPdf } from '../support/evidence-files.ts';
import { type EvidenceRoom, openEvidenceRoom, type PdfReading, readPdfs } from '../support/evidence-room.ts';
import type { ShellPage } from '../support/shell.ts';

const found = await findBrowser();

let room: EvidenceRoom;
let opened: ShellPage;
let page: Page;
let reader: PdfReading;

describe.skipIf('missing' in found)('citing in the evidence room', () => {
  beforeAll(async () => {
    room = await openEvidenceRoom([
      { name: 'Policy.pdf', bytes: await wordyPdf(6) },
      { name: 'Links.pdf', bytes: linkedPdf() },
    ]);
    await ask(room.shell.desk, 'evidence.readAll', {});
  });
  beforeEach(async () => {
    opened = await room.openPage();
    page = opened.page;
    reader = readPdfs(room, page);
    return async () => {
      opened.watch.expectQuiet();
      await opened.context.close();
    };
  });
  afterAll(async () => room?.shell.close());

  test('a paragraph of the text view is cited by keyboard alone', async () => {
    await reader.open('Policy.pdf', 6);
    await reader.goTo(1, 6);
    const before = (await room.citations()).length;
    await reader.pane.focus();
    await page.keyboard.press('Alt+x');
    const text = reader.shown.getByRole('region', { name: 'Text of the file' });
    await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await room.citations()).length).toBe(before + 1);
    expect((await room.citations()).at(-1)).toMatchObject({
      page: 1,
      quote: 'Every preceptor has protected time. A preceptor keeps a record of it.',
    });
    await text.locator('[data-meaning="supports"]').first().waitFor();
    await page.keyboard.press('Alt+PageDown');
    await text.getByRole('heading', { name: 'Page 2' }).waitFor();
  });

  test('a quote stays on its words through zoom, turning, closing the file and closing the window', async () => {
    await reader.open('Policy.pdf', 6);
    await reader.goTo(4, 6);
    const sheet = reader.shown.locator('[data-page="4"]');
    const words = sheet.getByText(/^What part 4 says/);
    await words.waitFor();
    const before = (await room.citations()).length;
    await words.click({ clickCount: 3 });
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await room.citations()).length).toBe(before + 1);
    expect((await room.citations()).at(-1)).toMatchObject({
      page: 4,
      quote: 'What part 4 says is agreed each year.',
    });
    /** How far the mark's middle lies from that of its words, in CSS pixels. */
    const apart = (within: Page) =>
      within.evaluate<number>(`(() => {
        const page = document.querySelector('[data-page="4"]');
        const mark = page?.querySelector('[data-meaning="supports"]')?.getBoundingClientRect();
        const words = [...(page?.querySelectorAll('span') ?? [])]
          .find((span) => span.textContent.startsWith('What part 4 says'))?.getBoundingClientRect();
        if (mark === undefined || words === undefined || mark.width === 0) return 9999;
        return Math.hypot(
          mark.left + mark.width / 2 - words.left - words.width / 2,
          mark.top + mark.height / 2 - words.top - words.height / 2,
        );
      })()`);
    await expect.poll(() => apart(page)).toBeLessThan(6);
    await reader.pane.focus();
    for (const key of ['Alt+a', 'Alt+t', 'Alt+t', 'Alt+t', 'Alt+t', 'Alt+p', 'Alt+w']) {
      await page.keyboard.press(key);
      await expect.poll(() => apart(page), { message: key }).toBeLessThan(6);
    }
    await room.open(page, 'Links.pdf');
    await reader.pageBox(3).waitFor();
    await page
      .getByRole('button', { name: /What part 4 says/ })
      .first()
      .click();
    await expect.poll(() => reader.pageBox(6).inputValue()).toBe('4');
    await expect.poll(() => apart(page)).toBeLessThan(6);

    const again = await room.openPage();
    await again.page
      .getByRole('button', { name: /What part 4 says/ })
      .first()
      .click();
    await expect.poll(() => apart(again.page)).toBeLessThan(6);
    again.watch.expectQuiet();
    await again.context.close();
  });
});
