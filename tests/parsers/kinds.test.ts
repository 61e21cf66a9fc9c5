import { afterAll, describe, expect, test } from 'vitest';
import { startParser } from '../../electron/core/parsing.ts';
import { HEAD_BYTES, sniffBytes, TAIL_BYTES } from '../../electron/parsers/sniff.ts';
import { tellChanges } from '../../electron/parsers/word-changes.ts';
import {
  MOST_BYTES,
  type Reading,
  UnreadableFile,
  unreadableFileSentence,
} from '../../shared/domain/reading.ts';
import { excelFile, pdfFile, wordFile, zipped } from '../support/packages.ts';

const parser = startParser();
afterAll(() => parser.close());

async function read(bytes: Uint8Array, name: string): Promise<Reading> {
  const result = await parser.read(bytes, name);
  if (!result.ok) throw new Error(`${name}: ${result.reason}`);
  return result.reading;
}

test('text in other scripts is read by the character maps that the program brings, where the file has none', async () => {
  const drawing = 'BT /F 20 Tf 20 100 Td <65e5672c8a9e> Tj ET';
  const file = pdfFile('', '/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>', [
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ]);
  expect((await read(file, 'a.pdf')).leaves[0]?.text.trim()).toBe('日本語');
});

describe('tracked changes in a Word document', () => {
  const run = (words: string, element = 't') =>
    `<w:r><w:rPr><w:b/></w:rPr><w:${element}>${words}</w:${element}></w:r>`;
  const changed = (mark: string, inner: string) =>
    `<w:${mark} w:id="1" w:author="Ben" w:date="2026-03-01T10:00:00Z">${inner}</w:${mark}>`;

  test('are shown as such and counted, moved words too', async () => {
    const body = `<w:p>${run('Lasts ')}${changed('del', run('ten', 'delText'))}${changed('ins', run('twelve'))}${run(' months')}</w:p><w:p>${changed('moveFrom', run('old place'))}</w:p><w:p>${changed('moveTo', run('new place'))}</w:p>`;
    const reading = await read(await wordFile(body), 'a.docx');
    expect(reading.body).toMatchObject({
      kind: 'document',
      trackedChanges: 4,
      html: '<p><strong>Lasts </strong><del><strong>ten</strong></del><ins><strong>twelve</strong></ins><strong> months</strong></p><p><del><strong>old place</strong></del></p><p><ins><strong>new place</strong></ins></p>',
    });
    expect(reading.cautions.map(({ kind }) => kind)).toEqual(['tracked-changes']);
  });

  test('a changed paragraph mark changes no words, and is not counted', () => {
    const { changes } = tellChanges(
      '<w:p xmlns:w="w"><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
    );
    expect(changes).toBe(0);
  });

  test('words stay as they are, signs of XML and all', () => {
    const { xml } = tellChanges(
      '<w:p xmlns:w="w"><w:r><w:t xml:space="preserve">a &amp; b &lt;c&gt; "d"</w:t></w:r></w:p>',
    );
    expect(xml).toContain('<w:t xml:space="preserve">a &amp; b &lt;c&gt; &quot;d&quot;</w:t>');
  });
});

describe('a sheet', () => {
  test('keeps its frozen headings, and shows values as they were formatted', async () => {
    const sheet = await excelFile(
      '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="2" topLeftCell="B3" state="frozen"/></sheetView></sheetViews><sheetData><row r="1"><c r="A1" s="1"><v>0.805</v></c><c r="B1" s="2"><v>46087</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c></row></sheetData>',
      {
        'xl/styles.xml':
          '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        'xl/_rels/workbook.xml.rels':
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
      },
    );
    const { body } = await read(sheet, 'a.xlsx');
    const [grid] = body.kind === 'workbook' ? body.sheets : [];
    expect(grid?.frozen).toEqual({ rows: 2, columns: 1 });
    expect(grid?.rows[0]?.cells.map(({ text }) => text)).toEqual(['80.50%', '6 March 2026', 'TRUE', '#N/A']);
  });

  test('of plain text is a grid too, told by its name', async () => {
    const bytes = Buffer.from('Initials;Review\r\nAB;"6 March\r\n2026"\r\n');
    expect((await read(bytes, 'a.csv')).leaves[0]?.text).toBe('Initials\tReview\nAB\t6 March 2026');
    expect((await read(bytes, 'a.txt')).body.kind).toBe('text');
  });

  test('of more cells than are shown is cut, and says so', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) =>
      Array.from({ length: 10 }, (_, column) => `${row}.${column}`).join(','),
    );
    const reading = await read(Buffer.from(rows.join('\n')), 'a.csv');
    expect(reading.notes).toEqual(['It is larger than is shown here: the rest is left out.']);
    const [grid] = reading.body.kind === 'workbook' ? reading.body.sheets : [];
    expect(grid?.rows).toHaveLength(20_000);
  }, 60_000);
});

describe('plain text', () => {
  test.each([
    ['UTF-8', Buffer.from('\uFEFFRésumé – done')],
    [
      'Windows-1252',
      Buffer.from([0x52, 0xe9, 0x73, 0x75, 0x6d, 0xe9, 0x20, 0x96, 0x20, 0x64, 0x6f, 0x6e, 0x65]),
    ],
    ['UTF-16, little end first', Buffer.from('\uFEFFRésumé – done', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFFRésumé – done', 'utf16le').swap16()],
  ])('in %s', async (_, bytes) => {
    expect((await read(bytes, 'a.txt')).leaves).toEqual([
      { number: 1, label: 'Text', text: 'Résumé – done', hidden: false },
    ]);
  });
});

describe('a picture', () => {
  /** A JPEG's beginning with an Exif part of these entries: tag, length and where or what. */
  const jpeg = (entries: readonly (readonly [number, number, number, number])[], tail: string) => {
    const tiff = Buffer.alloc(10 + entries.length * 12 + 4);
    tiff.write('II*\0', 'latin1');
    tiff.writeUInt32LE(8, 4);
    tiff.writeUInt16LE(entries.length, 8);
    entries.forEach(([tag, type, count, value], index) => {
      const at = 10 + index * 12;
      tiff.writeUInt16LE(tag, at);
      tiff.writeUInt16LE(type, at + 2);
      tiff.writeUInt32LE(count, at + 4);
      tiff.writeUInt32LE(value, at + 8);
    });
    const part = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(tail)]);
    const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(part.length + 2, 4);
    return Buffer.concat([head, part, Buffer.from([0xff, 0xd9])]);
  };

  test('says where it was taken and by whom, as a caution', async () => {
    const bytes = jpeg(
      [
        [0x013b, 2, 9, 38],
        [0x8825, 4, 1, 38],
      ],
      'Ana Silva',
    );
    const reading = await read(bytes, 'a.jpg');
    expect(reading.body.kind).toBe('image');
    expect(reading.cautions.map(({ kind, quote }) => [kind, quote])).toEqual([
      ['author', 'Ana Silva'],
      ['location', ''],
    ]);
  });

  test.each([
    ['lengths that lie', jpeg([[0x013b, 2, 0xffffffff, 0xfffffff0]], '')],
    ['nothing after its mark', Buffer.from([0xff, 0xd8, 0xff, 0xe1])],
    ['no Exif part', Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0, 4, 0, 0, 0xff, 0xd9])],
  ])('with %s is a picture all the same', async (_, bytes) => {
    const reading = await read(bytes, 'a.jpg');
    expect([reading.body.kind, reading.cautions]).toEqual(['image', []]);
  });
});

describe('a zip', () => {
  test('lists its files, leaves out what systems leave behind, and gives each', async () => {
    const zip = await zipped({
      'minutes/march.txt': 'the minutes',
      '__MACOSX/minutes/._march.txt': 'x',
      'Thumbs.db': 'x',
      'café.txt': 'é',
    });
    const reading = await read(zip, 'a.zip');
    expect(reading.what).toBe('Zip archive');
    expect(reading.enclosures).toEqual([
      { path: 'minutes/march.txt', name: 'march.txt', bytes: 11 },
      { path: 'café.txt', name: 'café.txt', bytes: 2 },
    ]);
    const given = await parser.enclosure(zip, 'a.zip', 'minutes/march.txt');
    expect(given.ok && Buffer.from(given.bytes).toString()).toBe('the minutes');
  });

  test('of one that a name calls a Word document is a zip: what it is goes by what is in it', async () => {
    expect((await read(await zipped({ 'a.txt': 'x' }), 'a.docx')).what).toBe('Zip archive');
  });
});

describe('what a zip is by its bytes', () => {
  const whatOf = (bytes: Buffer) =>
    sniffBytes(bytes.subarray(0, HEAD_BYTES), bytes.subarray(-TAIL_BYTES)).what;

  test('goes by its own entries, not by those of a file in it', async () => {
    const workbook = await excelFile('<sheetData/>');
    const slides = { 'ppt/presentation.xml': '<x/>', 'ppt/embeddings/sheet.xlsx': workbook };
    expect(whatOf(await zipped(slides))).toBe('PowerPoint presentation');
    expect(whatOf(await zipped({ 'minutes.txt': 'x', 'sheet.xlsx': workbook }))).toBe('Zip archive');
    expect(whatOf(workbook)).toBe('Excel workbook');
  });

  test.each([
    ['cut off before its list', -30],
    ['of nothing but its mark', 4],
  ])('is told as well as may be of one %s', async (_, end) => {
    const workbook = await excelFile('<sheetData/>');
    expect(['Excel workbook', 'Zip archive']).toContain(whatOf(workbook.subarray(0, end)));
  });
});

describe('what is not read', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    [
      'a Word document cut short',
      Buffer.from('PK\u0003\u0004 and no more word/document.xml', 'latin1'),
      'truncated',
    ],
    ['a PDF of noise', Buffer.from('%PDF-1.7\nnoise'), 'damaged'],
  ])('%s', async (_, bytes, reason) => {
    expect(await parser.read(bytes, 'a')).toEqual({ ok: false, reason });
  });

  test('more than can be held', async () => {
    const large = Buffer.alloc(MOST_BYTES + 1);
    expect(await parser.read(large, 'a.pdf')).toEqual({ ok: false, reason: 'too-large' });
    expect(await parser.enclosure(large, 'a.pdf', '1')).toEqual({ ok: false, reason: 'too-large' });
  });

  test('a film is what it is, and no more', async () => {
    const film = Buffer.from('\0\0\0\u0018ftypmp42', 'latin1');
    expect(await read(film, 'a.mp4')).toMatchObject({
      what: 'Video or sound',
      body: { kind: 'other' },
      leaves: [],
    });
  });

  test('every reason has a sentence of its own that says what to do', () => {
    const sentences = UnreadableFile.options.map(unreadableFileSentence);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/ask for|save it|was not opened/i);
  });
});
