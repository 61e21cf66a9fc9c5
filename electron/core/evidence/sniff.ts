import { open } from 'node:fs/promises';
import { HEAD_BYTES, type Sniffed, sniffBytes, TAIL_BYTES } from '../../parsers/sniff.ts';

export { type Sniffed, sniffBytes };

/** What the name says it would be, in the same words; undefined where the name says nothing. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  pdf: ['PDF'],
  png: ['PNG picture'],
  jpg: ['JPEG picture'],
  jpeg: ['JPEG picture'],
  gif: ['GIF picture'],
  webp: ['WebP picture'],
  docx: ['Word document'],
  xlsx: ['Excel workbook'],
  xlsm: ['Excel workbook'],
  pptx: ['PowerPoint presentation'],
  txt: ['Plain text'],
  csv: ['Plain text'],
  eml: ['E-mail'],
};

/** Reads as much of the file as it takes to tell what it is. Throws what the file system throws. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = new Uint8Array(Math.min(HEAD_BYTES, size));
    await file.read(head, 0, head.length, 0);
    const tail = new Uint8Array(Math.min(TAIL_BYTES, size));
    await file.read(tail, 0, tail.length, size - tail.length);
    return sniffBytes(head, tail);
  } finally {
    await file.close();
  }
}

/** A sentence where the name promises something else than the bytes are; undefined where they agree. */
export function mismatch(name: string, sniffed: Sniffed): string | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  const promised = ending === undefined ? undefined : BY_NAME[ending];
  if (promised === undefined || promised.includes(sniffed.what)) return undefined;
  if (promised[0] === 'Plain text' && sniffed.kind === 'text') return undefined;
  return `Its name says ${promised[0]}, its contents are: ${sniffed.what}.`;
}
