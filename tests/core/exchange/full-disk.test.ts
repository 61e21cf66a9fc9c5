import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../../electron/core/desk/desk.ts';
import { PersonId } from '../../../shared/domain/ids.ts';
import { layRound, makeRound, numbers } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, resources } from '../../support/desks.ts';
import { type MadePack, makePack, rehearsing } from '../../support/packs.ts';
import { smallDisk } from '../../support/small-disk.ts';
import { heldBy } from '../../support/unharmed.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const a1 = PersonId.parse('a1');
const MEGABYTE = 1024 * 1024;
const disk = smallDisk(64);
const NO_DISK = disk === undefined;

let desks: Desks;
let home: Desk;
let pack: MadePack;
const opened: Desk[] = [];

/** Six megabytes of evidence to each of two organisations. */
async function lay(desk: Desk): Promise<void> {
  const next = numbers(3);
  const round = makeRound({ organisations: 2, standards: 5, assessors: 1, perSubmission: 1, files: 1 });
  await layRound(desk, round, () => Buffer.from(Array.from({ length: 6 * MEGABYTE }, () => next() * 256)));
}

beforeAll(async () => {
  desks = makeDesks();
  home = await desks.open('admin');
  await lay(home);
  pack = await makePack(home, { purpose: 'round', to: a1 });
});
afterAll(async () => {
  for (const desk of opened) await desk.close();
  await desks.end();
  disk?.end();
});

async function onSmallDisk(name: string): Promise<Desk> {
  const desk = await openDesk({
    dataFolder: join(disk?.folder ?? '', name),
    resources,
    clock: desks.clock.now,
    workFactor: 4,
  });
  opened.push(desk);
  return desk;
}

const FULL = /^The disk that holds .+ is full\. Make room, then try again: nothing was changed\.$/;

describe.skipIf(NO_DISK)('on a disk that fills up', () => {
  test('a file that is taken in leaves the desk as it was, and room again; then it is taken', async () => {
    const desk = await onSmallDisk('taking');
    const input = await rehearsing(desk, pack);
    const { id } = await ask(desk, 'packs.rehearse', input);
    const before = await heldBy(desk);
    disk?.leaveFree(8 * MEGABYTE);
    const refusal = await refusalOf(desk, 'packs.accept', { rehearsal: id, job: randomUUID() });
    expect(refusal).toMatchObject({ code: 'disk-full', sentence: expect.stringMatching(FULL) });
    expect(await heldBy(desk)).toEqual(before);
    expect((await ask(desk, 'desk.show', {})).person).toBeUndefined();
    disk?.leaveFree(60 * MEGABYTE);
    await ask(desk, 'packs.accept', { rehearsal: id, job: randomUUID() });
    expect(await ask(desk, 'desk.verify', {})).toMatchObject({ ok: true, evidenceFiles: 2 });
  });

  test('a file that is made, whole or in parts, is not there and half of it neither', async () => {
    disk?.leaveFree(60 * MEGABYTE);
    const desk = await onSmallDisk('making');
    await lay(desk);
    for (const splitMegabytes of [undefined, 2]) {
      const making = { purpose: 'archive', splitMegabytes } as const;
      const before = await heldBy(desk);
      disk?.leaveFree(5 * MEGABYTE);
      const refusal = await refusalOf(desk, 'packs.create', { ...making, job: randomUUID() });
      expect(refusal).toMatchObject({ code: 'disk-full', sentence: expect.stringMatching(FULL) });
      expect(await heldBy(desk)).toEqual(before);
      disk?.leaveFree(30 * MEGABYTE);
      const { totalBytes } = await ask(desk, 'packs.create', { ...making, job: randomUUID() });
      expect(totalBytes).toBeGreaterThan(12 * MEGABYTE);
    }
  });
});

test('where the database can grow no more, nothing of the file is on the record', async () => {
  const desk = await desks.open('a1');
  const { id } = await ask(desk, 'packs.rehearse', await rehearsing(desk, pack));
  const { store } = desk.context;
  const rows = () => store.prepare<[], { n: number }>('SELECT count(*) AS n FROM entry').get()?.n;
  const pages = store.prepare<[], { page_count: number }>('PRAGMA page_count').get()?.page_count ?? 0;
  store.prepare<[], unknown>(`PRAGMA max_page_count = ${pages + 2}`).get();
  const refusal = await refusalOf(desk, 'packs.accept', { rehearsal: id, job: randomUUID() });
  expect(refusal).toMatchObject({ code: 'disk-full', sentence: expect.stringMatching(FULL) });
  expect(rows()).toBe(0);
  expect((await ask(desk, 'desk.show', {})).person).toBeUndefined();
  store.prepare<[], unknown>('PRAGMA max_page_count = 1073741823').get();
  await ask(desk, 'packs.accept', { rehearsal: id, job: randomUUID() });
  expect(await ask(desk, 'desk.verify', {})).toMatchObject({ ok: true });
});
