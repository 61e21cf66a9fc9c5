import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import {
  japanesePdf,
  linkedPdf,
  mailWith,
  officeFile,
  pdfWithAttachment,
  wordyPdf,
} from '../support/evidence-files.ts';
import { type EvidenceRoom, openEvidenceRoom } from '../support/evidence-room.ts';
import { expectNoBarrier, picture } from '../support/looks.ts';
import type { ShellPage } from '../support/shell.ts';

const found = await findBrowser();
const wide = { viewport: { width: 1920, height: 1000 } };

let room: EvidenceRoom;
let opened: ShellPage;
let page: Page;

const shown = (): Locator => page.getByRole('region', { name: 'Open file' });
const pageBox = (pages: number, within = shown()): Locator =>
  within.getByRole('textbox', { name: `Page, of ${pages}` });
const pane = (): Locator => shown().getByRole('region', { name: 'Pages of the file' });

/** Opens a PDF and waits for its page: until then the page in sight is the last file's. */
async function openPdf(name: string, pages: number): Promise<void> {
  await room.open(page, name);
  await pageBox(pages).waitFor();
  await shown().locator('[data-page] canvas').first().waitFor();
}

/** A file opens where it was left, which here is where the test before left it. */
async function goToPage(number: number, pages: number, within = shown()): Promise<void> {
  await pageBox(pages, within).fill(String(number));
  await pageBox(pages, within).press('Enter');
  await expect.poll(() => pageBox(pages, within).inputValue()).toBe(String(number));
}

async function sizeOf(locator: Locator): Promise<{ readonly width: number; readonly height: number }> {
  return (await locator.boundingBox()) ?? { width: 0, height: 0 };
}

describe.skipIf('missing' in found)('reading in the evidence room', () => {
  beforeAll(async () => {
    room = await openEvidenceRoom([
      { name: 'Policy.pdf', bytes: await wordyPdf(6) },
      { name: 'Links.pdf', bytes: linkedPdf() },
      { name: 'Japanese.pdf', bytes: japanesePdf() },
      { name: 'Attached.pdf', bytes: await pdfWithAttachment(await wordyPdf(2)) },
      { name: 'Everything.eml', bytes: mailWith(1000) },
      officeFile('slides.pptx'),
      officeFile('text.doc'),
    ]);
    await ask(room.shell.desk, 'evidence.readAll', {});
  });
  beforeEach(async (context) => {
    opened = await room.openPage(context.task.name.startsWith('two ') ? wide : {});
    page = opened.page;
    return async () => {
      opened.watch.expectQuiet();
      await opened.context.close();
    };
  });
  afterAll(async () => room?.shell.close());

  test('a link within a PDF leads to its page; one that leads out is said and not followed; what would run is dead', async () => {
    await openPdf('Links.pdf', 3);
    const links = shown().locator('[data-page="1"] > button');
    await expect
      .poll(() => links.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))
      .toEqual(['Go to page 3', 'Leads out of the file to https://example.org/policy']);
    const address = page.url();
    const outside = shown().getByRole('button', { name: /^Leads out of the file/ });
    await outside.click();
    await shown()
      .getByText('This leads out of the file, to https://example.org/policy. Award Panel does not go there.')
      .waitFor();
    await picture(page, 'evidence-link-outside');
    await expectNoBarrier(page);
    // Where the other two are drawn, a press does nothing.
    for (const [x, y] of [
      [0.4, 0.41],
      [0.4, 0.56],
    ] as const) {
      const sheet = shown().locator('[data-page="1"]');
      const { width, height } = await sizeOf(sheet);
      await sheet.click({ position: { x: x * width, y: y * height } });
    }
    expect(page.url()).toBe(address);
    expect(opened.context.pages()).toHaveLength(1);
    await shown().getByRole('button', { name: 'Go to page 3' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => pageBox(3).inputValue()).toBe('3');
  });

  test('Japanese is drawn, found in the file, and found by a search of the submission', async () => {
    await openPdf('Japanese.pdf', 1);
    const ink = () =>
      page.evaluate<number>(`(() => {
        const canvas = document.querySelector('[data-page="1"] canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let dark = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 500) dark += 1;
        return dark / (data.length / 4);
      })()`);
    await expect.poll(ink).toBeGreaterThan(0.005);
    await page.keyboard.press('Alt+s');
    for (const words of ['日本語', '記録']) {
      await page.getByLabel('Find in this file').fill(words);
      await shown().getByText('1 of 1', { exact: true }).waitFor();
      await shown().locator('[class*="hitNow"]').waitFor();
    }
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('searchbox').fill('日本語');
    const hit = page.locator('search ol button').first();
    await hit.waitFor();
    expect(await hit.textContent()).toContain('E3');
    await picture(page, 'evidence-japanese');
  });

  test('a file that is attached to a PDF opens as evidence, is cited as itself, and leads back', async () => {
    await openPdf('Attached.pdf', 1);
    await page.keyboard.press('Alt+c');
    await shown().getByRole('button', { name: 'minutes.pdf' }).click();
    await pageBox(2).waitFor();
    await shown().locator('[data-page] canvas').first().waitFor();
    await goToPage(2, 2);
    const before = (await room.citations()).length;
    await shown().getByRole('button', { name: 'Cite page 2' }).click();
    await expect.poll(async () => (await room.citations()).length).toBe(before + 1);
    const sheet = await ask(room.shell.desk, 'sheets.open', { submission: room.submission });
    const cited = (await room.citations()).at(-1);
    expect(cited?.page).toBe(2);
    expect(sheet.evidence.map(({ sha256 }) => sha256)).not.toContain(cited?.evidence);
    expect(sheet.enclosed.find(({ sha256 }) => sha256 === cited?.evidence)?.name).toBe('minutes.pdf');
    await picture(page, 'evidence-attachment');
    await shown().getByRole('button', { name: 'Back to Attached.pdf' }).click();
    await pageBox(1).waitFor();
  });

  test('two pages of one file are read side by side, each kept at its own place', async () => {
    await openPdf('Policy.pdf', 6);
    await page.getByRole('button', { name: 'Side by side' }).click();
    const second = page.getByRole('region', { name: 'Second file' });
    await second.getByRole('button', { name: 'Another file' }).click();
    await page.getByRole('menuitem', { name: /^E1 / }).click();
    await goToPage(5, 6, second);
    await goToPage(2, 6);
    expect(await pageBox(6, second).inputValue()).toBe('5');
    await second.locator('[data-page="5"] canvas').waitFor();
    await shown().locator('[data-page="2"] canvas').waitFor();
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
    await openPdf('Policy.pdf', 6);
    await goToPage(1, 6);
    await pane().focus();
    const sheet = shown().locator('[data-page="1"]');
    const inside = () => pane().evaluate(({ clientWidth, clientHeight }) => ({ clientWidth, clientHeight }));
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
    expect(await shown().getByLabel('Zoom', { exact: true }).inputValue()).toBe('1');
    await page.keyboard.press('Alt+t');
    await expect
      .poll(async () => Math.round((await sizeOf(sheet)).width))
      .toBe(Math.round((841.89 * 96) / 72));
    for (const _ of [2, 3, 4]) await page.keyboard.press('Alt+t');
    await expect.poll(async () => Math.round((await sizeOf(sheet)).height)).toBe(1123);
    await page.keyboard.press('Alt+PageDown');
    await expect.poll(() => pageBox(6).inputValue()).toBe('2');
    await page.keyboard.press('Alt+PageUp');
    await expect.poll(() => pageBox(6).inputValue()).toBe('1');
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
    await openPdf('Policy.pdf', 6);
    const tools = shown().getByRole('toolbar');
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

  test('words are found with their count, gone to one by one, and with accents or without', async () => {
    await openPdf('Policy.pdf', 6);
    await page.keyboard.press('Alt+s');
    const field = page.getByLabel('Find in this file');
    const count = shown().locator('output');
    await field.fill('preceptor');
    await expect.poll(() => count.textContent()).toBe('1 of 12');
    for (const step of [2, 3]) {
      await page.keyboard.press('Enter');
      await expect.poll(() => count.textContent()).toBe(`${step} of 12`);
    }
    await expect.poll(() => pageBox(6).inputValue()).toBe('2');
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => count.textContent()).toBe('2 of 12');
    await field.fill('RESUME');
    await expect.poll(() => count.textContent()).toBe('1 of 1');
    await expect.poll(() => pageBox(6).inputValue()).toBe('6');
    await shown().locator('[data-page="6"] [class*="hitNow"]').waitFor();
    await field.fill('nowhere in it');
    await expect.poll(() => count.textContent()).toBe('Not found');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
  });

  test('a paragraph of the text view is cited by keyboard alone', async () => {
    await openPdf('Policy.pdf', 6);
    await goToPage(1, 6);
    const before = (await room.citations()).length;
    await pane().focus();
    await page.keyboard.press('Alt+x');
    const text = shown().getByRole('region', { name: 'Text of the file' });
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
    await openPdf('Policy.pdf', 6);
    await goToPage(4, 6);
    const sheet = shown().locator('[data-page="4"]');
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
    await pane().focus();
    for (const key of ['Alt+a', 'Alt+t', 'Alt+t', 'Alt+t', 'Alt+t', 'Alt+p', 'Alt+w']) {
      await page.keyboard.press(key);
      await expect.poll(() => apart(page), { message: key }).toBeLessThan(6);
    }
    await room.open(page, 'Links.pdf');
    await pageBox(3).waitFor();
    await page
      .getByRole('button', { name: /What part 4 says/ })
      .first()
      .click();
    await expect.poll(() => pageBox(6).inputValue()).toBe('4');
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

  test('an e-mail with a thousand attachments lists them, and the last opens', async () => {
    await room.open(page, 'Everything.eml');
    await shown().getByText('The files are attached.').waitFor();
    await shown().getByText('1000 attachments').or(shown().getByText('1,000 attachments')).click();
    const files = shown().getByRole('listitem');
    await expect.poll(() => files.count()).toBe(1000);
    await picture(page, 'evidence-thousand');
    await files.last().getByRole('button').click();
    await shown().getByText('This is number 1000.').waitFor();
    await shown().getByRole('button', { name: 'Back to Everything.eml' }).click();
    await shown().getByText('The files are attached.').waitFor();
  });

  test('what is not read here is saved, and opened in its own program where the shell can', async () => {
    await room.open(page, 'text.doc');
    const save = shown().getByRole('link', { name: 'Save a copy' });
    await save.waitFor();
    expect(await save.getAttribute('download')).toBe('text.doc');
    const open = shown().getByRole('button', { name: 'Open a copy in its own program' });
    expect(await open.count()).toBe(0);

    await page.addInitScript(likeTheWindowShell);
    await page.reload();
    await room.open(page, 'text.doc');
    await open.click();
    await expect
      .poll(() => page.evaluate('window.asked'))
      .toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), 'text.doc']);
    await page.evaluate('window.nothingOpens = true');
    await open.click();
    await shown().getByRole('alert').getByText('No program opens this.').waitFor();
    await picture(page, 'evidence-own-program');
    await expectNoBarrier(page);
  });
});

/** A bridge as the window shell gives one, over the browser shell's desk. */
const likeTheWindowShell = `
  const ask = async (body) => (await fetch('/bridge/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })).json();
  window.awardPanel = {
    shell: { kind: 'window', version: '0' },
    call: (method, input) => ask({ method, input }),
    subscribe: () => () => undefined,
    stage: async () => ({ ok: true, value: [] }),
    stopStaging: () => undefined,
    save: async () => ({ ok: true, value: { saved: false } }),
    evidenceUrl: (sha256) => '/evidence/' + sha256,
    openOutside: async (...asked) => {
      window.asked = asked;
      if (window.nothingOpens !== true) return { ok: true, value: { opened: true } };
      return { ok: false, error: { code: 'file-unreadable', sentence: 'No program opens this.', places: [] } };
    },
  };
`;
