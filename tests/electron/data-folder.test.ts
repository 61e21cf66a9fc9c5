import { describe, expect, test } from 'vitest';
import { findEntry, findResources } from '../../electron/core/entry-point.ts';
import { defaultDataFolder } from '../../electron/shell/data-folder.ts';

describe('where a desk lies', () => {
  test.each([
    ['win32', 'C:\\Users\\ana', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\Award Panel'],
    ['win32', 'C:\\Users\\ana', {}, 'C:\\Users\\ana\\AppData\\Local\\Award Panel'],
    [
      'win32',
      'C:\\Users\\ana',
      { APPDATA: 'C:\\Users\\ana\\AppData\\Roaming' },
      'C:\\Users\\ana\\AppData\\Local\\Award Panel',
    ],
    ['win32', 'C:\\Users\\ana', { AWARD_PANEL_DATA: 'E:\\desk' }, 'E:\\desk'],
    ['darwin', '/Users/ana', {}, '/Users/ana/Library/Application Support/Award Panel'],
    ['darwin', '/Users/ana', { AWARD_PANEL_DATA: '/desk' }, '/desk'],
    ['linux', '/home/ana', {}, '/home/ana/.local/share/award-panel'],
    ['linux', '/home/ana', { XDG_DATA_HOME: '/data' }, '/data/award-panel'],
    ['linux', '/home/ana', { XDG_DATA_HOME: 'data' }, '/home/ana/.local/share/award-panel'],
    ['linux', '/home/ana', { XDG_DATA_HOME: '' }, '/home/ana/.local/share/award-panel'],
    ['linux', '/home/ana', { XDG_DATA_HOME: '/data', AWARD_PANEL_DATA: '/desk/../one' }, '/one'],
    ['linux', '/home/ana', { AWARD_PANEL_DATA: '' }, '/home/ana/.local/share/award-panel'],
  ] as const)('%s, home %s, %o: %s', (platform, home, env, folder) => {
    expect(defaultDataFolder({ platform, home, env })).toBe(folder);
  });
});

describe('where entries and resources lie', () => {
  test.each([
    ['/p/electron/core/entry-point.ts', '/p/electron/core/desk-thread.ts', '/p/electron/../resources'],
    ['/p/out/main/main.js', '/p/out/main/core/desk-thread.js', '/p/resources'],
    ['/p/out/main/chunks/entry-point-x.js', '/p/out/main/core/desk-thread.js', '/p/resources'],
    ['/p/out/main/core/desk-thread.js', '/p/out/main/core/desk-thread.js', '/p/resources'],
    [
      '/opt/award/resources/app.asar/out/main/main.js',
      '/opt/award/resources/app.asar.unpacked/out/main/core/desk-thread.js',
      '/opt/award/resources/app.asar.unpacked/resources',
    ],
    [
      '/opt/award/resources/app.asar.unpacked/out/main/core/desk-thread.js',
      '/opt/award/resources/app.asar.unpacked/out/main/core/desk-thread.js',
      '/opt/award/resources/app.asar.unpacked/resources',
    ],
    [
      'C:\\Award\\resources\\app.asar\\out\\main\\chunks\\a.js',
      'C:\\Award\\resources\\app.asar.unpacked/out/main/core/desk-thread.js',
      'C:\\Award\\resources\\app.asar.unpacked/resources',
    ],
    [
      'D:\\p\\electron\\core\\entry-point.ts',
      'D:\\p\\electron/core/desk-thread.ts',
      'D:\\p\\electron/../resources',
    ],
  ])('from %s', (from, entry, resources) => {
    expect(findEntry('core/desk-thread', from)).toBe(entry);
    expect(findResources(from)).toBe(resources);
  });

  test('a file outside any build is told so', () => {
    expect(() => findEntry('parsers/process', '/p/elsewhere/main.js')).toThrow('not part of a build');
  });
});
