import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Enclosure, Leaf } from '../../shared/domain/reading.ts';
import { UnreadableFile } from './container.ts';
import { clip, type Draft, type Property, TEXT_LIMITS } from './draft.ts';
import { plainName } from './mail.ts';
import { plainInstant } from './office-properties.ts';
import { hiddenWords } from './pdf-hidden.ts';
import { withPdf } from './pdf-library.ts';
import { type ReadPage, readPage } from './pdf-page.ts';
import { commentCautions } from './word.ts';

const MOST_ATTACHMENTS = 2_000;

/** A PDF page by page, what is attached to it, and what lies under its boxes. */
export function readPdf(bytes: Uint8Array): Promise<Draft> {
  return withPdf(bytes, async (pdf, library) => {
    const labels = ((await pdf.getPageLabels()) ?? []).map((label) => clip(label, 100));
    const read: (ReadPage | undefined)[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, TEXT_LIMITS.leaves); number++)
      read.push(await readPage(pdf, number));
    const leaves = read.map((page, index): Leaf => {
      const label = `Page ${labels[index] || index + 1}`;
      return { number: index + 1, label, text: page?.text ?? '', hidden: false };
    });
    const notes = pageNotes(read, leaves);
    if (pdf.numPages > leaves.length)
      notes.push(`It has ${pdf.numPages} pages; the text of the first ${leaves.length} is read.`);
    const covered = await hiddenWords(pdf, library, bytes, leaves);
    return {
      what: 'PDF',
      body: { kind: 'pdf', pages: pdf.numPages, labels },
      leaves,
      enclosures: await attachments(pdf),
      cautions: [
        ...read.flatMap((page, index) => commentCautions(page?.remarks ?? [], index + 1)),
        ...covered.cautions,
      ],
      properties: await propertiesOf(pdf),
      notes: [...notes, ...covered.notes],
    };
  });
}

/** One attachment's bytes, by its path in the reading. @throws UnreadableFile */
export function pdfEnclosure(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  return withPdf(bytes, async (pdf) => {
    const attached = (await attachedFiles(pdf))[Number(path) - 1];
    const content = attached === undefined ? undefined : await contentOf(pdf, attached.key);
    if (content === undefined) throw new UnreadableFile('damaged');
    return content;
  });
}

function pageNotes(read: readonly (ReadPage | undefined)[], leaves: readonly Leaf[]): string[] {
  const damaged = leaves.filter((_, index) => read[index] === undefined);
  const notes = damaged.slice(0, 20).map(({ label }) => `${label} is damaged: its text cannot be read.`);
  const empty = leaves.filter(({ text }) => text.trim() === '').length - damaged.length;
  if (empty > 0 && empty === leaves.length - damaged.length)
    notes.push('It has no text, as a scan has none: searches do not find its words.');
  else if (empty > 0)
    notes.push(
      empty === 1
        ? 'One page has no text, as a scan has none.'
        : `${empty} pages have no text, as scans have none.`,
    );
  const untold = read.filter((page) => page?.untold === true).length;
  if (untold > 0)
    notes.push(
      `${untold === 1 ? 'One page has' : `${untold} pages have`} letters whose meaning is not in the file: searches do not find them.`,
    );
  return notes;
}

interface AttachedFile {
  readonly key: string;
  readonly name: string;
}

/** In the order of the file; a path is a number from 1, since the file's own keys can be anything. */
async function attachedFiles(pdf: PDFDocumentProxy): Promise<readonly AttachedFile[]> {
  const found: unknown = await pdf.getAttachments();
  const entries: readonly (readonly [unknown, unknown])[] =
    found instanceof Map ? [...found.entries()] : Object.entries(found ?? {});
  return entries.slice(0, MOST_ATTACHMENTS).map(([key, file]) => ({
    key: String(key),
    name: clip(plainName(nameOf(file) ?? String(key)), 400),
  }));
}

function nameOf(file: unknown): string | undefined {
  if (typeof file !== 'object' || file === null || !('filename' in file)) return undefined;
  return typeof file.filename === 'string' ? file.filename : undefined;
}

async function attachments(pdf: PDFDocumentProxy): Promise<Enclosure[]> {
  const enclosures: Enclosure[] = [];
  for (const [index, { key, name }] of (await attachedFiles(pdf)).entries()) {
    const content = await contentOf(pdf, key);
    enclosures.push({ path: `${index + 1}`, name, bytes: content?.length ?? 0 });
  }
  return enclosures;
}

/** Its bytes, or undefined where it is named but does not lie in the file. */
async function contentOf(pdf: PDFDocumentProxy, key: string): Promise<Uint8Array | undefined> {
  const content: unknown = await pdf.getAttachmentContent(key);
  return content instanceof Uint8Array ? content : undefined;
}

const SAID = { Title: 'Title', Author: 'Author', Subject: 'Subject', Creator: 'Made with' } as const;

async function propertiesOf(pdf: PDFDocumentProxy): Promise<readonly Property[]> {
  const { info } = await pdf.getMetadata();
  const given = new Map<string, unknown>(Object.entries(info));
  const custom = given.get('Custom');
  const company = new Map<string, unknown>(
    typeof custom === 'object' && custom !== null ? Object.entries(custom) : [],
  ).get('Company');
  const named = [
    ...Object.entries(SAID).map(([key, name]) => ({ name, value: given.get(key) })),
    { name: 'Company', value: company },
    { name: 'Created', value: dayOf(given.get('CreationDate')) },
    { name: 'Saved', value: dayOf(given.get('ModDate')) },
  ];
  return named.flatMap(({ name, value }) => (typeof value === 'string' ? [{ name, value }] : []));
}

/** "D:20180806093000Z" as "6 August 2018". ISO 32000-1, 7.9.4. */
function dayOf(value: unknown): string | undefined {
  const [, year, month, day] =
    /^(?:D:)?(\d{4})(\d{2})(\d{2})/.exec(typeof value === 'string' ? value : '') ?? [];
  return year === undefined ? undefined : plainInstant(`${year}-${month}-${day}T00:00:00Z`);
}
