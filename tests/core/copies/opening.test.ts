import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { ItemId, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import { copyIn, keepCopy, namesIn } from '../../support/copies.ts';
import { type Desks, exported, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';

const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');
const second = SubmissionId.parse('o2.made-2026');

let desks: Desks;
let round: MadeRound;
let admin: Desk;
let old: Desk;
let folder: string;
let words: string;

/** An assessor's desk with one sheet submitted and not yet sent, one begun, and a copy of it in a second place. */
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 2 });
  admin = await desks.open('admin');
  await layRound(admin, round);
  old = await desks.open('old');
  await carry(admin, old, { purpose: 'round', to: a1 });
  await scoreMade(old, round, submission, a1);
  await ask(old, 'sheets.submit', { submission });
  await scoreMade(old, round, second, a1, 3);
  await ask(old, 'drafts.keep', {
    of: { kind: 'question', submission: second, item: ItemId.parse('1.1') },
    words: { words: 'Since when?' },
  });
  folder = join(desks.folder, 'second place');
  mkdirSync(folder);
  words = await keepCopy(old, folder);
});
afterEach(() => desks.end());

async function restored(name: string, bytes = copyIn(folder)): Promise<Desk> {
  const desk = await desks.open(name);
  const staged = await stageBytes(desk, 'drafts.awardcopy', bytes);
  expect(await ask(desk, 'desk.restore', { staged, passphrase: words })).toMatchObject({
    kind: 'drafts',
    evidenceFiles: 0,
  });
  return desk;
}

const sent = (desk: Desk) => carry(desk, admin, { purpose: 'scores', to: round.administrator.id });
const back = (desk: Desk) => carry(admin, desk, { purpose: 'round', to: a1 });
const submittedAtAdmin = async () => (await ask(admin, 'round.show', {})).counts.sheetsSubmitted;
const ownEntries = ({ context: { store } }: Desk) =>
  store.prepare<[], { hash: string }>("SELECT hash FROM entry WHERE person = 'a1' ORDER BY hash").all();
const computers = async () =>
  (await ask(admin, 'keys.list', {})).people
    .find(({ person }) => person === a1)
    ?.computers.map(({ state }) => state)
    .toSorted();

describe('a copy opened on a new computer', () => {
  test('brings all that was scored, submitted or begun, and everything that its person put on the record', async () => {
    const fresh = await restored('new');
    for (const method of ['sheets.mine', 'interests.mine', 'drafts.read'] as const)
      expect(await ask(fresh, method, {})).toEqual(await ask(old, method, {}));
    const [theirs, ours] = [
      await ask(fresh, 'sheets.open', { submission: second }),
      await ask(old, 'sheets.open', { submission: second }),
    ];
    expect(theirs.scores).toEqual(ours.scores);
    expect(theirs.scores).toHaveLength(3);
    expect(ownEntries(fresh)).toEqual(expect.arrayContaining(ownEntries(old)));
    expect(fresh.context.key.writer).not.toBe(old.context.key.writer);
    expect(await ask(fresh, 'desk.verify', {})).toMatchObject({ ok: true, findings: [] });
    expect((await ask(fresh, 'copies.show', {})).offered).toBe(true);
  });

  test('counts with the administrator, whose next file brings the evidence', async () => {
    const fresh = await restored('new');
    await desks.close(old);
    await scoreMade(fresh, round, second, a1);
    await ask(fresh, 'sheets.submit', { submission: second });
    await sent(fresh);
    expect(await submittedAtAdmin()).toBe(2);
    expect(await ask(admin, 'desk.verify', {})).toMatchObject({ ok: true, findings: [] });
    expect((await ask(admin, 'desk.show', {})).cautions).toEqual([]);
    await back(fresh);
    expect(await ask(fresh, 'desk.verify', {})).toMatchObject({ ok: true, evidenceFiles: 4 });
  });

  test('leaves the old computer as it was: what both say is two versions, and no chain is forked', async () => {
    await sent(old);
    const fresh = await restored('new');
    await scoreMade(old, round, second, a1);
    await ask(old, 'sheets.submit', { submission: second });
    for (const score of scoresOf(round, second, a1))
      await ask(fresh, 'scores.save', { submission: second, score: { ...score, note: 'As I see it now.' } });
    await ask(fresh, 'sheets.submit', { submission: second });
    await sent(fresh);
    await sent(old);
    expect(await ask(admin, 'conflicts.list', {})).toMatchObject([{ kind: 'sheet', key: `${second} a1` }]);
    expect((await ask(admin, 'desk.show', {})).cautions).toHaveLength(1);
    expect(await computers()).toEqual(['in-use', 'in-use', 'retired']);
  });

  test('takes a key of its own with it each time: the next copy has another', async () => {
    await sent(old);
    const one = await restored('one');
    await sent(one);
    await back(old);
    await ask(old, 'copies.write', {});
    await sent(old);
    const other = await restored('other');
    await sent(other);
    expect((await ask(admin, 'desk.show', {})).cautions).toEqual([]);
    expect(await computers()).toEqual(['in-use', 'in-use', 'in-use', 'retired', 'retired']);
  });
});

test('while it waits, the key of a copy is no computer: the administrator’s files hold only what is lacking', async () => {
  await sent(old);
  expect(await computers()).toEqual(['in-use', 'waiting']);
  expect(await ask(admin, 'packs.measure', { purpose: 'round', to: a1 })).toMatchObject({
    update: true,
    heldThere: 4,
    evidenceFiles: 0,
  });
});

describe('the file', () => {
  test('says nothing of what is in it, not by its size either', async () => {
    const bytes = copyIn(folder);
    expect(bytes.toString('latin1')).not.toMatch(/seed|award-panel\/pack|o1\.made|the evidence shows|Person/);
    expect(namesIn(folder)).toEqual([expect.stringMatching(/^drafts-[0-9a-f]{8}\.awardcopy$/)]);
    await scoreMade(old, round, second, a1);
    await ask(old, 'copies.write', {});
    expect(copyIn(folder).byteLength).toBe(bytes.byteLength);
    expect(copyIn(folder).equals(bytes)).toBe(false);
  });

  test.each([
    [
      'with other words',
      (bytes: Buffer) => bytes,
      'acorn-linen-otter-quartz-tulip-yacht',
      'passphrase-wrong',
    ],
    ['without words', (bytes: Buffer) => bytes, undefined, 'passphrase-needed'],
    [
      'with one byte changed',
      (bytes: Buffer) => changedAt(bytes, bytes.length >> 1),
      'right',
      'pack-unusable',
    ],
    [
      'with its last byte changed',
      (bytes: Buffer) => changedAt(bytes, bytes.length - 1),
      'right',
      'pack-unusable',
    ],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1), 'right', 'pack-unusable'],
    ['that is something else', () => Buffer.from('Something else.'), 'right', 'pack-unusable'],
  ])(
    '%s is refused, here and on a new computer, and nothing is taken from it',
    async (_, spoil, given, code) => {
      const bytes = spoil(copyIn(folder));
      const typed = given === 'right' ? words : given;
      const before = await ask(old, 'sheets.open', { submission: second });
      const here = await stageBytes(old, 'drafts.awardcopy', bytes);
      const from = { kind: 'file', staged: here } as const;
      expect((await refusalOf(old, 'copies.rehearse', { from, words: typed, job: 'j' })).code).toBe(code);
      expect(await ask(old, 'sheets.open', { submission: second })).toEqual(before);
      const fresh = await desks.open('new');
      const staged = await stageBytes(fresh, 'drafts.awardcopy', bytes);
      expect((await refusalOf(fresh, 'desk.restore', { staged, passphrase: typed })).code).toBe(code);
      expect((await ask(fresh, 'desk.show', {})).person).toBeUndefined();
    },
  );

  test('is no round file, no backup is a copy, and nobody else’s is taken', async () => {
    const staged = await stageBytes(admin, 'drafts.awardcopy', copyIn(folder));
    expect(
      (await refusalOf(admin, 'packs.rehearse', { staged, passphrase: words, job: 'j' })).sentence,
    ).toContain('is a sealed copy of somebody’s drafts');
    const { id, passphrase } = await ask(old, 'desk.backup', {});
    const backup = await stageBytes(old, 'b', readFileSync((await exported(old, id)).path));
    const from = { kind: 'file', staged: backup } as const;
    expect(
      (await refusalOf(old, 'copies.rehearse', { from, words: passphrase, job: 'j' })).sentence,
    ).toContain('is not a sealed copy');
    const other = await desks.open('other');
    await carry(admin, other, { purpose: 'round', to: PersonId.parse('a2') });
    const theirs = { kind: 'file', staged: await stageBytes(other, 'c', copyIn(folder)) } as const;
    expect((await refusalOf(other, 'copies.rehearse', { from: theirs, words, job: 'j' })).sentence).toContain(
      'somebody else’s drafts',
    );
  });
});

function changedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
  return changed;
}

test('goes along when the work moves, and begins anew there', async () => {
  const { id, passphrase } = await ask(old, 'desk.move', {});
  writeFileSync(join(desks.folder, 'moved'), readFileSync((await exported(old, id)).path));
  expect((await refusalOf(old, 'copies.write', {})).code).toBe('work-moved');
  const fresh = await desks.open('new');
  const staged = await stageBytes(fresh, 'my.awardmove', readFileSync(join(desks.folder, 'moved')));
  await ask(fresh, 'desk.restore', { staged, passphrase });
  const { place } = await ask(fresh, 'copies.show', {});
  expect([place?.folder, place?.copiedAt, place?.upToDate]).toEqual([folder, undefined, false]);
  await ask(fresh, 'copies.write', {});
  expect(namesIn(folder)).toHaveLength(2);
  await sent(fresh);
  expect((await ask(admin, 'desk.show', {})).cautions).toEqual([]);
});
