import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { SubmissionId } from '../../shared/domain/ids.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const submission = SubmissionId.parse('riverbend.sample-2026');

describe.skipIf('missing' in found)('the chair moderates and decides', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  beforeAll(async () => {
    shell = await startShell('chair');
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(10_000);
  });
  afterAll(() => shell?.close());

  const shown = () => ask(shell.desk, 'moderation.show', { submission });
  const fact = (page: Page, label: string | RegExp): Locator =>
    page
      .locator('dl > div')
      .filter({ has: page.getByText(label) })
      .locator('dd');
  const focusedItem = (page: Page) => page.evaluate<string>('document.activeElement.dataset.item ?? ""');
  const currentPane = (page: Page) => page.getByRole('region', { name: /^Standard \d/ });

  test('opens a submission only after saying what it freezes and asking who is present', async () => {
    const { page, watch } = opened;
    await goToPath(page, '/moderate');
    await page
      .getByRole('row', { name: /Riverbend/ })
      .getByText('Ready to open')
      .waitFor();
    await picture(page, 'moderate-list');
    await expectNoBarrier(page);
    await page.getByRole('button', { name: /^Open moderation of Riverbend/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Opening freezes the 3 sheets that are in/).waitFor();
    await dialog.getByText('Marcus Tolley').click();
    await picture(page, 'moderate-opening');
    await expectNoBarrier(page);
    await dialog.getByRole('button', { name: 'Open moderation' }).click();
    await page.getByText('Present: Ana, Ben, Chidi, Farah and Marcus').waitFor();
    const { present, assessors } = await shown();
    expect(present).toEqual(expect.arrayContaining(['farah', 'marcus', ...assessors.map(({ id }) => id)]));
    watch.expectQuiet();
  });

  test('shows first what decides a requirement, with the figures as they stand', async () => {
    const { page, watch } = opened;
    const groups = page.getByRole('rowheader', {
      name: /^(Decides a requirement|One level apart|Not scored|Agree)/,
    });
    expect(await groups.first().textContent()).toBe('Decides a requirement');
    expect(await groups.last().textContent()).toBe('Agree');
    await page.getByText('Mandatory: met or not turns on this').first().waitFor();
    const { items } = await shown();
    expect(await fact(page, 'To settle').textContent()).toBe(String(items.length));
    expect(await fact(page, 'Mandatory requirement').textContent()).toBe('5 of 6 met');
    await picture(page, 'moderate');
    await expectNoBarrier(page);

    await page.getByRole('button', { name: 'By standard' }).click();
    await page.getByRole('rowheader', { name: '1 Organisational culture' }).waitFor();
    await page.getByRole('button', { name: 'Mandatory only' }).click();
    expect(await page.locator('button[data-item]').count()).toBeLessThan(items.length);
    await page.getByRole('button', { name: 'Mandatory only' }).click();
    await page.getByRole('button', { name: 'Differences first' }).click();
    watch.expectQuiet();
  });

  test('is walked through by the arrow keys', async () => {
    const { page } = opened;
    await page.locator('button[data-item="3.2/newly-registered"]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await focusedItem(page)).toBe('3.3/internationally-educated');
    await currentPane(page).getByText('3.3, internationally educated').waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await focusedItem(page)).toBe('3.2/newly-registered');
    await page.keyboard.press('Alt+ArrowDown');
    await currentPane(page).getByText('3.3, internationally educated').waitFor();
  });

  test('opens the evidence at the page that an assessor cites', async () => {
    const { page, watch } = opened;
    const cited = currentPane(page)
      .getByRole('button', { name: /^E4, p\. \d+$/ })
      .first();
    const wanted = /p\. (\d+)/.exec((await cited.textContent()) ?? '')?.[1];
    await cited.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: /^E4 Preceptorship policy/ }).waitFor();
    await expect
      .poll(() => dialog.getByRole('textbox').first().inputValue(), { timeout: 20_000 })
      .toBe(wanted);
    await picture(page, 'moderate-evidence');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('What the organisation says').click();
    await currentPane(page)
      .getByRole('button', { name: /^E4 Preceptorship policy/ })
      .first()
      .waitFor();
    watch.expectQuiet();
  });

  test('asks why where the sheets differ, and keeps what was typed', async () => {
    const { page, watch } = opened;
    const pane = currentPane(page);
    await pane.getByText('Partly met', { exact: true }).last().click();
    await pane.getByRole('button', { name: 'Add a condition' }).click();
    await pane.getByLabel('Condition: what is missing').fill('Begin the programme at arrival');
    await pane.getByRole('button', { name: 'Agree, and next' }).click();
    await pane.getByRole('button', { name: 'Enter the day by which the condition is to be met' }).click();
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('conditionBy');
    await pane.getByLabel('To be met by').fill('2027-03-31');
    await pane.getByRole('button', { name: 'Agree, and next' }).click();
    await pane.getByRole('button', { name: /^The sheets do not all say this/ }).waitFor();
    await expectNoBarrier(page);
    expect(await pane.getByLabel('Condition: what is missing').inputValue()).toBe(
      'Begin the programme at arrival',
    );
    await page.getByRole('button', { name: /^Objectives are/ }).click();
    await page.locator('button[data-item="3.3/internationally-educated"]').click();
    expect(await pane.getByLabel('To be met by').inputValue()).toBe('2027-03-31');
    await pane.getByLabel(/^Why/).fill('Twelve months for all, but for this group they begin late.');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(
        async () => (await shown()).items.find(({ item }) => item === '3.3/internationally-educated')?.agreed,
      )
      .toMatchObject({
        outcome: { kind: 'level', level: 1 },
        reason: 'Twelve months for all, but for this group they begin late.',
        condition: 'Begin the programme at arrival',
        conditionBy: '2027-03-31',
      });
    watch.expectQuiet();
  });

  test('agrees at once what every sheet says alike, and says which before', async () => {
    const { page, watch } = opened;
    const before = await shown();
    const agreedBefore = before.items.filter(({ agreed }) => agreed !== undefined).length;
    const agreeThem = page.getByRole('button', { name: /^Agree the \d+ that already agree$/ });
    const count = Number(/\d+/.exec((await agreeThem.textContent()) ?? '')?.[0]);
    await agreeThem.click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('listitem').count()).toBe(count);
    await expectNoBarrier(page);
    await dialog.getByRole('button', { name: `Agree the ${count} that already agree` }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => fact(page, 'To settle').textContent())
      .toBe(String(before.items.length - agreedBefore - count));
    expect(await agreeThem.count()).toBe(0);
    watch.expectQuiet();
  });

  test('blocks the decision while something is missing, and leads to it', async () => {
    const { page, watch } = opened;
    await page.getByRole('link', { name: 'Decide' }).click();
    await page.getByRole('heading', { name: 'What is missing' }).waitFor();
    expect(await page.getByRole('button', { name: /^Decide/ }).count()).toBe(0);
    await picture(page, 'decision-missing');
    await expectNoBarrier(page);
    await page.getByRole('link', { name: '4.4', exact: true }).click();
    await currentPane(page).getByText('4.4', { exact: true }).waitFor();
    watch.expectQuiet();
  });

  test('shows nothing in the meeting view before it begins, then one standard at a time', async () => {
    const { page, watch } = opened;
    await page.getByRole('button', { name: 'Meeting view' }).click();
    const meeting = page.getByRole('dialog');
    await meeting.getByText('Anyone else leaves before you begin').waitFor();
    expect(await meeting.textContent()).not.toMatch(/Partly met|Cannot judge/);
    await meeting.getByRole('button', { name: 'Begin' }).click();
    await meeting.getByText('4.4', { exact: true }).waitFor();
    await picture(page, 'meeting');
    await expectNoBarrier(page);
    const open = async () => (await shown()).items.filter(({ agreed }) => agreed === undefined).length;
    for (let left = await open(); left > 0; left -= 1) {
      await meeting.getByText('Met', { exact: true }).last().click();
      await meeting.getByLabel(/^Why/).fill('As most of the panel read it.');
      await page.keyboard.press('Control+Enter');
      await expect.poll(open).toBe(left - 1);
    }
    await meeting.getByText('Everything is settled').waitFor();
    await meeting.getByRole('button', { name: 'Leave the meeting view' }).click();
    await meeting.waitFor({ state: 'detached' });
    watch.expectQuiet();
  });

  test('proposes by the rule; deciding otherwise takes a reason that stays', async () => {
    const { page, watch } = opened;
    await page.getByRole('link', { name: 'Decide' }).click();
    await page.getByText('Begin the programme at arrival').waitFor();
    expect(await fact(page, 'The rule proposes').textContent()).toBe('Awarded when conditions are met');
    await picture(page, 'decision');
    await expectNoBarrier(page);
    await page.getByText('Not awarded this year', { exact: true }).click();
    await page.getByRole('button', { name: 'Decide: Not awarded this year' }).click();
    await page.getByRole('button', { name: 'The decision is not what the rule proposes. Say why.' }).click();
    await page.keyboard.type('The panel does not expect the condition to be met.');
    await page.getByRole('button', { name: 'Decide: Not awarded this year' }).click();
    await page.getByText('The rule proposed: Awarded when conditions are met.').waitFor();
    await page.getByText('The panel does not expect the condition to be met.').waitFor();

    await page.getByRole('button', { name: 'Decide again' }).click();
    await page.getByRole('button', { name: 'Decide: Awarded when conditions are met' }).click();
    await page.getByText(/^The award is held from .*, both days included\.$/).waitFor();
    await picture(page, 'decided');
    await expectNoBarrier(page);
    expect((await shown()).decision).toMatchObject({
      outcome: 'awarded-when-conditions-are-met',
      basisMoved: false,
    });
    watch.expectQuiet();
  });

  test('records that a condition is met, on what day and by what', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'It is met' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Record that it is met' }).click();
    await dialog.getByRole('button', { name: 'Say what shows that it is met' }).waitFor();
    await dialog.getByLabel('Met on').fill('2027-02-01');
    await dialog.getByLabel('What shows it').fill('New policy, seen by the chair.');
    await dialog.getByRole('button', { name: 'Record that it is met' }).click();
    await page.getByText('Met on 1 February 2027').waitFor();
  });

  test('says that a decision rests on scores that have changed since', async () => {
    const { page, watch } = opened;
    await ask(shell.desk, 'agreed.save', {
      submission,
      item: (await shown()).items[0]?.item ?? '',
      outcome: { kind: 'level', level: 1 },
      reason: 'Read again.',
      condition: '',
      learningPoint: '',
    });
    await page.getByText(/has changed since this was decided/).waitFor();
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('closes, and opens again only with a reason', async () => {
    const { page, watch } = opened;
    await goToPath(page, `/moderate/${submission}`);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('button', { name: 'Close moderation' }).click();
    await page.getByRole('button', { name: 'Reopen' }).waitFor();
    expect(await page.getByRole('button', { name: 'Agree, and next' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Reopen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Reopen moderation' }).click();
    await dialog.getByRole('button', { name: 'Say why it is opened again' }).waitFor();
    await dialog.getByLabel('Why').fill('A page of evidence was overlooked.');
    await dialog.getByRole('button', { name: 'Reopen moderation' }).click();
    await page.getByRole('button', { name: 'Agree, and next' }).waitFor();
    watch.expectQuiet();
  });

  test('shows the proposals for every submission, and why', async () => {
    const { page, watch } = opened;
    await goToPath(page, '/moderate');
    await page.getByRole('button', { name: 'Propose outcomes by the rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'What the rule proposes' });
    await dialog.getByRole('row', { name: /Thornmere.*Nothing yet/ }).waitFor();
    await expectNoBarrier(page);
    await page.keyboard.press('Escape');
    watch.expectQuiet();
  });

  test('reads in the dark, at 320 pixels and in one pane', async () => {
    const { page, watch } = await shell.openPage({
      colorScheme: 'dark',
      viewport: { width: 320, height: 700 },
    });
    for (const path of ['/moderate', `/moderate/${submission}`, `/moderate/${submission}/decision`]) {
      await goToPath(page, path);
      await page
        .getByText(/Riverbend/)
        .first()
        .waitFor();
      await expectFits(page);
      await expectNoBarrier(page);
    }
    await goToPath(page, `/moderate/${submission}`);
    await page.locator('button[data-item]').first().click();
    await page.getByRole('button', { name: 'All standards' }).waitFor();
    expect(await page.locator('button[data-item]').first().isVisible()).toBe(false);
    await expectFits(page);
    await expectNoBarrier(page);
    await picture(page, 'moderate-320-dark');
    await page.getByRole('button', { name: 'All standards' }).click();
    await page.locator('button[data-item]').first().waitFor();
    watch.expectQuiet();
  });
});
