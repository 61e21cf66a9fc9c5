/** What a file is by its bytes: how it may be served, how the room can read it, and what to call it. */
export interface Sniffed {
  /** On the allow-list, or `application/octet-stream`. HTML and SVG are text here, never themselves. */
  readonly type: string;
  readonly kind: 'pdf' | 'image' | 'text' | 'other';
  readonly what: string;
}

export const HEAD_BYTES = 4096;
/** A zip's directory stands at its end; this much of it names enough entries to tell Word from Excel. */
export const TAIL_BYTES = 65_536;

const OTHER = 'application/octet-stream';
const PLAIN = 'text/plain; charset=utf-8';

const MAGIC: readonly { readonly bytes: readonly number[]; readonly at: number; readonly is: Sniffed }[] = [
  {
    at: 0,
    bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    is: { type: 'image/png', kind: 'image', what: 'PNG picture' },
  },
  { at: 0, bytes: [0xff, 0xd8, 0xff], is: { type: 'image/jpeg', kind: 'image', what: 'JPEG picture' } },
  { at: 0, bytes: [0x47, 0x49, 0x46, 0x38], is: { type: 'image/gif', kind: 'image', what: 'GIF picture' } },
  { at: 8, bytes: [0x57, 0x45, 0x42, 0x50], is: { type: 'image/webp', kind: 'image', what: 'WebP picture' } },
  { at: 0, bytes: [0x42, 0x4d], is: { type: 'image/bmp', kind: 'image', what: 'BMP picture' } },
  { at: 0, bytes: [0x49, 0x49, 0x2a, 0x00], is: { type: OTHER, kind: 'other', what: 'TIFF picture' } },
  { at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a], is: { type: OTHER, kind: 'other', what: 'TIFF picture' } },
  { at: 4, bytes: [0x66, 0x74, 0x79, 0x70], is: { type: OTHER, kind: 'other', what: 'Video or sound' } },
  { at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3], is: { type: OTHER, kind: 'other', what: 'Video or sound' } },
  {
    at: 0,
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    is: { type: OTHER, kind: 'other', what: 'Older Office file or saved e-mail' },
  },
  {
    at: 0,
    bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66],
    is: { type: OTHER, kind: 'other', what: 'Rich text document' },
  },
];

/** First match wins: an Office file holds the entry that tells it from a plain zip. */
const ZIP_KINDS: readonly { readonly entry: string; readonly what: string }[] = [
  { entry: 'word/', what: 'Word document' },
  { entry: 'xl/', what: 'Excel workbook' },
  { entry: 'ppt/', what: 'PowerPoint presentation' },
  { entry: 'application/vnd.oasis.opendocument.text', what: 'OpenDocument text' },
  { entry: 'application/vnd.oasis.opendocument.spreadsheet', what: 'OpenDocument spreadsheet' },
  { entry: 'application/vnd.oasis.opendocument.presentation', what: 'OpenDocument presentation' },
];

function has(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The text that the bytes are, or undefined where they are not text. The last character may be cut in half. */
function asText(head: Uint8Array): string | undefined {
  if (has(head, 0, [0xff, 0xfe]))
    return decode(head.subarray(2, head.length - (head.length % 2)), 'utf-16le');
  if (has(head, 0, [0xfe, 0xff]))
    return decode(head.subarray(2, head.length - (head.length % 2)), 'utf-16be');
  const controls = head.filter(
    (byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13,
  );
  if (controls.length > 0) return undefined;
  for (const cut of [0, 1, 2, 3]) {
    const text = decode(head.subarray(0, Math.max(0, head.length - cut)), 'utf-8');
    if (text !== undefined) return text;
  }
  return decode(head, 'windows-1252');
}

function textKind(text: string): Sniffed {
  const start = text.trimStart().slice(0, 512).toLowerCase();
  if (/^(<!doctype html|<html|<head|<body|<script)/.test(start)) {
    return { type: PLAIN, kind: 'text', what: 'Web page, shown as plain text' };
  }
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!doctype svg|<svg)/.test(start)) {
    return { type: PLAIN, kind: 'text', what: 'SVG drawing, shown as plain text' };
  }
  if (isMail(text)) return { type: PLAIN, kind: 'text', what: 'E-mail' };
  return { type: PLAIN, kind: 'text', what: 'Plain text' };
}

const HEADER = /^([\w-]+)[ \t]*:/;
const MAIL_HEADERS =
  /^(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to|content-type|dkim-signature|authentication-results)$/i;

/** Whether it begins with a message's headers, three known ones at least; the last line may be cut off. */
function isMail(text: string): boolean {
  const known = new Set<string>();
  for (const line of text.split(/\r?\n/, 200).slice(0, -1)) {
    if (line === '') break;
    if (/^[ \t]/.test(line)) continue;
    const name = HEADER.exec(line)?.[1];
    if (name === undefined) return false;
    if (MAIL_HEADERS.test(name)) known.add(name.toLowerCase());
  }
  return known.size >= 3;
}

/**
 * The list of its entries that a zip ends with: in what comes before it may lie the entries of another zip, such as a
 * workbook in slides. Undefined where the list does not lie in the tail. APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16.
 */
function directoryOf(tail: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(tail.buffer, tail.byteOffset, tail.length);
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + 16 > bytes.length) return undefined;
  const start = end - bytes.readUInt32LE(end + 12);
  return start < 0 ? undefined : bytes.subarray(start, end);
}

/** Pure part of the sniffing: the first 4 kB and, for a zip, the last 64 kB of a file. */
export function sniffBytes(head: Uint8Array, tail: Uint8Array): Sniffed {
  const pdfAt = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).indexOf('%PDF-');
  if (pdfAt >= 0) return { type: 'application/pdf', kind: 'pdf', what: 'PDF' };
  const known = MAGIC.find((magic) => has(head, magic.at, magic.bytes));
  if (known !== undefined) return known.is;
  if (has(head, 0, [0x50, 0x4b])) {
    const directory = directoryOf(tail);
    // An OpenDocument file says what it is in its first entry.
    const told = directory === undefined ? [head, tail] : [head.subarray(0, 128), directory];
    const names = Buffer.concat(told).toString('latin1');
    const office = ZIP_KINDS.find(({ entry }) => names.includes(entry));
    return { type: OTHER, kind: 'other', what: office?.what ?? 'Zip archive' };
  }
  const text = asText(head);
  return text === undefined
    ? { type: OTHER, kind: 'other', what: 'File of a kind not known here' }
    : textKind(text);
}
