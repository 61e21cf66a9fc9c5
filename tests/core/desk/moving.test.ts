import { readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { ItemId, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import { type Desks, exported, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';

const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');
const second = SubmissionId.parse('o2.made-2026');
const PASSPHRASE = 'acorn-linen-otter-quartz-tulip-yacht';
const MOVED =
  'Your work was moved to another computer on 3 May 2026 at 10:42. Go on there, or take it back in This computer.';

let desks: Desks;
let round: MadeRound;
let admin: Desk;
let old: Desk;

/** An assessor's desk with one sheet submitted and one begun, on the day on which they get another computer. */
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 1, perSubmission: 1, files: 2 });
  admin = await desks.open('admin');
  await layRound(admin, round);
  old = await desks.open('old');
  await carry(admin, old, { purpose: 'round', to: a1 });
  await scoreMade(old, round, submission, a1);
  await ask(old, 'sheets.submit', { submission });
  await scoreMade(old, round, second, a1, 3);
  await ask(old, 'sheets.mark', { submission: second, item: ItemId.parse('4.1') });
  await carry(old, admin, { purpose: 'scores', to: round.administrator.id });
  desks.clock.set('2026-05-03T09:42:00.000Z');
});
afterEach(() => desks.end());

async function movedFrom(desk: Desk): Promise<Buffer> {
  const { id, name, movedAt } = await ask(desk, 'desk.move', { passphrase: PASSPHRASE });
  expect([name, movedAt]).toEqual(['award-panel-move 2026-05-03.awardmove', '2026-05-03T09:42:00.000Z']);
  return readFileSync((await exported(desk, id)).path);
}

async function movedTo(name: string, bytes: Uint8Array): Promise<Desk> {
  const desk = await desks.open(name);
  const staged = await stageBytes(desk, 'my.awardmove', bytes);
  expect(await ask(desk, 'desk.restore', { staged, passphrase: PASSPHRASE })).toMatchObject({ kind: 'move' });
  return desk;
}

const sent = (desk: Desk) => carry(desk, admin, { purpose: 'scores', to: round.administrator.id });
const submittedAtAdmin = async () => (await ask(admin, 'round.show', {})).counts.sheetsSubmitted;
const work = async (desk: Desk) => ({
  mine: await ask(desk, 'sheets.mine', {}),
  sheets: [
    await ask(desk, 'sheets.open', { submission }),
    await ask(desk, 'sheets.open', { submission: second }),
  ],
});

describe('work moved to another computer', () => {
  test('arrives whole: what is submitted, the drafts and where they were left, the evidence', async () => {
    const before = await work(old);
    const fresh = await movedTo('new', await movedFrom(old));
    expect(await work(fresh)).toEqual(before);
    expect(before.sheets[1]?.lastItem).toBe('4.1');
    expect(await ask(fresh, 'desk.show', {})).toMatchObject({ person: { id: a1 } });
    expect((await ask(fresh, 'desk.show', {})).movedAt).toBeUndefined();
    expect(await ask(fresh, 'desk.verify', {})).toMatchObject({ ok: true, findings: [], notes: [] });
    expect(fresh.context.key.writer).not.toBe(old.context.key.writer);
  });

  test('counts from there with the administrator, whatever the old computer still sends', async () => {
    const fresh = await movedTo('new', await movedFrom(old));
    await scoreMade(fresh, round, second, a1);
    await ask(fresh, 'sheets.submit', { submission: second });
    await sent(fresh);
    expect(await submittedAtAdmin()).toBe(2);
    await sent(old);
    expect(await submittedAtAdmin()).toBe(2);
    expect(await ask(admin, 'desk.verify', {})).toMatchObject({ ok: true, findings: [] });
    expect((await ask(admin, 'desk.show', {})).cautions).toEqual([]);
    const mine = (await ask(admin, 'keys.list', {})).people.find(({ person }) => person === a1);
    expect(mine?.computers.map(({ state }) => state).toSorted()).toEqual(['in-use', 'in-use', 'retired']);
  });

  test('from a computer that the round has not met counts by the one invitation', async () => {
    const two = PersonId.parse('a2');
    await ask(admin, 'people.appoint', {
      id: two,
      name: 'Two',
      email: '',
      profession: '',
      roles: ['assessor'],
    });
    await ask(admin, 'assignments.make', { assignments: [{ submission, person: two }] });
    const invited = await desks.open('invited');
    await carry(admin, invited, { purpose: 'round', to: two });
    await scoreMade(invited, round, submission, two);
    await ask(invited, 'sheets.submit', { submission });
    await sent(await movedTo('invited anew', await movedFrom(invited)));
    expect(await submittedAtAdmin()).toBe(2);
  });

  test('leaves the old computer to be read, with a sentence for every change of a score', async () => {
    const before = await work(old);
    await movedFrom(old);
    expect((await ask(old, 'desk.show', {})).movedAt).toBe('2026-05-03T09:42:00.000Z');
    const [score] = scoresOf(round, second, a1);
    if (score === undefined) throw new Error('The round is too small.');
    const refusals = [
      await refusalOf(old, 'scores.save', { submission: second, score }),
      await refusalOf(old, 'sheets.submit', { submission: second }),
      await refusalOf(old, 'sheets.recall', { submission, reason: 'One more look.' }),
      await refusalOf(old, 'sheets.lookedAt', { submission: second, item: score.item }),
      await refusalOf(old, 'folder.look', {}),
    ];
    for (const { code, sentence } of refusals) expect([code, sentence]).toEqual(['work-moved', MOVED]);
    expect(await work(old)).toEqual(before);
    await desks.close(old);
    old = await desks.open('old');
    expect((await ask(old, 'desk.show', {})).movedAt).toBe('2026-05-03T09:42:00.000Z');
  });

  test('is taken back where it never arrived', async () => {
    await movedFrom(old);
    expect((await ask(old, 'desk.takeBack', {})).movedAt).toBeUndefined();
    await scoreMade(old, round, second, a1);
    await ask(old, 'sheets.submit', { submission: second });
    await sent(old);
    expect(await submittedAtAdmin()).toBe(2);
    expect((await refusalOf(old, 'desk.takeBack', {})).code).toBe('already-done');
    expect((await ask(admin, 'desk.show', {})).cautions).toEqual([]);
  });

  test('and taken back all the same loses neither version: the two are shown', async () => {
    const fresh = await movedTo('new', await movedFrom(old));
    await ask(old, 'desk.takeBack', {});
    await scoreMade(old, round, second, a1);
    await ask(old, 'sheets.submit', { submission: second });
    for (const score of scoresOf(round, second, a1))
      await ask(fresh, 'scores.save', { submission: second, score: { ...score, note: 'As I see it now.' } });
    await ask(fresh, 'sheets.submit', { submission: second });
    await sent(fresh);
    await sent(old);
    expect(await ask(admin, 'conflicts.list', {})).toMatchObject([{ kind: 'sheet', key: `${second} a1` }]);
    // Two versions of a sheet, and no word of a copied folder: each key has one chain.
    expect((await ask(admin, 'desk.show', {})).cautions).toHaveLength(1);
    expect(await ask(admin, 'desk.verify', {})).toMatchObject({ ok: true, findings: [] });
  });
});

describe('the file of a move', () => {
  test('opens with its passphrase alone, which is told once', async () => {
    const { id, passphrase } = await ask(old, 'desk.move', {});
    const bytes = readFileSync((await exported(old, id)).path);
    expect(passphrase).toMatch(/^([a-z]+-){5}[a-z]+$/);
    const fresh = await desks.open('new');
    const staged = await stageBytes(fresh, 'my.awardmove', bytes);
    expect((await refusalOf(fresh, 'desk.restore', { staged })).code).toBe('passphrase-needed');
    expect((await refusalOf(fresh, 'desk.restore', { staged, passphrase: PASSPHRASE })).code).toBe(
      'passphrase-wrong',
    );
    expect((await ask(fresh, 'desk.show', {})).person).toBeUndefined();
    await ask(fresh, 'desk.restore', { staged, passphrase });
    expect((await work(fresh)).mine).toHaveLength(2);
  });

  test('is refused where there is data, with a sentence', async () => {
    const bytes = await movedFrom(old);
    const staged = await stageBytes(admin, 'my.awardmove', bytes);
    expect((await refusalOf(admin, 'desk.restore', { staged, passphrase: PASSPHRASE })).code).toBe(
      'not-allowed',
    );
    expect(
      (await refusalOf(admin, 'packs.rehearse', { staged, passphrase: PASSPHRASE, job: 'j' })).sentence,
    ).toBe(
      'This file moves somebody’s work to a computer that has no data yet. Open it there, under Restore in This computer.',
    );
  });

  test('opened on two computers loses nothing of either, and is shown', async () => {
    const bytes = await movedFrom(old);
    const one = await movedTo('one', bytes);
    const staged = await stageBytes(one, 'again.awardmove', bytes);
    expect((await refusalOf(one, 'desk.restore', { staged, passphrase: PASSPHRASE })).code).toBe(
      'not-allowed',
    );
    const other = await movedTo('other', bytes);
    await scoreMade(one, round, second, a1);
    await ask(one, 'sheets.submit', { submission: second });
    await ask(other, 'sheets.recall', { submission, reason: 'One more look.' });
    await sent(one);
    await sent(other);
    expect((await ask(admin, 'round.show', {})).counts.sheetsSubmitted).toBe(1);
    const { cautions } = await ask(admin, 'desk.show', {});
    expect(cautions.map(({ about }) => about)).toContain('copied-key');
  });

  test('that could not be made leaves the work where it is', async () => {
    const { exports } = old.context.store.folder;
    rmSync(exports, { recursive: true });
    expect((await old.invoke('desk.move', { passphrase: PASSPHRASE })).ok).toBe(false);
    expect((await ask(old, 'desk.show', {})).movedAt).toBeUndefined();
    await scoreMade(old, round, second, a1);
    await ask(old, 'sheets.submit', { submission: second });
    expect((await ask(old, 'sheets.mine', {})).map(({ state }) => state)).toEqual(['submitted', 'submitted']);
  });
});
