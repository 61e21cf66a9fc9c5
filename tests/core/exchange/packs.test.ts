import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { PackRehearsal } from '../../../shared/contract/exchange.ts';
import type { InputOf } from '../../../shared/contract/table.ts';
import { PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, scoreMade } from '../../support/desks.ts';
import { type MadePack, makePack, plainOf, rehearsing, resealed } from '../../support/packs.ts';

const a1 = PersonId.parse('a1');
const a2 = PersonId.parse('a2');
const admin = PersonId.parse('admin');
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

type Purpose = InputOf<'packs.create'>['purpose'];

const packFrom = (desk: Desk, purpose: Purpose, to: PersonId) => makePack(desk, { purpose, to });

async function take(desk: Desk, pack: MadePack): Promise<PackRehearsal & { readonly added: number }> {
  const rehearsal = await ask(desk, 'packs.rehearse', await rehearsing(desk, pack));
  const { entries } = await ask(desk, 'packs.accept', { rehearsal: rehearsal.id, job: randomUUID() });
  return { ...rehearsal, added: entries };
}

/** An assessor's desk with a submitted sheet, from the administrator's round file. */
async function scored(name: string, person: PersonId, of: SubmissionId): Promise<Desk> {
  const desk = await desks.open(name);
  await carry(home, desk, { purpose: 'round', to: person });
  await scoreMade(desk, round, of, person);
  await ask(desk, 'sheets.submit', { submission: of });
  return desk;
}

const changedAt = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
};

describe('a file that is not as its maker made it', () => {
  /** Of the file as it lies. */
  const spoilt: Readonly<Record<string, readonly [(bytes: Buffer) => Buffer, RegExp]>> = {
    'is empty': [() => Buffer.alloc(0), /not a round file or a scores file/],
    'is something else': [
      () => Buffer.from('%PDF-1.7 and so on, for a while'),
      /not a round file or a scores file/,
    ],
    'is cut in the middle': [(bytes) => bytes.subarray(0, bytes.length >> 1), /is not whole: it was cut off/],
    'is cut by a byte': [(bytes) => bytes.subarray(0, -1), /is not whole/],
    'is cut in its header': [(bytes) => bytes.subarray(0, 60), /is not whole/],
    'is cut just after its first line': [(bytes) => bytes.subarray(0, 13), /is not whole/],
    'has something after its end': [(bytes) => Buffer.concat([bytes, Buffer.alloc(9)]), /is not whole/],
    'has a changed byte near its end': [(bytes) => changedAt(bytes, bytes.length - 700), /is not whole/],
    'is of a newer kind': [
      (bytes) => Buffer.concat([Buffer.from('award-pack 2\n'), bytes.subarray(13)]),
      /made by a newer Award Panel/,
    ],
  };
  /** Of what is inside, by somebody who knows the passphrase. */
  const forged: Readonly<Record<string, readonly [(plain: Buffer) => Buffer, RegExp]>> = {
    'has a changed byte in the manifest': [
      (plain) => changedAt(plain, plain.indexOf('Person a1')),
      /is not whole: it was cut off, or changed/,
    ],
    'has a changed byte in its records': [
      (plain) => changedAt(plain, plain.indexOf('round-opened')),
      /is not whole/,
    ],
    'has a changed byte in a text': [
      (plain) => changedAt(plain, plain.indexOf('We do what')),
      /is not whole/,
    ],
    'has a changed byte in the evidence': [
      (plain) => changedAt(plain, plain.indexOf('It is made up')),
      /is not whole/,
    ],
    'ends before its evidence': [(plain) => plain.subarray(0, plain.indexOf('evidence/')), /is not whole/],
    'holds no archive': [() => Buffer.from('something else'), /is not whole|not a round file/],
    'has a newer manifest': [
      (plain) => {
        const copy = Buffer.from(plain);
        copy.write('award-panel/pack/2', copy.indexOf('award-panel/pack/1'));
        return copy;
      },
      /made by a newer Award Panel/,
    ],
  };

  async function refusedWhole(pack: MadePack, wrong: Buffer, sentence: RegExp): Promise<void> {
    const desk = await desks.open('a1');
    const refusal = await refusalOf(desk, 'packs.rehearse', await rehearsing(desk, pack, wrong));
    expect(refusal.code).toBe('pack-unusable');
    expect(refusal.sentence).toMatch(sentence);
    expect(await ask(desk, 'desk.verify', {})).toMatchObject({ entries: 0, evidenceFiles: 0 });
    expect((await ask(desk, 'desk.show', {})).person).toBeUndefined();
    await take(desk, pack);
    expect((await ask(desk, 'desk.show', {})).person?.id).toBe(a1);
  }

  test.each(Object.entries(spoilt))('%s: one sentence, nothing taken in', async (_, [spoil, sentence]) => {
    const pack = await packFrom(home, 'round', a1);
    await refusedWhole(pack, spoil(pack.bytes), sentence);
  });

  test.each(Object.entries(forged))('%s: one sentence, nothing taken in', async (_, [forge, sentence]) => {
    const pack = await packFrom(home, 'round', a1);
    await refusedWhole(pack, await resealed(pack, forge(await plainOf(pack))), sentence);
  });
});

describe('a round file', () => {
  test('made for somebody else is refused, and says for whom', async () => {
    const desk = await desks.open('a1');
    await carry(home, desk, { purpose: 'round', to: a1 });
    const theirs = await packFrom(home, 'round', a2);
    expect(await refusalOf(desk, 'packs.rehearse', await rehearsing(desk, theirs))).toMatchObject({
      code: 'pack-unusable',
      sentence: 'This file was made for Person a2, not for you. Ask for one of your own.',
    });
  });

  test('taken in twice adds nothing the second time', async () => {
    const desk = await desks.open('a1');
    const bytes = await packFrom(home, 'round', a1);
    const once = await take(desk, bytes);
    expect(once).toMatchObject({ purpose: 'round', from: 'Person admin', to: 'Person a1', knownEntries: 0 });
    expect(once.added).toBe(once.newEntries);
    const again = await take(desk, bytes);
    expect(again).toMatchObject({ newEntries: 0, knownEntries: once.newEntries, evidenceFiles: 0, added: 0 });
  });

  test('holds an assessor’s own submissions, and of nobody else’s anything', async () => {
    const desk = await desks.open('a1');
    const pack = await packFrom(home, 'round', a1);
    const plain = await plainOf(pack);
    expect(plain.includes('Evidence E1 of o1')).toBe(true);
    expect(pack.bytes.includes('Person')).toBe(false);
    for (const words of ['Evidence E1 of o2', 'o2.made-2026', 'Person a2', 'a2@example.org'])
      expect(plain.includes(words), words).toBe(false);
    await take(desk, pack);
    expect((await ask(desk, 'sheets.mine', {})).map((row) => row.submission)).toEqual([submission]);
    const [held] = (await ask(desk, 'sheets.open', { submission })).evidence;
    expect(await desk.evidence(held?.sha256 ?? '')).toMatchObject({ type: 'text/plain; charset=utf-8' });
  });

  test('is made by an administrator alone', async () => {
    const desk = await desks.open('a1');
    await carry(home, desk, { purpose: 'round', to: a1 });
    for (const purpose of ['round', 'moderation'] as const) {
      const refusal = await refusalOf(desk, 'packs.create', { purpose, to: a1, job: randomUUID() });
      expect(refusal.code).toBe('not-allowed');
    }
    const nobody = { purpose: 'scores', to: PersonId.parse('nobody'), job: randomUUID() } as const;
    expect((await refusalOf(desk, 'packs.create', nobody)).code).toBe('not-found');
  });
});

describe('scores', () => {
  const sheets = async () => (await ask(home, 'round.show', {})).counts.sheetsSubmitted;

  test('that answer an invitation introduce their key, once', async () => {
    const mine = await scored('a1', a1, submission);
    const bytes = await packFrom(mine, 'scores', admin);
    const introduced = async () =>
      (await ask(home, 'people.list', {})).find(({ id }) => id === a1)?.introduced;
    expect(await introduced()).toBe(false);
    expect((await take(home, bytes)).problems).toEqual([]);
    expect([await introduced(), await sheets()]).toEqual([true, 1]);
    const before = (await ask(home, 'desk.verify', {})).entries;
    expect((await take(home, bytes)).problems).toEqual([]);
    expect((await ask(home, 'desk.verify', {})).entries).toBe(before);
  });

  test('from another desk that got hold of a used invitation have no effect, and it is said', async () => {
    const invitation = await packFrom(home, 'round', a1);
    const [mine, thief] = [await desks.open('a1'), await desks.open('thief')];
    for (const desk of [mine, thief]) {
      await take(desk, invitation);
      await scoreMade(desk, round, submission, a1);
      await ask(desk, 'sheets.submit', { submission });
    }
    await take(home, await packFrom(mine, 'scores', admin));
    const stolen = await take(home, await packFrom(thief, 'scores', admin));
    expect(stolen.problems).toEqual([
      expect.stringMatching(/^The key of Person a1’s computer is not known here/),
    ]);
    expect(stolen.added).toBe(1);
    expect(await sheets()).toBe(1);
    const { ok, notes } = await ask(home, 'desk.verify', {});
    expect(ok).toBe(true);
    expect(notes).toContainEqual(expect.stringMatching(/^“sheet-submitted” by a1 has no effect/));
  });

  test('of one person under another’s invitation have no effect', async () => {
    const theirs = await scored('a2', a2, SubmissionId.parse('o2.made-2026'));
    const mine = await scored('a1', a1, submission);
    mine.context.settings.set('invitation', theirs.context.settings.get('invitation') ?? '');
    const { problems } = await take(home, await packFrom(mine, 'scores', admin));
    expect(problems).toHaveLength(1);
    expect(await sheets()).toBe(0);
  });

  test('that were begun and not submitted stay at home', async () => {
    const mine = await desks.open('a1');
    await carry(home, mine, { purpose: 'round', to: a1 });
    await scoreMade(mine, round, submission, a1);
    const pack = await packFrom(mine, 'scores', admin);
    const plain = await plainOf(pack, home);
    expect([plain.includes('the evidence shows'), plain.includes('award-panel/pack/1')]).toEqual([
      false,
      true,
    ]);
    await take(home, pack);
    expect(await sheets()).toBe(0);
  });

  test('a rehearsal that is over is refused, and so is an unknown file', async () => {
    const accept = { rehearsal: 'none', job: randomUUID() };
    expect((await refusalOf(home, 'packs.accept', accept)).code).toBe('rehearsal-over');
    expect((await refusalOf(home, 'packs.rehearse', { staged: 'none', job: randomUUID() })).code).toBe(
      'not-found',
    );
  });
});
