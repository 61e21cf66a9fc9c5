import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre';
import type { Locator, Page } from 'playwright';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { addDays, dayInLondon, instantOf } from '../../shared/domain/dates.ts';
import { ItemId, PersonId } from '../../shared/domain/ids.ts';
import { layRound, makeRound } from '../bench/round.ts';
import { findBrowser } from '../support/chromium.ts';
import { makeDesks, resources } from '../support/desks.ts';
import { chooseFiles, goToRoom, saveFile } from '../support/hands.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { DESIGN_SIZE, type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const [first, other] = ['1.1', '2.1'].map((id) => ItemId.parse(id)) as [ItemId, ItemId];

/** Presses what has the focus, once it is given it. */
async function press(at: Locator, key = 'Enter'): Promise<void> {
  await at.focus();
  await at.page().keyboard.press(key);
}

async function type(field: Locator, words: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.press('Control+a');
  await field.page().keyboard.type(words);
}

const dialogOf = (page: Page) => page.getByRole('dialog');

/** An administrator's desk with what two assessors asked of three organisations, one of them a month ago. */
async function lay(dataFolder: string): Promise<void> {
  const desks = makeDesks();
  const round = makeRound({ organisations: 3, standards: 5, assessors: 2, perSubmission: 2, files: 1 });
  const today = dayInLondon(instantOf(new Date()));
  let now = new Date(`${addDays(today, -30)}T09:00:00.000Z`);
  const home = await openDesk({ dataFolder, resources, clock: () => now, workFactor: 4 });
  try {
    await layRound(home, round);
    const [one, two, three] = round.submissions.map(({ submission }) => submission);
    if (one === undefined || two === undefined || three === undefined)
      throw new Error('The round is too small.');
    const asking = async (person: string, questions: readonly (readonly [typeof one, ItemId, string])[]) => {
      const desk = await desks.open(person);
      await carry(home, desk, { purpose: 'round', to: PersonId.parse(person) });
      for (const [submission, item, words] of questions)
        await ask(desk, 'questions.ask', { submission, item, words });
      await carry(desk, home, { purpose: 'scores', to: PersonId.parse('admin') });
      await desks.close(desk);
    };
    await asking('a1', [[three, first, 'Who keeps the rota of protected time?']]);
    await ask(home, 'questions.send', { answerBy: addDays(today, -16), job: 'earlier' });
    now = new Date();
    await asking('a1', [
      [one, first, 'Which wards does the policy cover?'],
      [one, other, 'Since when has the board read the figures each quarter, and who presents them?'],
    ]);
    await asking('a2', [
      [one, first, 'Does the policy hold for the community teams too?'],
      [two, other, 'Is the training that you describe the same for every profession?'],
    ]);
  } finally {
    await home.close();
    await desks.end();
  }
}

describe.skipIf('missing' in found)('questions to organisations', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  let folder = '';
  let workbook = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-questions-'));
    shell = await startShell(undefined, lay);
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(20_000);
  }, 180_000);
  afterAll(async () => {
    await shell?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const words = (page: Page, about: RegExp) =>
    page.getByRole('article', { name: about }).getByLabel('As the organisation reads it');

  test('wait for the administrator, who is led to them from the round', async () => {
    const { page, watch } = opened;
    await page.getByText('4 questions about 2 submissions wait to be sent.').waitFor();
    await press(page.getByRole('link', { name: 'Send the questions to organisations' }));
    await page.getByRole('heading', { level: 1, name: 'Questions to organisations' }).waitFor();
    await page.getByRole('region', { name: /^Questions for Made-up Trust 00001/ }).waitFor();
    await picture(page, 'questions');
    await expectNoBarrier(page);
    await expectFits(page);
    watch.expectQuiet();
  });

  test('are put together with a reason, in words that stay through a reload', async () => {
    const { page, watch } = opened;
    const follower = page.getByRole('article', { name: 'Person a2 about 1.1' });
    await follower.getByLabel('Put together with').selectOption({ index: 1 });
    await follower.getByLabel('Why they are put together').waitFor();
    await type(
      words(page, /^Person a1 about 1\.1$/),
      'Which wards and community teams does the policy cover?',
    );
    await press(page.getByRole('button', { name: /^Write e-mail and workbook for Made-up Trust 00001/ }));
    await press(dialogOf(page).getByRole('button', { name: 'Write e-mail and workbook' }));
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await press(summary.getByRole('button', { name: /^Say why the questions about 1\.1 are put together/ }));
    await page.keyboard.type('Both ask how far it reaches.');
    await picture(page, 'questions-together');
    await expectNoBarrier(page);
    await expect
      .poll(async () => (await ask(shell.desk, 'drafts.read', {})).map(({ words: kept }) => kept.joined))
      .toContain('Both ask how far it reaches.');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Questions to organisations' }).waitFor();
    await expect
      .poll(() => page.getByLabel('Why they are put together').inputValue())
      .toBe('Both ask how far it reaches.');
    expect(await words(page, /^Person a1 about 1\.1$/).inputValue()).toBe(
      'Which wards and community teams does the policy cover?',
    );
    watch.expectQuiet();
  });

  test('are left out with a reason, which their asker is told', async () => {
    const { page, watch } = opened;
    const article = page.getByRole('article', { name: 'Person a2 about 2.1' });
    await press(article.getByRole('button', { name: 'Do not send it at all' }));
    await press(dialogOf(page).getByRole('button', { name: 'Do not send it', exact: true }));
    await dialogOf(page).getByRole('button', { name: 'Say why the question is not sent' }).waitFor();
    await dialogOf(page).getByLabel('Why').focus();
    await page.keyboard.type('Their account says so under 2.1.');
    await picture(page, 'questions-left-out');
    await expectNoBarrier(page);
    await press(dialogOf(page).getByRole('button', { name: 'Do not send it', exact: true }));
    await article.waitFor({ state: 'detached' });
    await press(page.getByRole('tab', { name: 'Not sent (1)' }));
    await page.getByText('Not sent: Their account says so under 2.1.').waitFor();
    await press(page.getByRole('tab', { name: /^To send/ }));
    watch.expectQuiet();
  });

  test('are read as the e-mail has them, and written with it and a workbook', async () => {
    const { page, watch } = opened;
    await press(page.getByText(/^Read the e-mail to Made-up Trust 00001/));
    await page.getByText(/has 2 questions before it decides/).waitFor();
    expect(
      await page
        .getByText(/Person a\d/)
        .filter({ hasText: /Dear/ })
        .count(),
    ).toBe(0);
    await page.setViewportSize({ width: 683, height: 900 });
    await picture(page, 'questions-683');
    await expectFits(page);
    await page.setViewportSize({ width: 320, height: 800 });
    await picture(page, 'questions-320');
    await expectFits(page);
    await page.setViewportSize(DESIGN_SIZE);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'questions-dark');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await press(page.getByRole('button', { name: 'Write e-mail and workbook', exact: true }));
    await dialogOf(page).getByText('to lead@o1.example.org').waitFor();
    await picture(page, 'questions-send');
    await expectNoBarrier(page);
    await press(dialogOf(page).getByRole('button', { name: 'Write e-mail and workbook' }));
    await page.getByRole('heading', { name: '1 e-mail written: save and send it' }).waitFor();
    await picture(page, 'questions-written');
    await expectNoBarrier(page);
    const letter = await saveFile(page, page.getByRole('button', { name: /^Save the e-mail to/ }), folder);
    workbook = await saveFile(page, page.getByRole('button', { name: /^Save the workbook for/ }), folder);
    const { text = '', attachments } = await PostalMime.parse(await readFile(letter));
    expect(text).toContain('Which wards and community teams does the policy cover?');
    expect(text).not.toMatch(/Person a\d/);
    expect(attachments.map(({ filename }) => workbook.endsWith(filename ?? 'nothing'))).toEqual([true]);
    watch.expectQuiet();
  });

  test('come back by import, beside whatever else came, and are written by keyboard', async () => {
    const { page, watch } = opened;
    const { sheets } = await readXlsx(await readFile(workbook));
    const rows = sheets[0]?.rows ?? [];
    const heading = rows.findIndex((row) => row.includes('Your answer'));
    const [column, refs] = ['Your answer', 'Evidence and pages'].map(
      (head) => rows[heading]?.indexOf(head) ?? -1,
    );
    const row = rows[heading + 1];
    if (row === undefined || column === undefined || refs === undefined)
      expect.unreachable('Nothing is asked.');
    row[column] = 'All wards since 2024, and the community teams since this spring.';
    row[refs] = 'R1';
    const evidence = sheets[1]?.rows.find(([ref]) => ref === 'R1');
    if (evidence === undefined) expect.unreachable('There is nowhere to name evidence.');
    evidence[1] = 'teams.txt';
    const filled = await writeXlsx({
      sheets: sheets.map(({ name, rows: cells }) => ({ name, rows: cells })),
    });
    const [reply, file] = [join(folder, 'filled.xlsx'), join(folder, 'teams.txt')];
    await writeFile(reply, filled);
    await writeFile(file, 'The teams.\n');
    await press(page.getByRole('link', { name: 'Import replies' }));
    await chooseFiles(page, 'Choose files', [reply, file]);
    const article = page.getByRole('article', { name: /^Made-up Trust 00001.*reply to questions$/ });
    await article.waitFor({ timeout: 60_000 });
    await article.getByText('Question 2 has no answer.').waitFor();
    await press(article.getByText('Read the answer'));
    await article.getByText(/community teams since this spring/).waitFor();
    await picture(page, 'questions-rehearsal');
    await expectNoBarrier(page);
    await page.setViewportSize({ width: 320, height: 800 });
    await article.scrollIntoViewIfNeeded();
    await picture(page, 'questions-rehearsal-320');
    await expectFits(page);
    await page.setViewportSize(DESIGN_SIZE);
    await press(article.getByRole('checkbox', { name: /^Write this reply/ }), 'Space');
    await press(page.getByRole('button', { name: 'Write 1 reply' }));
    await page.getByRole('heading', { name: '1 reply written' }).waitFor({ timeout: 60_000 });
    await picture(page, 'questions-reply-written');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('show what was answered and what is overdue, in their room and with the submission', async () => {
    const { page, watch } = opened;
    await goToRoom(page, 'Submissions');
    await press(page.getByRole('link', { name: /^Questions/ }));
    await press(page.getByRole('tab', { name: 'Sent (2)' }));
    await page.getByText('Answered in part').waitFor();
    await page.getByText('Overdue', { exact: true }).last().waitFor();
    await page.getByText('All wards since 2024, and the community teams since this spring.').waitFor();
    await picture(page, 'questions-sent');
    await expectNoBarrier(page);
    await expectFits(page);
    const again = page.getByRole('article').filter({ hasText: 'Overdue' });
    const letter = await saveFile(page, again.getByRole('button', { name: 'Save the e-mail again' }), folder);
    expect(letter).toMatch(/Made-up Trust 00003.*\.eml$/);
    await press(page.getByRole('link', { name: /^Made-up Trust 00001/ }));
    await press(page.getByRole('tab', { name: 'Questions' }));
    await page.getByText(/1 question left empty/).waitFor();
    await page.getByRole('link', { name: 'teams.txt' }).waitFor();
    await picture(page, 'questions-of-one');
    await expectNoBarrier(page);
    await page.setViewportSize({ width: 320, height: 800 });
    await expectFits(page);
    await picture(page, 'questions-of-one-320');
    await page.setViewportSize(DESIGN_SIZE);
    await goToPath(page, '/submissions/questions');
    watch.expectQuiet();
  });
});
