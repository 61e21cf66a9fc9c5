import { readFileSync } from 'node:fs';
import { readXlsx, writeXlsx } from 'hucre';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { OrganisationId, PersonId, type Role, SubmissionId } from '../../../shared/domain/ids.ts';
import { type Desks, exported, makeDesks, refusalOf, stageBytes } from '../../support/desks.ts';
import { enterSheet, layPanel, type Panel } from '../../support/panel.ts';

let desks: Desks;
let panel: Panel;
let desk: Desk;
beforeEach(async () => {
  desks = makeDesks();
  panel = await layPanel(desks, { organisations: 2, assessors: 4 });
  desk = panel.desk;
});
afterEach(() => desks.end());

const id = (name: string) => PersonId.parse(name);
const submission = SubmissionId.parse('o1.made-2026');
const person = (name: string, roles: Role[] = ['assessor'], more: object = {}) => ({
  name,
  email: `${name}@example.org`,
  profession: '',
  roles,
  ...more,
});
const found = async (who: string) => (await ask(desk, 'people.list', {})).find((each) => each.id === who);

describe('people', () => {
  test('are appointed once for each e-mail address, and changed under their own name', async () => {
    const { id: noor } = await ask(desk, 'people.appoint', person('noor'));
    expect(
      await refusalOf(desk, 'people.appoint', person('other', ['chair'], { email: 'NOOR@example.org' })),
    ).toMatchObject({
      code: 'already-done',
      places: [{ kind: 'field', at: 'email' }],
    });
    await ask(desk, 'people.appoint', person('noor', ['assessor', 'chair'], { id: noor }));
    expect((await found(noor))?.roles).toEqual(['assessor', 'chair']);
  });

  test('cannot take the administrator’s part from themselves', async () => {
    const me = id('admin');
    const refusal = await refusalOf(desk, 'people.appoint', person('admin', ['chair'], { id: me }));
    expect(refusal.code).toBe('not-allowed');
    const down = await refusalOf(desk, 'people.standDown', { person: me, reason: 'Enough.' });
    expect(down.code).toBe('not-allowed');
  });

  test('stood down keep their name and what they did before', async () => {
    await enterSheet(panel, submission, id('a1'), 2);
    const assigned = async () =>
      (await ask(desk, 'assignments.list', {})).filter(({ person }) => person === 'a1').length;
    expect(await assigned()).toBeGreaterThan(0);
    await ask(desk, 'people.standDown', { person: id('a1'), reason: 'Has moved away.' });
    expect(await assigned()).toBe(0);
    expect(await found('a1')).toMatchObject({ name: 'Person a1', stoodDown: true, roles: [] });
    expect((await ask(desk, 'round.show', {})).counts.sheetsSubmitted).toBe(1);
    expect((await refusalOf(desk, 'people.standDown', { person: id('nobody'), reason: 'So.' })).code).toBe(
      'not-found',
    );
  });

  test('go out as a spreadsheet, are edited there, and come back with what would change', async () => {
    await ask(
      desk,
      'people.appoint',
      person('worker', ['assessor', 'chair'], { employer: OrganisationId.parse('o1') }),
    );
    await ask(desk, 'people.appoint', person('free', ['assessor'], { otherEmployer: 'A university' }));
    expect(await ask(desk, 'people.list', {})).toContainEqual(
      expect.objectContaining({ name: 'free', employerName: 'A university', employer: undefined }),
    );
    const given = await ask(desk, 'people.export', {});
    const { path, name } = await exported(desk, given.id);
    const bytes = readFileSync(path);
    const load = async (file: Uint8Array, accept: boolean) =>
      ask(desk, 'people.load', { staged: await stageBytes(desk, name, file), accept });
    const same = await load(bytes, true);
    expect([same.written, same.notInFile]).toEqual([0, 0]);
    expect(same.people.map(({ does }) => does)).toEqual(same.people.map(() => 'nothing'));

    const workbook = await readXlsx(bytes);
    const rows = workbook.sheets[0]?.rows ?? [];
    const at = rows.findIndex((cells) => cells.includes('worker'));
    const edited = rows
      .filter((cells) => !cells.includes('free') && cells.some((cell) => cell !== null && cell !== ''))
      .map((cells) => cells.map((cell) => (cell === 'worker' ? 'Worker Moss' : cell)));
    expect(at).toBeGreaterThan(0);
    const back = await writeXlsx({
      sheets: [{ name: 'People', rows: [...edited, [null, 'Pia', 'pia@example.org', 'observer', '', '']] }],
    });
    const rehearsed = await load(back, false);
    expect([rehearsed.written, rehearsed.notInFile]).toEqual([0, 1]);
    expect(rehearsed.people.filter(({ does }) => does !== 'nothing')).toMatchObject([
      { name: 'Worker Moss', does: 'change', changes: ['Name: worker, now Worker Moss.'] },
      { name: 'Pia', does: 'appoint', changes: [] },
    ]);
    expect((await load(back, true)).written).toBe(2);
    const people = await ask(desk, 'people.list', {});
    expect(people.find(({ name: called }) => called === 'Worker Moss')).toMatchObject({
      employer: 'o1',
      roles: ['assessor', 'chair'],
    });
    expect(people.map(({ name: called }) => called)).toContain('free');
  });

  test('from a file that takes the administrator’s part from who loads it: nobody', async () => {
    const csv = 'id,name,email,roles\nadmin,Person admin,admin@example.org,chair\n';
    const read = await ask(desk, 'people.load', {
      staged: await stageBytes(desk, 'people.csv', csv),
      accept: true,
    });
    expect([read.written, read.problems.map(({ place }) => place.at)]).toEqual([0, ['row 2, roles']]);
  });

  test('from a file that is no spreadsheet: refused, with what to do', async () => {
    const staged = await stageBytes(desk, 'people.xlsx', Buffer.from('%PDF-1.7 nothing'));
    expect((await refusalOf(desk, 'people.load', { staged, accept: false })).code).toBe('file-unreadable');
  });

  test('come from a file whole or not at all', async () => {
    const head = 'name,email,roles,profession,employer';
    const load = async (accept: boolean, ...rows: string[]) =>
      ask(desk, 'people.load', {
        staged: await stageBytes(desk, 'people.csv', [head, ...rows].join('\n')),
        accept,
      });
    const before = (await ask(desk, 'people.list', {})).length;
    const wrong = await load(true, 'Omar,omar@example.org,assessor,,', 'Pia,pia@example.org,judge,,');
    expect(wrong.written).toBe(0);
    expect(wrong.problems).toHaveLength(1);
    expect(wrong.problems[0]?.place.at).toContain('row 3');
    expect((await load(false, 'Omar,omar@example.org,assessor,,')).written).toBe(0);
    expect(await ask(desk, 'people.list', {})).toHaveLength(before);
    expect((await load(true, 'Omar,omar@example.org,assessor,,')).written).toBe(1);
    expect(await ask(desk, 'people.list', {})).toHaveLength(before + 1);
  });
});

describe('assignments', () => {
  test('are made once, and end with a reason', async () => {
    const one = { submission, person: id('a3') };
    expect(await ask(desk, 'assignments.make', { assignments: [one] })).toEqual({ made: 1 });
    expect(await ask(desk, 'assignments.make', { assignments: [one] })).toEqual({ made: 0 });
    await ask(desk, 'assignments.end', { ...one, reason: 'A partner of theirs.' });
    expect(await ask(desk, 'assignments.list', {})).not.toContainEqual(one);
    expect((await refusalOf(desk, 'assignments.end', { ...one, reason: 'Again.' })).code).toBe('not-found');
    expect(await ask(desk, 'assignments.make', { assignments: [one] })).toEqual({ made: 1 });
  });

  test.each([
    ['who works there', 'worker', submission, /worker cannot assess .+: worker works there/],
    ['who is no assessor', 'chair', submission, /Person chair is not appointed as an assessor/],
    ['to a submission that is not here', 'a1', SubmissionId.parse('o9.made-2026'), /not held here/],
  ])('%s: refused, and none of the others are made', async (_, who, to, sentence) => {
    const employer = OrganisationId.parse('o1');
    await ask(desk, 'people.appoint', person('worker', ['assessor'], { id: id('worker'), employer }));
    const before = await ask(desk, 'assignments.list', {});
    const assignments = [
      { submission, person: id('a3') },
      { submission: to, person: id(who) },
    ];
    expect((await refusalOf(desk, 'assignments.make', { assignments })).sentence).toMatch(sentence);
    expect(await ask(desk, 'assignments.list', {})).toEqual(before);
  });

  test('are proposed in balance, and nothing is written', async () => {
    const before = await ask(desk, 'assignments.list', {});
    const { assignments, short } = await ask(desk, 'assignments.propose', { perSubmission: 3 });
    expect([assignments.length, short]).toEqual([2, []]);
    expect(await ask(desk, 'assignments.list', {})).toEqual(before);
    await ask(desk, 'assignments.make', { assignments });
    const load = (await ask(desk, 'people.list', {})).filter(({ roles }) => roles.includes('assessor'));
    expect(load.map(({ assigned }) => assigned).toSorted((one, other) => one - other)).toEqual([1, 1, 2, 2]);
    const tooMany = await ask(desk, 'assignments.propose', { perSubmission: 9 });
    expect(tooMany.short).toHaveLength(2);
  });
});
