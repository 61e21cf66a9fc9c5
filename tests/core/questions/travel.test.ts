import { readFileSync } from 'node:fs';
import { readXlsx, writeXlsx } from 'hucre';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { Day, ItemId, PersonId, QuestionId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, exported, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';
import { unzipped } from '../../support/packages.ts';

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

describe('a reply', () => {
  const answerBy = Day.parse('2026-05-12');

  /** What a desk holds of replies, with the bytes that lie there. */
  const repliesOn = async (desk: Desk) => {
    const { replies } = await ask(desk, 'questions.about', { submission });
    const { replyFiles, lookAgain } = await ask(desk, 'sheets.open', { submission });
    const files = await Promise.all(
      replyFiles.map(async (file) => ({ ...file, held: (await desk.evidence(file.sha256)) !== undefined })),
    );
    return { replies, files, lookAgain: lookAgain.map(({ item: at, replies: came }) => [at, came.length]) };
  };

  test('reaches every assessor at the same moment, the same for each, with its files and without who asked', {
    timeout: 120_000,
  }, async () => {
    await ask(theirs, 'questions.ask', { submission, item, words: 'Whom does it cover?' });
    await ask(mine, 'questions.ask', { submission, item, words: 'Which wards?' });
    for (const from of [mine, theirs]) {
      await scoreMade(from, round, submission, from === mine ? a1 : a2);
      await carry(from, home, { purpose: 'scores', to: admin });
    }
    const { sent } = await ask(home, 'questions.send', { answerBy, job: 'send' });
    const [one] = sent;
    if (one === undefined) expect.unreachable('Nothing was sent.');
    await carry(home, mine, { purpose: 'round', to: a1 });
    // That theirs went is all that an assessor learns of what was sent.
    expect(actsOn(mine)).toEqual([
      { act: 'question-asked', person: 'a1' },
      { act: 'question-passed-on', person: 'admin' },
    ]);
    const { workbook, letter } = one;
    const written = [
      ...Object.values(await unzipped(readFileSync((await exported(home, workbook.id)).path))),
      Buffer.from((await PostalMime.parse(readFileSync((await exported(home, letter.id)).path))).text ?? ''),
    ].map((part) => Buffer.from(part).toString('utf8'));
    expect(written.some((part) => part.includes('Which wards?'))).toBe(true);
    for (const part of written) expect(part).not.toMatch(/Person a[12]|a[12]@example|q-[0-9a-f]{8}/);
    const { sheets } = await readXlsx(readFileSync((await exported(home, workbook.id)).path));
    const rows = sheets[0]?.rows ?? [];
    const heading = rows.findIndex((row) => row.includes('Your answer'));
    for (const row of rows.slice(heading + 1)) {
      row[4] = `${String(row[3])} All of them.`;
      row[5] = 'R1';
    }
    for (const row of sheets[1]?.rows ?? []) if (row[0] === 'R1') row[1] = 'wards.txt';
    const filled = await writeXlsx({
      sheets: sheets.map(({ name, rows: cells }) => ({ name, rows: cells })),
    });
    const rehearsal = await ask(home, 'import.rehearse', {
      staged: [
        await stageBytes(home, 'r/q.xlsx', filled),
        await stageBytes(home, 'r/wards.txt', 'The wards.'),
      ],
      job: 'rehearse',
    });
    expect(rehearsal.replies).toMatchObject([{ verdict: 'ready', problems: [] }]);
    await ask(home, 'import.accept', {
      rehearsal: rehearsal.id,
      job: 'accept',
      replies: [{ key: 'r/q.xlsx', acceptGaps: false, lateReason: '' }],
    });
    await carry(home, mine, { purpose: 'round', to: a1 });
    await carry(home, theirs, { purpose: 'round', to: a2 });
    const [here, there] = [await repliesOn(mine), await repliesOn(theirs)];
    expect(here).toEqual(there);
    expect(new Set(here.replies.map(({ question, answer }) => `${question} ${answer}`))).toEqual(
      new Set([
        'Which wards? Which wards? All of them.',
        'Whom does it cover? Whom does it cover? All of them.',
      ]),
    );
    expect(here.files).toMatchObject([{ ref: 'R1', name: 'wards.txt', held: true }]);
    expect(here.lookAgain).toEqual([[item, 2]]);
    const answered = 'questions-answered';
    const told = (desk: Desk) =>
      desk.context.store
        .prepare('SELECT header, text FROM entry JOIN entry_text USING (hash) WHERE act = ?')
        .get(answered);
    expect(told(mine)).toEqual(told(theirs));
    expect(JSON.stringify(told(mine))).not.toMatch(/Person a\d|"a[12]"/);
    expect(await ask(mine, 'questions.about', { submission })).toMatchObject({
      mine: [{ state: 'answered' }],
    });
    const verified = await ask(mine, 'desk.verify', {});
    expect(verified).toMatchObject({ ok: true, findings: [] });
  });
});
