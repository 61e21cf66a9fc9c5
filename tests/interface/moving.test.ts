import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();

/** An assessor gets another computer, by keyboard. */
describe.skipIf('missing' in found)('work moves to another computer', () => {
  let folder: string;
  let ours: RunningShell;
  let theirs: RunningShell;
  let old: ShellPage;
  let fresh: ShellPage;
  let file = '';
  let passphrase = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-panel-moving-'));
    ours = await startShell('assessor');
    theirs = await startShell();
    old = await ours.openPage();
    fresh = await theirs.openPage();
    for (const { page } of [old, fresh]) page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await ours?.close();
    await theirs?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  test('the file is made, its passphrase told once, and every room says that the work has moved', async () => {
    const { page, watch } = old;
    await goToPath(page, '/computer');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Make the file and move' }).focus();
    await page.keyboard.press('Enter');
    file = join(folder, (await download).suggestedFilename());
    await (await download).saveAs(file);
    expect(file).toMatch(/award-panel-move \d{4}-\d\d-\d\d\.awardmove$/);
    await page.getByText(/^Write it down and keep it apart from the file/).waitFor();
    passphrase = (await page.locator('code', { hasText: /^([a-z]+-){5}[a-z]+$/ }).textContent()) ?? '';
    const banner = page.getByRole('region', { name: 'Work moved' });
    await banner.waitFor();
    expect(await banner.textContent()).toMatch(
      /^Your work was moved to another computer on \d+ \w+ \d{4} at \d\d:\d\d\. Scores can be read here/,
    );
    await page.getByRole('button', { name: 'Take it back here' }).scrollIntoViewIfNeeded();
    await picture(page, 'computer-moved');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'computer-moved-dark');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 683, height: 384 });
    await expectFits(page);
    await picture(page, 'computer-moved-200');
    await page.setViewportSize({ width: 1366, height: 768 });
    watch.expectQuiet();
  });

  test('the other computer opens it with the words, and it is that person’s', async () => {
    const { page, watch } = fresh;
    await page.getByRole('link', { name: 'Restore a backup or moved work' }).focus();
    await page.keyboard.press('Enter');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose the file' }).click();
    await (await chooser).setFiles([file]);
    await page.getByLabel('Passphrase').fill('six words of another file altogether');
    await page.keyboard.press('Enter');
    await page
      .getByText(/^That passphrase does not open the file/)
      .first()
      .waitFor();
    await page.getByLabel('Passphrase').fill(passphrase.replaceAll('-', ' ').toUpperCase());
    await page.keyboard.press('Enter');
    // Whose computer it is now is read again meanwhile: what was done is still said when that is known.
    await page.getByRole('navigation', { name: 'Rooms' }).getByText('My submissions').waitFor();
    await page.getByText(/^Your work is on this computer now\./).waitFor();
    await picture(page, 'computer-arrived');
    await expectNoBarrier(page);
    expect(await page.getByRole('region', { name: 'Work moved' }).count()).toBe(0);
    watch.expectQuiet();
  });

  test('the first one shows scores and changes none, until the work is taken back', async () => {
    const { page, watch } = old;
    await goToPath(page, '/assess');
    await page.getByRole('region', { name: 'Work moved' }).waitFor();
    await picture(page, 'assess-moved');
    await expectNoBarrier(page);
    await page.getByRole('link', { name: 'Take it back' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Take it back here' }).focus();
    await page.keyboard.press('Enter');
    const asked = page.getByRole('dialog', { name: 'Take your work back here?' });
    await asked.getByText(/two computers and two versions/).waitFor();
    await picture(page, 'computer-take-back');
    await expectNoBarrier(page);
    await asked.getByRole('button', { name: 'Take it back' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Work moved' }).waitFor({ state: 'detached' });
    expect(await page.getByText(passphrase).count()).toBe(0);
    watch.expectQuiet();
  });
});
