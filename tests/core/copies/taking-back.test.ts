import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { DraftsRehearsal } from '../../../shared/contract/copies.ts';
import { ItemId, OrganisationId, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { Score } from '../../../shared/domain/score.ts';
import { layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import { copyIn, keepCopy, namesIn } from '../../support/copies.ts';
import { type Desks, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';

const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');
const second = SubmissionId.parse('o2.made-2026');
const LAST = { kind: 'last' } as const;

let desks: Desks;
let round: MadeRound;
let admin: Desk;
let mine: Desk;
let folder: string;
let words: string;
let scores: readonly Score[];

beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 1, perSubmission: 1, files: 1 });
  admin = await desks.open('admin');
  await layRound(admin, round);
  mine = await desks.open('mine');
  await carry(admin, mine, { purpose: 'round', to: a1 });
  scores = scoresOf(round, submission, a1);
  await scoreMade(mine, round, submission, a1, 3);
  folder = join(desks.folder, 'second place');
  mkdirSync(folder);
  words = await keepCopy(mine, folder);
  desks.clock.set('2026-04-21T09:00:00.000Z');
});
afterEach(() => desks.end());

const save = (at: number, change: Partial<Score>) => {
  const score = scores[at];
  if (score === undefined) throw new Error('The round is too small.');
  return ask(mine, 'scores.save', { submission, score: { ...score, ...change } });
};
const item = (at: number): ItemId => ItemId.parse(scores[at]?.item);
const look = (from: Parameters<typeof ask<'copies.rehearse'>>[2]['from'] = LAST) =>
  ask(mine, 'copies.rehearse', { from, words, job: 'j' });
const shown = async () => (await ask(mine, 'sheets.open', { submission })).scores;
const differing = ({ submissions }: DraftsRehearsal) =>
  submissions.flatMap(({ differs }) => differs.map(({ item: each, newer }) => [each, newer]));

test('the last copy tells what it has otherwise, and only what is chosen of it is taken', async () => {
  const before = await shown();
  await save(0, { note: 'Written over by mistake.' });
  await save(1, { outcome: { kind: 'cannot-judge' } });
  await save(4, {});
  const looked = await look();
  expect([looked.madeHere, looked.madeAt]).toEqual([true, '2026-04-20T09:00:00.000Z']);
  expect(looked.submissions).toMatchObject([{ submission, same: 1, onlyHere: 1 }]);
  expect(differing(looked)).toEqual([
    [item(0), 'here'],
    [item(1), 'here'],
  ]);
  const [first] = looked.submissions[0]?.differs ?? [];
  expect([first?.here?.note, first?.copy.note]).toEqual(['Written over by mistake.', scores[0]?.note]);
  await ask(mine, 'copies.takeBack', { rehearsal: looked.id, scores: [{ submission, item: item(0) }] });
  const after = await shown();
  expect(after.find((each) => each.item === item(0))).toEqual(before[0]);
  expect(after.find((each) => each.item === item(1))?.outcome).toEqual({ kind: 'cannot-judge' });
  expect(after).toHaveLength(4);
});

test('what was replaced lies in the copy, and can be taken back from there', async () => {
  await save(0, { note: 'The better words.' });
  const looked = await look();
  await ask(mine, 'copies.takeBack', { rehearsal: looked.id, scores: [{ submission, item: item(0) }] });
  const again = await look();
  expect(differing(again)).toEqual([[item(0), 'copy']]);
  await ask(mine, 'copies.takeBack', { rehearsal: again.id, scores: [{ submission, item: item(0) }] });
  expect((await shown()).find((each) => each.item === item(0))?.note).toBe('The better words.');
});

test('the copy before the last one is older than what is here, and says so', async () => {
  await save(0, { note: 'Newer.' });
  await ask(mine, 'copies.write', {});
  expect(differing(await look())).toEqual([]);
  expect(differing(await look({ kind: 'earlier' }))).toEqual([[item(0), 'here']]);
});

test('nothing is overwritten that was written since the copy was looked at', async () => {
  await save(0, { note: 'Seen.' });
  const looked = await look();
  desks.clock.set('2026-04-21T09:05:00.000Z');
  await save(0, { note: 'Not seen.' });
  const wanted = { rehearsal: looked.id, scores: [{ submission, item: item(0) }] };
  expect((await refusalOf(mine, 'copies.takeBack', wanted)).code).toBe('rehearsal-over');
  expect((await shown()).find((each) => each.item === item(0))?.note).toBe('Not seen.');
  expect((await refusalOf(mine, 'copies.takeBack', { ...wanted, rehearsal: 'none' })).code).toBe(
    'rehearsal-over',
  );
  const unseen = { rehearsal: (await look()).id, scores: [{ submission, item: item(2) }] };
  expect((await refusalOf(mine, 'copies.takeBack', unseen)).code).toBe('rehearsal-over');
});

test('of a submitted sheet, or a submission that is not theirs any more, nothing is taken', async () => {
  await save(0, { note: 'Otherwise.' });
  await scoreMade(mine, round, submission, a1);
  await save(1, { note: 'Otherwise too.' });
  await ask(mine, 'sheets.submit', { submission });
  const looked = await look();
  expect(looked.submissions[0]?.closed).toContain('submitted');
  const wanted = { rehearsal: looked.id, scores: [{ submission, item: item(1) }] };
  expect((await refusalOf(mine, 'copies.takeBack', wanted)).code).toBe('not-allowed');
  await ask(admin, 'assignments.end', { submission, person: a1, reason: 'So.' });
  await carry(admin, mine, { purpose: 'round', to: a1 });
  expect((await look()).submissions[0]?.closed).toContain('not assigned');
});

test('a score keeps the version that it was given beside: what came since asks for another look', async () => {
  const versioned = await ask(mine, 'sheets.open', { submission });
  const { store } = mine.context;
  const looked = () =>
    store
      .prepare<[string], { version: string }>('SELECT version FROM draft_looked WHERE item = ?')
      .get(item(0))?.version;
  expect(looked()).toBe(versioned.version);
  store.prepare<[], never>("UPDATE draft_looked SET version = 'a later one'").run();
  await save(0, { note: 'Otherwise.' });
  const rehearsal = await look();
  await ask(mine, 'copies.takeBack', { rehearsal: rehearsal.id, scores: [{ submission, item: item(0) }] });
  expect(looked()).toBe(versioned.version);
});

test('new words open the next copy, and the old ones none that lies there', async () => {
  await save(0, { note: 'Once more.' });
  await ask(mine, 'copies.write', {});
  const { words: newer } = await ask(mine, 'copies.choose', { folder, newWords: true });
  expect(newer).not.toBe(words);
  expect(namesIn(folder)).toHaveLength(1);
  const staged = await stageBytes(mine, 'c', copyIn(folder));
  const from = { kind: 'file', staged } as const;
  expect((await refusalOf(mine, 'copies.rehearse', { from, words, job: 'j' })).code).toBe('passphrase-wrong');
  expect(differing(await ask(mine, 'copies.rehearse', { from, words: newer, job: 'j' }))).toEqual([]);
  const elsewhere = join(desks.folder, 'third place');
  mkdirSync(elsewhere);
  expect((await ask(mine, 'copies.choose', { folder: elsewhere })).words).toBeUndefined();
});

test('what a recused desk lets go of lies on in no copy', async () => {
  await scoreMade(mine, round, second, a1, 2);
  await ask(mine, 'copies.write', {});
  expect(namesIn(folder)).toHaveLength(2);
  const organisation = OrganisationId.parse('o1');
  const about = { person: a1, organisation };
  await ask(admin, 'interests.declare', {
    ...about,
    extent: 'actual',
    kind: 'personal',
    sentence: 'A cousin leads it.',
  });
  await ask(admin, 'interests.settle', { ...about, outcome: 'recused', reason: 'Too close.' });
  await carry(mine, admin, { purpose: 'scores', to: round.administrator.id });
  await carry(admin, mine, { purpose: 'round', to: a1 });
  expect((await ask(mine, 'sheets.mine', {})).map((each) => each.submission)).toEqual([second]);
  await ask(mine, 'copies.write', {});
  expect(namesIn(folder)).toHaveLength(1);
  expect((await look()).submissions.map((each) => each.submission)).toEqual([second]);
});
