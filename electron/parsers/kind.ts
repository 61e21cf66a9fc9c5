import { HEAD_BYTES, sniffBytes, TAIL_BYTES } from './sniff.ts';
import { startsWith } from './text.ts';

/** How a file is read. */
export type Kind =
  | 'pdf'
  | 'image'
  | 'zip'
  | 'word-97'
  | 'excel-97'
  | 'powerpoint-97'
  | 'outlook'
  | 'encrypted-office'
  | 'mail'
  | 'table'
  | 'text'
  | 'other';

export interface Told {
  readonly kind: Kind;
  readonly what: string;
}

/** What a file is, by its bytes; its name tells only a table from other plain text, which look alike. */
export function tellKind(bytes: Uint8Array, name: string): Told {
  const { kind, what } = sniffBytes(bytes.subarray(0, HEAD_BYTES), bytes.subarray(-TAIL_BYTES));
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return compoundKind(bytes, what);
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return { kind: 'zip', what };
  if (kind === 'text') {
    if (what === 'E-mail') return { kind: 'mail', what };
    if (what === 'Plain text' && /\.(?:csv|tsv)$/i.test(name)) return { kind: 'table', what };
    return { kind: 'text', what };
  }
  return { kind, what };
}

/** A compound file says what it is by the names of its streams, in UTF-16. [MS-CFB] 2.6.1. */
function compoundKind(bytes: Uint8Array, what: string): Told {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (stream: string) => buffer.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) return { kind: 'encrypted-office', what: 'Office file with a password' };
  if (holds('__properties_version1.0')) return { kind: 'outlook', what: 'E-mail saved by Outlook' };
  if (holds('WordDocument')) return { kind: 'word-97', what: 'Word document of before 2007' };
  if (holds('PowerPoint Document'))
    return { kind: 'powerpoint-97', what: 'PowerPoint presentation of before 2007' };
  if (holds('Workbook') || holds('Book')) return { kind: 'excel-97', what: 'Excel workbook of before 2007' };
  return { kind: 'other', what };
}
