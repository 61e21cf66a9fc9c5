import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { PersonId } from '../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../bench/round.ts';
import { findBrowser } from '../support/chromium.ts';
import { resources, stageBytes } from '../support/desks.ts';
import { goToRoom, scoreByKeys } from '../support/hands.ts';
import { expectEverySize, expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { DESIGN_SIZE, type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const NAMES: Readonly<Record<string, string>> = {
  chair: 'Dr Farah Lind',
  a1: 'Ana Okafor',
  a2: 'Ben Harrowgate',
  a3: 'Chidi Nwosu',
  a4: 'Dana Whitlock',
  a5: 'Elin Prosser',
  a6: 'Femi Adebayo',
  a7: 'Grace Tolley',
  a8: 'Hamid Rahimi',
};
const [admin, chair] = ['admin', 'chair'].map((name) => PersonId.parse(name));
const ORGANISATION = 'Made-up Trust 00001 (fictional)';

interface Seat extends ShellPage {
  readonly shell: RunningShell;
}

/** Four computers: the administrator's, two assessors' and the chair's. What others do is entered by file. */
describe.skipIf('missing' in found)(
  'calibration, from choosing the submission to everyone’s distance',
  () => {
    const made = makeRound({ organisations: 3, standards: 10, assessors: 8, perSubmission: 2, files: 1 });
    const round: MadeRound = {
      ...made,
      people: made.people.map((person) => ({ ...person, name: NAMES[person.id] ?? person.name })),
    };
    const submission = made.submissions[0]?.submission ?? expect.unreachable('The round is empty.');
    const seats: Seat[] = [];
    let sam: Seat;
    let ana: Seat;
    let ben: Seat;
    let farah: Seat;

    const sit = async (lay?: (dataFolder: string) => Promise<void>): Promise<Seat> => {
      const shell = await startShell(undefined, lay);
      const opened = await shell.openPage();
      opened.page.setDefaultTimeout(20_000);
      const seat = { shell, ...opened };
      seats.push(seat);
      return seat;
    };
    /** An assessor's or chair's computer, which the administrator has sent its first file. */
    const sitAs = async (person: string, purpose: 'round' | 'moderation'): Promise<Seat> => {
      const seat = await sit();
      await carry(sam.shell.desk, seat.shell.desk, { purpose, to: PersonId.parse(person) });
      await seat.page.reload();
      await goToRoom(seat.page, purpose === 'round' ? 'My submissions' : 'Round');
      return seat;
    };
    const expectQuiet = () => {
      for (const { watch } of seats) watch.expectQuiet();
    };
    /** A whole sheet of somebody who is at no computer here: one level for each of the ten standards. */
    const enter = async (person: string, levels: string) => {
      const words = ['Not met', 'Partly met', 'Met'];
      const rows = round.set.sections
        .flatMap(({ standards }) => standards)
        .map(({ number }, at) => {
          const level = Number(levels[at]);
          return `${ORGANISATION},${number},${words[level]},"What ${number} says ${level === 2 ? 'shows' : 'shows in part'} on page 1.",`;
        });
      await ask(sam.shell.desk, 'scores.load', {
        staged: await stageBytes(
          sam.shell.desk,
          'scores.csv',
          ['organisation,item,level,note,feedback', ...rows].join('\n'),
        ),
        as: PersonId.parse(person),
        accept: true,
      });
    };
    const focused = (page: Page) => page.evaluate<string>('document.activeElement.dataset.item ?? ""');

    beforeAll(async () => {
      sam = await sit(async (dataFolder) => {
        const home = await openDesk({ dataFolder, resources, workFactor: 4 });
        await layRound(home, round);
        await home.close();
      });
    });
    afterEach(async ({ task }) => {
      if (task.result?.state !== 'fail') return;
      for (const [at, { page }] of seats.entries())
        await picture(page, `${task.name.slice(0, 30)} failed ${at + 1}`);
    });
    afterAll(async () => {
      for (const { shell } of seats) await shell.close();
    });

    test('the administrator sees whom choosing it reaches, and chooses, by keyboard', async () => {
      const { page, shell } = sam;
      await goToRoom(page, 'People');
      await page.getByRole('tab', { name: 'Calibration' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Choose it' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Choose the submission' }).waitFor();
      await expectNoBarrier(page);
      await page.getByLabel('Calibration submission').selectOption({ label: ORGANISATION });
      await page
        .getByText(/^Choosing it assigns it at once to 6 assessors: Chidi Nwosu, .* and Hamid Rahimi/)
        .waitFor();
      await page.getByText('2 assessors have it already.').waitFor();
      await expectEverySize(page, 'calibration-choose');
      await page.getByRole('button', { name: 'Choose it' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: `Everyone scores ${ORGANISATION} first` }).waitFor();
      expect((await ask(shell.desk, 'calibration.show', {})).chosen).toMatchObject({
        submission,
        assigned: 8,
      });

      await page.getByRole('button', { name: 'Take it back' }).focus();
      await page.keyboard.press('Enter');
      const asked = page.getByRole('dialog');
      await asked.getByText(/It stays assigned to 8 assessors/).waitFor();
      await picture(page, 'calibration-take-back');
      await expectNoBarrier(page);
      await page.keyboard.press('Escape');
      await asked.waitFor({ state: 'detached' });
      await page
        .getByText(/^Assigned to 8 assessors\. 0 of 8 sheets are in\. It waits for Ana Okafor, /)
        .waitFor();
      await goToRoom(page, 'Round');
      await page
        .getByRole('link', { name: 'Send the calibration submission out, and take its sheets in' })
        .waitFor();
      expectQuiet();
    });

    test('two assessors find it first in their list, and one scores it by keyboard', async () => {
      ana = await sitAs('a1', 'round');
      ben = await sitAs('a2', 'round');
      const { page } = ana;
      const first = page.getByRole('listitem').first();
      await first.getByText('Calibration: due first').waitFor();
      await first.getByRole('heading', { name: ORGANISATION }).waitFor();
      await picture(page, 'calibration-my-submissions');
      await expectNoBarrier(page);
      await page.getByRole('link', { name: `Begin with ${ORGANISATION}` }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: 'Your score' }).waitFor();
      await scoreByKeys(
        page,
        '2221121202'.split('').map((level, at) => ({
          key: `Alt+${Number(level) + 1}` as const,
          note: `Read on page 1, standard ${at + 1}.`,
        })),
      );
      await page.getByText('10 of 10 scored').waitFor();
      await page.keyboard.press('Alt+Shift+S');
      const send = page.getByRole('button', { name: 'Submit scores' });
      await send.focus();
      await page.keyboard.press('Enter');
      await page.getByText(/^Submitted .* at /).waitFor();
      await goToRoom(page, 'My submissions');
      await page.getByText('what others gave shows once the chair opens it').waitFor();
      await page.evaluate(`location.hash = '/assess/${submission}/compared'`);
      await page.getByText('The chair has not opened the comparison yet.').waitFor();
      await expectNoBarrier(page);

      for (const [at, level] of '1121111102'.split('').entries())
        await ask(ben.shell.desk, 'scores.save', {
          submission,
          score: {
            item:
              (await ask(ben.shell.desk, 'sheets.open', { submission })).items[at] ?? expect.unreachable(),
            outcome: { kind: 'level', level: Number(level) },
            note: 'A policy alone does not show that it happens.',
            feedback: '',
            citations: [],
          },
        });
      await ask(ben.shell.desk, 'sheets.submit', { submission });
      for (const { shell } of [ana, ben])
        await carry(shell.desk, sam.shell.desk, {
          purpose: 'scores',
          to: admin ?? expect.unreachable(),
        });
      expectQuiet();
    });

    test('the administrator sees how many are in, and gives it to who came since', async () => {
      const { page, shell } = sam;
      for (const [person, levels] of [
        ['a3', '2222222222'],
        ['a4', '2122121212'],
        ['a5', '2221121102'],
        ['a6', '2222121112'],
      ] as const)
        await enter(person, levels);
      await ask(shell.desk, 'people.appoint', {
        name: 'Ines Duarte',
        email: 'ines@example.org',
        profession: 'Dietitian',
        roles: ['assessor'],
      });
      await goToRoom(page, 'People');
      await page.getByRole('tab', { name: 'Calibration, 1 to assign' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Ines Duarte has not been given it.').waitFor();
      await page.getByText(/6 of 8 sheets are in\. It waits for Grace Tolley and Hamid Rahimi\.$/).waitFor();
      await expectEverySize(page, 'calibration-chosen');
      await page.getByRole('button', { name: 'Assign it to 1 more' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('tab', { name: 'Calibration', exact: true }).waitFor();
      await page.getByText(/^Assigned to 9 assessors\. 6 of 9 sheets are in\./).waitFor();
      await goToRoom(page, 'Moderate');
      await page.getByText('The chair opens the comparison.').waitFor();
      expect(await page.getByRole('row', { name: ORGANISATION }).count()).toBe(0);
      expectQuiet();
    });

    test('the chair finds it apart from the award, hears what opening does, and opens it', async () => {
      farah = await sitAs('chair', 'moderation');
      const { page } = farah;
      await goToRoom(page, 'Round');
      await page
        .getByRole('link', { name: 'Wait for the calibration sheets, or open the comparison' })
        .waitFor();
      await picture(page, 'calibration-round');
      await goToRoom(page, 'Moderate');
      await page.getByRole('heading', { name: 'Calibration, not part of the award' }).waitFor();
      await page.getByText(/It waits for Grace Tolley, Hamid Rahimi and Ines Duarte\./).waitFor();
      expect(await page.getByRole('row', { name: ORGANISATION }).count()).toBe(0);
      await expectEverySize(page, 'calibration-moderate');
      await page.getByRole('button', { name: 'Open the comparison' }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/^Opening freezes the 6 sheets that are in/).waitFor();
      await picture(page, 'calibration-opening');
      await expectNoBarrier(page);
      await dialog.getByRole('button', { name: 'Open the comparison' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: ORGANISATION }).waitFor();
      expectQuiet();
    });

    test('the chair sees the sheets side by side, by keyboard, and how far each stands from the panel', async () => {
      const { page } = farah;
      const table = page.getByRole('region', { name: 'Standards by assessors' });
      for (const name of ['Ana', 'Ben', 'Chidi', 'Dana', 'Elin', 'Femi'])
        await table.getByRole('columnheader', { name, exact: true }).waitFor();
      expect(await table.getByRole('rowheader').first().textContent()).toBe('Would decide a requirement');
      await expectEverySize(page, 'calibration-comparison');
      await page.locator('button[data-item]').first().focus();
      await page.keyboard.press('End');
      const last = await focused(page);
      await page.keyboard.press('ArrowUp');
      expect(await focused(page)).not.toBe(last);
      const pane = page.getByRole('region', { name: /^Standard \d/ });
      await pane
        .getByRole('listitem')
        .filter({ hasText: 'Ben Harrowgate' })
        .getByText('A policy alone')
        .waitFor();
      const before = await pane.getAttribute('aria-label');
      await page.keyboard.press('Alt+ArrowUp');
      await expect.poll(() => pane.getAttribute('aria-label')).not.toBe(before);
      await page.getByRole('tab', { name: 'How far each stands from the panel' }).focus();
      await page.keyboard.press('Enter');
      const distances = page.getByRole('region', { name: 'How far each stands from the panel' });
      await distances
        .getByRole('row', { name: /^Ana Okafor 7 of 10 One apart on 3 A little stricter/ })
        .waitFor();
      await distances
        .getByRole('row', { name: /^Ben Harrowgate 4 of 10 One apart on 6 Clearly stricter/ })
        .waitFor();
      await distances
        .getByRole('row', { name: /^Chidi Nwosu 5 of 10 One apart on 4, two apart on 1/ })
        .waitFor();
      await expectEverySize(page, 'calibration-distances');
      await page.getByText('How this is worked out').click();
      await page
        .getByText(/^On each standard, the panel is the middle of what the other assessors gave/)
        .waitFor();
      await picture(page, 'calibration-worked-out');
      await expectNoBarrier(page);
      expectQuiet();
    });

    test('both assessors see how the panel scored it, and their own distance alone', async () => {
      await carry(farah.shell.desk, sam.shell.desk, {
        purpose: 'update',
        to: admin ?? expect.unreachable(),
      });
      for (const [seat, person, sentence] of [
        [
          ana,
          'a1',
          'Same level as the panel on 7 of 10, one apart on 3; on the whole a little stricter (10 standards).',
        ],
        [
          ben,
          'a2',
          'Same level as the panel on 4 of 10, one apart on 6; on the whole clearly stricter (10 standards).',
        ],
      ] as const) {
        const { page, shell } = seat;
        await carry(sam.shell.desk, shell.desk, { purpose: 'round', to: PersonId.parse(person) });
        await goToPath(page, '/assess');
        await page.getByRole('link', { name: 'See how the panel scored it' }).focus();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Your distance from the panel' }).waitFor();
        await page.getByText(sentence).waitFor();
        expect(await page.getByRole('tab').count()).toBe(0);
        await page.getByRole('columnheader', { name: 'You', exact: true }).waitFor();
      }
      const { page } = ben;
      const table = page.getByRole('region', { name: 'Standards by assessors' });
      expect(await table.getByRole('rowheader').first().textContent()).toBe(
        'One level stricter than the panel',
      );
      await expectEverySize(page, 'calibration-own');
      await page.setViewportSize({ width: 320, height: 640 });
      await page.locator('button[data-item]').first().focus();
      await page.keyboard.press('Enter');
      await page.getByText('You: one level stricter than the panel.').waitFor();
      await expectFits(page);
      await picture(page, 'calibration-own-item-320');
      await expectNoBarrier(page);
      await page.getByRole('button', { name: 'All standards' }).focus();
      await page.keyboard.press('Enter');
      await page.setViewportSize(DESIGN_SIZE);
      await page.getByText('How this is worked out').click();
      await picture(page, 'calibration-own-worked-out');
      expectQuiet();
    });

    test('the chair adds the sheets that came since', async () => {
      await enter('a7', '1110110101');
      await enter('a8', '2222222212');
      await carry(sam.shell.desk, farah.shell.desk, {
        purpose: 'moderation',
        to: chair ?? expect.unreachable(),
      });
      const { page } = farah;
      await goToPath(page, '/moderate');
      await page.getByText(/2 sheets came since and are no part of it yet\./).waitFor();
      await picture(page, 'calibration-came-since');
      await expectNoBarrier(page);
      await page.getByRole('link', { name: 'See the comparison' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('columnheader', { name: 'Grace, late', exact: true }).waitFor();
      await expectEverySize(page, 'calibration-late');
      await page.getByRole('button', { name: 'Add the 2 sheets that came since' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('columnheader', { name: 'Grace', exact: true }).waitFor();
      expect(await page.getByRole('button', { name: /^Add the/ }).count()).toBe(0);
      await expectNoBarrier(page);
      expectQuiet();
    });
  },
);
