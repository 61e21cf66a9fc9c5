import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Hash } from '../../../shared/domain/ids.ts';
import type { RawEntry } from '../ledger/entry.ts';
import { refuse } from '../refused.ts';
import { NOT_WHOLE } from './sealed-file.ts';

/** Entries travel as two files, headers and words, so that either can be read without the other. */
export interface Records {
  readonly entries: Buffer;
  readonly texts: Buffer;
  readonly count: number;
}

const HeaderLine = z.strictObject({ header: z.string(), signature: z.string() });
const TextLine = z.strictObject({ of: Hash, text: z.string() });

/** Entries of one pack lie in memory while it is made or read; evidence never does. */
export const ENTRIES_LIMIT = 512 * 1024 * 1024;
export const MANIFEST_LIMIT = 64 * 1024 * 1024;

export const sha256Of = (bytes: string | Buffer) =>
  Hash.parse(createHash('sha256').update(bytes).digest('hex'));

export function recordsOf(raw: Iterable<RawEntry>): Records {
  const [entries, texts]: [string[], string[]] = [[], []];
  for (const { header, signature, text } of raw) {
    entries.push(`${JSON.stringify({ header, signature })}\n`);
    if (text !== undefined) texts.push(`${JSON.stringify({ of: sha256Of(header), text })}\n`);
  }
  return {
    entries: Buffer.from(entries.join('')),
    texts: Buffer.from(texts.join('')),
    count: entries.length,
  };
}

export async function whole(entry: AsyncIterable<Uint8Array>, size: number, limit: number): Promise<Buffer> {
  if (size > limit)
    throw refuse(
      'pack-unusable',
      'The file says that it holds more records than any round has. It was not opened.',
    );
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function joined(entries: Buffer, texts: Buffer): readonly RawEntry[] {
  const textOf = new Map(linesOf(texts, TextLine).map(({ of, text }) => [of, text]));
  return linesOf(entries, HeaderLine).map(({ header, signature }) => {
    const text = textOf.get(sha256Of(header));
    return text === undefined ? { header, signature } : { header, signature, text };
  });
}

/** Undefined for what is no JSON, as a line that somebody wrote by hand can be. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function linesOf<Line extends z.ZodType>(bytes: Buffer, line: Line): z.infer<Line>[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => {
      const read = line.safeParse(parsed(text));
      if (!read.success) throw refuse('pack-unusable', NOT_WHOLE);
      return read.data;
    });
}
