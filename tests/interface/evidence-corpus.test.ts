import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../support/chromium.ts';
import { type EvidenceRoom, openEvidenceRoom } from '../support/evidence-room.ts';
import { expectNoBarrier, picture } from '../support/looks.ts';
import type { ShellPage } from '../support/shell.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus/pdf');
const found = await findBrowser();
const missing = 'missing' in found ? 'no browser' : existsSync(corpus) ? undefined : 'no corpus';

/** In the order of their references, E1 first. */
const files = [
  'labelled_pages.pdf',
  'attachment.pdf',
  'rotation.pdf',
  'ArabicCIDTrueType.pdf',
  'form_two_pages.pdf',
  'annotation-highlight.pdf',
  'jbig2_symbol_offset.pdf',
  'testPDF_childAttachments.pdf',
  'tracemonkey_a11y.pdf',
] as const;

let room: EvidenceRoom;
let opened: ShellPage;
let page: Page;

async function open(name: (typeof files)[number]): Promise<void> {
  await room.open(page, name);
  // Until then the page in sight is the last file's.
  await page.locator('[data-page] canvas').first().waitFor();
}

/** How much of the first page is not white, 0 to 1. */
function inkOfFirstPage(): Promise<number> {
  return page.evaluate<number>(`(() => {
    const canvas = document.querySelector('[data-page] canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 500) dark += 1;
    return dark / (data.length / 4);
  })()`);
}

describe.skipIf(missing !== undefined)(
  `PDFs of the corpus${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    beforeAll(async () => {
      room = await openEvidenceRoom(files.map((name) => ({ name, bytes: readFileSync(join(corpus, name)) })));
      opened = await room.openPage();
      page = opened.page;
    });
    afterAll(async () => {
      opened?.watch.expectQuiet();
      await room?.shell.close();
    });

    test('a page is called what it calls itself', async () => {
      await open('labelled_pages.pdf');
      await page.getByText(/^of \d+, named /).waitFor();
    });

    test('bookmarks lead to their pages, and the keys open them', async () => {
      await open('testPDF_childAttachments.pdf');
      await page.getByRole('region', { name: 'Pages of the file' }).focus();
      await page.keyboard.press('Alt+c');
      const contents = page.getByRole('navigation', { name: 'Contents of the file' });
      const marks = contents.getByRole('button');
      await marks.nth(3).waitFor();
      await marks.last().click();
      const box = page.getByRole('textbox', { name: /^Page, of / });
      await expect.poll(async () => Number(await box.inputValue())).toBeGreaterThan(1);
      await picture(page, 'corpus-bookmarks');
      await page.keyboard.press('Alt+c');
      await contents.waitFor({ state: 'detached' });
    });

    test('what is attached is listed', async () => {
      await open('attachment.pdf');
      await page.getByRole('button', { name: 'Contents', exact: true }).click();
      await page.getByRole('heading', { name: /^\d+ attachments?$/ }).waitFor();
      await page.getByRole('button', { name: 'Contents', exact: true }).click();
    });

    test('Arabic is drawn, and read from right to left', async () => {
      await open('ArabicCIDTrueType.pdf');
      expect(await inkOfFirstPage()).toBeGreaterThan(0.0005);
      await page.getByRole('button', { name: 'Text view' }).click();
      await page
        .getByText(/[\u0600-\u06FF\uFB50-\uFEFF]/)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Text view' }).click();
    });

    test.for(['form_two_pages.pdf', 'annotation-highlight.pdf', 'rotation.pdf'] as const)(
      '%s is drawn, and nobody is kept from it',
      async (name) => {
        await open(name);
        await expect.poll(inkOfFirstPage).toBeGreaterThan(0.0005);
        await expectNoBarrier(page);
      },
    );

    test('a scan says that it has no text', async () => {
      await open('jbig2_symbol_offset.pdf');
      await page.keyboard.press('Alt+s');
      await page.getByLabel('Find in this file').fill('anything');
      await page.getByText('No text to search: this is a scan').waitFor();
      await page.getByRole('button', { name: 'Close find' }).click();
    });

    test('a drawn box is cited on a page that is turned, and stays on the same words however it is shown', async () => {
      await open('tracemonkey_a11y.pdf');
      await page.getByRole('region', { name: 'Pages of the file' }).focus();
      await page.keyboard.press('Alt+p');
      await page.keyboard.press('Alt+t');
      const sheet = page.locator('[data-page="1"]');
      await expect
        .poll(
          async () => ((await sheet.boundingBox())?.width ?? 0) > ((await sheet.boundingBox())?.height ?? 0),
        )
        .toBe(true);
      await page.keyboard.press('Alt+b');
      await sheet.locator('[class*="drawer"]').waitFor();
      const at = await sheet.boundingBox();
      if (at === null) throw new Error('The page is not in sight.');
      await page.mouse.move(at.x + 0.5 * at.width, at.y + 0.2 * at.height);
      await page.mouse.down();
      await page.mouse.move(at.x + 0.75 * at.width, at.y + 0.4 * at.height, { steps: 5 });
      await page.mouse.up();
      await expect.poll(async () => (await room.citations()).length).toBe(1);
      const [box] = (await room.citations())[0]?.boxes ?? [];
      // Turned clockwise by a quarter, across is up the page as it lies by itself.
      expect(box?.x).toBeCloseTo(0.2, 1);
      expect(box?.y).toBeCloseTo(0.25, 1);
      expect(box?.width).toBeCloseTo(0.2, 1);
      expect(box?.height).toBeCloseTo(0.25, 1);
      const mark = sheet.locator('[data-meaning="supports"]').first();
      const share = async () => {
        const [page_, marked] = [await sheet.boundingBox(), await mark.boundingBox()];
        return ((marked?.width ?? 0) * (marked?.height ?? 0)) / ((page_?.width ?? 1) * (page_?.height ?? 1));
      };
      await expect.poll(share).toBeCloseTo(0.05, 2);
      for (const key of ['Alt+t', 'Alt+t', 'Alt+t', 'Alt+w', 'Alt+a']) {
        await page.keyboard.press(key);
        await expect.poll(share).toBeCloseTo(0.05, 2);
      }
      await picture(page, 'corpus-box');
      await open('labelled_pages.pdf');
      await page.getByRole('button', { name: /^A part of the page/ }).click();
      await mark.waitFor();
    });
  },
);
