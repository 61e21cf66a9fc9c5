import { type Entry, fromBufferPromise } from 'yauzl';
import type { Enclosure, Leaf } from '../../shared/domain/reading.ts';
import { LIMITS, UnreadableFile, whatYauzlSays } from './container.ts';
import { clip, type Draft } from './draft.ts';

/** What systems leave behind in a zip and nobody sent. */
const LEFTOVERS = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** A zip as a list of what lies in it. Each entry is unpacked once, counted and thrown away: what lies about its size is refused. */
export async function readArchive(bytes: Uint8Array): Promise<Draft> {
  const enclosures: Enclosure[] = [];
  let inflated = 0;
  await throughZip(bytes, async (entry, stream) => {
    let size = 0;
    for await (const chunk of await stream()) {
      size += chunk.length;
      inflated += chunk.length;
      if (inflated > LIMITS.inflated * 2) throw new UnreadableFile('bomb');
      if (size > LIMITS.ratioFrom && size > entry.compressedSize * LIMITS.ratio)
        throw new UnreadableFile('bomb');
    }
    const path = entry.fileName;
    if (path.length > 2000) throw new UnreadableFile('damaged');
    enclosures.push({ path, name: clip(path.slice(path.lastIndexOf('/') + 1), 400), bytes: size });
    return undefined;
  });
  const leaf: Leaf = {
    number: 1,
    label: 'Files',
    text: enclosures.map(({ path }) => path).join('\n'),
    hidden: false,
  };
  const count = enclosures.length === 1 ? 'One file' : `${enclosures.length} files`;
  return {
    what: 'Zip archive',
    body: { kind: 'archive' },
    leaves: [leaf],
    enclosures,
    notes: [`${count} in it; each opens as evidence of its own.`],
  };
}

/** One entry's bytes. @throws UnreadableFile */
export async function archiveEntry(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  const found = await throughZip(bytes, async (entry, stream) => {
    if (entry.fileName !== path) return undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of await stream()) {
      size += chunk.length;
      if (size > LIMITS.inflated) throw new UnreadableFile('bomb');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  });
  if (found === undefined) throw new UnreadableFile('damaged');
  return found;
}

/** Goes through the files of a zip until one gives something. The library refuses names that leave the folder. */
async function throughZip<T>(
  bytes: Uint8Array,
  visit: (entry: Entry, stream: () => Promise<AsyncIterable<Buffer>>) => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      validateEntrySizes: true,
    });
    if (zip.entryCount > LIMITS.entries) throw new UnreadableFile('bomb');
    const names = new Set<string>();
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || LEFTOVERS.test(entry.fileName)) continue;
      if (names.has(entry.fileName)) throw new UnreadableFile('damaged');
      names.add(entry.fileName);
      if (names.size > LIMITS.entries) throw new UnreadableFile('bomb');
      if (entry.isEncrypted()) throw new UnreadableFile('password');
      const result = await visit(entry, () => zip.openReadStreamPromise(entry));
      if (result !== undefined) return result;
    }
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(whatYauzlSays(error), { cause: error });
  }
}
