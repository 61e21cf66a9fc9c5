import type { EnclosureResult, ReadingResult } from '../../shared/contract/parsing.ts';
import { UnreadableFile } from './container.ts';
import { type Draft, finish } from './draft.ts';
import { pdfEnclosure, readPdf } from './pdf.ts';
import { HEAD_BYTES, sniffBytes, TAIL_BYTES } from './sniff.ts';
import { decodeText } from './text.ts';

/** Any file as plain data, or why not. What it is goes by its bytes; the name tells a table from other plain text. */
export async function readFile(bytes: Uint8Array, name: string): Promise<ReadingResult> {
  try {
    return { ok: true, reading: finish(await read(bytes, name)) };
  } catch (error) {
    return unread(error);
  }
}

/** The bytes of one file inside another, by its path among the reading's enclosures. */
export async function readEnclosure(bytes: Uint8Array, name: string, path: string): Promise<EnclosureResult> {
  try {
    return { ok: true, name, bytes: await pdfEnclosure(bytes, path) };
  } catch (error) {
    return unread(error);
  }
}

/** Whatever a reader threw, it was over this file: where it did not say why, the file is damaged. */
function unread(error: unknown): { ok: false; reason: 'damaged' } | (ReadingResult & { ok: false }) {
  if (!(error instanceof UnreadableFile) || error.reason === 'not-a-spreadsheet')
    return { ok: false, reason: 'damaged' };
  return { ok: false, reason: error.reason };
}

async function read(bytes: Uint8Array, _name: string): Promise<Draft> {
  if (bytes.length === 0) throw new UnreadableFile('empty');
  const { kind, what } = sniffBytes(bytes.subarray(0, HEAD_BYTES), bytes.subarray(-TAIL_BYTES));
  if (kind === 'pdf') return readPdf(bytes);
  if (kind === 'image') return { what, body: { kind: 'image' }, leaves: [] };
  if (kind !== 'text') return { what, body: { kind: 'other' }, leaves: [] };
  const leaf = { number: 1, label: 'Text', text: decodeText(bytes), hidden: false };
  return { what, body: { kind: 'text' }, leaves: [leaf] };
}
