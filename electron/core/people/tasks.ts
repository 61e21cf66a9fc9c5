import type { NextThing } from '../../../shared/contract/round.ts';
import type { Role } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import type { DeskContext } from '../desk/context.ts';
import { listInterests } from './interests.ts';
import { doubted, sheetsLeft } from './rulings.ts';

/** What waits for a person's ruling: interests, sheets of people who have left, rulings in doubt. */
export async function personTasks(desk: DeskContext, roles: readonly Role[]): Promise<readonly NextThing[]> {
  const chairs = roles.some((role) => role === 'chair' || role === 'deputy');
  if (!chairs && !roles.includes('administrator')) return [];
  const [interests, left, rulings] = await Promise.all([
    listInterests(desk),
    sheetsLeft(desk),
    doubted(desk),
  ]);
  const unsettled = interests.filter(({ state, maySettle }) => state === 'unsettled' && maySettle).length;
  const undecided = left.filter(({ counts }) => counts === undefined).length;
  const next: NextThing[] = [];
  if (rulings.length > 0) {
    next.push({
      words: 'Look at what was ruled by someone with an interest',
      why: `${count(rulings.length, 'ruling')} to uphold or to make anew. Until then they stand.`,
      room: 'people',
    });
  }
  if (unsettled > 0) {
    next.push({
      words: 'Settle interests',
      why: `${count(unsettled, 'interest')} to settle before those people are given a submission.`,
      room: 'people',
    });
  }
  if (undecided > 0 && chairs) {
    next.push({
      words: 'Decide whether sheets count',
      why: `${count(undecided, 'sheet')} of people who have left. Each counts until you say that it does not.`,
      room: 'moderate',
    });
  }
  return next;
}
