import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseCsv, writeCsv, writeOds } from 'hucre';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { submissionIn } from '../../../electron/core/intake/service.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import {
  BatchId,
  Day,
  Instant,
  ItemId,
  OrganisationId,
  PersonId,
  type SubmissionId,
  VersionId,
} from '../../../shared/domain/ids.ts';
import { Citation } from '../../../shared/domain/score.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, exported, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';
import {
  type Cells,
  cellsIn,
  fill,
  fillAll,
  HEADS,
  sheetCalled,
  xlsxOf,
} from '../../support/scoring-workbook.ts';

const a1 = PersonId.parse('a1');
const a2 = PersonId.parse('a2');
const chairs = PersonId.parse('chair');
const NAME = 'Made-up Trust 00001 (fictional)';

let desks: Desks;
let round: MadeRound;
let admin: Desk;
let submission: SubmissionId;
beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 2 });
  admin = await desks.open('admin');
  await layRound(admin, round);
  submission = submissionIn(round.id, OrganisationId.parse('o1'));
});
afterEach(() => desks.end());

/** The workbook as its sheets' cells, for a person to write in. */
async function workbookFor(person: PersonId): Promise<Map<string, Cells>> {
  const { workbook } = await ask(admin, 'workbooks.make', { person, job: randomUUID() });
  return cellsIn(readFileSync((await exported(admin, workbook.id)).path));
}

async function staged(workbook: ReadonlyMap<string, Cells>): Promise<string> {
  return stageBytes(admin, 'scores.xlsx', await xlsxOf(workbook));
}

const sheetOf = (workbook: ReadonlyMap<string, Cells>) => sheetCalled(workbook, NAME);

/** A second version of the submission, with another answer to one standard. */
function receiveNewer(standard: string, account: string): void {
  const key = `${submission} v1-o1`;
  const first = admin.context.ledger.current({ round: round.id, kind: 'version', key });
  if (first?.act !== 'submission-received' || first.text === undefined)
    throw new Error('There is no version.');
  admin.context.ledger.append('submission-received', {
    facts: { ...first.facts, version: VersionId.parse('v2-o1'), number: 2 },
    text: {
      ...first.text,
      accounts: { ...first.text.accounts, [standard]: { account, reason: '', action: '' } },
    },
  });
}

describe('the workbook of an assessor', () => {
  test('holds what was replied to questions, apart from the account, with its files and no word of who asked', async () => {
    const batch = BatchId.parse('b-4f2a0000');
    async function* bytes() {
      yield Buffer.from('The wards.');
    }
    const file = await admin.context.store.evidence.put(bytes());
    admin.context.ledger.append('questions-answered', {
      facts: {
        round: round.id,
        submission,
        batch,
        askedOn: Day.parse('2026-04-28'),
        receivedAt: Instant.parse('2026-05-12T09:00:00.000Z'),
        late: false,
        questions: [
          {
            number: 1,
            item: ItemId.parse('1.1'),
            answered: true,
            references: [{ ref: 'E1', pages: 'p. 2' }],
          },
          { number: 2, item: ItemId.parse('2.1'), answered: false, references: [] },
        ],
        evidence: [{ ref: 'E1', ...file }],
      },
      text: {
        questions: {
          1: { question: 'Which wards?', answer: 'All of them.' },
          2: { question: 'Since when?', answer: '' },
        },
        evidence: { E1: 'wards.txt' },
      },
    });
    const workbook = await workbookFor(a1);
    const row = (standard: string) => sheetOf(workbook).find((cells) => cells[0] === standard) ?? [];
    expect(row('1.1').join('\n')).toContain('Asked: Which wards?\nAnswered 12 May 2026: All of them.');
    expect(row('1.1').join('\n')).toContain('E1-4f2a, p. 2');
    expect(row('2.1').join('\n')).toContain(
      'Asked: Since when?\nLeft unanswered in the reply of 12 May 2026.',
    );
    const made = await ask(admin, 'workbooks.make', { person: a1, job: randomUUID() });
    const zip = await fromBufferPromise(readFileSync((await exported(admin, made.id)).path));
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    expect(names.filter((name) => name.endsWith('/E1-4f2a wards.txt'))).toHaveLength(1);
    // What is cited of it comes back as that file, and E1 alone is the submission's own.
    fillAll(sheetOf(workbook));
    fill(sheetOf(workbook), '1.1', 'Met', 'Read.', '', 'E1-4f2a p. 2; E1 p. 4');
    await ask(admin, 'scores.load', { staged: await staged(workbook), as: a1, accept: true });
    const { citations } = admin.context.store
      .prepare<[], { citations: string }>("SELECT citations FROM sheet_score WHERE item = '1.1'")
      .get() ?? { citations: '[]' };
    const cited = Citation.array().parse(JSON.parse(citations));
    expect(cited.map(({ evidence, page }) => [evidence === file.sha256, page])).toEqual([
      [true, 2],
      [false, 4],
    ]);
  });

  test('has a sheet for each of their submissions, with what the organisation says and nobody’s scores', async () => {
    const other = await desks.open('a2');
    await carry(admin, other, { purpose: 'round', to: a2 });
    await scoreMade(other, round, submission, a2);
    await ask(other, 'sheets.submit', { submission });
    const before = await workbookFor(a1);
    await carry(other, admin, { purpose: 'scores', to: round.administrator.id });
    const workbook = await workbookFor(a1);
    expect(workbook).toEqual(before);
    expect([...workbook.keys()]).toEqual([
      'Instructions',
      NAME,
      'Made-up Trust 00002 (fictional)',
      'About this workbook',
    ]);
    const cells = sheetOf(workbook);
    const heading = cells.find((row) => row[0] === 'Standard') ?? [];
    const first = cells.find((row) => row[0] === '1.1') ?? [];
    expect(first[heading.indexOf('What they say')]).toBeTruthy();
    for (const head of HEADS.slice(1)) expect(first[heading.indexOf(head)] ?? null).toBeNull();
  });

  test('lies in a zip with the evidence beside it, under names that every system takes', async () => {
    const made = await ask(admin, 'workbooks.make', { person: a1, job: randomUUID() });
    expect(made).toMatchObject({ submissions: 2, evidenceFiles: 4, keptBack: 0 });
    expect(made.name).toMatch(/^Scores of Person a1 2026 \d{4}-\d\d-\d\d\.zip$/);
    const zip = await fromBufferPromise(readFileSync((await exported(admin, made.id)).path));
    const names: string[] = [];
    for await (const { fileName } of zip.eachEntry()) names.push(fileName);
    const root = 'Scores of Person a1 2026';
    expect(names.filter((name) => !name.includes('00002'))).toEqual([
      `${root}/${root}.xlsx`,
      `${root}/${NAME}/E1.txt`,
      `${root}/${NAME}/E2.txt`,
    ]);
  });

  test('leaves out a file that the administrator keeps back', async () => {
    const { evidence } = await ask(admin, 'submissions.show', { submission });
    const [file] = evidence;
    if (file === undefined) throw new Error('There is no evidence.');
    await ask(admin, 'cautions.keepBack', { sha256: file.sha256, reason: 'Names in it.' });
    const made = await ask(admin, 'workbooks.make', { person: a1, job: randomUUID() });
    expect(made).toMatchObject({ evidenceFiles: 3, keptBack: 1 });
  });

  test('is not made for somebody to whom nothing is assigned', async () => {
    expect((await refusalOf(admin, 'workbooks.make', { person: chairs, job: randomUUID() })).code).toBe(
      'not-found',
    );
  });
});

describe('the workbook as it comes back', () => {
  test.each([
    [
      'xlsx',
      async (workbook: Map<string, Cells>) => [
        await stageBytes(admin, 'scores.xlsx', await xlsxOf(workbook)),
      ],
    ],
    [
      'ods',
      async (workbook: Map<string, Cells>) => [
        await stageBytes(
          admin,
          'scores.ods',
          await writeOds({ sheets: [...workbook].map(([name, rows]) => ({ name, rows })) }),
        ),
      ],
    ],
    [
      'a table for each sheet',
      async (workbook: Map<string, Cells>) =>
        Promise.all(
          [...workbook]
            .filter(([name]) => !/^(Instructions|About)/.test(name))
            .map(([name, rows]) => stageBytes(admin, `scores-${name}.csv`, writeCsv(rows))),
        ),
    ],
  ])('as %s is a whole sheet, signed as entered for the assessor', async (_, saved) => {
    const workbook = await workbookFor(a1);
    fillAll(sheetOf(workbook));
    const given = await saved(workbook);
    const rehearsed = await ask(admin, 'scores.load', { staged: given, accept: false });
    expect(rehearsed).toMatchObject({
      assessor: 'Person a1',
      forAnother: true,
      problems: [],
      notes: [],
      written: 0,
    });
    expect(rehearsed.sheets.map(({ state, scored, items }) => [state, scored, items])).toEqual([
      ['ready', 5, 5],
      ['not-begun', 0, 5],
    ]);
    expect(await ask(admin, 'scores.load', { staged: given, accept: true })).toMatchObject({ written: 1 });
    const entry = admin.context.ledger.current({ round: round.id, kind: 'sheet', key: `${submission} a1` });
    expect(entry).toMatchObject({ act: 'sheet-submitted', person: 'admin', facts: { person: 'a1' } });
    if (entry?.act !== 'sheet-submitted') throw new Error('No sheet was written.');
    expect(entry.text?.words['1.1']).toEqual({ note: 'Read 1.1.', feedback: 'Well kept.' });
    expect(entry.facts.scores[0]?.citations.map(({ page }) => page)).toEqual([4, undefined]);
    const again = await ask(admin, 'scores.load', { staged: given, accept: true });
    expect([again.written, again.sheets[0]?.state]).toEqual([0, 'known']);
  });

  test('says each problem with its place, and takes in the sheets that are ready', async () => {
    const workbook = await workbookFor(a1);
    const [, second] = [...workbook.values()].filter((cells) => cells.some((row) => row[0] === '1.1'));
    if (second === undefined) throw new Error('There is no second sheet.');
    fillAll(second);
    const cells = sheetOf(workbook);
    fillAll(cells);
    const off = fill(cells, '2.1', 'Gren');
    const cited = fill(cells, '3.1', 'Met', '', '', 'E9 p. 2');
    const silent = fill(cells, '4.1', 'Not met', '');
    const empty = fill(cells, '5.1', '', '', '', '');
    cells.push(['6.6', '', '', '', '', '', '', 'Met']);
    const given = await staged(workbook);
    const { problems, sheets } = await ask(admin, 'scores.load', { staged: given, accept: false });
    expect(sheets.map(({ state }) => state)).toEqual(['has-problems', 'ready']);
    const rowCalled = (row: number) => `${NAME}, row ${row}`;
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      `${rowCalled(off)}: the level ‘Gren’ is not on the scale. Use Met, Partly met, Not met, Does not apply or Cannot judge from this evidence.`,
      `${rowCalled(cited)}: ‘E9’ is no evidence of this submission. Its references are E1 and E2.`,
      `${rowCalled(cells.length)}: 6.6 is not asked of this submission. Leave the row as it was, or move what is written to the row it belongs to.`,
      `${rowCalled(silent)}, 4.1: say why in the note for the panel. A level below ‘Met’ needs a reason.`,
      `${rowCalled(empty)}, 5.1: give a level, or say that it does not apply or cannot be judged.`,
    ]);
    expect(problems.map(({ place }) => place.at)).toContain(`${rowCalled(off)}, level`);
    expect((await refusalOf(admin, 'scores.load', { staged: given, accept: true })).code).toBe('wrong-input');
    const ready = sheets.filter(({ state }) => state === 'ready').map((each) => each.submission);
    expect(
      await ask(admin, 'scores.load', { staged: given, accept: true, submissions: ready }),
    ).toMatchObject({
      written: 1,
    });
  });

  test('survives a row put in between, columns in another order, and notes of their own', async () => {
    const workbook = await workbookFor(a1);
    const cells = sheetOf(workbook);
    fillAll(cells);
    cells.splice(6, 0, ['My own line', null, 'between']);
    const turned = cells.map((row) => Array.from({ length: 12 }, (_, at) => row[at] ?? null).toReversed());
    workbook.set(NAME, turned);
    workbook.set('My notes', [['Ask about the rota']]);
    const { sheets, problems, notes } = await ask(admin, 'scores.load', {
      staged: await staged(workbook),
      accept: false,
    });
    expect([sheets[0]?.state, problems]).toEqual(['ready', []]);
    expect(notes).toEqual(['The sheet ‘My notes’ is none of the workbook’s, and was left aside.']);
  });

  test('of somebody else, of another round, or without its mark is told apart', async () => {
    const workbook = await workbookFor(a1);
    fillAll(sheetOf(workbook));
    expect(
      (await refusalOf(admin, 'scores.load', { staged: await staged(workbook), as: a2, accept: false }))
        .sentence,
    ).toBe('This workbook was made for somebody else. Choose whose scores they are.');
    const mark = sheetOf(workbook)[2] ?? [];
    mark[0] = String(mark[0]).replace('made-2026', 'made-2025');
    const elsewhere = await ask(admin, 'scores.load', { staged: await staged(workbook), accept: false });
    expect(elsewhere.problems.map(({ sentence }) => sentence)).toEqual([
      `The sheet ‘${NAME}’ was made for another round. Turn to that round first.`,
    ]);
    mark[0] = '';
    const lost = await ask(admin, 'scores.load', { staged: await staged(workbook), as: a1, accept: false });
    expect(lost.problems.map(({ sentence }) => sentence)).toEqual([
      `The sheet ‘${NAME}’ has lost the line under its title that says which submission it is. Copy the scores into the workbook as it was sent.`,
    ]);
    mark[0] = 'award-panel/scores/2 made-2026 later';
    expect(
      (await ask(admin, 'scores.load', { staged: await staged(workbook), as: a1, accept: false })).problems,
    ).toHaveLength(1);
  });

  test('without any scores in it is told so before it is asked whose they are', async () => {
    const said = async (name: string, bytes: string | Uint8Array) =>
      (await refusalOf(admin, 'scores.load', { staged: await stageBytes(admin, name, bytes), accept: false }))
        .sentence;
    expect(await said('notes.csv', 'Rota\nAsk Ben')).toBe(
      'Row 1 has no heading ‘organisation’, ‘item’, ‘level’, ‘note’, ‘feedback’. The headings are organisation, item, level, note and feedback.',
    );
    expect(await said('notes.xlsx', await xlsxOf(new Map([['Rota', [['Ask Ben']]]])))).toBe(
      'The file has no sheet of a scoring workbook in it, and no table of scores. Choose another.',
    );
    expect(await said('scores.csv', `organisation,item,level,note,feedback\n${NAME},1.1,Met,,`)).toBe(
      'The file does not say whose scores they are. Choose the assessor.',
    );
  });

  test('made before a newer version came says so, and names the version that was scored', async () => {
    const workbook = await workbookFor(a1);
    fillAll(sheetOf(workbook));
    receiveNewer('3.1', 'We do it better now.');
    const { notes, sheets } = await ask(admin, 'scores.load', {
      staged: await staged(workbook),
      accept: true,
    });
    expect(sheets[0]?.state).toBe('ready');
    expect(notes).toEqual([
      expect.stringMatching(
        /version 2 came on .*, after this workbook was made\. It changes 3\.1: ask for another look at it\. The sheet will say that version 1 was scored\.$/,
      ),
    ]);
    const [scored] = await admin.context.store.db.selectFrom('sheet').select('version').execute();
    const versions = await admin.context.store.db
      .selectFrom('submission_version')
      .select(['version', 'number'])
      .where('submission', '=', submission)
      .execute();
    expect(versions.find(({ version }) => version === scored?.version)?.number).toBe(1);
  });

  test('becomes drafts on the assessor’s own desk', async () => {
    const mine = await desks.open('a1');
    await carry(admin, mine, { purpose: 'round', to: a1 });
    const workbook = await workbookFor(a1);
    fill(sheetOf(workbook), '1.1', 'Partly met', 'Some of it.');
    const given = await stageBytes(mine, 'scores.xlsx', await xlsxOf(workbook));
    expect(await ask(mine, 'scores.load', { staged: given, accept: true })).toMatchObject({
      forAnother: false,
      written: 1,
    });
    expect((await ask(mine, 'sheets.open', { submission })).scores).toMatchObject([
      { item: '1.1', note: 'Some of it.' },
    ]);
  });

  test('is not entered by an administrator who assesses the same submission and is blind to it', async () => {
    await ask(admin, 'people.appoint', {
      id: round.administrator.id,
      name: 'Person admin',
      email: '',
      profession: '',
      roles: ['administrator', 'assessor'],
    });
    await ask(admin, 'assignments.make', { assignments: [{ submission, person: round.administrator.id }] });
    const workbook = await workbookFor(a1);
    fillAll(sheetOf(workbook));
    const { problems } = await ask(admin, 'scores.load', { staged: await staged(workbook), accept: false });
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      `${NAME}: you assess this submission yourself. Another administrator enters the scores of others until its moderation has opened.`,
    ]);
  });

  test('after moderation has opened on another sheet of theirs changes nothing', async () => {
    const workbook = await workbookFor(a1);
    fillAll(sheetOf(workbook));
    await ask(admin, 'scores.load', { staged: await staged(workbook), accept: true });
    const chair = await desks.open('chair');
    await carry(admin, chair, { purpose: 'moderation', to: chairs });
    await ask(chair, 'moderation.open', { submission, present: [] });
    await carry(chair, admin, { purpose: 'update', to: round.administrator.id });
    fill(sheetOf(workbook), '1.1', 'Not met', 'I was wrong.');
    const { problems } = await ask(admin, 'scores.load', { staged: await staged(workbook), accept: false });
    expect(problems[0]?.sentence).toContain('moderation has opened on the sheet that is in');
  });
});

describe('a sheet that was entered for an assessor', () => {
  async function entered(): Promise<void> {
    const workbook = await workbookFor(a1);
    fillAll(sheetOf(workbook));
    await ask(admin, 'scores.load', { staged: await staged(workbook), accept: true });
  }

  test('stays marked until the assessor confirms it on a desk of their own', async () => {
    await entered();
    expect((await ask(admin, 'moderation.list', {}))[0]?.toConfirm).toBe(1);
    const mine = await desks.open('a1');
    await carry(admin, mine, { purpose: 'round', to: a1 });
    const [shown] = (await ask(mine, 'sheets.mine', {})).filter((each) => each.submission === submission);
    expect(shown).toMatchObject({ state: 'submitted', toConfirm: 'Person admin', scored: 5 });
    expect((await ask(mine, 'sheets.open', { submission })).scores).toHaveLength(5);
    await ask(mine, 'sheets.confirm', { submission });
    expect((await refusalOf(mine, 'sheets.confirm', { submission })).code).toBe('already-done');
    await carry(mine, admin, { purpose: 'scores', to: round.administrator.id });
    expect((await ask(admin, 'moderation.list', {}))[0]?.toConfirm).toBe(0);
  });

  test('recalled by the assessor is a draft with all that was entered', async () => {
    await entered();
    const mine = await desks.open('a1');
    await carry(admin, mine, { purpose: 'round', to: a1 });
    await ask(mine, 'sheets.recall', { submission, reason: 'Not what I wrote.' });
    const { state, scores } = await ask(mine, 'sheets.open', { submission });
    expect([state, scores.length, scores[0]?.note]).toEqual(['recalled', 5, 'Read 1.1.']);
  });

  test('is confirmed by a chair who says how they know, and by nobody who entered it', async () => {
    await entered();
    const chair = await desks.open('chair');
    await carry(admin, chair, { purpose: 'moderation', to: chairs });
    expect((await refusalOf(chair, 'sheets.confirm', { submission, person: a1 })).code).toBe('reason-needed');
    await ask(chair, 'moderation.open', { submission, present: [] });
    const before = await ask(chair, 'moderation.show', { submission });
    expect(before.assessors).toMatchObject([{ id: 'a1', enteredBy: 'Person admin', mayConfirm: true }]);
    await ask(chair, 'sheets.confirm', { submission, person: a1, how: 'She telephoned.' });
    const after = await ask(chair, 'moderation.show', { submission });
    expect(after.assessors).toMatchObject([{ confirmedBy: 'Person chair', mayConfirm: false }]);
    expect(
      (await refusalOf(admin, 'sheets.confirm', { submission, person: a1, how: 'I typed it.' })).code,
    ).toBe('not-allowed');
  });

  test('confirmed by hand by whoever entered it counts for nothing, whomever they name', async () => {
    await ask(admin, 'people.appoint', {
      id: round.administrator.id,
      name: 'Person admin',
      email: '',
      profession: '',
      roles: ['administrator', 'chair'],
    });
    await entered();
    const sheet = admin.context.ledger.heads({ round: round.id, kind: 'sheet', key: `${submission} a1` })[0];
    if (sheet === undefined) throw new Error('No sheet was written.');
    const facts = { round: round.id, submission, person: a1, sheet };
    expect(() =>
      admin.context.ledger.append('sheet-confirmed', {
        facts: { ...facts, enteredBy: round.administrator.id },
        text: { how: 'So.' },
      }),
    ).toThrow('Whoever entered a sheet for somebody cannot confirm it as well.');
    admin.context.ledger.append('sheet-confirmed', {
      facts: { ...facts, enteredBy: chairs },
      text: { how: 'So.' },
    });
    expect((await ask(admin, 'moderation.list', {}))[0]?.toConfirm).toBe(1);
  });

  test('entered again is another sheet, which waits to be confirmed again', async () => {
    await entered();
    const chair = await desks.open('chair');
    await carry(admin, chair, { purpose: 'moderation', to: chairs });
    await ask(chair, 'sheets.confirm', { submission, person: a1, how: 'She telephoned.' });
    await carry(chair, admin, { purpose: 'update', to: round.administrator.id });
    expect((await ask(admin, 'moderation.list', {}))[0]?.toConfirm).toBe(0);
    const workbook = await workbookFor(a1);
    fillAll(sheetOf(workbook));
    fill(sheetOf(workbook), '1.1', 'Partly met', 'On reflection.');
    const { notes } = await ask(admin, 'scores.load', { staged: await staged(workbook), accept: true });
    expect(notes).toEqual([expect.stringMatching(/a sheet is in since .*\. This one takes its place\.$/)]);
    expect((await ask(admin, 'moderation.list', {}))[0]?.toConfirm).toBe(1);
  });
});

test('what the parser gives back of a number of a standard is what was written', () => {
  expect(parseCsv('1.10,2.0')).toEqual([['1.10', '2.0']]);
});
