import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Hash } from '../../../shared/domain/ids.ts';
import type { RawEntry } from '../ledger/entry.ts';
import { eachInTurns } from '../ledger/turns.ts';
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

/** Bytes that came whole, and what they hash to. */
export interface Whole {
  readonly bytes: Buffer;
  readonly sha256: Hash;
}

export async function whole(entry: AsyncIterable<Uint8Array>, size: number, limit: number): Promise<Whole> {
  if (size > limit)
    throw refuse(
      'pack-unusable',
      'The file says that it holds more records than any round has. It was not opened.',
    );
  const bytes = Buffer.allocUnsafeSlow(size);
  const hash = createHash('sha256');
  let used = 0;
  for await (const chunk of entry) {
    bytes.set(chunk, used);
    used += chunk.byteLength;
    hash.update(chunk);
  }
  return { bytes: bytes.subarray(0, used), sha256: Hash.parse(hash.digest('hex')) };
}

/** Headers with their words. There may be many: others of the desk's work goes on meanwhile. */
export async function joined(entries: Buffer, texts: Buffer): Promise<readonly RawEntry[]> {
  const textOf = new Map<Hash, string>();
  await eachInTurns(linesOf(texts, TextLine), ({ of, text }) => textOf.set(of, text));
  const raw: RawEntry[] = [];
  await eachInTurns(linesOf(entries, HeaderLine), ({ header, signature }) => {
    const text = textOf.get(sha256Of(header));
    raw.push(text === undefined ? { header, signature } : { header, signature, text });
  });
  return raw;
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

const LINE_END = 10;

function* linesOf<Line extends z.ZodType>(bytes: Buffer, line: Line): Generator<z.infer<Line>> {
  for (let from = 0; from < bytes.byteLength; ) {
    const end = bytes.indexOf(LINE_END, from);
    const to = end < 0 ? bytes.byteLength : end;
    const text = bytes.toString('utf8', from, to);
    from = to + 1;
    if (text === '') continue;
    const read = line.safeParse(parsed(text));
    if (!read.success) throw refuse('pack-unusable', NOT_WHOLE);
    yield read.data;
  }
}
