import { randomUUID } from 'node:crypto';
import { copyFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BrowserWindowConstructorOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { z } from 'zod';
import type { Answer, Refusal } from '../../shared/contract/refusal.ts';
import { refusalOf } from '../core/desk-messages.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { tellFullDisk } from '../core/store/refusal.ts';
import { contentHandler } from './content.ts';
import { clearOutside, OutsideFile, openOutside } from './outside.ts';
import {
  judgeOpening,
  judgeStart,
  mayDownload,
  mayNavigate,
  maySend,
  mayUse,
  ownOrigin,
  type Sender,
  scheme,
  schemePrivileges,
  type WindowFacts,
  windowOptions,
} from './rules.ts';

type Stoppable = { preventDefault(): void };
type Asked = { readonly senderFrame: Sender };

interface WindowSession {
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: { readonly requestingUrl: string; readonly isMainFrame: boolean },
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (
      contents: unknown,
      permission: string,
      origin: string,
      details: { readonly isMainFrame: boolean },
    ) => boolean,
  ): void;
  on(event: 'will-download', listener: (event: Stoppable, item: { getURL(): string }) => void): unknown;
}

interface WindowContents {
  readonly session: WindowSession;
  send(channel: string, ...values: unknown[]): void;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void;
  on(
    event: 'will-frame-navigate' | 'will-redirect',
    listener: (details: Stoppable & { readonly url: string; readonly isMainFrame: boolean }) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (event: Stoppable) => void): unknown;
}

/** As much of Electron's window as we use. */
export interface ShellWindow {
  readonly webContents: WindowContents;
  loadURL(address: string): Promise<void>;
  show(): void;
  focus(): void;
  restore(): void;
  isMinimized(): boolean;
  once(event: 'ready-to-show', listener: () => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
}

/**
 * As much of Electron as the window shell uses. `main.ts` hands in the real one, which the type checker holds against
 * this; tests hand in a stand-in that satisfies the same type.
 */
export interface WindowRuntime<Window extends ShellWindow> {
  readonly app: {
    requestSingleInstanceLock(): boolean;
    enableSandbox(): void;
    whenReady(): Promise<void>;
    quit(): void;
    exit(code?: number): void;
    on(event: 'second-instance' | 'window-all-closed', listener: () => void): unknown;
    on(event: 'will-quit', listener: (event: Stoppable) => void): unknown;
  };
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => Window;
  readonly protocol: {
    registerSchemesAsPrivileged(schemes: { scheme: string; privileges: typeof schemePrivileges }[]): void;
    handle(scheme: string, handler: (request: Request) => Promise<Response>): void;
  };
  readonly ipcMain: {
    handle(channel: string, listener: (event: Asked, ...values: unknown[]) => Promise<unknown>): void;
  };
  readonly dialog: {
    showErrorBox(title: string, content: string): void;
    showSaveDialog(
      window: Window,
      options: SaveDialogOptions,
    ): Promise<{ readonly canceled: boolean; readonly filePath: string }>;
    showOpenDialog(
      window: Window,
      options: OpenDialogOptions,
    ): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  };
  readonly shell: {
    openExternal(address: string): Promise<void>;
    /** Says what went wrong, or nothing. */
    openPath(path: string): Promise<string>;
  };
}

export interface WindowShellOptions extends WindowFacts {
  /** The folder of the window's build. */
  readonly renderer: string;
  /** The folder for copies that are opened in other programs. */
  readonly outside: string;
  readonly platform: NodeJS.Platform;
  readonly openDesk: () => Promise<DeskPort>;
}

/** A file as the preload script names it: the name it was picked with, and where it lies. */
const NamedFiles = z
  .array(z.object({ path: z.string().min(1).max(2_000), file: z.string().max(32_767) }))
  .max(1_000);

/** Runs the window shell until the person leaves. Call it before Electron is ready, in the first turn. */
export async function runWindowShell<Window extends ShellWindow>(
  electron: WindowRuntime<Window>,
  options: WindowShellOptions,
): Promise<void> {
  const { app, protocol } = electron;
  const windows = new Set<Window>();
  const first = app.requestSingleInstanceLock();
  if (judgeStart(first, 0) === 'leave') return app.quit();
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: schemePrivileges }]);
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => {
    if (judgeStart(true, windows.size) === 'come-forward') comeForward(windows);
  });
  await app.whenReady();
  let desk: DeskPort;
  try {
    desk = await options.openDesk();
  } catch (error) {
    electron.dialog.showErrorBox('Award Panel did not open', refusalOf(error).sentence);
    return app.exit(1);
  }
  await clearOutside(options.outside);
  let leaving = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    void leave(desk, app, options.outside);
  });
  protocol.handle(scheme, contentHandler({ desk, renderer: options.renderer }));
  desk.subscribe((event) => {
    for (const { webContents } of windows) webContents.send('award-panel:event', event);
  });
  answerCalls(electron, desk, windows, options);
  const window = new electron.BrowserWindow(windowOptions(options));
  windows.add(window);
  window.on('closed', () => windows.delete(window));
  window.once('ready-to-show', () => window.show());
  guard(window, electron);
  await window.loadURL(`${ownOrigin}/`);
}

async function leave(desk: DeskPort, app: { exit(code?: number): void }, outside: string): Promise<void> {
  try {
    await clearOutside(outside);
    await desk.close();
    app.exit(0);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}

function comeForward(windows: ReadonlySet<ShellWindow>): void {
  for (const window of windows) {
    if (window.isMinimized()) window.restore();
    window.focus();
  }
}

/** Puts the rules on a window before it loads anything. */
function guard<Window extends ShellWindow>(
  { webContents }: ShellWindow,
  { shell }: WindowRuntime<Window>,
): void {
  const { session } = webContents;
  webContents.setWindowOpenHandler(({ url }) => {
    const opening = judgeOpening(url);
    if (opening.open === 'outside') shell.openExternal(opening.address).catch(console.error);
    return { action: 'deny' };
  });
  const stay = (details: Stoppable & { readonly url: string; readonly isMainFrame: boolean }) => {
    if (!mayNavigate(details.url, details.isMainFrame)) details.preventDefault();
  };
  webContents.on('will-frame-navigate', stay);
  webContents.on('will-redirect', stay);
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(mayUse(permission, requestingUrl, isMainFrame)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) =>
    mayUse(permission, origin, isMainFrame),
  );
  session.on('will-download', (event, item) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
}

/** The bridge's other end. */
function answerCalls<Window extends ShellWindow>(
  { ipcMain, dialog, shell }: WindowRuntime<Window>,
  desk: DeskPort,
  windows: ReadonlySet<Window>,
  { outside, platform }: Pick<WindowShellOptions, 'outside' | 'platform'>,
): void {
  const answer = (channel: string, work: (values: readonly unknown[]) => Promise<Answer<unknown>>) =>
    ipcMain.handle(`award-panel:${channel}`, async ({ senderFrame }, ...values) => {
      if (!maySend(senderFrame))
        return refuse('not-allowed', 'Only the program’s own page can ask for this.');
      try {
        return await work(values);
      } catch (error) {
        return { ok: false, error: refusalOf(error) };
      }
    });
  answer('call', async ([method, input]) => desk.invoke(String(method), input));
  answer('stage', async ([files]) => {
    const named = NamedFiles.safeParse(files);
    if (!named.success)
      return refuse('wrong-input', 'The program could not tell which files these are. Pick them again.');
    const homeless = named.data.find(({ file }) => file === '');
    if (homeless !== undefined)
      return refuse(
        'file-unreadable',
        `${homeless.path} does not lie in a folder of this computer. Save it there, then pick it.`,
      );
    return desk.stage(named.data);
  });
  answer('folder', async () => {
    const [window] = windows;
    if (window === undefined) return { ok: true, value: {} };
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openDirectory', 'createDirectory'],
    });
    const [path] = filePaths;
    return { ok: true, value: path === undefined ? {} : { path } };
  });
  answer('save', async ([id]) => {
    const found = await desk.exportFile(String(id));
    const [window] = windows;
    if (found === undefined || window === undefined)
      return refuse('not-found', 'This file is no longer kept. Make it again.');
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: found.name });
    if (canceled) return { ok: true, value: { saved: false } };
    await copyWhole(found.path, filePath);
    return { ok: true, value: { saved: true } };
  });
  answer('outside', async ([file]) => {
    const asked = OutsideFile.safeParse(file);
    const found = asked.success ? await desk.evidence(asked.data.sha256) : undefined;
    if (!asked.success || found === undefined)
      return refuse('not-found', 'That file is not held on this computer.');
    const openPath = (path: string) => shell.openPath(path);
    await openOutside({ folder: outside, platform, openPath }, found, asked.data.name);
    return { ok: true, value: { opened: true } };
  });
}

function refuse(code: Refusal['code'], sentence: string): Answer<never> {
  return { ok: false, error: { code, sentence, places: [] } };
}

/** Whoever opens the file finds all of it or what was there before. */
async function copyWhole(from: string, to: string): Promise<void> {
  const beside = `${to}.${randomUUID()}.part`;
  try {
    await copyFile(from, beside);
    await rename(beside, to);
  } catch (error) {
    await rm(beside, { force: true });
    throw tellFullDisk(error, dirname(to));
  }
}
