import { Worker } from 'node:worker_threads';
import { findEntry } from '../entry-point.ts';
import {
  type FromThread,
  inBlocks,
  type Lock,
  type SealingTask,
  type Source,
  type ToThread,
  type Unlock,
  type WrittenFile,
} from './sealing-messages.ts';

/** A sealed file that does not open: the key or passphrase is another's, or the bytes are not as they were sealed. */
export class NotOpened extends Error {
  readonly why: 'no-match' | 'damaged';

  constructor(why: NotOpened['why'], message: string) {
    super(message);
    this.name = 'NotOpened';
    this.why = why;
  }
}

/**
 * Seals bytes as they come into a file, or into parts of at most `partBytes`, synced; `inParts` has their names.
 * Throws the system's error, a full disk's for one. Whatever was written by then is for the caller to take away.
 */
export async function seal(
  plain: AsyncIterable<Uint8Array>,
  to: { readonly file: string; readonly lock: Lock; readonly partBytes: number | undefined },
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const thread = startThread({ kind: 'seal', ...to }, signal);
  try {
    let taken = thread.ask('begin');
    for await (const block of inBlocks(plain)) {
      await taken;
      taken = thread.ask(block);
    }
    await taken;
    const reply = await thread.ask('end');
    if (reply.kind !== 'written') throw unexpected(reply);
    return reply.files;
  } finally {
    await thread.end();
  }
}

export interface Opened {
  /** Opens the same file again without the passphrase. */
  readonly fileKey: Uint8Array;
  /** What was sealed; throws `NotOpened` where it comes to bytes that are not as they were. */
  readonly plain: AsyncIterable<Uint8Array>;
  /** Ends the thread; to be called whether or not all was read. */
  end(): Promise<void>;
}

/** Throws `NotOpened` at once where the passphrase or key is another's. */
export async function unseal(
  from: { readonly sources: readonly Source[]; readonly header: Uint8Array; readonly unlock: Unlock },
  signal: AbortSignal,
): Promise<Opened> {
  const thread = startThread({ kind: 'open', ...from }, signal);
  try {
    const reply = await thread.ask('begin');
    if (reply.kind !== 'opened') throw unexpected(reply);
    return { fileKey: reply.fileKey, plain: blocksFrom(thread), end: () => thread.end() };
  } catch (error) {
    await thread.end();
    throw error;
  }
}

async function* blocksFrom(thread: Thread): AsyncGenerator<Uint8Array> {
  let coming = thread.ask('next');
  for (;;) {
    const reply = await coming;
    if (reply.kind === 'end') return;
    if (reply.kind !== 'bytes') throw unexpected(reply);
    coming = thread.ask('next');
    yield reply.bytes;
  }
}

interface Thread {
  /** One question at a time. Rejects with what went wrong there, or with the signal's reason. */
  ask(message: ToThread): Promise<FromThread>;
  end(): Promise<void>;
}

function startThread(task: SealingTask, signal: AbortSignal): Thread {
  const worker = new Worker(findEntry('core/exchange/sealing-thread'), { workerData: task });
  let waiting: PromiseWithResolvers<FromThread> | undefined;
  let ended: unknown;
  const fail = (error: unknown) => {
    ended ??= error;
    waiting?.reject(error);
  };
  const stop = () => {
    fail(signal.reason);
    void worker.terminate();
  };
  worker.on('message', (reply: FromThread) => {
    if (reply.kind === 'failed') fail(errorOf(reply));
    else waiting?.resolve(reply);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The sealing thread ended before its work was done.')));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return {
    ask(message) {
      if (ended !== undefined) return Promise.reject(ended);
      const reply = Promise.withResolvers<FromThread>();
      // Asked ahead, it is awaited only when the block before it was dealt with; a failure by then is not unheard.
      reply.promise.catch(() => undefined);
      waiting = reply;
      worker.postMessage(message, message instanceof Uint8Array ? [message.buffer] : []);
      return reply.promise;
    },
    async end() {
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    },
  };
}

function errorOf({ why, code, message }: Extract<FromThread, { kind: 'failed' }>): Error {
  if (why !== 'system') return new NotOpened(why, message);
  return Object.assign(new Error(message), { code });
}

const unexpected = ({ kind }: FromThread) => new Error(`The sealing thread said “${kind}” out of turn.`);
