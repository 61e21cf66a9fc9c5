import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { layRound, makeRound, numbers } from '../../bench/round.ts';
import { makeDesks } from '../../support/desks.ts';

const KILLS = 100;
/** One in five dies at some moment after the word to begin, most likely while it opens; the others while they save. */
const WHILE_OPENING = 0.2;
/** Milliseconds from the word to begin, or from the first save. */
const LONGEST = 60;
const child = join(import.meta.dirname, 'saving-child.ts');
const submission = SubmissionId.parse('o1.made-2026');
const desks = makeDesks();
const children = new Set<ChildProcess>();
afterAll(async () => {
  for (const each of children) each.kill('SIGKILL');
  await desks.end();
});

/** Begins a program that stands ready to save. */
function begin(items: readonly string[]) {
  const process_ = spawn(process.execPath, [child, join(desks.folder, 'a1'), submission, ...items], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(desks.folder, 'compiled') },
  });
  children.add(process_);
  let said = '';
  const heard = new EventEmitter();
  process_.stdout.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
    heard.emit('said');
  });
  const gone = once(process_, 'close');
  const until = async (enough: RegExp) => {
    while (!enough.test(said)) await Promise.race([once(heard, 'said'), gone]);
  };
  return {
    /** Lets it end by itself, having saved nothing. */
    async dismiss(): Promise<void> {
      process_.stdin.end();
      await gone;
      children.delete(process_);
    },
    /** Lets it save from this number on, kills it after a while, and gives the numbers that it was told are safe. */
    async saveAndDie(from: number, opening: boolean, after: number): Promise<readonly number[]> {
      await until(/ready\n/);
      process_.stdin.write(`${from}\n`);
      if (!opening) await until(/\d\n/);
      await pause(after);
      process_.kill('SIGKILL');
      await gone;
      children.delete(process_);
      // What follows the last line break was cut off in the saying.
      const lines = said.split('\n').slice(0, -1);
      return lines.flatMap((line) => (/^\d+$/.test(line) ? [Number(line)] : []));
    },
  };
}

test('killed at a hundred random moments while scoring, a desk holds every acknowledged save', async () => {
  const round = makeRound({ organisations: 1, standards: 7, assessors: 1, perSubmission: 1, files: 0 });
  const admin = await desks.open('admin');
  await layRound(admin, round);
  const first = await desks.open('a1');
  await carry(admin, first, { purpose: 'round', to: PersonId.parse('a1') });
  await desks.close(first);
  const items = itemsOf(round.set, ['newly-registered']).map(({ id }) => id);
  const random = numbers(Date.now());
  const safe = new Map<string, number>();
  let next = 0;
  let acknowledged = 0;
  let duringOpening = 0;
  // One that ends by itself leaves what it compiled for the others.
  await begin(items).dismiss();
  const waiting = [begin(items), begin(items)];
  for (let kill = 0; kill < KILLS; kill++) {
    const program = waiting.shift();
    if (kill + 2 < KILLS) waiting.push(begin(items));
    const said = (await program?.saveAndDie(next, random() < WHILE_OPENING, random() * LONGEST)) ?? [];
    for (const number of said) safe.set(items[number % items.length] ?? '', number);
    acknowledged += said.length;
    if (said.length === 0) duringOpening++;
    next = (said.at(-1) ?? next - 1) + 1;
    // The dead one's hold on the folder is gone with it.
    const desk = await desks.open('a1');
    const { scores } = await ask(desk, 'sheets.open', { submission });
    await desks.close(desk);
    const held = new Map(scores.map(({ item, note }) => [item as string, Number(note.replace('save ', ''))]));
    for (const [item, number] of safe) {
      const found = held.get(item) ?? -1;
      // It may hold one more than was said: the save that was on disk and not yet acknowledged.
      expect([number, next], `${item} after kill ${kill + 1}`).toContain(found);
    }
  }
  console.log(`${KILLS} kills: ${acknowledged} acknowledged saves, ${duringOpening} before the first save`);
  expect(acknowledged).toBeGreaterThan(KILLS);
  expect(duringOpening).toBeLessThan(KILLS);
}, 300_000);
