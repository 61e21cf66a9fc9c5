import { describe, expect, test } from 'vitest';
import {
  judgeOpening,
  judgeStart,
  mayDownload,
  mayNavigate,
  maySend,
  mayUse,
  ownOrigin,
  windowOptions,
} from '../../electron/shell/rules.ts';

const own = `${ownOrigin}/assess/riverbend`;

describe('window options', () => {
  const facts = { preload: '/p/preload.cjs', version: '0.1.0', packaged: true };
  test.each([
    ['sandbox', true],
    ['contextIsolation', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['plugins', false],
    ['navigateOnDragDrop', false],
    ['devTools', false],
    ['preload', '/p/preload.cjs'],
  ] as const)('%s is %s', (name, value) => {
    expect(windowOptions(facts).webPreferences[name]).toBe(value);
  });

  test('the developer tools open in a program run from source only', () => {
    expect(windowOptions({ ...facts, packaged: false }).webPreferences.devTools).toBe(true);
  });

  test('it is narrow enough for 320 pixels and is not shown before it has something to show', () => {
    expect(windowOptions(facts)).toMatchObject({ minWidth: 320, show: false });
  });
});

describe('navigation', () => {
  test.each([
    [own, true, true],
    [`${ownOrigin}/`, true, true],
    [own, false, true],
    ['about:srcdoc', false, true],
    ['about:srcdoc', true, false],
    ['about:blank', true, false],
    ['app://award-panel.example/', true, false],
    ['app://award-panel:80/', true, false],
    ['app://someone@award-panel/', true, false],
    ['app://award-panelx/', true, false],
    ['app:award-panel', true, false],
    ['https://award-panel/', true, false],
    ['https://example.org/?app://award-panel/', true, false],
    ['file:///etc/passwd', true, false],
    ['file:///etc/passwd', false, false],
    ['javascript:alert(1)', true, false],
    ['data:text/html,x', true, false],
    ['blob:app://award-panel/x', true, false],
    ['view-source:app://award-panel/', true, false],
    ['http://127.0.0.1/', true, false],
    ['', true, false],
    ['not an address', true, false],
  ])('%s, main frame %s: %s', (address, isMainFrame, may) => {
    expect(mayNavigate(address, isMainFrame)).toBe(may);
  });
});

describe('opening links', () => {
  test.each([
    ['https://digital.nhs.uk/services/organisation-data-service', true],
    ['https://www.hcpc-uk.org/', true],
    ['https://digital.nhs.uk.example.org/', false],
    ['https://digital.nhs.uk:8443/', false],
    ['https://someone@digital.nhs.uk/', false],
    ['http://digital.nhs.uk/', false],
    ['https://example.org/', false],
    ['mailto:ana@example.org', true],
    ['mailto:ana@example.org?subject=2026%20round', true],
    ['mailto:ana@example.org?Subject=a&body=b', true],
    ['mailto:ana@example.org?attach=/etc/passwd', false],
    ['mailto:ana@example.org?subject=a&attachment=x', false],
    ['file:///etc/passwd', false],
    ['smb://server/share', false],
    ['ms-settings:privacy', false],
    ['javascript:alert(1)', false],
    [own, false],
    ['', false],
  ])('%s opens outside: %s', (address, outside) => {
    expect(judgeOpening(address).open).toBe(outside ? 'outside' : 'nothing');
  });
});

describe('permissions', () => {
  const asked = [
    'clipboard-sanitized-write',
    'fullscreen',
    'clipboard-read',
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'fileSystem',
    'hid',
    'serial',
    'usb',
    'display-capture',
    'local-fonts',
    'pointerLock',
    'keyboardLock',
    'midiSysex',
    'storage-access',
    'unknown',
  ];
  test.each(asked)('%s', (permission) => {
    const granted = permission === 'clipboard-sanitized-write' || permission === 'fullscreen';
    expect(mayUse(permission, own, true)).toBe(granted);
  });

  test.each([
    ['another origin', 'https://example.org/', true],
    ['a frame inside the page', own, false],
    ['no address', undefined, true],
    ['an empty address', '', true],
  ])('nothing for %s', (_name, address, isMainFrame) => {
    expect(asked.filter((permission) => mayUse(permission, address, isMainFrame))).toEqual([]);
  });

  test('an origin without a path is our own too', () => {
    expect(mayUse('fullscreen', ownOrigin, true)).toBe(true);
    expect(mayUse('fullscreen', `${ownOrigin}/`, true)).toBe(true);
  });
});

describe('downloads', () => {
  test.each([
    [`${ownOrigin}/export/e1`, true],
    [`${ownOrigin}/evidence/${'a'.repeat(64)}`, true],
    [`${ownOrigin}/`, false],
    [`${ownOrigin}/export/`, false],
    [`${ownOrigin}/export/a/b`, false],
    ['https://example.org/export/e1', false],
    ['blob:app://award-panel/e1', false],
    ['data:text/plain,x', false],
  ])('%s: %s', (address, may) => {
    expect(mayDownload(address)).toBe(may);
  });
});

describe('senders', () => {
  test.each([
    ['our page', { url: own, parent: null }, true],
    ['a frame in our page', { url: own, parent: {} }, false],
    ['another page', { url: 'https://example.org/', parent: null }, false],
    ['a page that has not loaded', { url: '', parent: null }, false],
    ['a frame that has gone', null, false],
  ])('%s: %s', (_name, sender, may) => {
    expect(maySend(sender)).toBe(may);
  });
});

describe('a second start', () => {
  test.each([
    [true, 0, 'open'],
    [true, 1, 'come-forward'],
    [false, 0, 'leave'],
    [false, 1, 'leave'],
  ] as const)('first %s, windows %i: %s', (first, windows, does) => {
    expect(judgeStart(first, windows)).toBe(does);
  });
});
