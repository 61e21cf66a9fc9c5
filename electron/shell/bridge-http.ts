import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { StagedFile } from '../../shared/contract/bridge.ts';
import type { Answer, Refusal } from '../../shared/contract/refusal.ts';
import { refusalOf } from '../core/desk-messages.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { tellFullDisk } from '../core/store/refusal.ts';
import { say } from './content.ts';
import { securityHeaders } from './headers.ts';
import { bodyOf, readBody, sendResponse } from './http.ts';
import { pickedPath } from './staging.ts';

/** Bytes of the longest call: a sheet with all its notes is far below. */
const longestCall = 8 * 1024 * 1024;
/** Milliseconds between two signs of life, so that a window that has gone is noticed. */
const pulse = 15_000;

const Call = z.object({ method: z.string().max(100), input: z.unknown() });

interface JsonReply {
  readonly status: number;
  readonly text: string;
}

export interface HttpBridge {
  /** Answers what lies under `/bridge/`. The caller has let the request in. */
  handle(path: string, message: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): void;
}

/**
 * The bridge over HTTP: `POST /bridge/call` {method, input}, `GET /bridge/events` (server-sent events),
 * `POST /bridge/stage` (one file's bytes, its name in X-File-Path), `GET /bridge/shell`.
 * @param windows hears how many windows listen to events, each time that changes
 */
export function httpBridge(desk: DeskPort, version: string, windows: (count: number) => void): HttpBridge {
  const listening = new Set<ServerResponse>();
  const unsubscribe = desk.subscribe((event) => {
    for (const window of listening) window.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const beat = setInterval(() => {
    for (const window of listening) window.write(': still here\n\n');
  }, pulse);

  const listen = (response: ServerResponse) => {
    response.writeHead(200, {
      ...securityHeaders({ kind: 'file' }),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    response.write('retry: 1000\n\n');
    listening.add(response);
    windows(listening.size);
    response.once('close', () => {
      listening.delete(response);
      windows(listening.size);
    });
  };

  return {
    async handle(path, message, response) {
      switch (`${message.method} ${path}`) {
        case 'POST /bridge/call':
          return sendJson(await answerCall(desk, message), response);
        case 'POST /bridge/stage':
          return sendJson(await stageFile(desk, message), response);
        case 'GET /bridge/events':
          return listen(response);
        case 'GET /bridge/shell':
          return sendJson(json(200, { kind: 'browser', version }), response);
        default:
          return sendResponse(say(404, 'There is nothing at this address.'), response);
      }
    },
    close() {
      unsubscribe();
      clearInterval(beat);
      for (const window of listening) window.end();
    },
  };
}

async function answerCall(desk: DeskPort, message: IncomingMessage): Promise<JsonReply> {
  if (!/^application\/json\b/i.test(message.headers['content-type'] ?? ''))
    return refuse(415, 'wrong-input', 'A call is sent as JSON.');
  const text = await readBody(message, longestCall);
  if (text === undefined)
    return refuse(
      413,
      'wrong-input',
      'This is more text than can be saved at once. Shorten it and save again.',
    );
  const call = Call.safeParse(parseJson(text));
  if (!call.success) return refuse(400, 'wrong-input', 'The program could not read this call.');
  try {
    return json(200, await desk.invoke(call.data.method, call.data.input));
  } catch (error) {
    return json(200, { ok: false, error: refusalOf(error) });
  }
}

/** Undefined, which no call is, for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes the bytes into the desk's staging folder as they come, then names the file to the desk. */
async function stageFile(desk: DeskPort, message: IncomingMessage): Promise<JsonReply> {
  const encoded = message.headers['x-file-path'];
  const path = pickedPath(typeof encoded === 'string' ? encoded : undefined);
  if (path === undefined)
    return refuse(400, 'wrong-input', 'This file has no name that can be kept. Rename it and pick it again.');
  let file: string | undefined;
  try {
    file = join(await desk.stagingFolder(), randomUUID());
    await writeNew(file, bodyOf(message));
    const answer = await desk.stage([{ path, file }]);
    if (!answer.ok) await rm(file, { force: true });
    return json(200, firstOf(answer));
  } catch (error) {
    if (file !== undefined) await rm(file, { force: true });
    if (message.destroyed && !message.complete) return refuse(400, 'stopped', `${path} did not come whole.`);
    return json(200, { ok: false, error: refusalOf(tellFullDisk(error, 'the files of this program')) });
  }
}

/** Each piece is on its way to the disk before the next is taken, so that memory holds one. */
async function writeNew(path: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of pieces) await file.appendFile(piece);
  } finally {
    await file.close();
  }
}

function firstOf(answer: Answer<readonly StagedFile[]>): Answer<StagedFile> {
  if (!answer.ok) return answer;
  const [file] = answer.value;
  if (file === undefined) throw new Error('The desk named no file for the one it was handed.');
  return { ok: true, value: file };
}

function refuse(status: number, code: Refusal['code'], sentence: string): JsonReply {
  return json(status, { ok: false, error: { code, sentence, places: [] } });
}

function json(status: number, value: unknown): JsonReply {
  return { status, text: JSON.stringify(value) };
}

const jsonHeaders = {
  ...securityHeaders({ kind: 'file' }),
  'content-type': 'application/json',
  'cache-control': 'no-store',
};

/** In one piece with its length: a save waits for this, and a `Response` read as a stream takes several. */
function sendJson({ status, text }: JsonReply, to: ServerResponse): void {
  to.writeHead(status, { ...jsonHeaders, 'content-length': Buffer.byteLength(text) });
  to.end(text);
}
