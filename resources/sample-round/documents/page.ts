import PDFDocument from 'pdfkit';
import { type DocumentJob, footing } from './passage.ts';

/** The same moment in every file, so that the same words give the same bytes. */
export const madeAt = new Date('2026-03-01T09:00:00.000Z');

const fonts = {
  sans: { plain: 'Helvetica', bold: 'Helvetica-Bold' },
  serif: { plain: 'Times-Roman', bold: 'Times-Bold' },
} as const;

interface Entry {
  readonly title: string;
  readonly page: number;
  readonly depth: number;
}

/** A PDF in the making: headings with bookmarks, paragraphs that stay whole, tables, and a running foot. */
export class PdfPages {
  readonly #document: PDFKit.PDFDocument;
  readonly #job: DocumentJob;
  readonly #fonts: (typeof fonts)[keyof typeof fonts];
  readonly #size: number;
  readonly #entries: Entry[] = [];
  #page = 0;

  constructor(job: DocumentJob, { landscape = false }: { readonly landscape?: boolean } = {}) {
    this.#job = job;
    this.#fonts = job.organisation.serif ? fonts.serif : fonts.sans;
    this.#size = job.organisation.serif ? 11.5 : 10.5;
    this.#document = new PDFDocument({
      size: landscape ? [960, 540] : 'A4',
      margins: landscape
        ? { top: 60, bottom: 60, left: 70, right: 70 }
        : { top: 76, bottom: 76, left: 72, right: 72 },
      bufferPages: true,
      lang: 'en-GB',
      displayTitle: true,
      info: { Title: job.plan.title, Author: job.organisation.name, CreationDate: madeAt, ModDate: madeAt },
    });
    this.#document.on('pageAdded', () => {
      this.#page += 1;
    });
    this.#page = 1;
  }

  /** From 1. */
  get page(): number {
    return this.#page;
  }

  get raw(): PDFKit.PDFDocument {
    return this.#document;
  }

  #face(weight: 'plain' | 'bold', size: number, colour = '#222222'): PDFKit.PDFDocument {
    return this.#document.font(this.#fonts[weight]).fontSize(size).fillColor(colour);
  }

  newPage(): void {
    this.#document.addPage();
  }

  space(points: number): void {
    this.#document.y += points;
  }

  /** Goes on to the next page if fewer points than this are left. */
  keep(points: number): void {
    const { page, y } = this.#document;
    if (y + points > page.height - page.margins.bottom) this.newPage();
  }

  title(words: string, size = 26): void {
    this.#face('bold', size, this.#job.organisation.colour).text(words, { lineGap: 3 });
    this.space(8);
  }

  /** A heading of the contents and the bookmarks. */
  heading(words: string, depth = 0, size = depth === 0 ? 15 : 12): void {
    this.keep(depth === 0 ? 110 : 90);
    this.space(depth === 0 ? 10 : 8);
    this.#entries.push({ title: words, page: this.#page, depth });
    this.#document.outline.addItem(words);
    this.#face('bold', size, this.#job.organisation.colour).text(words);
    this.space(5);
  }

  /** A paragraph that is never torn between pages; gives the page it stands on. */
  paragraph(
    words: string,
    { bold = false, size = this.#size }: { readonly bold?: boolean; readonly size?: number } = {},
  ): number {
    const face = this.#face(bold ? 'bold' : 'plain', size);
    this.keep(face.heightOfString(words, { lineGap: 2.5 }) + 4);
    this.#face(bold ? 'bold' : 'plain', size).text(words, { lineGap: 2.5 });
    this.space(size * 0.65);
    return this.#page;
  }

  bullets(lines: readonly string[], size = this.#size): void {
    const { left, right } = this.#document.page.margins;
    const width = this.#document.page.width - left - right - 16;
    for (const line of lines) {
      this.#face('plain', size);
      this.keep(this.#document.heightOfString(line, { width, lineGap: 2.5 }) + 4);
      const { y } = this.#document;
      this.#document.text('•', left, y, { lineBreak: false });
      this.#document.text(line, left + 16, y, { width, lineGap: 2.5 });
      this.#document.x = left;
      this.space(size * 0.4);
    }
    this.space(4);
  }

  /** `widths` in fractions of the line. The first row is the head. */
  table(rows: readonly (readonly string[])[], widths: readonly number[]): void {
    const { left, right } = this.#document.page.margins;
    const whole = this.#document.page.width - left - right;
    const size = this.#size - 1;
    this.#face('plain', size);
    rows.forEach((cells, row) => {
      const weight = row === 0 ? 'bold' : 'plain';
      this.#face(weight, size);
      const heights = cells.map((cell, at) =>
        this.#document.heightOfString(cell, { width: whole * (widths[at] ?? 0) - 12 }),
      );
      const height = Math.max(...heights) + 10;
      this.keep(height);
      const { y } = this.#document;
      let x = left;
      cells.forEach((cell, at) => {
        const width = whole * (widths[at] ?? 0);
        if (row === 0) this.#document.rect(x, y, width, height).fill('#e8edee');
        this.#document.lineWidth(0.6).rect(x, y, width, height).stroke('#aeb7bd');
        this.#face(weight, size).text(cell, x + 6, y + 6, { width: width - 12 });
        x += width;
      });
      this.#document.x = left;
      this.#document.y = y + height;
    });
    this.space(12);
  }

  /** Fills in the contents on a page that was left for them. */
  contents(page: number, top: number): void {
    this.#document.switchToPage(page - 1);
    const { left, right } = this.#document.page.margins;
    const end = this.#document.page.width - right;
    let y = top;
    this.#face('bold', 15, this.#job.organisation.colour).text('Contents', left, y, { lineBreak: false });
    y += 26;
    for (const { title, page: number, depth } of this.#entries.filter((entry) => entry.depth === 0)) {
      this.#face('plain', this.#size).text(title, left + depth * 14, y, { lineBreak: false });
      this.#document.text(String(number), end - 40, y, { width: 40, align: 'right', lineBreak: false });
      y += 19;
    }
  }

  /** Closes it, with head and foot on every page but the first. */
  async finish(): Promise<Uint8Array> {
    const document = this.#document;
    const { count } = document.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      document.switchToPage(index);
      const { margins, width, height } = document.page;
      // Text below the margin would otherwise begin a page.
      document.page.margins = { ...margins, bottom: 0, top: 0 };
      this.#face('plain', 8, '#4c6272').text(footing(this.#job), margins.left, height - 40, {
        lineBreak: false,
      });
      document.text(`${index + 1} of ${count}`, width - margins.right - 60, height - 40, {
        width: 60,
        align: 'right',
        lineBreak: false,
      });
      if (index > 0) document.text(this.#job.plan.date, margins.left, 34, { lineBreak: false });
      document.page.margins = margins;
    }
    const chunks: Buffer[] = [];
    const ended = new Promise<Uint8Array>((settle, fail) => {
      document.on('data', (chunk: Buffer) => chunks.push(chunk));
      document.on('end', () => settle(Buffer.concat(chunks)));
      document.on('error', fail);
    });
    document.end();
    return ended;
  }
}
