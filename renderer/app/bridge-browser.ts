import { z } from 'zod';
import type { StagedFile } from '../../shared/contract/bridge.ts';
import { type Answer, Refusal } from '../../shared/contract/refusal.ts';
import { callNamed, DeskEvent, type MethodName, type OutputOf } from '../../shared/contract/table.ts';
import type { AppBridge, PickedFile } from './bridge.ts';

const Shell = z.object({ kind: z.literal('browser'), version: z.string() });
const Staged = z.object({ id: z.string(), path: z.string(), bytes: z.number() });
const Envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: Refusal }),
]);

const gone = 'Award Panel on this computer does not answer. Start it again; what was saved is safe.';

/** The bridge of the browser shell: fetch, server-sent events and downloads on the page's own origin. */
export async function openBrowserBridge(): Promise<AppBridge> {
  const shell = Shell.parse(await (await fetch('/bridge/shell')).json());
  let staging: AbortController | undefined;

  return {
    shell,
    call: (method, input) =>
      ask('/bridge/call', outputOf(method), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ method, input }),
        // A page that is being left still gets its last words to the desk; browsers bound this to 64 kB.
        keepalive: document.visibilityState === 'hidden',
      }),
    subscribe: listen,
    async stage(files, progress) {
      const controller = new AbortController();
      staging = controller;
      try {
        return await stageAll(files, controller.signal, progress);
      } finally {
        if (staging === controller) staging = undefined;
      }
    },
    stopStaging: () => staging?.abort(),
    async save(exportId) {
      const link = document.createElement('a');
      link.href = `/export/${encodeURIComponent(exportId)}`;
      link.download = '';
      link.click();
      return { ok: true, value: { saved: true } };
    },
    evidenceUrl: (sha256) => `/evidence/${sha256}`,
  };
}

/** Asks the desk and reads its answer; a desk that cannot be reached is an answer too. */
async function ask<Value>(
  address: string,
  read: (value: unknown) => Value,
  init: RequestInit,
): Promise<Answer<Value>> {
  let json: unknown;
  try {
    json = await (await fetch(address, init)).json();
  } catch {
    return init.signal?.aborted === true
      ? refuse('stopped', 'Stopped. Nothing was taken in.')
      : refuse('unexpected', gone);
  }
  const answer = Envelope.safeParse(json);
  if (!answer.success) return refuse('unexpected', gone);
  return answer.data.ok ? { ok: true, value: read(answer.data.value) } : answer.data;
}

function refuse(code: Refusal['code'], sentence: string): Answer<never> {
  return { ok: false, error: { code, sentence, places: [] } };
}

function outputOf<Method extends MethodName>(method: Method): (value: unknown) => OutputOf<Method> {
  const row = callNamed(method);
  if (row === undefined) throw new Error(`The contract has no call named ${method}.`);
  // The row is the one of that name, so what its schema lets through is that method's output.
  return (value) => row.output.parse(value) as OutputOf<Method>;
}

function listen(hear: (event: DeskEvent) => void): () => void {
  const source = new EventSource('/bridge/events');
  let lost = false;
  source.onmessage = (message: MessageEvent<string>) => hear(DeskEvent.parse(JSON.parse(message.data)));
  source.onerror = () => {
    lost = true;
  };
  source.onopen = () => {
    // What changed while nobody listened is not known: everything is read again.
    if (lost) hear({ kind: 'closed' });
    lost = false;
  };
  return () => source.close();
}

async function stageAll(
  files: readonly PickedFile[],
  signal: AbortSignal,
  progress?: (done: number, total: number) => void,
): Promise<Answer<readonly StagedFile[]>> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  const staged: StagedFile[] = [];
  let done = 0;
  progress?.(done, total);
  for (const { file, path } of files) {
    const answer = await ask('/bridge/stage', (value) => Staged.parse(value), {
      method: 'POST',
      headers: { 'x-file-path': encodeURIComponent(path), 'content-type': 'application/octet-stream' },
      body: file,
      signal,
    });
    if (!answer.ok) return answer;
    staged.push(answer.value);
    done += file.size;
    progress?.(done, total);
  }
  return { ok: true, value: staged };
}
