import { ask } from '../../../electron/core/ask.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { Day, type PersonId } from '../../../shared/domain/ids.ts';
import type { MadeRound } from '../../bench/round.ts';
import { enterSheet } from '../../support/panel.ts';
import { about, ITEM, type Scene, type Step, step } from './scene.ts';

/** From the sheet that is in to the decision. */
export const moderationStory: readonly Step[] = [
  step('sheets.check', 'a1', about),
  step('sheets.submit', 'a1', about),
  step('sheets.recall', 'a1', ({ submission }) => ({ submission, reason: 'One more look.' }), tellTheChair),
  step('sheets.confirm', 'chair', ({ submission, round }) => ({
    submission,
    person: secondOf(round),
    how: 'Said so by telephone.',
  })),
  step('moderation.list', 'chair', {}),
  step('sheets.left', 'chair', {}, takeOff),
  step('sheets.count', 'chair', ({ submission, assessor }) => ({
    submission,
    person: assessor,
    counts: true,
    reason: 'It was whole.',
  })),
  step('moderation.open', 'chair', ({ submission }) => ({ submission, present: [] })),
  step('moderation.show', 'chair', about),
  step('questions.moderated', 'chair', about),
  step('agreed.save', 'chair', ({ submission }) => ({
    submission,
    item: ITEM,
    outcome: { kind: 'level', level: 1 },
    reason: 'The policy is not in use everywhere.',
    condition: 'Bring it in everywhere.',
    conditionBy: Day.parse('2026-10-30'),
    learningPoint: '',
  })),
  step('agreed.saveAlike', 'chair', about, agreeTheRest),
  step('decision.propose', 'chair', {}),
  step('decision.make', 'chair', ({ submission }) => ({
    submission,
    outcome: 'awarded-when-conditions-are-met',
    reason: 'Only the one condition is open.',
    learningPoints: ['Write it down.'],
  })),
  // The chair turns out to have an interest: what they ruled is in doubt until somebody else upholds it.
  step('rulings.doubted', 'admin', {}, doubtTheChair),
  step('rulings.uphold', 'admin', ({ submission, round }) => ({
    submission,
    person: chairOf(round),
    reason: 'It follows from the sheets.',
  })),
  step('condition.meet', 'chair', ({ submission }) => ({
    submission,
    condition: '1.1',
    on: Day.parse('2026-06-01'),
    how: 'They sent the rota.',
  })),
  step('moderation.close', 'chair', about),
  step('moderation.reopen', 'chair', ({ submission }) => ({ submission, reason: 'A figure was wrong.' })),
];

/** The sheet goes in again, the administrator has it, and the chair takes the whole round. */
async function tellTheChair({ admin, a1, chair, submission, round }: Scene): Promise<void> {
  await ask(a1, 'sheets.submit', { submission });
  await enterSheet({ desk: admin, round }, submission, secondOf(round), 2);
  await carry(a1, admin, { purpose: 'scores', to: round.administrator.id });
  const [first] = round.people;
  if (first !== undefined) await carry(admin, chair, { purpose: 'moderation', to: first.id });
}

function secondOf({ submissions }: MadeRound): PersonId {
  const second = submissions[0]?.assessors[1];
  if (second === undefined) throw new Error('The round has one assessor only.');
  return second;
}

async function agreeTheRest({ chair, submission }: Scene): Promise<void> {
  const { items } = await ask(chair, 'moderation.show', { submission });
  for (const { item, agreed } of items) {
    if (agreed !== undefined) continue;
    await ask(chair, 'agreed.save', {
      submission,
      item,
      outcome: { kind: 'level', level: 2 },
      reason: 'Agreed together.',
      condition: '',
      learningPoint: '',
    });
  }
}

const chairOf = ({ people }: MadeRound): PersonId => {
  const [chair] = people;
  if (chair === undefined) throw new Error('The round has no chair.');
  return chair.id;
};

/** The assessor leaves, and is back on the chair's desk once it is ruled that the sheet counts. */
async function takeOff({ chair, submission, assessor, round }: Scene): Promise<void> {
  chair.context.ledger.append('assignment-ended', {
    facts: { round: round.id, submission, person: assessor },
    text: { reason: 'Is ill.' },
  });
}

/** On the administrator's desk, which then hears what the chair decided. */
async function doubtTheChair({ admin, chair, round }: Scene): Promise<void> {
  await carry(chair, admin, { purpose: 'update', to: round.administrator.id });
  const [first] = round.submissions;
  if (first === undefined) return;
  await ask(admin, 'interests.declare', {
    person: chairOf(round),
    organisation: first.organisation,
    extent: 'actual',
    kind: 'personal',
    sentence: 'A cousin leads it.',
  });
}
