import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startParser } from '../../electron/core/parsing.ts';
import type { CautionKind, Reading, UnreadableFile } from '../../shared/domain/reading.ts';

const project = resolve(import.meta.dirname, '../..');
const corpus = resolve(project, '../shared/corpus');
const parser = startParser();
afterAll(() => parser.close());

/** What a file comes to: its kind and leaves, words that must be in its text, and cautions, or why it is not read. */
interface Comes {
  readonly what: string;
  readonly kind: Reading['body']['kind'];
  readonly leaves: number;
  readonly words?: readonly string[];
  readonly enclosures?: readonly string[];
  /** Each kind once. */
  readonly cautions?: readonly CautionKind[];
  readonly notes?: RegExp;
}
type Outcome = Comes | UnreadableFile;

const noText = /has no text, as a scan has none/;
const pdf = (leaves: number, words: readonly string[], more: Partial<Comes> = {}): Comes => ({
  what: 'PDF',
  kind: 'pdf',
  leaves,
  words,
  ...more,
});
const word = (words: readonly string[], more: Partial<Comes> = {}): Comes => ({
  what: 'Word document',
  kind: 'document',
  leaves: 1,
  words,
  ...more,
});
const excel = (leaves: number, words: readonly string[], more: Partial<Comes> = {}): Comes => ({
  what: 'Excel workbook',
  kind: 'workbook',
  leaves,
  words,
  ...more,
});
const slides = (leaves: number, words: readonly string[], more: Partial<Comes> = {}): Comes => ({
  what: 'PowerPoint presentation',
  kind: 'slides',
  leaves,
  words,
  ...more,
});
const outlook = (words: readonly string[], more: Partial<Comes> = {}): Comes => ({
  what: 'E-mail saved by Outlook',
  kind: 'mail',
  leaves: 1,
  words,
  cautions: ['email-address'],
  ...more,
});

const outcomes: Readonly<Record<string, Outcome>> = {
  'pdf/ArabicCIDTrueType.pdf': pdf(1, ['اﻟﻌﺮﺑﻴﺔ']),
  'pdf/TAMReview.pdf': pdf(23, ['Overview of the Technology Acceptance Model'], {
    // The heading of the table on page 22 is white on white.
    cautions: ['email-address', 'author', 'covered-text'],
    notes: /21 pages have letters whose meaning is not in the file/,
  }),
  'pdf/annotation-highlight.pdf': pdf(1, ['Lorem ipsum dolor sit amet', 'Highlight content'], {
    cautions: ['author', 'comments'],
  }),
  'pdf/attachment.pdf': pdf(1, ['contains one attachment'], { enclosures: ['foo.txt'] }),
  'pdf/bug_jpx.pdf': pdf(1, [], { notes: noText }),
  'pdf/form_two_pages.pdf': pdf(2, ['1', '2']),
  'pdf/jbig2_symbol_offset.pdf': pdf(1, [], { notes: noText }),
  'pdf/labelled_pages.pdf': pdf(11, [], { notes: noText }),
  'pdf/rotation.pdf': pdf(2, ['first page with normal layout', 'second page'], { cautions: ['author'] }),
  'pdf/scan-bad.pdf': pdf(1, ['pdf.js']),
  'pdf/testPDF_childAttachments.pdf': pdf(67, ["Employer's", 'ployee tax rate for social security is 6.2%'], {
    enclosures: ['Press Quality(1).joboptions', 'Unit10.doc'],
    cautions: ['email-address', 'author'],
  }),
  'pdf/three_pages_with_number.pdf': pdf(3, ['1', '2', '3'], { cautions: ['author'] }),
  'pdf/tracemonkey_a11y.pdf': pdf(1, ['Trace-based Just-in-Time Type Specialization', 'intel.com']),
  'office/45545_Comment.pptx': slides(11, ['Project finance cycle', 'XPVMWARE01: test phrase'], {
    enclosures: ['oleObject1.bin', 'oleObject2.ppt', 'oleObject3.bin'],
    cautions: ['author', 'company', 'comments'],
  }),
  'office/ExcelPivotTableSample.xlsx': excel(3, ['Summe von Field2', 'Gesamtergebnis'], {
    cautions: ['author'],
  }),
  'office/HeaderFooterUnicode.docx': word(['Molière', 'This is a simple header, with a € euro symbol'], {
    cautions: ['author'],
  }),
  'office/SampleDoc.doc': {
    what: 'Word document of before 2007',
    kind: 'other',
    leaves: 0,
    cautions: ['author'],
  },
  'office/SampleDoc.docx': word(['I am a test document', 'It’s Arial Black in 16 point'], {
    cautions: ['author'],
  }),
  'office/SampleSS.strict.xlsx': excel(3, ['This one is red', 'cb=sum'], { cautions: ['author'] }),
  'office/SampleSS.xls': {
    what: 'Excel workbook of before 2007',
    kind: 'workbook',
    leaves: 3,
    words: ['This one is red', 'cb=sum'],
    cautions: ['author'],
  },
  'office/SampleSS.xlsx': excel(3, ['This one is red', 'cb=sum'], { cautions: ['author'] }),
  'office/SampleShow.pptx': slides(
    2,
    ['Title of the first slide', 'I am the notes of the first slide', 'They’re fun, aren’t they?'],
    { cautions: ['author'] },
  ),
  'office/SimpleWithComments.xlsx': excel(3, ['Comment on B2: Yegor Kozlov:\nsecond cell'], {
    cautions: ['author', 'comments'],
  }),
  'office/TwoSheetsOneHidden.xlsx': excel(2, ['Sheet1A1', 'Sheet2A1'], {
    cautions: ['author', 'company', 'hidden-sheet'],
    notes: /1 of 2 sheets is hidden/,
  }),
  'office/VariousPictures.docx': word(['Sheet with various pictures'], {
    notes: /3 pictures are of a kind or size that is not shown/,
  }),
  'office/WithThreeCharts.xlsx': excel(3, ['10\t5\t25'], { cautions: ['author'] }),
  'office/bug56075-changeTracking_on.docx': word(['Change Tracking ON'], { cautions: ['author'] }),
  'office/footnotes.docx': word(['Eto ochen prostoy', 'snoska'], { cautions: ['author', 'company'] }),
  'office/pie-chart.pptx': slides(1, ['My Pie Chart'], {
    enclosures: ['Microsoft_Excel_Worksheet1.xlsx'],
    cautions: ['author'],
  }),
  'office/sample.docx': word(['Lorem ipsum dolor sit amet, consectetuer adipiscing elit']),
  'office/sample.pptx': slides(2, ['Nunc at risus vel erat tempus posuere']),
  'office/sample.xlsx': excel(3, ['The quick brown fox jumps over the lazy dog', 'at\t4995']),
  'office/testComment.docx': word(['this is a comment', 'comment content'], {
    cautions: ['author', 'comments'],
  }),
  'mail/chinese-traditional.msg': outlook(['張毓倫', 'Alfresco MSG format testing']),
  'mail/example_received_unicode.msg': outlook(['This is a test message please ignore', 'Mike Farman'], {
    enclosures: ['alfresco.gif'],
    cautions: ['email-address', 'telephone-number'],
  }),
  'mail/testMSG_att_doc.msg': outlook(['test pièce jointe 1', 'contenu'], {
    enclosures: ['test-unicode.doc', 'pj1.txt'],
  }),
  'mail/testMSG_att_msg.msg': outlook(['Test email with 1 msg attachment, 1 pdf'], {
    enclosures: ['Test Attachment.msg', 'smbprn.00009008.KdcPjl.pdf'],
  }),
  'mail/testRFC822_dkim.eml': {
    what: 'E-mail',
    kind: 'mail',
    leaves: 1,
    words: ['Is dinner ready?', 'We lost the game'],
    cautions: ['email-address'],
  },
  'mail/testRFC822_multipart_attachments.eml': {
    what: 'E-mail',
    kind: 'mail',
    leaves: 1,
    words: ['Subject: EML 1', 'This is test email for EML1'],
    enclosures: ['Test TxtA.txt', 'Test TxtB.txt'],
    cautions: ['email-address'],
  },
  'hostile/SimpleMacro.xlsm': excel(3, ['This is a macro workbook'], {
    cautions: ['author'],
    notes: /It holds macros, which are not run here/,
  }),
  'hostile/autoprint.pdf': pdf(1, [], { notes: noText }),
  'hostile/bug53475-password-is-pass.docx': 'password',
  'hostile/crash-274d6342e4842d61be0fb48eaadad6208ae767ae.xlsx': 'truncated',
  'hostile/crash-517626e815e0afa9decd0ebb6d1dee63fb9907dd.docx': 'truncated',
  'hostile/empty_protected.pdf': pdf(1, [], { notes: noText }),
  'hostile/helloworld-bad.pdf': pdf(1, ['Hello, world!']),
  'hostile/js-authors.pdf': pdf(1, [], { cautions: ['author'], notes: noText }),
  'hostile/poc-xmlbomb.xlsx': 'doctype',
  'hostile/poppler-395-0-fuzzed.pdf': 'damaged',
  'hostile/poppler-91414-0-53.pdf': pdf(1, ['foobar']),
  'hostile/poppler-937-0-fuzzed.pdf': pdf(1, [], { notes: /Page 1 is damaged/ }),
  'hostile/protected_passtika.xlsx': 'password',
  'hostile/testPDF_jsActionOnPage.pdf': pdf(1, [], { notes: noText }),
  'hostile/testPDF_protected.pdf': pdf(41, ['RETHINKING THE FINANCIAL NETWORK', 'Severe Acute Respiratory'], {
    cautions: ['author'],
  }),
  'hostile/testWORD_truncated.docx': 'truncated',
  'hostile/xref_command_missing.pdf': pdf(1, ['Reduced test-case']),
};

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
    const files = globSync('**/*.*', { cwd: corpus }).map((path) => path.replaceAll('\\', '/'));
    expect(files.sort()).toEqual(Object.keys(outcomes).sort());
  });
  test.each(Object.entries(outcomes))('%s', (path, outcome) => comesTo(join(corpus, path), outcome), 60_000);
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
