import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../support/chromium.ts';
import { mailWith, officeFile, sampleFile, wordyPdf, zipOf } from '../support/evidence-files.ts';
import { type EvidenceRoom, openEvidenceRoom } from '../support/evidence-room.ts';
import { expectFits, expectNoBarrier, picture } from '../support/looks.ts';

const found = await findBrowser();
let room: EvidenceRoom;

/** How much of a small page is not white, 0 to 1, of the file by that reference. */
function inkOf(page: Page, ref: string): Promise<number> {
  return page.evaluate<number>(`(() => {
    const item = [...document.querySelectorAll('[role="menuitem"]')].find((one) => one.innerText.startsWith('${ref} '));
    const canvas = item.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let marked = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 740) marked += 1;
    return marked / (data.length / 4);
  })()`);
}

const stateOf = (page: Page, ref: string) =>
  page
    .getByRole('menuitem', { name: new RegExp(`^${ref} `) })
    .locator('[data-first-page]')
    .getAttribute('data-first-page');

describe.skipIf('missing' in found)('the first page of each file, small, in the list of files', () => {
  const files = [
    sampleFile('lanternfield/evidence/E1_Preceptorship_Policy_v2_DRAFT.pdf', 'Policy.pdf'),
    officeFile('text.docx'),
    officeFile('sheets.xlsx'),
    officeFile('slides.pptx'),
    { name: 'Rota.eml', bytes: mailWith(2) },
    { name: 'Notes.txt', bytes: Buffer.from('Notes of the meeting\nEverybody was there.\n') },
    { name: 'Sites.csv', bytes: Buffer.from('Site,Hours\nNorth,4\nSouth,6\n') },
  ];
  const drawn = files.length + 2;

  beforeAll(async () => {
    const poster = sampleFile('thornmere/evidence/E9 Celebration poster.png', 'Poster.png');
    room = await openEvidenceRoom([
      ...files,
      poster,
      { name: 'Minutes.zip', bytes: await zipOf({ 'march.txt': 'x', 'april.txt': 'y' }) },
      officeFile('text.doc'),
      { name: 'Damaged.pdf', bytes: Buffer.from('%PDF-1.7\nnoise') },
      { name: 'Film.mp4', bytes: Buffer.from('\0\0\0\u0018ftypmp42', 'latin1') },
      ...(await Promise.all(
        Array.from({ length: 30 }, async (_, at) => ({
          name: `Record ${at + 1}.pdf`,
          bytes: await wordyPdf(at + 1),
        })),
      )),
    ]);
  });
  afterAll(async () => room?.shell.close());

  test('is drawn for every kind that has one; of the others kind and size are said', async () => {
    const { page, watch, context } = await room.openPage();
    await page.getByRole('button', { name: /^All \d+$/ }).click();
    for (let at = 1; at <= drawn; at++) {
      const item = page.getByRole('menuitem', { name: new RegExp(`^E${at} `) });
      await item.scrollIntoViewIfNeeded();
      await expect.poll(() => stateOf(page, `E${at}`), { message: `E${at}` }).toBe('drawn');
      expect(await inkOf(page, `E${at}`), `E${at}`).toBeGreaterThan(0.005);
    }
    for (const [ref, words] of [
      [`E${drawn + 1}`, /^Older Office file or saved e-mail, \d/],
      [`E${drawn + 2}`, /^PDF, \d/],
      [`E${drawn + 3}`, /^Video or sound, \d/],
    ] as const) {
      const item = page.getByRole('menuitem', { name: new RegExp(`^${ref} `) });
      await item.scrollIntoViewIfNeeded();
      await item.locator('[data-first-page="none"]').getByText(words).waitFor();
    }
    await page.getByRole('menuitem', { name: /^E1 / }).scrollIntoViewIfNeeded();
    await picture(page, 'evidence-first-pages');
    await expectNoBarrier(page);
    watch.expectQuiet();
    await context.close();
  });

  test('is drawn only where it is in sight, and shown again at once from what is kept', async () => {
    const { page, watch, context } = await room.openPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/evidence/')) asked.push(request.url());
    });
    await page.locator('[data-page] canvas').first().waitFor();
    const all = page.getByRole('button', { name: /^All \d+$/ });
    await all.click();
    await expect.poll(() => stateOf(page, 'E3')).toBe('drawn');
    expect(await stateOf(page, `E${drawn + 25}`)).toBe('waiting');
    const before = asked.length;
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await all.click();
    await expect.poll(() => stateOf(page, 'E3')).toBe('drawn');
    expect(await inkOf(page, 'E1')).toBeGreaterThan(0.005);
    expect(asked.length).toBe(before);
    watch.expectQuiet();
    await context.close();
  });

  test.for([
    [683, 768, false],
    [320, 640, true],
  ] as const)('fits at %i pixels', async ([width, height, dark]) => {
    const { page, context } = await room.openPage({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
    });
    await page.getByRole('tab', { name: 'Evidence' }).click();
    await page.getByRole('heading', { level: 1, name: /^Evidence for 1\.1/ }).waitFor();
    await expectNoBarrier(page);
    await page.getByRole('button', { name: /^All \d+$/ }).click();
    await expect.poll(() => stateOf(page, 'E2')).toBe('drawn');
    await picture(page, `evidence-first-pages-${width}`);
    await expectFits(page);
    await context.close();
  });
});
