import { contextBridge, ipcMain, shell } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { asked, exposed, handlers } from '../support/electron.ts';

describe('the stand-in for electron', () => {
  beforeEach(() => {
    asked.length = 0;
    exposed.clear();
    handlers.clear();
  });

  test('is what a test gets for electron, and keeps what was asked of it', async () => {
    await shell.openExternal('https://example.org/');
    contextBridge.exposeInMainWorld('award', { version: 1 });
    ipcMain.handle('call', () => 'answer');
    expect(asked).toEqual([['shell.openExternal', 'https://example.org/']]);
    expect(exposed.get('award')).toEqual({ version: 1 });
    expect([...handlers.keys()]).toEqual(['call']);
  });

  test('refuses what the program does not use', () => {
    expect(() => shell.beep()).toThrow(/shell\.beep is not used/);
  });
});
