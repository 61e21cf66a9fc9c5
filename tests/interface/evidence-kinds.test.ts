import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import type { Body, Reading } from '../../shared/domain/reading.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, picture } from '../support/looks.ts';
import { type RunningShell, startShell } from '../support/shell.ts';

const found = await findBrowser();
let shell: RunningShell;

const cell = (column: number, text: string) => ({ column, text, number: false });

/** A file of the sample round, read as if it held this: what the sample does not have, and what a parser would never give. */
async function openAs(body: Body, more: Partial<Reading> = {}, width = 1366, dark = false) {
  const [mine] = await ask(shell.desk, 'sheets.mine', {});
  if (mine === undefined) throw new Error('The sample round assigns nothing.');
  const sheet = await ask(shell.desk, 'sheets.open', { submission: mine.submission });
  const file = sheet.evidence.find(({ kind }) => kind === 'other');
  if (file === undefined) throw new Error('The submission has no file that is read first.');
  const opened = await shell.openPage({
    viewport: { width, height: 768 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const { page } = opened;
  page.setDefaultTimeout(15_000);
  const reading: Reading = {
    format: 1,
    what: 'Made up',
    body,
    leaves: [],
    enclosures: [],
    cautions: [],
    properties: [],
    notes: [],
    ...more,
  };
  await page.route('**/bridge/call', async (route) => {
    if (route.request().postData()?.includes('"evidence.read"') === true)
      await route.fulfill({ json: { ok: true, value: { state: 'read', reading } } });
    else await route.continue();
  });
  await page.evaluate(`location.hash = '#/assess/${mine.submission}'`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (width < 900) await page.getByRole('tab', { name: 'Evidence' }).click();
  await page.getByRole('button', { name: /^All \d+$/ }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${file.ref} `) }).click();
  return opened;
}

async function inFrame(page: Page, script: string): Promise<unknown> {
  return page.evaluate(`document.querySelector('iframe').contentDocument.${script}`);
}

describe.skipIf('missing' in found)('what is read', () => {
  beforeAll(async () => {
    shell = await startShell('assessor');
  });
  afterAll(async () => shell?.close());

  test('as hostile HTML runs nothing, fetches nothing and leads nowhere', async () => {
    const html = `<h1 id="top">Policy</h1><script>parent.hacked = 1</script>
      <img src="x" onerror="parent.hacked = 2"><img src="https://example.org/pixel.png" alt="A chart">
      <svg onload="parent.hacked = 3"><a href="javascript:parent.hacked=4">s</a></svg>
      <p style="background:url(https://example.org/a)">Words <a href="javascript:parent.hacked=5">one</a>
      <a href="https://example.org/page">two</a> <a href="#top">three</a></p>
      <iframe src="https://example.org"></iframe><form action="https://example.org"><input name="body"></form>
      <style>@import url(https://example.org/b.css)</style><base href="https://example.org/"><math><mtext></math>
      <p><ins>put in</ins> <del>taken out</del></p>`;
    const { page, watch, context } = await openAs({
      kind: 'document',
      html,
      comments: [{ author: 'Reviewer', text: 'Is this so?' }],
      trackedChanges: 2,
    });
    const frame = page.frameLocator('iframe');
    await frame.getByText('taken out').waitFor();
    await page.getByText('2 tracked changes were never accepted').waitFor();
    await page
      .getByRole('complementary', { name: 'Comments in the file' })
      .getByText('Is this so?')
      .waitFor();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    const refused =
      'script, svg, iframe, form, input, base, math, img, [style], [onerror], [onload], a[href^="j"]';
    expect(await inFrame(page, `body.querySelectorAll('${refused}').length`)).toBe(0);
    expect(await inFrame(page, `body.querySelectorAll('a').length`)).toBe(1);
    await frame.getByText('(https://example.org/page)').waitFor();
    await frame.getByText('[Picture: A chart]').waitFor();
    await picture(page, 'evidence-document-changes');
    // While it is taken apart the window's own policy refuses its styles and its base, and says so; nothing is asked for.
    watch.expectQuiet([/inline style|base URI|policy violation: (?:style-src-(?:attr|elem)|base-uri) /]);
    await context.close();
  });

  test('as a workbook says what is hidden, shows it on demand, and draws only rows in sight', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({
      number: index + 1,
      hidden: index === 2,
      cells: [
        cell(1, index === 0 ? 'Heading' : `Row ${index + 1}`),
        cell(2, index === 2 ? 'secret' : 'plain'),
      ],
    }));
    const grid = { frozen: { rows: 1, columns: 0 }, hiddenColumns: [], cut: false };
    const { page, watch, context } = await openAs({
      kind: 'workbook',
      sheets: [
        { ...grid, name: 'Shown', hidden: false, rows },
        { ...grid, name: 'Tucked away', hidden: true, rows: rows.slice(0, 2) },
      ],
    });
    const sheet = page.getByRole('grid', { name: 'Sheet Shown' });
    await sheet.getByText('Row 2', { exact: true }).waitFor();
    expect(await page.locator('tr').count()).toBeLessThan(120);
    await page.getByText('1 row of this sheet is hidden.').waitFor();
    expect(await sheet.getByText('secret').count()).toBe(0);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await sheet.getByText('secret').waitFor();
    await sheet.focus();
    await page.keyboard.press('Control+End');
    await sheet.getByText('Row 20000', { exact: true }).waitFor();
    await sheet.getByText('Heading').waitFor();
    await page.getByRole('button', { name: 'Show 1 hidden sheet' }).click();
    await page.getByRole('button', { name: /^Tucked away/ }).click();
    await page.getByRole('grid', { name: 'Sheet Tucked away' }).waitFor();
    watch.expectQuiet();
    await context.close();
  });

  test('as a wide workbook draws only columns in sight, and keeps those that are frozen', async () => {
    const wide = Array.from({ length: 40 }, (_, row) => ({
      number: row + 1,
      hidden: false,
      cells: Array.from({ length: 2000 }, (_, column) => cell(column + 1, `R${row + 1}C${column + 1}`)),
    }));
    const { page, watch, context } = await openAs({
      kind: 'workbook',
      sheets: [
        {
          name: 'Wide',
          hidden: false,
          frozen: { rows: 1, columns: 1 },
          hiddenColumns: [],
          cut: false,
          rows: wide,
        },
      ],
    });
    const sheet = page.getByRole('grid', { name: 'Sheet Wide' });
    await sheet.getByText('R2C2', { exact: true }).waitFor();
    expect(await sheet.locator('td').count()).toBeLessThan(1000);
    await sheet.focus();
    await page.keyboard.press('End');
    await sheet.getByText('R1C2000', { exact: true }).waitFor();
    const kept = sheet.getByText('R2C1', { exact: true });
    const far = sheet.getByText('R2C1999', { exact: true });
    const [left, right] = [await kept.boundingBox(), await far.boundingBox()];
    expect(left?.x ?? 0).toBeLessThan(right?.x ?? 0);
    const letters = await sheet.getByRole('columnheader', { name: 'BXX', exact: true }).boundingBox();
    expect(
      Math.abs(
        (letters?.x ?? 0) -
          ((await sheet.getByText('R1C2000', { exact: true }).locator('..').boundingBox())?.x ?? 9),
      ),
    ).toBeLessThan(2);
    await picture(page, 'evidence-wide-sheet');
    await page.keyboard.press('Home');
    await sheet.getByText('R1C2', { exact: true }).waitFor();
    watch.expectQuiet();
    await context.close();
  });

  test.for([
    [800, false],
    [320, true],
  ] as const)('as slides goes slide by slide, at %i pixels', async ([width, dark]) => {
    const slide = { hidden: false, tables: [], notes: [], comments: [], pictures: [] };
    const dot =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const { page, watch, context } = await openAs(
      {
        kind: 'slides',
        slides: [
          { ...slide, number: 1, title: 'Preceptorship', paragraphs: [{ depth: 1, text: 'Twelve months' }] },
          {
            ...slide,
            number: 2,
            hidden: true,
            title: 'Not for sharing',
            paragraphs: [],
            tables: [
              [
                ['Site', 'Hours'],
                ['North', '4'],
              ],
            ],
            notes: ['Say this slowly'],
            comments: [{ author: 'Lead', text: 'Check the hours' }],
            pictures: [{ type: 'image/png', base64: dot, description: 'A dot' }],
          },
        ],
      },
      { notes: ['1 of 2 slides is hidden.'] },
      width,
      dark,
    );
    await page.getByText('Twelve months').waitFor();
    await page.getByText('1 of 2 slides is hidden.').waitFor();
    await page.getByRole('region', { name: 'Slide' }).focus();
    await page.keyboard.press('Alt+PageDown');
    for (const words of ['Hidden slide', 'Say this slowly', 'Lead: Check the hours', 'North'])
      await page.getByText(words).waitFor();
    await page.getByRole('img', { name: 'A dot' }).waitFor();
    await expectFits(page);
    await picture(page, `evidence-slides-${width}`);
    watch.expectQuiet();
    await context.close();
  });
});
