import PDFDocument from 'pdfkit';
import { numbers } from './round.ts';

/** A PDF of that many pages of a policy, each full of paragraphs, alike on every machine. */
export async function longPdf(pages: number): Promise<Buffer> {
  const next = numbers(3);
  const words =
    'preceptorship protected time policy supervision review meeting lead organisation quality standard'.split(
      ' ',
    );
  const sentence = () =>
    `${Array.from({ length: 14 }, () => words[Math.floor(next() * words.length)] ?? '').join(' ')}. `;
  const document = new PDFDocument({ size: 'A4', bufferPages: false });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (let page = 1; page <= pages; page++) {
    if (page > 1) document.addPage();
    document.fontSize(14).text(`Section ${page}`).moveDown().fontSize(11);
    for (let paragraph = 0; paragraph < 5; paragraph++)
      document.text(Array.from({ length: 4 }, sentence).join('')).moveDown();
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
