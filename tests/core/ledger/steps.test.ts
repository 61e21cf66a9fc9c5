import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RawEntry } from '../../../electron/core/ledger/entry.ts';
import { mergeInSteps } from '../../../electron/core/ledger/steps.ts';
import { SubmissionId } from '../../../shared/domain/ids.ts';
import { agree, appoint, assign, desk, observer, openRound, rows, sheet } from './scene.ts';

const SUBMISSIONS = Array.from({ length: 60 }, (_, at) => SubmissionId.parse(`org${at}-2026`));

/** A round with a chair and two assessors, one of whom was stood down later, and their sheets. */
async function history(): Promise<readonly RawEntry[]> {
  const [ana, cleo, ben, dev] = [await desk('ana'), await desk('cleo'), await desk('ben'), await desk('dev')];
  openRound(ana);
  appoint(ana, cleo, ['chair']);
  for (const who of [ben, dev]) {
    appoint(ana, who, ['assessor']);
    for (const each of SUBMISSIONS) assign(ana, who.person, each);
  }
  for (const who of [cleo, ben, dev]) who.ledger.merge(ana.ledger.entriesFor());
  for (const each of SUBMISSIONS) {
    ben.ledger.append('sheet-submitted', sheet(ben.person, 1, undefined, each));
    dev.ledger.append('sheet-submitted', sheet(dev.person, 2, undefined, each));
  }
  ben.ledger.append('sheet-submitted', sheet(ben.person, 2, undefined, SUBMISSIONS[0]));
  cleo.ledger.append('score-agreed', agree(1));
  ana.ledger.append('person-stood-down', {
    facts: {
      round: sheet(dev.person).facts.round,
      person: dev.person,
      writers: [{ writer: dev.key.writer, after: 20 }],
    },
    text: { name: 'Dev Sample', email: '', profession: '', reason: 'Moved on.' },
  });
  return [ana, cleo, ben, dev].flatMap((each) => [...each.ledger.entriesFor()]);
}

test('steps come to the same rows as one merge, and say how far they are', async () => {
  const entries = await history();
  const [whole, stepped] = [await observer(), await observer()];
  const report = whole.ledger.merge(entries);
  const told: number[] = [];
  const steps = await mergeInSteps(stepped.ledger, entries, (done) => void told.push(done));
  expect(rows(stepped)).toEqual(rows(whole));
  expect(rows(stepped).sheet?.length).toBeGreaterThan(60);
  expect(steps).toMatchObject({ added: report.added, known: report.known, texts: 0, refused: [] });
  expect(new Set(steps.subjects.map(({ kind, key }) => `${kind} ${key}`))).toEqual(
    new Set(report.subjects.map(({ kind, key }) => `${kind} ${key}`)),
  );
  expect(told.length).toBeGreaterThan(2);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
  expect(told.at(-1)).toBe(entries.length);
});

test('other work has its turn between two steps', async () => {
  const { ledger } = await observer();
  const entries = await history();
  let [turns, steps, over] = [0, 0, false];
  const others = (async () => {
    for (; !over; turns++) await turn();
  })();
  await mergeInSteps(ledger, entries, () => void steps++);
  over = true;
  await others;
  expect(turns).toBeGreaterThanOrEqual(steps);
});

test('one that was stopped goes on from there when the same entries come again', async () => {
  const entries = await history();
  const [whole, stopped] = [await observer(), await observer()];
  whole.ledger.merge(entries);
  await expect(
    mergeInSteps(stopped.ledger, entries, (done) => {
      if (done > entries.length / 3) throw new Error('Stopped.');
    }),
  ).rejects.toThrow('Stopped.');
  const held = rows(stopped).entry?.length ?? 0;
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(rows(whole).entry?.length ?? 0);
  await mergeInSteps(stopped.ledger, entries, () => undefined);
  expect(rows(stopped)).toEqual(rows(whole));
});

test('an entry that was changed on the way is left out, and counted once', async () => {
  const [first, ...rest] = await history();
  if (first === undefined) throw new Error('There is no history.');
  const changed = { ...first, header: first.header.replace('2026', '2027') };
  const { ledger } = await observer();
  const report = await mergeInSteps(ledger, [changed, ...rest], () => undefined);
  expect(report.refused).toHaveLength(1);
});
