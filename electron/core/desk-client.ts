import { Worker } from 'node:worker_threads';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { DeskEvent } from '../../shared/contract/table.ts';
import {
  type DeskOptions,
  type FromDesk,
  isReplyTo,
  type Reply,
  refusalOf,
  type Served,
  type ServedName,
} from './desk-messages.ts';
import type { DeskPort } from './desk-types.ts';
import { findEntry } from './entry-point.ts';
import { Refused } from './refused.ts';

/** What one question waits with. */
interface Waiting {
  readonly answered: (reply: Reply) => void;
  readonly failed: (refused: Refused) => void;
}

type ReplyTo<Name extends ServedName> = Extract<Reply, { readonly name: Name }>;

/** How long a thread that has closed its desk may take to end, in milliseconds. */
const farewell = 5_000;

/**
 * Opens a desk in a thread of its own, so that no window waits for SQLite.
 * `invoke` and `stage` always answer, also when the thread has died; the other methods throw `Refused`.
 * @param entry what the thread runs; tests name another one
 * @throws Refused where the data folder cannot be opened, with the reason
 */
export async function openDeskThread(
  options: DeskOptions,
  entry: string = findEntry('core/desk-thread'),
): Promise<DeskPort> {
  const worker = new Worker(entry, { workerData: options });
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(event: DeskEvent) => void>();
  let state: 'opening' | 'open' | 'closing' | Refusal = 'opening';
  let lastId = 0;
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const opened = Promise.withResolvers<void>();

  const tell = (event: DeskEvent) => {
    for (const listener of listeners) listener(event);
  };
  const end = (refusal: Refusal) => {
    if (typeof state === 'object') return;
    const told = state === 'closing';
    state = refusal;
    opened.reject(refused(refusal));
    for (const { failed } of waiting.values()) failed(refused(refusal));
    waiting.clear();
    if (!told) tell({ kind: 'closed' });
  };
  const hear = (message: FromDesk) => {
    switch (message.kind) {
      case 'open':
        state = 'open';
        opened.resolve();
        return;
      case 'not-open':
        end(message.refusal);
        return;
      case 'event':
        tell(message.event);
        return;
      case 'reply':
        waiting.get(message.reply.id)?.answered(message.reply);
        waiting.delete(message.reply.id);
        return;
      case 'failed':
        waiting.get(message.id)?.failed(refused(message.refusal));
        waiting.delete(message.id);
        return;
    }
  };
  worker.on('message', hear);
  worker.on('error', (error) => end(stopped(error instanceof Error ? error.message : String(error))));
  worker.on('exit', () => end(state === 'closing' ? closed : stopped('it ended without a reason')));

  const ask = <Name extends ServedName>(name: Name, input: Parameters<Served[Name]>) =>
    new Promise<ReplyTo<Name>>((answered, failed) => {
      if (typeof state === 'object') return failed(refused(state));
      if (state === 'closing' && name !== 'close') return failed(refused(closed));
      lastId += 1;
      waiting.set(lastId, {
        failed,
        answered: (reply) =>
          isReplyTo(reply, name) ? answered(reply) : failed(refused(stopped('its answers are out of step'))),
      });
      worker.postMessage({ id: lastId, name, input });
    });

  const close = async () => {
    if (typeof state === 'object') return;
    state = 'closing';
    try {
      await ask('close', []);
    } finally {
      const late = setTimeout(() => void worker.terminate(), farewell);
      await exited;
      clearTimeout(late);
    }
  };
  let closingOnce: Promise<void> | undefined;

  await opened.promise;
  return {
    invoke: (method, input) => ask('invoke', [method, input]).then(({ value }) => value, asAnswer),
    stage: (files) => ask('stage', [files]).then(({ value }) => value, asAnswer),
    stagingFolder: () => ask('stagingFolder', []).then(({ value }) => value),
    evidence: (sha256) => ask('evidence', [sha256]).then(({ value }) => value),
    exportFile: (id) => ask('exportFile', [id]).then(({ value }) => value),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closingOnce ??= close();
      return closingOnce;
    },
  };
}

function refused({ code, sentence, places }: Refusal): Refused {
  return new Refused(code, sentence, places);
}

function asAnswer(error: unknown): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: refusalOf(error) };
}

const closed: Refusal = {
  code: 'unexpected',
  sentence: 'The program is closing, and this was not done. Open it again to go on.',
  places: [],
};

function stopped(reason: string): Refusal {
  return {
    code: 'unexpected',
    sentence: `The part of the program that keeps the records has stopped (${reason}). Close the program and open it again. All that was saved is kept.`,
    places: [],
  };
}
