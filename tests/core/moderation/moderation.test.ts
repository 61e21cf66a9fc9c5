import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { Day, type PersonId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { type Desks, makeDesks, refusalOf } from '../../support/desks.ts';
import { agreeAll, enterSheet, item, layPanel, type Panel } from '../../support/panel.ts';

let desks: Desks;
let panel: Panel;
let submission: SubmissionId;
let assessors: readonly [PersonId, PersonId];
beforeEach(async () => {
  desks = makeDesks();
  panel = await layPanel(desks);
  const [first, one, two] = [panel.submissions[0], ...panel.assessors];
  if (first === undefined || one === undefined || two === undefined)
    throw new Error('The panel is too small.');
  submission = first;
  assessors = [one, two];
});
afterEach(() => desks.end());

/** Two sheets that differ in 1.1 and 3.1, and moderation open. */
async function open(): Promise<void> {
  await enterSheet(panel, submission, assessors[0], 2);
  await enterSheet(panel, submission, assessors[1], 2, { '1.1': 0, '3.1': 1 });
  await ask(panel.desk, 'moderation.open', { submission, present: [...assessors] });
}

const agree = (number: string, level: number, more: object = {}) => ({
  submission,
  item: item(number),
  outcome: { kind: 'level', level } as const,
  reason: '',
  condition: '',
  learningPoint: '',
  ...more,
});
const row = async () => (await ask(panel.desk, 'moderation.list', {}))[0];

describe('moderation', () => {
  test('waits for sheets, opens once, closes, and opens again with a reason', async () => {
    const { desk } = panel;
    expect(await row()).toMatchObject({ state: 'waiting', sheetsSubmitted: 0, sheetsDue: 2 });
    expect((await refusalOf(desk, 'moderation.open', { submission, present: [] })).sentence).toContain(
      'No sheet',
    );
    expect((await refusalOf(desk, 'moderation.show', { submission })).code).toBe('moderation-not-open');
    await enterSheet(panel, submission, assessors[0], 2);
    expect(await row()).toMatchObject({ state: 'waiting', sheetsSubmitted: 1 });
    await enterSheet(panel, submission, assessors[1], 2);
    expect((await row())?.state).toBe('ready');
    expect((await row())?.agreed).toBeUndefined();
    await ask(desk, 'moderation.open', { submission, present: [...assessors] });
    expect(await row()).toMatchObject({ state: 'open', agreed: 0 });
    expect((await refusalOf(desk, 'moderation.open', { submission, present: [] })).code).toBe('already-done');
    expect((await ask(desk, 'moderation.show', { submission })).present).toEqual(assessors);
    await ask(desk, 'moderation.close', { submission });
    expect((await refusalOf(desk, 'moderation.close', { submission })).code).toBe('moderation-not-open');
    expect(await refusalOf(desk, 'agreed.save', agree('1.1', 2))).toMatchObject({
      code: 'moderation-not-open',
      sentence: expect.stringContaining('Reopen it'),
    });
    expect((await desk.invoke('moderation.reopen', { submission, reason: ' ' })).ok).toBe(false);
    await ask(desk, 'moderation.reopen', { submission, reason: 'A figure was wrong.' });
    expect((await refusalOf(desk, 'moderation.reopen', { submission, reason: 'Twice.' })).code).toBe(
      'already-done',
    );
    expect((await row())?.state).toBe('open');
    await ask(desk, 'agreed.save', agree('1.1', 2));
  });

  test('shows each sheet beside the other, and who entered it', async () => {
    await open();
    const { assessors: shown, items } = await ask(panel.desk, 'moderation.show', { submission });
    expect(shown.map(({ id, enteredBy }) => [id, enteredBy])).toEqual(
      assessors.map((id) => [id, 'Person admin']),
    );
    expect(
      items.find(({ item: id }) => id === '1.1')?.scores.map(({ person, outcome }) => [person, outcome]),
    ).toEqual([
      [assessors[0], { kind: 'level', level: 2 }],
      [assessors[1], { kind: 'level', level: 0 }],
    ]);
  });
});

describe('an agreed score', () => {
  beforeEach(open);

  test.each([
    ['sheets differ', agree.bind(undefined, '1.1', 2), 'reason-needed', 'reason'],
    ['it departs from what all say', agree.bind(undefined, '2.1', 1), 'reason-needed', 'reason'],
    [
      'a condition has no day',
      () => agree('1.1', 1, { reason: 'So.', condition: 'Bring it in.' }),
      'reason-needed',
      'conditionBy',
    ],
    ['the level is off the scale', () => agree('1.1', 9, { reason: 'So.' }), 'wrong-input', 'outcome'],
    ['the standard is not asked', () => agree('9.9', 2), 'not-found', '9.9'],
  ])('is refused where %s, at its place', async (_, input, code, at) => {
    const refusal = await refusalOf(panel.desk, 'agreed.save', input());
    expect([refusal.code, refusal.places.map((place) => place.at)]).toEqual([code, [at]]);
  });

  test('needs no reason where it is what all say', async () => {
    await ask(panel.desk, 'agreed.save', agree('2.1', 2));
    expect((await row())?.agreed).toBe(1);
  });

  test('is saved at once for everything alike, and only for that', async () => {
    const { items } = await ask(panel.desk, 'agreed.saveAlike', { submission });
    expect(items.toSorted()).toEqual(['2.1', '4.1', '5.1']);
    expect((await refusalOf(panel.desk, 'agreed.saveAlike', { submission })).code).toBe('already-done');
  });

  test('says that its basis has moved once a sheet it rests on has changed', async () => {
    const { desk } = panel;
    await ask(
      desk,
      'agreed.save',
      agree('1.1', 1, { reason: 'So.', condition: 'Bring it in.', conditionBy: Day.parse('2026-10-30') }),
    );
    const agreed = async () =>
      (await ask(desk, 'moderation.show', { submission })).items.find(({ item: id }) => id === '1.1')?.agreed;
    expect(await agreed()).toMatchObject({
      basisMoved: false,
      condition: 'Bring it in.',
      conditionBy: '2026-10-30',
    });
    const facts = { round: panel.round.id, submission, person: assessors[1] };
    desk.context.ledger.append('sheet-returned', { facts, text: { reason: 'One row was read wrongly.' } });
    await enterSheet(panel, submission, assessors[1], 2);
    expect(await agreed()).toMatchObject({ basisMoved: true });
    await ask(desk, 'agreed.save', agree('1.1', 2));
    expect(await agreed()).toMatchObject({ basisMoved: false });
  });

  test('leaves first scores as they were', async () => {
    const before = (await ask(panel.desk, 'moderation.show', { submission })).items.map(
      ({ scores }) => scores,
    );
    await agreeAll(panel.desk, submission, 1);
    const after = (await ask(panel.desk, 'moderation.show', { submission })).items.map(
      ({ scores }) => scores,
    );
    expect(after).toEqual(before);
  });
});
