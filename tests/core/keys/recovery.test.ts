import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, scoreMade } from '../../support/desks.ts';
import { makePack, rehearsing, takePack } from '../../support/packs.ts';
import { agreeAll } from '../../support/panel.ts';

// Whole desks, several of them: slow where other work keeps the processor busy.
vi.setConfig({ testTimeout: 120_000 });

const admin = PersonId.parse('admin');
const chair = PersonId.parse('chair');
const a1 = PersonId.parse('a1');
const a2 = PersonId.parse('a2');
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

const lose = async (desk: Desk, name: string) => {
  await desks.close(desk);
  rmSync(join(desks.folder, name), { recursive: true });
};

const printed = async (desk: Desk) => (await ask(desk, 'recovery.make', {})).lines.join('\n');

/** What a chair keeps of the round for a bad day, taken in on a computer that is new. */
async function freshFrom(holder: Desk, name: string): Promise<Desk> {
  const fresh = await desks.open(name);
  await takePack(fresh, await makePack(holder, { purpose: 'archive' }));
  return fresh;
}

test('a round goes on after the administrator’s computer is gone: appoint, assign, merge, decide', async () => {
  const key = await printed(home);
  const [mine, chairs] = [await desks.open('a1'), await desks.open('chair')];
  await carry(home, mine, { purpose: 'round', to: a1 });
  await carry(home, chairs, { purpose: 'moderation', to: chair });
  await lose(home, 'admin');

  const fresh = await freshFrom(chairs, 'fresh');
  expect((await ask(fresh, 'recovery.people', {}))[0]).toMatchObject({ person: admin, administrator: true });
  const view = await ask(fresh, 'recovery.use', { key, as: admin });
  expect(view.person).toMatchObject({ id: admin, roles: ['administrator'] });
  expect(view.archive).toBeUndefined();

  const { id: newcomer } = await ask(fresh, 'people.appoint', {
    name: 'Noor',
    email: 'noor@example.org',
    profession: 'Dietitian',
    roles: ['assessor'],
  });
  await ask(fresh, 'assignments.make', { assignments: [{ submission, person: newcomer }] });

  await scoreMade(mine, round, submission, a1);
  await ask(mine, 'sheets.submit', { submission });
  // Sealed for the computer that is gone: the assessor's desk has to hear of the new one first.
  await carry(fresh, mine, { purpose: 'round', to: a1, newComputer: false });
  await carry(mine, fresh, { purpose: 'scores', to: admin });
  expect((await ask(fresh, 'round.show', {})).counts.sheetsSubmitted).toBe(1);
  expect((await ask(fresh, 'people.list', {})).find(({ id }) => id === a1)?.introduced).toBe(true);

  await carry(fresh, chairs, { purpose: 'moderation', to: chair });
  await ask(chairs, 'moderation.open', { submission, present: [chair] });
  await agreeAll(chairs, submission, 2);
  await ask(chairs, 'decision.make', {
    submission,
    outcome: 'awarded',
    reason: 'As agreed.',
    learningPoints: [],
  });
  await carry(chairs, fresh, { purpose: 'update', to: admin });
  expect((await ask(fresh, 'round.show', {})).counts.decided).toBe(1);
  for (const desk of [fresh, chairs, mine]) expect((await ask(desk, 'desk.verify', {})).ok).toBe(true);
});

test('somebody who was not in the round can take it over too, and a computer that has its owner only for them', async () => {
  const key = await printed(home);
  const chairs = await desks.open('chair');
  await carry(home, chairs, { purpose: 'moderation', to: chair });
  const fresh = await freshFrom(chairs, 'fresh');
  expect((await refusalOf(fresh, 'recovery.use', { key })).sentence).toBe('Say who you are in the round.');
  const view = await ask(fresh, 'recovery.use', { key, name: 'Sam New' });
  expect(view.person).toMatchObject({ name: 'Sam New', roles: ['administrator'] });

  expect((await refusalOf(chairs, 'recovery.use', { key, as: admin })).code).toBe('not-allowed');
  const both = await ask(chairs, 'recovery.use', { key });
  expect(both.person?.roles.toSorted()).toEqual(['administrator', 'chair']);
  expect((await ask(chairs, 'people.list', {})).map(({ id }) => id)).toContain(a2);
});

test('the key is used up, and of two the newer one counts', async () => {
  const first = await printed(home);
  const key = await printed(home);
  const chairs = await desks.open('chair');
  await carry(home, chairs, { purpose: 'moderation', to: chair });
  const fresh = await freshFrom(chairs, 'fresh');
  expect((await refusalOf(fresh, 'recovery.use', { key: first, as: admin })).sentence).toMatch(
    /was used already, or a newer one was made/,
  );
  await ask(fresh, 'recovery.use', { key, as: admin });
  expect((await refusalOf(fresh, 'recovery.use', { key, as: admin })).code).toBe('already-done');
  expect((await ask(fresh, 'keys.list', {})).recoveryKey).toBe(false);
  const another = await printed(fresh);
  expect(another).not.toBe(key);
  expect((await ask(fresh, 'keys.list', {})).recoveryKey).toBe(true);
});

test('a key of another round, or mistyped, does nothing', async () => {
  const chairs = await desks.open('chair');
  await carry(home, chairs, { purpose: 'moderation', to: chair });
  const fresh = await freshFrom(chairs, 'fresh');
  const later = await printed(home);
  const before = (await ask(fresh, 'desk.verify', {})).entries;
  const other = await refusalOf(fresh, 'recovery.use', { key: later, as: admin });
  expect(other).toMatchObject({ code: 'not-found', places: [{ kind: 'field', at: 'key' }] });
  const mistyped = await refusalOf(fresh, 'recovery.use', { key: `${later.slice(0, -1)}U`, as: admin });
  expect(mistyped).toMatchObject({ code: 'wrong-input', places: [{ kind: 'field', at: 'key' }] });
  expect((await ask(fresh, 'desk.verify', {})).entries).toBe(before);
});

test('nothing of the key stays on the computer that made it', async () => {
  const { lines } = await ask(home, 'recovery.make', {});
  const rows = home.context.store.prepare<[], { value: string }>('SELECT value FROM setting').all();
  const headers = home.context.store.prepare<[], { header: string }>('SELECT header FROM entry').all();
  const all = JSON.stringify([rows, headers]);
  for (const line of lines) for (const group of line.split('-')) expect(all).not.toContain(`"${group}`);
  expect(all).not.toContain(lines[0]);
});

test('what the lost computer puts on the record after its last number is listed and has no effect', async () => {
  const key = await printed(home);
  const chairs = await desks.open('chair');
  await carry(home, chairs, { purpose: 'moderation', to: chair });
  const fresh = await freshFrom(chairs, 'fresh');
  await ask(fresh, 'recovery.use', { key, as: admin });
  await ask(home, 'people.standDown', { person: chair, reason: 'By whoever found the computer.' });
  fresh.context.ledger.merge(home.context.ledger.entriesFor());
  expect((await ask(fresh, 'people.list', {})).find(({ id }) => id === chair)?.stoodDown).toBe(false);
  const { ok, notes } = await ask(fresh, 'desk.verify', {});
  expect(ok).toBe(true);
  expect(notes).toContainEqual(expect.stringMatching(/^“person-stood-down” by admin has no effect/));
});

describe('an archive', () => {
  test('opens to be read and checked, and not to be changed', async () => {
    const fresh = await freshFrom(home, 'reader');
    const { person, archive } = await ask(fresh, 'desk.show', {});
    expect(archive).toBe(true);
    expect(person?.roles).toEqual(['observer']);
    expect(await ask(fresh, 'desk.verify', {})).toMatchObject({ ok: true, evidenceFiles: 2 });
    expect((await ask(fresh, 'submissions.list', {})).length).toBe(2);
    const appoint = { name: 'N', email: '', profession: '', roles: ['chair' as const] };
    expect((await refusalOf(fresh, 'people.appoint', appoint)).code).toBe('not-allowed');
    expect((await refusalOf(fresh, 'recovery.make', {})).code).toBe('not-allowed');
    const back = { purpose: 'archive', job: 'j' } as const;
    expect((await refusalOf(fresh, 'packs.create', back)).code).toBe('not-found');
  });

  test('does not open where somebody works, nor a person’s file where an archive is open', async () => {
    const archive = await makePack(home, { purpose: 'archive' });
    const mine = await desks.open('a1');
    await carry(home, mine, { purpose: 'round', to: a1 });
    expect((await refusalOf(mine, 'packs.rehearse', await rehearsing(mine, archive))).sentence).toMatch(
      /^This file is an archive of a round\. It opens on a computer, or in a data folder, with no data yet/,
    );
    const reader = await freshFrom(home, 'reader');
    const round = await makePack(home, { purpose: 'round', to: a2 });
    expect((await refusalOf(reader, 'packs.rehearse', await rehearsing(reader, round))).sentence).toMatch(
      /^An archive is open here/,
    );
  });

  test('is made by whoever runs the round, and by no assessor', async () => {
    const mine = await desks.open('a1');
    await carry(home, mine, { purpose: 'round', to: a1 });
    expect((await refusalOf(mine, 'packs.create', { purpose: 'archive', job: 'j' })).code).toBe(
      'not-allowed',
    );
  });
});
