import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { PersonId } from '../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../bench/round.ts';
import { findBrowser } from '../support/chromium.ts';
import { resources } from '../support/desks.ts';
import { chooseFiles, goToRoom, saveFile } from '../support/hands.ts';
import { expectEverySize, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { unzipped } from '../support/packages.ts';
import { type Cells, cellsIn, fill, fillAll, sheetCalled, xlsxOf } from '../support/scoring-workbook.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const NAMES: Readonly<Record<string, string>> = {
  a1: 'Ana Okafor',
  a2: 'Ben Harrowgate',
  chair: 'Dr Farah Lind',
};
const FIRST = 'Made-up Trust 00001 (fictional)';
const SECOND = 'Made-up Trust 00002 (fictional)';
const ROOT = 'Scores of Ana Okafor 2026';

interface Seat extends ShellPage {
  readonly shell: RunningShell;
}

/** The administrator's computer, the chair's, and at last one of the assessor's own; until then she has a spreadsheet. */
describe.skipIf('missing' in found)('scores come back in a workbook', () => {
  const made = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 2 });
  const round: MadeRound = {
    ...made,
    administrator: { ...made.administrator, name: 'Sam Adeyemi' },
    people: made.people.map((person) => ({ ...person, name: NAMES[person.id] ?? person.name })),
  };
  const submission = made.submissions[0]?.submission ?? expect.unreachable('The round is empty.');
  const seats: Seat[] = [];
  let folder: string;
  let sam: Seat;
  let workbook: Map<string, Cells>;

  const sit = async (lay?: (dataFolder: string) => Promise<void>): Promise<Seat> => {
    const shell = await startShell(undefined, lay);
    const opened = await shell.openPage();
    opened.page.setDefaultTimeout(20_000);
    const seat = { shell, ...opened };
    seats.push(seat);
    return seat;
  };
  /** At a computer that the administrator has sent a file to. */
  const sitAs = async (person: string, purpose: 'round' | 'moderation'): Promise<Seat> => {
    const seat = await sit();
    await carry(sam.shell.desk, seat.shell.desk, { purpose, to: PersonId.parse(person) });
    await seat.page.reload();
    return seat;
  };
  const expectQuiet = () => {
    for (const { watch } of seats) watch.expectQuiet();
  };
  /** Saves what was written so far under that name, and hands it back in the room. */
  const handBack = async (name: string) => {
    const file = join(folder, name);
    await writeFile(file, await xlsxOf(workbook));
    await chooseFiles(sam.page, 'Choose a scoring workbook', file);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-panel-workbook-'));
    sam = await sit(async (dataFolder) => {
      const home = await openDesk({ dataFolder, resources, workFactor: 4 });
      await layRound(home, round);
      await home.close();
    });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [at, { page }] of seats.entries()) await picture(page, `workbook-failed-${at + 1}`);
  });
  afterAll(async () => {
    for (const { shell } of seats) await shell.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  test('the administrator makes it, with the evidence beside it, and saves both in one file', async () => {
    const { page } = sam;
    await goToRoom(page, 'Send and receive');
    await page.getByRole('button', { name: 'Make a scoring workbook for Ana Okafor' }).focus();
    await page.keyboard.press('Enter');
    const save = page.getByRole('button', { name: 'Save workbook and evidence' });
    await save.waitFor();
    await page.getByText(/2 submissions, 4 evidence files\. It is not locked/).waitFor();
    await expectEverySize(page, 'workbook-made');
    const zip = await saveFile(page, save, folder);
    expect(zip).toMatch(/Scores of Ana Okafor 2026 \d{4}-\d\d-\d\d\.zip$/);
    const files = await unzipped(await readFile(zip));
    expect(Object.keys(files).toSorted()).toEqual([
      ...[FIRST, SECOND].flatMap((name) => [`${ROOT}/${name}/E1.txt`, `${ROOT}/${name}/E2.txt`]),
      `${ROOT}/${ROOT}.xlsx`,
    ]);
    const alone = await saveFile(page, page.getByRole('button', { name: 'Save the workbook alone' }), folder);
    const bytes = files[`${ROOT}/${ROOT}.xlsx`] ?? expect.unreachable('The zip has no workbook.');
    expect(await readFile(alone)).toEqual(Buffer.from(bytes));
    workbook = await cellsIn(bytes);
    expectQuiet();
  });

  test('a file that is no workbook is told apart, and so is one with nothing written in it', async () => {
    const { page } = sam;
    await writeFile(join(folder, 'notes.csv'), 'Rota\nAsk Ben\n');
    await chooseFiles(page, 'Choose a scoring workbook', join(folder, 'notes.csv'));
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await page.getByText(/^Row 1 has no heading ‘organisation’/).waitFor();
    await picture(page, 'workbook-none');
    await expectNoBarrier(page);
    await handBack('as it was.xlsx');
    await page.getByRole('heading', { name: 'Scores of Ana Okafor' }).waitFor();
    expect(await page.getByText('Not begun: left out').count()).toBe(2);
    expect(await page.getByRole('button', { name: /^Enter / }).count()).toBe(0);
    await expectNoBarrier(page);
    await page.getByRole('button', { name: 'Choose another workbook' }).focus();
    await page.keyboard.press('Enter');
    expectQuiet();
  });

  test('a table that does not say whose scores it holds is asked about', async () => {
    const { page } = sam;
    const table = `organisation,item,level,note,feedback\n${SECOND},1.1,Met,Read.,\n`;
    await writeFile(join(folder, 'scores.csv'), table);
    await chooseFiles(page, 'Choose a scoring workbook', join(folder, 'scores.csv'));
    await page
      .getByRole('button', { name: 'The file does not say whose scores they are. Choose the assessor.' })
      .focus();
    await page.keyboard.press('Enter');
    const choice = page.getByLabel('Whose scores they are');
    expect(await choice.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await expectEverySize(page, 'workbook-whose');
    await choice.selectOption({ label: 'Ben Harrowgate' });
    await page.getByRole('button', { name: 'Look through it as theirs' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Scores of Ben Harrowgate' }).waitFor();
    await page.getByText(/2\.1: give a level, or say that it does not apply/).waitFor();
    await expectNoBarrier(page);
    await page.getByRole('button', { name: 'Choose another workbook' }).focus();
    await page.keyboard.press('Enter');
    expectQuiet();
  });

  test('what has to be put right is said with its place, and nothing of that sheet is taken in', async () => {
    const { page, shell } = sam;
    const cells = sheetCalled(workbook, FIRST);
    fillAll(cells);
    fillAll(sheetCalled(workbook, SECOND), 'Partly met');
    const off = fill(cells, '2.1', 'Gren');
    const cited = fill(cells, '3.1', 'Met', '', '', 'E9 p. 2');
    const silent = fill(cells, '4.1', 'Not met', '');
    await handBack('with mistakes.xlsx');
    await page.getByText('Has problems', { exact: true }).waitFor();
    for (const words of [
      `${FIRST}, row ${off}: the level ‘Gren’ is not on the scale. Use Met, Partly met, Not met, Does not apply or Cannot judge from this evidence.`,
      `${FIRST}, row ${cited}: ‘E9’ is no evidence of this submission. Its references are E1 and E2.`,
      `${FIRST}, row ${silent}, 4.1: say why in the note for the panel. A level below ‘Met’ needs a reason.`,
    ])
      await page.getByRole('listitem').getByText(words, { exact: true }).waitFor();
    await page.getByText('Ready, 5 of 5 scored').waitFor();
    await page.getByRole('button', { name: 'Enter 1 sheet for Ana Okafor' }).waitFor();
    await expectEverySize(page, 'workbook-problems');
    await page.getByRole('button', { name: 'Leave it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Choose a scoring workbook' }).waitFor();
    expect((await ask(shell.desk, 'moderation.list', {})).map((row) => row.sheetsSubmitted)).toEqual([0, 0]);
    expectQuiet();
  });

  test('mended, it is taken in on a word, and marked as entered', async () => {
    const { page, shell } = sam;
    const cells = sheetCalled(workbook, FIRST);
    fillAll(cells);
    fill(cells, '4.1', 'Not met', 'No rota names the preceptor.', 'Name them on the rota.', 'E2 p. 1');
    await handBack('mended.xlsx');
    await page.getByRole('button', { name: 'Enter 2 sheets for Ana Okafor' }).waitFor();
    await expectEverySize(page, 'workbook-ready');
    await page.getByRole('button', { name: 'Enter 2 sheets for Ana Okafor' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^2 sheets of Ana Okafor, entered by you\. They stay marked until/).waitFor();
    await expectEverySize(page, 'workbook-taken-in');
    expect((await ask(shell.desk, 'moderation.list', {})).map((row) => row.toConfirm)).toEqual([1, 1]);

    await page.getByRole('button', { name: 'Take in another workbook' }).focus();
    await page.keyboard.press('Enter');
    await handBack('mended again.xlsx');
    await page.getByText('In already, the same').first().waitFor();
    expect(await page.getByRole('button', { name: /^Enter / }).count()).toBe(0);
    await picture(page, 'workbook-known');
    await expectNoBarrier(page);
    await goToRoom(page, 'Moderate');
    expect(await page.getByText('1 sheet to confirm').count()).toBe(2);
    expectQuiet();
  });

  test('the chair sees by whom and for whom each score was entered, and confirms them with how they know', async () => {
    const { page, shell } = await sitAs('chair', 'moderation');
    await goToRoom(page, 'Moderate');
    await page.getByText('1 sheet to confirm').first().waitFor();
    await ask(shell.desk, 'moderation.open', { submission, present: [] });
    await goToPath(page, `/moderate/${submission}`);
    await page.getByText('Entered by Sam Adeyemi for Ana Okafor: not confirmed').waitFor();
    await expectEverySize(page, 'workbook-entered-for');
    await page.getByRole('button', { name: 'Confirm the scores of Ana Okafor' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Confirm', exact: true }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Say how you know it' }).waitFor();
    await expectEverySize(page, 'workbook-confirming');
    await dialog.getByLabel('How you know it').focus();
    await page.keyboard.type('We went through them by telephone.');
    await dialog.getByRole('button', { name: 'Confirm', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Entered by Sam Adeyemi, confirmed by Dr Farah Lind.').waitFor();
    await picture(page, 'workbook-confirmed');
    await expectNoBarrier(page);
    await carry(shell.desk, sam.shell.desk, { purpose: 'update', to: PersonId.parse('admin') });
    expect((await ask(sam.shell.desk, 'moderation.list', {})).map((row) => row.toConfirm)).toEqual([0, 1]);
    expectQuiet();
  });

  test('the assessor, once she has the program, confirms the other one herself', async () => {
    const { page, shell } = await sitAs('a1', 'round');
    await goToRoom(page, 'My submissions');
    const row = page.getByRole('listitem').filter({ hasText: SECOND });
    await row.getByText('Entered by Sam Adeyemi: confirm').waitFor();
    await expectEverySize(page, 'workbook-mine');
    await row.getByRole('heading').getByRole('link', { name: SECOND }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Sam Adeyemi entered them for you.').waitFor();
    await expectEverySize(page, 'workbook-own-confirm');
    await page.getByRole('button', { name: 'These are my scores' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Sam Adeyemi entered them for you.').waitFor({ state: 'detached' });
    await picture(page, 'workbook-own-confirmed');
    await expectNoBarrier(page);
    await carry(shell.desk, sam.shell.desk, { purpose: 'scores', to: PersonId.parse('admin') });
    expect((await ask(sam.shell.desk, 'moderation.list', {})).map((each) => each.toConfirm)).toEqual([0, 0]);
    expectQuiet();
  });
});
