import type { OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { Sender } from '../../electron/shell/rules.ts';
import type { ShellWindow, WindowRuntime } from '../../electron/shell/window.ts';

type Handler = (event: { readonly senderFrame: Sender }, ...values: unknown[]) => Promise<unknown>;
type Listener = (...values: never[]) => void;

/** A stoppable event that remembers whether it was stopped. */
export function stoppable() {
  const event = {
    stopped: false,
    preventDefault: () => {
      event.stopped = true;
    },
  };
  return event;
}

/** Listeners by the name of the event, as `on` and `once` keep them; `emit` calls them. */
function listenerTable() {
  const table = new Map<string, Listener[]>();
  return {
    on: (name: string, listener: Listener) => {
      table.set(name, [...(table.get(name) ?? []), listener]);
    },
    emit: (name: string, ...values: unknown[]) => {
      // What an event carries is fixed by its name, which tests write out; a listener is only ever called with that.
      for (const listener of table.get(name) ?? []) Reflect.apply(listener, undefined, values);
    },
  };
}

/** Electron as far as the window shell uses it, satisfying the same type as the real one, and what was done to it. */
export function standInElectron({ first = true, saveTo = '', opens = '' } = {}) {
  const done = {
    quits: 0,
    exits: [] as number[],
    sandboxed: false,
    schemes: [] as unknown[],
    sent: [] as (readonly unknown[])[],
    loaded: [] as string[],
    openedOutside: [] as string[],
    openedPaths: [] as string[],
    errors: [] as string[],
    windowOptions: [] as unknown[],
    window: [] as string[],
    saveDialogs: [] as SaveDialogOptions[],
    openDialogs: [] as OpenDialogOptions[],
  };
  const appEvents = listenerTable();
  const windowEvents = listenerTable();
  const contentsEvents = listenerTable();
  const sessionEvents = listenerTable();
  const handlers = new Map<string, Handler>();
  let content: ((request: Request) => Promise<Response>) | undefined;
  let openWindow: ((details: { readonly url: string }) => { action: 'deny' }) | undefined;
  let askPermission:
    | Parameters<ShellWindow['webContents']['session']['setPermissionRequestHandler']>[0]
    | undefined;
  let checkPermission:
    | Parameters<ShellWindow['webContents']['session']['setPermissionCheckHandler']>[0]
    | undefined;

  class Window implements ShellWindow {
    constructor(options: unknown) {
      done.windowOptions.push(options);
    }
    readonly webContents: ShellWindow['webContents'] = {
      session: {
        setPermissionRequestHandler: (handler) => {
          askPermission = handler;
        },
        setPermissionCheckHandler: (handler) => {
          checkPermission = handler;
        },
        on: sessionEvents.on,
      },
      send: (...values) => void done.sent.push(values),
      setWindowOpenHandler: (handler) => {
        openWindow = handler;
      },
      on: contentsEvents.on,
    };
    readonly on = windowEvents.on;
    readonly once = windowEvents.on;
    async loadURL(address: string): Promise<void> {
      done.loaded.push(address);
    }
    show(): void {
      done.window.push('show');
    }
    focus(): void {
      done.window.push('focus');
    }
    restore(): void {
      done.window.push('restore');
    }
    isMinimized(): boolean {
      return true;
    }
  }

  const electron = {
    app: {
      requestSingleInstanceLock: () => first,
      enableSandbox: () => {
        done.sandboxed = true;
      },
      whenReady: async () => undefined,
      quit: () => {
        done.quits += 1;
      },
      exit: (code = 0) => void done.exits.push(code),
      on: appEvents.on,
    },
    BrowserWindow: Window,
    protocol: {
      registerSchemesAsPrivileged: (schemes) => void done.schemes.push(...schemes),
      handle: (_scheme, handler) => {
        content = handler;
      },
    },
    ipcMain: {
      handle: (channel, listener) => void handlers.set(channel, listener),
    },
    dialog: {
      showErrorBox: (title, text) => void done.errors.push(`${title}: ${text}`),
      showSaveDialog: async (_window, options) => {
        done.saveDialogs.push(options);
        return { canceled: saveTo === '', filePath: saveTo };
      },
      showOpenDialog: async (_window, options) => {
        done.openDialogs.push(options);
        return { canceled: saveTo === '', filePaths: saveTo === '' ? [] : [saveTo] };
      },
    },
    shell: {
      openExternal: async (address) => void done.openedOutside.push(address),
      openPath: async (path) => {
        done.openedPaths.push(path);
        return opens;
      },
    },
  } satisfies WindowRuntime<Window>;

  return {
    electron,
    done,
    emitApp: appEvents.emit,
    emitWindow: windowEvents.emit,
    emitContents: contentsEvents.emit,
    emitSession: sessionEvents.emit,
    /** Calls as a page does over the bridge. */
    invoke: (sender: Sender, channel: string, ...values: unknown[]) =>
      handlers.get(`award-panel:${channel}`)?.({ senderFrame: sender }, ...values),
    fetch: (address: string) => content?.(new Request(address)),
    open: (url: string) => openWindow?.({ url }),
    ask: (permission: string, requestingUrl: string, isMainFrame: boolean) => {
      let granted: boolean | undefined;
      askPermission?.(undefined, permission, (answer) => (granted = answer), { requestingUrl, isMainFrame });
      return granted;
    },
    check: (permission: string, origin: string, isMainFrame: boolean) =>
      checkPermission?.(undefined, permission, origin, { isMainFrame }),
  };
}
