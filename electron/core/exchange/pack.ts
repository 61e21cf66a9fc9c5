import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { extract, type Header, pack } from 'tar-stream';
import { z } from 'zod';
import { Hash } from '../../../shared/domain/ids.ts';
import type { Job } from '../desk/jobs.ts';
import type { RawEntry } from '../ledger/entry.ts';
import type { WriterKeyPair } from '../ledger/keys.ts';
import { refuse } from '../refused.ts';
import { type Contents, FIRST_LINE, readManifest, writeManifest } from './manifest.ts';

/** Entries travel as two files, headers and words, so that either can be read without the other. */
interface EntryFiles {
  readonly entries: Buffer;
  readonly texts: Buffer;
  readonly count: number;
}

const HeaderLine = z.strictObject({ header: z.string(), signature: z.string() });
const TextLine = z.strictObject({ of: Hash, text: z.string() });

/** Entries of one pack lie in memory while it is made or read; evidence never does. */
const ENTRIES_LIMIT = 512 * 1024 * 1024;
const MANIFEST_LIMIT = 64 * 1024 * 1024;

const sha256 = (bytes: string | Buffer) => Hash.parse(createHash('sha256').update(bytes).digest('hex'));

function entryFiles(raw: Iterable<RawEntry>): EntryFiles {
  const [entries, texts]: [string[], string[]] = [[], []];
  for (const { header, signature, text } of raw) {
    entries.push(`${JSON.stringify({ header, signature })}\n`);
    if (text !== undefined) texts.push(`${JSON.stringify({ of: sha256(header), text })}\n`);
  }
  return {
    entries: Buffer.from(entries.join('')),
    texts: Buffer.from(texts.join('')),
    count: entries.length,
  };
}

export interface PackInput {
  readonly file: string;
  readonly key: WriterKeyPair;
  readonly about: Omit<Contents, 'format' | 'entries' | 'entriesHash' | 'textsHash' | 'localHash' | 'writer'>;
  readonly entries: Iterable<RawEntry>;
  /** What only a backup holds: rows of this desk alone, and its key. */
  readonly local?: Buffer | undefined;
  readonly evidencePath: (sha256: Hash) => string;
  readonly job: Job;
}

/** Writes a pack, whole under its name or not at all. Evidence is streamed; stopping leaves nothing behind. */
export async function writePack({
  file,
  key,
  about,
  entries,
  local,
  evidencePath,
  job,
}: PackInput): Promise<Contents> {
  const files = entryFiles(entries);
  const contents: Contents = {
    ...about,
    format: 'award-panel/pack/1',
    writer: key.writer,
    entries: files.count,
    entriesHash: sha256(files.entries),
    textsHash: sha256(files.texts),
    ...(local === undefined ? {} : { localHash: sha256(local) }),
  };
  const temporary = `${file}.part`;
  const tar = pack();
  const out = createWriteStream(temporary, { mode: 0o600 });
  out.write(FIRST_LINE);
  const written = pipeline(tar, out, { signal: job.signal });
  try {
    await Promise.all([written, fill(tar, contents, files, { key, local, evidencePath, job })]);
    await rename(temporary, file);
    return contents;
  } catch (error) {
    tar.destroy();
    await rm(temporary, { force: true });
    throw error;
  }
}

async function fill(
  tar: ReturnType<typeof pack>,
  contents: Contents,
  files: EntryFiles,
  { key, local, evidencePath, job }: Pick<PackInput, 'key' | 'local' | 'evidencePath' | 'job'>,
): Promise<void> {
  const mtime = new Date(contents.madeAt);
  const header = (name: string, size: number): Pick<Header, 'name' | 'size' | 'mtime' | 'mode'> => ({
    name,
    size,
    mtime,
    mode: 0o600,
  });
  const put = async (name: string, bytes: Buffer) => {
    await new Promise<void>((resolve, reject) => {
      tar.entry(header(name, bytes.byteLength), bytes, (error) => (error ? reject(error) : resolve()));
    });
  };
  await put('manifest.json', Buffer.from(writeManifest(contents, key)));
  await put('entries.ndjson', files.entries);
  await put('texts.ndjson', files.texts);
  if (local !== undefined) await put('local.json', local);
  for (const [at, { sha256: name, bytes }] of contents.evidence.entries()) {
    job.step();
    job.progress(at, contents.evidence.length, `Packing file ${at + 1} of ${contents.evidence.length}`);
    await pipeline(createReadStream(evidencePath(name)), tar.entry(header(`evidence/${name}`, bytes)));
  }
  tar.finalize();
}

export interface OpenedPack {
  readonly contents: Contents;
  readonly entries: readonly RawEntry[];
  readonly local: Buffer | undefined;
}

/**
 * Reads a pack forwards, once. Each evidence file is handed to `take`, and has to turn out to be what its name says.
 * Throws the refusal 'pack-unusable' with a sentence for whatever is wrong; until then nothing was handed over but
 * evidence, which is harmless by itself.
 */
export async function readPack(
  file: string,
  job: Job,
  take: (bytes: AsyncIterable<Uint8Array>, sha256: Hash) => Promise<Hash>,
): Promise<OpenedPack> {
  const tar = extract();
  const source = createReadStream(file, { start: FIRST_LINE.length });
  await requireFirstLine(file);
  // A fault in the source ends the loop below with its own error; here it has only to be awaited.
  const piped = pipeline(source, tar, { signal: job.signal });
  const reading = readEntries(tar, job, take);
  const [read] = await Promise.all([reading, piped]).catch((error: unknown) => {
    source.destroy();
    if (
      error instanceof Error &&
      /tar|archive|end of data|header/i.test(error.message) &&
      !('refusal' in error)
    ) {
      throw refuse(
        'pack-unusable',
        'The file ends too early, as when a copy or an e-mail was cut off. Ask for it again.',
      );
    }
    throw error;
  });
  return read;
}

async function readEntries(
  tar: ReturnType<typeof extract>,
  job: Job,
  take: (bytes: AsyncIterable<Uint8Array>, sha256: Hash) => Promise<Hash>,
): Promise<OpenedPack> {
  let contents: Contents | undefined;
  let entries: Buffer | undefined;
  let texts: Buffer | undefined;
  let local: Buffer | undefined;
  const taken = new Set<string>();
  for await (const entry of tar) {
    job.step();
    const { name, size } = entry.header;
    if (contents === undefined) {
      if (name !== 'manifest.json') throw refuse('pack-unusable', NOT_A_PACK);
      contents = openManifest((await whole(bytesOf(entry), size, MANIFEST_LIMIT)).toString('utf8'));
    } else if (name === 'entries.ndjson') {
      entries = await whole(bytesOf(entry), size, ENTRIES_LIMIT);
    } else if (name === 'texts.ndjson') {
      texts = await whole(bytesOf(entry), size, ENTRIES_LIMIT);
    } else if (name === 'local.json') {
      local = await whole(bytesOf(entry), size, ENTRIES_LIMIT);
    } else {
      const named = Hash.safeParse(name.replace(/^evidence\//, ''));
      const promised = named.success && contents.evidence.find((each) => each.sha256 === named.data);
      if (!named.success || !promised || promised.bytes !== size) throw refuse('pack-unusable', CHANGED);
      if ((await take(bytesOf(entry), named.data)) !== named.data) throw refuse('pack-unusable', CHANGED);
      taken.add(named.data);
      job.progress(
        taken.size,
        contents.evidence.length,
        `Reading file ${taken.size} of ${contents.evidence.length}`,
      );
    }
  }
  if (contents === undefined || entries === undefined || texts === undefined)
    throw refuse('pack-unusable', NOT_A_PACK);
  const asSigned =
    sha256(entries) === contents.entriesHash &&
    sha256(texts) === contents.textsHash &&
    (local === undefined ? undefined : sha256(local)) === contents.localHash &&
    taken.size === contents.evidence.length;
  if (!asSigned) throw refuse('pack-unusable', CHANGED);
  return { contents, entries: joined(entries, texts), local };
}

const NOT_A_PACK = 'The file is not a round file or a scores file. Choose one that ends in .awardpack.';
const CHANGED =
  'The file was changed after it was made, or damaged on its way. Nothing was taken from it. Ask for it again.';

function openManifest(text: string): Contents {
  const read = readManifest(text);
  if (read.ok) return read.contents;
  switch (read.why) {
    case 'newer-format':
      throw refuse(
        'pack-unusable',
        'The file was made by a newer Award Panel. Install that version or a later one.',
      );
    case 'not-a-manifest':
      throw refuse('pack-unusable', NOT_A_PACK);
    case 'changed':
      throw refuse('pack-unusable', CHANGED);
  }
}

async function requireFirstLine(file: string): Promise<void> {
  let begins = '';
  for await (const chunk of createReadStream(file, { end: FIRST_LINE.length - 1, encoding: 'utf8' }))
    begins += chunk;
  if (begins === FIRST_LINE) return;
  if (/^award-pack \d/.test(begins)) {
    throw refuse(
      'pack-unusable',
      'The file was made by a newer Award Panel. Install that version or a later one.',
    );
  }
  throw refuse('pack-unusable', NOT_A_PACK);
}

/** tar-stream's own stream type yields nothing to TypeScript; what it yields are bytes, looked at one by one. */
async function* bytesOf(entry: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const chunk of entry) {
    if (!(chunk instanceof Uint8Array)) throw refuse('pack-unusable', CHANGED);
    yield chunk;
  }
}

async function whole(entry: AsyncIterable<Uint8Array>, size: number, limit: number): Promise<Buffer> {
  if (size > limit)
    throw refuse(
      'pack-unusable',
      'The file says that it holds more records than any round has. It was not opened.',
    );
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function joined(entries: Buffer, texts: Buffer): readonly RawEntry[] {
  const textOf = new Map(linesOf(texts, TextLine).map(({ of, text }) => [of, text]));
  return linesOf(entries, HeaderLine).map(({ header, signature }) => {
    const text = textOf.get(sha256(header));
    return text === undefined ? { header, signature } : { header, signature, text };
  });
}

function linesOf<Line extends z.ZodType>(bytes: Buffer, line: Line): z.infer<Line>[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => {
      const read = line.safeParse(JSON.parse(text));
      if (!read.success) throw refuse('pack-unusable', CHANGED);
      return read.data;
    });
}
