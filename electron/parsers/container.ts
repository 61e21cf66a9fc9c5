import { type Entry, fromBufferPromise } from 'yauzl';
import type { Enclosed, Unreadable } from '../../shared/domain/workbook.ts';

/** A file that unpacks past these is refused before anything reads it. */
export const LIMITS = {
  inflated: 200 * 1024 * 1024,
  entries: 5_000,
  /** Inflated over packed, for what inflates to more than `ratioFrom`: real sheets stay below a hundred. */
  ratio: 400,
  ratioFrom: 10 * 1024 * 1024,
} as const;

export class UnreadableFile extends Error {
  readonly reason: Unreadable;
  constructor(reason: Unreadable, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

export interface Container {
  readonly names: ReadonlySet<string>;
  readonly enclosed: readonly Enclosed[];
  readonly encrypted: boolean;
}

/**
 * Goes through a zip container once, unpacking every entry without keeping it: how large it really is, whether any of
 * its XML declares a document type, and what lies in it besides cells.
 * @throws UnreadableFile
 */
export async function inspectContainer(bytes: Uint8Array): Promise<Container> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = new Set<string>();
  const enclosed: Enclosed[] = [];
  let inflated = 0;
  let encrypted = false;
  try {
    const zip = await fromBufferPromise(buffer, { validateEntrySizes: true });
    if (zip.entryCount > LIMITS.entries) throw new UnreadableFile('bomb');
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (names.has(name)) throw new UnreadableFile('damaged');
      names.add(name);
      if (names.size > LIMITS.entries) throw new UnreadableFile('bomb');
      if (entry.isEncrypted()) throw new UnreadableFile('password');
      const kind = enclosedKind(name);
      if (kind !== undefined) enclosed.push({ kind, name });
      const head = await drain(await zip.openReadStreamPromise(entry), entry, (size) => {
        inflated += size;
        if (inflated > LIMITS.inflated) throw new UnreadableFile('bomb');
      });
      if (isXml(name)) {
        const text = withoutNulls(head);
        if (/<!DOCTYPE/i.test(text)) throw new UnreadableFile('doctype');
        if (name === 'META-INF/manifest.xml' && text.includes('encryption-data')) encrypted = true;
        for (const target of externalTargets(name, text))
          enclosed.push({ kind: 'external-link', name: target });
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(whatYauzlSays(error), { cause: error });
  }
  return { names, enclosed, encrypted };
}

/** Reads a stream to its end and keeps its first 256 kB, where declarations and relations stand. */
async function drain(stream: AsyncIterable<unknown>, entry: Entry, count: (size: number) => void) {
  const kept: Buffer[] = [];
  let size = 0;
  let keptSize = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new UnreadableFile('damaged');
    size += chunk.length;
    count(chunk.length);
    if (size > LIMITS.ratioFrom && size > entry.compressedSize * LIMITS.ratio)
      throw new UnreadableFile('bomb');
    if (keptSize < 262_144) {
      kept.push(chunk);
      keptSize += chunk.length;
    }
  }
  return Buffer.concat(kept);
}

export function whatYauzlSays(error: unknown): Unreadable {
  const message = error instanceof Error ? error.message : '';
  if (/end of central directory|unexpected end|unexpected EOF|Truncated/i.test(message)) return 'truncated';
  return 'damaged';
}

function isXml(name: string): boolean {
  return /\.(xml|rels|vml|rdf)$/i.test(name);
}

/** As text whatever the encoding: a declaration in UTF-16 is the same letters with zero bytes between them. */
function withoutNulls(head: Buffer): string {
  return head.toString('latin1').replaceAll('\0', '');
}

function enclosedKind(name: string): Enclosed['kind'] | undefined {
  if (/^xl\/embeddings\/./i.test(name) || /^Object \d+\/content\.xml$/.test(name)) return 'object';
  if (/^(xl\/media|Pictures)\/./i.test(name)) return 'picture';
  if (/vbaProject\.bin$/i.test(name) || /^Basic\/.+\/(?!script-lb)[^/]+\.xml$/i.test(name)) return 'macro';
  return undefined;
}

/** Where relations point outside the file. Links that a person wrote into a cell are shown as they are, not fetched. */
function externalTargets(name: string, text: string): readonly string[] {
  if (!name.endsWith('.rels')) return [];
  return [...text.matchAll(/<Relationship\b[^>]*>/g)].flatMap(([tag]) => {
    if (!/TargetMode\s*=\s*["']External["']/.test(tag)) return [];
    const target = /Target\s*=\s*["']([^"']*)["']/.exec(tag)?.[1];
    // An address to write to is no file that could have come.
    return target === undefined || /^mailto:/i.test(target) ? [] : [unescapeXml(target).slice(0, 2000)];
  });
}

export function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
