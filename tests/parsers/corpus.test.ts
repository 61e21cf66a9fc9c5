import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startParser } from '../../electron/core/parsing.ts';
import {
  corpusFolder as corpus,
  corpusFiles,
  corpusOutcomes,
  excel,
  type Outcome,
  slides,
  word,
} from '../support/corpus.ts';

const project = resolve(import.meta.dirname, '../..');
const parser = startParser();
afterAll(() => parser.close());

const made: Readonly<Record<string, Outcome>> = {
  'text.docx': word(
    ['twelve months', 'ten months', 'Orthoptists', 'Agreed by the board', 'Riverbend header'],
    {
      cautions: ['author', 'comments', 'tracked-changes'],
    },
  ),
  'text.odt': {
    what: 'OpenDocument text',
    kind: 'document',
    leaves: 1,
    words: ['twelve months', 'ten months', 'Orthoptists', '[1: Agreed by the board.]', 'Riverbend header'],
    cautions: ['author', 'comments', 'tracked-changes'],
  },
  'text.doc': { what: 'Word document of before 2007', kind: 'other', leaves: 0, cautions: ['author'] },
  'slides.pptx': slides(
    2,
    ['Preparing preceptors', 'Trained\t41', 'Say who trains them', 'Left out on the day'],
    {
      cautions: ['author', 'comments', 'hidden-slide'],
      notes: /^1 of 2 slides is hidden\.$/,
    },
  ),
  'slides.odp': {
    what: 'OpenDocument presentation',
    kind: 'slides',
    leaves: 2,
    words: ['Preparing preceptors', 'Trained\t41', 'Say who trains them', 'Left out on the day'],
    cautions: ['author', 'comments', 'hidden-slide'],
    notes: /^1 of 2 slides is hidden\.$/,
  },
  'sheets.xlsx': excel(2, ['AB\thidden reason\t6 March 2026', 'Comment on A2: On leave', 'kept from sight'], {
    cautions: ['author', 'hidden-rows', 'hidden-columns', 'comments', 'hidden-sheet'],
    notes: /^1 of 2 sheets is hidden\.$/,
  }),
  'sheets.ods': {
    what: 'OpenDocument spreadsheet',
    kind: 'workbook',
    leaves: 2,
    words: ['AB\thidden reason\t6 March 2026', 'Comment on A2: On leave', 'kept from sight'],
    cautions: ['author', 'hidden-rows', 'hidden-columns', 'comments', 'hidden-sheet'],
    notes: /^1 of 2 sheets is hidden\.$/,
  },
  'sheets.xls': {
    what: 'Excel workbook of before 2007',
    kind: 'workbook',
    leaves: 2,
    words: ['AB\thidden reason\t6 March 2026', 'Comment on A2: On leave', 'kept from sight'],
    cautions: ['author', 'hidden-rows', 'hidden-columns', 'comments', 'hidden-sheet'],
    notes: /^1 of 2 sheets is hidden\.$/,
  },
  'looks.xls': {
    what: 'Excel workbook of before 2007',
    kind: 'workbook',
    leaves: 1,
    words: [
      'Finished\t81.3%\t6 March 2026\tin a hidden column',
      'Hidden\t12,345',
      'Comment on B5: Who left? – Zoë, Łucja',
    ],
    cautions: ['author', 'hidden-rows', 'hidden-columns', 'covered-text', 'comments'],
    notes: /^One drawing is not shown: of this older kind, charts, pictures, text boxes/,
  },
};

async function comesTo(file: string, outcome: Outcome): Promise<void> {
  const read = await parser.read(readFileSync(file), basename(file));
  if (typeof outcome === 'string') {
    expect(read).toEqual({ ok: false, reason: outcome });
    return;
  }
  if (!read.ok) throw new Error(`${file} is not read: ${read.reason}`);
  const { what, body, leaves, enclosures, cautions, notes } = read.reading;
  expect({
    what,
    kind: body.kind,
    leaves: leaves.length,
    enclosures: enclosures.map(({ name }) => name),
    cautions: [...new Set(cautions.map(({ kind }) => kind))],
  }).toEqual({
    what: outcome.what,
    kind: outcome.kind,
    leaves: outcome.leaves,
    enclosures: outcome.enclosures ?? [],
    cautions: outcome.cautions ?? [],
  });
  const text = leaves.map((leaf) => leaf.text).join('\n');
  expect(outcome.words?.filter((words) => !text.includes(words)) ?? []).toEqual([]);
  expect(notes.join('\n')).toMatch(outcome.notes ?? /^$/);
  for (const { leaf } of cautions) expect(leaf ?? 1).toBeLessThanOrEqual(Math.max(1, leaves.length));
}

describe.runIf(existsSync(corpus))('every file of the corpus comes to what it should', () => {
  test('none is left out of the table', () => {
    expect(corpusFiles()).toEqual(Object.keys(corpusOutcomes).sort());
  });
  test.each(Object.entries(corpusOutcomes))(
    '%s',
    (path, outcome) => comesTo(join(corpus, path), outcome),
    60_000,
  );
});
if (!existsSync(corpus)) console.info(`Skipped: there is no corpus of real and hostile files at ${corpus}.`);

describe('files as LibreOffice saves them', () => {
  test.each(Object.entries(made))('%s', (name, outcome) =>
    comesTo(join(project, 'tests/fixtures/libreoffice', name), outcome),
  );
});

describe("the sample round's files", () => {
  const folder = join(project, 'resources/sample-round/files');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

  /** As the round's own mistakes and scans have it: the rest has words. */
  const wordless = [
    'E10 Job plan form (scan).pdf',
    'E8 Induction checklist (scan).pdf',
    'E8 Reflective group register.pdf',
    'E8 Station notice.png',
    'E9 Celebration poster.png',
    'Induction record scan.pdf',
    'Wall chart (1).png',
    'Wall chart.png',
  ];

  test('all read but the empty one, and all but scans and pictures have words', async () => {
    expect(files.length).toBeGreaterThan(50);
    const without: string[] = [];
    for (const file of files) {
      const name = basename(file);
      const read = await parser.read(readFileSync(file), name);
      if (!read.ok) {
        expect([name, read.reason]).toEqual(['Exit interview themes.txt', 'empty']);
        continue;
      }
      expect(read.reading.body.kind, file).not.toBe('other');
      if (read.reading.leaves.every(({ text }) => text.trim() === '')) without.push(name);
    }
    expect(without.sort()).toEqual(wordless);
  }, 180_000);
});

describe('a file inside a file', () => {
  const enclosure = (path: string, at: string) =>
    parser.enclosure(readFileSync(join(corpus, path)), basename(path), at);

  test.runIf(existsSync(corpus)).each([
    ['pdf/attachment.pdf', '1', 'bar baz'],
    ['mail/testRFC822_multipart_attachments.eml', '2', 'This is Test TXTB File'],
    ['mail/testMSG_att_doc.msg', '2', 'copyright : ©'],
  ])('%s, %s', async (path, at, words) => {
    const given = await enclosure(path, at);
    expect(given.ok && Buffer.from(given.bytes).toString('utf8')).toContain(words);
  });

  test.runIf(existsSync(corpus))(
    'is read like any other: a message in a message, a workbook in slides',
    async () => {
      const message = await enclosure('mail/testMSG_att_msg.msg', '1');
      const read = message.ok ? await parser.read(message.bytes, 'Test Attachment.msg') : message;
      expect(read.ok && read.reading.what).toBe('E-mail saved by Outlook');
      const sheet = await enclosure(
        'office/pie-chart.pptx',
        'ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx',
      );
      const grid = sheet.ok ? await parser.read(sheet.bytes, 'Microsoft_Excel_Worksheet1.xlsx') : sheet;
      expect(grid.ok && grid.reading.body.kind).toBe('workbook');
    },
  );

  test.runIf(existsSync(corpus))('a path that is not there gives its reason', async () => {
    expect(await enclosure('pdf/attachment.pdf', '9')).toEqual({ ok: false, reason: 'damaged' });
    expect(await enclosure('pdf/rotation.pdf', '../../etc/passwd')).toEqual({ ok: false, reason: 'damaged' });
  });
});
