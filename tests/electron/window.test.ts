import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refuse } from '../../electron/core/refused.ts';
import { runWindowShell } from '../../electron/shell/window.ts';
import { openSmallDesk, type SmallDesk } from '../support/desk.ts';
import { standInElectron, stoppable } from '../support/window.ts';

const own = { url: 'app://award-panel/assess', parent: null };
let folder: string;
let desk: SmallDesk;

const options = () => ({
  preload: '/p/preload.cjs',
  renderer: folder,
  version: '0.1.0',
  packaged: true,
  outside: join(folder, 'opened'),
  platform: 'linux' as const,
  openDesk: async () => desk,
});

async function run(settings: { first?: boolean; saveTo?: string; opens?: string } = {}) {
  const stand = standInElectron(settings);
  await runWindowShell(stand.electron, options());
  return stand;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'award-window-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head></head></html>');
  desk = openSmallDesk();
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the window shell', () => {
  test('opens one sandboxed window on its own origin and shows it once it has something to show', async () => {
    const { done, emitWindow, fetch } = await run();
    expect(done).toMatchObject({ sandboxed: true, loaded: ['app://award-panel/'], window: [] });
    expect(done.windowOptions).toMatchObject([
      { webPreferences: { sandbox: true, preload: '/p/preload.cjs' } },
    ]);
    expect(done.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ]);
    expect((await fetch('app://award-panel/'))?.headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
    emitWindow('ready-to-show');
    expect(done.window).toEqual(['show']);
  });

  test('a second start leaves at once, and the first comes forward', async () => {
    const second = await run({ first: false });
    expect(second.done).toMatchObject({ quits: 1, windowOptions: [], sandboxed: false });
    const { done, emitApp } = await run();
    emitApp('second-instance');
    expect(done.window).toEqual(['restore', 'focus']);
  });

  test('a desk that does not open says why, and nothing is shown', async () => {
    const { electron, done } = standInElectron();
    const openDesk = async () => {
      throw refuse('newer-data', 'A newer Award Panel made this folder.');
    };
    await runWindowShell(electron, { ...options(), openDesk });
    expect(done).toMatchObject({
      errors: ['Award Panel did not open: A newer Award Panel made this folder.'],
      exits: [1],
      windowOptions: [],
    });
  });

  test('leaving waits for the desk to close', async () => {
    const { done, emitApp } = await run();
    emitApp('window-all-closed');
    expect(done.quits).toBe(1);
    const [first, again] = [stoppable(), stoppable()];
    emitApp('will-quit', first);
    emitApp('will-quit', again);
    expect([first.stopped, again.stopped, done.exits]).toEqual([true, true, []]);
    await expect.poll(() => done.exits).toEqual([0]);
    expect(desk.closed).toBe(true);
  });

  test('the desk’s events reach the window while it is there', async () => {
    const { done, emitWindow } = await run();
    desk.tell({ kind: 'changed', topics: ['round'] });
    emitWindow('closed');
    desk.tell({ kind: 'changed', topics: ['desk'] });
    expect(done.sent).toEqual([['award-panel:event', { kind: 'changed', topics: ['round'] }]]);
  });

  test('the rules hold on the window', async () => {
    const { done, emitContents, emitSession, open, ask, check } = await run();
    for (const name of ['will-frame-navigate', 'will-redirect'])
      for (const [url, stopped] of [
        ['app://award-panel/round', false],
        ['https://example.org/', true],
      ] as const) {
        const details = Object.assign(stoppable(), { url, isMainFrame: true });
        emitContents(name, details);
        expect([name, url, details.stopped]).toEqual([name, url, stopped]);
      }
    const webview = stoppable();
    emitContents('will-attach-webview', webview);
    expect(webview.stopped).toBe(true);
    expect(open('https://digital.nhs.uk/')).toEqual({ action: 'deny' });
    expect(open('file:///etc/passwd')).toEqual({ action: 'deny' });
    expect(done.openedOutside).toEqual(['https://digital.nhs.uk/']);
    expect([ask('fullscreen', own.url, true), ask('media', own.url, true)]).toEqual([true, false]);
    expect([
      check('fullscreen', 'app://award-panel', true),
      check('media', 'app://award-panel', true),
    ]).toEqual([true, false]);
    for (const [url, stopped] of [
      ['app://award-panel/export/e1', false],
      ['https://example.org/x', true],
    ] as const) {
      const download = stoppable();
      emitSession('will-download', download, { getURL: () => url });
      expect(download.stopped).toBe(stopped);
    }
  });
});

describe('the bridge in the window shell', () => {
  test('calls come back as the desk answers them', async () => {
    const { invoke } = await run();
    expect(await invoke(own, 'call', 'echo', { a: 1 })).toEqual({ ok: true, value: { a: 1 } });
    expect(await invoke(own, 'call', 'throw', {})).toMatchObject({
      ok: false,
      error: { code: 'unexpected' },
    });
  });

  test.each([
    ['a frame in the page', { url: own.url, parent: {} }],
    ['another page', { url: 'https://example.org/', parent: null }],
    ['a frame that has gone', null],
  ])('%s is not heard', async (_name, sender) => {
    const { invoke } = await run();
    for (const channel of ['call', 'stage', 'save', 'folder', 'outside'])
      expect(await invoke(sender, channel, 'echo', 1)).toMatchObject({
        ok: false,
        error: { code: 'not-allowed' },
      });
    expect(desk.calls).toEqual([]);
  });

  test('files are named where they lie', async () => {
    const { invoke } = await run();
    const file = join(folder, 'index.html');
    expect(await invoke(own, 'stage', [{ path: 'a/index.html', file }])).toMatchObject({ ok: true });
    expect(desk.staged).toEqual([{ path: 'a/index.html', file }]);
  });

  test.each([
    [[{ path: 'made.pdf', file: '' }], 'file-unreadable'],
    [[{ path: 'made.pdf' }], 'wrong-input'],
    ['made.pdf', 'wrong-input'],
    [undefined, 'wrong-input'],
  ])('%j is refused: %s', async (files, code) => {
    const { invoke } = await run();
    expect(await invoke(own, 'stage', files)).toMatchObject({ ok: false, error: { code } });
    expect(desk.staged).toEqual([]);
  });

  test('a folder is told by its path, and nothing when they thought better of it', async () => {
    const chosen = await run({ saveTo: folder });
    expect(await chosen.invoke(own, 'folder')).toEqual({ ok: true, value: { path: folder } });
    expect(chosen.done.openDialogs).toEqual([{ properties: ['openDirectory', 'createDirectory'] }]);
    expect(await (await run()).invoke(own, 'folder')).toEqual({ ok: true, value: {} });
  });

  test('an export is kept where the person says, whole', async () => {
    const saveTo = join(folder, 'kept.csv');
    writeFileSync(saveTo, 'what was there before, which is longer');
    const path = join(folder, 'made.csv');
    writeFileSync(path, 'organisation\n');
    desk.exportFiles.set('e1', { path, name: 'list.csv', type: 'text/csv' });
    const { invoke, done } = await run({ saveTo });
    expect(await invoke(own, 'save', 'e1')).toEqual({ ok: true, value: { saved: true } });
    expect(done.saveDialogs).toEqual([{ defaultPath: 'list.csv' }]);
    expect(readFileSync(saveTo, 'utf8')).toBe('organisation\n');
    expect(readdirSync(folder).sort()).toEqual(['index.html', 'kept.csv', 'made.csv']);
  });

  test('thinking better of it saves nothing; a folder that is not there is told', async () => {
    const path = join(folder, 'index.html');
    desk.exportFiles.set('e1', { path, name: 'list.html', type: 'text/html' });
    expect(await (await run()).invoke(own, 'save', 'e1')).toEqual({ ok: true, value: { saved: false } });
    expect(await (await run()).invoke(own, 'save', 'none')).toMatchObject({ error: { code: 'not-found' } });
    const nowhere = await run({ saveTo: join(folder, 'no/such/folder/list.html') });
    expect(await nowhere.invoke(own, 'save', 'e1')).toMatchObject({ error: { code: 'unexpected' } });
  });
});

describe('evidence in its own program', () => {
  const sha256 = 'a'.repeat(64);
  /** As evidence lies: under its hash, without an ending. */
  const hold = (bytes: Buffer) => {
    const path = join(folder, sha256);
    writeFileSync(path, bytes);
    desk.evidenceFiles.set(sha256, { path, bytes: bytes.length, type: 'application/octet-stream' });
  };
  const compound = Buffer.from('d0cf11e0a1b11ae1'.padEnd(200, '0'), 'hex');
  const film = Buffer.from('\0\0\0\u0018ftypmp42', 'latin1');

  test('is a copy under its own name that nothing can write to, and gone when the program ends', async () => {
    hold(compound);
    const { invoke, done, emitApp } = await run();
    expect(await invoke(own, 'outside', { sha256, name: 'minutes/Board minutes.doc' })).toEqual({
      ok: true,
      value: { opened: true },
    });
    const [copy = ''] = done.openedPaths;
    expect(copy.startsWith(join(folder, 'opened'))).toBe(true);
    expect(basename(copy)).toBe('minutes-Board minutes.doc');
    expect(readFileSync(copy)).toEqual(compound);
    expect(statSync(copy).mode & 0o777).toBe(0o400);
    emitApp('will-quit', stoppable());
    await expect.poll(() => done.exits).toEqual([0]);
    expect(existsSync(join(folder, 'opened'))).toBe(false);
  });

  test('what an earlier run left is taken away before the window opens', async () => {
    mkdirSync(join(folder, 'opened/old'), { recursive: true });
    await run();
    expect(existsSync(join(folder, 'opened'))).toBe(false);
  });

  test.each([
    ['a program', Buffer.from('MZ\u0090\0', 'latin1'), 'setup.exe'],
    ['a program that is named as a document', Buffer.from('MZ\u0090\0', 'latin1'), 'minutes.doc'],
    ['a document that is named as a program', compound, 'minutes.exe'],
    ['a film that is named as a document', film, 'minutes.doc'],
    ['a web page', Buffer.from('<!doctype html><script>1</script>'), 'minutes.html'],
    ['a web page that is named as text', Buffer.from('<!doctype html><script>1</script>'), 'minutes.txt'],
    ['a zip', Buffer.from('PK\u0003\u0004', 'latin1'), 'minutes.zip'],
    ['a file without an ending', compound, 'minutes'],
  ])('%s is not opened', async (_, bytes, name) => {
    hold(bytes);
    const { invoke, done } = await run();
    expect(await invoke(own, 'outside', { sha256, name })).toMatchObject({
      ok: false,
      error: { code: 'file-unreadable' },
    });
    expect(done.openedPaths).toEqual([]);
    expect(existsSync(join(folder, 'opened'))).toBe(false);
  });

  test('a film is; where no program takes it, that is said', async () => {
    hold(film);
    const { invoke, done } = await run({ opens: 'No application knows how to open it.' });
    expect(await invoke(own, 'outside', { sha256, name: 'film.mp4' })).toMatchObject({
      ok: false,
      error: { sentence: expect.stringMatching(/^No program on this computer opens this file\./) },
    });
    expect(done.openedPaths).toHaveLength(1);
  });

  test.each([
    [{ sha256: 'b'.repeat(64), name: 'a.doc' }],
    [{ sha256: '../etc/passwd', name: 'a.doc' }],
    [{ sha256 }],
    ['a.doc'],
  ])('%j, which this desk does not hold, is not found', async (file) => {
    hold(compound);
    const { invoke, done } = await run();
    expect(await invoke(own, 'outside', file)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(done.openedPaths).toEqual([]);
  });
});
