import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { layRound, makeRound, numbers } from '../../bench/round.ts';
import { makeDesks } from '../../support/desks.ts';
import { searchFor } from './room.ts';

const KILLS = 6;
const FILES = 40;
const desks = makeDesks();
afterAll(() => desks.end());

/** Begins to read in a program of its own, and kills it a moment after it says that it has begun on a second file. */
async function readAndDie(folder: string, after: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'reading-child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  for (let heard = 0; heard < 2; heard++) await Promise.race([once(child.stdout, 'data'), gone]);
  await pause(after);
  child.kill('SIGKILL');
  await gone;
}

const rowsOf = ({ context: { store } }: Desk) =>
  store
    .prepare(
      `SELECT p.key, p.number, p.label, t.text, t.scope FROM passage p JOIN passage_text t ON t.rowid = p.id
       WHERE p.source = 'evidence' ORDER BY p.key, p.number`,
    )
    .all();

test('killed again and again while it reads, a desk comes to hold just what one holds that was left alone', async () => {
  const round = makeRound({ organisations: 1, standards: 5, assessors: 1, perSubmission: 1, files: FILES });
  const laid = await desks.open('killed');
  await layRound(laid, round, (_organisation, file) => Buffer.from(`Rota ${file} of the ward, word${file}.`));
  await desks.close(laid);
  desks.copy('killed', 'alone');
  const alone = await desks.open('alone');
  await ask(alone, 'evidence.readAll', {});

  const random = numbers(Date.now());
  const read: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    await readAndDie(join(desks.folder, 'killed'), random() * 30);
    const between = await desks.open('killed');
    read.push((await ask(between, 'evidence.progress', {})).read);
    await desks.close(between);
  }
  // Reading went on from where it was, and the first kill left something to read.
  expect(read).toEqual(read.toSorted((one, other) => one - other));
  expect(read[0]).toBeLessThan(FILES);
  expect(read.at(-1)).toBeGreaterThan(0);

  const killed = await desks.open('killed');
  expect(await ask(killed, 'evidence.readAll', {})).toMatchObject({ read: FILES, pending: 0 });
  expect(rowsOf(killed)).toEqual(rowsOf(alone));
  expect((await searchFor(killed, 'rota')).total).toBe(FILES);
  expect((await searchFor(killed, `word${FILES}`)).total).toBe(1);
}, 120_000);
