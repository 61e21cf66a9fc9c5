import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import { unreadableFileSentence } from '../../shared/domain/reading.ts';
import { findBrowser } from '../support/chromium.ts';
import { type Comes, corpusFolder, corpusOutcomes } from '../support/corpus.ts';
import { type EvidenceRoom, openEvidenceRoom } from '../support/evidence-room.ts';
import { picture } from '../support/looks.ts';
import type { ShellPage } from '../support/shell.ts';

const found = await findBrowser();
const missing = 'missing' in found || !existsSync(corpusFolder);
const outcomes = Object.entries(corpusOutcomes);

let room: EvidenceRoom;
let opened: ShellPage;
let page: Page;
const dialogs: string[] = [];

/** What is there once a file of that kind is shown. */
function shownAs(shown: Locator, { kind, notes }: Comes): Locator {
  switch (kind) {
    case 'pdf':
      return notes?.test('Page 1 is damaged') === true
        ? shown.getByText('Page 1 is damaged').or(shown.locator('[data-page="1"] canvas')).first()
        : shown.locator('[data-page="1"] canvas');
    case 'image':
      return shown.getByRole('region', { name: 'Picture' });
    case 'text':
      return shown.getByRole('region', { name: 'Text of the file' });
    case 'document':
      return shown.frameLocator('iframe').locator('p').first();
    case 'workbook':
      return shown.getByRole('grid').or(shown.getByText('This sheet is empty.')).first();
    case 'slides':
      return shown.getByRole('region', { name: 'Slide' });
    case 'mail':
      return shown.getByRole('button', { name: 'Cite the message' });
    case 'archive':
      return shown.getByRole('region', { name: 'Files inside' });
    case 'other':
      return shown.getByText('This kind of file is not read here.');
  }
}

describe.skipIf(missing)('every file of the corpus, in the room', () => {
  beforeAll(async () => {
    room = await openEvidenceRoom(
      outcomes.map(([path]) => ({
        name: basename(path),
        bytes: readFileSync(join(corpusFolder, path)),
      })),
    );
    await ask(room.shell.desk, 'evidence.readAll', {});
    opened = await room.openPage();
    page = opened.page;
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  afterAll(async () => {
    opened?.watch.expectQuiet();
    expect(dialogs).toEqual([]);
    await room?.shell.close();
  });

  test.each(outcomes)('%s opens or gets its sentence', async (path, outcome) => {
    await room.open(page, basename(path));
    const shown = page.getByRole('region', { name: 'Open file' });
    if (typeof outcome === 'string') {
      const alert = shown.getByRole('alert').filter({ hasText: basename(path) });
      await alert.waitFor();
      if (!path.endsWith('.pdf')) await alert.getByText(unreadableFileSentence(outcome)).waitFor();
    } else await shownAs(shown, outcome).waitFor();
    // Each is what its name says, whatever else lies in it.
    expect(await shown.getByText(/^Its name says/).count()).toBe(0);
    await picture(page, `corpus-${basename(path)}`);
    expect(opened.context.pages()).toHaveLength(1);
  });
});
