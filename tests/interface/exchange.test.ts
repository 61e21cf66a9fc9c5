import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();

/** Two computers: the administrator's, and one that is empty until it takes in what the administrator sends. */
describe.skipIf('missing' in found)('files go between two desks', () => {
  let folder: string;
  let ours: RunningShell;
  let theirs: RunningShell;
  let administrator: ShellPage;
  let assessor: ShellPage;
  let roundFile = '';
  let passphrase = '';
  let scoresFile = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-panel-files-'));
    ours = await startShell('administrator');
    theirs = await startShell();
    administrator = await ours.openPage();
    assessor = await theirs.openPage();
    for (const { page } of [administrator, assessor]) page.setDefaultTimeout(15_000);
    await goToPath(administrator.page, '/exchange');
  });
  afterAll(async () => {
    await ours?.close();
    await theirs?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  /** Presses the button that saves, and keeps what comes under its own name. */
  const save = async (page: Page): Promise<string> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the file' }).click();
    const came = await download;
    const file = join(folder, came.suggestedFilename());
    await came.saveAs(file);
    return file;
  };

  const choose = async (page: Page, button: string, file: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: button }).click();
    await (await chooser).setFiles(file);
  };

  test('the administrator makes each person’s own file, with its size, and the passphrase that opens it', async () => {
    const { page, watch } = administrator;
    await page.getByRole('row', { name: /Dr Farah Lind.*Moderation file/ }).waitFor();
    await page.getByRole('row', { name: /Ana Okafor.*Round file, \d+ submissions/ }).waitFor();
    await page.getByRole('button', { name: 'Make the file for Ana Okafor' }).click();
    await page.getByText(/^[\d.]+ [KM]B: \d+ records, \d+ evidence files\.$/).waitFor();
    passphrase = (await page.getByText(/^([a-z]+-){5}[a-z]+$/).textContent()) ?? '';
    await page.getByText(/^Tell it to Ana Okafor by telephone/).waitFor();
    await page.getByRole('button', { name: 'Copy the passphrase' }).waitFor();
    roundFile = await save(page);
    expect(roundFile).toMatch(/round for Ana Okafor \d{4}-\d\d-\d\d\.awardpack$/);
    await picture(page, 'exchange');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('an empty computer becomes the assessor’s by it, and sends back what she submitted', async () => {
    const { page, watch } = assessor;
    await choose(page, 'Choose the file', roundFile);
    await page.getByLabel('Passphrase').fill('acorn linen otter quartz tulip yacht');
    await page.getByLabel('Passphrase').press('Enter');
    await page.getByText('That passphrase does not open the file.').waitFor();
    await expectNoBarrier(page);
    await page.getByLabel('Passphrase').fill(passphrase.toUpperCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Unlock the file' }).click();
    await page.getByRole('button', { name: 'Open this round' }).click();
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor({ timeout: 60_000 });
    const [mine] = await ask(theirs.desk, 'sheets.mine', {});
    if (mine === undefined) throw new Error('Nothing is assigned to the sample’s assessor.');
    const sheet = await ask(theirs.desk, 'sheets.open', { submission: mine.submission });
    for (const item of sheet.items)
      await ask(theirs.desk, 'scores.save', {
        submission: mine.submission,
        score: {
          item,
          outcome: { kind: 'level', level: 1 },
          note: 'Some of it is there.',
          feedback: '',
          citations: [],
        },
      });
    await ask(theirs.desk, 'sheets.submit', { submission: mine.submission });

    await goToPath(page, '/assess');
    await page.getByText('1 sheet is submitted and not sent back yet.').waitFor();
    await expectNoBarrier(page);
    await picture(page, 'assess-to-send');
    await page.getByRole('link', { name: 'Send it back' }).press('Enter');
    await page.getByRole('heading', { name: 'Your scores, to Sam Adeyemi' }).waitFor();
    expect(await page.getByRole('heading', { name: /, to / }).count()).toBe(1);
    expect(await page.getByRole('main').textContent()).not.toMatch(/Ben Harrowgate|Farah Lind/);
    await page.getByRole('button', { name: 'Make the scores file' }).click();
    await page.getByText(/Locked for the computer of Sam Adeyemi: no passphrase is needed\.$/).waitFor();
    scoresFile = await save(page);
    expect(scoresFile).toMatch(/scores from Ana Okafor .*\.awardpack$/);
    await picture(page, 'exchange-assessor');
    await expectNoBarrier(page);
    expect((await ask(theirs.desk, 'sheets.mine', {})).map(({ toSend }) => toSend)).not.toContain(true);
    watch.expectQuiet();
  });

  test('the administrator sees what it would add before it is taken in', async () => {
    const { page, watch } = administrator;
    const before = await ask(ours.desk, 'round.show', {});
    await choose(page, 'Choose a file', scoresFile);
    await page.getByRole('heading', { name: 'Scores file from Ana Okafor' }).waitFor();
    await page.getByText('1 record, 0 evidence files').waitFor();
    await picture(page, 'exchange-rehearsal');
    await expectNoBarrier(page);
    expect((await ask(ours.desk, 'round.show', {})).counts).toEqual(before.counts);
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.getByText('From Ana Okafor: 1 new record, 0 evidence files.').waitFor();
    const after = await ask(ours.desk, 'round.show', {});
    expect(after.counts.sheetsSubmitted).toBe(before.counts.sheetsSubmitted + 1);
    await page
      .getByRole('row', { name: /Ana Okafor/ })
      .getByText('Known', { exact: true })
      .waitFor();
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('the same file again would add nothing', async () => {
    const { page, watch } = administrator;
    await page.getByRole('button', { name: 'Take in another' }).click();
    await choose(page, 'Choose a file', scoresFile);
    await page.getByText('Nothing new').waitFor();
    await page.getByRole('button', { name: 'Leave it' }).click();
    watch.expectQuiet();
  });

  test('a file that is none is refused in a sentence, and another can be chosen', async () => {
    const { page, watch } = administrator;
    const file = join(folder, 'notes.awardpack');
    await writeFile(file, 'These are only notes.');
    await choose(page, 'Choose a file', file);
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('a file for somebody else is refused, naming who it is for', async () => {
    const { page, watch } = administrator;
    await choose(page, 'Choose a file', roundFile);
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.getByRole('button', { name: 'Unlock the file' }).click();
    await page
      .getByRole('alert')
      .getByText('This file was made for Ana Okafor, not for you. Ask for one of your own.')
      .waitFor();
    watch.expectQuiet();
  });

  test('the room fits 320 pixels', async () => {
    const { page } = administrator;
    await page.setViewportSize({ width: 320, height: 700 });
    await expectFits(page);
    await expectNoBarrier(page);
  });
});
