import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openDeskThread } from '../../electron/core/desk-client.ts';
import type { DeskPort } from '../../electron/core/desk-types.ts';
import type { DeskEvent } from '../../shared/contract/table.ts';

const entry = join(import.meta.dirname, '../support/small-desk-thread.ts');
const open: DeskPort[] = [];

async function openThread(dataFolder = 'usual'): Promise<DeskPort> {
  const desk = await openDeskThread({ dataFolder, resources: 'resources' }, entry);
  open.push(desk);
  return desk;
}

afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
});

describe('the desk in its thread', () => {
  test('every method of the port goes through', async () => {
    const desk = await openThread();
    expect(await desk.invoke('echo', { a: [1, 'ü', null] })).toEqual({
      ok: true,
      value: { a: [1, 'ü', null] },
    });
    expect(await desk.invoke('refuse', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await desk.evidence('abc')).toEqual({ path: '/evidence/abc', bytes: 3, type: 'text/plain' });
    expect(await desk.exportFile('none')).toBeUndefined();
    expect(await desk.stagingFolder()).toContain('staging-');
    const staged = await desk.stage([{ path: 'a/b.pdf', file: import.meta.filename }]);
    expect(staged).toMatchObject({ ok: true, value: [{ path: 'a/b.pdf' }] });
  });

  test('answers find who asked, however many ask at once', async () => {
    const desk = await openThread();
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => desk.invoke('echo', index)));
    expect(answers).toEqual(Array.from({ length: 200 }, (_, value) => ({ ok: true, value })));
  });

  test('events are heard until the listener leaves', async () => {
    const desk = await openThread();
    const heard: DeskEvent[] = [];
    const leave = desk.subscribe((event) => heard.push(event));
    await desk.invoke('tell', {});
    expect(heard).toEqual([{ kind: 'changed', topics: ['sheets'] }]);
    leave();
    await desk.invoke('tell', {});
    expect(heard).toHaveLength(1);
  });

  test.each([
    ['throw', 'unexpected', /the desk threw\. Try it again/],
    ['refused', 'conflict', /^Two people wrote this\.$/],
    ['unsendable', 'unexpected', /could not be cloned\. Try it again/],
  ])('“%s” in the thread becomes a refusal that says so', async (method, code, sentence) => {
    const desk = await openThread();
    const answer = await desk.invoke(method, {});
    expect(answer).toMatchObject({ ok: false, error: { code, sentence: expect.stringMatching(sentence) } });
    expect(await desk.invoke('echo', 1)).toEqual({ ok: true, value: 1 });
  });

  test('a method that cannot refuse throws the sentence', async () => {
    const desk = await openThread();
    await expect(desk.evidence('unreadable')).rejects.toMatchObject({
      name: 'Refused',
      refusal: { code: 'unexpected', sentence: expect.stringContaining('EIO') },
    });
  });

  test.each([
    ['taken', /^Ana’s window has this desk open\.$/],
    ['broken', /no such table\. Try it again/],
  ])('a data folder that is %s is not opened', async (dataFolder, sentence) => {
    await expect(openThread(dataFolder)).rejects.toThrow(sentence);
  });

  test.each(['die', 'crash'])(
    'when threads %s, every waiting call is told, and every later one',
    async (way) => {
      const desk = await openThread();
      const heard: DeskEvent[] = [];
      desk.subscribe((event) => heard.push(event));
      const waiting = [desk.invoke('hang', {}), desk.invoke('hang', {}), desk.invoke(way, {})];
      const stopped = {
        ok: false,
        error: { code: 'unexpected', sentence: expect.stringContaining('has stopped'), places: [] },
      };
      expect(await Promise.all(waiting)).toEqual([stopped, stopped, stopped]);
      expect(await desk.invoke('echo', 1)).toEqual(stopped);
      await expect(desk.evidence('abc')).rejects.toThrow('has stopped');
      expect(heard).toEqual([{ kind: 'closed' }]);
      await desk.close();
    },
  );

  test('closing ends the thread, once; what comes after is told', async () => {
    const desk = await openThread();
    const heard: DeskEvent[] = [];
    desk.subscribe((event) => heard.push(event));
    await Promise.all([desk.close(), desk.close()]);
    const after = await desk.invoke('echo', 1);
    expect(after).toMatchObject({ ok: false, error: { sentence: expect.stringContaining('is closing') } });
    expect(heard).toEqual([]);
  });

  test('a thread that does not start is told too', async () => {
    const missing = join(import.meta.dirname, 'no-such-thread.ts');
    await expect(openDeskThread({ dataFolder: '', resources: '' }, missing)).rejects.toThrow('has stopped');
  });
});
