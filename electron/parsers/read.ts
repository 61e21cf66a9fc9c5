import type { EnclosureResult, ReadingResult } from '../../shared/contract/parsing.ts';
import { MOST_BYTES } from '../../shared/domain/reading.ts';
import { archiveEntry, readArchive } from './archive.ts';
import { UnreadableFile } from './container.ts';
import { type Draft, finish } from './draft.ts';
import { embeddedBytes } from './embedded.ts';
import { type Told, tellKind } from './kind.ts';
import { mailAttachment, readMail } from './mail.ts';
import { propertiesOfOld } from './old-properties.ts';
import { readOpenSlides, readOpenText } from './opendocument.ts';
import { outlookAttachment, readOutlook } from './outlook.ts';
import { openParts, type Parts } from './parts.ts';
import { pdfEnclosure, readPdf } from './pdf.ts';
import { readPicture } from './picture-facts.ts';
import { readSlides } from './slides.ts';
import { readExcel, readOldExcel, readOpenSheet, readTable } from './spreadsheet.ts';
import { decodeText } from './text.ts';
import { readWord } from './word.ts';

/** Any file as plain data, or why not. Never rejects. */
export async function readFile(bytes: Uint8Array, name: string): Promise<ReadingResult> {
  try {
    return { ok: true, reading: finish(await read(whole(bytes), tellKind(bytes, name))) };
  } catch (error) {
    return unread(error);
  }
}

/** The bytes of one file inside another, by its path among the reading's enclosures. Never rejects. */
export async function readEnclosure(bytes: Uint8Array, name: string, path: string): Promise<EnclosureResult> {
  try {
    return { ok: true, bytes: await enclosed(whole(bytes), tellKind(bytes, name), path) };
  } catch (error) {
    return unread(error);
  }
}

function whole(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new UnreadableFile('empty');
  if (bytes.length > MOST_BYTES) throw new UnreadableFile('too-large');
  return bytes;
}

async function read(bytes: Uint8Array, { kind, what }: Told): Promise<Draft> {
  switch (kind) {
    case 'pdf':
      return readPdf(bytes);
    case 'image':
      return readPicture(bytes, what);
    case 'zip':
      return readZip(bytes, what);
    case 'excel-97':
      return readOldExcel(bytes);
    case 'outlook':
      return readOutlook(bytes);
    case 'mail':
      return readMail(bytes);
    case 'table':
      return readTable(bytes);
    case 'text':
      return { what, body: { kind: 'text' }, leaves: [textLeaf(bytes)] };
    case 'encrypted-office':
      throw new UnreadableFile('password');
    case 'word-97':
    case 'powerpoint-97':
      return { what, body: { kind: 'other' }, leaves: [], properties: propertiesOfOld(bytes) };
    case 'other':
      return { what, body: { kind: 'other' }, leaves: [] };
  }
}

function textLeaf(bytes: Uint8Array) {
  return { number: 1, label: 'Text', text: decodeText(bytes), hidden: false };
}

type OfficeKind = 'word' | 'excel' | 'powerpoint' | 'odt' | 'ods' | 'odp';

/** What a zip is, by the parts in it. @throws UnreadableFile */
async function readZip(bytes: Uint8Array, what: string): Promise<Draft> {
  if (what === 'Zip archive') return readArchive(bytes);
  const parts = await openParts(bytes);
  if (parts.encrypted) throw new UnreadableFile('password');
  const kind = await officeKind(parts);
  switch (kind) {
    case 'word':
      return readWord(parts);
    case 'excel':
      return readExcel(bytes, parts);
    case 'powerpoint':
      return readSlides(parts);
    case 'odt':
      return readOpenText(parts);
    case 'ods':
      return readOpenSheet(bytes, parts);
    case 'odp':
      return readOpenSlides(parts);
    case undefined:
      return readArchive(bytes);
  }
}

async function officeKind(parts: Parts): Promise<OfficeKind | undefined> {
  const has = (pattern: RegExp) => [...parts.names].some((name) => pattern.test(name));
  if (has(/^word\/document\d*\.xml$/i)) return 'word';
  if (has(/^xl\/workbook\d*\.xml$/i)) return 'excel';
  if (has(/^ppt\/presentation\d*\.xml$/i)) return 'powerpoint';
  const type = await parts.bytes('mimetype');
  const [, open] =
    /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(
      type === undefined ? '' : decodeText(type),
    ) ?? [];
  if (open === 'text') return 'odt';
  if (open === 'spreadsheet') return 'ods';
  return open === 'presentation' ? 'odp' : undefined;
}

async function enclosed(bytes: Uint8Array, { kind, what }: Told, path: string): Promise<Uint8Array> {
  switch (kind) {
    case 'pdf':
      return pdfEnclosure(bytes, path);
    case 'mail':
      return mailAttachment(bytes, path);
    case 'outlook':
      return outlookAttachment(bytes, path);
    case 'zip':
      if (what === 'Zip archive') return archiveEntry(bytes, path);
      return embeddedBytes(await openParts(bytes), path);
    case 'image':
    case 'excel-97':
    case 'word-97':
    case 'powerpoint-97':
    case 'encrypted-office':
    case 'table':
    case 'text':
    case 'other':
      throw new UnreadableFile('damaged');
  }
}

/** Whatever a reader threw, it was over this file: where it did not say why, the file is damaged. */
function unread(error: unknown): Extract<ReadingResult, { readonly ok: false }> {
  if (!(error instanceof UnreadableFile) || error.reason === 'not-a-spreadsheet')
    return { ok: false, reason: 'damaged' };
  return { ok: false, reason: error.reason };
}
