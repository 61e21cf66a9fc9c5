import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { CopyTimes } from '../../../shared/domain/draft-copy.ts';
import { PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import { copyIn, keepCopy, namesIn } from '../../support/copies.ts';
import { type Desks, makeDesks, refusalOf, resources, scoreMade, stageBytes } from '../../support/desks.ts';
import { smallDisk } from '../../support/small-disk.ts';

vi.setConfig({ testTimeout: 120_000 });

const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');
const disk = smallDisk(8);
const NO_DISK = disk === undefined;
afterAll(() => disk?.end());

let desks: Desks;
let round: MadeRound;
let mine: Desk;
let folder: string;
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 1, standards: 5, assessors: 1, perSubmission: 1, files: 1 });
  const admin = await desks.open('admin');
  await layRound(admin, round);
  mine = await desks.open('mine');
  await carry(admin, mine, { purpose: 'round', to: a1 });
  await scoreMade(mine, round, submission, a1, 2);
  folder = join(desks.folder, 'second place');
  mkdirSync(folder);
});
afterEach(() => desks.end());

const place = async (desk = mine) => (await ask(desk, 'copies.show', {})).place;
const save = async (note: string, desk = mine) => {
  const [score] = scoresOf(round, submission, a1);
  if (score === undefined) throw new Error('The round is too small.');
  await ask(desk, 'scores.save', { submission, score: { ...score, note } });
};

/** What notes a copy holds. */
async function notesIn(bytes: Buffer, words: string, desk = mine): Promise<readonly string[]> {
  await save('Something else.', desk);
  const from = { kind: 'file', staged: await stageBytes(desk, 'c', bytes) } as const;
  const { submissions } = await ask(desk, 'copies.rehearse', { from, words, job: 'j' });
  return submissions.flatMap(({ differs }) => differs.map(({ copy }) => copy.note));
}

/** The desk as a window has it, which copies by itself. */
async function alongside(times: Partial<CopyTimes>): Promise<Desk> {
  await desks.close(mine);
  return openDesk({
    dataFolder: join(desks.folder, 'mine'),
    resources,
    clock: desks.clock.now,
    readsAlong: true,
    workFactor: 4,
    copyTimes: times,
  });
}

describe('by itself', () => {
  test('it is written soon after a change, and again when the time between two has passed', async () => {
    const words = await keepCopy(mine, folder);
    const desk = await alongside({ soon: 20, every: 1500 });
    try {
      await vi.waitFor(async () => expect((await place(desk))?.upToDate).toBe(true), { timeout: 30_000 });
      await save('One.', desk);
      await vi.waitFor(async () => expect((await place(desk))?.upToDate).toBe(true), { timeout: 30_000 });
      await save('Two.', desk);
      await save('Three.', desk);
      await pause(200);
      expect((await place(desk))?.upToDate).toBe(false);
      await vi.waitFor(async () => expect((await place(desk))?.upToDate).toBe(true), { timeout: 30_000 });
      expect(await notesIn(copyIn(folder), words, desk)).toEqual(['Three.']);
      expect(await notesIn(copyIn(folder, 'earlier'), words, desk)).toEqual(['One.']);
    } finally {
      await desk.close();
    }
  });

  test('it is written once more when the program ends, where something has changed', async () => {
    const words = await keepCopy(mine, folder);
    const desk = await alongside({ soon: 600_000, every: 600_000 });
    await save('The last words.', desk);
    await desk.close();
    mine = await desks.open('mine');
    expect(await notesIn(copyIn(folder), words)).toEqual(['The last words.']);
  });

  test('it is not written again where nothing has changed, unless it has gone', async () => {
    await keepCopy(mine, folder);
    const before = copyIn(folder);
    await (await alongside({ soon: 20 })).close();
    expect(copyIn(folder).equals(before)).toBe(true);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    await (await openAgain()).close();
    expect(namesIn(folder)).toHaveLength(1);
  });

  const openAgain = () =>
    openDesk({ dataFolder: join(desks.folder, 'mine'), resources, readsAlong: true, workFactor: 4 });
});

test('killed at any moment, it leaves whole copies, and no desk that does not open', async () => {
  const words = await keepCopy(mine, folder);
  await ask(mine, 'copies.write', {});
  const reader = await desks.open('reader');
  await desks.close(reader);
  let halfway = 0;
  for (const [kill, after] of [0, 2, 0, 5, 0, 10, 40, 160, 320].entries()) {
    await desks.close(mine);
    await killedAfter(after, kill < 6);
    if (namesIn(folder).some((name) => name.endsWith('.partial'))) halfway++;
    mine = await desks.open('mine');
    for (const which of ['last', 'earlier'] as const)
      expect(await notesIn(copyIn(folder, which), words)).toHaveLength(1);
    expect((await ask(mine, 'desk.verify', {})).ok).toBe(true);
  }
  expect(halfway).toBeGreaterThan(0);
  await ask(mine, 'copies.write', {});
  expect(namesIn(folder)).toHaveLength(2);
});

/** Milliseconds from the word that it has begun, or from when a copy is seen being written. */
async function killedAfter(milliseconds: number, whileWriting: boolean): Promise<void> {
  const child = join(import.meta.dirname, 'copying-child.ts');
  const running = spawn(process.execPath, [child, join(desks.folder, 'mine'), submission], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(running, 'close');
  await Promise.race([once(running.stdout, 'data'), gone]);
  while (whileWriting && !namesIn(folder).some((name) => name.endsWith('.partial'))) await pause(1);
  await pause(milliseconds);
  running.kill('SIGKILL');
  await gone;
}

describe('a folder that does not let itself be written in', () => {
  test('is said, and neither keeps scores from being saved nor takes what lies there', async () => {
    const words = await keepCopy(mine, folder);
    renameSync(folder, `${folder} away`);
    await save('While it is away.');
    const refusal = await refusalOf(mine, 'copies.write', {});
    expect([refusal.code, refusal.sentence]).toEqual([
      'not-found',
      expect.stringContaining('is not there just now'),
    ]);
    expect(await place()).toMatchObject({
      upToDate: false,
      trouble: expect.stringContaining('saved on this computer'),
    });
    expect((await refusalOf(mine, 'copies.rehearse', { from: { kind: 'last' }, words, job: 'j' })).code).toBe(
      'not-found',
    );
    renameSync(`${folder} away`, folder);
    await ask(mine, 'copies.write', {});
    expect((await place())?.trouble).toBeUndefined();
    expect(await notesIn(copyIn(folder), words)).toEqual(['While it is away.']);
  });

  test('is not chosen, with what is the matter beside the field', async () => {
    const file = join(desks.folder, 'a file');
    writeFileSync(file, 'a');
    for (const [typed, says] of [
      ['nowhere', 'the whole path'],
      [join(folder, 'nowhere'), 'no folder of that name'],
      [file, 'That is a file'],
      [mine.context.store.folder.path, 'own data'],
      ['https://example.org/drafts', 'an address on the web'],
    ] as const) {
      const refusal = await refusalOf(mine, 'copies.choose', { folder: typed });
      expect([refusal.code, refusal.places[0]?.at]).toEqual(['wrong-input', 'folder']);
      expect(refusal.sentence).toContain(says);
    }
    expect(await place()).toBeUndefined();
    expect(namesIn(folder)).toEqual([]);
  });

  test('that does not answer is said after a while, and keeps nobody waiting', async () => {
    await keepCopy(mine, folder);
    const [name = ''] = namesIn(folder);
    rmSync(join(folder, name));
    execFileSync('mkfifo', [join(folder, name)]);
    const desk = await alongside({ soon: 10, every: 10, silence: 4000, patience: 100 });
    await vi.waitFor(async () => expect((await place(desk))?.trouble).toContain('does not answer'), {
      timeout: 30_000,
    });
    const began = performance.now();
    await save('Saved all the same.', desk);
    await desk.close();
    // Its own patience, and not for ever.
    expect(performance.now() - began).toBeLessThan(20_000);
    // Whoever reads it waits for somebody to write: there is one.
    closeSync(openSync(join(folder, name), constants.O_WRONLY | constants.O_NONBLOCK));
  });
});

describe.skipIf(NO_DISK)('a disk', () => {
  const onDisk = () => {
    const there = join(disk?.folder ?? '', 'copies');
    disk?.writable(true);
    disk?.leaveFree(8 * 1024 * 1024);
    rmSync(there, { recursive: true, force: true });
    mkdirSync(there);
    return there;
  };

  test('that fills up keeps the copies that it has, and gets the next one when there is room', async () => {
    const there = onDisk();
    const words = await keepCopy(mine, there);
    await save('Before.');
    await ask(mine, 'copies.write', {});
    disk?.leaveFree(100_000);
    await save('No room.');
    const refusal = await refusalOf(mine, 'copies.write', {});
    expect([refusal.code, refusal.sentence]).toEqual(['disk-full', expect.stringContaining('no room left')]);
    expect(readdirSync(there)).toHaveLength(2);
    expect(await notesIn(copyIn(there), words)).toEqual(['Before.']);
    disk?.leaveFree(4_000_000);
    await save('Room again.');
    await ask(mine, 'copies.write', {});
    expect(await notesIn(copyIn(there), words)).toEqual(['Room again.']);
    expect(await notesIn(copyIn(there, 'earlier'), words)).toEqual(['Before.']);
  });

  test('that may only be read is said, when it is chosen and when it becomes so', async () => {
    const there = onDisk();
    const words = await keepCopy(mine, there);
    disk?.writable(false);
    await save('Not there.');
    const refusal = await refusalOf(mine, 'copies.write', {});
    expect([refusal.code, refusal.sentence]).toEqual([
      'not-allowed',
      expect.stringContaining('may not write in'),
    ]);
    expect(await ask(mine, 'copies.rehearse', { from: { kind: 'last' }, words, job: 'j' })).toMatchObject({
      submissions: [{ differs: [{ newer: 'neither' }] }],
    });
    await ask(mine, 'copies.leave', {});
    expect((await refusalOf(mine, 'copies.choose', { folder: there })).places).toEqual([
      { kind: 'field', at: 'folder' },
    ]);
    expect(await place()).toBeUndefined();
    disk?.writable(true);
  });
});

test('whoever wants none is offered it once', async () => {
  expect((await ask(mine, 'copies.show', {})).offered).toBe(true);
  expect((await ask(mine, 'copies.decline', {})).offered).toBe(false);
  await keepCopy(mine, folder);
  expect((await ask(mine, 'copies.leave', {})).place).toBeUndefined();
  expect((await ask(mine, 'copies.show', {})).offered).toBe(false);
  expect(namesIn(folder)).toHaveLength(1);
  expect((await refusalOf(mine, 'copies.write', {})).code).toBe('not-found');
});
