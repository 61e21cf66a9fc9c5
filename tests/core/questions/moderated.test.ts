import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import { type AskingRound, layAsking, passOn, reply } from '../../support/asking.ts';
import { refusalOf } from '../../support/desks.ts';
import { enterSheet } from '../../support/panel.ts';

const admin = PersonId.parse('admin');
const item = ItemId.parse('1.1');
/** Several packs, each sealed and opened. */
const LONG = { timeout: 60_000 };

let lain: AskingRound;
let mine: Desk;
let theirs: Desk;
beforeEach(async () => {
  lain = await layAsking({ admin: ['chair'] });
  [mine, theirs] = [await lain.desk('a1', 'round'), await lain.desk('a2', 'round')];
});
afterEach(() => lain.end());

test(
  'beside an open moderation the chair reads who asked, an assessor their own and the replies',
  LONG,
  async () => {
    const { home, round, submission } = lain;
    const { question } = await ask(mine, 'questions.ask', { submission, item, words: 'Since when?' });
    await ask(theirs, 'questions.ask', { submission, item, words: 'Who signs it?' });
    for (const desk of [mine, theirs]) await carry(desk, home, { purpose: 'scores', to: admin });
    passOn(lain, 'a1', [question]);
    await reply(lain, [{ item, question: 'Since when?', answer: 'January.' }]);
    for (const person of ['a1', 'a2'])
      await enterSheet({ desk: home, round }, submission, PersonId.parse(person), 2);
    expect((await refusalOf(home, 'questions.moderated', { submission })).code).toBe('moderation-not-open');

    await ask(home, 'moderation.open', { submission, present: [] });
    expect(await ask(home, 'questions.moderated', { submission })).toMatchObject({
      asked: [
        { askedBy: 'Person a1', words: 'Since when?', state: 'answered' },
        { askedBy: 'Person a2', words: 'Who signs it?', state: 'asked' },
      ],
      replies: [{ number: 1, answer: 'January.' }],
      mayChangeScores: true,
    });
    for (const [desk, person, words] of [
      [mine, 'a1', 'Since when?'],
      [theirs, 'a2', 'Who signs it?'],
    ] as const) {
      await carry(home, desk, { purpose: 'round', to: PersonId.parse(person) });
      const { asked, replies } = await ask(desk, 'questions.moderated', { submission });
      expect(asked.map((each) => [each.words, each.askedBy])).toEqual([[words, undefined]]);
      expect(replies).toHaveLength(1);
    }
  },
);

test('one’s own questions are counted by whether a reply came; those not sent are none', LONG, async () => {
  const { home, submission } = lain;
  const counts = async () =>
    (await ask(mine, 'sheets.mine', {})).find((each) => each.submission === submission)?.questions;
  expect(await counts()).toEqual({ waiting: 0, answered: 0 });
  const { question } = await ask(mine, 'questions.ask', { submission, item, words: 'Since when?' });
  const { question: second } = await ask(mine, 'questions.ask', { submission, item, words: 'Who?' });
  await ask(mine, 'questions.ask', { submission, item, words: 'Where?' });
  expect(await counts()).toEqual({ waiting: 3, answered: 0 });
  await ask(mine, 'questions.withdraw', { submission, question: second, reason: '' });
  await carry(mine, home, { purpose: 'scores', to: admin });
  passOn(lain, 'a1', [question]);
  await reply(lain, [{ item, question: 'Since when?', answer: 'January.' }]);
  await carry(home, mine, { purpose: 'round', to: PersonId.parse('a1') });
  expect(await counts()).toEqual({ waiting: 1, answered: 1 });
});
