import type { Page } from 'playwright';
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

let room: EvidenceRoom;
let opened: ShellPage;
let page: Page;
let reader: PdfReading;

describe.skipIf('missing' in found)('what lies in evidence', () => {
  beforeAll(async () => {
    room = await openEvidenceRoom([
      { name: 'Links.pdf', bytes: linkedPdf() },
      { name: 'Japanese.pdf', bytes: japanesePdf() },
      { name: 'Attached.pdf', bytes: await pdfWithAttachment(await wordyPdf(2)) },
      { name: 'Everything.eml', bytes: mailWith(1000) },
      officeFile('text.doc'),
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

  test('a link within a PDF leads to its page; one that leads out is said and not followed; what would run is dead', async () => {
    await reader.open('Links.pdf', 3);
    const links = reader.shown.locator('[data-page="1"] > button');
    await expect
      .poll(() => links.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))
      .toEqual(['Go to page 3', 'Leads out of the file to https://example.org/policy']);
    const address = page.url();
    const outside = reader.shown.getByRole('button', { name: /^Leads out of the file/ });
    await outside.click();
    await reader.shown
      .getByText('This leads out of the file, to https://example.org/policy. Award Panel does not go there.')
      .waitFor();
    await picture(page, 'evidence-link-outside');
    await expectNoBarrier(page);
    // Where the other two are drawn, a press does nothing.
    for (const [x, y] of [
      [0.4, 0.41],
      [0.4, 0.56],
    ] as const) {
      const sheet = reader.shown.locator('[data-page="1"]');
      const { width, height } = await sizeOf(sheet);
      await sheet.click({ position: { x: x * width, y: y * height } });
    }
    expect(page.url()).toBe(address);
    expect(opened.context.pages()).toHaveLength(1);
    await reader.shown.getByRole('button', { name: 'Go to page 3' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => reader.pageBox(3).inputValue()).toBe('3');
  });

  test('Japanese is drawn, found in the file, and found by a search of the submission', async () => {
    await reader.open('Japanese.pdf', 1);
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
      await reader.shown.getByText('1 of 1', { exact: true }).waitFor();
      await reader.shown.locator('[class*="hitNow"]').waitFor();
    }
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('searchbox').fill('日本語');
    const hit = page.locator('search ol button').first();
    await hit.waitFor();
    expect(await hit.textContent()).toContain('E2');
    await picture(page, 'evidence-japanese');
  });

  test('a file that is attached to a PDF opens as evidence, is cited as itself, and leads back', async () => {
    await reader.open('Attached.pdf', 1);
    await page.keyboard.press('Alt+c');
    await reader.shown.getByRole('button', { name: 'minutes.pdf' }).click();
    await reader.pageBox(2).waitFor();
    await reader.shown.locator('[data-page] canvas').first().waitFor();
    await reader.goTo(2, 2);
    const before = (await room.citations()).length;
    await reader.shown.getByRole('button', { name: 'Cite page 2' }).click();
    await expect.poll(async () => (await room.citations()).length).toBe(before + 1);
    const sheet = await ask(room.shell.desk, 'sheets.open', { submission: room.submission });
    const cited = (await room.citations()).at(-1);
    expect(cited?.page).toBe(2);
    expect(sheet.evidence.map(({ sha256 }) => sha256)).not.toContain(cited?.evidence);
    expect(sheet.enclosed.find(({ sha256 }) => sha256 === cited?.evidence)?.name).toBe('minutes.pdf');
    await picture(page, 'evidence-attachment');
    await reader.shown.getByRole('button', { name: 'Back to Attached.pdf' }).click();
    await reader.pageBox(1).waitFor();
  });

  test('an e-mail with a thousand attachments lists them, and the last opens', async () => {
    await room.open(page, 'Everything.eml');
    await reader.shown.getByText('The files are attached.').waitFor();
    await reader.shown.getByText('1000 attachments').or(reader.shown.getByText('1,000 attachments')).click();
    const files = reader.shown.getByRole('listitem');
    await expect.poll(() => files.count()).toBe(1000);
    await picture(page, 'evidence-thousand');
    await files.last().getByRole('button').click();
    await reader.shown.getByText('This is number 1000.').waitFor();
    await reader.shown.getByRole('button', { name: 'Back to Everything.eml' }).click();
    await reader.shown.getByText('The files are attached.').waitFor();
  });

  test('what is not read here is saved, and opened in its own program where the shell can', async () => {
    await room.open(page, 'text.doc');
    const save = reader.shown.getByRole('link', { name: 'Save a copy' });
    await save.waitFor();
    expect(await save.getAttribute('download')).toBe('text.doc');
    const open = reader.shown.getByRole('button', { name: 'Open a copy in its own program' });
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
    await reader.shown.getByRole('alert').getByText('No program opens this.').waitFor();
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
