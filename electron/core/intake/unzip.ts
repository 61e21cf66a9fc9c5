import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type ZipFile } from 'yauzl';

/** A file as a person picked it, and where its bytes lie. */
export interface PickedFile {
  readonly path: string;
  readonly file: string;
}

export interface Unzipped {
  readonly files: readonly PickedFile[];
  /** Why it was refused, as a sentence; what had come out by then is left out too. */
  readonly problem: string | undefined;
}

export interface UnzipLimits {
  /** Over all entries, and the zips within. */
  readonly bytes: number;
  readonly entries: number;
  /** Unpacked over packed, for entries of more than 10 MB. */
  readonly ratio: number;
}

const USUAL: UnzipLimits = { bytes: 4 * 1024 ** 3, entries: 20_000, ratio: 1000 };

/**
 * Unpacks a zip of submissions into a folder of ours, file by file, as streams. Names in the zip never become names
 * on disk: files are numbered, and keep their names only as words. A zip within is unpacked too, one level deep.
 */
export async function unzip(zip: PickedFile, folder: string, limits: UnzipLimits = USUAL): Promise<Unzipped> {
  await mkdir(folder, { recursive: true });
  const count = { bytes: 0, entries: 0 };
  try {
    return { files: await unpack(zip, folder, limits, count, true), problem: undefined };
  } catch (error) {
    const problem = sentenceOf(error);
    if (problem === undefined) throw error;
    return { files: [], problem };
  }
}

class Refused extends Error {}

async function unpack(
  zip: PickedFile,
  folder: string,
  limits: UnzipLimits,
  count: { bytes: number; entries: number },
  outermost: boolean,
): Promise<PickedFile[]> {
  const root = zip.path.replace(/\.zip$/i, '');
  const opened = await openPromise(zip.file, { autoClose: false, validateEntrySizes: true });
  const files: PickedFile[] = [];
  try {
    for await (const entry of opened.eachEntry()) {
      count.entries += 1;
      if (count.entries > limits.entries)
        throw new Refused('The zip holds more files than a round can have. It was not unpacked.');
      if (entry.fileName.endsWith('/')) continue;
      if (entry.isEncrypted())
        throw new Refused('The zip is password protected. Ask for a copy without a password.');
      const name = entry.fileName.normalize('NFC');
      const file = join(folder, String(count.entries));
      await write(opened, entry, file, limits, count);
      const picked = { path: `${root}/${name}`, file };
      if (outermost && /\.zip$/i.test(name))
        files.push(...(await unpack(picked, folder, limits, count, false)));
      else files.push(picked);
    }
  } finally {
    opened.close();
  }
  return files;
}

async function write(
  opened: ZipFile,
  entry: Parameters<ZipFile['openReadStreamPromise']>[0],
  file: string,
  limits: UnzipLimits,
  count: { bytes: number },
): Promise<void> {
  const stream = await opened.openReadStreamPromise(entry);
  let size = 0;
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        count.bytes += chunk.length;
        if (
          count.bytes > limits.bytes ||
          (size > 10 * 1024 ** 2 && size > entry.compressedSize * limits.ratio)
        )
          throw new Refused('The zip unpacks to far more than submissions can be. It was not unpacked.');
        yield chunk;
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
  );
}

/** Undefined for what is not about the zip: a full disk, a folder that is gone. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Refused) return error.message;
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && !error.code.startsWith('Z_')) return undefined;
  if (/invalid relative path|absolute path|invalid characters in fileName/i.test(error.message))
    return 'The zip names files outside its own folder, as only attacks do. It was not unpacked.';
  if (/end of central directory|unexpected end/i.test(error.message))
    return 'The zip ends too early, as when a copy or an e-mail was cut off. Ask for it again.';
  return 'The zip is damaged and cannot be unpacked. Ask for it again.';
}

/** What operating systems and office programs leave beside people's files. */
export function isLitter(path: string): boolean {
  const name = basename(path.replaceAll('\\', '/'));
  return (
    /(^|\/)__MACOSX\//.test(path) ||
    /^(\.ds_store|thumbs\.db|desktop\.ini)$/i.test(name) ||
    /^(~\$|\.~lock\.|\._)/.test(name)
  );
}
