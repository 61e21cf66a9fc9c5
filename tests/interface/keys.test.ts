import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();

/** A computer that is lost, and another on which the round goes on. */
describe.skipIf('missing' in found)('the round outlives a computer', () => {
  let folder: string;
  let ours: RunningShell;
  let theirs: RunningShell;
  let lost: ShellPage;
  let fresh: ShellPage;
  let lines: readonly string[] = [];
  let parts: readonly string[] = [];
  let passphrase = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-panel-keys-'));
    ours = await startShell('administrator');
    theirs = await startShell();
    lost = await ours.openPage();
    fresh = await theirs.openPage();
    for (const { page } of [lost, fresh]) page.setDefaultTimeout(20_000);
  });
  afterAll(async () => {
    await ours?.close();
    await theirs?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  const choose = async (page: Page, button: string, files: readonly string[]) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: button }).click();
    await (await chooser).setFiles([...files]);
  };

  test('the administrator prints a recovery key, which is shown once', async () => {
    const { page, watch } = lost;
    await goToPath(page, '/computer');
    await page.getByText('If this computer is lost, nobody can run the round any more.').waitFor();
    await page.getByRole('heading', { name: 'The words of this computer' }).waitFor();
    await picture(page, 'computer-unguarded');
    await expectNoBarrier(page);
    await page.getByRole('button', { name: 'Make a recovery key' }).focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: /^Recovery key of the / });
    await sheet.waitFor();
    lines = await sheet.locator('code').allTextContents();
    expect(lines).toHaveLength(2);
    await picture(page, 'recovery-key');
    await expectNoBarrier(page);
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'recovery-key-printed');
    expect(await page.getByRole('button', { name: 'Print this page' }).isVisible()).toBe(false);
    expect(await page.getByText(lines[1] ?? '').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await sheet.getByRole('button', { name: 'I have it on paper' }).click();
    await page.getByText('Recovery key made').waitFor();
    expect(await page.getByText(lines[0] ?? '').count()).toBe(0);
    watch.expectQuiet();
  });

  test('the people room lists computers by their words', async () => {
    const { page, watch } = lost;
    await goToPath(page, '/people');
    await page.getByRole('tab', { name: 'Computers' }).click();
    await page.getByRole('row', { name: /Sam Adeyemi.*\(this one\)/ }).waitFor();
    await picture(page, 'people-computers');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('an archive is made in the room, with its size and its passphrase', async () => {
    const { page, watch } = lost;
    await goToPath(page, '/exchange');
    await page.getByRole('button', { name: 'Make an archive' }).click();
    await page.getByText(/^Write it down and keep it apart from the archive/).waitFor({ timeout: 60_000 });
    await picture(page, 'exchange-archive');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'exchange-archive-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 683, height: 384 });
    await expectFits(page);
    await picture(page, 'exchange-archive-200');
    await page.setViewportSize({ width: 1366, height: 768 });
    // The same in parts, as a mail system would take it.
    const made = await ask(ours.desk, 'packs.create', {
      purpose: 'archive',
      splitMegabytes: 1,
      job: 'parts',
    });
    passphrase = made.passphrase ?? '';
    parts = await Promise.all(
      [made, ...made.more].map(async ({ id, name }) => {
        const file = join(folder, name);
        await copyFile((await ours.desk.exportFile(id))?.path ?? '', file);
        return file;
      }),
    );
    expect(parts.length).toBeGreaterThan(1);
    watch.expectQuiet();
  });

  test('on a computer with no data its parts open in any order, to be read, and not with one missing', async () => {
    const { page, watch } = fresh;
    await choose(page, 'Choose the file', parts.slice(1));
    await page
      .getByText(/part 1 is missing\. Choose all of them together/)
      .first()
      .waitFor();
    await picture(page, 'welcome-part-missing');
    await choose(page, 'Choose the file', parts.toReversed());
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.keyboard.press('Enter');
    await page.getByText(/^An archive, to be read and checked: made by Sam Adeyemi/).waitFor();
    await picture(page, 'welcome-archive');
    await expectNoBarrier(page);
    await page.getByRole('button', { name: 'Open this archive' }).click();
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor({ timeout: 60_000 });
    await goToPath(page, '/computer');
    await page.getByRole('heading', { name: 'An archive is open here' }).waitFor();
    await page.getByRole('button', { name: 'Check everything' }).click();
    await page.getByText('All is well').waitFor({ timeout: 60_000 });
    await picture(page, 'computer-archive');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('the recovery key, typed, makes whoever holds it the administrator', async () => {
    const { page, watch } = fresh;
    await page.getByRole('button', { name: 'Use the recovery key' }).focus();
    await page.keyboard.press('Enter');
    const key = page.getByLabel('Recovery key');
    await key.fill(`${lines[0]}\n${(lines[1] ?? '').replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`);
    await page.getByRole('button', { name: 'Take the round over' }).click();
    await page.getByText('The second line is not as it was printed. Look at each group.').first().waitFor();
    await expectNoBarrier(page);
    await picture(page, 'recovery-mistyped');
    expect(await key.inputValue()).toContain(lines[0]);
    await key.fill(lines.join('\n').toLowerCase());
    await page.getByLabel('Who are you?').selectOption({ label: 'Sam Adeyemi (administrator)' });
    await page.getByRole('button', { name: 'Take the round over' }).click();
    await page.waitForURL(/#\/round$/);
    await page.getByText(/^If this computer is lost, nobody can run the round any more\./).waitFor();
    await picture(page, 'round-unguarded');
    const { person, archive } = await ask(theirs.desk, 'desk.show', {});
    expect([person?.name, person?.roles, archive]).toEqual(['Sam Adeyemi', ['administrator'], undefined]);
    await expectNoBarrier(page);
    watch.expectQuiet();
  });
});
