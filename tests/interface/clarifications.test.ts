import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { ItemId, PersonId, StandardNumber } from '../../shared/domain/ids.ts';
import { type AskingRound, layAsking, passOn, reply } from '../support/asking.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { enterSheet } from '../support/panel.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const admin = PersonId.parse('admin');
const item = ItemId.parse('1.1');
const SUMMER = 'Does “all year” take in the summer, as we do at the Mile End site?';
const BANK = 'Are bank staff “everyone”?';

/** The chair's window; what assessors asked came with the administrator's file. */
describe.skipIf('missing' in found)('the chair answers, and sees what the panel asked', () => {
  let lain: AskingRound;
  let shell: RunningShell;
  let seat: ShellPage;

  beforeAll(async () => {
    lain = await layAsking();
    const { home, round, submission } = lain;
    const [mine, theirs] = [await lain.desk('a1', 'round'), await lain.desk('a2', 'round')];
    const standard = StandardNumber.parse('1.1');
    await ask(mine, 'clarifications.ask', { standard, words: SUMMER });
    await ask(theirs, 'clarifications.ask', { standard, words: BANK });
    const { question } = await ask(mine, 'questions.ask', {
      submission,
      item,
      words: 'Does the rota take in bank staff?',
    });
    await ask(theirs, 'questions.ask', { submission, item, words: 'Who signs the rota?' });
    for (const desk of [mine, theirs]) await carry(desk, home, { purpose: 'scores', to: admin });
    passOn(lain, 'a1', [question]);
    await reply(lain, [
      { item, question: 'Does the rota take in bank staff?', answer: 'Yes, since January.', ref: 'R1' },
    ]);
    for (const person of ['a1', 'a2'])
      await enterSheet({ desk: home, round }, submission, PersonId.parse(person), 2, { '1.2': 1 });
    shell = await startShell(undefined, async (dataFolder) => {
      const desk = await lain.desk('chair', 'moderation', dataFolder);
      await desk.close();
    });
    seat = await shell.openPage();
    seat.page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await shell?.close();
    await lain?.end();
  });

  const question = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });
  const given = async () => (await ask(shell.desk, 'clarifications.list', {})).flatMap((each) => each.given);

  test('the next thing to do leads to what assessors ask about the standards', async () => {
    const { page, watch } = seat;
    await goToPath(page, '/round');
    await page.getByRole('link', { name: 'Answer what assessors ask about the standards' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Questions about the standards' }).waitFor();
    await question(page, SUMMER).getByText('Person a1').first().waitFor();
    await question(page, BANK).getByText('Person a2').first().waitFor();
    await picture(page, 'clarifications');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('one is answered alone, by keyboard, and what is missing is said beside its field', async () => {
    const { page, watch } = seat;
    const one = question(page, BANK);
    await one.getByRole('button', { name: 'Answer' }).press('Enter');
    await one.getByRole('button', { name: 'Choose who reads your answer' }).press('Enter');
    await page.keyboard.press('Space');
    expect(await one.getByRole('radio', { name: 'Person a2 alone' }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.type('They are, once they are on the rota.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await one.getByText(/to Person a2 alone$/).waitFor();
    expect(await given()).toMatchObject([{ toEveryone: false, question: '' }]);
    await one.getByText('Answered', { exact: true }).waitFor();
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('everyone is told in words of the chair’s own, which they see first and which name nobody', async () => {
    const { page, watch } = seat;
    const one = question(page, SUMMER);
    await one.getByRole('radio', { name: 'Person a1 alone' }).focus();
    await page.keyboard.press('ArrowDown');
    await one.getByLabel('The question, in your own words').fill(SUMMER);
    await one.getByRole('textbox', { name: 'Your answer' }).fill('It does, as Person a2 says.');
    const preview = one.getByRole('region', { name: 'What everyone will read' });
    await preview.getByText(/^Person chair, .*, to everyone who assesses$/).waitFor();
    await preview.getByText('It does, as Person a2 says.').waitFor();
    const tell = one.getByRole('button', { name: 'Tell everyone' });
    await tell.press('Enter');
    await one.getByRole('button', { name: /^Put the question in your own words/ }).press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Which months count?');
    await tell.press('Enter');
    await one.getByRole('button', { name: /it names Person a2\. Say it without a name\.$/ }).waitFor();
    await preview.getByText('‘Person’ is part of the name of whoever asked.').waitFor();
    await picture(page, 'clarifications-everyone');
    await expectNoBarrier(page);
    // What is written stays when one looks elsewhere.
    await expect
      .poll(() => ask(shell.desk, 'drafts.read', {}))
      .toMatchObject([{ words: { to: 'everyone' } }]);
    await goToPath(page, '/moderate');
    await page.getByText('1 question about the standards waits for an answer.').waitFor();
    await picture(page, 'clarifications-list');
    await page.getByRole('link', { name: 'Answer it' }).press('Enter');
    expect(await one.getByLabel('The question, in your own words').inputValue()).toBe('Which months count?');
    await one.getByRole('textbox', { name: 'Your answer' }).fill('All twelve.');
    await tell.press('Enter');
    await one.getByText(/to everyone who assesses$/).waitFor();
    await expect.poll(given).toMatchObject([{ toEveryone: true, question: 'Which months count?' }, {}]);
    expect(await ask(shell.desk, 'drafts.read', {})).toEqual([]);
    await picture(page, 'clarifications-answered');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('a moderated standard shows what was asked, by whom, and what came back; the chair asks too', async () => {
    const { page, watch } = seat;
    const { submission } = lain;
    await ask(shell.desk, 'moderation.open', { submission, present: [] });
    await goToPath(page, `/moderate/${submission}/at/${item}`);
    const pane = page.getByRole('region', { name: /^Standard 1\.1/ });
    await pane.getByText('Questions and replies: 1 waits, 1 reply').waitFor();
    await pane.getByText(/not sent yet, asked by Person a2$/).waitFor();
    await pane.getByText(/asked by Person a1$/).waitFor();
    await pane.getByText('Yes, since January.').waitFor();
    await pane.getByRole('button', { name: 'R1 Bank rota, p. 1' }).press('Enter');
    await page.getByRole('dialog').getByText('Bank staff are in the rota.').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+q');
    await page.keyboard.type('Since which January?');
    // The key that agrees a score agrees none from under a question.
    await page.keyboard.press('Control+Enter');
    await picture(page, 'moderate-questions');
    await expectNoBarrier(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await pane.getByText(/asked by Person chair$/).waitFor();
    const { items } = await ask(shell.desk, 'moderation.show', { submission });
    expect(items.find((each) => each.item === item)?.agreed).toBeUndefined();
    watch.expectQuiet();
  });

  test('the meeting shows questions and replies, and never who asked', async () => {
    const { page, watch } = seat;
    await page.getByRole('button', { name: 'Meeting view' }).press('Enter');
    await page.getByRole('button', { name: 'Begin' }).press('Enter');
    const meeting = page.getByRole('dialog');
    await meeting.getByText('Yes, since January.').waitFor();
    await meeting.getByText('Who signs the rota?').waitFor();
    expect(await meeting.getByText(/asked by/).count()).toBe(0);
    await picture(page, 'meeting-questions');
    await expectNoBarrier(page);
    await page.keyboard.press('Escape');
    watch.expectQuiet();
  });

  test('they fit twice the size, 320 pixels and the dark', async () => {
    const { page } = seat;
    const { submission } = lain;
    for (const [name, width, height] of [
      ['twice', 683, 384],
      ['320', 320, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const [room, path] of [
        ['clarifications', '/moderate/clarifications'],
        ['moderate-questions', `/moderate/${submission}/at/${item}`],
      ] as const) {
        // In a narrow window the submission's own heading gives way to the standard.
        await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
        await page
          .getByText(/^Questions (about the standards|and replies)/)
          .last()
          .scrollIntoViewIfNeeded();
        await picture(page, `${room}-${name}`);
        await expectFits(page);
        await expectNoBarrier(page);
      }
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'moderate-questions-dark');
    await expectNoBarrier(page);
    await goToPath(page, '/moderate/clarifications');
    await picture(page, 'clarifications-dark');
    await expectNoBarrier(page);
  });
});
