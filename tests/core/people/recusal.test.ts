import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { Hash, type OrganisationId, PersonId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, exported, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';

let desks: Desks;
let round: MadeRound;
let admin: Desk;
let submission: SubmissionId;
let organisation: OrganisationId;
const [a1, chair] = [PersonId.parse('a1'), PersonId.parse('chair')];

beforeEach(async () => {
  desks = makeDesks();
  round = makeRound(
    { organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 2 },
    { a2: ['observer'] },
  );
  const [first] = round.submissions;
  if (first === undefined) throw new Error('The round is empty.');
  ({ submission, organisation } = first);
  admin = await desks.open('admin');
  await layRound(admin, round);
});
afterEach(() => desks.end());

const recuse = (person: PersonId, reason = 'Married to its director.') =>
  ask(admin, 'interests.settle', { person, organisation, outcome: 'recused', reason });

const rows = (desk: Desk, table: string, where = '') =>
  desk.context.store.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table} ${where}`).get()?.n ?? 0;

/** Everything in a database that could hold words, as one text. */
const allWords = (desk: Desk) =>
  desk.context.store
    .prepare<[], { header: string; text: string | null }>(
      'SELECT e.header, t.text FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash',
    )
    .all()
    .map(({ header, text }) => `${header} ${text ?? ''}`)
    .join('\n');

const filesOf = (of: SubmissionId) =>
  admin.context.store
    .prepare<[string], { sha256: string }>('SELECT DISTINCT sha256 FROM evidence_item WHERE submission = ?')
    .all(of)
    .map(({ sha256 }) => Hash.parse(sha256));

test('the desk of a recused assessor holds nothing of the submission but what they signed', async () => {
  const mine = await desks.open('a1');
  await carry(admin, mine, { purpose: 'round', to: a1 });
  await scoreMade(mine, round, submission, a1);
  const files = filesOf(submission);
  expect(files.every((file) => mine.context.store.evidence.has(file))).toBe(true);

  await recuse(a1);
  await carry(admin, mine, { purpose: 'round', to: a1 });
  expect((await ask(mine, 'sheets.mine', {})).map((each) => each.submission)).not.toContain(submission);
  for (const table of ['submission_version', 'response', 'evidence_item', 'draft_score', 'draft_sheet'])
    expect(rows(mine, table, `WHERE submission = '${submission}'`), table).toBe(0);
  expect(files.filter((file) => mine.context.store.evidence.has(file))).toEqual([]);
  expect(allWords(mine)).not.toContain(`v1-${organisation}`);
  expect((await refusalOf(mine, 'sheets.open', { submission })).code).toBe('not-found');
  // The other submission is untouched, and all of it is in order.
  expect(await ask(mine, 'sheets.mine', {})).toHaveLength(1);
  const report = await ask(mine, 'desk.verify', {});
  expect([report.ok, report.findings]).toEqual([true, []]);
});

test('a submitted sheet stays on the desk of who signed it, and an old file brings nothing back', async () => {
  const mine = await desks.open('a1');
  const old = await ask(admin, 'packs.create', { purpose: 'round', to: a1, job: 'old' });
  const passphrase = old.passphrase ?? '';
  await carry(admin, mine, { purpose: 'round', to: a1 });
  await scoreMade(mine, round, submission, a1);
  await ask(mine, 'sheets.submit', { submission });
  await recuse(a1);
  await carry(admin, mine, { purpose: 'round', to: a1 });
  expect(rows(mine, 'sheet', `WHERE submission = '${submission}'`)).toBe(1);

  const { path, name } = await exported(admin, old.id);
  const staged = await stageBytes(mine, name, readFileSync(path));
  const rehearsal = await ask(mine, 'packs.rehearse', { staged, passphrase, job: 'again' });
  await ask(mine, 'packs.accept', { rehearsal: rehearsal.id, job: 'again' });
  expect(rows(mine, 'submission_version', `WHERE submission = '${submission}'`)).toBe(0);
  expect(filesOf(submission).filter((file) => mine.context.store.evidence.has(file))).toEqual([]);
  // It goes back whole, and the chair rules on it.
  await carry(mine, admin, { purpose: 'scores', to: round.administrator.id });
  expect(await ask(admin, 'sheets.left', {})).toMatchObject([{ person: 'a1', why: 'not-taking-part' }]);
});

test('the desk of a recused chair gives up all but the bare outcome', async () => {
  const theirs = await desks.open('chair');
  await carry(admin, theirs, { purpose: 'moderation', to: chair });
  await recuse(chair);
  await carry(admin, theirs, { purpose: 'moderation', to: chair });
  expect(rows(theirs, 'submission_version', `WHERE submission = '${submission}'`)).toBe(0);
  expect(rows(theirs, 'submission_version')).toBe(1);
  expect((await ask(theirs, 'moderation.list', {})).map((each) => each.submission)).not.toContain(submission);
  expect((await ask(theirs, 'desk.verify', {})).findings).toEqual([]);
});

test('an administrator’s desk gives up nothing', async () => {
  const before = rows(admin, 'entry');
  const other = await desks.open('other');
  await ask(admin, 'people.appoint', {
    id: PersonId.parse('second'),
    name: 'Second',
    email: '',
    profession: '',
    roles: ['administrator'],
    employer: organisation,
  });
  await carry(admin, other, { purpose: 'moderation', to: PersonId.parse('second') });
  expect(rows(other, 'submission_version')).toBe(2);
  expect(rows(admin, 'entry')).toBeGreaterThan(before);
});

test('an assessor is told the organisations by name before anything is assigned, and declares on their own desk', async () => {
  await ask(admin, 'people.appoint', {
    id: PersonId.parse('new'),
    name: 'New',
    email: '',
    profession: '',
    roles: ['assessor'],
  });
  const mine = await desks.open('new');
  await carry(admin, mine, { purpose: 'round', to: PersonId.parse('new') });
  const { organisations } = await ask(mine, 'interests.mine', {});
  expect(organisations).toHaveLength(2);
  expect(rows(mine, 'submission_version')).toBe(0);
  expect(allWords(mine)).not.toContain('lead@o1.example.org');
  const report = await ask(mine, 'desk.verify', {});
  expect([report.findings, report.notes.join(' ')]).toEqual([[], expect.stringContaining('2 records')]);
  await ask(mine, 'interests.declare', {
    organisation,
    extent: 'potential',
    kind: 'professional',
    sentence: 'Applied for a post there.',
  });
  expect((await ask(mine, 'interests.mine', {})).interests).toMatchObject([{ state: 'waits', organisation }]);
  await carry(mine, admin, { purpose: 'update', to: round.administrator.id });
  expect(await ask(admin, 'interests.list', {})).toMatchObject([{ person: 'new', state: 'unsettled' }]);
  await ask(admin, 'interests.settle', {
    person: PersonId.parse('new'),
    organisation,
    outcome: 'accepted',
    reason: 'The post is filled.',
  });
  await carry(admin, mine, { purpose: 'round', to: PersonId.parse('new') });
  expect((await ask(mine, 'interests.mine', {})).interests).toMatchObject([
    { state: 'accepted', reason: 'The post is filled.' },
  ]);
});

test('nobody but chairs, deputies and administrators is sent another’s interest', async () => {
  await ask(admin, 'interests.declare', {
    person: chair,
    organisation,
    extent: 'actual',
    kind: 'financial',
    sentence: 'Holds shares in a supplier.',
  });
  await ask(admin, 'panels.form', { name: 'North', members: [a1], submissions: [submission] });
  const assessor = await desks.open('a1');
  await carry(admin, assessor, { purpose: 'round', to: a1 });
  const looksOn = await desks.open('a2');
  await carry(admin, looksOn, { purpose: 'moderation', to: PersonId.parse('a2') });
  for (const desk of [assessor, looksOn]) {
    expect(allWords(desk)).not.toContain('supplier');
    expect(rows(desk, 'interest')).toBe(0);
  }
  expect(rows(assessor, 'panel')).toBe(0);
  const theirs = await desks.open('chair');
  await carry(admin, theirs, { purpose: 'moderation', to: chair });
  expect(rows(theirs, 'interest')).toBe(1);
});
