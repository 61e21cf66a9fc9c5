/** What a desk and its sealing thread say to each other: every message has one reply. */

/** How a file is locked. */
export type Lock =
  | { readonly by: 'passphrase'; readonly passphrase: string; readonly workFactor: number }
  | { readonly by: 'keys'; readonly recipients: readonly string[] };

/** What a file is opened with; `file-key` is what an earlier opening found, which spares scrypt. */
export type Unlock =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'identity'; readonly identity: string }
  | { readonly by: 'file-key'; readonly fileKey: Uint8Array };

/** Where sealed bytes lie: from `start` to the end of the file. */
export interface Source {
  readonly file: string;
  readonly start: number;
}

export type SealingTask =
  | {
      readonly kind: 'seal';
      readonly file: string;
      readonly lock: Lock;
      /** The most bytes of one part; undefined where the file is not to be split. */
      readonly partBytes: number | undefined;
    }
  | {
      readonly kind: 'open';
      readonly sources: readonly Source[];
      /** The age header, all of it. */
      readonly header: Uint8Array;
      readonly unlock: Unlock;
    };

/** Bytes to seal, the end of them, or a wish for more that was opened. */
export type ToThread = Uint8Array<ArrayBuffer> | 'begin' | 'end' | 'next';

export interface WrittenFile {
  readonly file: string;
  readonly bytes: number;
}

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'written'; readonly files: readonly WrittenFile[] }
  | { readonly kind: 'opened'; readonly fileKey: Uint8Array }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end' }
  | {
      readonly kind: 'failed';
      readonly why: 'no-match' | 'damaged' | 'system';
      /** Of a system's error: ENOSPC. */
      readonly code: string | undefined;
      readonly message: string;
    };

/** What crosses between the threads at a time. */
export const BLOCK = 1024 * 1024;

/** Chunks of any size as blocks of `BLOCK` bytes and a last one, each in memory of its own. */
export async function* inBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let block = new Uint8Array(BLOCK);
  let used = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.byteLength; ) {
      const some = chunk.subarray(from, from + BLOCK - used);
      block.set(some, used);
      used += some.byteLength;
      from += some.byteLength;
      if (used === BLOCK) {
        yield block;
        block = new Uint8Array(BLOCK);
        used = 0;
      }
    }
  }
  if (used > 0) yield block.slice(0, used);
}
