import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, startShell } from '../support/shell.ts';

const found = await findBrowser();
let shell: RunningShell;

describe.skipIf('missing' in found)('cautions, for an administrator', () => {
  beforeAll(async () => {
    shell = await startShell('administrator');
    await ask(shell.desk, 'evidence.readAll', {});
  });
  afterAll(async () => shell?.close());

  test('each is listed with its file, seen at its place, and set aside with a reason', async () => {
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
});
