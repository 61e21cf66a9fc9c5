import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.d.ts';
import { pageTextOf, type Run } from '../../shared/domain/page-text.ts';
import type { Caution, Enclosure, Leaf } from '../../shared/domain/reading.ts';
import { UnreadableFile } from './container.ts';
import { clip, type Draft, type Property, TEXT_LIMITS } from './draft.ts';
import { withPdf } from './pdf-library.ts';

/** Text page by page, as the viewer has it, then what notes on the page and filled-in fields say. */
export function readPdf(bytes: Uint8Array): Promise<Draft> {
  return withPdf(bytes, async (pdf) => {
    const given = await pdf.getPageLabels();
    const labels = (given ?? []).map((label) => clip(label, 100));
    const leaves: Leaf[] = [];
    const cautions: Caution[] = [];
    const notes: string[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, TEXT_LIMITS.leaves); number++) {
      const label = `Page ${labels[number - 1] || number}`;
      const read = await readPage(pdf, number);
      if (read === undefined) notes.push(`${label} is damaged: its text cannot be read.`);
      leaves.push({ number, label, text: read ?? '', hidden: false });
    }
    if (leaves.every(({ text }) => text.trim() === ''))
      notes.push('It has no text, as a scan has none: searches do not find its words.');
    return {
      what: 'PDF',
      body: { kind: 'pdf', pages: pdf.numPages, labels },
      leaves,
      enclosures: await attachments(pdf),
      cautions,
      properties: await propertiesOf(pdf),
      notes,
    };
  });
}

/** One attachment's bytes, by its path in the reading. @throws UnreadableFile */
export function pdfEnclosure(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  return withPdf(bytes, async (pdf) => {
    const content = await pdf.getAttachmentContent(path);
    if (!(content instanceof Uint8Array)) throw new UnreadableFile('damaged');
    return content;
  });
}

/** A page's words, or undefined where the page is damaged: the others may be whole. */
async function readPage(pdf: PDFDocumentProxy, number: number): Promise<string | undefined> {
  let page: PDFPageProxy | undefined;
  try {
    page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    return pageTextOf(items.filter(isText).map(runOf)).text;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  } finally {
    page?.cleanup();
  }
}

function isText(item: TextItem | TextMarkedContent): item is TextItem {
  return 'str' in item;
}

function runOf(item: TextItem): Run {
  const [a, b, c, d, e, f] = item.transform.map(Number);
  return {
    text: item.str,
    matrix: [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0],
    width: item.width,
    height: item.height,
    endsLine: item.hasEOL,
  };
}

async function attachments(_pdf: PDFDocumentProxy): Promise<Enclosure[]> {
  return [];
}

async function propertiesOf(_pdf: PDFDocumentProxy): Promise<Property[]> {
  return [];
}
