import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import type { MySubmission } from '../../shared/contract/sheets.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();

/** An assessor keeps a sealed copy of what they score, tries it, and goes on from it elsewhere; by keyboard. */
describe.skipIf('missing' in found)('drafts are kept sealed in a second place', () => {
  let folder: string;
  let place: string;
  let ours: RunningShell;
  let theirs: RunningShell;
  let mine: ShellPage;
  let sheet: MySubmission;
  let words = '';
  let item: ItemId;
  let unscored: ItemId;

  const save = (of: ItemId, note: string, level = 2) =>
    ask(ours.desk, 'scores.save', {
      submission: sheet.submission,
      score: { item: of, outcome: { kind: 'level', level }, note, feedback: '', citations: [] },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-panel-copies-'));
    place = join(folder, 'OneDrive - Award', 'Ana');
    await mkdir(place, { recursive: true });
    ours = await startShell('assessor');
    theirs = await startShell();
    mine = await ours.openPage();
    mine.page.setDefaultTimeout(60_000);
    const open = (await ask(ours.desk, 'sheets.mine', {})).find(({ state }) => state !== 'submitted');
    if (open === undefined) throw new Error('The sample has no sheet that is open.');
    sheet = open;
    const { items } = await ask(ours.desk, 'sheets.open', { submission: open.submission });
    const [one, another] = items;
    if (one === undefined || another === undefined) throw new Error('The sample’s sheet asks for nothing.');
    [item, unscored] = [one, another];
    await save(item, 'As the policy says on page 4.');
  });
  afterAll(async () => {
    await ours?.close();
    await theirs?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  test('My submissions offers it, and the place is named by its path', async () => {
    const { page, watch } = mine;
    await goToPath(page, '/assess');
    const offer = page.getByRole('region', { name: 'Sealed copy of your drafts' });
    await offer.waitFor();
    await picture(page, 'assess-copy-offered');
    await expectNoBarrier(page);
    await offer.getByRole('link', { name: 'Choose where' }).focus();
    await page.keyboard.press('Enter');
    const path = page.getByLabel(/^Folder in a second place/);
    await path.fill(join(folder, 'nowhere'));
    await path.press('Enter');
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    expect(await path.inputValue()).toBe(join(folder, 'nowhere'));
    await page.getByRole('heading', { name: 'Sealed copy of my drafts' }).scrollIntoViewIfNeeded();
    await picture(page, 'computer-copy-choosing');
    await expectNoBarrier(page);
    await path.fill(place);
    await path.press('Enter');
    await page.getByText(/^These six words open the copy/).waitFor();
    words = (await page.locator('code', { hasText: /^([a-z]+-){5}[a-z]+$/ }).textContent()) ?? '';
    await page.getByText('All that is saved here').waitFor();
    expect(await readdir(place)).toEqual([expect.stringMatching(/^drafts-[0-9a-f]{8}\.awardcopy$/)]);
    await page.getByText(/^These six words open the copy/).scrollIntoViewIfNeeded();
    await picture(page, 'computer-copy');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'computer-copy-dark');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 640 });
    await expectFits(page);
    await picture(page, 'computer-copy-320');
    await page.setViewportSize({ width: 1366, height: 768 });
    watch.expectQuiet();
  });

  test('a folder that is gone is said there, in My submissions and beside “Saved”, and is tried again', async () => {
    const { page, watch } = mine;
    await save(item, 'Written over in haste.', 0);
    await save(unscored, 'New.', 1);
    await rename(place, `${place} away`);
    await page.getByRole('button', { name: 'Copy now' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^The folder of the copy is not there just now/).waitFor();
    await picture(page, 'computer-copy-gone');
    await expectNoBarrier(page);
    await goToPath(page, '/assess');
    await page.getByText(/^The folder of the copy is not there just now/).waitFor();
    await picture(page, 'assess-copy-gone');
    await expectNoBarrier(page);
    await goToPath(page, `/assess/${sheet.submission}`);
    await page.getByRole('link', { name: /^Sealed copy from/ }).waitFor();
    await picture(page, 'assess-sheet-copy-gone');
    await expectNoBarrier(page);
    await rename(`${place} away`, place);
    await page.getByRole('link', { name: /^Sealed copy from/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^The folder of the copy is not there/).waitFor();
    watch.expectQuiet();
  });

  test('what a copy has otherwise is shown first, and only what is ticked is taken', async () => {
    const { page, watch } = mine;
    await page.getByRole('button', { name: 'Take drafts back from a copy' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Take drafts back from a copy' });
    await dialog.getByRole('button', { name: 'Look at the last copy' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Passphrase').fill('six words of another copy altogether');
    await page.keyboard.press('Enter');
    await dialog
      .getByText(/^Those words do not open the copy/)
      .first()
      .waitFor();
    await dialog.getByLabel('Passphrase').fill(words.replaceAll('-', ' '));
    await page.keyboard.press('Enter');
    await dialog.getByText(/^This copy is from/).waitFor();
    await dialog.getByText('Note: Written over in haste.').waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(1);
    expect(await dialog.getByRole('button', { name: 'Take back what is ticked' }).isDisabled()).toBe(true);
    await picture(page, 'computer-take-drafts-back');
    await expectNoBarrier(page);
    await page.setViewportSize({ width: 683, height: 384 });
    await expectFits(page);
    await picture(page, 'computer-take-drafts-back-200');
    await page.setViewportSize({ width: 320, height: 640 });
    await expectFits(page);
    await picture(page, 'computer-take-drafts-back-320');
    await page.setViewportSize({ width: 1366, height: 768 });
    await dialog.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await dialog.getByRole('button', { name: 'Take 1 standard back' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText(/^1 standard taken back/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const { scores } = await ask(ours.desk, 'sheets.open', { submission: sheet.submission });
    expect(scores.map(({ note }) => note)).not.toContain('Written over in haste.');
    expect(scores.map(({ note }) => note)).toContain('New.');
    // What was replaced was copied first: the folder answers again.
    await page.getByText(/^The folder of the copy is not there/).waitFor({ state: 'detached' });
    watch.expectQuiet();
  });

  test('another computer goes on from it by the door of moved work, and says what is lacking', async () => {
    const { page, watch } = await theirs.openPage();
    page.setDefaultTimeout(60_000);
    await page.getByRole('link', { name: 'Restore a backup or moved work' }).focus();
    await page.keyboard.press('Enter');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose the file' }).click();
    const [name = ''] = (await readdir(place)).filter((each) => !each.includes('-before'));
    await (await chooser).setFiles([join(place, name)]);
    await page.getByLabel('Passphrase').fill(words);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Rooms' }).getByText('My submissions').waitFor();
    await page.getByText(/A copy of drafts has no evidence/).waitFor();
    await picture(page, 'computer-copy-restored');
    await expectNoBarrier(page);
    await goToPath(page, `/assess/${sheet.submission}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.getByRole('alert').waitFor();
    await picture(page, 'assess-copy-restored');
    await expectNoBarrier(page);
    await goToPath(page, '/assess');
    await page
      .getByRole('region', { name: 'Sealed copy of your drafts' })
      .getByRole('button', { name: 'No copy' })
      .press('Enter');
    await page.getByRole('region', { name: 'Sealed copy of your drafts' }).waitFor({ state: 'detached' });
    watch.expectQuiet();
  });
});
