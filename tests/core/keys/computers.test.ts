import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, scoreMade } from '../../support/desks.ts';

// Whole desks, several of them: slow where other work keeps the processor busy.
vi.setConfig({ testTimeout: 120_000 });

const admin = PersonId.parse('admin');
const chair = PersonId.parse('chair');
const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');

let desks: Desks;
let round: MadeRound;
let home: Desk;
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 1, files: 1 });
  home = await desks.open('admin');
  await layRound(home, round);
});
afterEach(() => desks.end());

const computersOf = async (person: PersonId) =>
  (await ask(home, 'keys.list', {})).people.find((each) => each.person === person)?.computers ?? [];

const sheets = async () => (await ask(home, 'round.show', {})).counts.sheetsSubmitted;

async function submit(desk: Desk): Promise<void> {
  await scoreMade(desk, round, submission, a1);
  await ask(desk, 'sheets.submit', { submission });
}

test('a new computer in one act: the old key ends after its last number, the new one is invited', async () => {
  const old = await desks.open('a1');
  await carry(home, old, { purpose: 'round', to: a1 });
  await submit(old);
  await carry(old, home, { purpose: 'scores', to: admin });
  expect((await computersOf(a1)).map(({ state }) => state)).toEqual(['in-use']);

  const fresh = await desks.open('a1 again');
  const { passphrase } = await carry(home, fresh, { purpose: 'round', to: a1, newComputer: true });
  expect(passphrase).toMatch(/^([a-z]+-){5}[a-z]+$/);
  expect((await computersOf(a1)).map(({ state }) => state)).toEqual(['retired']);
  expect(await sheets()).toBe(1);

  await ask(old, 'sheets.recall', { submission, reason: 'By whoever found it.' });
  await carry(old, home, { purpose: 'scores', to: admin });
  expect(await sheets()).toBe(1);

  await ask(fresh, 'sheets.recall', { submission, reason: 'One more look.' });
  await submit(fresh);
  await carry(fresh, home, { purpose: 'scores', to: admin });
  expect((await computersOf(a1)).map(({ state }) => state).toSorted()).toEqual(['in-use', 'retired']);
  expect(await sheets()).toBe(1);
  expect((await ask(home, 'desk.verify', {})).ok).toBe(true);
});

test('a computer that came without an invitation is accepted by the words that its person reads out', async () => {
  const mine = await desks.open('a1');
  await carry(home, mine, { purpose: 'round', to: a1 });
  await submit(mine);
  mine.context.settings.remove('invitation');
  await carry(mine, home, { purpose: 'scores', to: admin });
  expect(await sheets()).toBe(0);
  const { fingerprint } = await ask(mine, 'keys.here', {});
  expect(await computersOf(a1)).toMatchObject([{ state: 'not-known', fingerprint, here: false }]);

  const wrong = { person: a1, words: fingerprint.replace(/^\S+/, 'zebra') };
  expect((await refusalOf(home, 'keys.accept', wrong)).sentence).toMatch(/Do not accept it/);
  const misheard = { person: a1, words: fingerprint.replace(/^\S+/, 'gnu') };
  expect((await refusalOf(home, 'keys.accept', misheard)).sentence).toBe(
    '“gnu” is no word of a fingerprint. Ask for it again.',
  );
  const other = { person: chair, words: fingerprint };
  expect((await refusalOf(home, 'keys.accept', other)).code).toBe('not-found');
  expect(await sheets()).toBe(0);

  await ask(home, 'keys.accept', {
    person: a1,
    words: ` ${fingerprint.toUpperCase().replaceAll(' ', ', ')} `,
  });
  expect(await sheets()).toBe(1);
  expect(await computersOf(a1)).toMatchObject([{ state: 'in-use' }]);
});

test('the round hangs on one computer until there is a recovery key, or a second administrator whose computer is known', async () => {
  const unguarded = async () => (await ask(home, 'round.show', {})).unguarded;
  expect(await unguarded()).toMatch(/^If this computer is lost/);
  const { id: second } = await ask(home, 'people.appoint', {
    name: 'Second',
    email: 'second@example.org',
    profession: '',
    roles: ['administrator'],
  });
  expect(await unguarded()).toMatch(/^If this computer is lost/);
  const theirs = await desks.open('second');
  await carry(home, theirs, { purpose: 'whole', to: second });
  await carry(theirs, home, { purpose: 'whole', to: admin });
  expect(await unguarded()).toBeUndefined();

  await ask(theirs, 'people.standDown', { person: chair, reason: 'Has moved away.' });
  await carry(theirs, home, { purpose: 'whole', to: admin });
  expect((await ask(home, 'people.list', {})).find(({ id }) => id === chair)?.stoodDown).toBe(true);

  await ask(home, 'people.standDown', { person: second, reason: 'On leave.' });
  expect(await unguarded()).toMatch(/^If this computer is lost/);
  await ask(home, 'recovery.make', {});
  expect(await unguarded()).toBeUndefined();
});

test('what somebody appointed who has gone since still counts on an assessor’s desk', async () => {
  const { id: second } = await ask(home, 'people.appoint', {
    name: 'Second',
    email: 'second@example.org',
    profession: '',
    roles: ['administrator'],
  });
  const theirs = await desks.open('second');
  await carry(home, theirs, { purpose: 'whole', to: second });
  await carry(theirs, home, { purpose: 'whole', to: admin });
  await ask(theirs, 'people.appoint', {
    id: chair,
    name: 'Person chair',
    email: 'chair@example.org',
    profession: '',
    roles: ['chair', 'deputy'],
  });
  await carry(theirs, home, { purpose: 'whole', to: admin });
  await ask(home, 'people.standDown', { person: second, reason: 'Gone.' });
  const mine = await desks.open('a1');
  await carry(home, mine, { purpose: 'round', to: a1 });
  expect(mine.context.ledger.unauthorised()).toEqual([]);
});
