import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { ReadingPlace } from '../../../shared/contract/sheets.ts';
import { Hash, ItemId, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';

const me = PersonId.parse('a1');
const other = PersonId.parse('a2');
const submission = SubmissionId.parse('o1.made-2026');
const item = ItemId.parse('1.1');

let desks: Desks;
let round: MadeRound;
let admin: Desk;
let mine: Desk;
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 1, files: 1 });
  admin = await desks.open('admin');
  await layRound(admin, round);
  mine = await desks.open('a1');
  await carry(admin, mine, { purpose: 'round', to: me });
});
afterEach(() => desks.end());

const level = (value: number) => ({ kind: 'level', level: value }) as const;
const score = (value: number, note = '') => ({
  submission,
  score: { item, outcome: level(value), note, feedback: '', citations: [] },
});

describe('a sheet', () => {
  test('that is not complete says what is missing and is not submitted', async () => {
    await scoreMade(mine, round, submission, me, 3);
    await ask(mine, 'scores.save', score(1));
    const { missing, scored, items } = await ask(mine, 'sheets.check', { submission });
    expect(missing).toEqual([
      {
        item: '1.1',
        sentence: '1.1: say why in the note for the panel. A level below ‘Met’ needs a reason.',
      },
      { item: '4.1', sentence: '4.1: give a level, or say that it does not apply or cannot be judged.' },
      { item: '5.1', sentence: '5.1: give a level, or say that it does not apply or cannot be judged.' },
    ]);
    expect([scored, items]).toEqual([3, 5]);
    expect(await refusalOf(mine, 'sheets.submit', { submission })).toEqual({
      code: 'sheet-incomplete',
      sentence: 'The sheet is not complete. Give what is missing, then submit it.',
      places: ['1.1', '4.1', '5.1'].map((at) => ({ kind: 'item', at })),
    });
    expect((await ask(mine, 'sheets.open', { submission })).state).toBe('draft');
  });

  test('with a level off the scale is not submitted, and keeps what was typed', async () => {
    await scoreMade(mine, round, submission, me);
    await ask(mine, 'scores.save', score(7, 'Beyond.'));
    expect(await refusalOf(mine, 'sheets.submit', { submission })).toMatchObject({
      code: 'wrong-input',
      places: [{ kind: 'item', at: '1.1' }],
    });
    const { scores } = await ask(mine, 'sheets.open', { submission });
    expect(scores.find((each) => each.item === item)).toMatchObject({ outcome: level(7), note: 'Beyond.' });
  });

  test('once submitted takes no more scores until it is recalled, and is a draft again then', async () => {
    await scoreMade(mine, round, submission, me);
    await ask(mine, 'sheets.submit', { submission });
    expect((await refusalOf(mine, 'scores.save', score(0, 'Less.'))).code).toBe('already-done');
    expect((await refusalOf(mine, 'sheets.submit', { submission })).code).toBe('already-done');
    await ask(mine, 'sheets.recall', { submission, reason: 'One more look.' });
    expect(await ask(mine, 'sheets.open', { submission })).toMatchObject({
      state: 'recalled',
      scores: expect.arrayContaining(
        scoresOf(round, submission, me).map(({ item: id }) => expect.objectContaining({ item: id })),
      ),
    });
    await ask(mine, 'scores.save', score(0, 'Less.'));
    await ask(mine, 'sheets.submit', { submission });
    expect(
      (await refusalOf(mine, 'sheets.recall', { submission: 'o2.made-2026' as SubmissionId, reason: '' }))
        .code,
    ).toBe('not-found');
  });

  test('is not recalled once moderation has opened', async () => {
    await scoreMade(mine, round, submission, me);
    await ask(mine, 'sheets.submit', { submission });
    await carry(mine, admin, { purpose: 'scores', to: round.administrator.id });
    const chair = await desks.open('chair');
    await carry(admin, chair, { purpose: 'moderation', to: PersonId.parse('chair') });
    await ask(chair, 'moderation.open', { submission, present: [] });
    await carry(chair, admin, { purpose: 'update', to: round.administrator.id });
    await carry(admin, mine, { purpose: 'round', to: me });
    expect(await refusalOf(mine, 'sheets.recall', { submission, reason: 'Late.' })).toMatchObject({
      code: 'moderation-open',
      sentence: 'Moderation has opened, so the sheet stays as it is. Tell the chair what you would change.',
    });
  });

  test('opens where its assessor was, with each last save', async () => {
    desks.clock.set('2026-04-21T10:42:00.000Z');
    await ask(mine, 'scores.save', score(2));
    await ask(mine, 'scores.save', score(1, 'On reflection.'));
    await ask(mine, 'sheets.mark', { submission, item: ItemId.parse('3.1') });
    await desks.close(mine);
    mine = await desks.open('a1');
    expect(await ask(mine, 'sheets.open', { submission })).toMatchObject({
      lastItem: '3.1',
      savedAt: '2026-04-21T10:42:00.000Z',
      scores: [{ item: '1.1', outcome: level(1), note: 'On reflection.' }],
    });
    expect(await ask(mine, 'sheets.mine', {})).toMatchObject([{ scored: 1, items: 5, nextUnscored: '2.1' }]);
  });

  test('remembers the last place in each file for each standard, beside another too, and gives up the oldest', async () => {
    const evidence = Hash.parse('a'.repeat(64));
    const place = (item: string, page: number, more: Partial<ReadingPlace> = {}): ReadingPlace => ({
      item: ItemId.parse(item),
      evidence,
      beside: false,
      page,
      part: 0.5,
      turn: 0,
      ...more,
    });
    const mark = (places: ReadingPlace[]) =>
      ask(mine, 'sheets.mark', { submission, item: ItemId.parse('1.1'), places });
    await mark([place('1.1', 2), place('2.1', 3), place('1.1', 9, { beside: true, turn: 90 })]);
    await mark([place('1.1', 4)]);
    await desks.close(mine);
    mine = await desks.open('a1');
    const places = async () => (await ask(mine, 'sheets.open', { submission })).places;
    expect(await places()).toEqual([
      place('2.1', 3),
      place('1.1', 9, { beside: true, turn: 90 }),
      place('1.1', 4),
    ]);
    for (let from = 0; from < 400; from += 50)
      await mark(Array.from({ length: 50 }, (_, at) => place(`9.${from + at}`, 1)));
    expect(await places()).toHaveLength(400);
    expect((await places()).some(({ item }) => item === '1.1')).toBe(false);
    await mark([]);
    expect(await places()).toHaveLength(400);
  });

  test.each([
    ['somebody else’s', 'o2.made-2026'],
    ['nobody’s', 'o9.made-2026'],
  ])('of %s submission is said to be nowhere, in the same words', async (_, name) => {
    const elsewhere = SubmissionId.parse(name);
    for (const method of ['sheets.open', 'sheets.check', 'sheets.submit'] as const) {
      expect(await refusalOf(mine, method, { submission: elsewhere })).toEqual({
        code: 'not-found',
        sentence: 'That submission is not assigned to you on this computer.',
        places: [],
      });
    }
  });
});

describe('scores from a file', () => {
  const head = 'organisation,item,level,note,feedback';
  const name = 'Made-up Trust 00001 (fictional)';
  const load = async (desk: Desk, as: PersonId, accept: boolean, ...rows: string[]) => ({
    staged: await stageBytes(desk, 'scores.csv', rows.join('\n')),
    as,
    accept,
  });

  test.each([
    [[`organisation,item,note,feedback`, `${name},1.1,,`], /Row 1 has no heading ‘level’/, 'row 1'],
    [
      [head, `${name},1.1,Partly mett,,`],
      /Row 2: the level ‘Partly mett’ is not on the scale. Did you mean Partly met/,
      'row 2, level',
    ],
    [[head, `${name},one,Met,,`], /Row 2: ‘one’ is not a standard/, 'row 2, item'],
    [[head, 'Hillside,1.1,Met,,'], /Row 2: ‘Hillside’ is not among the submissions/, 'row 2, organisation'],
  ])('%j: each mistake has its sentence and its cell', async (rows, sentence, at) => {
    const { problems, written } = await ask(mine, 'scores.load', await load(mine, me, false, ...rows));
    expect(problems).toMatchObject([
      { sentence: expect.stringMatching(sentence), place: { kind: 'cell', at } },
    ]);
    expect(written).toBe(0);
    expect(await refusalOf(mine, 'scores.load', await load(mine, me, true, ...rows))).toMatchObject({
      code: 'wrong-input',
      places: [{ kind: 'cell', at }],
    });
    expect((await ask(mine, 'sheets.open', { submission })).scores).toEqual([]);
  });

  test('become drafts on the assessor’s own desk', async () => {
    await ask(mine, 'scores.load', await load(mine, me, true, head, `${name},1.1,Met,Fine.,`));
    expect((await ask(mine, 'sheets.open', { submission })).scores).toMatchObject([{ item, note: 'Fine.' }]);
  });

  test('entered for somebody else are a whole sheet or nothing, and only an administrator may', async () => {
    const row = `${name},1.1,Met,,`;
    expect(
      (await refusalOf(admin, 'scores.load', await load(admin, me, true, head, row))).sentence,
    ).toContain('2.1');
    const rows = scoresOf(round, submission, me).map((each) => `${name},${each.item},Met,,`);
    await ask(admin, 'scores.load', await load(admin, me, true, head, ...rows));
    expect((await ask(admin, 'round.show', {})).counts.sheetsSubmitted).toBe(1);
    // Another assessor's desk holds no assignment of theirs to enter a sheet for.
    const theirs = await load(mine, other, true, head, `${name},1.1,Met,,`);
    expect((await refusalOf(mine, 'scores.load', theirs)).code).toBe('wrong-input');
  });
});
