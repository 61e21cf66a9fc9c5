import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import type { Desk } from '../../electron/core/desk/desk.ts';
import { ItemId, PersonId } from '../../shared/domain/ids.ts';
import { type AskingRound, layAsking, passOn, reply, send } from '../support/asking.ts';
import { findBrowser } from '../support/chromium.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const [admin, chair, a1] = [PersonId.parse('admin'), PersonId.parse('chair'), PersonId.parse('a1')];
const [item, second] = [ItemId.parse('1.1'), ItemId.parse('1.2')];
const FIRST = 'Does the rota take in bank staff?';

/** An assessor's window; the administrator's and the chair's desks are elsewhere. */
describe.skipIf('missing' in found)('an assessor asks beside the standard', () => {
  let lain: AskingRound;
  let over: Desk;
  let shell: RunningShell;
  let seat: ShellPage;

  beforeAll(async () => {
    lain = await layAsking();
    shell = await startShell(undefined, async (dataFolder) => {
      const desk = await lain.desk('a1', 'round', dataFolder);
      await desk.close();
    });
    over = await lain.desk('chair', 'moderation');
    seat = await shell.openPage();
    seat.page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await shell?.close();
    await lain?.end();
  });

  const field = (page: Page) => page.getByLabel(/^Question to the organisation about/);
  const toChair = (page: Page) => page.getByLabel(/^Question to the chair/);
  const asking = (page: Page) => page.getByRole('region', { name: 'Questions and replies' });
  const about = () => ask(shell.desk, 'questions.about', { submission: lain.submission });
  const kept = () => ask(shell.desk, 'drafts.read', {});
  const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');

  test('a question is kept while it is written, through standards and a reload, until it is asked', async () => {
    const { page, watch } = seat;
    await goToPath(page, `/assess/${lain.submission}`);
    await page.getByRole('button', { name: 'Ask the organisation', exact: true }).waitFor();
    await picture(page, 'asking-none');
    await page.keyboard.press('Alt+q');
    await field(page).waitFor();
    expect(await focused(page)).toBe('question');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await expectNoBarrier(page);
    await page.getByRole('button', { name: 'Write your question' }).press('Enter');
    expect(await focused(page)).toBe('question');
    await page.keyboard.type('Does the rota');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('heading', { level: 1, name: /^1\.2/ }).waitFor();
    expect(await field(page).count()).toBe(0);
    await page.keyboard.press('Alt+ArrowUp');
    await field(page).waitFor();
    expect(await field(page).inputValue()).toBe('Does the rota');
    // Where it only comes back the keyboard stays with the standard.
    expect(await focused(page)).not.toBe('question');
    await expect.poll(kept).toMatchObject([{ words: { words: 'Does the rota' } }]);
    await page.reload();
    await field(page).waitFor();
    expect(await field(page).inputValue()).toBe('Does the rota');
    await page.keyboard.press('Alt+q');
    await page.keyboard.press('End');
    await page.keyboard.type(' take in bank staff?');
    await picture(page, 'asking-form');
    await expectNoBarrier(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await asking(page).getByText('Asked', { exact: true }).waitFor();
    expect(await field(page).count()).toBe(0);
    expect((await about()).mine).toMatchObject([{ item, words: FIRST, state: 'asked' }]);
    expect(await kept()).toEqual([]);
    watch.expectQuiet();
  });

  test('it is taken back until it is sent, and its words are there to ask again', async () => {
    const { page, watch } = seat;
    await page.getByRole('button', { name: 'Take back' }).press('Enter');
    await field(page).waitFor();
    expect(await field(page).inputValue()).toBe(FIRST);
    expect((await about()).mine).toMatchObject([{ state: 'withdrawn', reason: '' }]);
    expect(await asking(page).getByText('Asked', { exact: true }).count()).toBe(0);
    await page.keyboard.press('Alt+q');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await asking(page).getByText('Asked', { exact: true }).waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('heading', { level: 1, name: /^1\.2/ }).waitFor();
    await page.keyboard.press('Alt+q');
    await page.keyboard.type('Who signs it?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await asking(page).getByText('Asked', { exact: true }).waitFor();
    await goToPath(page, '/assess');
    await page.getByText('2 questions of yours wait').waitFor();
    watch.expectQuiet();
  });

  test('what is not sent says why, and what is sent when its answer is due', async () => {
    const { page, watch } = seat;
    const { submission, home } = lain;
    await send(shell.desk, home, { purpose: 'scores', to: admin });
    const mine = (await about()).mine;
    const signs = mine.find((each) => each.item === second)?.question ?? expect.unreachable();
    const rota = mine.find((each) => each.item === item && each.state === 'asked')?.question;
    await ask(home, 'questions.withdraw', { submission, question: signs, reason: 'E1 says so on page 2.' });
    passOn(lain, 'a1', [rota ?? '']);
    await send(home, shell.desk, { purpose: 'round', to: a1 });
    await goToPath(page, `/assess/${submission}/at/${second}`);
    await asking(page).getByText('Not sent', { exact: true }).waitFor();
    await asking(page)
      .getByText(/: E1 says so on page 2\.$/)
      .waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await asking(page)
      .getByText(/answer due 12 May 2026/)
      .waitFor();
    expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(0);
    watch.expectQuiet();
  });

  test('a reply stands apart from their account, has a scored standard looked at again, and opens its files', async () => {
    const { page, watch } = seat;
    const { home } = lain;
    await page.keyboard.press('Alt+3');
    await reply(lain, [
      { item, question: FIRST, answer: 'Yes, since January.\nSee the rota.', ref: 'R1' },
      { item: second, question: 'Who else reads it?', answer: '' },
      { item: ItemId.parse('2.1'), question: 'At both sites?', answer: 'At both.' },
    ]);
    await send(home, shell.desk, { purpose: 'round', to: a1 });
    await asking(page)
      .getByText(/Received .*, in reply to question 1$/)
      .waitFor();
    await asking(page).getByText('New', { exact: true }).waitFor();
    await asking(page).getByText('By the round’s standards a reply may change a score.').waitFor();
    await page.getByText('Look again: a reply came').waitFor();
    await page
      .getByRole('navigation', { name: 'Standards' })
      .getByText('A reply came', { exact: true })
      .waitFor();
    await asking(page)
      .getByRole('button', { name: /^R1 Bank rota, p\. 1/ })
      .press('Enter');
    await page.getByText('Bank staff are in the rota.').waitFor();
    await picture(page, 'asking-reply');
    await expectNoBarrier(page);
    await page.getByRole('button', { name: 'I have looked: my score stays' }).press('Enter');
    await page.getByText('Look again: a reply came').waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+ArrowDown');
    await asking(page).getByText('They left it empty.').waitFor();
    await goToPath(page, '/assess');
    await page.getByText('1 question of yours answered').waitFor();
    await picture(page, 'asking-mine');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('the chair is asked what a standard means, and answers this assessor or everyone', async () => {
    const { page, watch } = seat;
    const { submission, home } = lain;
    await goToPath(page, `/assess/${submission}/at/${item}`);
    await page.getByRole('heading', { level: 1, name: /^1\.1/ }).waitFor();
    await page.keyboard.press('Alt+Shift+Q');
    await toChair(page).waitFor();
    expect(await focused(page)).toBe('toChair');
    await page.keyboard.type('Does “all year” take in the summer?');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('button', { name: 'Ask the chair what this standard means' }).waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    expect(await toChair(page).inputValue()).toBe('Does “all year” take in the summer?');
    await picture(page, 'asking-chair');
    await expectNoBarrier(page);
    await page.keyboard.press('Alt+Shift+Q');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(/^You asked the chair on .*, and wait for an answer/).waitFor();
    await send(shell.desk, home, { purpose: 'scores', to: admin });
    await send(home, over, { purpose: 'moderation', to: chair });
    const [asked] = await ask(over, 'clarifications.list', {});
    const { clarification } = asked ?? expect.unreachable();
    const to = { clarification, asker: a1 };
    await ask(over, 'clarifications.give', {
      ...to,
      to: 'asker',
      question: '',
      answer: 'It does, in the clinics.',
    });
    await ask(over, 'clarifications.give', {
      ...to,
      to: 'everyone',
      question: 'Which months count?',
      answer: 'All twelve.',
    });
    await send(over, home, { purpose: 'scores', to: admin });
    await send(home, shell.desk, { purpose: 'round', to: a1 });
    const says = page.getByRole('region', { name: 'What the chair says of this standard' });
    await says.getByText(/^Person chair, .*, to you alone$/).waitFor();
    await says.getByText(/to everyone who assesses$/).waitFor();
    await says.getByText('Which months count?').waitFor();
    await picture(page, 'asking-chair-says');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('the shortcuts are listed, and all of it fits twice the size, 320 pixels and the dark', async () => {
    const { page } = seat;
    await page.keyboard.press('Control+/');
    for (const does of ['Ask the organisation about this standard', 'Ask the chair what this standard means'])
      await page.getByRole('dialog').getByText(does).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+q');
    await field(page).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'asking-dark');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'light' });
    for (const [name, width, height] of [
      ['twice', 683, 384],
      ['320', 320, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      await asking(page).scrollIntoViewIfNeeded();
      await picture(page, `asking-${name}`);
      await expectFits(page);
      await expectNoBarrier(page);
    }
  });
});
