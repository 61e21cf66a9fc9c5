import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { ClarificationId, PersonId, StandardNumber } from '../../../shared/domain/ids.ts';
import { layRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf } from '../../support/desks.ts';

const [admin, chair, a1, a2, a3] = ['admin', 'chair', 'a1', 'a2', 'a3'].map((id) => PersonId.parse(id)) as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
];
const standard = StandardNumber.parse('1.1');
const WORDS = 'Does “all year” take in the summer, as at Barts?';
const QUESTION = 'Does the summer count?';
/** Several packs, each sealed and opened. */
const LONG = { timeout: 60_000 };

let desks: Desks;
let home: Desk;
let over: Desk;
let asker: Desk;
let other: Desk;
/** Looks on and assesses as well. */
let looker: Desk;
beforeEach(async () => {
  desks = makeDesks();
  const round = makeRound(
    { organisations: 3, standards: 5, assessors: 3, perSubmission: 3, files: 0 },
    { a3: ['observer'] },
  );
  home = await desks.open('admin');
  await layRound(home, round);
  [asker, other, looker, over] = (await Promise.all(
    ['a1', 'a2', 'a3', 'chair'].map((id) => desks.open(id)),
  )) as [Desk, Desk, Desk, Desk];
  await spread();
});
afterEach(() => desks.end());

/** The administrator sends everybody what they may have. */
async function spread(): Promise<void> {
  await carry(home, asker, { purpose: 'round', to: a1 });
  await carry(home, other, { purpose: 'round', to: a2 });
  await carry(home, looker, { purpose: 'moderation', to: a3 });
  await carry(home, over, { purpose: 'moderation', to: chair });
}

/** Everything in a database that could hold words, as one text. */
const recordOf = (desk: Desk) =>
  desk.context.store
    .prepare<[], { header: string; text: string | null }>(
      'SELECT e.header, t.text FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash',
    )
    .all()
    .map(({ header, text }) => `${header} ${text ?? ''}`)
    .join('\n');

const actsOn = (desk: Desk) =>
  desk.context.store
    .prepare<[], { act: string }>("SELECT act FROM entry WHERE act LIKE 'clarification%' ORDER BY act")
    .all()
    .map(({ act }) => act);

/** Asked by `a1`, and on the chair's desk. */
async function asked(): Promise<ClarificationId> {
  const { clarification } = await ask(asker, 'clarifications.ask', { standard, words: WORDS });
  await carry(asker, home, { purpose: 'scores', to: admin });
  await carry(home, over, { purpose: 'moderation', to: chair });
  return clarification;
}

/** As the chair gave it, with everybody. */
async function given(to: 'asker' | 'everyone', question: string): Promise<void> {
  const clarification = await asked();
  await ask(over, 'clarifications.give', { clarification, asker: a1, to, question, answer: 'It does.' });
  await carry(over, home, { purpose: 'scores', to: admin });
  await spread();
}

test('a question reaches the chair and the administrator, and no other assessor', LONG, async () => {
  await asked();
  await spread();
  for (const desk of [home, over]) {
    expect(await ask(desk, 'clarifications.list', {})).toMatchObject([
      { standard, words: WORDS, asker: 'a1', askedBy: 'Person a1', given: [] },
    ]);
  }
  for (const desk of [other, looker]) {
    expect(actsOn(desk)).toEqual([]);
    expect(await ask(desk, 'clarifications.mine', {})).toEqual({ asked: [], given: [] });
  }
  expect((await ask(over, 'round.show', {})).next).toContainEqual({
    words: 'Answer what assessors ask about the standards',
    why: '1 question that nobody has answered yet.',
    room: 'moderate/clarifications',
  });
});

test('an answer to its asker alone reaches them and nobody else who assesses', LONG, async () => {
  await given('asker', '');
  const mine = await ask(asker, 'clarifications.mine', {});
  expect(mine).toMatchObject({
    asked: [{ standard, words: WORDS, answered: true }],
    given: [{ standard, toEveryone: false, answer: 'It does.', givenBy: 'Person chair' }],
  });
  for (const desk of [other, looker]) {
    expect(actsOn(desk)).toEqual([]);
    expect(await ask(desk, 'clarifications.mine', {})).toEqual({ asked: [], given: [] });
  }
  expect(actsOn(home)).toEqual(['clarification-asked', 'clarification-given']);
  expect((await ask(over, 'round.show', {})).next.map(({ room }) => room)).not.toContain(
    'moderate/clarifications',
  );
});

test('an answer to everyone reaches every assessor, and says nowhere who asked or how', LONG, async () => {
  await given('everyone', QUESTION);
  for (const desk of [other, looker]) {
    expect(await ask(desk, 'clarifications.mine', {})).toMatchObject({
      asked: [],
      given: [
        { standard, toEveryone: true, question: QUESTION, answer: 'It does.', givenBy: 'Person chair' },
      ],
    });
    expect(actsOn(desk)).toEqual(['clarification-given']);
    expect(recordOf(desk)).not.toContain('Barts');
  }
  // Whose it was cannot be told from any entry that went to somebody who only assesses.
  expect(recordOf(other)).not.toMatch(/"a1"|Person a1/);
});

test('what was said once more replaces what was said before, to whom it was said', LONG, async () => {
  await given('everyone', QUESTION);
  const [row] = await ask(over, 'clarifications.list', {});
  const { clarification } = row ?? expect.unreachable();
  const more = { clarification, asker: a1, question: QUESTION };
  await ask(over, 'clarifications.give', { ...more, to: 'everyone', answer: 'It does, from June.' });
  await ask(over, 'clarifications.give', { ...more, to: 'asker', answer: 'As I told you.' });
  const [after] = await ask(over, 'clarifications.list', {});
  expect(after?.given.map(({ toEveryone, answer }) => [toEveryone, answer])).toEqual([
    [true, 'It does, from June.'],
    [false, 'As I told you.'],
  ]);
});

test('what everyone would read is refused where it says who asked, beside the field', LONG, async () => {
  const clarification = await asked();
  const cases = [
    ['', 'It does.', 'question', /^Say in your own words/],
    ['does all year take in the summer, as at Barts', 'It does.', 'question', /own words/],
    ['What person A1 asks', 'It does.', 'question', /it names Person a1\./],
    [QUESTION, 'As Person a2 has it.', 'answer', /it names Person a2\./],
  ] as const;
  for (const [question, answer, at, says] of cases) {
    const input = { clarification, asker: a1, question, answer };
    const refusal = await refusalOf(over, 'clarifications.give', { ...input, to: 'everyone' });
    expect(refusal.sentence).toMatch(says);
    expect(refusal.places).toEqual([{ kind: 'field', at }]);
    expect(actsOn(over)).toEqual(['clarification-asked']);
  }
  // The chair signs it, so their own name says nothing; and to whoever asked, anything may be said.
  const again = { clarification, asker: a1, question: 'What Person chair means', answer: 'It does.' };
  await ask(over, 'clarifications.give', { ...again, to: 'everyone' });
  await ask(over, 'clarifications.give', { ...again, answer: 'Yes, Person a1.', to: 'asker' });
});

test(
  'nobody asks about a standard that the round has not, or answers a question that is not there',
  LONG,
  async () => {
    expect(
      await refusalOf(asker, 'clarifications.ask', { standard: StandardNumber.parse('9.9'), words: 'What?' }),
    ).toMatchObject({ code: 'not-found', places: [{ kind: 'field', at: 'standard' }] });
    const clarification = await asked();
    const answer = { to: 'asker', question: '', answer: 'So.' } as const;
    for (const wrong of [
      { clarification: ClarificationId.parse('c-none'), asker: a1 },
      { clarification, asker: a2 },
    ])
      expect(await refusalOf(over, 'clarifications.give', { ...wrong, ...answer })).toMatchObject({
        code: 'not-found',
      });
  },
);

test('words are kept while they are written, and go once they are on the record', LONG, async () => {
  const about = { kind: 'clarification', standard } as const;
  await ask(asker, 'drafts.keep', { of: about, words: { words: 'Does “all' } });
  await ask(asker, 'drafts.keep', { of: about, words: { words: 'Does “all year”' } });
  await desks.close(asker);
  asker = await desks.open('a1');
  expect(await ask(asker, 'drafts.read', {})).toMatchObject([
    { of: about, words: { words: 'Does “all year”' } },
  ]);
  const clarification = await asked();
  expect(await ask(asker, 'drafts.read', {})).toEqual([]);

  const answering = { kind: 'answer', clarification } as const;
  await ask(over, 'drafts.keep', { of: answering, words: { question: '', answer: 'It d' } });
  expect(await ask(over, 'drafts.read', {})).toMatchObject([{ of: answering }]);
  await ask(over, 'clarifications.give', {
    clarification,
    asker: a1,
    to: 'asker',
    question: '',
    answer: 'It does.',
  });
  expect(await ask(over, 'drafts.read', {})).toEqual([]);
  await ask(over, 'drafts.keep', { of: answering, words: { question: ' ', answer: '' } });
  expect(await ask(over, 'drafts.read', {})).toEqual([]);
});
