import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { SubmissionId } from '../../shared/domain/ids.ts';
import { findBrowser } from '../support/chromium.ts';
import { picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();

let shell: RunningShell;

async function openSheet(
  submission: SubmissionId,
  width = 1366,
  height = 768,
  dark = false,
): Promise<ShellPage> {
  const opened = await shell.openPage({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
  });
  opened.page.setDefaultTimeout(10_000);
  await opened.page.getByRole('link', { name: 'Award Panel' }).waitFor();
  await opened.page.evaluate(`location.hash = '#/assess/${submission}'`);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

async function openFile(page: Page, ref: string): Promise<void> {
  await page.getByRole('button', { name: /^All \d+$/ }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${ref} `) }).click();
}

/** The submission of the sample round that has a file of that kind, and its reference there. */
async function fileOf(what: RegExp) {
  const mine = await ask(shell.desk, 'sheets.mine', {});
  for (const { submission } of mine) {
    const sheet = await ask(shell.desk, 'sheets.open', { submission });
    const file = sheet.evidence.find((one) => what.test(one.what));
    if (file !== undefined && sheet.state === 'draft') return { submission, file };
  }
  throw new Error(`No draft of the sample round has a file that is ${what}.`);
}

/** The frame of a document runs no script, so axe cannot run in it either; its text view is looked at instead. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('iframe')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
}

async function citations(submission: SubmissionId) {
  const sheet = await ask(shell.desk, 'sheets.open', { submission });
  return sheet.scores.flatMap((score) => score.citations);
}

describe.skipIf('missing' in found)('the evidence room', () => {
  beforeAll(async () => {
    shell = await startShell('assessor');
  });
  afterAll(async () => shell?.close());

  test('a Word document is read in a frame that runs nothing; words in it are cited and marked', async () => {
    const { submission, file } = await fileOf(/^Word/);
    const { page, watch, context } = await openSheet(submission);
    await openFile(page, file.ref);
    const frame = page.frameLocator(`iframe[title="Document ${file.name}"]`);
    await frame.locator('h1, p').first().waitFor();
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('allow-same-origin');
    await picture(page, 'evidence-word');
    await frame.locator('p').first().click({ clickCount: 3 });
    await page.keyboard.press('Control+Enter');
    await frame.locator('mark[data-meaning="supports"]').first().waitFor();
    await expect.poll(async () => (await citations(submission)).length).toBe(1);
    const [citation] = await citations(submission);
    expect(citation?.quote.length).toBeGreaterThan(3);
    expect(citation?.evidence).toBe(file.sha256);
    await picture(page, 'evidence-word-cited');
    await page.keyboard.press('Alt+x');
    await page.getByRole('region', { name: 'Text of the file' }).waitFor();
    await page.locator('[data-meaning="supports"]').first().waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
    await context.close();
  });

  test('a workbook is a grid that is gone through by arrow keys, and its cell is cited', async () => {
    const { submission, file } = await fileOf(/^Excel/);
    const { page, watch, context } = await openSheet(submission);
    const before = (await citations(submission)).length;
    await openFile(page, file.ref);
    const grid = page.getByRole('grid');
    await grid.waitFor();
    await picture(page, 'evidence-workbook');
    await expectAccessible(page);
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await citations(submission)).length).toBe(before + 1);
    expect((await citations(submission)).at(-1)).toMatchObject({ evidence: file.sha256, page: 1 });
    watch.expectQuiet();
    await context.close();
  });

  test('an e-mail shows who wrote what to whom', async () => {
    const { submission, file } = await fileOf(/^E-mail/);
    const { page, watch, context } = await openSheet(submission);
    await openFile(page, file.ref);
    await page.getByText('Subject', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Cite the message' }).waitFor();
    await picture(page, 'evidence-mail');
    await expectAccessible(page);
    watch.expectQuiet();
    await context.close();
  });

  test('a citation says what it means, has a note, and is listed and gone to from anywhere in the sheet', async () => {
    const { submission, file } = await fileOf(/^E-mail/);
    const { page, watch, context } = await openSheet(submission);
    await openFile(page, file.ref);
    await page.getByRole('button', { name: 'Cite the message' }).click();
    const means = page.getByLabel(`What ${file.ref} does for the standard`);
    await means.selectOption('Weakens');
    await page.locator('li[data-meaning="weakens"]').getByRole('button', { name: 'Add a note' }).click();
    await page.keyboard.type('Said once, by one manager');
    await expect
      .poll(async () => (await citations(submission)).filter(({ meaning }) => meaning === 'weakens'))
      .toMatchObject([{ evidence: file.sha256, note: 'Said once, by one manager' }]);
    await page.keyboard.press('Alt+ArrowDown');
    await openFile(page, file.ref);
    await page.getByText('This file is also cited for').waitFor();
    await page.keyboard.press('Alt+l');
    await page.getByRole('dialog', { name: 'Citations of this sheet' }).waitFor();
    await picture(page, 'evidence-citations');
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Weakens/ }).click();
    await page.getByRole('button', { name: 'Cite the message' }).waitFor();
    await means.waitFor();
    watch.expectQuiet();
    await context.close();
  });

  test('words are searched for, and a hit opens at its place with them marked', async () => {
    const { submission } = await fileOf(/^Word/);
    await ask(shell.desk, 'evidence.readAll', {});
    const { page, watch, context } = await openSheet(submission);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.keyboard.type('protected time');
    const hits = page.locator('search ol button');
    await hits.first().waitFor();
    const expected = await ask(shell.desk, 'evidence.search', {
      words: 'protected time',
      scope: { kind: 'submission', submission },
      limit: 20,
      offset: 0,
    });
    expect(await hits.count()).toBe(expected.hits.length);
    await picture(page, 'evidence-search');
    await expectAccessible(page);
    await page.getByLabel('Kind of file').selectOption('PDF');
    const pdf = hits.filter({ hasText: 'Page' }).first();
    await pdf.click();
    await page
      .getByText(/^\d+ of \d+/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Find in this file').inputValue()).toMatch(/protected time/i);

    await page.getByLabel('Kind of file').selectOption('Every kind');
    await page.getByLabel('Where to search').selectOption('This standard’s evidence');
    await expect.poll(() => hits.count()).toBeLessThan(expected.hits.length);
    await page.getByLabel('Where to search').selectOption('All my submissions');
    const mine = await ask(shell.desk, 'sheets.mine', {});
    const other = mine.find((one) => one.submission !== submission);
    await page.getByLabel('Organisation', { exact: true }).selectOption({ label: other?.name ?? '' });
    await expect
      .poll(async () =>
        (await hits.locator('b').allTextContents()).every((words) => words.endsWith(other?.name ?? '')),
      )
      .toBe(true);
    watch.expectQuiet();
    await context.close();
  });

  test('two files are read side by side, and the keys go to the one that is being read', async () => {
    const { submission, file } = await fileOf(/^Word/);
    const { page, watch, context } = await openSheet(submission, 1920, 1000);
    await openFile(page, file.ref);
    await page.getByRole('button', { name: 'Side by side' }).click();
    const second = page.getByRole('region', { name: 'Second file' });
    await second.getByRole('toolbar').waitFor();
    await second.getByRole('button', { name: 'Find' }).focus();
    await page.keyboard.press('Alt+x');
    await second.getByRole('region', { name: 'Text of the file' }).waitFor();
    expect(await page.getByRole('region', { name: 'Text of the file' }).count()).toBe(1);
    await picture(page, 'evidence-side-by-side');
    await expectAccessible(page);
    watch.expectQuiet();
    await context.close();
  });

  test('the place in each file is remembered for each standard, and in another window too', async () => {
    const submission = SubmissionId.parse('riverbend.sample-2026');
    const { page, watch, context } = await openSheet(submission);
    const pageBox = page.getByRole('textbox', { name: 'Page, of 10' });
    const standard = (number: string) =>
      page
        .getByRole('navigation', { name: 'Standards' })
        .getByRole('button', { name: new RegExp(`^${number}`) });
    await standard('3.3').click();
    await openFile(page, 'E4');
    await pageBox.fill('7');
    await pageBox.press('Enter');
    await standard('4.1').click();
    await openFile(page, 'E4');
    await pageBox.fill('2');
    await pageBox.press('Enter');
    await standard('3.3').click();
    await expect.poll(() => pageBox.inputValue()).toBe('7');
    await expect
      .poll(async () =>
        (await ask(shell.desk, 'sheets.open', { submission })).places.map(({ page: at }) => at),
      )
      .toEqual(expect.arrayContaining([2, 7]));
    expect((await ask(shell.desk, 'sheets.open', { submission })).lastItem).toMatch(/^3\.3/);
    await context.close();

    const again = await openSheet(submission);
    const box = again.page.getByRole('textbox', { name: 'Page, of 10' });
    await expect.poll(() => box.inputValue()).toBe('7');
    await again.page.keyboard.press('Alt+PageDown');
    await again.page.evaluate(`location.hash = '#/assess'`);
    await again.page.getByRole('link', { name: /^Riverbend/ }).click();
    await expect.poll(() => box.inputValue()).toBe('8');
    watch.expectQuiet();
    again.watch.expectQuiet();
    await again.context.close();
  });
});
