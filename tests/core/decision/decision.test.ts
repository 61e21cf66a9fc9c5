import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { Day, type SubmissionId } from '../../../shared/domain/ids.ts';
import { type Desks, makeDesks, refusalOf } from '../../support/desks.ts';
import { agreeAll, enterSheet, item, layPanel, type Panel } from '../../support/panel.ts';

let desks: Desks;
let panel: Panel;
let submission: SubmissionId;
beforeEach(async () => {
  desks = makeDesks('2026-06-10T09:00:00.000Z');
  panel = await layPanel(desks);
  const [first] = panel.submissions;
  if (first === undefined) throw new Error('The panel has no submission.');
  submission = first;
  for (const person of panel.assessors) await enterSheet(panel, submission, person, 2);
  await ask(panel.desk, 'moderation.open', { submission, present: [] });
});
afterEach(() => desks.end());

type Outcome = 'awarded' | 'awarded-when-conditions-are-met' | 'not-awarded';
const decide = (outcome: Outcome, reason = '') => ({ submission, outcome, reason, learningPoints: [] });
const decision = async () => (await ask(panel.desk, 'moderation.show', { submission })).decision;

test('a missing agreed score blocks the decision, and is named', async () => {
  const { desk } = panel;
  await ask(desk, 'agreed.saveAlike', { submission });
  await ask(desk, 'agreed.save', {
    submission,
    item: item('4.1'),
    outcome: { kind: 'cannot-judge' },
    reason: 'The file does not open.',
    condition: '',
    learningPoint: '',
  });
  expect(await refusalOf(desk, 'decision.make', decide('awarded'))).toEqual({
    code: 'missing-agreed-score',
    sentence: '1 agreed score missing: 4.1. Agree it first.',
    places: [{ kind: 'item', at: '4.1' }],
  });
  expect(await ask(desk, 'decision.propose', {})).toMatchObject([
    { submission, why: '1 agreed score missing: 4.1. Agree it first.' },
  ]);
});

test('before anything is agreed every item is named', async () => {
  const refusal = await refusalOf(panel.desk, 'decision.make', decide('awarded'));
  expect(refusal.sentence).toBe('5 agreed scores missing: 1.1, 2.1, 3.1, 4.1 and 5.1. Agree them first.');
});

describe.each([
  ['all met', {}, 'awarded', 'Every requirement is met.'],
  ['one mandatory not met', { '1.1': 0 }, 'not-awarded', 'Not met: the mandatory requirement.'],
  [
    'two',
    { '1.1': 0, '2.1': 0 },
    'not-awarded',
    'Not met: the mandatory requirement and the overall requirement.',
  ],
] as const)('%s', (_, but, proposed, why) => {
  beforeEach(() => agreeAll(panel.desk, submission, 2, but));

  test('the rule proposes, and says why', async () => {
    expect(await ask(panel.desk, 'decision.propose', {})).toEqual([
      { submission, name: 'Made-up Trust 00001 (fictional)', outcome: proposed, why },
    ]);
  });

  test('deciding so takes no reason; deciding otherwise takes one, that stays', async () => {
    const { desk } = panel;
    const otherwise = proposed === 'awarded' ? 'not-awarded' : 'awarded';
    expect(await refusalOf(desk, 'decision.make', decide(otherwise, '  '))).toMatchObject({
      code: 'reason-needed',
      places: [{ kind: 'field', at: 'reason' }],
    });
    expect(await decision()).toBeUndefined();
    await ask(desk, 'decision.make', decide(proposed));
    expect(await decision()).toMatchObject({ outcome: proposed, proposed, reason: '' });
    await ask(desk, 'decision.make', decide(otherwise, 'A visit showed otherwise.'));
    expect(await decision()).toMatchObject({
      outcome: otherwise,
      proposed,
      reason: 'A visit showed otherwise.',
    });
  });

  test('conditions need an agreed score that carries one', async () => {
    const refusal = await refusalOf(
      panel.desk,
      'decision.make',
      decide('awarded-when-conditions-are-met', 'They will.'),
    );
    expect(refusal.sentence).toContain('No agreed score carries a condition');
  });
});

test('a condition is met once, and the days of the award are those of the set', async () => {
  const { desk } = panel;
  await ask(desk, 'agreed.save', {
    submission,
    item: item('1.1'),
    outcome: { kind: 'level', level: 1 },
    reason: 'Not everywhere yet.',
    condition: 'Bring it in everywhere.',
    conditionBy: Day.parse('2026-10-30'),
    learningPoint: 'Write it down.',
  });
  await agreeAll(desk, submission, 2);
  expect(await ask(desk, 'decision.propose', {})).toMatchObject([
    {
      outcome: 'awarded-when-conditions-are-met',
      why: 'Every requirement would be met once 1 condition is.',
    },
  ]);
  await ask(desk, 'decision.make', decide('awarded-when-conditions-are-met'));
  expect(await decision()).toMatchObject({
    decidedOn: '2026-06-10',
    validFrom: '2026-06-10',
    validTo: '2028-06-09',
    conditions: [{ id: '1.1', item: '1.1', by: '2026-10-30', words: 'Bring it in everywhere.' }],
  });
  const meet = { submission, condition: '1.1', on: Day.parse('2026-09-01'), how: 'They sent the rota.' };
  expect((await refusalOf(desk, 'condition.meet', { ...meet, condition: '2.1' })).code).toBe('not-found');
  await ask(desk, 'condition.meet', meet);
  expect((await decision())?.conditions).toMatchObject([{ metOn: '2026-09-01' }]);
  expect((await refusalOf(desk, 'condition.meet', meet)).code).toBe('already-done');
});

test('a decision says that its basis has moved once an agreed score has changed', async () => {
  const { desk } = panel;
  await agreeAll(desk, submission, 2);
  await ask(desk, 'decision.make', decide('awarded'));
  expect((await decision())?.basisMoved).toBe(false);
  await ask(desk, 'agreed.save', {
    submission,
    item: item('5.1'),
    outcome: { kind: 'level', level: 1 },
    reason: 'On reflection.',
    condition: '',
    learningPoint: '',
  });
  expect((await decision())?.basisMoved).toBe(true);
});

test('the same proposal on the same basis is not put on the record twice', async () => {
  const { desk } = panel;
  await agreeAll(desk, submission, 2);
  await ask(desk, 'decision.propose', {});
  const { entries } = await ask(desk, 'desk.verify', {});
  await ask(desk, 'decision.propose', {});
  expect((await ask(desk, 'desk.verify', {})).entries).toBe(entries);
});
