import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { ItemId, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, exported, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';

const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');
const second = SubmissionId.parse('o2.made-2026');

const PASSPHRASE = 'acorn-linen-otter-quartz-tulip-yacht';

let desks: Desks;
let round: MadeRound;
let admin: Desk;
let mine: Desk;
/** An assessor's desk with one sheet submitted and one begun. */
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 1, perSubmission: 1, files: 2 });
  admin = await desks.open('admin');
  await layRound(admin, round);
  mine = await desks.open('a1');
  await carry(admin, mine, { purpose: 'round', to: a1 });
  await scoreMade(mine, round, submission, a1);
  await ask(mine, 'sheets.submit', { submission });
  await scoreMade(mine, round, second, a1, 3);
  await ask(mine, 'sheets.mark', { submission: second, item: ItemId.parse('4.1') });
  await carry(mine, admin, { purpose: 'scores', to: round.administrator.id });
});
afterEach(() => desks.end());

async function backedUp(desk: Desk): Promise<Buffer> {
  const { id } = await ask(desk, 'desk.backup', { passphrase: PASSPHRASE });
  return readFileSync((await exported(desk, id)).path);
}

async function restored(name: string, bytes: Uint8Array): Promise<Desk> {
  const desk = await desks.open(name);
  await ask(desk, 'desk.restore', {
    staged: await stageBytes(desk, 'my.awardbackup', bytes),
    passphrase: PASSPHRASE,
  });
  return desk;
}

/** All that the rooms show, without what names the computer. */
async function shown(desk: Desk) {
  const { dataFolder: _folder, ...show } = await ask(desk, 'desk.show', {});
  return {
    show,
    round: await ask(desk, 'round.show', {}),
    mine: await ask(desk, 'sheets.mine', {}),
    sheets: [
      await ask(desk, 'sheets.open', { submission }),
      await ask(desk, 'sheets.open', { submission: second }),
    ],
    files: (await ask(desk, 'desk.verify', {})).evidenceFiles,
  };
}

describe('a backup', () => {
  test('brings back every row and every draft, and takes nothing from the desk it was made of', async () => {
    const before = await shown(mine);
    expect(before.mine.map(({ state, scored }) => [state, scored])).toEqual([
      ['submitted', 5],
      ['draft', 3],
    ]);
    const again = await restored('a1 again', await backedUp(mine));
    expect(await shown(again)).toEqual(before);
    expect(await shown(mine)).toEqual(before);
    expect(await ask(again, 'desk.verify', {})).toMatchObject({ ok: true, findings: [] });
  });

  test('restored goes on at once, under a key of its own that the old one introduced', async () => {
    const again = await restored('a1 again', await backedUp(mine));
    expect(again.context.key.writer).not.toBe(mine.context.key.writer);
    await desks.close(mine);
    await scoreMade(again, round, second, a1);
    await ask(again, 'sheets.submit', { submission: second });
    await carry(again, admin, { purpose: 'scores', to: round.administrator.id });
    expect((await ask(admin, 'round.show', {})).counts.sheetsSubmitted).toBe(2);
    expect(await ask(admin, 'desk.verify', {})).toMatchObject({ ok: true, findings: [], notes: [] });
  });

  test('restored before the round had met the old key brings both keys in by one invitation', async () => {
    const invited = await desks.open('invited');
    const other = PersonId.parse('a2');
    await ask(admin, 'people.appoint', {
      id: other,
      name: 'Two',
      email: '',
      profession: '',
      roles: ['assessor'],
    });
    await ask(admin, 'assignments.make', { assignments: [{ submission, person: other }] });
    await carry(admin, invited, { purpose: 'round', to: other });
    await scoreMade(invited, round, submission, other);
    await ask(invited, 'sheets.submit', { submission });
    const again = await restored('invited again', await backedUp(invited));
    await carry(again, admin, { purpose: 'scores', to: round.administrator.id });
    expect((await ask(admin, 'round.show', {})).counts.sheetsSubmitted).toBe(2);
  });

  test('restored is still so after the desk is closed and opened', async () => {
    await desks.close(await restored('a1 again', await backedUp(mine)));
    const again = await desks.open('a1 again');
    await scoreMade(again, round, second, a1);
    await ask(again, 'sheets.submit', { submission: second });
    expect((await ask(again, 'sheets.mine', {})).map(({ state }) => state)).toEqual([
      'submitted',
      'submitted',
    ]);
  });

  test('is restored only where there is no data yet', async () => {
    const staged = await stageBytes(mine, 'my.awardbackup', await backedUp(mine));
    // Whoever has a round may not call it at all.
    expect((await refusalOf(mine, 'desk.restore', { staged, passphrase: PASSPHRASE })).code).toBe(
      'not-allowed',
    );
  });

  test('opens with its passphrase alone, which it tells once', async () => {
    const { id, passphrase } = await ask(mine, 'desk.backup', {});
    const bytes = readFileSync((await exported(mine, id)).path);
    expect(passphrase).toMatch(/^([a-z]+-){5}[a-z]+$/);
    expect([bytes.includes('seed'), bytes.includes('award-panel/pack/1')]).toEqual([false, false]);
    const desk = await desks.open('fresh');
    const staged = await stageBytes(desk, 'my.awardbackup', bytes);
    expect((await refusalOf(desk, 'desk.restore', { staged })).code).toBe('passphrase-needed');
    expect((await refusalOf(desk, 'desk.restore', { staged, passphrase: PASSPHRASE })).code).toBe(
      'passphrase-wrong',
    );
    expect((await ask(desk, 'desk.restore', { staged, passphrase })).evidenceFiles).toBeGreaterThan(0);
  });

  test('that was changed or cut is refused whole', async () => {
    const bytes = await backedUp(mine);
    const changed = Buffer.from(bytes);
    const at = changed.length >> 1;
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    for (const spoilt of [changed, bytes.subarray(0, bytes.length >> 1), Buffer.from('no backup')]) {
      const desk = await desks.open(`spoilt ${spoilt.length}`);
      const staged = await stageBytes(desk, 'my.awardbackup', spoilt);
      expect((await refusalOf(desk, 'desk.restore', { staged, passphrase: PASSPHRASE })).code).toBe(
        'pack-unusable',
      );
      expect((await ask(desk, 'desk.show', {})).person).toBeUndefined();
      await desks.close(desk);
    }
  });

  test('is no round file, and a round file is no backup', async () => {
    const fresh = await desks.open('fresh');
    const backup = await stageBytes(fresh, 'my.awardbackup', await backedUp(mine));
    expect(
      (await refusalOf(fresh, 'packs.rehearse', { staged: backup, passphrase: PASSPHRASE, job: 'j' }))
        .sentence,
    ).toContain('is a backup');
    const made = await ask(admin, 'packs.create', {
      purpose: 'round',
      to: a1,
      job: 'j',
      passphrase: PASSPHRASE,
    });
    const pack = await stageBytes(fresh, 'a.awardpack', readFileSync((await exported(admin, made.id)).path));
    expect(
      (await refusalOf(fresh, 'desk.restore', { staged: pack, passphrase: PASSPHRASE })).sentence,
    ).toContain('is not a backup');
  });
});

describe('a data folder', () => {
  test('that is open is not opened a second time, and it is said who has it', async () => {
    await expect(desks.open('a1')).rejects.toMatchObject({
      code: 'desk-busy',
      message: expect.stringMatching(
        new RegExp(
          `already has this data folder open, as process ${process.pid} on .+ since 2026-04-20 09:00 UTC`,
        ),
      ),
    });
    await desks.close(mine);
    expect((await ask(await desks.open('a1'), 'desk.show', {})).person?.id).toBe(a1);
  });

  test('belongs to one person', async () => {
    expect(() => mine.context.belongTo(PersonId.parse('somebody'))).toThrow(/belongs to somebody else/);
  });
});
