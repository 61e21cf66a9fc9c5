import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { CautionKind, Reading, UnreadableFile } from '../../shared/domain/reading.ts';

/** Real and hostile files, which lie beside the project where it is developed. */
export const corpusFolder = resolve(import.meta.dirname, '../../../shared/corpus');

/** As they are named in `corpusOutcomes`: "pdf/TAMReview.pdf". */
export function corpusFiles(): readonly string[] {
  return readdirSync(corpusFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(corpusFolder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** What a file comes to: its kind and leaves, words that must be in its text, and cautions, or why it is not read. */
export interface Comes {
  readonly what: string;
  readonly kind: Reading['body']['kind'];
  readonly leaves: number;
  readonly words?: readonly string[];
  readonly enclosures?: readonly string[];
  /** Each kind once. */
  readonly cautions?: readonly CautionKind[];
  readonly notes?: RegExp;
}
export type Outcome = Comes | UnreadableFile;

const noText = /has no text, as a scan has none/;
const pdf = (leaves: number, words: readonly string[], more: Partial<Comes> = {}): Comes => ({
  what: 'PDF',
  kind: 'pdf',
  leaves,
  words,
  ...more,
});
export const word = (words: readonly string[], more: Partial<Comes> = {}): Comes => ({
  what: 'Word document',
  kind: 'document',
  leaves: 1,
  words,
  ...more,
});
export const excel = (leaves: number, words: readonly string[], more: Partial<Comes> = {}): Comes => ({
  what: 'Excel workbook',
  kind: 'workbook',
  leaves,
  words,
  ...more,
});
export const slides = (leaves: number, words: readonly string[], more: Partial<Comes> = {}): Comes => ({
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

/** What every file of the corpus comes to. */
export const corpusOutcomes: Readonly<Record<string, Outcome>> = {
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
