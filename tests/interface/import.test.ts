import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { findBrowser } from '../support/chromium.ts';
import { chooseFiles, goToRoom } from '../support/hands.ts';
import { expectFits, expectNoBarrier, picture } from '../support/looks.ts';
import { unzipped, zipped } from '../support/packages.ts';
import { pngFile } from '../support/pictures.ts';
import { type RunningShell, type ShellPage, startShell } from '../support/shell.ts';

const sampleFiles = resolve(import.meta.dirname, '../../resources/sample-round/files');
const found = await findBrowser();

describe.skipIf('missing' in found)('what came', () => {
  let shell: RunningShell;
  let opened: ShellPage;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'award-import-'));
    shell = await startShell('administrator');
    opened = await shell.openPage();
    opened.page.setDefaultTimeout(20_000);
  });
  afterAll(async () => {
    await shell?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('a second e-mail is offered to whom its sender belongs to, and taken once that is confirmed, by keyboard', async () => {
    const { page, watch } = opened;
    const inbox = join(folder, 'inbox');
    await cp(join(sampleFiles, 'wrenhollow'), join(inbox, 'wrenhollow'), { recursive: true });
    const organisations = await ask(shell.desk, 'organisations.list', {});
    const wrenhollow = organisations.find(({ name }) => name.startsWith('Wrenhollow'));
    await writeFile(
      join(inbox, 'late.eml'),
      [
        `From: Their lead <${wrenhollow?.contactEmail}>`,
        'To: award@example.org',
        'Subject: One more',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=part',
        '',
        '--part',
        'Content-Type: text/plain; name=rota.txt',
        'Content-Disposition: attachment; filename=rota.txt',
        '',
        'Monday: protected time.',
        '--part--',
        '',
      ].join('\r\n'),
    );
    await goToRoom(page, 'Submissions');
    await page.getByRole('link', { name: 'Import what came' }).click();
    await chooseFiles(page, 'Choose a folder', inbox);
    const take = page.getByRole('button', { name: /^Take ‘.*late\.eml’ with Wrenhollow/ });
    await take.waitFor({ timeout: 60_000 });
    expect(await page.getByText('rota.txt').count()).toBe(0);
    await picture(page, 'rehearsal-mail');
    await expectNoBarrier(page);
    await expectFits(page);
    const wren = page
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: /^Wrenhollow/ }) });
    await wren.getByRole('checkbox', { name: /accept/ }).focus();
    await page.keyboard.press('Space');
    await wren.getByLabel('Why it is accepted late').fill('Their post room was closed.');
    await take.focus();
    await page.keyboard.press('Enter');
    await wren.getByText(/‘rota\.txt’ came and is not named/).waitFor({ timeout: 60_000 });
    await wren.getByText(/put with this submission by hand/).waitFor();
    expect(await take.count()).toBe(0);
    // With more in it, it is chosen again; what was typed is still there.
    const write = wren.getByRole('checkbox', { name: /accept/ });
    expect(await write.isChecked()).toBe(false);
    await write.focus();
    await page.keyboard.press('Space');
    expect(await wren.getByLabel('Why it is accepted late').inputValue()).toBe('Their post room was closed.');
    await page.getByRole('button', { name: 'Write nothing and choose other files' }).click();
    watch.expectQuiet();
  });

  test('what lies in a workbook is taken in or left out one by one, by keyboard', async () => {
    const { page, watch } = opened;
    const wrenhollow = join(folder, 'wrenhollow');
    await cp(join(sampleFiles, 'wrenhollow'), wrenhollow, { recursive: true });
    const workbook = join(wrenhollow, 'submission.xlsx');
    const picturesIn = {
      'xl/media/image1.png': [0, 94, 184, 255],
      'xl/media/image2.png': [0, 127, 59, 255],
    } as const;
    const parts = Object.entries(picturesIn).map(([name, colour]) => [name, pngFile(2, 2, () => colour)]);
    await writeFile(
      workbook,
      await zipped({ ...(await unzipped(await readFile(workbook))), ...Object.fromEntries(parts) }),
    );
    await goToRoom(page, 'Submissions');
    await page.getByRole('link', { name: 'Import what came' }).click();
    await chooseFiles(page, 'Choose a folder', wrenhollow);
    const wren = page
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: /^Wrenhollow/ }) });
    const offered = wren.getByRole('group', { name: /^Lies in the workbook of Wrenhollow/ });
    await offered.waitFor({ timeout: 60_000 });
    const first = offered.getByRole('checkbox', { name: /image1\.png/ });
    const second = offered.getByRole('checkbox', { name: /image2\.png/ });
    expect([await first.isChecked(), await second.isChecked()]).toEqual([true, true]);
    const before = await wren.getByRole('checkbox', { name: /accept these \d+ gaps/ }).count();
    expect(before).toBe(1);
    const gaps = async () =>
      Number(/these (\d+) gaps/.exec((await wren.textContent()) ?? '')?.[1] ?? Number.NaN);
    const all = await gaps();
    await first.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect([await first.isChecked(), await second.isChecked()]).toEqual([true, false]);
    expect(await gaps()).toBe(all - 1);
    await picture(page, 'rehearsal-offered');
    await expectNoBarrier(page);
    await expectFits(page);
    await wren.getByRole('checkbox', { name: /accept/ }).check({ force: true });
    await wren.getByLabel('Why it is accepted late').fill('Their post room was closed on the last day.');
    await page.getByRole('button', { name: 'Write 1 submission' }).click();
    await page.getByRole('heading', { name: '1 submission written' }).waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: /^Wrenhollow/ }).click();
    await page.getByRole('tab', { name: /Evidence/ }).click();
    await page.getByRole('table').getByText('image1.png').waitFor();
    expect(await page.getByRole('table').getByText('image2.png').count()).toBe(0);
    watch.expectQuiet();
  });
});
