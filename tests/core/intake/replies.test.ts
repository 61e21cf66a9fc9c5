import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import type { ReplyFill } from '../../../electron/core/intake/replies/write.ts';
import { draftMail } from '../../../electron/core/questions/mail.ts';
import { Instant } from '../../../shared/domain/ids.ts';
import { type ProblemCode, REPLY_PROBLEM_CODES, withoutDeclined } from '../../../shared/domain/intake.ts';
import type { ReplyContent, SentBatch } from '../../../shared/domain/replies.ts';
import { unzipped } from '../../support/packages.ts';
import { files, folderOf, form, rehearsalOf, inTime as sentInTime } from './delivery.ts';
import {
  answering,
  asked,
  filled,
  handedBack,
  inTime,
  ofHillside,
  rehearsalOfReply,
  rowOf,
  wards,
  workbook,
} from './reply-delivery.ts';

const seen = new Set<ProblemCode>();
type More = Parameters<typeof rehearsalOfReply>[1];
type Delivery = Readonly<Record<string, string | Uint8Array>>;

/** The one reply that is there, with what is said of it. */
async function replyIn(delivery: Delivery, more: More = {}) {
  const { replies, organisations, unplaced } = await rehearsalOfReply(delivery, more);
  const [reply, ...others] = replies;
  if (reply === undefined) throw new Error(`No reply: ${JSON.stringify(organisations)}`);
  for (const { problems } of replies) for (const { code } of problems) seen.add(code);
  const said = reply.problems.map(
    ({ severity, place, sentence }) => `${severity} | ${place.at} | ${sentence}`,
  );
  return { reply, others, said, organisations, unplaced };
}

const folder = async (
  bytes: Promise<Uint8Array> | Uint8Array,
  beside: Delivery = wards,
): Promise<Delivery> => ({
  'riverbend/questions.xlsx': await bytes,
  ...Object.fromEntries(Object.entries(beside).map(([name, content]) => [`riverbend/${name}`, content])),
});

const whole: Omit<ReplyContent, 'evidence'> = {
  answers: [
    {
      number: 1,
      item: asked.questions[0]?.item ?? expect.unreachable(),
      question: 'Which wards does the policy cover?',
      answer: 'All wards, and the clinics.',
      answered: true,
      references: [{ ref: 'R1', pages: 'p. 2', firstPage: 2 }],
    },
    {
      number: 2,
      item: asked.questions[1]?.item ?? expect.unreachable(),
      question: 'Is it 12 months for everyone?',
      answer: 'Yes.',
      answered: true,
      references: [],
    },
  ],
  gaps: [],
};

describe('a reply with nothing amiss', () => {
  test('is ready, says nothing, and is no submission', async () => {
    const { reply, others, said, organisations, unplaced } = await replyIn(await folder(workbook()));
    expect({ others, said, organisations, unplaced }).toEqual({
      others: [],
      said: [],
      organisations: [],
      unplaced: [],
    });
    expect(reply).toMatchObject({
      name: 'Riverbend Community Trust',
      to: { batch: 'b-1', submission: 'riverbend.2026', sentOn: '2026-04-28' },
      verdict: 'ready',
      late: false,
      content: whole,
      files: [{ ref: 'R1', path: 'riverbend/wards.pdf' }],
    });
    expect(reply.content?.evidence).toMatchObject([
      { ref: 'R1', name: 'wards.pdf', shows: 'The wards', namesRemoved: 'yes' },
    ]);
  });

  test.each(['xlsx', 'ods'] as const)(
    'says the same when another program has saved it as .%s',
    async (as) => {
      const bytes = await handedBack(() => undefined, { as });
      const { reply, said } = await replyIn({
        [`riverbend/questions.${as}`]: bytes,
        'riverbend/wards.pdf': 'the wards',
      });
      expect({ said, content: reply.content }).toMatchObject({ said: [], content: whole });
    },
  );

  test('comes as tables, one for each sheet', async () => {
    let [questions, evidence]: string[][][] = [[], []];
    await handedBack((sheet) => {
      questions = sheet('Questions').map((row) => row.map((cell) => String(cell ?? '')));
      evidence = sheet('Evidence').map((row) => row.map((cell) => String(cell ?? '')));
    });
    const csv = (rows: readonly (readonly string[])[] = []) =>
      rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
    const { reply, said } = await replyIn({
      'riverbend/q-Questions.csv': csv(questions),
      'riverbend/q-Evidence.csv': csv(evidence),
      ...Object.fromEntries(Object.entries(wards).map(([name, words]) => [`riverbend/${name}`, words])),
    });
    expect({ said, content: reply.content }).toMatchObject({ said: [], content: whole });
  });

  test('comes in a zip, as picked files, and as an e-mail with its files attached', async () => {
    const bytes = await workbook();
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(bytes), 'riverbend/questions.xlsx');
    zip.addBuffer(Buffer.from('the wards'), 'riverbend/wards.pdf');
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
    const attached = draftMail({
      to: { name: '', email: 'team@example.org' },
      subject: 'Re: questions',
      text: 'Here it is.',
      attachment: { name: 'questions.xlsx', type: 'application/octet-stream', bytes },
    });
    const part = [
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename="wards.pdf"',
      '',
      'the wards',
    ];
    const boundary = /boundary="([^"]+)"/.exec(Buffer.from(attached).toString('latin1'))?.[1];
    const mail = Buffer.from(attached)
      .toString('latin1')
      .replace(`--${boundary}--`, [`--${boundary}`, ...part, `--${boundary}--`].join('\r\n'));
    const mailed = await replyIn({ 'Re questions.eml': mail });
    expect(mailed.said).toEqual([
      'note | Re questions.eml | The e-mail was opened: 2 files came with it. Its own words are not taken.',
    ]);
    for (const { reply } of [
      mailed,
      await replyIn({ 'replies.zip': Buffer.concat(chunks) }),
      await replyIn({ 'questions.xlsx': bytes, ...wards }),
    ])
      expect(reply.content).toMatchObject(whole);
  });

  test('points to the submission’s own evidence as well as to its new files', async () => {
    const delivered = await rehearsalOf(await folderOf());
    const content = delivered.organisations[0]?.content ?? expect.unreachable('The submission is not whole.');
    const fill: ReplyFill = {
      ...filled,
      answers: new Map([
        [1, { answer: 'See there.', evidence: 'R1; E1 pages 4 to 6' }],
        [2, { answer: 'Yes.', evidence: 'E9' }],
      ]),
    };
    const { reply, said } = await replyIn(await folder(workbook(asked, fill)), {
      lastVersions: new Map([['riverbend', { number: 1, content }]]),
    });
    expect(reply.content?.answers[0]?.references).toEqual([
      { ref: 'R1', pages: '' },
      { ref: 'E1', pages: 'pages 4 to 6', firstPage: 4 },
    ]);
    expect(said).toEqual([
      'gap | Questions, row 10 | E9 is not on the Evidence sheet. Ask which file it is.',
    ]);
  });

  test('hides the columns by which each row is known, and lets rows grow with what is written', async () => {
    const parts = await unzipped(await workbook());
    const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml'] ?? []).toString('utf8');
    const hidden = [...sheet.matchAll(/<col\b[^>]*>/g)].filter(([tag]) => tag.includes('hidden="true"'));
    expect(hidden.map(([tag]) => /min="(\d+)" max="(\d+)"/.exec(tag)?.slice(1))).toEqual([
      ['8', '8'],
      ['9', '9'],
      ['10', '10'],
    ]);
    expect(sheet).not.toContain('customHeight');
    expect(Buffer.from(parts['xl/worksheets/sheet2.xml'] ?? []).toString('utf8')).toMatch(
      /<formula1>(?:"|&quot;)Yes,No(?:"|&quot;)</,
    );
  });
});

/** What is done to the workbook, and what is said of it. */
const problems: readonly (readonly [string, () => Promise<Delivery>, readonly string[], More?])[] = [
  [
    'an answer that was left empty',
    () => folder(workbook(asked, answering({ 1: 'All.' })), {}),
    ['gap | Questions, row 10 | Question 2 has no answer.'],
  ],
  [
    'no answer at all',
    () => folder(workbook(asked, answering({})), {}),
    [
      'gap | Questions, row 9 | Question 1 has no answer.',
      'gap | Questions, row 10 | Question 2 has no answer.',
      'refusal | Questions | No question is answered. Ask for the workbook with the answers in it.',
    ],
  ],
  [
    'a row that was taken out',
    () =>
      folder(
        handedBack((sheet) => {
          const rows = sheet('Questions');
          rows.splice(rowOf(rows, 2).at - 1, 1);
        }),
      ),
    ['gap | Questions | Question 2 is not in the workbook any more.'],
  ],
  [
    'a question in other words',
    () =>
      folder(
        handedBack((sheet) =>
          rowOf(sheet('Questions'), 2).set('Question', 'Is it about a year for everyone?'),
        ),
      ),
    [
      'gap | Questions, row 10 | Question 2 reads other than it was sent: ‘Is it about a year for everyone?’. The panel would read the answer beside the question as it was sent.',
    ],
  ],
  [
    'a question that was not sent',
    () =>
      folder(
        handedBack((sheet) => {
          const rows = sheet('Questions');
          const added = [...rowOf(rows, 2).row];
          added[0] = '7';
          rows.push(added);
        }),
      ),
    ['note | Questions, row 11 | No question 7 was sent. ‘Yes.’ is left out.'],
  ],
  [
    'one question answered twice, in two ways',
    () =>
      folder(
        handedBack((sheet) => {
          const rows = sheet('Questions');
          rows.push([...rowOf(rows, 2).row]);
          rowOf(rows, 2).set('Your answer', 'No.');
        }),
      ),
    [
      'refusal | Questions, row 11 | Question 2 is answered twice, and not alike: in row 10 too. Ask which answer counts.',
    ],
  ],
  [
    'a row from the workbook of other questions',
    () => folder(handedBack((sheet) => rowOf(sheet('Questions'), 2).set('Batch', 'b-2'))),
    [
      'refusal | Questions, row 10 | The row was copied from the workbook of other questions. Ask for each workbook by itself.',
    ],
  ],
  [
    'questions of another round',
    () =>
      folder(workbook(asked, filled, { mark: { round: '2025', organisation: 'riverbend', batch: 'b-1' } })),
    ['refusal | Questions | It answers questions of another round, ‘2025’. Open that round to take it in.'],
  ],
  [
    'an organisation that is not in the round',
    () =>
      folder(workbook(asked, filled, { mark: { round: '2026', organisation: 'riverbent', batch: 'b-1' } })),
    [
      'refusal | Questions | ‘riverbent’ is not an organisation in this round. It may be ‘riverbend’. Ask for the answers in the workbook as it was sent.',
    ],
  ],
  [
    'questions that nobody here has sent',
    () =>
      folder(workbook(asked, filled, { mark: { round: '2026', organisation: 'riverbend', batch: 'b-9' } })),
    [
      'refusal | Questions | The questions that it answers were not sent to Riverbend Community Trust as far as this computer knows. Take it in where they were sent from, or ask for the answers in the workbook as it was sent.',
    ],
  ],
  [
    'questions that went to another organisation',
    () =>
      folder(workbook(asked, filled, { mark: { round: '2026', organisation: 'riverbend', batch: 'b-2' } })),
    [
      'refusal | Questions | The workbook calls itself Riverbend Community Trust’s, and its questions were sent to Hillside Hospitals. Ask whose answers they are.',
    ],
  ],
  [
    'a workbook that has lost its mark, known by its questions',
    () => folder(handedBack(forget)),
    [
      'note | Questions | The workbook has lost the line that says which questions it answers. By their words they are those sent to Riverbend Community Trust on 28 April 2026.',
    ],
  ],
  [
    'a workbook that has lost its mark, with questions that nobody knows',
    () =>
      folder(
        handedBack((sheet) => {
          forget(sheet);
          rowOf(sheet('Questions'), 1).set('Question', 'What else?');
        }),
      ),
    [
      'refusal | Questions | The workbook has lost the line that says which questions it answers, and its questions are not known by their words. Ask for the answers in the workbook as it was sent.',
    ],
  ],
  [
    'a workbook of a later version of this program',
    () =>
      folder(
        handedBack((sheet) => {
          const [cells] = sheet('Questions').filter((row) => String(row[0]).startsWith('award-panel/'));
          if (cells) cells[0] = 'award-panel/questions/2 anything';
        }),
      ),
    [
      'refusal | Questions | The workbook was made by a later version of Award Panel. Bring this computer up to date first.',
    ],
  ],
  [
    'a file that did not come, and one that nobody names',
    () => folder(workbook(), { 'rota.pdf': 'the rota' }),
    [
      'gap | Evidence, row 4 | R1 names ‘wards.pdf’, and no such file came. Ask for it.',
      'gap | riverbend/rota.pdf | ‘rota.pdf’ came and is not named on the Evidence sheet. It would be taken in as U1. Ask what it shows.',
    ],
  ],
  [
    'a reference that is on no sheet',
    () =>
      folder(
        workbook(asked, {
          ...filled,
          answers: new Map([...filled.answers, [2, { answer: 'Yes.', evidence: 'R4' }]]),
        }),
      ),
    ['gap | Questions, row 10 | R4 is not on the Evidence sheet. Ask which file it is.'],
  ],
  [
    'an answer after the day that it was asked for by',
    () => folder(workbook()),
    [
      'note | Riverbend Community Trust | It came on 13 May 2026 at 00:00, and was asked for by 12 May 2026. Taking it needs a reason.',
    ],
    { receivedAt: Instant.parse('2026-05-12T23:00:00.000Z') },
  ],
  [
    'questions that were answered already',
    () => folder(workbook()),
    [
      'note | Riverbend Community Trust | These questions were answered already, on 5 May 2026 at 10:00. This reply would replace that one: 1 answer would differ.',
    ],
    { batches: [before({ answer: 'Some wards.' })] },
  ],
  [
    'what somebody wrote beside and above the table',
    () =>
      folder(
        handedBack((sheet) => {
          const rows = sheet('Questions');
          rows[4] = ['Call us if anything is unclear'];
          rowOf(rows, 1).row.push('a note');
        }),
      ),
    [
      'note | Questions, row 5 | ‘Call us if anything is unclear’ stands above the table. It is left out.',
      'note | Questions, K8 | The column has no heading. What stands in it, in row 9, is left out.',
    ],
  ],
];

/** The mark and the hidden columns are gone. */
function forget(sheet: (name: string) => unknown[][]): void {
  const rows = sheet('Questions');
  for (const row of rows) {
    if (String(row[0]).startsWith('award-panel/')) row[0] = '';
    row.splice(7);
  }
}

/** The same questions with a reply on the record, but for what is said of its first answer. */
function before(first: { readonly answer?: string }): SentBatch {
  const [one, ...others] = whole.answers;
  if (one === undefined) throw new Error('There is no answer.');
  const reply = {
    receivedAt: Instant.parse('2026-05-05T09:00:00.000Z'),
    content: { answers: [{ ...one, ...first }, ...others], evidence: [] },
  };
  return { ...asked, reply };
}

test.each(problems.map(([name, delivery, expected, more = {}]) => ({ name, delivery, expected, more })))(
  '$name',
  async ({ delivery, expected, more }) => {
    const { said, reply } = await replyIn(await delivery(), more);
    expect(said).toEqual(expected);
    const refused = expected.some((words) => words.startsWith('refusal'));
    expect(reply.verdict === 'refused').toBe(refused);
    expect(reply.content === undefined).toBe(refused);
  },
);

test('the same reply once more is refused, also once a file that lies in it is declined', async () => {
  const first = (await replyIn(await folder(workbook()))).reply.content;
  if (first === undefined) expect.unreachable('The reply is whole.');
  const again = await replyIn(await folder(workbook()), {
    batches: [{ ...asked, reply: { receivedAt: Instant.parse('2026-05-05T09:00:00.000Z'), content: first } }],
  });
  expect(again.said).toEqual([
    'refusal | Riverbend Community Trust | Nothing in it differs from the reply of 5 May 2026 at 10:00, which is already here.',
  ]);
  expect(withoutDeclined(again.reply, ['U1'])).toEqual(again.reply);
});

test('a late one is taken only with a reason, and an earlier reply is named with the day that it came', async () => {
  const late = await replyIn(await folder(workbook()), {
    receivedAt: Instant.parse('2026-05-14T09:00:00.000Z'),
  });
  expect(late.reply).toMatchObject({ verdict: 'has-problems', late: true, replaces: undefined });
  const second = await replyIn(await folder(workbook()), { batches: [before({ answer: 'Some.' })] });
  expect(second.reply.replaces).toBe('2026-05-05T09:00:00.000Z');
});

describe('several together', () => {
  const hillside = answering({ 1: 'The lead reads it.' });

  test('each has the files that it names, and what nobody names is nobody’s', async () => {
    const { reply, others, unplaced } = await replyIn({
      'replies/riverbend.xlsx': await workbook(),
      'replies/hillside.xlsx': await workbook(ofHillside, hillside),
      'replies/wards.pdf': 'the wards',
      'replies/loose.pdf': 'loose',
    });
    expect(
      [reply, ...others].map(({ name, verdict, files: of }) => [name, verdict, of.map(({ ref }) => ref)]),
    ).toEqual([
      ['Hillside Hospitals', 'ready', []],
      ['Riverbend Community Trust', 'ready', ['R1']],
    ]);
    expect(unplaced).toEqual(['replies/loose.pdf']);
  });

  test('a file that two organisations name goes to neither', async () => {
    const both: ReplyFill = { ...hillside, evidence: filled.evidence };
    const { reply, others } = await replyIn({
      'replies/riverbend.xlsx': await workbook(),
      'replies/hillside.xlsx': await workbook(ofHillside, both),
      'replies/wards.pdf': 'the wards',
    });
    for (const { verdict, problems: found, files: of } of [reply, ...others]) {
      expect({ verdict, of }).toEqual({ verdict: 'refused', of: [] });
      expect(found).toMatchObject([{ code: 'file-of-two', place: { at: 'replies/wards.pdf' } }]);
    }
  });

  test('two replies to the same questions are refused, with the place of each', async () => {
    const { reply, others } = await replyIn({
      'one/questions.xlsx': await workbook(asked, answering({ 1: 'All.', 2: 'Yes.' })),
      'two/questions.xlsx': await workbook(asked, answering({ 1: 'Some.', 2: 'No.' })),
    });
    expect([reply, ...others].map(({ verdict, problems: [first] }) => [verdict, first?.sentence])).toEqual(
      Array.from({ length: 2 }, () => [
        'refused',
        'Riverbend Community Trust’s answers to these questions are there more than once: ‘one/questions.xlsx’, ‘two/questions.xlsx’. Import the one that counts.',
      ]),
    );
  });

  test('a reply beside a submission takes only what it names, and the submission the rest', async () => {
    const { reply, organisations, unplaced } = await replyIn(
      {
        'riverbend/submission.xlsx': await form(),
        'riverbend/questions.xlsx': await workbook(),
        'riverbend/wards.pdf': 'the wards',
        ...Object.fromEntries(Object.entries(files).map(([name, words]) => [`riverbend/${name}`, words])),
      },
      { receivedAt: sentInTime },
    );
    expect(reply).toMatchObject({ verdict: 'ready', files: [{ ref: 'R1' }] });
    expect(organisations).toMatchObject([{ verdict: 'ready', files: [{ ref: 'E1' }, { ref: 'E2' }] }]);
    expect(unplaced).toEqual([]);
  });
});

test('evidence that happens to be a table of questions is no reply', async () => {
  const { organisations, replies } = await rehearsalOfReply(
    {
      ...(await folderOf()),
      'riverbend/evidence/quiz.csv': 'Number,Question,Your answer\n1,What is a preceptor?,A guide\n',
    },
    { receivedAt: sentInTime },
  );
  expect(replies).toEqual([]);
  expect(organisations[0]?.problems.map(({ code }) => code)).toEqual(['evidence-unnamed']);
});

test('a reply that comes at the last moment of its day is in time', async () => {
  const { reply } = await replyIn(await folder(workbook()), { receivedAt: inTime });
  expect(reply.late).toBe(false);
});

test('no problem of a reply goes without its sentence: every code was found above', () => {
  expect(REPLY_PROBLEM_CODES.filter((code) => !seen.has(code))).toEqual([]);
});
