import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { replyFilesOf } from '../../../electron/core/intake/service.ts';
import { BatchId, Day, Instant, ItemId, PersonId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, scoreMade } from '../../support/desks.ts';

/** One person runs and assesses, so that what each sees is asked of one desk. */
const me = PersonId.parse('admin');
const item = ItemId.parse('1.1');
const other = ItemId.parse('2.1');
const batch = BatchId.parse('b-1');

let desks: Desks;
let round: MadeRound;
let desk: Desk;
let submission: SubmissionId;
beforeEach(async () => {
  desks = makeDesks();
  const made = makeRound(
    { organisations: 1, standards: 5, assessors: 1, perSubmission: 1, files: 1 },
    { admin: ['assessor'] },
  );
  round = { ...made, submissions: made.submissions.map((each) => ({ ...each, assessors: [me] })) };
  desk = await desks.open('desk');
  await layRound(desk, round);
  submission = round.submissions[0]?.submission ?? expect.unreachable('The round is empty.');
});
afterEach(() => desks.end());

/** A reply on the record: an answer to each of these, or none to the last where that is `empty`. */
async function reply(items: readonly ItemId[], answer = 'All wards.', empty = false): Promise<void> {
  async function* bytes() {
    yield Buffer.from('The wards.\n');
  }
  const file = await desk.context.store.evidence.put(bytes());
  desk.context.ledger.append('questions-answered', {
    facts: {
      round: round.id,
      submission,
      batch,
      askedOn: Day.parse('2026-04-28'),
      receivedAt: Instant.parse('2026-05-12T09:00:00.000Z'),
      late: false,
      questions: items.map((id, at) => ({
        number: at + 1,
        item: id,
        answered: !(empty && at === items.length - 1),
        references: [],
      })),
      evidence: [{ ref: 'R1', ...file, namesRemoved: 'yes' }],
    },
    text: {
      questions: Object.fromEntries(items.map((_, at) => [at + 1, { question: 'Which wards?', answer }])),
      evidence: { R1: 'wards.txt' },
      shows: { R1: 'The wards' },
    },
  });
}

const opened = () => ask(desk, 'sheets.open', { submission });
const again = async () => (await opened()).lookAgain.map((each) => [each.item, each.replies]);
const mine = async () => (await ask(desk, 'sheets.mine', {}))[0];

test('a reply touches the standards that it answers, once they are scored, and no other', async () => {
  await scoreMade(desk, round, submission, me, 1);
  await reply([item, other]);
  expect(await again()).toEqual([[item, [{ batch, number: 1 }]]]);
  expect((await opened()).lookAgain).toMatchObject([{ since: 1, parts: [], files: [] }]);
  expect(await mine()).toMatchObject({ lookAgain: 1, changed: 0, replied: 1 });
  const sheet = await ask(desk, 'sheets.check', { submission });
  expect(sheet.missing.filter((each) => each.item === item)).toEqual([
    { item, sentence: '1.1: something came after you scored it. Look again at what is new.' },
  ]);
});

test('it is settled by looking, or by another outcome, until the organisation replies again', async () => {
  await scoreMade(desk, round, submission, me);
  await reply([item, other]);
  expect(await refusalOf(desk, 'sheets.submit', { submission })).toMatchObject({ code: 'sheet-incomplete' });
  await ask(desk, 'sheets.lookedAt', { submission, item });
  const score = scoresOf(round, submission, me).find((each) => each.item === other);
  if (score?.outcome?.kind !== 'level') expect.unreachable('Every item is scored.');
  const level = score.outcome.level === 0 ? 1 : 0;
  await ask(desk, 'scores.save', { submission, score: { ...score, outcome: { kind: 'level', level } } });
  expect(await again()).toEqual([]);
  await ask(desk, 'sheets.submit', { submission });
  await reply([item], 'And the clinics.');
  expect(await again()).toEqual([[item, [{ batch, number: 1 }]]]);
  expect(await mine()).toMatchObject({ state: 'submitted', lookAgain: 1, replied: 1 });
});

test('a question that was left empty touches nothing, and what was scored with a reply is not to be looked at again', async () => {
  await reply([item, other], 'All wards.', true);
  await scoreMade(desk, round, submission, me);
  expect(await again()).toEqual([]);
  await reply([item, other], 'Two wards.', true);
  expect(await again()).toEqual([[item, [{ batch, number: 1 }]]]);
});

test('where the standards do not let a reply change a score, none has to be looked at again', async () => {
  await scoreMade(desk, round, submission, me);
  const set = { ...(await ask(desk, 'standards.show', {})).set, repliesMayChangeScores: false };
  const row = desk.context.store.prepare('UPDATE standard_set SET json = ?');
  row.run(JSON.stringify(set));
  await reply([item]);
  expect(await again()).toEqual([]);
});

test('the files of a reply are opened from the sheet, apart from the submission’s own', async () => {
  await reply([item]);
  const { evidence, replyFiles } = await opened();
  expect(evidence.map(({ ref }) => ref)).toEqual(['E1']);
  expect(replyFiles).toMatchObject([
    { batch, ref: 'R1', name: 'wards.txt', shows: 'The wards', namesRemoved: 'yes', what: 'Plain text' },
  ]);
  const [file] = replyFiles;
  expect(file && (await desk.evidence(file.sha256))?.path).toMatch(/[0-9a-f]{64}$/);
  expect(await replyFilesOf(desk.context, round.id, submission)).toEqual(replyFiles);
});
