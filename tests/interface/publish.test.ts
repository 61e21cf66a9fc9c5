import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { ask } from '../../electron/core/ask.ts';
import { SubmissionId } from '../../shared/domain/ids.ts';
import type { ProposedOutcome } from '../../shared/domain/standard-set.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const awarded = SubmissionId.parse('thornmere.sample-2026');
const refused = SubmissionId.parse('lanternfield.sample-2026');

describe.skipIf('missing' in found)('the list is published', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  beforeAll(async () => {
    shell = await startShell('chair');
    for (const [submission, outcome] of [
      [awarded, 'awarded'],
      [refused, 'not-awarded'],
    ] as const) {
      await agreeAll(submission);
      await decide(submission, outcome);
    }
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(10_000);
    await goToPath(opened.page, '/publish');
  });
  afterAll(() => shell?.close());

  /** Every standard at the top of the scale, so that the rule proposes an award for both. */
  async function agreeAll(submission: SubmissionId): Promise<void> {
    await ask(shell.desk, 'moderation.open', { submission, present: [] });
    const { items, set } = await ask(shell.desk, 'moderation.show', { submission });
    const level = Math.max(...set.scale.map(({ value }) => value));
    for (const { item } of items)
      await ask(shell.desk, 'agreed.save', {
        submission,
        item,
        outcome: { kind: 'level', level },
        reason: 'As the panel reads it.',
        condition: '',
        learningPoint: '',
      });
  }

  async function decide(submission: SubmissionId, outcome: ProposedOutcome): Promise<void> {
    await ask(shell.desk, 'decision.make', {
      submission,
      outcome,
      reason: 'Decided so.',
      learningPoints: [],
    });
  }

  const listText = (page = opened.page) =>
    page.getByRole('region', { name: 'The list as the public will read it' }).textContent();

  test('shows the page just as the public will read it, and says that it is a sample', async () => {
    const { page, watch } = opened;
    await expect.poll(() => listText()).toMatch(/Thornmere/);
    expect(await listText()).toContain('Sample, not a real list');
    expect(await listText()).not.toMatch(/Lanternfield/);
    await page.getByRole('row', { name: /^Thornmere.* \d{4} / }).waitFor();
    await page.getByText('1 organisation', { exact: true }).waitFor();
    await picture(page, 'publish');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('says who is not on it and why, for the team alone', async () => {
    const { page, watch } = opened;
    await page.getByRole('tab', { name: 'Not on it (1)' }).click();
    await page.getByText('For the team only.').waitFor();
    await page.getByRole('row', { name: /Lanternfield.*Not awarded/ }).waitFor();
    await expectNoBarrier(page);
    await page.getByRole('tab', { name: 'As the public will read it' }).click();
    watch.expectQuiet();
  });

  test('works out the list for another day, and keeps the last while a date is typed', async () => {
    const { page } = opened;
    const today = await page.getByLabel('As of').inputValue();
    await page.getByLabel('As of').fill('2020-01-01');
    await expect.poll(() => listText()).toContain('No organisation holds the award on this day.');
    await page.getByLabel('As of').fill('');
    await page.getByText('Enter a whole date').waitFor();
    await page.getByText('Who holds the award on 1 January 2020').waitFor();
    await page.getByLabel('As of').fill(today);
    await expect.poll(() => listText()).toMatch(/Thornmere/);
  });

  test('saves each form of it, and records nothing', async () => {
    const { page, watch } = opened;
    const saved = async (button: string) => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button, exact: true }).click();
      const file = await download;
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
    };
    const csv = await saved('CSV');
    expect(csv.name).toBe('list.csv');
    expect(csv.bytes.toString()).toMatch(/^\uFEFFOrganisation,ODS code,.*\r\nThornmere/);
    expect((await saved('Web page')).bytes.toString()).toMatch(/^<!doctype html>/);
    expect((await saved('Fragment to paste')).bytes.toString()).toMatch(/^<h2>/);
    expect(JSON.parse((await saved('JSON')).bytes.toString())).toMatchObject({ sample: true });
    expect(await namesIn((await saved('All of them')).bytes)).toEqual([
      'list-fragment.html',
      'list.csv',
      'list.html',
      'list.json',
    ]);
    expect(await ask(shell.desk, 'list.history', {})).toEqual([]);
    watch.expectQuiet();
  });

  test('publishes as an act that names its number and day before', async () => {
    const { page, watch } = opened;
    await page.getByRole('button', { name: 'Publish this list' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/names 1 organisation and becomes number 1 of 2026 round/).waitFor();
    await picture(page, 'publish-confirm');
    await expectNoBarrier(page);
    await dialog.getByRole('button', { name: 'Publish list number 1' }).click();
    await page.getByRole('heading', { name: 'List number 1 is published' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the files' }).click();
    expect((await download).suggestedFilename()).toMatch(/^list-as-of-\d{4}-\d\d-\d\d\.zip$/);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('tab', { name: 'Published before' }).click();
    await page.getByRole('row', { name: /^Number 1 .* The record still gives this list$/ }).waitFor();
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('says when the record would now give another list for that day', async () => {
    const { page, watch } = opened;
    await decide(awarded, 'not-awarded');
    await page.getByText('The record would now give another list for that day').waitFor();
    await picture(page, 'publish-history');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('reads in the dark and at 320 pixels', async () => {
    const { page, watch } = await shell.openPage({
      colorScheme: 'dark',
      viewport: { width: 320, height: 700 },
    });
    await goToPath(page, '/publish');
    await page.getByRole('button', { name: 'Publish this list' }).waitFor();
    await expectFits(page);
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('lets the administrator say who publishes it, and the page then says so', async () => {
    await ask(shell.desk, 'desk.openSample', { seat: 'administrator' });
    const { page, watch } = await shell.openPage();
    await goToPath(page, '/publish');
    await page.getByRole('tab', { name: 'What stands around it' }).click();
    await page.getByLabel('Published by').fill('The north panel');
    await page.getByLabel('Contact').fill('panel@example.org');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('tab', { name: 'As the public will read it' }).click();
    await expect
      .poll(() => listText(page))
      .toContain('Published by The north panel. Contact: panel@example.org.');
    watch.expectQuiet();
  });
});

/** File names in a zip, sorted. */
async function namesIn(zip: Buffer): Promise<string[]> {
  const names: string[] = [];
  const file = await new Promise<yauzl.ZipFile>((done, failed) => {
    yauzl.fromBuffer(zip, { lazyEntries: false }, (error, opened) => (error ? failed(error) : done(opened)));
  });
  await new Promise((done, failed) => {
    file.on('entry', (entry: yauzl.Entry) => names.push(entry.fileName));
    file.on('end', done);
    file.on('error', failed);
  });
  return names.sort();
}
