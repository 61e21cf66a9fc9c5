import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readXlsx } from 'hucre';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBrowser } from '../support/chromium.ts';
import { chooseFiles, goToRoom } from '../support/hands.ts';
import { expectFits, expectNoBarrier, picture } from '../support/looks.ts';
import { DESIGN_SIZE, type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const sampleFiles = resolve(import.meta.dirname, '../../resources/sample-round/files');
const found = await findBrowser();

/** The page's own kind of script: these tests know no document. */
const scheme = 'getComputedStyle(document.documentElement).colorScheme';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

describe.skipIf('missing' in found)('first start', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  beforeAll(async () => {
    shell = await startShell();
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(10_000);
  });
  afterAll(() => shell?.close());

  test('offers three doors, and says what is missing before a round begins', async () => {
    const { page, watch } = opened;
    for (const door of ['Look around in the sample round', 'Start a round', 'Open a round file'])
      await expect.poll(() => page.getByRole('heading', { name: door }).isVisible()).toBe(true);
    await picture(page, 'welcome');
    await expectNoBarrier(page);

    await page.getByLabel('Title').fill('');
    await page.getByRole('button', { name: 'Start the round' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await summary.waitFor();
    expect(await page.evaluate<string>('document.activeElement.innerText')).toMatch(/^There is a problem/);
    await summary.getByRole('button', { name: 'Enter your name' }).click();
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('administrator');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('starts a round with what was typed, and every room then says that its standards are a sample', async () => {
    const { page, watch } = opened;
    await page.keyboard.type('Sam Adeyemi');
    await page.getByLabel('Year').fill('2031');
    await page.getByLabel('Title').fill('The 2031 round');
    await page.getByLabel('Submissions close on').fill('2031-03-28');
    await page.getByRole('button', { name: 'Start the round' }).click();
    await heading(page, 'The 2031 round').waitFor();
    await page.getByText('28 March 2031 at 17:00').waitFor();
    for (const room of ['Standards', 'People', 'Submissions', 'This computer']) {
      await goToRoom(page, room);
      await page.getByText('Sample, not a real round').waitFor();
    }
    await goToRoom(page, 'Submissions');
    await page.getByRole('heading', { name: 'No organisation is in this round yet' }).waitFor();
    watch.expectQuiet();
  });

  test('registers an organisation that comes with the program, by a part of its name', async () => {
    const { page, watch } = opened;
    await page.getByRole('button', { name: 'Register an organisation' }).click();
    await page.getByLabel('Name', { exact: true }).fill('barts');
    await page.getByRole('button', { name: 'Barts Health NHS Trust' }).click();
    expect(await page.getByLabel('ODS code').inputValue()).toBe('R1H');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByRole('rowheader', { name: 'Barts Health NHS Trust' }).waitFor();
    watch.expectQuiet();
  });

  test('finds the room again after a reload', async () => {
    const { page } = opened;
    await page.reload();
    await heading(page, 'Submissions').waitFor();
  });
});

describe.skipIf('missing' in found)('the administrator’s rooms in the sample round', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-panel-rooms-'));
    shell = await startShell('administrator');
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(10_000);
    await heading(opened.page, /round/).waitFor();
  });
  beforeEach(() => opened.page.setViewportSize(DESIGN_SIZE));
  afterAll(async () => {
    await shell?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.for(['Round', 'Standards', 'People', 'Submissions', 'This computer'] as const)(
    '%s: no barrier, no complaint, and fits a window of 320 pixels',
    async (room) => {
      const { page, watch } = opened;
      await goToRoom(page, room);
      await page.waitForLoadState('networkidle', { timeout: 1000 }).catch(() => undefined);
      await picture(page, room.toLowerCase().replaceAll(' ', '-'));
      await expectNoBarrier(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectNoBarrier(page);
      await picture(page, `${room.toLowerCase().replaceAll(' ', '-')}-dark`);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 320, height: 640 });
      await expectFits(page);
      watch.expectQuiet();
    },
  );

  test('shows what the rule makes of an example', async () => {
    const { page, watch } = opened;
    await goToRoom(page, 'Standards');
    await page.getByRole('tab', { name: 'Try the rule' }).click();
    const result = page.getByRole('complementary');
    await result.getByText('Awarded.', { exact: true }).waitFor();
    await result.getByText('6 of 6 met').waitFor();
    await page.getByRole('button', { name: 'All Partly met' }).click();
    await result.getByText('Not awarded this year.').waitFor();
    await result.getByText('0 of 6 met').waitFor();
    for (const box of await page.getByRole('checkbox', { name: /with a condition/ }).all()) await box.check();
    await result.getByText('Awarded when conditions are met.').waitFor();
    await page.getByRole('radio', { name: '1.1: Cannot judge' }).check();
    await result.getByText('The panel cannot judge 1.1.').waitFor();
    await picture(page, 'standards-try');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('shows the national wording one key away, and the removed standard in its place', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'Standards' }).click();
    const adjusted = page.getByRole('article').filter({ hasText: 'Adjusted in London' });
    expect(await adjusted.count()).toBe(4);
    await adjusted.first().getByText('National wording').focus();
    await page.keyboard.press('Enter');
    await adjusted.first().getByText('Sample wording:').waitFor();
    await page
      .getByRole('article')
      .filter({ hasText: '5.5' })
      .getByText('Removed in London')
      .first()
      .waitFor();
  });

  test('sorts, filters, copies and saves a table by the keyboard', async () => {
    const { page, context, watch } = opened;
    await context.grantPermissions(['clipboard-write']);
    await goToRoom(page, 'Submissions');
    const names = () => page.getByRole('table').getByRole('rowheader').allTextContents();
    const before = await names();
    await page.getByRole('button', { name: 'Organisation', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await names()).toEqual(before.toSorted().reverse());
    await page.getByLabel('Filter').fill('riverbend');
    expect(await names()).toHaveLength(1);
    await page.getByRole('button', { name: 'Copy table' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Filter').fill('');
    await page.getByLabel('Filter').press('Control+V');
    const pasted = await page.getByLabel('Filter').inputValue();
    expect(pasted).toMatch(/^Organisation\tReceived\t.*Riverbend/);
    expect(pasted).not.toContain('Thornmere');
    await page.getByLabel('Filter').fill('riverbend');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as spreadsheet' }).press('Enter');
    const { sheets } = await readXlsx(readFileSync(await (await saved).path()));
    const [head, ...rows] = sheets[0]?.rows ?? [];
    expect(head?.[0]).toBe('Organisation');
    expect(rows.map(([name]) => name)).toEqual([expect.stringMatching(/^Riverbend/)]);
    await page.getByLabel('Filter').fill('');
    watch.expectQuiet();
  });

  test('opens a submission with its answers and evidence', async () => {
    const { page, watch } = opened;
    await page.getByRole('link', { name: /^Riverbend/ }).click();
    await heading(page, /^Riverbend/).waitFor();
    await picture(page, 'submission');
    await expectNoBarrier(page);
    await page.getByRole('tab', { name: /Evidence/ }).click();
    expect(await page.getByRole('table').getByRole('row').count()).toBeGreaterThan(6);
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('rehearses an import, tells each problem with its place, and writes what was chosen', async () => {
    const { page, watch } = opened;
    const inbox = join(folder, 'inbox');
    for (const name of ['orchard-vane', 'wrenhollow'])
      await cp(join(sampleFiles, name), join(inbox, name), { recursive: true });
    await goToRoom(page, 'Submissions');
    await page.getByRole('link', { name: 'Import what came' }).click();
    await chooseFiles(page, 'Choose a folder', inbox);
    await page.getByRole('heading', { name: /^Orchard Vane/ }).waitFor({ timeout: 60_000 });
    const orchard = page
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: /^Orchard Vane/ }) });
    await orchard.getByText(/Gren/).waitFor();
    await picture(page, 'rehearsal');
    await expectNoBarrier(page);

    const wren = page
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: /^Wrenhollow/ }) });
    await wren.getByText(/4\.1/).first().waitFor();
    await wren.getByRole('checkbox', { name: /accept/ }).check({ force: true });
    await page.getByRole('button', { name: 'Write 1 submission' }).click();
    await page.getByRole('alert').filter({ hasText: 'There is a problem' }).waitFor();
    await wren.getByLabel('Why it is accepted late').fill('Their post room was closed on the last day.');
    await page.getByRole('button', { name: 'Write 1 submission' }).click();
    await page.getByRole('heading', { name: '1 submission written' }).waitFor({ timeout: 60_000 });
    await picture(page, 'written');
    await page.getByRole('link', { name: /^Wrenhollow/ }).click();
    await page.getByRole('heading', { name: 'To chase' }).waitFor();
    watch.expectQuiet();
  });

  test('rehearses a list of people, appoints them, and shows a proposal before it is made', async () => {
    const { page, watch } = opened;
    const file = join(folder, 'people.csv');
    await writeFile(
      file,
      'name,email,roles,profession,employer\nMo Farouk,mo@example.org,assessor,Orthoptist,\n',
    );
    await goToRoom(page, 'People');
    await page.getByRole('button', { name: 'Load from a file' }).click();
    await chooseFiles(page, 'Choose a file', file);
    await page.getByRole('dialog').getByRole('rowheader', { name: 'Mo Farouk' }).waitFor();
    await expectNoBarrier(page);
    await page.getByRole('button', { name: 'Appoint 1 person' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: 'Mo Farouk' }).waitFor();

    await page.getByRole('tab', { name: 'Who assesses whom' }).click();
    await page.getByRole('button', { name: 'Propose' }).click();
    await page.getByRole('heading', { name: /^Proposed: / }).waitFor();
    await page.getByText('Proposed', { exact: true }).first().waitFor();
    await picture(page, 'people-proposal');
    await expectNoBarrier(page);
    await page.getByRole('button', { name: /^Make \d+ assignments?$/ }).click();
    await page.getByRole('heading', { name: /^Proposed: / }).waitFor({ state: 'detached' });
    watch.expectQuiet();
  });

  test('checks the record, keeps the looks and the shortcuts as they were set', async () => {
    const { page, watch } = opened;
    await goToRoom(page, 'This computer');
    await page.getByRole('button', { name: 'Check everything' }).click();
    await page.getByText('All is well').waitFor({ timeout: 60_000 });
    await page.getByText('Dark', { exact: true }).click();
    expect(await page.evaluate<string>(scheme)).toBe('dark');
    await page.getByText('Shortcuts are on').click();
    await page.reload();
    await heading(page, 'This computer').waitFor();
    expect(await page.evaluate<string>(scheme)).toBe('dark');
    await page.keyboard.press('Control+/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByText('Shortcuts are on').click();
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Light', { exact: true }).click();
    watch.expectQuiet();
  });

  test('leads past the bar by its first key, and leaves the sample for the three doors', async () => {
    const { page, watch } = opened;
    await page.reload();
    await heading(page, 'This computer').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('MAIN');
    await page.getByRole('button', { name: 'Leave the sample' }).click();
    await page.getByRole('heading', { name: 'Look around in the sample round' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Rooms' }).count()).toBe(0);
    watch.expectQuiet();
  });
});

describe.skipIf('missing' in found)('an assessor', () => {
  let shell: RunningShell;
  beforeAll(async () => {
    shell = await startShell('assessor');
  });
  afterAll(() => shell?.close());

  test('finds two rooms and this computer, and no other by its address', async () => {
    const { page, watch } = await shell.openPage();
    const rail = page.getByRole('navigation', { name: 'Rooms' });
    await rail.waitFor();
    expect(await rail.getByRole('link').allTextContents()).toEqual([
      'My submissions',
      'Send and receive',
      'This computer',
    ]);
    await page.evaluate(`location.hash = '/people'`);
    await page.waitForURL(/#\/assess/);
    await expectNoBarrier(page);
    watch.expectQuiet();
  });
});
