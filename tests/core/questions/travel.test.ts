import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { ItemId, PersonId, QuestionId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf } from '../../support/desks.ts';

const admin = PersonId.parse('admin');
const chair = PersonId.parse('chair');
const a1 = PersonId.parse('a1');
const a2 = PersonId.parse('a2');
const item = ItemId.parse('1.1');
/** Several packs, each sealed and opened. */
const LONG = { timeout: 60_000 };

let desks: Desks;
let round: MadeRound;
let submission: SubmissionId;
let home: Desk;
let mine: Desk;
let theirs: Desk;
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 1 });
  home = await desks.open('admin');
  await layRound(home, round);
  submission = round.submissions[0]?.submission ?? expect.unreachable('The round is empty.');
  mine = await desks.open('a1');
  theirs = await desks.open('a2');
  await carry(home, mine, { purpose: 'round', to: a1 });
  await carry(home, theirs, { purpose: 'round', to: a2 });
});
afterEach(() => desks.end());

const actsOn = (desk: Desk) =>
  desk.context.store
    .prepare<[], { act: string; person: string }>('SELECT act, person FROM entry ORDER BY act, person')
    .all()
    .filter(({ act }) => act.startsWith('question'));

test(
  'a question goes from its asker to the administrator and the chair, and to no other assessor',
  LONG,
  async () => {
    await ask(theirs, 'questions.ask', { submission, item, words: 'Whom does it cover?' });
    await carry(theirs, home, { purpose: 'scores', to: admin });
    const [listed] = await ask(home, 'questions.list', {});
    expect(listed).toMatchObject({
      submission,
      email: 'lead@o1.example.org',
      open: [{ item, words: 'Whom does it cover?', askedBy: 'Person a2' }],
      batches: [],
      withdrawn: [],
    });
    await carry(home, mine, { purpose: 'round', to: a1 });
    expect(actsOn(mine)).toEqual([]);
    const over = await desks.open('chair');
    await carry(home, over, { purpose: 'moderation', to: chair });
    expect(actsOn(over)).toEqual([{ act: 'question-asked', person: 'a2' }]);
    expect(await ask(over, 'questions.list', {})).toMatchObject([{ open: [{ askedBy: 'Person a2' }] }]);
  },
);

test('a question that is not sent says why to its asker, and to nobody else', LONG, async () => {
  const { question } = await ask(theirs, 'questions.ask', { submission, item, words: 'Whom does it cover?' });
  await carry(theirs, home, { purpose: 'scores', to: admin });
  const without = await refusalOf(home, 'questions.withdraw', { submission, question, reason: ' ' });
  expect(without).toMatchObject({ code: 'reason-needed', places: [{ kind: 'field', at: 'reason' }] });
  await ask(home, 'questions.withdraw', { submission, question, reason: 'E1 says so on page 2.' });
  expect(
    await refusalOf(home, 'questions.withdraw', { submission, question, reason: 'Again.' }),
  ).toMatchObject({
    code: 'already-done',
  });
  await carry(home, theirs, { purpose: 'round', to: a2 });
  await carry(home, mine, { purpose: 'round', to: a1 });
  expect((await ask(theirs, 'questions.about', { submission })).mine).toMatchObject([
    { question, state: 'withdrawn', reason: 'E1 says so on page 2.' },
  ]);
  expect(await ask(mine, 'questions.about', { submission })).toMatchObject({ mine: [], replies: [] });
  expect(actsOn(mine)).toEqual([]);
});

test('an asker takes a question back without a reason; another’s is not theirs to take', async () => {
  const { question } = await ask(mine, 'questions.ask', { submission, item, words: 'Since when?' });
  expect(await refusalOf(theirs, 'questions.withdraw', { submission, question, reason: 'So.' })).toEqual(
    await refusalOf(theirs, 'questions.withdraw', {
      submission,
      question: QuestionId.parse('q-none'),
      reason: 'So.',
    }),
  );
  await ask(mine, 'questions.withdraw', { submission, question, reason: '' });
  expect((await ask(mine, 'questions.about', { submission })).mine).toMatchObject([{ state: 'withdrawn' }]);
});

test('nobody asks about a standard that the submission is not asked, or a submission that is not theirs', async () => {
  expect(
    await refusalOf(mine, 'questions.ask', { submission, item: ItemId.parse('9.9'), words: 'What?' }),
  ).toMatchObject({ code: 'not-found', places: [{ kind: 'item', at: '9.9' }] });
  const other = { submission: SubmissionId.parse('o9.made-2026') };
  expect(await refusalOf(mine, 'questions.about', other)).toMatchObject({ code: 'not-found' });
});
