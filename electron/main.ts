import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, dialog, ipcMain, protocol, shell } from 'electron';
import { openDeskThread } from './core/desk-client.ts';
import { findResources } from './core/entry-point.ts';
import { defaultDataFolder } from './shell/data-folder.ts';
import { runWindowShell } from './shell/window.ts';

const { values } = parseArgs({ options: { data: { type: 'string' } }, strict: false });
const dataFolder =
  typeof values.data === 'string'
    ? resolve(values.data)
    : defaultDataFolder({ env: process.env, home: homedir(), platform: process.platform });

// The browser engine's own files lie with the desk: the usual place roams between computers on Windows. It is also
// what tells a second start from the first, so that two desks can be open side by side.
const profile = join(dataFolder, 'window');
mkdirSync(profile, { recursive: true });
app.setPath('userData', profile);

// Not awaited: Electron is ready only once this file has been run to its end.
runWindowShell(
  { app, BrowserWindow, dialog, ipcMain, protocol, shell },
  {
    // main.ts is built to out/main/main.js, the others beside it.
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
    renderer: join(import.meta.dirname, '../renderer'),
    version: app.getVersion(),
    packaged: app.isPackaged,
    outside: join(dataFolder, 'opened'),
    platform: process.platform,
    openDesk: () => openDeskThread({ dataFolder, resources: findResources() }),
  },
).catch((error: unknown) => {
  console.error(error);
  app.exit(1);
});
