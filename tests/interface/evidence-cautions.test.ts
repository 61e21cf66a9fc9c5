import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, startShell } from '../support/shell.ts';

const found = await findBrowser();
let shell: RunningShell;

describe.skipIf('missing' in found)('the evidence of the round, for an administrator', () => {
  beforeAll(async () => {
    shell = await startShell('administrator');
    await ask(shell.desk, 'evidence.readAll', {});
  });
  afterAll(async () => shell?.close());

  test('each caution is listed with its file, seen at its place, and set aside with a reason', async () => {
    const { open, cautions } = await ask(shell.desk, 'cautions.list', { state: 'open', limit: 1, offset: 0 });
    const submission = cautions[0]?.places[0]?.submission;
    expect(open).toBeGreaterThan(0);
    expect(submission).toBeDefined();
    const { page, watch, context } = await shell.openPage();
    page.setDefaultTimeout(15_000);
    await goToPath(page, `/submissions/${submission}`);
    await page.getByRole('tab', { name: /^Cautions \(\d+ open\)$/ }).click();
    const first = page.getByRole('tabpanel').getByRole('listitem').first();
    await first.waitFor();
    await picture(page, 'cautions');
    await expectNoBarrier(page);
    await first.getByRole('button').first().click();
    await page.getByRole('dialog').getByRole('toolbar').waitFor();
    await picture(page, 'caution-seen');
    await page.keyboard.press('Escape');
    await first.getByRole('button', { name: 'Set aside' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Set aside' }).click();
    await page.getByText('Say why').waitFor();
    await page.getByLabel('Why').fill('An address of a team, not of a person.');
    await page.getByRole('dialog').getByRole('button', { name: 'Set aside' }).click();
    await page.getByText('An address of a team, not of a person.').first().waitFor();
    const after = await ask(shell.desk, 'cautions.list', { state: 'set-aside', limit: 5, offset: 0 });
    expect(after.cautions.map(({ settled }) => settled?.reason)).toContain(
      'An address of a team, not of a person.',
    );
    expect(after.open).toBeLessThan(open);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectFits(page);
    watch.expectQuiet();
    await context.close();
  });

  test('before evidence goes out the room says how many are open', async () => {
    const { open } = await ask(shell.desk, 'cautions.list', { state: 'open', limit: 1, offset: 0 });
    const { page, watch, context } = await shell.openPage();
    await goToPath(page, '/exchange');
    await page.getByText(new RegExp(`^${open} cautions about evidence are open`)).waitFor();
    await picture(page, 'exchange-cautions');
    watch.expectQuiet();
    await context.close();
  });

  test('is searched as a whole, narrowed to an organisation and a kind; a hit is read beside, its words marked', async () => {
    const { page, watch, context } = await shell.openPage();
    page.setDefaultTimeout(15_000);
    await goToPath(page, '/search');
    const field = page.getByRole('searchbox', { name: 'Search evidence, answers and standards' });
    await field.fill('"protected time"');
    const hits = page.locator('search ol button');
    await hits.first().waitFor();
    const round = { words: '"protected time"', scope: { kind: 'round' as const }, limit: 200, offset: 0 };
    const all = await ask(shell.desk, 'evidence.search', round);
    await page.getByText(`${all.total} places.`).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => hits.count()).toBe(Math.min(all.total, 60));

    const riverbend = (await ask(shell.desk, 'submissions.list', {})).find(({ name }) =>
      name.startsWith('Riverbend'),
    );
    if (riverbend === undefined) throw new Error('The sample round has lost Riverbend.');
    await page.getByLabel('Organisation').selectOption({ label: riverbend.name });
    await page.getByLabel('Kind of file').selectOption('PDF');
    const few = await ask(shell.desk, 'evidence.search', {
      ...round,
      organisation: riverbend.organisation,
      kinds: ['pdf'],
    });
    expect(few.total).toBeLessThan(all.total);
    await page.getByText(`${few.total} places.`).waitFor();
    await hits.first().click();
    const here = page.getByRole('region', { name: 'What was found' });
    await here.locator('[data-page] canvas').first().waitFor();
    expect(await here.getByLabel('Find in this file').inputValue()).toMatch(/^protected time$/i);
    await here.locator('output', { hasText: /^\d+ of \d+$/ }).waitFor();
    await picture(page, 'search-round');
    await expectNoBarrier(page);

    await page.getByLabel('Organisation').selectOption({ label: 'Every organisation' });
    await page.getByLabel('Kind of file').selectOption('What they say');
    await field.fill('preceptor*');
    await hits.first().click();
    await here
      .locator('mark', { hasText: /preceptor/i })
      .first()
      .waitFor();
    await page.getByLabel('Kind of file').selectOption('Standards');
    await field.fill('preceptor*');
    await hits
      .filter({ hasText: /^Standard / })
      .first()
      .click();
    await here.getByRole('heading', { name: /^Standard / }).waitFor();
    await field.fill('NEAR( "* AND');
    await page.getByText('Nothing was found.').waitFor();

    await page.setViewportSize({ width: 320, height: 640 });
    // What was open beside is now over the list.
    await page.keyboard.press('Escape');
    await field.fill('protected');
    await page.getByLabel('Kind of file').selectOption('PDF');
    await hits.first().click();
    await page.getByRole('dialog').locator('[data-page] canvas').first().waitFor();
    await expectFits(page);
    watch.expectQuiet();
    await context.close();
  });
});
