import { EventEmitter } from 'node:events';
import type { IpcMainInvokeEvent } from 'electron';

/** What was asked of Electron, in order: `['shell.openExternal', 'https://…']`. A test empties it before it begins. */
export const asked: (readonly [what: string, ...with_: readonly unknown[]])[] = [];

type Handler = Parameters<typeof import('electron')['ipcMain']['handle']>[1];
type ProtocolHandler = Parameters<typeof import('electron')['protocol']['handle']>[1];

/** Handlers that the main process registered, by channel and by scheme, for a test to call. */
export const handlers = new Map<string, Handler>();
export const schemes = new Map<string, ProtocolHandler>();

/** What the page's own world was given, by name. */
export const exposed = new Map<string, unknown>();

/** Calls a registered handler as the given sender would. */
export async function invokeAs(
  event: IpcMainInvokeEvent,
  channel: string,
  ...args: unknown[]
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`Nothing handles ${channel}.`);
  return handler(event, ...args);
}

function note(what: string): (...args: unknown[]) => void {
  return (...args) => {
    asked.push([what, ...args]);
  };
}

function refuse(what: string): () => never {
  return () => {
    throw new Error(`${what} is not used by Award Panel, so its stand-in does not have it.`);
  };
}

const stands = {
  contextBridge: {
    exposeInMainWorld: (name: string, api: unknown) => void exposed.set(name, api),
    exposeInIsolatedWorld: refuse('contextBridge.exposeInIsolatedWorld'),
    executeInMainWorld: refuse('contextBridge.executeInMainWorld'),
  },
  ipcMain: Object.assign(new EventEmitter(), {
    handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
    handleOnce: refuse('ipcMain.handleOnce'),
    removeHandler: (channel: string) => void handlers.delete(channel),
  }),
  ipcRenderer: Object.assign(new EventEmitter(), {
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
      asked.push(['ipcRenderer.invoke', channel, ...args]);
      return undefined;
    },
    postMessage: note('ipcRenderer.postMessage'),
    send: note('ipcRenderer.send'),
    sendSync: refuse('ipcRenderer.sendSync'),
    sendToHost: refuse('ipcRenderer.sendToHost'),
  }),
  shell: {
    beep: refuse('shell.beep'),
    openExternal: async (address: string) => note('shell.openExternal')(address),
    openPath: async (path: string) => {
      asked.push(['shell.openPath', path]);
      return '';
    },
    readShortcutLink: refuse('shell.readShortcutLink'),
    showItemInFolder: note('shell.showItemInFolder'),
    trashItem: refuse('shell.trashItem'),
    writeShortcutLink: refuse('shell.writeShortcutLink'),
  },
  webUtils: { getPathForFile: (file: File) => `/picked/${file.name}` },
} satisfies Pick<
  typeof import('electron'),
  'contextBridge' | 'ipcMain' | 'ipcRenderer' | 'shell' | 'webUtils'
>;

/** Only what the window shell calls: the older ways of serving a scheme stay out, so that using one fails the types. */
const protocolStand = {
  registerSchemesAsPrivileged: note('protocol.registerSchemesAsPrivileged'),
  handle: (scheme: string, handler: ProtocolHandler) => void schemes.set(scheme, handler),
  unhandle: (scheme: string) => void schemes.delete(scheme),
  isProtocolHandled: (scheme: string) => schemes.has(scheme),
} satisfies Pick<
  typeof import('electron')['protocol'],
  'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
>;

export const { contextBridge, ipcMain, ipcRenderer, shell, webUtils } = stands;
export const protocol = protocolStand;
