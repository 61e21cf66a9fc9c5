import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { itemsOf } from '../../shared/domain/standard-set.ts';
import { findBrowser } from '../support/chromium.ts';
import { type Answers, csvOf, gridOf } from '../support/grids.ts';
import { chooseFiles, goToRoom } from '../support/hands.ts';
import { expectFits, expectNoBarrier, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();

describe.skipIf('missing' in found)('a table of many organisations', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  let folder = '';
  let rows: Answers[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-wide-'));
    shell = await startShell('administrator');
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(20_000);
    rows = await answersOf(shell);
  });
  afterAll(async () => {
    await shell?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function choose(page: Page, name: string, answers: readonly Answers[]): Promise<void> {
    const place = join(folder, name);
    await mkdir(join(place, 'Riverbend'), { recursive: true });
    await writeFile(join(place, 'Forms export.csv'), csvOf(gridOf(answers)));
    await goToRoom(page, 'Submissions');
    await page.getByRole('link', { name: 'Import what came' }).click();
    await chooseFiles(page, 'Choose a folder', place);
  }

  test('is mapped by keyboard, with its problems beside the columns, and rehearsed', async () => {
    const { page, watch } = opened;
    await choose(page, 'first', rows);
    const heading = page.getByRole('heading', { name: 'Which column is what' });
    await heading.waitFor({ timeout: 60_000 });
    expect(await heading.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    await expectNoBarrier(page);
    await expectFits(page);
    await picture(page, 'wide-map');
    const label = page.getByLabel(/^What column B, How may we call you\? is$/);
    expect(await label.inputValue()).toBe('');
    const strange = page.getByRole('button', { name: '2 columns were not recognised' });
    await page.keyboard.press('Tab');
    expect(await strange.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Met');
    expect(await page.getByLabel('‘Green’').inputValue()).toBe('2');
    // A second column for the organisation stands in the way, and both words and column say so.
    await strange.focus();
    await page.keyboard.press('Enter');
    expect(await label.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.type('Organisation');
    expect(await label.inputValue()).toBe('organisation');
    const use = page.getByRole('button', { name: 'Use this mapping' });
    await use.focus();
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    const sentence = 'Columns A and B are both ‘Organisation’s name’. Keep one of them.';
    await alert.getByText(sentence).waitFor();
    expect(await page.getByText(sentence).count()).toBe(2);
    await expectNoBarrier(page);
    await picture(page, 'wide-map-problem');
    await alert.getByRole('button', { name: sentence }).focus();
    await page.keyboard.press('Enter');
    expect(await label.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    // Half said: a part without its standard.
    await page.keyboard.type('Done since');
    await use.focus();
    await page.keyboard.press('Enter');
    await alert.getByText('Choose the standard that column B is about.').waitFor();
    await label.focus();
    await page.keyboard.type('Contact');
    expect(await label.inputValue()).toBe('contact-name');
    for (const [width, height, name] of [
      [683, 384, 'zoomed'],
      [320, 600, 'narrow'],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expectFits(page);
      await page.getByRole('heading', { name: 'Not recognised' }).scrollIntoViewIfNeeded();
      await picture(page, `wide-map-${name}`);
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectNoBarrier(page);
    await picture(page, 'wide-map-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await use.focus();
    await page.keyboard.press('Enter');
    await page.getByText(/Read by the mapping of \d+ \w+ \d{4}\./).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('article').count()).toBe(rows.length);
    await page.getByText('Forms export, row 3, column').first().waitFor();
    await expectNoBarrier(page);
    await expectFits(page);
    await picture(page, 'wide-rehearsed');
    await page.setViewportSize({ width: 320, height: 600 });
    await expectFits(page);
    await picture(page, 'wide-rehearsed-narrow');
    await page.setViewportSize({ width: 1366, height: 768 });
    watch.expectQuiet();
  });

  test('next week’s needs no mapping, and can be changed; what was chosen stays meanwhile', async () => {
    const { page, watch } = opened;
    await choose(
      page,
      'second',
      rows.map((row) => Object.fromEntries(Object.entries(row).toReversed())),
    );
    await page.getByText(/Read by the mapping of/).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('heading', { name: 'Which column is what' }).count()).toBe(0);
    const first = page.getByRole('article').first();
    const write = first.getByRole('checkbox');
    if (!(await write.isChecked())) {
      await write.focus();
      await page.keyboard.press('Space');
    }
    await page.getByRole('button', { name: /^Change what the columns of Forms export are/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Which column is what' }).waitFor();
    expect(await page.getByLabel('‘Green’').inputValue()).toBe('2');
    await page.getByRole('button', { name: 'Leave it as it is' }).focus();
    await page.keyboard.press('Enter');
    await first.waitFor();
    expect(await write.isChecked()).toBe(true);
    watch.expectQuiet();
  });

  test('of 400 columns answers to the keyboard as one of a few does', async () => {
    const { page, watch } = opened;
    const wide = Object.fromEntries(Array.from({ length: 340 }, (_, at) => [`Remark ${at}`, 'So it is.']));
    await choose(
      page,
      'wide',
      rows.map((row) => ({ ...row, ...wide })),
    );
    await page.getByText('340 columns are new.').waitFor({ timeout: 60_000 });
    const last = page.getByLabel('What column NP, Remark 315 is');
    await last.focus();
    const from = performance.now();
    await page.keyboard.type('Acc');
    await page.getByLabel('Standard of column NP, Remark 315').waitFor();
    process.stdout.write(
      `A choice among 400 columns is shown after ${Math.round(performance.now() - from)} ms\n`,
    );
    await page.keyboard.press('Tab');
    await page.keyboard.type('2.3');
    await page.getByText('64 of 404 columns used.').waitFor();
    await expectNoBarrier(page);
    await expectFits(page);
    watch.expectQuiet();
  });

  test('changed headings say what is new and what has gone', async () => {
    const { page, watch } = opened;
    await choose(
      page,
      'third',
      rows.map(({ 'Sites covered': _gone, ...row }) => ({ ...row, 'Anything else?': 'No' })),
    );
    await page.getByText(/The headings have changed since they were mapped/).waitFor({ timeout: 60_000 });
    await page.getByText('1 column is new. No longer there: ‘Sites covered’.').waitFor();
    await page.getByRole('heading', { name: 'New since it was mapped' }).waitFor();
    expect(await page.getByText('not recognised').count()).toBe(0);
    await expectNoBarrier(page);
    await picture(page, 'wide-changed');
    await page.getByRole('button', { name: 'It is evidence, no such table' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/The folder holds no submission workbook/).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('heading', { name: 'Which column is what' }).count()).toBe(0);
    watch.expectQuiet();
  });
});

/** Three organisations of the sample round, as its forms service would export what they answered. */
async function answersOf({ desk }: RunningShell): Promise<Answers[]> {
  const [{ set }, organisations] = await Promise.all([
    ask(desk, 'standards.show', {}),
    ask(desk, 'organisations.list', {}),
  ]);
  return organisations.slice(0, 3).map(({ name }, at) => ({
    Organisation: name,
    'How may we call you?': `Lead number ${at + 1}`,
    'E-mail': `lead${at + 1}@example.org`,
    'Sites covered': 'All of our sites',
    Professions: 'Dietitians;Physiotherapists;',
    'Transitions offered': 'Newly registered;',
    ...Object.fromEntries(
      itemsOf(set, ['newly-registered', 'return-to-practice']).flatMap(({ standard, transition }, item) => {
        const of = transition === undefined ? standard.number : `${standard.number} ${transition.name}`;
        const asked = transition?.id !== 'return-to-practice';
        const rating = at === 0 && item < 2 ? 'Green' : at === 1 && item === 1 ? 'Metish' : 'Met';
        return [
          [`${of}: your rating`, asked ? rating : ''],
          [`${of}: tell us how you do this`, asked ? `We do what ${of} says on every site.` : ''],
        ];
      }),
    ),
    'Colour of the folder': 'Blue',
    'Signed by': 'A director',
  }));
}
