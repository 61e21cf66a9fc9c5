import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { DeskEvent } from '../../shared/contract/table.ts';
import { asked, exposed, ipcRenderer } from '../support/electron.ts';

await import('../../electron/preload.ts');

function isBridge(value: unknown): value is Bridge<{ readonly file: File; readonly path: string }> {
  const names = [
    'shell',
    'call',
    'subscribe',
    'stage',
    'stopStaging',
    'chooseFolder',
    'save',
    'openOutside',
    'evidenceUrl',
  ];
  return typeof value === 'object' && value !== null && names.every((name) => name in value);
}

const bridge = exposed.get('awardPanel');
if (!isBridge(bridge)) throw new Error('The preload script gave the page no bridge.');

describe('the preload script', () => {
  beforeEach(() => {
    asked.length = 0;
  });

  test('gives the page one object, and nothing of Electron in it', () => {
    expect([...exposed.keys()]).toEqual(['awardPanel']);
    expect(Object.keys(bridge).sort()).toEqual(
      [
        'call',
        'chooseFolder',
        'evidenceUrl',
        'openOutside',
        'save',
        'shell',
        'stage',
        'stopStaging',
        'subscribe',
      ].sort(),
    );
    expect(bridge.shell.kind).toBe('window');
    expect(bridge.evidenceUrl('abc')).toBe('/evidence/abc');
  });

  test('calls and saves go to the channels that the main process answers', async () => {
    await bridge.call('sheets.mine', {});
    await bridge.save('e1');
    await bridge.chooseFolder?.();
    await bridge.openOutside?.('abc', 'minutes.doc');
    expect(asked).toEqual([
      ['ipcRenderer.invoke', 'award-panel:call', 'sheets.mine', {}],
      ['ipcRenderer.invoke', 'award-panel:save', 'e1'],
      ['ipcRenderer.invoke', 'award-panel:folder'],
      ['ipcRenderer.invoke', 'award-panel:outside', { sha256: 'abc', name: 'minutes.doc' }],
    ]);
  });

  test('files are named where they lie, a few at a time, and a stop is heard between', async () => {
    const answers: (readonly unknown[])[] = [];
    vi.spyOn(ipcRenderer, 'invoke').mockImplementation(async (_channel, named) => {
      if (!Array.isArray(named)) throw new Error('No list of files was named.');
      answers.push(named);
      return { ok: true, value: named.map((_, index) => ({ id: `s${index}`, path: 'a', bytes: 2 })) };
    });
    const files = Array.from({ length: 60 }, (_, index) => ({
      file: new File(['ab'], `${index}.pdf`),
      path: `riverbend/${index}.pdf`,
    }));
    const heard: (readonly [number, number])[] = [];
    const staged = await bridge.stage(files, (done, total) => heard.push([done, total]));
    expect(staged.ok && staged.value.length).toBe(60);
    expect(answers.map((named) => named.length)).toEqual([25, 25, 10]);
    expect(answers[0]?.[0]).toEqual({ path: 'riverbend/0.pdf', file: '/picked/0.pdf' });
    expect(heard).toEqual([
      [0, 120],
      [50, 120],
      [100, 120],
      [120, 120],
    ]);
    const stopped = bridge.stage(files, () => bridge.stopStaging());
    expect(await stopped).toMatchObject({ ok: false, error: { code: 'stopped' } });
    vi.restoreAllMocks();
  });

  test('events are heard until the listener leaves', () => {
    const heard: DeskEvent[] = [];
    const event: DeskEvent = { kind: 'changed', topics: ['sheets'] };
    const leave = bridge.subscribe((one) => heard.push(one));
    ipcRenderer.emit('award-panel:event', {}, event);
    leave();
    ipcRenderer.emit('award-panel:event', {}, event);
    expect(heard).toEqual([event]);
  });
});
