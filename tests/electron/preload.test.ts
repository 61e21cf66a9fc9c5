import { beforeEach, describe, expect, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { DeskEvent } from '../../shared/contract/table.ts';
import { asked, exposed, ipcRenderer } from '../support/electron.ts';

await import('../../electron/preload.ts');

function isBridge(value: unknown): value is Bridge<File> {
  const names = ['shell', 'call', 'subscribe', 'stage', 'stopStaging', 'save', 'evidenceUrl'];
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
      ['call', 'evidenceUrl', 'save', 'shell', 'stage', 'stopStaging', 'subscribe'].sort(),
    );
    expect(bridge.shell.kind).toBe('window');
    expect(bridge.evidenceUrl('abc')).toBe('/evidence/abc');
  });

  test('calls and saves go to the channels that the main process answers', async () => {
    await bridge.call('sheets.mine', {});
    await bridge.save('e1');
    expect(asked).toEqual([
      ['ipcRenderer.invoke', 'award-panel:call', 'sheets.mine', {}],
      ['ipcRenderer.invoke', 'award-panel:save', 'e1'],
    ]);
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
