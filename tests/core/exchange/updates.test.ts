import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { Day, OrganisationId, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { CLOSES_AT, layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, scoreMade } from '../../support/desks.ts';

vi.setConfig({ testTimeout: 120_000 });

const admin = PersonId.parse('admin');
const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');
const toA1 = { purpose: 'round', to: a1 } as const;

let desks: Desks;
let round: MadeRound;
let home: Desk;
let mine: Desk;
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 1, files: 1 });
  home = await desks.open('admin');
  await layRound(home, round);
  mine = await desks.open('a1');
  await carry(home, mine, toA1);
});
afterEach(() => desks.end());

const measured = (more: object = {}) => ask(home, 'packs.measure', { ...toA1, ...more });

test('once a computer has told what it holds, a file to it holds only what it lacks', async () => {
  const first = await measured();
  expect(first).toMatchObject({ update: false, heldThere: 0, evidenceFiles: 1 });
  await scoreMade(mine, round, submission, a1);
  await ask(mine, 'sheets.submit', { submission });
  await carry(mine, home, { purpose: 'scores', to: admin });
  // What is new there: that the administrator knows the computer.
  const next = await measured();
  expect(next).toMatchObject({ update: true, heldThere: 1, evidenceFiles: 0, entries: 1 });

  await ask(home, 'round.date', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse('2026-05-22') } });
  const made = await ask(home, 'packs.create', { ...toA1, job: randomUUID() });
  expect(made).toMatchObject({ update: true, entries: 2, evidenceFiles: 0 });
  const taken = await carry(home, mine, toA1);
  expect(taken.entries).toBe(2);
  expect((await ask(mine, 'round.show', {})).dates.scoresDue).toBe('2026-05-22');
  expect((await ask(mine, 'desk.verify', {})).ok).toBe(true);

  const whole = await measured({ everything: true });
  expect(whole).toMatchObject({ update: false, evidenceFiles: 1, lockedBy: 'key' });
  expect(whole.entries).toBeGreaterThan(first.entries);
});

test('an organisation goes out by its name alone, and with its contact once its submission is assigned', async () => {
  const words = () =>
    mine.context.ledger.current({ round: round.id, kind: 'organisation', key: OrganisationId.parse('o2') })
      ?.text;
  expect(words()).toBeUndefined();
  await carry(mine, home, { purpose: 'scores', to: admin });
  const other = SubmissionId.parse('o2.made-2026');
  await ask(home, 'assignments.make', { assignments: [{ submission: other, person: a1 }] });
  await carry(home, mine, toA1);
  expect(words()).toBeDefined();
  expect((await ask(mine, 'desk.verify', {})).ok).toBe(true);
});

test('a person with two computers is sent what either of them lacks', async () => {
  await carry(mine, home, { purpose: 'scores', to: admin });
  expect((await measured()).update).toBe(true);
  const { writer } = (await desks.open('another')).context.key;
  home.context.ledger.append('writer-introduced', {
    facts: { round: round.id, person: a1, writer },
    text: {},
  });
  expect(await measured()).toMatchObject({ update: false, evidenceFiles: 1 });
});

test('a chair’s computer is sent only what it lacks of the whole round', async () => {
  const chairs = await desks.open('chair');
  const chair = PersonId.parse('chair');
  await scoreMade(mine, round, submission, a1);
  await ask(mine, 'sheets.submit', { submission });
  await carry(mine, home, { purpose: 'scores', to: admin });
  await carry(home, chairs, { purpose: 'moderation', to: chair });
  await carry(chairs, home, { purpose: 'update', to: admin });
  const update = await ask(home, 'packs.measure', { purpose: 'moderation', to: chair });
  expect(update).toMatchObject({ update: true, entries: 1 });
});
