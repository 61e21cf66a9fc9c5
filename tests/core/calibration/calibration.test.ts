import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { Day, type PersonId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { type Desks, makeDesks, refusalOf } from '../../support/desks.ts';
import { award, enterSheet, layPanel, type Panel } from '../../support/panel.ts';

/** One desk whose person administers and chairs: the rules, call by call. */
let desks: Desks;
let panel: Panel;
let first: SubmissionId;
let second: SubmissionId;
let assessors: readonly [PersonId, PersonId, PersonId];
beforeEach(async () => {
  desks = makeDesks();
  panel = await layPanel(desks, { organisations: 2, assessors: 3, perSubmission: 2 });
  const [one, two, three] = panel.assessors;
  const [submission, other] = panel.submissions;
  if (!submission || !other || !one || !two || !three) throw new Error('The panel is too small.');
  [first, second, assessors] = [submission, other, [one, two, three]];
});
afterEach(() => desks.end());

const choose = (submission = first) => ask(panel.desk, 'calibration.set', { submission, calibrates: true });
const shown = async () => (await ask(panel.desk, 'calibration.show', {})).chosen;
const scoreAll = async () => {
  await enterSheet(panel, first, assessors[0], 2);
  await enterSheet(panel, first, assessors[1], 1);
  await enterSheet(panel, first, assessors[2], 1, { '1.1': 0 });
};

describe('choosing it', () => {
  test('assigns it to every assessor who takes part in it, and again to those who came since', async () => {
    const organisation = panel.round.submissions[0]?.organisation ?? expect.unreachable();
    await ask(panel.desk, 'people.appoint', {
      name: 'Own',
      email: 'own@example.org',
      profession: '',
      roles: ['assessor'],
      employer: organisation,
    });
    expect(await ask(panel.desk, 'calibration.reach', { submission: first })).toEqual({
      toAssign: [{ id: assessors[2], name: 'Person a3' }],
      assigned: 2,
    });
    expect(await choose()).toEqual({ assigned: 1 });
    expect(await shown()).toMatchObject({
      submission: first,
      assigned: 3,
      sheetsIn: 0,
      notAssigned: [],
      yourPart: 'looks',
      waitsFor: [{ name: 'Person a1' }, { name: 'Person a2' }, { name: 'Person a3' }],
    });
    await ask(panel.desk, 'people.appoint', {
      name: 'Late',
      email: 'late@example.org',
      profession: '',
      roles: ['assessor'],
    });
    expect((await shown())?.notAssigned).toMatchObject([{ name: 'Late' }]);
    expect(await choose()).toEqual({ assigned: 1 });
    expect((await shown())?.assigned).toBe(4);
  });

  test('there is one, and it can be taken back until it is compared', async () => {
    await choose();
    expect(
      (await refusalOf(panel.desk, 'calibration.set', { submission: second, calibrates: true })).code,
    ).toBe('already-done');
    await ask(panel.desk, 'calibration.set', { submission: first, calibrates: false });
    expect(await shown()).toBeUndefined();
    expect(
      (await refusalOf(panel.desk, 'calibration.set', { submission: first, calibrates: false })).code,
    ).toBe('already-done');
    await choose();
    await scoreAll();
    await ask(panel.desk, 'calibration.open', { submission: first });
    expect(
      (await refusalOf(panel.desk, 'calibration.set', { submission: first, calibrates: false })).sentence,
    ).toContain('compared openly');
  });

  test('is not one whose moderation has begun', async () => {
    await enterSheet(panel, second, assessors[0], 2);
    await ask(panel.desk, 'moderation.open', { submission: second, present: [] });
    expect(
      (await refusalOf(panel.desk, 'calibration.set', { submission: second, calibrates: true })).code,
    ).toBe('not-allowed');
  });
});

describe('what waits on it', () => {
  const next = async () =>
    (await ask(panel.desk, 'round.show', {})).next
      .filter(({ words }) => /calibration|comparison/i.test(words))
      .map(({ words, why, room }) => [words, why, room]);

  test('is said to an administrator who chairs, from choosing it to the last sheet', async () => {
    expect(await next()).toEqual([]);
    await choose();
    const send = 'Send the calibration submission out, and take its sheets in';
    expect(await next()).toEqual([
      [send, '0 of 3 sheets are in. It waits for Person a1, Person a2 and Person a3.', 'exchange'],
    ]);
    await enterSheet(panel, first, assessors[0], 2);
    expect((await next()).map(([words]) => words)).toEqual([send]);
    await enterSheet(panel, first, assessors[1], 1);
    const two = '2 of 3 sheets are in. It waits for Person a3.';
    expect(await next()).toEqual([
      [send, two, 'exchange'],
      ['Wait for the calibration sheets, or open the comparison', two, 'moderate/calibration'],
    ]);
    await ask(panel.desk, 'calibration.open', { submission: first });
    expect(await next()).toEqual([]);
    expect((await shown())?.waitsFor).toMatchObject([{ name: 'Person a3' }]);
    await enterSheet(panel, first, assessors[2], 1);
    expect(await next()).toEqual([
      [
        'Add the calibration sheets that came since',
        '1 sheet came after the comparison was opened.',
        'moderate/calibration',
      ],
    ]);
    await ask(panel.desk, 'calibration.open', { submission: first });
    expect(await next()).toEqual([]);
    await ask(panel.desk, 'people.appoint', {
      name: 'Late',
      email: 'late@example.org',
      profession: '',
      roles: ['assessor'],
    });
    expect(await next()).toEqual([
      ['Assign the calibration submission', '1 assessor has not been given it.', 'people'],
    ]);
  });

  test('is the comparison, once every sheet is in', async () => {
    await choose();
    await scoreAll();
    expect(await next()).toEqual([
      ['Open the comparison of the calibration sheets', '3 of 3 sheets are in.', 'moderate/calibration'],
    ]);
  });
});

describe('comparing it', () => {
  test('waits for two sheets, freezes what is in, and says how far each stands from the others', async () => {
    const { desk } = panel;
    await choose();
    await enterSheet(panel, first, assessors[0], 2);
    expect((await refusalOf(desk, 'calibration.open', { submission: first })).sentence).toContain(
      'two sheets',
    );
    expect((await refusalOf(desk, 'calibration.compare', { submission: first })).code).toBe(
      'moderation-not-open',
    );
    await enterSheet(panel, first, assessors[1], 1);
    await ask(desk, 'calibration.open', { submission: first });
    const entry = desk.context.ledger.current({
      round: panel.round.id,
      kind: 'calibration-opening',
      key: first,
    });
    expect(entry?.basis).toHaveLength(2);
    expect(entry?.facts).toEqual({ round: panel.round.id, submission: first });
    expect(entry?.text).toMatchObject({ names: { a1: 'Person a1', a2: 'Person a2' } });

    // One that comes late is measured, and is no part of the panel until the chair takes it in.
    await enterSheet(panel, first, assessors[2], 0);
    expect(await shown()).toMatchObject({ sheetsIn: 3, cameSince: 1, mayCompare: true });
    const view = await ask(desk, 'calibration.compare', { submission: first });
    expect(view.assessors.map(({ name, late, distance }) => [name, late, distance?.lean])).toEqual([
      ['Person a1', false, 5],
      ['Person a2', false, -5],
      ['Person a3', true, -5],
    ]);
    expect(view.items[0]?.scores.map(({ note }) => note)).toEqual(Array(3).fill('Read and judged.'));
    await ask(desk, 'calibration.open', { submission: first });
    const again = await ask(desk, 'calibration.compare', { submission: first });
    expect(again.assessors.map(({ late, distance }) => [late, distance?.lean])).toEqual([
      [false, 5],
      [false, 0],
      [false, -5],
    ]);
    expect((await refusalOf(desk, 'calibration.open', { submission: first })).code).toBe('already-done');
    expect((await ask(desk, 'desk.verify', {})).ok).toBe(true);
  });

  test('is of the calibration submission alone', async () => {
    const { desk } = panel;
    await choose();
    expect((await refusalOf(desk, 'calibration.open', { submission: second })).code).toBe('not-found');
    expect((await refusalOf(desk, 'calibration.compare', { submission: second })).code).toBe('not-found');
  });
});

describe('of the award it is no part', () => {
  beforeEach(async () => {
    await choose();
    await scoreAll();
  });

  test('nothing of it is moderated, agreed or decided, before or after it is compared', async () => {
    const { desk } = panel;
    for (const compared of [false, true]) {
      if (compared) await ask(desk, 'calibration.open', { submission: first });
      expect((await ask(desk, 'moderation.list', {})).map(({ submission }) => submission)).toEqual([second]);
      const on = Day.parse('2026-06-01');
      const refused = [
        await refusalOf(desk, 'moderation.open', { submission: first, present: [] }),
        await refusalOf(desk, 'moderation.show', { submission: first }),
        await refusalOf(desk, 'moderation.close', { submission: first }),
        await refusalOf(desk, 'moderation.reopen', { submission: first, reason: 'So.' }),
        await refusalOf(desk, 'agreed.saveAlike', { submission: first }),
        await refusalOf(desk, 'decision.make', {
          submission: first,
          outcome: 'not-awarded',
          reason: 'So.',
          learningPoints: [],
        }),
        await refusalOf(desk, 'condition.meet', { submission: first, condition: '1.1', on, how: 'So.' }),
      ];
      for (const { sentence } of refused) expect(sentence).toContain('This is the calibration submission');
      const proposed = await ask(desk, 'decision.propose', {});
      expect(proposed.map(({ submission }) => submission)).toEqual([second]);
    }
  });

  test('no count of what is due or done for the award has it', async () => {
    const { counts } = await ask(panel.desk, 'round.show', {});
    expect(counts).toMatchObject({
      organisations: 1,
      submissions: 1,
      assignments: 2,
      sheetsDue: 2,
      sheetsSubmitted: 0,
    });
  });

  test('a balanced assignment neither fills it nor counts it as work', async () => {
    const { assignments } = await ask(panel.desk, 'assignments.propose', { perSubmission: 3 });
    expect(assignments.map(({ submission }) => submission)).toEqual([second]);
  });

  test('the register and the list leave out what a desk that had not heard of it decided', async () => {
    const { desk, round } = panel;
    await ask(desk, 'calibration.set', { submission: first, calibrates: false });
    await ask(desk, 'moderation.open', { submission: first, present: [] });
    const { items } = await ask(desk, 'moderation.show', { submission: first });
    for (const each of items)
      await ask(desk, 'agreed.save', {
        submission: first,
        item: each.item,
        outcome: { kind: 'level', level: 2 },
        reason: 'So.',
        condition: '',
        learningPoint: '',
      });
    await ask(desk, 'decision.make', {
      submission: first,
      outcome: 'awarded',
      reason: '',
      learningPoints: [],
    });
    const asOf = Day.parse('2026-07-17');
    const listed = async () => (await ask(desk, 'list.preview', { asOf })).listed.length;
    expect(await listed()).toBe(1);
    // As it comes from the desk of somebody who chose it meanwhile.
    desk.context.ledger.append('calibration-set', {
      facts: { round: round.id, submission: first, calibrates: true },
      text: {},
    });
    expect(await listed()).toBe(0);
    expect((await ask(desk, 'round.show', {})).counts).toMatchObject({ decided: 0, awarded: 0 });
    expect((await ask(desk, 'moderation.list', {})).map(({ submission }) => submission)).toEqual([second]);
  });

  test('the others go on as ever', async () => {
    await award({ ...panel, assessors: [assessors[2], assessors[0]] }, second);
    expect((await ask(panel.desk, 'round.show', {})).counts).toMatchObject({ decided: 1, submissions: 1 });
  });
});
