import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { PersonId } from '../../../shared/domain/ids.ts';
import { layRound, makeRound, numbers } from '../../bench/round.ts';
import { type Desks, makeDesks } from '../../support/desks.ts';
import { type MadePack, makePack, takePack } from '../../support/packs.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const KILLS = 8;
/** Milliseconds from the word that it has begun. */
const LONGEST = 240;
const child = join(import.meta.dirname, 'taking-child.ts');

let desks: Desks;
let home: Desk;
let pack: MadePack;
let file = '';
beforeAll(async () => {
  desks = makeDesks();
  home = await desks.open('admin');
  const next = numbers(5);
  const round = makeRound({ organisations: 6, standards: 10, assessors: 1, perSubmission: 1, files: 2 });
  await layRound(home, round, () => Buffer.from(Array.from({ length: 1_500_000 }, () => next() * 256)));
  pack = await makePack(home, { purpose: 'round', to: PersonId.parse('a1') });
  file = join(desks.folder, 'pack');
  writeFileSync(file, pack.bytes);
});
afterAll(() => desks.end());

/** Runs it and kills it so long after it has begun; true where it was done by then. */
async function killedAfter(milliseconds: number, name: string, what: 'take' | 'make'): Promise<boolean> {
  const running = spawn(
    process.execPath,
    [child, join(desks.folder, name), what, file, pack.passphrase ?? ''],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  const gone = once(running, 'close');
  running.stdout.setEncoding('utf8').on('data', (words: string) => {
    said += words;
  });
  while (!said.includes('begun\n')) await Promise.race([once(running.stdout, 'data'), gone]);
  await pause(milliseconds);
  running.kill('SIGKILL');
  await gone;
  return said.includes('done\n');
}

test('killed at any moment while a file is taken in, a desk opens again with all of it or nothing', async () => {
  let halfway = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const name = `killed ${kill}`;
    await killedAfter((LONGEST * kill) / (KILLS - 1), name, 'take');
    const desk = await desks.open(name);
    const { ok, entries } = await ask(desk, 'desk.verify', {});
    expect(ok).toBe(true);
    const { person } = await ask(desk, 'desk.show', {});
    expect(person === undefined).toBe(entries === 0);
    if (entries === 0) halfway++;
    expect(readdirSync(desk.context.store.folder.staging)).toEqual([]);
    await takePack(desk, pack);
    expect(await ask(desk, 'desk.verify', {})).toMatchObject({ ok: true, evidenceFiles: 12 });
    await desks.close(desk);
  }
  expect(halfway).toBeGreaterThan(0);
});

test('killed while a file is made, a desk opens again with nothing of it left', async () => {
  const desk = await desks.open('making');
  await takePack(desk, pack);
  await desks.close(desk);
  let halfway = 0;
  for (const after of [0, 15, 30]) {
    if (!(await killedAfter(after, 'making', 'make'))) halfway++;
    const again = await desks.open('making');
    expect(readdirSync(again.context.store.folder.exports)).toEqual([]);
    expect(await ask(again, 'desk.verify', {})).toMatchObject({ ok: true, evidenceFiles: 12 });
    await desks.close(again);
  }
  expect(halfway).toBeGreaterThan(0);
});
