import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { listPackage } from '@electron/asar';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import electronPackage from 'electron/package.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bringUpToDate } from '../../electron/outputs.ts';

const project = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'award-packaging-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const configuration = () => getConfig(project, null, null);

describe('the packaging configuration', () => {
  test('is one that electron-builder takes', async () => {
    await validateConfiguration(await configuration(), new DebugLogger(false));
  });

  test('is refused where it names what electron-builder does not know', async () => {
    const wrong = { ...(await configuration()), portableZip: true };
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(/portableZip/);
  });

  test('makes what each system installs, for one person, compiling nothing', async () => {
    const { win, mac, linux, nsis, msi, npmRebuild } = await configuration();
    expect(win?.target).toEqual(['zip', 'nsis', 'msi']);
    expect(mac?.target).toEqual(['dmg', 'zip']);
    expect(linux?.target).toEqual(['AppImage', 'tar.gz']);
    expect(nsis).toMatchObject({ oneClick: true, perMachine: false });
    expect(msi).toMatchObject({ perMachine: false });
    expect(npmRebuild).toBe(false);
  });

  test('names icons that are there', async () => {
    const { win, mac, linux } = await configuration();
    for (const icon of [win?.icon, mac?.icon, linux?.icon])
      expect(typeof icon === 'string' && existsSync(join(project, icon))).toBe(true);
  });
});

describe.each([
  { system: 'linux', flag: '--linux', binary: 'electron', native: 'linux-x64.node' },
  { system: 'win', flag: '--win', binary: 'electron.exe', native: 'win32-x64.node' },
])(
  'what is packed for $system, around a stand-in for the Electron runtime',
  ({ system, flag, binary, native }) => {
    const runtime = join(folder, `runtime-${system}`);
    const packed = join(folder, system, `${system}-unpacked/resources`);
    let archive: readonly string[] = [];

    beforeAll(async () => {
      await bringUpToDate(project, 'window');
      for (const file of [
        binary,
        'version',
        'LICENSE',
        'LICENSES.chromium.html',
        'locales/en-GB.pak',
        'locales/fr.pak',
      ]) {
        mkdirSync(dirname(join(runtime, file)), { recursive: true });
        writeFileSync(join(runtime, file), file === 'version' ? electronPackage.version : '', {
          mode: 0o755,
        });
      }
      const settings = [
        `-c.directories.output=${join(folder, system)}`,
        `-c.electronDist=${runtime}`,
        // Both write into the real program file, which the stand-in does not have.
        '-c.win.signAndEditExecutable=false',
        '-c.disableAsarIntegrity=true',
      ];
      const runner = join(project, 'electron/run.mjs');
      const result = spawnSync(
        process.execPath,
        [runner, 'electron-builder', flag, 'dir', '--x64', ...settings],
        { cwd: project, encoding: 'utf8', timeout: 100_000 },
      );
      expect(result.status, result.stdout + result.stderr).toBe(0);
      archive = listPackage(join(packed, 'app.asar'), { isPack: false }).map((path) =>
        path.replaceAll('\\', '/'),
      );
    }, 120_000);

    test('the program is in', () => {
      expect(archive).toEqual(
        expect.arrayContaining([
          '/package.json',
          '/out/main/main.js',
          '/out/main/core/desk-thread.js',
          '/out/main/parsers/process.js',
          '/out/preload/preload.cjs',
          '/out/renderer/index.html',
          '/out/renderer/pdfjs/pdf.worker.min.mjs',
        ]),
      );
    });

    test('sources, tests and tools are not', () => {
      const tops = new Set(archive.map((path) => path.split('/')[1]));
      expect(tops).toEqual(new Set(['node_modules', 'out', 'package.json', 'resources']));
      expect(archive.filter((path) => /\.(?:ts|tsx|mts|cts|map|[ch]pp?)$/.test(path))).toEqual([]);
    });

    test("of packages only the database, with this system's native file and no other", () => {
      const modules = archive.filter((path) => path.startsWith('/node_modules/'));
      expect(new Set(modules.map((path) => path.split('/')[2]))).toEqual(new Set(['better-sqlite3']));
      expect(archive.filter((path) => path.endsWith('.node'))).toEqual([
        `/node_modules/better-sqlite3/prebuilds/${native}`,
      ]);
      expect(archive.filter((path) => /better-sqlite3\/(?:deps|src|binding\.gyp)/.test(path))).toEqual([]);
    });

    test('the native file, the thread and the parsers lie outside the archive, with all that they import', () => {
      const outside = (path: string) => join(packed, 'app.asar.unpacked', path);
      for (const path of [
        `node_modules/better-sqlite3/prebuilds/${native}`,
        'out/main/core/desk-thread.js',
        'out/main/parsers/process.js',
      ])
        expect(existsSync(outside(path)), path).toBe(true);
      const chunks = archive.filter((path) => path.startsWith('/out/main/chunks/'));
      for (const path of chunks) expect(existsSync(outside(path)), path).toBe(true);
      const started = [...chunks, '/out/main/core/desk-thread.js', '/out/main/parsers/process.js'];
      const named = /^import\b[^'";]*["']([^"'.][^"']*)["'];?$/gm;
      const imported = started.flatMap((path) =>
        [...readFileSync(outside(path), 'utf8').matchAll(named)].map((match) => match[1] ?? ''),
      );
      const packages = imported.filter((name) => !isBuiltin(name) && name !== 'electron');
      expect(new Set(packages)).toEqual(new Set(['better-sqlite3']));
    });

    test('the sample, the standard sets and the icons lie outside the archive too, without the scripts that make them', () => {
      const beside = readdirSync(join(packed, 'app.asar.unpacked/resources'), {
        recursive: true,
        encoding: 'utf8',
      });
      expect(beside).toEqual(expect.arrayContaining(['icons', join('icons', 'icon.png')]));
      expect(beside.filter((path) => path.endsWith('.ts'))).toEqual([]);
    });

    test('the pictures of the README are not', () => {
      expect(readdirSync(join(project, 'resources/pictures'))).not.toEqual([]);
      expect(archive.filter((path) => path.startsWith('/resources/pictures'))).toEqual([]);
    });
  },
);
