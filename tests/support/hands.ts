import { join } from 'node:path';
import type { Locator, Page } from 'playwright';

/** What a person's hand does in more than one room. */

/** The room of that name, by its link in the rail. */
export async function goToRoom(page: Page, room: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Answers the file dialog that the button opens with these files, or with one folder. */
export async function chooseFiles(page: Page, button: string, paths: string | string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(paths);
}

/** Presses the button and keeps what comes, under its own name, in the folder. Returns its path. */
export async function saveFile(page: Page, button: Locator, folder: string): Promise<string> {
  const download = page.waitForEvent('download');
  await button.click();
  const came = await download;
  const file = join(folder, came.suggestedFilename());
  await came.saveAs(file);
  return file;
}

/** Opens a file of the assess room from the list of all evidence without the mouse. */
export async function openEvidenceByKeys(page: Page, ref: string): Promise<void> {
  await page.getByRole('button', { name: /^All \d+$/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.type(ref);
  await page.keyboard.press('Enter');
}

/** Cites the paragraph after the first of the open file by its text view, and leaves the focus with the score. */
export async function citeByKeys(page: Page): Promise<void> {
  // The list of evidence leaves the focus in the file: to the score, and back to the pages.
  await page.keyboard.press('Alt+v');
  await page.keyboard.press('Alt+v');
  await page
    .locator('section:focus')
    .and(page.getByRole('region', { name: 'Pages of the file' }))
    .waitFor();
  await page.keyboard.press('Alt+x');
  await page.getByRole('region', { name: 'Text of the file' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Alt+v');
}

/** Gives every standard from here on its level and note by the keyboard alone. */
export async function scoreByKeys(
  page: Page,
  scores: readonly { readonly key: `Alt+${string}`; readonly note: string }[],
): Promise<void> {
  for (const [index, { key, note }] of scores.entries()) {
    await page.keyboard.press(key);
    await page.keyboard.press('Alt+m');
    await page.keyboard.type(note);
    if (index < scores.length - 1) await page.keyboard.press('Alt+ArrowDown');
  }
}
