import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { SubmissionId } from '../../shared/domain/ids.ts';
import { findBrowser } from '../support/chromium.ts';
import { citeByKeys, openEvidenceByKeys, scoreByKeys } from '../support/hands.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const pictures = resolve(import.meta.dirname, '../../pictures');
const riverbend = SubmissionId.parse('riverbend.sample-2026');
const lanternfield = SubmissionId.parse('lanternfield.sample-2026');
const tidewell = SubmissionId.parse('tidewell.sample-2026');
const eastmarch = SubmissionId.parse('eastmarch.sample-2026');

let shell: RunningShell;

/** A page whose first visit is over, with the program drawn. */
async function arrive(width = 1366, height = 768): Promise<ShellPage> {
  const opened = await shell.openPage({ viewport: { width, height } });
  opened.page.setDefaultTimeout(10_000);
  await opened.page.getByRole('link', { name: 'Award Panel' }).waitFor();
  return opened;
}

async function openSheet(submission: SubmissionId, width = 1366, height = 768): Promise<ShellPage> {
  const opened = await arrive(width, height);
  // From within, as a link does: the gate refuses to reload what was typed into an address bar.
  await opened.page.evaluate(`location.hash = '#/assess/${submission}'`);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

async function openFile(page: Page, ref: string): Promise<void> {
  await page.getByRole('button', { name: /^All \d+$/ }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${ref} `) }).click();
}

async function saved(submission: SubmissionId, item: string) {
  const sheet = await ask(shell.desk, 'sheets.open', { submission });
  return sheet.scores.find((score) => score.item === item);
}

/** Drags over the first words on a page that say this. */
async function select(page: Page, words: string): Promise<void> {
  const box = await page.locator('[data-page] span', { hasText: words }).first().boundingBox();
  if (box === null) throw new Error(`No page says “${words}”.`);
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
}

describe.skipIf('missing' in found)('the assess room', () => {
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    shell = await startShell('assessor');
  });
  afterAll(async () => shell?.close());

  test('a submission is scored, cited and submitted without the mouse', async () => {
    const { page, watch, context } = await openSheet(eastmarch);
    const { items, evidence } = await ask(shell.desk, 'sheets.open', { submission: eastmarch });
    const pdf = evidence.find((file) => file.kind === 'pdf');
    const press = (key: string) => page.keyboard.press(key);

    await openEvidenceByKeys(page, pdf?.ref ?? '');
    await page.locator('[data-page] canvas').first().waitFor();
    await citeByKeys(page);

    await scoreByKeys(
      page,
      items.map((_, index) => ({ key: index % 5 === 4 ? 'Alt+2' : 'Alt+3', note: `Seen, ${index + 1}` })),
    );
    await page.getByText(`${items.length} of ${items.length} scored`).waitFor();
    await press('Alt+Shift+S');
    const submit = page.getByRole('button', { name: 'Submit scores' });
    await submit.waitFor();
    const focused = page.locator('button:focus', { hasText: 'Submit scores' });
    for (let step = 0; step < 8 && (await focused.count()) === 0; step += 1) await press('Tab');
    await press('Enter');
    await page.getByText(/^Submitted .* at /).waitFor();

    const sheet = await ask(shell.desk, 'sheets.open', { submission: eastmarch });
    expect(sheet.state).toBe('submitted');
    expect(sheet.scores.map(({ note }) => note)).toEqual(items.map((_, index) => `Seen, ${index + 1}`));
    const [citation] = sheet.scores.find((score) => score.item === items[0])?.citations ?? [];
    expect(citation?.quote.length).toBeGreaterThan(3);
    expect(citation?.page).toBe(1);
    expect(citation?.boxes.length).toBeGreaterThan(0);
    expect(await page.getByLabel('Note for the panel').isEditable()).toBe(false);

    await page.getByRole('button', { name: 'Recall' }).click();
    await page.getByLabel('Why you recall them').fill('A page was overlooked.');
    await page.getByRole('button', { name: 'Recall scores' }).click();
    await page.getByText('You recalled these scores.').waitFor();
    expect(await page.getByLabel('Note for the panel').isEditable()).toBe(true);
    watch.expectQuiet();
    await context.close();
  });

  test('words selected in a page are cited in one stroke, marked with a pin, and found again', async () => {
    const { page, watch, context } = await openSheet(lanternfield);
    await openFile(page, 'E1');
    const words = 'Preceptorship policy';
    await page.locator('[data-page] span', { hasText: words }).first().waitFor();
    await select(page, words);
    await page.getByRole('button', { name: 'Cite Ctrl Enter' }).waitFor();
    await page.keyboard.press('Control+Enter');
    const quote = page.locator('q', { hasText: words });
    await quote.waitFor();
    const pin = page.locator('[data-page="1"]').getByText('3.1', { exact: true });
    await pin.waitFor();
    await expect.poll(async () => (await saved(lanternfield, '3.1'))?.citations.length).toBe(1);
    const [citation] = (await saved(lanternfield, '3.1'))?.citations ?? [];
    expect(citation?.page).toBe(1);
    for (const box of citation?.boxes ?? [])
      for (const edge of [box.x, box.y, box.x + box.width, box.y + box.height]) {
        expect(edge).toBeGreaterThan(0);
        expect(edge).toBeLessThan(1);
      }
    expect(citation?.boxes.length).toBeGreaterThan(0);

    await page.getByRole('button', { name: /^Remove citation/ }).click();
    await expect.poll(() => pin.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await quote.waitFor();
    await page.screenshot({ path: join(pictures, 'assess-cited.png') });

    await expect.poll(async () => (await saved(lanternfield, '3.1'))?.citations.length).toBe(1);
    await page.reload();
    await quote.click();
    await pin.waitFor();
    watch.expectQuiet();
    await context.close();
  });

  test('a change is saved and says when; words typed a moment before a reload are not lost', async () => {
    const { page, watch, context } = await openSheet(tidewell);
    await page.getByRole('radio', { name: /^Partly met/ }).check({ force: true });
    await page.getByText(/^Saved \d+:\d\d$/).waitFor();
    expect((await saved(tidewell, '1.1'))?.outcome).toEqual({ kind: 'level', level: 1 });
    await page.getByText('A level below ‘Met’ needs a reason.').waitFor();

    const note = page.getByLabel('Note for the panel');
    await note.fill('Named, but');
    await note.pressSequentially(' not yet seen');
    await page.reload();
    await expect
      .poll(() => page.getByLabel('Note for the panel').inputValue())
      .toBe('Named, but not yet seen');
    await expect.poll(async () => (await saved(tidewell, '1.1'))?.note).toBe('Named, but not yet seen');
    watch.expectQuiet();
    await context.close();
  });

  test('a save that fails keeps the words, says so, and comes good', async () => {
    const { page, context } = await openSheet(tidewell);
    await page.route('**/bridge/call', async (route) => {
      if (route.request().postData()?.includes('scores.save')) await route.abort();
      else await route.continue();
    });
    await page.getByLabel('Feedback for the organisation').fill('Name the person.');
    await page.getByText('Your last change is not saved yet.').waitFor();
    expect(await page.getByLabel('Feedback for the organisation').inputValue()).toBe('Name the person.');
    await page.unroute('**/bridge/call');
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText(/^Saved \d+:\d\d$/).waitFor();
    expect((await saved(tidewell, '1.1'))?.feedback).toBe('Name the person.');
    await context.close();
  });

  test('what is missing is listed, each a step from its standard', async () => {
    const { page, context } = await openSheet(lanternfield);
    await page.keyboard.press('Alt+Shift+S');
    await page.getByRole('button', { name: /^5\.6: give a level/ }).click();
    await page.getByRole('heading', { level: 1, name: /^5\.6 / }).waitFor();
    await context.close();
  });

  test('a reference opens its file at its page; find counts, zoom and the page box go there', async () => {
    const { page, watch, context } = await openSheet(riverbend);
    await page.getByRole('navigation', { name: 'Standards' }).getByRole('button', { name: /^3\.3/ }).click();
    await page.getByRole('button', { name: /E4 .*p\. 6$/ }).click();
    const pageBox = page.getByRole('textbox', { name: 'Page, of 10' });
    await expect.poll(() => pageBox.inputValue()).toBe('6');
    await page.locator('[data-page="6"] canvas').waitFor();

    await page.keyboard.press('Alt+s');
    await page.keyboard.type('PROTECTED time');
    await page.getByText(/^1 of \d+$/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^2 of \d+$/).waitFor();
    await page.getByRole('textbox', { name: 'Find in this file' }).fill('no such words');
    await page.getByText('Not found').waitFor();
    await page.keyboard.press('Escape');

    const sheet = page.locator('[data-page]').first();
    const before = (await sheet.boundingBox())?.width ?? 0;
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(async () => (await sheet.boundingBox())?.width).toBeGreaterThan(before);

    await pageBox.fill('10');
    await pageBox.press('Enter');
    await page.locator('[data-page="10"] canvas').waitFor();
    expect(await page.locator('[data-page] canvas').count()).toBeLessThan(7);
    await page.getByRole('button', { name: 'Pages' }).click();
    await page.getByRole('button', { name: 'Page 10', exact: true }).waitFor();
    await page.screenshot({ path: join(pictures, 'assess-pages.png') });
    watch.expectQuiet();
    await context.close();
  });

  test.for([
    ['E1', 'assess-pdf'],
    ['E3', 'assess-workbook'],
    ['E8', 'assess-picture'],
  ])('%s is readable by everyone', async ([ref = '', picture = '']) => {
    const { page, watch, context } = await openSheet(SubmissionId.parse('copperhithe.sample-2026'));
    await openFile(page, ref);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(pictures, `${picture}.png`) });
    await expectAccessible(page);
    watch.expectQuiet();
    await context.close();
  });

  test.for([
    [800, 700],
    [320, 640],
  ] as const)(
    'at %i pixels there is one pane with two tabs, and nothing to scroll sideways',
    async ([width, height]) => {
      const { page, watch, context } = await openSheet(riverbend, width, height);
      const sideways = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      await page.getByRole('heading', { level: 2, name: 'Your score' }).waitFor();
      expect(await sideways()).toBe(0);
      await page.screenshot({ path: join(pictures, `assess-${width}-score.png`) });
      await page.getByRole('tab', { name: 'Evidence' }).click();
      await page.locator('[data-page] canvas').first().waitFor();
      expect(await page.getByRole('heading', { level: 2, name: 'Your score' }).count()).toBe(0);
      expect(await sideways()).toBe(0);
      await page.screenshot({ path: join(pictures, `assess-${width}-evidence.png`) });
      await expectAccessible(page);
      watch.expectQuiet();
      await context.close();
    },
  );

  test('one key from my submissions leads to the next standard that is not scored', async () => {
    const { page, watch, context } = await arrive();
    await page.evaluate(`location.hash = '#/assess'`);
    await page.getByText(/^\d+ sheets are left, with \d+ standards to score\.$/).waitFor();
    const mine = await ask(shell.desk, 'sheets.mine', {});
    const open = mine.filter(
      ({ state, nextUnscored }) => state !== 'submitted' && nextUnscored !== undefined,
    );
    const next = open.find(({ scored }) => scored > 0) ?? open[0];
    if (next === undefined) throw new Error('The sample leaves nothing to score.');
    await page.keyboard.press('Alt+u');
    await page
      .getByRole('heading', { level: 1, name: new RegExp(`^${next.nextUnscored?.split('/')[0]}\\b`) })
      .waitFor();
    await page.waitForURL((url) => url.hash === `#/assess/${next.submission}`);
    watch.expectQuiet();
    await context.close();
  });

  test('a sheet goes on paper: its standards with their levels, the answers, room to write, nobody else’s scores', async () => {
    const { page, watch, context } = await arrive();
    await page.evaluate(`location.hash = '#/assess'`);
    await page.getByRole('link', { name: /^Paper form of Tidewell/ }).press('Enter');
    const form = page.getByRole('article');
    await form.getByRole('heading', { level: 2, name: /^Tidewell/ }).waitFor();
    const sheet = await ask(shell.desk, 'sheets.open', { submission: tidewell });
    expect(await form.getByText('Note for the panel', { exact: true }).count()).toBe(sheet.items.length);
    expect(await form.getByText('Does not apply', { exact: true }).count()).toBeGreaterThanOrEqual(
      sheet.items.length,
    );
    expect(await form.textContent()).not.toMatch(/Ben Harrowgate|Farah Lind/);
    await expectAccessible(page);
    await page.screenshot({ path: join(pictures, 'assess-paper.png') });
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 794, height: 1123 });
    expect(await page.getByRole('button', { name: 'Print this form' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false);
    expect(await form.isVisible()).toBe(true);
    await page.screenshot({ path: join(pictures, 'assess-paper-print.png') });
    watch.expectQuiet();
    await context.close();
  });

  test('my submissions say how far each has come', async () => {
    const { page, watch, context } = await arrive();
    await page.evaluate(`location.hash = '#/assess'`);
    await page.getByRole('link', { name: /^Riverbend/ }).waitFor();
    await page.getByText('32 of 32 scored').waitFor();
    await page.screenshot({ path: join(pictures, 'my-submissions.png') });
    await expectAccessible(page);
    watch.expectQuiet();
    await context.close();
  });
});
