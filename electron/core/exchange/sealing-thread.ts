import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Decrypter, Encrypter } from 'age-encryption';
import { writeParts } from './parts.ts';
import {
  BLOCK,
  type FromThread,
  inBlocks,
  type Lock,
  type SealingTask,
  type Source,
  type ToThread,
  type Unlock,
  type WrittenFile,
} from './sealing-messages.ts';

/** Seals or opens one file, on a thread of its own: scrypt alone would keep the desk for two seconds. */

const port = parentPort;
if (port === null)
  throw new Error('The sealing thread was started as a program of its own. Run `npm start`.');

/** Each message is answered in its turn. */
type Answer = (message: ToThread) => Promise<FromThread>;

const task: SealingTask = workerData;
const answer: Answer = task.kind === 'seal' ? sealing(task) : opening(task);
port.on('message', (message: ToThread) => {
  answer(message).then(reply, (error: unknown) => reply(failed(error)));
});

function reply(message: FromThread): void {
  port?.postMessage(message, message.kind === 'bytes' ? [message.bytes.buffer] : []);
}

function failed(error: unknown): FromThread {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const why = /no identity matched/.test(message) ? 'no-match' : code === undefined ? 'damaged' : 'system';
  return { kind: 'failed', why, code, message };
}

function sealing({ file, lock, partBytes }: Extract<SealingTask, { kind: 'seal' }>): Answer {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const begin = async (): Promise<readonly WrittenFile[]> =>
    writeParts(file, inBlocks(await encrypterFor(lock).encrypt(readable)), partBytes);
  let written: Promise<readonly WrittenFile[]> | undefined;
  /** Whichever is first: the stream took it, or what writes it has failed; and then what failed there, a full disk. */
  const given = async (taken: Promise<void>, writing: Promise<readonly WrittenFile[]>) => {
    try {
      await Promise.race([taken, writing]);
    } catch (error) {
      await writing;
      throw error;
    }
  };
  return async (message) => {
    written ??= begin();
    if (message === 'end') {
      await given(writer.close(), written);
      return { kind: 'written', files: await written };
    }
    if (message instanceof Uint8Array) await given(writer.write(message), written);
    return { kind: 'ready' };
  };
}

function encrypterFor(lock: Lock): Encrypter {
  const encrypter = new Encrypter();
  if (lock.by === 'passphrase') {
    encrypter.setPassphrase(lock.passphrase);
    encrypter.setScryptWorkFactor(lock.workFactor);
  } else for (const recipient of lock.recipients) encrypter.addRecipient(recipient);
  return encrypter;
}

function opening({ sources, header, unlock }: Extract<SealingTask, { kind: 'open' }>): Answer {
  let blocks: AsyncGenerator<Uint8Array<ArrayBuffer>> | undefined;
  return async () => {
    if (blocks === undefined) {
      const fileKey = await fileKeyOf(header, unlock);
      const decrypter = new Decrypter();
      decrypter.addIdentity({ unwrapFileKey: () => fileKey });
      blocks = inBlocks(await decrypter.decrypt(ReadableStream.from(bytesOf(sources))));
      return { kind: 'opened', fileKey };
    }
    const next = await blocks.next();
    return next.done === true ? { kind: 'end' } : { kind: 'bytes', bytes: next.value };
  };
}

async function fileKeyOf(header: Uint8Array, unlock: Unlock): Promise<Uint8Array> {
  if (unlock.by === 'file-key') return unlock.fileKey;
  const decrypter = new Decrypter();
  if (unlock.by === 'passphrase') decrypter.addPassphrase(unlock.passphrase);
  else decrypter.addIdentity(unlock.identity);
  return decrypter.decryptHeader(header);
}

async function* bytesOf(sources: readonly Source[]): AsyncGenerator<Uint8Array> {
  for (const { file, start } of sources) {
    for await (const chunk of createReadStream(file, { start, highWaterMark: BLOCK })) {
      if (chunk instanceof Uint8Array) yield chunk;
    }
  }
}
