import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { writeQuestions } from '../../../electron/core/intake/service.ts';
import { readFile } from '../../../electron/parsers/read.ts';
import {
  BatchId,
  Day,
  ItemId,
  PersonId,
  type QuestionId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, exported, makeDesks, refusalOf, stageBytes } from '../../support/desks.ts';

/** One desk, on which the questions of two assessors and the chair are put as if they had come in files. */

const answerBy = Day.parse('2026-05-12');
const [first, second] = ['1.1', '2.1'].map((id) => ItemId.parse(id)) as [ItemId, ItemId];

let desks: Desks;
let round: MadeRound;
let home: Desk;
let submission: SubmissionId;
let other: SubmissionId;
beforeEach(async () => {
  desks = makeDesks('2026-04-28T09:00:00.000Z');
  round = makeRound(
    { organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 1 },
    { admin: ['chair', 'assessor'] },
  );
  home = await desks.open('admin');
  await layRound(home, round);
  const [one, two] = round.submissions;
  if (one === undefined || two === undefined) expect.unreachable('The round is too small.');
  [submission, other] = [one.submission, two.submission];
});
afterEach(() => desks.end());

/** The chair, who administers too, asks: one who assesses nothing sees and sends everything. */
async function question(about: SubmissionId, item: ItemId, words: string): Promise<QuestionId> {
  const asked = await ask(home, 'questions.ask', { submission: about, item, words });
  desks.clock.set(new Date(desks.clock.now().getTime() + 1000).toISOString());
  return asked.question;
}

const draft = (more: object = {}) => ask(home, 'questions.draft', { submission, answerBy, ...more });
const send = (more: object = {}) => ask(home, 'questions.send', { answerBy, job: randomUUID(), ...more });
const bytesOf = async (id: string) => readFileSync((await exported(home, id)).path);
const stateOf = (of: QuestionId) =>
  home.context.store
    .prepare<[string], { state: string; answer_by: string | null; batch: string | null }>(
      'SELECT state, answer_by, batch FROM question WHERE question = ?',
    )
    .get(of);

async function cellsOf(bytes: Uint8Array): Promise<unknown[][]> {
  const { sheets } = await readXlsx(bytes);
  return (sheets[0]?.rows ?? []).map((row) => row.map((cell) => cell ?? ''));
}

async function mailOf(bytes: Uint8Array) {
  const read = await readFile(bytes, 'draft.eml');
  if (!read.ok || read.reading.body.kind !== 'mail') throw new Error('It is no e-mail.');
  const { headers, text } = read.reading.body;
  return { to: headers.find(({ name }) => name === 'To')?.value, text, inside: read.reading.enclosures };
}

test('without a question there is none to send, of one submission or of all', async () => {
  const nothing = { code: 'not-found', sentence: 'There is no question to send.' };
  expect(await refusalOf(home, 'questions.draft', { submission })).toMatchObject(nothing);
  expect(await refusalOf(home, 'questions.send', { answerBy, job: 'a' })).toMatchObject(nothing);
  expect(
    await refusalOf(home, 'questions.send', { answerBy, submissions: [{ submission }], job: 'b' }),
  ).toMatchObject(nothing);
});

test('the draft numbers what was asked in the order of the standards, and says what could be put together', async () => {
  const [a, b, c] = [
    await question(submission, second, 'Since when?'),
    await question(submission, first, 'Which wards?'),
    await question(submission, first, 'Whom does it cover?'),
  ];
  expect(await draft()).toMatchObject({
    name: round.submissions[0]?.name,
    email: 'lead@o1.example.org',
    answerBy,
    problems: [],
    questions: [
      { number: 1, item: first, words: 'Which wards?', from: [{ question: b }], together: [c] },
      { number: 2, item: first, words: 'Whom does it cover?', together: [b] },
      { number: 3, item: second, words: 'Since when?', from: [{ question: a }], together: [] },
    ],
  });
  const joined = [
    { from: [{ question: b }, { question: c, joined: 'Both ask about its reach.' }], words: 'Who?' },
  ];
  expect(await draft({ chosen: joined })).toMatchObject({
    problems: [],
    questions: [
      {
        number: 1,
        words: 'Who?',
        from: [{ words: 'Which wards?' }, { joined: 'Both ask about its reach.' }],
      },
    ],
  });
  expect((await ask(home, 'questions.draft', { submission })).answerBy).toBe('2026-05-12');
});

test('sending puts it on the record, tells each asker that theirs went, and leaves the rest open', async () => {
  const [a, b, c] = [
    await question(submission, first, 'Which wards?'),
    await question(submission, first, 'Whom does it cover?'),
    await question(submission, second, 'Since when?'),
  ];
  const chosen = [
    {
      from: [{ question: a }, { question: b, joined: 'Both ask about its reach.' }],
      words: 'Which wards and whom?',
    },
  ];
  const { sent, all } = await send({ submissions: [{ submission, chosen }] });
  const [one] = sent;
  if (one === undefined) expect.unreachable('Nothing was sent.');
  expect({ questions: one.questions, email: one.email, all }).toEqual({
    questions: 1,
    email: 'lead@o1.example.org',
    all: undefined,
  });
  expect([a, b, c].map(stateOf)).toEqual([
    { state: 'passed-on', answer_by: answerBy, batch: one.batch },
    { state: 'passed-on', answer_by: answerBy, batch: one.batch },
    { state: 'asked', answer_by: null, batch: null },
  ]);
  const [listed] = await ask(home, 'questions.list', {});
  expect(listed).toMatchObject({
    open: [{ question: c }],
    batches: [
      {
        batch: one.batch,
        sentOn: '2026-04-28',
        overdue: false,
        questions: [{ number: 1, words: 'Which wards and whom?', joined: ['Both ask about its reach.'] }],
      },
    ],
  });
  const again = await refusalOf(home, 'questions.send', {
    answerBy,
    submissions: [{ submission, chosen }],
    job: 'again',
  });
  expect(again).toMatchObject({ code: 'already-done', places: [{ kind: 'field', at: `question-${a}` }, {}] });
  desks.clock.set('2026-05-13T09:00:00.000Z');
  expect((await ask(home, 'questions.list', {}))[0]?.batches).toMatchObject([{ overdue: true }]);
});

describe('what goes out', () => {
  test('is a workbook of just those rows, and an e-mail with it attached, in which nobody is named', async () => {
    await question(submission, first, 'Which wards?');
    const { sent } = await send({});
    const [one] = sent;
    if (one === undefined) expect.unreachable('Nothing was sent.');
    const workbook = await bytesOf(one.workbook.id);
    const rows = await cellsOf(workbook);
    expect(rows.at(-2)).toEqual([
      'Number',
      'Standard',
      'What it says',
      'Question',
      'Your answer',
      'Evidence and pages',
      'Round',
      'Organisation’s code',
      'Batch',
    ]);
    expect(rows.at(-1)).toEqual([
      '1',
      first,
      'The organisation does what 1.1 says, for everyone, all year.',
      'Which wards?',
      '',
      '',
      round.id,
      'o1',
      one.batch,
    ]);
    const letter = await bytesOf(one.letter.id);
    const { to, text, inside } = await mailOf(letter);
    expect(to).toContain('lead@o1.example.org');
    expect(text).toContain('has 1 question before it decides');
    expect(text).toContain('Which wards?');
    expect(text).toContain('send it back by 12 May 2026');
    expect(inside.map(({ name }) => name)).toEqual([one.workbook.name]);
    expect(one.letter.name).toMatch(/^Questions for .* 2026-04-28\.eml$/);
  });

  test('is the same to the last byte when it is written again', async () => {
    await question(submission, first, 'Which wards?');
    const [one] = (await send({})).sent;
    if (one === undefined) expect.unreachable('Nothing was sent.');
    const before = [await bytesOf(one.letter.id), await bytesOf(one.workbook.id)];
    desks.clock.set('2026-05-01T09:00:00.000Z');
    const again = await ask(home, 'questions.letter', { submission, batch: one.batch });
    const after = [await bytesOf(again.letter.id), await bytesOf(again.workbook.id)];
    expect(after.map((bytes, at) => bytes.equals(before[at] ?? Buffer.alloc(0)))).toEqual([true, true]);
    expect(await refusalOf(home, 'questions.letter', { submission: other, batch: one.batch })).toMatchObject({
      code: 'not-found',
    });
  });

  test('for several organisations is one e-mail and workbook for each, also together in one file', async () => {
    await question(submission, first, 'Which wards?');
    await question(other, second, 'Since when?');
    const { sent, all } = await send({});
    expect(sent.map((one) => [one.submission, one.questions])).toEqual([
      [submission, 1],
      [other, 1],
    ]);
    const zip = await fromBufferPromise(await bytesOf(all?.id ?? ''));
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    expect(names.toSorted()).toEqual(
      sent
        .flatMap(({ letter, workbook }) =>
          [letter, workbook].map(({ name }) => `Questions 2026 2026-04-28/${name}`),
        )
        .toSorted(),
    );
  });
});

describe('nothing at all is sent', () => {
  test('where one of them has no reason for being put together, or names who reads the submission', async () => {
    const [a, b] = [
      await question(submission, first, 'Which wards?'),
      await question(submission, first, 'Whom does it cover?'),
    ];
    await question(other, second, 'Person a1 asks: since when?');
    const join = [{ from: [{ question: a }, { question: b }], words: 'Who?' }];
    const unsaid = await refusalOf(home, 'questions.send', {
      answerBy,
      submissions: [{ submission, chosen: join }],
      job: 'a',
    });
    expect(unsaid).toMatchObject({ code: 'reason-needed', places: [{ kind: 'field', at: `joined-${b}` }] });
    expect(await refusalOf(home, 'questions.send', { answerBy, job: 'b' })).toMatchObject({
      code: 'wrong-input',
      sentence:
        'The question about 2.1 names Person a1. Take the name out: the organisation is not told who asks.',
    });
    expect([a, b].map((each) => stateOf(each)?.state)).toEqual(['asked', 'asked']);
    expect((await ask(home, 'questions.list', {})).flatMap(({ batches }) => batches)).toEqual([]);
  });

  test('by a day that has passed; by today it is', async () => {
    await question(submission, first, 'Which wards?');
    expect(
      await refusalOf(home, 'questions.send', { answerBy: Day.parse('2026-04-27'), job: 'a' }),
    ).toMatchObject({ code: 'wrong-input', places: [{ kind: 'field', at: 'answerBy' }] });
    expect((await send({ answerBy: Day.parse('2026-04-28') })).sent).toHaveLength(1);
  });

  test('where the administrator assesses the submission, in the words of there being nothing', async () => {
    await question(submission, first, 'Which wards?');
    await ask(home, 'assignments.make', {
      assignments: [{ submission, person: PersonId.parse('admin') }],
    });
    for (const input of [
      { answerBy, job: 'a' },
      { answerBy, submissions: [{ submission }], job: 'b' },
    ])
      expect(await refusalOf(home, 'questions.send', input)).toMatchObject({
        code: 'not-found',
        sentence: 'There is no question to send.',
      });
    expect(
      await refusalOf(home, 'questions.letter', { submission, batch: BatchId.parse('b-none') }),
    ).toMatchObject({ code: 'not-found' });
    expect(await ask(home, 'questions.list', {})).toEqual([]);
  });
});

describe('a reply', () => {
  /** The workbook of a batch with this answer to each question, and files beside it. */
  async function replied(
    batch: string,
    answers: readonly string[],
    files: Readonly<Record<string, string>> = {},
  ) {
    const items = itemsOf(round.set, []);
    const [listed] = await ask(home, 'questions.list', {});
    const sent = listed?.batches.find((each) => each.batch === batch);
    const bytes = await writeQuestions({
      mark: { round: round.id, organisation: 'o1', batch },
      year: 2026,
      name: listed?.name ?? '',
      answerBy,
      sendTo: '',
      madeOn: Day.parse('2026-04-28'),
      questions: (sent?.questions ?? []).flatMap(({ number, item: id, words }) => {
        const item = items.find((each) => each.id === id);
        return item === undefined ? [] : [{ number, item, words }];
      }),
      fill: {
        answers: new Map(answers.map((answer, at) => [at + 1, { answer, evidence: '' }])),
        evidence: Object.keys(files).map((name, at) => ({
          ref: `R${at + 1}`,
          name,
          shows: '',
          namesRemoved: 'Yes',
        })),
      },
    });
    return ask(home, 'import.rehearse', {
      staged: [
        await stageBytes(home, 'reply/questions.xlsx', bytes),
        ...(await Promise.all(
          Object.entries(files).map(([name, words]) => stageBytes(home, `reply/${name}`, words)),
        )),
      ],
      job: randomUUID(),
    });
  }

  const accept = (rehearsal: string, key: string, more: object = {}) =>
    ask(home, 'import.accept', {
      rehearsal,
      job: randomUUID(),
      replies: [{ key, acceptGaps: true, lateReason: '', ...more }],
    });

  test('goes on the record with its files, and a later one to the same questions replaces it', async () => {
    await question(submission, first, 'Which wards?');
    const [one] = (await send({})).sent;
    if (one === undefined) expect.unreachable('Nothing was sent.');
    const rehearsal = await replied(one.batch, ['All.'], { 'wards.txt': 'The wards.' });
    expect(rehearsal.replies).toMatchObject([
      { verdict: 'ready', batch: one.batch, answers: [{ answer: 'All.' }] },
    ]);
    expect(await accept(rehearsal.id, 'reply/questions.xlsx')).toMatchObject({
      written: [],
      notWritten: [],
      replies: [
        { submission, batch: one.batch, answered: 1, questions: 1, evidenceFiles: 1, replaced: false },
      ],
    });
    expect(await accept(rehearsal.id, 'reply/questions.xlsx')).toMatchObject({
      replies: [],
      notWritten: [{ sentence: 'It was taken in already, from this same rehearsal.' }],
    });
    const later = await replied(one.batch, ['All but two.']);
    expect(later.replies[0]?.replaces).toBe('2026-04-28T09:00:01.000Z');
    expect(await accept(later.id, 'reply/questions.xlsx')).toMatchObject({ replies: [{ replaced: true }] });
    const [listed] = await ask(home, 'questions.list', {});
    expect(listed?.batches).toMatchObject([
      { overdue: false, questions: [{ answer: 'All but two.' }], reply: { files: [], unanswered: 0 } },
    ]);
    expect(
      home.context.store.prepare("SELECT count(*) AS n FROM entry WHERE act = 'questions-answered'").get(),
    ).toEqual({
      n: 2,
    });
  });

  test('that is late, or has gaps, is taken with a reason and the word for it, and says so', async () => {
    await question(submission, first, 'Which wards?');
    await question(submission, second, 'Since when?');
    const [one] = (await send({})).sent;
    if (one === undefined) expect.unreachable('Nothing was sent.');
    desks.clock.set('2026-05-14T09:00:00.000Z');
    const { id } = await replied(one.batch, ['All.', '']);
    const key = 'reply/questions.xlsx';
    expect((await accept(id, key, { acceptGaps: false })).notWritten).toEqual([
      { key, sentence: expect.stringContaining('has gaps that were not accepted') },
    ]);
    expect((await accept(id, key)).notWritten).toEqual([
      { key, sentence: expect.stringContaining('Say why it is taken.') },
    ]);
    expect((await accept(id, key, { lateReason: 'Their lead was away.' })).replies).toMatchObject([
      { answered: 1, questions: 2 },
    ]);
    const [listed] = await ask(home, 'questions.list', {});
    expect(listed?.batches[0]?.reply).toMatchObject({
      late: true,
      lateReason: 'Their lead was away.',
      unanswered: 1,
    });
  });

  test('is nobody’s where whoever imports it assesses the submission', async () => {
    await question(submission, first, 'Which wards?');
    const [one] = (await send({})).sent;
    if (one === undefined) expect.unreachable('Nothing was sent.');
    const open = await replied(one.batch, ['All.']);
    expect(open.replies[0]?.verdict).toBe('ready');
    await ask(home, 'assignments.make', { assignments: [{ submission, person: PersonId.parse('admin') }] });
    const items = itemsOf(round.set, []);
    const bytes = await writeQuestions({
      mark: { round: round.id, organisation: 'o1', batch: one.batch },
      year: 2026,
      name: '',
      answerBy,
      sendTo: '',
      madeOn: answerBy,
      questions: items.slice(0, 1).map((item) => ({ number: 1, item, words: 'Which wards?' })),
    });
    const { replies } = await ask(home, 'import.rehearse', {
      staged: [await stageBytes(home, 'questions.xlsx', bytes)],
      job: randomUUID(),
    });
    expect(replies).toMatchObject([
      {
        verdict: 'refused',
        problems: [{ sentence: expect.stringContaining('as far as this computer knows') }],
      },
    ]);
    expect(replies[0]?.submission).toBeUndefined();
  });
});
