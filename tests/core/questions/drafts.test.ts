import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import {
  BatchId,
  Day,
  ItemId,
  type OrganisationId,
  PersonId,
  SubmissionId,
} from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf } from '../../support/desks.ts';

const [admin, chair, a1] = [PersonId.parse('admin'), PersonId.parse('chair'), PersonId.parse('a1')];
const item = ItemId.parse('1.1');
const batch = BatchId.parse('b-1');
/** Several packs, each sealed and opened. */
const LONG = { timeout: 60_000 };

let desks: Desks;
let round: MadeRound;
let submission: SubmissionId;
let organisation: OrganisationId;
let home: Desk;
let mine: Desk;

beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 0 });
  const first = round.submissions[0] ?? expect.unreachable('The round is empty.');
  ({ submission, organisation } = first);
  home = await desks.open('admin');
  await layRound(home, round);
  mine = await desks.open('a1');
  await carry(home, mine, { purpose: 'round', to: a1 });
});
afterEach(() => desks.end());

/** What the organisation says to the batch's one question. */
function reply(answer: string): void {
  home.context.ledger.append('questions-answered', {
    facts: {
      round: round.id,
      submission,
      batch,
      askedOn: Day.parse('2026-04-28'),
      receivedAt: home.context.now(),
      late: false,
      questions: [{ number: 1, item, answered: true, references: [] }],
      evidence: [],
    },
    text: { questions: { 1: { question: 'Whom does it cover?', answer } }, evidence: {} },
  });
}

const told = () => carry(home, mine, { purpose: 'update', to: a1 });

test(
  'a question is kept while it is written, and what is asked of it goes with the draft',
  LONG,
  async () => {
    const of = { kind: 'question', submission, item } as const;
    await ask(mine, 'drafts.keep', { of, words: { words: 'Whom do' } });
    await desks.close(mine);
    mine = await desks.open('a1');
    expect(await ask(mine, 'drafts.read', {})).toMatchObject([{ of, words: { words: 'Whom do' } }]);
    await ask(mine, 'questions.ask', { submission, item, words: 'Whom does it cover?' });
    expect(await ask(mine, 'drafts.read', {})).toEqual([]);
    const foreign = { ...of, submission: SubmissionId.parse('o9.made-2026') };
    expect((await refusalOf(mine, 'drafts.keep', { of: foreign, words: {} })).code).toBe('not-found');
  },
);

test('a recused assessor’s desk keeps nothing of what they were writing', LONG, async () => {
  const of = { kind: 'question', submission, item } as const;
  await ask(mine, 'drafts.keep', { of, words: { words: 'Whom do' } });
  await ask(home, 'interests.settle', { person: a1, organisation, outcome: 'recused', reason: 'Too close.' });
  await told();
  expect(await ask(mine, 'drafts.read', {})).toEqual([]);
});

test('a chair who takes no part sees none of its questions and asks none', LONG, async () => {
  await ask(mine, 'questions.ask', { submission, item, words: 'Whom does it cover?' });
  await carry(mine, home, { purpose: 'scores', to: admin });
  reply('All of them.');
  const over = await desks.open('chair');
  await carry(home, over, { purpose: 'moderation', to: chair });
  expect(await ask(over, 'questions.list', {})).toMatchObject([{ submission }]);
  expect((await ask(over, 'questions.about', { submission })).replies).toHaveLength(1);

  await ask(over, 'interests.declare', {
    organisation,
    extent: 'actual',
    kind: 'personal',
    sentence: 'A cousin.',
  });
  await carry(over, home, { purpose: 'scores', to: admin });
  await ask(home, 'interests.settle', {
    person: chair,
    organisation,
    outcome: 'recused',
    reason: 'Too close.',
  });
  // Before and after their desk gives up what it holds of it.
  const rulings = home.context.ledger.entriesFor({
    round: round.id,
    include: ({ subject_kind }) => (subject_kind === 'settlement' ? 'whole' : 'nothing'),
  });
  over.context.ledger.merge([...rulings]);
  await nothingOfIt(over);
  await carry(home, over, { purpose: 'moderation', to: chair });
  await nothingOfIt(over);
  const held = over.context.store
    .prepare<[], { act: string }>("SELECT act FROM entry WHERE act LIKE 'question%'")
    .all();
  expect(held).toEqual([]);
});

async function nothingOfIt(over: Desk): Promise<void> {
  expect(await ask(over, 'questions.list', {})).toEqual([]);
  expect((await refusalOf(over, 'questions.about', { submission })).code).toMatch(/^not-/);
  expect((await refusalOf(over, 'questions.ask', { submission, item, words: 'So?' })).code).toMatch(/^not-/);
}

test('what an administrator makes of a question is kept until it goes, or is not sent', async () => {
  await ask(mine, 'questions.ask', { submission, item, words: 'Whom does it cover?' });
  await ask(mine, 'questions.ask', { submission, item, words: 'Since when?' });
  await carry(mine, home, { purpose: 'scores', to: admin });
  const [listed] = await ask(home, 'questions.list', {});
  const [one, other] = listed?.open ?? [];
  if (one === undefined || other === undefined) expect.unreachable('Nothing was asked.');
  for (const { question } of [one, other])
    await ask(home, 'drafts.keep', {
      of: { kind: 'sending', submission, question },
      words: { words: 'To whom does it apply?' },
    });
  const kept = async () => (await ask(home, 'drafts.read', {})).map(({ of }) => of);
  expect(await kept()).toHaveLength(2);
  await ask(home, 'questions.withdraw', { submission, question: one.question, reason: 'E1 says so.' });
  expect(await kept()).toEqual([{ kind: 'sending', submission, question: other.question }]);
  await ask(home, 'questions.send', { answerBy: Day.parse('2026-05-12'), job: 'send' });
  expect(await kept()).toEqual([]);
  const theirs = {
    of: { kind: 'sending', submission, question: other.question },
    words: { words: 'So?' },
  } as const;
  expect((await refusalOf(mine, 'drafts.keep', theirs)).code).toBe('not-found');
});

test('what waits to be sent, and what is overdue, is the administrator’s next thing to do', async () => {
  const next = async (desk: Desk) =>
    (await ask(desk, 'round.show', {})).next.filter(({ room }) => room === 'submissions/questions');
  await ask(mine, 'questions.ask', { submission, item, words: 'Whom does it cover?' });
  await carry(mine, home, { purpose: 'scores', to: admin });
  expect(await next(home)).toMatchObject([{ why: '1 question about 1 submission waits to be sent.' }]);
  await ask(home, 'questions.send', { answerBy: Day.parse('2026-05-12'), job: 'send' });
  expect(await next(home)).toEqual([]);
  desks.clock.set('2026-05-13T09:00:00.000Z');
  expect(await next(home)).toMatchObject([{ why: '1 organisation has not answered in time.' }]);
  expect(await next(mine)).toEqual([]);
});
