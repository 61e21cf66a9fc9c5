import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Hash } from '../../../shared/domain/ids.ts';
import type { DataFolder } from './folder.ts';
import { codeOf, tellFullDisk } from './refusal.ts';

const CHUNK = 1024 * 1024;

export interface StoredEvidence {
  readonly sha256: Hash;
  readonly bytes: number;
}

/** Bytes that are on disk, under no name yet. */
export interface StagedEvidence extends StoredEvidence {
  readonly temporary: string;
}

/** Files by the SHA-256 of their bytes. What is here is on disk under its name, whole, and is never changed. */
export interface EvidenceStore {
  /** From a file, or from chunks as they come. Once this returns, the file survives a power cut. */
  put(source: string | AsyncIterable<Uint8Array>): Promise<StoredEvidence>;
  /** The same in two steps: the bytes are on disk under no name until they are kept, and leave no trace when dropped. */
  stage(source: string | AsyncIterable<Uint8Array>): Promise<StagedEvidence>;
  /** Names them all, and only then syncs the folders that they lie in: one wait for the disk where each had its own. */
  keep(staged: readonly StagedEvidence[]): Promise<void>;
  /** Takes away what was not kept; what was stays. */
  drop(staged: readonly StagedEvidence[]): Promise<void>;
  /** Where it lies, or would. */
  readonly path: (sha256: Hash) => string;
  has(sha256: Hash): boolean;
  /** By a removal on the record, and nothing else. Nothing happens when it is not here. */
  remove(sha256: Hash): void;
  /** Hears of every file that is removed, so that whatever was made of it goes too. */
  onRemoval(listener: (sha256: Hash) => void): void;
  /** Every file held, in no order. */
  list(): AsyncIterable<Hash>;
  /** The bytes' own hash, read afresh from disk; undefined when it is not here. */
  rehash(sha256: Hash): Promise<Hash | undefined>;
}

export function evidenceStore(folder: DataFolder): EvidenceStore {
  const path = (sha256: Hash) => join(folder.evidence, sha256.slice(0, 2), sha256);
  const listeners: ((sha256: Hash) => void)[] = [];

  /** Gives one file its name, unsynced. Returns the folders to sync: one that was held may have been named by a try that ended before. */
  async function settle({ temporary, sha256, bytes }: StagedEvidence): Promise<readonly string[]> {
    const place = path(sha256);
    const shelf = join(folder.evidence, sha256.slice(0, 2));
    if ((await sizeOf(place)) === bytes) {
      await rm(temporary, { force: true });
      return [shelf];
    }
    const made = await mkdir(shelf, { recursive: true, mode: 0o700 });
    await rename(temporary, place);
    return made === undefined ? [shelf] : [shelf, folder.evidence];
  }

  async function stage(source: string | AsyncIterable<Uint8Array>): Promise<StagedEvidence> {
    const temporary = join(folder.staging, `${randomUUID()}.part`);
    try {
      return { temporary, ...(await copy(source, temporary)) };
    } catch (error) {
      await rm(temporary, { force: true });
      throw tellFullDisk(error, folder.path);
    }
  }

  async function keep(staged: readonly StagedEvidence[]): Promise<void> {
    const shelves = new Set<string>();
    try {
      for (const one of staged) for (const shelf of await settle(one)) shelves.add(shelf);
      await Promise.all([...shelves].map(syncFolder));
    } catch (error) {
      throw tellFullDisk(error, folder.path);
    }
  }

  const drop = async (staged: readonly StagedEvidence[]) => {
    for (const { temporary } of staged) await rm(temporary, { force: true });
  };

  return {
    stage,
    keep,
    drop,
    put: async (source) => {
      const staged = await stage(source);
      try {
        await keep([staged]);
        return { sha256: staged.sha256, bytes: staged.bytes };
      } catch (error) {
        await drop([staged]);
        throw error;
      }
    },
    path,
    has: (sha256) => existsSync(path(sha256)),
    remove: (sha256) => {
      rmSync(path(sha256), { force: true });
      for (const listener of listeners) listener(sha256);
    },
    onRemoval: (listener) => void listeners.push(listener),
    list: async function* () {
      for (const shelf of await readdir(folder.evidence)) {
        for (const name of await readdir(join(folder.evidence, shelf))) {
          const hash = Hash.safeParse(name);
          if (hash.success) yield hash.data;
        }
      }
    },
    rehash: async (sha256) => {
      if (!existsSync(path(sha256))) return undefined;
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(path(sha256), { highWaterMark: CHUNK })) hash.update(chunk);
      return Hash.parse(hash.digest('hex'));
    },
  };
}

async function copy(source: string | AsyncIterable<Uint8Array>, to: string): Promise<StoredEvidence> {
  const hash = createHash('sha256');
  let bytes = 0;
  const out = await open(to, 'wx', 0o600);
  try {
    for await (const chunk of typeof source === 'string' ? chunksOf(source) : source) {
      hash.update(chunk);
      await writeWhole(out, chunk);
      bytes += chunk.byteLength;
    }
    await out.sync();
  } finally {
    await out.close();
  }
  return { sha256: Hash.parse(hash.digest('hex')), bytes };
}

/** One buffer, filled again for every chunk: each has been hashed and written before the next is asked for. */
async function* chunksOf(file: string): AsyncIterable<Uint8Array> {
  const input = await open(file, 'r');
  const buffer = Buffer.allocUnsafe(CHUNK);
  try {
    for (;;) {
      const { bytesRead } = await input.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await input.close();
  }
}

async function writeWhole(out: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength; ) {
    const { bytesWritten } = await out.write(chunk, done);
    done += bytesWritten;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A new name is durable once its folder is synced. Windows syncs names with the file and opens no folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
