import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { OrganisationId, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { type Desks, makeDesks, refusalOf } from '../../support/desks.ts';
import { agreeAll, enterSheet, item, layPanel, type Panel } from '../../support/panel.ts';

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
const [o1, o2] = [OrganisationId.parse('o1'), OrganisationId.parse('o2')];
const s1 = SubmissionId.parse('o1.made-2026');
const about = (person: string, organisation = o1) => ({ person: id(person), organisation });
const declares = (person: string, extent: 'actual' | 'potential' = 'actual', organisation = o1) =>
  ask(desk, 'interests.declare', {
    ...about(person, organisation),
    extent,
    kind: 'personal',
    sentence: 'A cousin leads it.',
  });
const settles = (person: string, outcome: 'recused' | 'accepted', organisation = o1) =>
  ask(desk, 'interests.settle', { ...about(person, organisation), outcome, reason: 'So it is.' });
const stateOf = async (person: string) =>
  (await ask(desk, 'interests.list', {})).find((each) => each.person === person)?.state;
const employed = (person: string, employer: OrganisationId, roles: ('assessor' | 'chair')[] = ['assessor']) =>
  ask(desk, 'people.appoint', {
    id: id(person),
    name: `Person ${person}`,
    email: `${person}@example.org`,
    profession: '',
    roles,
    employer,
  });

describe('an interest', () => {
  test('is entered for a person by the administrator, who is named, and waits to be settled', async () => {
    await declares('a3');
    const [found] = await ask(desk, 'interests.list', {});
    expect(found).toMatchObject({
      personName: 'Person a3',
      state: 'unsettled',
      declared: { kind: 'personal', extent: 'actual', enteredBy: 'Person admin' },
      maySettle: true,
    });
    expect(
      (await refusalOf(desk, 'assignments.make', { assignments: [{ submission: s1, person: id('a3') }] }))
        .sentence,
    ).toContain('has an interest in it that is not settled');
  });

  test('declared again after it was accepted waits again; after a recusal it changes nothing', async () => {
    await declares('a3');
    await settles('a3', 'accepted');
    expect(await stateOf('a3')).toBe('accepted');
    await declares('a3', 'potential');
    expect(await stateOf('a3')).toBe('unsettled');
    await settles('a3', 'recused');
    await declares('a3', 'actual');
    expect(await stateOf('a3')).toBe('recused');
  });

  test('is found without being declared: at the own employer, at its partners, under the same leaders', async () => {
    await employed('a3', o1);
    await employed('a4', o2);
    expect(await stateOf('a3')).toBe('always');
    await ask(desk, 'partners.set', { organisations: [o1, o2], kind: 'shared-leadership', note: '' });
    const found = await ask(desk, 'interests.list', {});
    expect(found.map(({ person, organisation, grounds }) => [person, organisation, grounds])).toEqual([
      ['a3', 'o1', ['employer']],
      ['a3', 'o2', ['shared-leadership']],
      ['a4', 'o1', ['shared-leadership']],
      ['a4', 'o2', ['employer']],
    ]);
    expect(
      (await refusalOf(desk, 'interests.settle', { ...about('a3'), outcome: 'accepted', reason: 'So.' }))
        .sentence,
    ).toContain('works there');
    await ask(desk, 'partners.set', { organisations: [o2, o1], kind: 'none', note: '' });
    expect((await ask(desk, 'interests.list', {})).map(({ grounds }) => grounds)).toEqual([
      ['employer'],
      ['employer'],
    ]);
  });

  test('is never settled by the person concerned, nor by somebody with an interest there', async () => {
    await declares('admin', 'actual');
    expect(
      (await refusalOf(desk, 'interests.settle', { ...about('admin'), outcome: 'accepted', reason: 'So.' }))
        .sentence,
    ).toContain('of their own');
    await declares('a3', 'potential');
    expect(
      (await refusalOf(desk, 'interests.settle', { ...about('a3'), outcome: 'accepted', reason: 'So.' }))
        .sentence,
    ).toContain('You have an interest in this organisation yourself');
  });

  test('that somebody is recused for ends their assignment', async () => {
    await declares('a1');
    expect(await settles('a1', 'recused')).toEqual({ assignmentsEnded: 1 });
    expect((await ask(desk, 'assignments.list', {})).filter(({ submission }) => submission === s1)).toEqual([
      { submission: s1, person: 'a2' },
    ]);
    const { assignments } = await ask(desk, 'assignments.propose', { perSubmission: 4 });
    expect(assignments.filter(({ submission }) => submission === s1).map(({ person }) => person)).toEqual([
      'a3',
      'a4',
    ]);
  });
});

describe('a chair', () => {
  const opened = async () => {
    for (const person of ['a1', 'a2']) await enterSheet(panel, s1, id(person), 2);
    await ask(desk, 'moderation.open', { submission: s1, present: [] });
    await agreeAll(desk, s1, 2);
  };

  test.each([
    ['employed there', () => employedChair(o1)],
    ['with an actual interest that nobody settled', () => declares('admin', 'actual')],
  ])('%s cannot open, agree, decide or settle', async (_, ties) => {
    for (const person of ['a1', 'a2']) await enterSheet(panel, s1, id(person), 2);
    await ties();
    const refusals = [
      await refusalOf(desk, 'moderation.open', { submission: s1, present: [] }),
      await refusalOf(desk, 'agreed.save', {
        submission: s1,
        item: item('1.1'),
        outcome: { kind: 'level', level: 1 },
        reason: 'So.',
        condition: '',
        learningPoint: '',
      }),
      await refusalOf(desk, 'agreed.saveAlike', { submission: s1 }),
      await refusalOf(desk, 'moderation.close', { submission: s1 }),
      await refusalOf(desk, 'decision.make', {
        submission: s1,
        outcome: 'awarded',
        reason: '',
        learningPoints: [],
      }),
      await refusalOf(desk, 'interests.settle', { ...about('a3'), outcome: 'recused', reason: 'So.' }),
    ];
    expect(refusals.map(({ code }) => code)).toEqual(refusals.map(() => 'not-allowed'));
    const [row] = await ask(desk, 'moderation.list', {});
    expect(row?.yourPart).not.toBe('takes');
    expect((await ask(desk, 'decision.propose', {})).map(({ submission }) => submission)).not.toContain(s1);
  });

  const employedChair = (employer: OrganisationId) =>
    ask(desk, 'people.appoint', {
      id: id('admin'),
      name: 'Person admin',
      email: 'admin@example.org',
      profession: '',
      roles: ['administrator', 'chair'],
      employer,
    });

  test('with a potential interest rules as before', async () => {
    await declares('admin', 'potential');
    await opened();
    await ask(desk, 'decision.make', { submission: s1, outcome: 'awarded', reason: '', learningPoints: [] });
    expect(await ask(desk, 'rulings.doubted', {})).toEqual([]);
  });

  test('who declares an interest later undoes nothing: what they ruled stands, and is in doubt', async () => {
    await opened();
    await ask(desk, 'decision.make', { submission: s1, outcome: 'awarded', reason: '', learningPoints: [] });
    await declares('admin', 'actual');
    const [row] = await ask(desk, 'moderation.list', {});
    expect(row).toMatchObject({ decision: 'awarded', doubted: true });
    const [doubt] = await ask(desk, 'rulings.doubted', {});
    expect(doubt).toMatchObject({
      person: 'admin',
      what: ['the decision', '5 agreed scores', 'opening or closing moderation'],
      mayUphold: false,
    });
    expect(
      (await refusalOf(desk, 'rulings.uphold', { submission: s1, person: id('admin'), reason: 'So.' }))
        .sentence,
    ).toContain('of their own');
    const listed = await ask(desk, 'round.show', {});
    expect(listed.counts.decided).toBe(1);
    expect(listed.next.map(({ words }) => words)).toContain(
      'Look at what was ruled by someone with an interest',
    );
  });

  test('names nobody present who takes no part, and their absence is recorded', async () => {
    for (const person of ['a1', 'a2']) await enterSheet(panel, s1, id(person), 2);
    await declares('chair');
    await settles('chair', 'recused');
    const refused = await refusalOf(desk, 'moderation.open', { submission: s1, present: [id('chair')] });
    expect(refused.sentence).toContain('Person chair takes no part');
    await ask(desk, 'moderation.open', { submission: s1, present: [id('admin')] });
    const shown = await ask(desk, 'moderation.show', { submission: s1 });
    expect(shown.notTakingPart).toEqual({ people: 1, names: ['Person chair'] });
    const entry = desk.context.ledger.current({ round: panel.round.id, kind: 'moderation', key: s1 });
    expect(entry?.act === 'moderation-opened' && entry.facts.absent).toEqual(['chair']);
  });
});

describe('somebody who falls ill', () => {
  test('leaves a sheet that counts until the chair rules that it does not, and everything follows', async () => {
    for (const person of ['a1', 'a2']) await enterSheet(panel, s1, id(person), 2);
    await ask(desk, 'assignments.end', { submission: s1, person: id('a1'), reason: 'Is ill.' });
    expect((await ask(desk, 'moderation.list', {}))[0]).toMatchObject({ sheetsSubmitted: 2, sheetsDue: 2 });
    expect(await ask(desk, 'sheets.left', {})).toMatchObject([
      { person: 'a1', why: 'assignment-ended', counts: undefined },
    ]);
    await ask(desk, 'moderation.open', { submission: s1, present: [] });
    await agreeAll(desk, s1, 2);
    await ask(desk, 'decision.make', { submission: s1, outcome: 'awarded', reason: '', learningPoints: [] });
    const before = await ask(desk, 'moderation.show', { submission: s1 });
    expect([before.assessors.length, before.decision?.basisMoved]).toEqual([2, false]);
    await ask(desk, 'sheets.count', {
      submission: s1,
      person: id('a1'),
      counts: false,
      reason: 'Only the first half was read.',
    });
    const after = await ask(desk, 'moderation.show', { submission: s1 });
    expect(after.assessors.map((each) => each.id)).toEqual(['a2']);
    expect(after.notCounted).toEqual([
      { id: 'a1', name: 'Person a1', reason: 'Only the first half was read.' },
    ]);
    expect(after.items.every(({ scores }) => scores.length === 1)).toBe(true);
    expect([after.decision?.basisMoved, after.items[0]?.agreed?.basisMoved]).toEqual([true, true]);
    const [row] = await ask(desk, 'moderation.list', {});
    expect([row?.sheetsSubmitted, row?.sheetsDue]).toEqual([1, 1]);
    await ask(desk, 'sheets.count', {
      submission: s1,
      person: id('a1'),
      counts: true,
      reason: 'It was whole.',
    });
    expect((await ask(desk, 'moderation.show', { submission: s1 })).assessors).toHaveLength(2);
  });

  test('leaves a sheet that stands in nobody’s place: whoever is still to submit is waited for', async () => {
    const due = async () => (await ask(desk, 'round.show', {})).counts.sheetsDue;
    const before = await due();
    await enterSheet(panel, s1, id('a1'), 2);
    await ask(desk, 'assignments.end', { submission: s1, person: id('a1'), reason: 'Is ill.' });
    expect(await due()).toBe(before);
    const [row] = await ask(desk, 'moderation.list', {});
    expect(row).toMatchObject({ state: 'waiting', sheetsSubmitted: 1, sheetsDue: 2 });
    await ask(desk, 'assignments.end', { submission: s1, person: id('a2'), reason: 'Is ill as well.' });
    expect(await due()).toBe(before - 1);
  });

  test('and stands down has the same said of every sheet; nothing is ruled of who is still there', async () => {
    await enterSheet(panel, s1, id('a1'), 2);
    const count = { submission: s1, person: id('a1'), counts: false, reason: 'So.' };
    expect((await refusalOf(desk, 'sheets.count', count)).code).toBe('not-found');
    await ask(desk, 'people.standDown', { person: id('a1'), reason: 'Is ill.' });
    expect(await ask(desk, 'sheets.left', {})).toMatchObject([{ why: 'stood-down' }]);
    await ask(desk, 'sheets.count', count);
    expect(await ask(desk, 'sheets.left', {})).toMatchObject([{ counts: false, by: 'Person admin' }]);
  });
});

describe('panels', () => {
  test('keep their submissions to their members, unless it is said that somebody else is meant', async () => {
    const { id: north } = await ask(desk, 'panels.form', {
      name: 'North',
      chair: id('chair'),
      members: [id('a1'), id('a3')],
      submissions: [s1],
    });
    const { assignments, unplaced } = await ask(desk, 'assignments.propose', { perSubmission: 3 });
    expect(assignments.filter(({ submission }) => submission === s1)).toEqual([
      { submission: s1, person: 'a3' },
    ]);
    expect(unplaced).toEqual([]);
    const outside = [{ submission: s1, person: id('a4') }];
    const refused = await refusalOf(desk, 'assignments.make', { assignments: outside });
    expect([refused.code, refused.sentence]).toEqual([
      'reason-needed',
      expect.stringContaining('Person a4 for Made-up Trust 00001'),
    ]);
    expect(await ask(desk, 'assignments.make', { assignments: outside, outsidePanel: true })).toEqual({
      made: 1,
    });
    expect((await ask(desk, 'moderation.list', {}))[0]).toMatchObject({ panel: 'North', ledByYou: false });
    await ask(desk, 'panels.dissolve', { panel: north, reason: 'Not needed.' });
    expect(await ask(desk, 'panels.list', {})).toEqual([]);
  });

  test.each([
    ['with a name that another has', { name: 'north', submissions: [] }, 'Another panel has this name'],
    ['with a submission that another has', { name: 'South', submissions: [s1] }, 'is with North'],
    ['led by an assessor', { name: 'South', submissions: [], chair: id('a1') }, 'led by a chair or a deputy'],
    [
      'with somebody who is not in the round',
      { name: 'South', submissions: [], members: [id('x')] },
      'takes no part in this round',
    ],
    [
      'with a submission that is not here',
      { name: 'South', submissions: [SubmissionId.parse('o9.made-2026')] },
      'not held here',
    ],
  ])('%s: refused with what to do', async (_, more, sentence) => {
    await ask(desk, 'panels.form', { name: 'North', members: [], submissions: [s1] });
    expect((await refusalOf(desk, 'panels.form', { members: [], ...more })).sentence).toContain(sentence);
  });

  test('are not led by somebody who may not rule on what is theirs', async () => {
    await declares('chair');
    await settles('chair', 'recused');
    const refused = await refusalOf(desk, 'panels.form', {
      name: 'North',
      chair: id('chair'),
      members: [],
      submissions: [s1],
    });
    expect(refused.sentence).toContain('Person chair may not rule on Made-up Trust 00001');
  });
});
