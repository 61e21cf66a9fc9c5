import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import PDFDocument from 'pdfkit';
import type { NamedFile } from './evidence-room.ts';
import { pdfFile, pdfOf, zipped } from './packages.ts';

const sample = resolve(import.meta.dirname, '../../resources/sample-round/files');
const office = resolve(import.meta.dirname, '../fixtures/libreoffice');

export const sampleFile = (path: string, name: string): NamedFile => ({
  name,
  bytes: readFileSync(join(sample, path)),
});
/** As LibreOffice saves it: the workbook with a hidden sheet, hidden rows and columns, the slides with a hidden one. */
export const officeFile = (name: string): NamedFile => ({ name, bytes: readFileSync(join(office, name)) });

/** Three pages. On the first, from the top: links to the third, to a web page, to what would run, and a script. */
export function linkedPdf(): Buffer {
  const page = (contents: number, annotations = '') =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents ${contents} 0 R /Resources << /Font << /F 9 0 R >> >> /Annots [${annotations}] >>`;
  const words = (lines: readonly string[]) => {
    const drawing = lines.map((line, at) => `BT /F 16 Tf 40 ${350 - 60 * at} Td (${line}) Tj ET`).join('\n');
    return `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`;
  };
  const link = (at: number, leads: string) =>
    `<< /Type /Annot /Subtype /Link /Rect [40 ${340 - 60 * at} 240 ${370 - 60 * at}] /Border [0 0 0] ${leads} >>`;
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>',
    page(6, '10 0 R 11 0 R 12 0 R 13 0 R'),
    page(7),
    page(8),
    words(['To the third page', 'To a web page', 'To what runs', 'A script']),
    words(['The second page']),
    words(['The third page']),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    link(0, '/Dest [5 0 R /Fit]'),
    link(1, '/A << /S /URI /URI (https://example.org/policy) >>'),
    link(2, '/A << /S /URI /URI (javascript:app.alert\\(1\\)) >>'),
    link(3, '/A << /S /JavaScript /JS (app.alert\\(1\\)) >>'),
  ]);
}

/** Pages of preceptors and their time: one word twice on every page but the last, which has another. */
export function wordyPdf(pages: number): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' });
  for (let page = 1; page <= pages; page++) {
    if (page > 1) document.addPage();
    document.fontSize(16).text(`Part ${page}`).moveDown().fontSize(11);
    document.text('Every preceptor has protected time. A preceptor keeps a record of it.').moveDown(2);
    document.text(
      page === pages
        ? 'The résumé of it all is with lead@example.org.'
        : `What part ${page} says is agreed each year.`,
    );
  }
  return bytesOf(document);
}

/** Japanese: 日本語 in letters that the file brings, and under it 記録 in a font that it names only. */
export function japanesePdf(): Buffer {
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  const strokes = ['100 100 800 100 re', '100 800 800 100 re', '450 100 100 800 re'];
  const letter = (drawn: number) =>
    stream(`1000 0 0 0 1000 1000 d1 ${strokes.slice(0, drawn).join(' ')} 100 100 100 800 re f`);
  return pdfFile('', '/Contents 4 0 R /Resources << /Font << /F 5 0 R /G 10 0 R >> >>', [
    stream('BT /F 40 Tf 20 120 Td (ABC) Tj ET BT /G 24 Tf 20 60 Td <8a189332> Tj ET'),
    '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 6 0 R /b 7 0 R /c 8 0 R >> /Encoding << /Type /Encoding /Differences [65 /a /b /c] >> /FirstChar 65 /LastChar 67 /Widths [1000 1000 1000] /Resources << >> /ToUnicode 9 0 R >>',
    letter(1),
    letter(2),
    letter(3),
    stream(
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <41> <65e5> <42> <672c> <43> <8a9e> endbfchar endcmap end end',
    ),
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UCS2-H /DescendantFonts [11 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 12 0 R >>',
    '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ]);
}

/** A PDF with another PDF attached to it. */
export async function pdfWithAttachment(inside: Buffer): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' });
  document.fontSize(14).text('The minutes are attached.');
  document.file(inside, { name: 'minutes.pdf', description: 'Minutes', creationDate: new Date(0) });
  return bytesOf(document);
}

/** An e-mail with so many small files attached. */
export function mailWith(attachments: number): Buffer {
  const parts = Array.from(
    { length: attachments },
    (_, index) =>
      `--b\r\nContent-Disposition: attachment; filename="${index + 1}.txt"\r\n\r\nThis is number ${index + 1}.\r\n`,
  );
  return Buffer.from(
    `From: lead@example.org\r\nTo: team@example.org\r\nSubject: All of it\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe files are attached.\r\n${parts.join('')}--b--\r\n`,
  );
}

export const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> => zipped(files);

async function bytesOf(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
