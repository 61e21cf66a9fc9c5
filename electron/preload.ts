import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, StagedFile } from '../shared/contract/bridge.ts';
import type { Answer } from '../shared/contract/refusal.ts';
import type { DeskEvent } from '../shared/contract/table.ts';

/** A file as the page has it, with the folders it lay in: of a dropped folder the file itself does not know them. */
type PickedFile = { readonly file: File; readonly path: string };

/** Files named to the desk at a time, so that progress moves and a stop is heard. */
const batch = 25;

const listeners = new Set<(event: DeskEvent) => void>();
let staging = 0;

ipcRenderer.on('award-panel:event', (_event, event: DeskEvent) => {
  for (const listener of listeners) listener(event);
});

async function stage(
  files: readonly PickedFile[],
  progress?: (done: number, total: number) => void,
): Promise<Answer<readonly StagedFile[]>> {
  staging += 1;
  const mine = staging;
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  const staged: StagedFile[] = [];
  let done = 0;
  progress?.(done, total);
  for (let at = 0; at < files.length; at += batch) {
    const some = files.slice(at, at + batch);
    const named = some.map(({ file, path }) => ({ path, file: webUtils.getPathForFile(file) }));
    const answer: Answer<readonly StagedFile[]> = await ipcRenderer.invoke('award-panel:stage', named);
    if (!answer.ok) return answer;
    if (mine !== staging) return stopped;
    staged.push(...answer.value);
    done += some.reduce((sum, { file }) => sum + file.size, 0);
    progress?.(done, total);
  }
  return { ok: true, value: staged };
}

const stopped: Answer<never> = {
  ok: false,
  error: { code: 'stopped', sentence: 'You stopped this. Nothing was taken in.', places: [] },
};

/** The one object that the page sees of the world outside it. */
const bridge: Bridge<PickedFile> = {
  shell: {
    kind: 'window',
    version: process.argv.find((arg) => arg.startsWith('--award-panel-version='))?.split('=')[1] ?? '',
  },
  call: (method, input) => ipcRenderer.invoke('award-panel:call', method, input),
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  stage,
  stopStaging: () => {
    staging += 1;
  },
  chooseFolder: () => ipcRenderer.invoke('award-panel:folder'),
  save: (exportId) => ipcRenderer.invoke('award-panel:save', exportId),
  openOutside: (sha256, name) => ipcRenderer.invoke('award-panel:outside', { sha256, name }),
  evidenceUrl: (sha256) => `/evidence/${sha256}`,
};

contextBridge.exposeInMainWorld('awardPanel', bridge);
