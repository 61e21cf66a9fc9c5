import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract, type Header, pack } from 'tar-stream';
import { Hash } from '../../../shared/domain/ids.ts';
import type { Job } from '../desk/jobs.ts';
import type { RawEntry } from '../ledger/entry.ts';
import type { WriterKeyPair } from '../ledger/keys.ts';
import { Refused, refuse } from '../refused.ts';
import { type Contents, readManifest, writeManifest } from './manifest.ts';
import { FIRST_LINE } from './parts.ts';
import {
  ENTRIES_LIMIT,
  joined,
  MANIFEST_LIMIT,
  type Records,
  recordsOf,
  sha256Of,
  type Whole,
  whole,
} from './records.ts';
import { NEWER, NOT_A_PACK, NOT_WHOLE } from './sealed-file.ts';
import { NotOpened, type Opened, seal } from './sealing.ts';
import { BLOCK, type Lock, type WrittenFile } from './sealing-messages.ts';

export interface PackInput {
  /** Where it is written; in parts, with `.001` and so on behind. */
  readonly file: string;
  readonly key: WriterKeyPair;
  readonly lock: Lock;
  readonly partBytes?: number | undefined;
  readonly about: Omit<Contents, 'format' | 'entries' | 'entriesHash' | 'textsHash' | 'localHash' | 'writer'>;
  readonly entries: Iterable<RawEntry>;
  /** What only a backup holds: rows of this desk alone, and its key. */
  readonly local?: Buffer | undefined;
  readonly evidencePath: (sha256: Hash) => string;
  /** How many bytes an archive of so many is filled up to, a multiple of 512, so that its size tells less. */
  readonly padTo?: ((bytes: number) => number) | undefined;
  readonly job: Job;
}

export interface WrittenPack {
  readonly contents: Contents;
  /** One, or the parts in order. */
  readonly files: readonly WrittenFile[];
}

/**
 * Writes a pack, sealed on its way to the disk. Evidence is streamed. Stopping, and any failure, leaves nothing behind.
 */
export async function writePack(input: PackInput): Promise<WrittenPack> {
  const { file, key, lock, partBytes, about, local, job } = input;
  const records = recordsOf(input.entries);
  const contents: Contents = {
    ...about,
    format: 'award-panel/pack/1',
    writer: key.writer,
    entries: records.count,
    entriesHash: sha256Of(records.entries),
    textsHash: sha256Of(records.texts),
    ...(local === undefined ? {} : { localHash: sha256Of(local) }),
  };
  const tar = pack();
  const filling = fill(tar, contents, records, input).catch((error: unknown) => {
    // Whatever reads the archive hears of it, and so does the seal.
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  const sealing = seal(filledUp(bytesOf(tar), input.padTo), { file, lock, partBytes }, job.signal);
  const [sealed, filled] = await Promise.allSettled([sealing, filling]);
  if (sealed.status === 'fulfilled' && filled.status === 'fulfilled')
    return { contents, files: sealed.value };
  await removeAll(file);
  throw sealed.status === 'rejected'
    ? sealed.reason
    : filled.status === 'rejected'
      ? filled.reason
      : undefined;
}

/** Blocks of zeros after its end are part of an archive: https://www.gnu.org/software/tar/manual/html_node/Standard.html */
async function* filledUp(
  archive: AsyncIterable<Uint8Array>,
  padTo: PackInput['padTo'] = (bytes) => bytes,
): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of archive) {
    bytes += chunk.byteLength;
    yield chunk;
  }
  const zeros = padTo(bytes) - bytes;
  if (zeros > 0) yield new Uint8Array(zeros);
}

/** The file, and the parts that begin with its name. */
async function removeAll(file: string): Promise<void> {
  for (const name of await readdir(dirname(file)))
    if (name === basename(file) || name.startsWith(`${basename(file)}.`))
      await rm(join(dirname(file), name), { force: true });
}

/**
 * What `writePack` would write, in bytes, without reading the evidence: the archive's blocks, and what age adds to them.
 * https://age-encryption.org/v1
 */
export function packBytes(
  about: PackInput['about'],
  entries: Iterable<RawEntry>,
  lock: Lock,
): { readonly bytes: number; readonly entries: number } {
  const records = recordsOf(entries);
  const manifest = JSON.stringify(about).length + MANIFEST_REST;
  const sizes = [manifest, records.entries.byteLength, records.texts.byteLength];
  const inTar = (size: number) => TAR_BLOCK + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  const tar = [...sizes, ...about.evidence.map(({ bytes }) => bytes)].reduce(
    (sum, size) => sum + inTar(size),
    2 * TAR_BLOCK,
  );
  const header = AGE_HEADER + AGE_STANZA * (lock.by === 'keys' ? lock.recipients.length : 1);
  return {
    bytes: FIRST_LINE.length + header + tar + AGE_TAG * Math.max(1, Math.ceil(tar / AGE_CHUNK)),
    entries: records.count,
  };
}

const TAR_BLOCK = 512;
/** Hashes, key, signature and invitation. */
const MANIFEST_REST = 450;
const [AGE_HEADER, AGE_STANZA, AGE_TAG, AGE_CHUNK] = [86, 100, 16, 64 * 1024];

async function fill(
  tar: ReturnType<typeof pack>,
  contents: Contents,
  files: Records,
  { key, local, evidencePath, job }: PackInput,
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
  const all = contents.evidence.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const [at, { sha256: name, bytes }] of contents.evidence.entries()) {
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        job.step();
        done += chunk.byteLength;
        job.progress(done, all, `Packing file ${at + 1} of ${contents.evidence.length}`);
        yield chunk;
      }
    };
    job.step();
    const source = createReadStream(evidencePath(name), { highWaterMark: BLOCK });
    await pipeline(source, counted, tar.entry(header(`evidence/${name}`, bytes)));
  }
  tar.finalize();
}

export interface OpenedPack {
  readonly contents: Contents;
  readonly entries: readonly RawEntry[];
  readonly local: Buffer | undefined;
}

type Take = (bytes: AsyncIterable<Uint8Array>, sha256: Hash) => Promise<Hash>;

/**
 * Reads a pack forwards, once, and ends `opened`. Each evidence file is handed to `take`, and has to turn out to be
 * what its name says. Throws the refusal 'pack-unusable' with a sentence for whatever is wrong; until then nothing was
 * handed over but evidence, which is harmless by itself.
 */
export async function readPack(opened: Opened, job: Job, take: Take): Promise<OpenedPack> {
  const tar = extract();
  let fault: unknown;
  const source = async function* () {
    try {
      yield* opened.plain;
    } catch (error) {
      fault = error instanceof NotOpened ? refuse('pack-unusable', NOT_WHOLE) : error;
      throw error;
    }
  };
  try {
    const piped = pipeline(source, tar, { signal: job.signal });
    const [read, all] = await Promise.allSettled([readEntries(tar, job, take), piped]);
    if (fault !== undefined) throw fault;
    if (read.status === 'rejected') throw asTold(read.reason);
    if (all.status === 'rejected') throw asTold(all.reason);
    return read.value;
  } finally {
    await opened.end();
  }
}

/** tar-stream's own errors, which have no code but these words: its maker made a file that is no archive. */
function asTold(error: unknown): unknown {
  const ofTar =
    error instanceof Error &&
    !(error instanceof Refused) &&
    /^(unexpected end of data|invalid tar header|size exceeded|writing aborted)/i.test(error.message);
  return ofTar ? refuse('pack-unusable', NOT_WHOLE) : error;
}

async function readEntries(tar: ReturnType<typeof extract>, job: Job, take: Take): Promise<OpenedPack> {
  let contents: Contents | undefined;
  let entries: Whole | undefined;
  let texts: Whole | undefined;
  let local: Whole | undefined;
  const taken = new Set<string>();
  const promises = new Map<string, number>();
  let [done, all] = [0, 0];
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      job.step();
      done += chunk.byteLength;
      job.progress(done, all, `Reading file ${taken.size + 1} of ${promises.size}`);
      yield chunk;
    }
  };
  for await (const entry of tar) {
    job.step();
    const { name, size } = entry.header;
    if (contents === undefined) {
      if (name !== 'manifest.json') throw refuse('pack-unusable', NOT_A_PACK);
      contents = openManifest((await whole(bytesOf(entry), size, MANIFEST_LIMIT)).bytes.toString('utf8'));
      for (const each of contents.evidence) promises.set(each.sha256, each.bytes);
      all = contents.evidence.reduce((sum, { bytes }) => sum + bytes, 0);
    } else if (name === 'entries.ndjson') {
      entries = await whole(bytesOf(entry), size, ENTRIES_LIMIT);
    } else if (name === 'texts.ndjson') {
      texts = await whole(bytesOf(entry), size, ENTRIES_LIMIT);
    } else if (name === 'local.json') {
      local = await whole(bytesOf(entry), size, ENTRIES_LIMIT);
    } else {
      const named = Hash.safeParse(name.replace(/^evidence\//, ''));
      if (!named.success || promises.get(named.data) !== size || taken.has(named.data))
        throw refuse('pack-unusable', NOT_WHOLE);
      if ((await take(counted(bytesOf(entry)), named.data)) !== named.data)
        throw refuse('pack-unusable', NOT_WHOLE);
      taken.add(named.data);
    }
  }
  if (contents === undefined || entries === undefined || texts === undefined)
    throw refuse('pack-unusable', NOT_A_PACK);
  const asSigned =
    entries.sha256 === contents.entriesHash &&
    texts.sha256 === contents.textsHash &&
    local?.sha256 === contents.localHash &&
    taken.size === contents.evidence.length;
  if (!asSigned) throw refuse('pack-unusable', NOT_WHOLE);
  return { contents, entries: await joined(entries.bytes, texts.bytes), local: local?.bytes };
}

function openManifest(text: string): Contents {
  const read = readManifest(text);
  if (read.ok) return read.contents;
  switch (read.why) {
    case 'newer-format':
      throw refuse('pack-unusable', NEWER);
    case 'not-a-manifest':
      throw refuse('pack-unusable', NOT_A_PACK);
    case 'changed':
      throw refuse('pack-unusable', NOT_WHOLE);
  }
}

/** tar-stream's own stream type yields nothing to TypeScript; what it yields are bytes, looked at one by one. */
async function* bytesOf(entry: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const chunk of entry) {
    if (!(chunk instanceof Uint8Array)) throw refuse('pack-unusable', NOT_WHOLE);
    yield chunk;
  }
}
