import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import { chooseFiles, goToRoom, saveFile } from '../support/hands.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { DESIGN_SIZE, type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();

/** Presses what has the focus, once it is given it. */
async function press(at: Locator, key = 'Enter'): Promise<void> {
  await at.focus();
  await at.page().keyboard.press(key);
}

const dialogOf = (page: Page) => page.getByRole('dialog');
const gone = (page: Page) => dialogOf(page).waitFor({ state: 'detached' });
const openTab = (page: Page, name: RegExp) => press(page.getByRole('tab', { name }));

describe.skipIf('missing' in found)('the administrator’s people', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-panel-people-'));
    shell = await startShell('administrator');
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(15_000);
    await goToRoom(opened.page, 'People');
  });
  afterAll(async () => {
    await shell?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('go out as a spreadsheet and come back with nothing changed', async () => {
    const { page, watch } = opened;
    const file = await saveFile(page, page.getByRole('button', { name: 'Save as a spreadsheet' }), folder);
    expect(file).toMatch(/People, .+\.xlsx$/);
    await press(page.getByRole('button', { name: 'Load from a file' }));
    await chooseFiles(page, 'Choose a file', file);
    await dialogOf(page).getByText('Nothing would change.').waitFor();
    await picture(page, 'people-rehearsed');
    await expectNoBarrier(page);
    await page.keyboard.press('Escape');
    await gone(page);
    watch.expectQuiet();
  });

  test('are formed into a panel by keyboard', async () => {
    const { page, watch } = opened;
    await openTab(page, /^Panels/);
    await page.getByRole('heading', { name: 'There are no panels' }).waitFor();
    await press(page.getByRole('button', { name: 'Form a panel' }));
    await press(dialogOf(page).getByRole('button', { name: 'Form', exact: true }));
    await dialogOf(page).getByRole('button', { name: 'Enter the panel’s name' }).waitFor();
    await dialogOf(page).getByLabel('Name', { exact: true }).focus();
    await page.keyboard.type('North');
    await dialogOf(page).getByLabel('Led by').selectOption({ index: 1 });
    await press(dialogOf(page).getByRole('checkbox').first(), 'Space');
    await press(
      dialogOf(page).getByRole('group', { name: 'Submissions' }).getByRole('checkbox').first(),
      'Space',
    );
    await picture(page, 'people-panel-form');
    await expectNoBarrier(page);
    await press(dialogOf(page).getByRole('button', { name: 'Form', exact: true }));
    await gone(page);
    await page.getByRole('rowheader', { name: 'North' }).waitFor();
    await picture(page, 'people-panels');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('have an interest entered for them, and settled by somebody else', async () => {
    const { page, watch } = opened;
    await openTab(page, /^Interests/);
    await press(page.getByRole('button', { name: 'Enter an interest for somebody' }));
    await press(dialogOf(page).getByRole('button', { name: 'Enter', exact: true }));
    await dialogOf(page).getByRole('button', { name: 'Choose the organisation' }).waitFor();
    await expectNoBarrier(page);
    await dialogOf(page)
      .getByLabel('Whose interest')
      .selectOption({ label: await nameOf('assessor') });
    await dialogOf(page).getByLabel('Organisation', { exact: true }).selectOption({ index: 1 });
    await press(dialogOf(page).getByRole('radio', { name: /^Personal/ }), 'Space');
    await press(dialogOf(page).getByRole('radio', { name: /^Actual/ }), 'Space');
    await dialogOf(page).getByLabel('What it is').focus();
    await page.keyboard.type('A cousin leads it.');
    await picture(page, 'people-interest-form');
    await press(dialogOf(page).getByRole('button', { name: 'Enter', exact: true }));
    await gone(page);
    await page.getByRole('tab', { name: 'Interests, 1 to settle' }).waitFor();

    await press(page.getByRole('button', { name: /^Settle: / }));
    await dialogOf(page).getByText('Personal, actual: A cousin leads it.').waitFor();
    await press(dialogOf(page).getByRole('radio', { name: /^Takes no part/ }), 'Space');
    await dialogOf(page).getByLabel('Why').focus();
    await page.keyboard.type('Too close.');
    await picture(page, 'people-settle');
    await expectNoBarrier(page);
    await press(dialogOf(page).getByRole('button', { name: 'Settle', exact: true }));
    await gone(page);
    await press(page.getByRole('button', { name: /^Settle anew: / }));
    await dialogOf(page).getByText('Personal, actual: A cousin leads it.').waitFor();
    await page.keyboard.press('Escape');
    await gone(page);
    await page.getByRole('tab', { name: 'Interests', exact: true }).waitFor();
    watch.expectQuiet();
  });

  test('work at organisations that belong together', async () => {
    const { page, watch } = opened;
    await press(page.getByRole('button', { name: 'Add two organisations' }));
    await dialogOf(page).getByLabel('Organisation', { exact: true }).selectOption({ index: 1 });
    await dialogOf(page).getByLabel('And', { exact: true }).selectOption({ index: 2 });
    await press(dialogOf(page).getByRole('button', { name: 'Add', exact: true }));
    await gone(page);
    await page.getByRole('cell', { name: 'Partner organisations' }).waitFor();
    await picture(page, 'people-interests');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'people-interests-dark');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 683, height: 384 });
    await picture(page, 'people-interests-zoomed');
    await page.setViewportSize({ width: 320, height: 640 });
    await expectFits(page);
    await page.setViewportSize(DESIGN_SIZE);
    watch.expectQuiet();
  });

  test('are assigned by hand under the same rules', async () => {
    const { page, watch } = opened;
    await openTab(page, /^Who assesses whom/);
    const settled = (await ask(shell.desk, 'interests.list', {})).find(({ state }) => state === 'recused');
    if (settled === undefined) throw new Error('Nobody was recused.');
    const assigned = await ask(shell.desk, 'assignments.list', {});
    const submissions = await ask(shell.desk, 'submissions.list', {});
    const their = submissions.find(({ organisation }) => organisation === settled.organisation);
    expect(assigned).not.toContainEqual({ submission: their?.submission, person: settled.person });
    await press(page.getByRole('button', { name: `Assign somebody to ${settled.organisationName}` }));
    const choice = dialogOf(page).getByLabel('Assessor');
    await choice.selectOption(settled.person);
    await press(dialogOf(page).getByRole('button', { name: 'Assign', exact: true }));
    await dialogOf(page)
      .getByText(/takes no part in it/)
      .first()
      .waitFor();
    await picture(page, 'people-assign-refused');
    await expectNoBarrier(page);
    await page.keyboard.press('Escape');
    await gone(page);
    watch.expectQuiet();
  });

  async function nameOf(role: string): Promise<string> {
    const people = await ask(shell.desk, 'people.list', {});
    const one = people.find(({ roles, assigned }) => roles.some((each) => each === role) && assigned > 0);
    if (one === undefined) throw new Error(`Nobody is ${role}.`);
    return one.name;
  }
});

describe.skipIf('missing' in found)('an assessor', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  beforeAll(async () => {
    shell = await startShell('assessor');
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(15_000);
  });
  afterAll(() => shell?.close());

  test('declares an interest of their own by keyboard, in any organisation of the round', async () => {
    const { page, watch } = opened;
    await goToPath(page, '/assess');
    await press(page.getByRole('button', { name: 'Declare an interest' }));
    const organisation = dialogOf(page).getByLabel('Organisation', { exact: true });
    expect(await organisation.getByRole('option').count()).toBe(9);
    await organisation.focus();
    await page.keyboard.press('ArrowDown');
    await press(dialogOf(page).getByRole('radio', { name: /^Professional/ }), 'Space');
    await press(dialogOf(page).getByRole('radio', { name: /^Potential/ }), 'Space');
    await dialogOf(page).getByLabel('What it is').focus();
    await page.keyboard.type('Applied for a post there.');
    await expectNoBarrier(page);
    await press(dialogOf(page).getByRole('button', { name: 'Declare', exact: true }));
    await gone(page);
    await page.getByText('Waits to be settled').waitFor();
    await picture(page, 'assess-interests');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });
});

describe.skipIf('missing' in found)('a chair', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  beforeAll(async () => {
    shell = await startShell('chair');
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(15_000);
  });
  afterAll(() => shell?.close());

  test('rules whether the sheet of somebody who takes no part counts, and the meeting names who leaves', async () => {
    const { page, watch } = opened;
    const [assignment] = await ask(shell.desk, 'assignments.list', {});
    if (assignment === undefined) throw new Error('Nothing is assigned.');
    const rows = await ask(shell.desk, 'submissions.list', {});
    const row = rows.find(({ submission }) => submission === assignment.submission);
    if (row === undefined) throw new Error('The submission is not there.');
    await ask(shell.desk, 'interests.settle', {
      person: assignment.person,
      organisation: row.organisation,
      outcome: 'recused',
      reason: 'Told by telephone.',
    });
    await goToPath(page, '/moderate');
    await page.getByText('To decide').waitFor();
    await picture(page, 'moderate-left-sheets');
    await expectNoBarrier(page);
    await press(page.getByRole('button', { name: /^It does not count: the sheet of / }));
    await dialogOf(page).getByLabel('Why').focus();
    await page.keyboard.type('They take no part.');
    await press(dialogOf(page).getByRole('button', { name: 'Do not count it' }));
    await gone(page);
    await page.getByText('Not counted', { exact: true }).waitFor();

    await press(page.getByRole('button', { name: `Open moderation of ${row.name}` }));
    await dialogOf(page)
      .getByText(/^Not taking part, and to leave:/)
      .waitFor();
    await picture(page, 'moderate-opening-absent');
    await press(dialogOf(page).getByRole('button', { name: 'Open moderation' }));
    // Who was recused, and who works there.
    await page.getByText(/^Not taking part: 2 /).waitFor();
    await page.getByText('not counted. They take no part.').waitFor();
    await picture(page, 'moderate-not-counted');
    await expectNoBarrier(page);
    await press(page.getByRole('button', { name: 'Meeting view' }));
    await page.getByText('Must leave first:').waitFor();
    await picture(page, 'moderate-meeting-leaves');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });
});
