import type { InputOf } from '../../../shared/contract/table.ts';
import { Day } from '../../../shared/domain/ids.ts';
import { CLOSES_AT } from '../../bench/round.ts';
import { stageBytes } from '../../support/desks.ts';
import { keep, left, type Scene, type Step, step } from './scene.ts';

async function nextStandards({ admin, round }: Scene): Promise<InputOf<'standards.load'>> {
  const next = { ...round.set, version: 2, title: 'Made standards, better worded (sample)' };
  return { staged: await stageBytes(admin, 'standards.json', JSON.stringify(next)) };
}

/** The round and its standards. */
export const roundStory: readonly Step[] = [
  step('desk.show', 'fresh', {}),
  step('organisations.known', 'admin', {}),
  step(
    'round.open',
    'fresh',
    { year: 2027, title: '2027 round', administrator: 'Sam', closesAt: CLOSES_AT },
    keep('round', 'id'),
  ),
  step('round.turnTo', 'fresh', (scene) => ({
    // A round opened a moment ago names itself.
    round: left(scene, 'round') as InputOf<'round.turnTo'>['round'],
  })),
  step('round.list', 'admin', {}),
  step('round.show', 'admin', {}),
  step('round.date', 'admin', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse('2026-05-22') } }),
  step('standards.show', 'admin', {}),
  step('standards.load', 'admin', nextStandards),
  step('standards.list', 'admin', {}),
  step('standards.adopt', 'admin', { id: 'made', version: 2, reason: 'A better title.' }),
  step('standards.export', 'admin', { as: 'workbook' }),
];
