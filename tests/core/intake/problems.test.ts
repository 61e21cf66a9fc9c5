import { existsSync, readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import type { FormFill } from '../../../electron/core/intake/form.ts';
import type { RehearsalInput } from '../../../electron/core/intake/rehearse.ts';
import { Instant } from '../../../shared/domain/ids.ts';
import { PROBLEM_CODES, type ProblemCode, type Rehearsal } from '../../../shared/domain/intake.ts';
import { StandardSet } from '../../../shared/domain/standard-set.ts';
import { unzipped } from '../../support/packages.ts';
import { closesAt, files, folderOf, form, organisations, rehearsalOf, row, set, whole } from './delivery.ts';

const change = (more: Partial<FormFill>): FormFill => ({ ...whole, ...more });
const answering = (item: string, more: Parameters<typeof row>[1]): FormFill =>
  change({ rows: whole.rows.map((one) => (one.item === item ? row(item, more) : one)) });
const without = (item: string): FormFill => change({ rows: whole.rows.filter((one) => one.item !== item) });
const also = (item: string, more: Parameters<typeof row>[1] = {}): FormFill =>
  change({ rows: [...whole.rows, row(item, more)] });
const evidence = (
  ...more: { ref: string; name: string; shows?: string; namesRemoved?: string }[]
): FormFill =>
  change({
    evidence: [...whole.evidence, ...more.map((one) => ({ shows: '', namesRemoved: 'Yes', ...one }))],
  });

const seen = new Set<ProblemCode>();

/** The one problem of that code, with its severity, place and sentence. */
async function find(code: ProblemCode, rehearsal: Promise<Rehearsal>) {
  const { organisations: rehearsed } = await rehearsal;
  const found = rehearsed.flatMap(({ problems }) => problems).filter((problem) => problem.code === code);
  if (found.length > 0) seen.add(code);
  return found.map(({ severity, place, sentence }) => `${severity} | ${place.at} | ${sentence}`);
}

const ofFolder = async (
  fill?: FormFill,
  beside?: Record<string, string | Uint8Array>,
  template?: Parameters<typeof folderOf>[2],
  more?: Partial<RehearsalInput>,
) => rehearsalOf(await folderOf(fill, beside, template), more);

test('a delivery with nothing amiss is ready, and says nothing', async () => {
  const { organisations: rehearsed, unplaced } = await ofFolder();
  expect(unplaced).toEqual([]);
  expect(rehearsed).toMatchObject([
    {
      organisation: 'riverbend',
      name: 'Riverbend Community Trust',
      verdict: 'ready',
      problems: [],
      versionNumber: 1,
      late: false,
    },
  ]);
  expect(rehearsed[0]?.content).toMatchObject({
    transitions: ['newly-registered'],
    professions: ['Dietitians', 'Physiotherapists'],
    declaredBy: 'A director, Director, 6 March 2026',
    gaps: [],
  });
  expect(rehearsed[0]?.content?.responses.map(({ item }) => item)).toEqual([
    '1.1',
    '1.2',
    '3.3/newly-registered',
    '5.6',
  ]);
  expect(rehearsed[0]?.content?.responses[0]).toMatchObject({
    selfRating: { kind: 'level', level: 2 },
    references: [{ ref: 'E1', pages: 'p. 4', firstPage: 4 }],
  });
  expect(rehearsed[0]?.files.map(({ ref, path }) => [ref, path])).toEqual([
    ['E1', 'riverbend/evidence/policy.pdf'],
    ['E2', 'riverbend/evidence/tracker.csv.pdf'],
  ]);
});

describe('problems of the answers, each with its place and its sentence', () => {
  test.each<[ProblemCode, FormFill, string]>([
    [
      'rating-off-scale',
      answering('1.2', { rating: 'Gren' }),
      'gap | Self-assessment, row 6 | The rating ‘Gren’ is not on the scale. Use Not met, Partly met or Met.',
    ],
    [
      'rating-off-scale',
      answering('1.2', { rating: 'Prtly met' }),
      'gap | Self-assessment, row 6 | The rating ‘Prtly met’ is not on the scale. It may mean Partly met. Use Not met, Partly met or Met.',
    ],
    [
      'unknown-standard',
      also('1.9'),
      'refusal | Self-assessment, row 12 | There is no standard ‘1.9’ in Small standards. Section 1 has 1.1 and 1.2. Correct the number, or empty the row.',
    ],
    [
      'removed-standard-answered',
      also('5.5'),
      'note | Self-assessment, row 12 | 5.5 was removed from the standards and is not asked. Its answer is left out.',
    ],
    [
      'answered-twice',
      also('1.2/again'),
      'refusal | Self-assessment, row 12 | 1.2 is answered twice, in rows 6 and 12. Keep one of them.',
    ],
    [
      'unknown-transition',
      also('3.3/moving'),
      'refusal | Self-assessment, row 12 | 3.3 is asked by transition, and ‘moving’ is none of them. Use Newly registered or Return to practice.',
    ],
    [
      'mandatory-empty',
      without('1.1'),
      'gap | Self-assessment, row 5 | 1.1 is mandatory and was left empty.',
    ],
    ['answer-empty', without('1.2'), 'gap | Self-assessment, row 6 | 1.2 was left empty.'],
    [
      'rating-empty',
      answering('1.1', { rating: '' }),
      'gap | Self-assessment, row 5 | 1.1 is mandatory and has no rating.',
    ],
    [
      'account-empty',
      answering('1.2', { account: '' }),
      'gap | Self-assessment, row 6 | 1.2 has no account.',
    ],
    [
      'not-applicable-without-reason',
      answering('1.2', { rating: 'not  applicable', account: '' }),
      'gap | Self-assessment, row 6 | 1.2 is said to be not applicable, without a reason. Ask why it does not apply.',
    ],
    [
      'transition-not-offered',
      also('3.3/return-to-practice'),
      'refusal | Self-assessment, row 9 | The row answers for Return to practice, which the Organisation sheet says is not offered. Change one or the other.',
    ],
    [
      'transition-unanswered',
      change({ transitions: { 'newly-registered': 'Yes', 'return-to-practice': 'Yes' } }),
      'gap | Self-assessment | Return to practice is offered, and none of its 1 rows is answered.',
    ],
    [
      'transitions-not-said',
      change({ transitions: {} }),
      'note | Organisation | It is not said whether Newly registered is offered. Its rows are answered, so it was read as offered.',
    ],
    [
      'transitions-not-said',
      { ...without('3.3/newly-registered'), transitions: {} },
      'refusal | Organisation | It is not said which transitions are offered, and none is answered. Ask which of Newly registered and Return to practice it is.',
    ],
    [
      'neither-yes-nor-no',
      change({ transitions: { 'newly-registered': 'Yes', 'return-to-practice': 'Perhaps' } }),
      'note | Organisation, row 13 | ‘Perhaps’ for Return to practice is neither Yes nor No. It was read as not said.',
    ],
    [
      'yes-or-no-with-words',
      change({ transitions: { 'newly-registered': 'Yes', 'return-to-practice': 'No, none came' } }),
      'note | Organisation, row 13 | ‘No, none came’ for Return to practice was read as No. Look whether the words beside it matter.',
    ],
    [
      'nothing-answered',
      change({ rows: [] }),
      'refusal | Self-assessment | No standard is answered. Ask for the form filled in.',
    ],
    [
      'declaration-missing',
      change({ declaration: { confirmed: '', name: '', role: '', date: '' } }),
      'gap | Declaration | Nobody has signed the declaration. Ask who stands by the submission.',
    ],
    [
      'too-long',
      answering('1.2', { account: 'a'.repeat(30_001) }),
      'refusal | Self-assessment, row 6 | The account has 30,001 characters, and the most is 30,000. Ask for it to be shortened, or sent as evidence.',
    ],
    [
      'reference-unknown',
      answering('1.2', { references: [{ ref: 'E9', pages: 'p. 1' }] }),
      'gap | Self-assessment, row 6 | E9 is not on the Evidence sheet. Ask which file it is.',
    ],
    [
      'reference-unreadable',
      answering('1.2', { references: [{ ref: 'see the policy', pages: '' }] }),
      'note | Self-assessment, row 6 | ‘see the policy’ names no reference from the Evidence sheet. What names none is left out.',
    ],
    [
      'reference-twice',
      evidence({ ref: 'E 01', name: 'other.pdf' }),
      'refusal | Evidence, row 6 | E 01 stands for both ‘policy.pdf’ (row 4) and ‘other.pdf’. Give each file its own reference.',
    ],
    [
      'evidence-without-name',
      evidence({ ref: 'E3', name: '', shows: 'The timetable' }),
      'gap | Evidence, row 6 | E3 says what it shows and names no file. Ask which file it is.',
    ],
    [
      'names-not-removed',
      change({
        evidence: whole.evidence.map((one) => (one.ref === 'E2' ? { ...one, namesRemoved: 'No' } : one)),
      }),
      'note | Evidence, row 5 | E2 says that names were not removed from ‘tracker.csv.pdf’. Look before it goes to assessors.',
    ],
  ])('%s', async (code, fill, told) => {
    expect(await find(code, ofFolder(fill))).toEqual([told]);
  });
});

describe('problems of the evidence', () => {
  const { 'policy.pdf': _, ...noPolicy } = files;
  test.each<[ProblemCode, FormFill, Record<string, string>, string]>([
    [
      'evidence-missing',
      whole,
      { ...noPolicy, 'polcy.pdf': 'the policy' },
      'gap | Evidence, row 4 | E1 names ‘policy.pdf’, and no such file came. It may be ‘polcy.pdf’.',
    ],
    [
      'evidence-missing',
      whole,
      noPolicy,
      'gap | Evidence, row 4 | E1 names ‘policy.pdf’, and no such file came. Ask for it.',
    ],
    [
      'evidence-unnamed',
      whole,
      { ...files, 'extra.docx': 'more' },
      'gap | riverbend/evidence/extra.docx | ‘extra.docx’ came and is not named on the Evidence sheet. It would be taken in as U1. Ask what it shows.',
    ],
    [
      'evidence-empty',
      whole,
      { ...files, 'policy.pdf': '' },
      'gap | riverbend/evidence/policy.pdf | E1, ‘policy.pdf’: the file is empty. Ask for it again.',
    ],
    [
      'evidence-empty',
      whole,
      { ...files, 'stray.pdf': '' },
      'note | riverbend/evidence/stray.pdf | ‘stray.pdf’ is empty and is not named on the Evidence sheet. It is left out.',
    ],
    [
      'evidence-matched',
      whole,
      { ...noPolicy, 'Policy.PDF': 'the policy' },
      'note | Evidence, row 4 | ‘policy.pdf’ was taken for the file ‘Policy.PDF’: only case, spaces or the writing of its letters differ.',
    ],
    [
      'same-file-twice',
      whole,
      { 'policy.pdf': 'the same', 'tracker.csv.pdf': 'the same' },
      'note | Evidence, row 5 | E2, ‘tracker.csv.pdf’, is the same file as E1, ‘policy.pdf’. Ask whether another was meant.',
    ],
    [
      'same-file-twice',
      whole,
      { ...files, 'copies/policy.pdf': 'the policy' },
      'note | Evidence, row 4 | ‘policy.pdf’ is there 2 times, each the same. It is taken in once.',
    ],
    [
      'same-name-twice',
      whole,
      { ...files, 'old/policy.pdf': 'an older policy' },
      'refusal | Evidence, row 4 | ‘policy.pdf’ is there 2 times with different contents: riverbend/evidence/old/policy.pdf and riverbend/evidence/policy.pdf. Keep the one that is meant, or write the folder before the name.',
    ],
    [
      'same-name-twice',
      evidence({ ref: 'E3', name: 'Policy.pdf' }),
      files,
      'note | Evidence, row 6 | E3 names the same file as E1 (row 4), ‘Policy.pdf’. Both references will open it.',
    ],
  ])('%s', async (code, fill, beside, told) => {
    expect(await find(code, ofFolder(fill, beside))).toEqual([told]);
  });

  test('Unicode forms are forgiven: a name typed in one and stored in the other', async () => {
    const name = 'Résumé of feedback.pdf';
    const rehearsal = await ofFolder(evidence({ ref: 'E3', name: name.normalize('NFC') }), {
      ...files,
      [name.normalize('NFD')]: 'it',
    });
    expect(rehearsal.organisations[0]).toMatchObject({ verdict: 'ready' });
    expect(rehearsal.organisations[0]?.files.map(({ ref }) => ref)).toEqual(['E1', 'E2', 'E3']);
  });
});

describe('problems of the form', () => {
  const other = (more: object) => StandardSet.parse({ ...set, ...more });
  const round = { id: '2026', year: 2026, closesAt };
  test.each<[ProblemCode, Parameters<typeof folderOf>[2], string]>([
    [
      'other-year',
      { round: { ...round, id: '2025', year: 2025 } },
      'refusal | About this form | The form is for 2025, and this round is 2026. Ask for the submission on this year’s form.',
    ],
    [
      'other-round',
      { round: { ...round, id: 'pilot' } },
      'note | About this form | The form was made for another round of 2026, with the same standards. It was read as one for this round.',
    ],
    [
      'other-set',
      { set: other({ id: 'large' }) },
      'refusal | About this form | The form is for other standards, ‘large’. This round uses ‘small’. Ask for the submission on the form of this round.',
    ],
    [
      'other-version',
      { set: other({ version: 1 }) },
      'note | About this form | The form has version 1 of the standards, and this round now uses version 2. Its answers were read by their numbers.',
    ],
    [
      'other-version',
      { set: other({ version: 3 }) },
      'refusal | About this form | The form has version 3 of the standards, and this round uses version 2. Load those standards first, or ask for the submission on the form of this round.',
    ],
    [
      'unknown-organisation',
      { organisation: { id: 'riverbent', name: 'Riverbend Comunity Trust' } },
      'refusal | Organisation | ‘Riverbend Comunity Trust’ is not an organisation in this round. It may be Riverbend Community Trust.',
    ],
    [
      'name-differs',
      { organisation: { id: 'riverbend', name: 'Riverside Trust' } },
      'note | Organisation | The form calls itself ‘Riverside Trust’, and its code is that of Riverbend Community Trust. Look whether it is theirs.',
    ],
  ])('%s', async (code, template, told) => {
    expect(await find(code, ofFolder(whole, files, template))).toEqual([told]);
  });

  test('a form of another year is not read further: no file beside it is called unnamed', async () => {
    const { organisations: rehearsed } = await ofFolder(whole, files, {
      round: { ...round, id: '2025', year: 2025 },
    });
    expect(rehearsed[0]?.problems.map(({ code }) => code)).toEqual(['other-year']);
  });

  const sheet = (name: string, rows: string[][], hidden = false) => ({ name, rows, hidden });
  const assessment = sheet('self-assessment ', [
    ['Notes'],
    ['Standard', 'Your  rating', 'YOUR ACCOUNT'],
    ['1.1', 'met', 'We do.'],
  ]);

  test.each<[ProblemCode, Parameters<typeof writeXlsx>[0], string]>([
    [
      'not-our-form',
      { sheets: [sheet('About this form', [['Form', 'another/form/9']])] },
      'refusal | About this form | The form calls itself ‘another/form/9’, which this program does not know. The selected file must use the template.',
    ],
    [
      'sheet-missing',
      {
        sheets: [
          sheet('About this form', [
            ['Form', 'award-panel/submission/1'],
            ['Year', '2026'],
            ['Round', '2026'],
            ['Standards', 'small'],
            ['Version of the standards', '2'],
          ]),
        ],
      },
      'refusal | Self-assessment | The workbook has no ‘Self-assessment’ sheet with the headings Standard and Your rating. The selected file must use the template.',
    ],
    [
      'hidden-sheet',
      { sheets: [assessment, sheet('Staff', [['Names']], true)] },
      'note | Staff | The sheet ‘Staff’ is hidden. Look whether it names anybody before the workbook is passed on.',
    ],
    [
      'comment',
      {
        sheets: [
          { ...assessment, cells: new Map([['2,2', { value: 'We do.', comment: { text: 'Thin' } }]]) },
        ],
      },
      'note | self-assessment , C3 | A comment stands here. Comments are not read: look whether it says something that belongs to an answer, or names anybody.',
    ],
    [
      'formula-error',
      { sheets: [{ ...assessment, rows: [...assessment.rows, ['1.2', 'met', '#NAME?']] }] },
      'note | self-assessment , C4 | The cell shows ‘#NAME?’: what was typed was taken for a formula. Ask what it says.',
    ],
    [
      'left-out',
      { sheets: [assessment, sheet('More', [['about 1.1']])] },
      'note | More | The sheet ‘More’ is not part of the form. What stands on it is left out.',
    ],
    [
      'macro',
      { sheets: [assessment], vbaProject: new Uint8Array([1, 2, 3]) },
      'note | xl/vbaProject.bin | The workbook holds a macro. It was not run.',
    ],
    [
      'external-link',
      {
        sheets: [
          {
            ...assessment,
            cells: new Map([
              ['6,0', { value: 'our policy', hyperlink: { target: 'https://intranet.example.org/policy' } }],
            ]),
          },
        ],
      },
      'note | https://intranet.example.org/policy | The workbook links to ‘https://intranet.example.org/policy’. What lies there was not fetched and is not received.',
    ],
  ])('%s', async (code, workbook, told) => {
    const told1 = await find(code, rehearsalOf({ 'riverbend/form.xlsx': await writeXlsx(workbook) }));
    expect(told1).toContain(told);
  });
});

describe('problems of the delivery', () => {
  const locked = () =>
    writeXlsx({
      sheets: [{ name: 'Form', rows: [['x']] }],
      encryption: { password: 'secret', spinCount: 1000 },
    });

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    [
      'password protected',
      locked,
      'The workbook is password protected. Ask for a copy saved without a password.',
    ],
    [
      'truncated',
      async () => (await form()).subarray(0, 4000),
      'The workbook ends too early, as when a copy or an e-mail was cut off. Ask for it again.',
    ],
    ['empty', () => new Uint8Array(), 'The file is empty. Ask for it again.'],
    [
      'something else',
      () => Buffer.from('%PDF-1.7'),
      'The workbook is damaged and cannot be read. Open it in Excel or LibreOffice, save it again, or ask for it again.',
    ],
  ])('a workbook that is %s', async (_, bytes, sentence) => {
    const rehearsal = rehearsalOf({
      'riverbend/form.xlsx': await bytes(),
      'riverbend/policy.pdf': 'the policy',
    });
    expect(await find('workbook-unreadable', rehearsal)).toEqual([
      `refusal | riverbend/form.xlsx | ${sentence}`,
    ]);
    expect((await rehearsal).organisations).toMatchObject([
      { organisation: 'riverbend', verdict: 'refused', content: undefined },
    ]);
  });

  test('a spreadsheet that cannot be read beside a form is evidence', async () => {
    const rehearsal = await ofFolder(evidence({ ref: 'E3', name: 'locked.xlsx' }), {
      ...files,
      'locked.xlsx': await locked(),
    });
    expect(rehearsal.organisations).toMatchObject([{ verdict: 'ready', problems: [] }]);
  });

  test('a folder without a workbook', async () => {
    expect(
      await find('no-workbook', rehearsalOf({ ...(await folderOf()), 'hillside/policy.pdf': 'x' })),
    ).toEqual([
      'refusal | hillside | The folder holds no submission workbook. Ask for the form filled in, or pick the folder that holds it.',
    ]);
  });

  test('two workbooks of one organisation in one folder', async () => {
    const delivery = { ...(await folderOf()), 'riverbend/submission (2).xlsx': await form(also('5.5')) };
    expect(await find('two-workbooks', rehearsalOf(delivery))).toEqual([
      'refusal | riverbend | Several workbooks of Riverbend Community Trust lie in one folder: ‘submission.xlsx’ and ‘submission (2).xlsx’. Keep the one that counts.',
    ]);
  });

  test('two organisations with one folder', async () => {
    const hillside = await form(whole, { organisation: organisations[1] });
    expect(
      await find(
        'two-organisations',
        rehearsalOf({ 'all/a.xlsx': await form(), 'all/b.xlsx': hillside, 'all/policy.pdf': 'x' }),
      ),
    ).toEqual([
      'refusal | all | Workbooks of Riverbend Community Trust and Hillside Hospitals lie in one folder: ‘a.xlsx’ and ‘b.xlsx’. Give each organisation a folder of its own, since there is no telling whose the evidence is.',
    ]);
  });

  test('two organisations whose forms were picked with nothing beside them are two deliveries', async () => {
    const hillside = await form(whole, { organisation: organisations[1] });
    const { organisations: rehearsed } = await rehearsalOf({ 'a.xlsx': await form(), 'b.xlsx': hillside });
    expect(rehearsed.map(({ organisation, verdict }) => [organisation, verdict])).toEqual([
      ['riverbend', 'has-problems'],
      ['hillside', 'has-problems'],
    ]);
  });

  test('one organisation in two folders: neither is taken', async () => {
    const delivery = { ...(await folderOf()), 'late/form.xlsx': await form() };
    const told =
      'Riverbend Community Trust is there more than once: ‘late/form.xlsx’ and ‘riverbend/submission.xlsx’. Import the one that counts.';
    expect(await find('two-folders', rehearsalOf(delivery))).toEqual([
      `refusal | late/form.xlsx | ${told}`,
      `refusal | riverbend/submission.xlsx | ${told}`,
    ]);
  });

  test('one that came after the closing time is taken only with a reason; an extension moves the time', async () => {
    const receivedAt = Instant.parse('2026-04-01T09:30:00.000Z');
    const late = await ofFolder(whole, files, {}, { receivedAt });
    expect(late.organisations).toMatchObject([{ verdict: 'has-problems', late: true }]);
    expect(await find('late', Promise.resolve(late))).toEqual([
      'note | Riverbend Community Trust | It came on 1 April 2026 at 10:30, after the closing time, 31 March 2026 at 17:00. Taking it needs a reason.',
    ]);
    const extendedTo = Instant.parse('2026-04-02T16:00:00.000Z');
    const extended = await ofFolder(
      whole,
      files,
      {},
      { receivedAt, organisations: [{ ...organisations[0], extendedTo }] },
    );
    expect(extended.organisations).toMatchObject([{ verdict: 'ready', late: false }]);
  });

  test('a second version says which it would be; one that says the same is refused', async () => {
    const [first] = (await ofFolder()).organisations;
    if (first?.content === undefined) throw new Error('The first version was not read.');
    const lastVersions = new Map([['riverbend', { number: 1, content: first.content }]]);
    const second = await ofFolder(
      answering('1.2', { account: 'We do more now.' }),
      files,
      {},
      { lastVersions },
    );
    expect(second.organisations).toMatchObject([{ verdict: 'ready', versionNumber: 2 }]);
    expect(await find('new-version', Promise.resolve(second))).toEqual([
      'note | Riverbend Community Trust | Riverbend Community Trust has sent version 1 already. This would be version 2.',
    ]);
    expect(await find('same-as-last-version', ofFolder(whole, files, {}, { lastVersions }))).toEqual([
      'refusal | Riverbend Community Trust | Nothing in it differs from version 1, which is already here.',
    ]);
  });

  test('a zip is read as the folder that it holds; a damaged one is refused by itself', async () => {
    const zip = await zipOf(await folderOf());
    const whole = await rehearsalOf({ 'riverbend.zip': zip });
    expect(whole.organisations).toMatchObject([{ organisation: 'riverbend', verdict: 'ready' }]);
    expect(await find('zip-refused', rehearsalOf({ 'riverbend.zip': zip.subarray(0, 900) }))).toEqual([
      'refusal | riverbend.zip | The zip ends too early, as when a copy or an e-mail was cut off. Ask for it again.',
    ]);
  });

  test('a saved e-mail is opened, and a picture in the form itself is offered as evidence', async () => {
    const picture = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
    const inForm = await zipOf({ ...(await unzipped(await form())), 'xl/media/image1.png': picture });
    const words = Buffer.from(inForm).toString('base64');
    const mail = `From: a@example.org\r\nTo: b@example.org\r\nSubject: Ours\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream; name="form.xlsx"\r\nContent-Disposition: attachment; filename="form.xlsx"\r\nContent-Transfer-Encoding: base64\r\n\r\n${words}\r\n`;
    const rehearsal = rehearsalOf({ 'ours.eml': mail });
    expect(await find('mail-opened', rehearsal)).toEqual([
      'note | ours.eml | The e-mail was opened: one file came with it. Its own words are not taken.',
    ]);
    expect(await find('embedded-object', rehearsal)).toEqual([
      'gap | ours/form/image1.png | ‘image1.png’ lies in the workbook itself and is not named on the Evidence sheet. It would be taken in as U1. Ask what it shows.',
    ]);
  });

  test('files that belong to nobody are listed, and what systems leave behind is not', async () => {
    const { organisations: rehearsed, unplaced } = await rehearsalOf({
      ...(await folderOf()),
      'loose.pdf': 'x',
      'riverbend/.DS_Store': 'x',
      'riverbend/~$submission.xlsx': 'x',
      '__MACOSX/riverbend/._policy.pdf': 'x',
    });
    expect(unplaced).toEqual(['loose.pdf']);
    expect(rehearsed).toMatchObject([{ verdict: 'ready' }]);
  });
});

test('a hostile workbook of the corpus gets its sentence', async (context) => {
  const file = '../shared/corpus/hostile/poc-xmlbomb.xlsx';
  if (!existsSync(file)) return context.skip(`${file} is not on this machine`);
  const bytes = readFileSync(file);
  expect(await find('workbook-unreadable', rehearsalOf({ 'riverbend/form.xlsx': bytes }))).toEqual([
    'refusal | riverbend/form.xlsx | The workbook holds a document type declaration, which spreadsheets never need and attacks use. It was not opened.',
  ]);
});

test('no problem goes without its sentence: every code was found above', () => {
  expect(PROBLEM_CODES.filter((code) => !seen.has(code))).toEqual([]);
});

async function zipOf(delivery: Record<string, string | Uint8Array>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(delivery)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
