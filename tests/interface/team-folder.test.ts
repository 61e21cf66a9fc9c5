import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../electron/core/desk/desk.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { Day, PersonId, type Role, SubmissionId } from '../../shared/domain/ids.ts';
import { CLOSES_AT, layRound, makeRound } from '../bench/round.ts';
import { findBrowser } from '../support/chromium.ts';
import { resources, scoreMade } from '../support/desks.ts';
import { expectFits, expectNoBarrier, goToPath, picture } from '../support/looks.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const found = await findBrowser();
const [admin, eve, a1] = ['admin', 'eve', 'a1'].map((name) => PersonId.parse(name));
const submission = SubmissionId.parse('o1.made-2026');

/** The administrator's window, with an assessor and a second administrator whose desks are elsewhere. */
describe.skipIf('missing' in found)('desks meet in a team folder', () => {
  let folder: string;
  let shared: string;
  let shell: RunningShell;
  let assessor: Desk;
  let seat: ShellPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-panel-team-'));
    shared = join(folder, 'Award 2026');
    await mkdir(shared);
    const opened = (name: string) => openDesk({ dataFolder: join(folder, name), resources, workFactor: 4 });
    const made = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 1, files: 1 });
    const second = { id: PersonId.parse('eve'), name: 'Person eve', roles: ['administrator'] as Role[] };
    const round = { ...made, people: [...made.people, second] };
    assessor = await opened('a1');
    shell = await startShell(undefined, async (dataFolder) => {
      const home = await openDesk({ dataFolder, resources, workFactor: 4 });
      const other = await opened('eve');
      await layRound(home, round);
      await carry(home, assessor, { purpose: 'round', to: a1 });
      await carry(home, other, { purpose: 'whole', to: eve });
      await carry(other, home, { purpose: 'whole', to: admin });
      for (const [desk, day] of [
        [home, '2026-05-22'],
        [other, '2026-05-29'],
      ] as const)
        await ask(desk, 'round.date', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse(day) } });
      await carry(other, home, { purpose: 'whole', to: admin });
      await other.close();
      await home.close();
    });
    await scoreMade(assessor, round, submission, PersonId.parse('a1'), 3);
    seat = await shell.openPage();
    seat.page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await assessor?.close();
    await shell?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  test('the administrator names the folder by its path, and is told what is wrong with it', async () => {
    const { page, watch } = seat;
    await goToPath(page, '/exchange');
    const path = page.getByLabel('Folder that holds everybody’s sub-folders');
    await path.fill(join(folder, 'nowhere'));
    await path.press('Enter');
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    expect(await path.inputValue()).toBe(join(folder, 'nowhere'));
    await picture(page, 'team-folder-wrong');
    await expectNoBarrier(page);
    await path.fill(shared);
    await path.press('Enter');
    await page.getByRole('button', { name: 'Look now' }).press('Enter');
    await page.getByText(/^Nothing new\.$|^\d files? taken in/).waitFor();
    expect(await readdir(shared)).toEqual(expect.arrayContaining(['Person a1', 'Person a2']));
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('what an assessor’s desk puts there is taken in, with when they were here and how far they are', async () => {
    const { page, watch } = seat;
    await ask(assessor, 'folder.choose', { path: join(shared, 'Person a1') });
    await ask(assessor, 'folder.look', {});
    await page.getByRole('button', { name: 'Look now' }).press('Enter');
    await page.getByText(/^1 file taken in/).waitFor();
    await page
      .getByRole('row', { name: /Person a1.*3 of 5 scored/ })
      .first()
      .waitFor();
    await page.getByText(/, from Person a1$/).waitFor();
    await picture(page, 'team-folder');
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('a person whose computer is known can be sent everything again', async () => {
    const { page, watch } = seat;
    const row = page.getByRole('row', { name: /Person a1.*Round file/ });
    await row.getByRole('button', { name: 'Make the file for Person a1', exact: true }).press('Enter');
    await row.getByText(/Only what their computer has told that it lacks/).waitFor();
    await goToPath(page, '/round');
    await goToPath(page, '/exchange');
    await picture(page, 'exchange-everything');
    await row
      .getByRole('button', { name: 'Make the file for Person a1 with everything again' })
      .press('Enter');
    await row.getByRole('button', { name: 'Save the file' }).waitFor();
    await row.getByText(/1 evidence file\./).waitFor();
    expect(await row.getByText(/Only what their computer has told/).count()).toBe(0);
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('what waits for a person is named with the reason, and a folder that is gone is said calmly', async () => {
    const { page, watch } = seat;
    await writeFile(join(shared, 'Person a2', 'odd.awardpack'), 'Something else altogether, for a while.');
    await page.getByRole('button', { name: 'Look now' }).press('Enter');
    await page.getByRole('heading', { name: '1 file for you to decide' }).waitFor();
    await page.getByText('odd.awardpack').waitFor();
    await page.getByText('It lies in the sub-folder of Person a2.').waitFor();
    await expectNoBarrier(page);
    await picture(page, 'team-folder-waiting');
    await rename(shared, `${shared} away`);
    await page.getByRole('button', { name: 'Look now' }).press('Enter');
    await page.getByText(/^The team folder is not there just now/).waitFor();
    await expectNoBarrier(page);
    await rename(`${shared} away`, shared);
    await page.getByRole('button', { name: 'Look now' }).press('Enter');
    await page.getByText(/^The team folder is not there just now/).waitFor({ state: 'detached' });
    watch.expectQuiet();
  });

  test('two versions are the next thing, shown side by side and settled by keyboard', async () => {
    const { page, watch } = seat;
    await goToPath(page, '/round');
    await page
      .getByRole('heading', { name: /^Dates/ })
      .getByText('Two versions')
      .waitFor();
    await picture(page, 'round-two-versions');
    // Once, as the next thing to do.
    expect(await page.getByText(/said in two ways by people/).count()).toBe(1);
    await page.getByRole('link', { name: 'Say which of two versions stands' }).press('Enter');
    await page.getByRole('heading', { name: 'Two versions of something' }).waitFor();
    const versions = page.getByRole('article');
    await versions.first().waitFor();
    expect(await versions.count()).toBe(2);
    await page.getByText('29 May 2026').waitFor();
    await picture(page, 'two-versions');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'two-versions-dark');
    await expectNoBarrier(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: /^This one stands, by Person eve/ }).press('Enter');
    await page.getByRole('heading', { name: 'There is one version of everything' }).waitFor();
    const { dates, datesConflict } = await ask(shell.desk, 'round.show', {});
    expect([dates.scoresDue, datesConflict]).toEqual(['2026-05-29', false]);
    await expectNoBarrier(page);
    watch.expectQuiet();
  });

  test('both rooms fit twice the size and 320 pixels, and the dark', async () => {
    const { page } = seat;
    for (const [width, height] of [
      [683, 384],
      [320, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const path of ['/exchange', '/round/two-versions']) {
        await goToPath(page, path);
        await expectFits(page);
        await expectNoBarrier(page);
      }
    }
    await page.setViewportSize({ width: 683, height: 384 });
    await goToPath(page, '/exchange');
    await page.getByRole('heading', { name: 'Team folder' }).scrollIntoViewIfNeeded();
    await picture(page, 'team-folder-twice');
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('heading', { name: 'Team folder' }).scrollIntoViewIfNeeded();
    await picture(page, 'team-folder-dark');
    await expectNoBarrier(page);
  });
});
