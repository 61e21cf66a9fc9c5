import type { Desk } from '../../../electron/core/desk/desk.ts';
import { Day, type RoundId } from '../../../shared/domain/ids.ts';
import { CLOSES_AT } from '../../bench/round.ts';
import { type Step, step } from './scene.ts';

/** Dates that two people set without seeing each other's. */
function datesTwice({ context }: Desk, round: RoundId): void {
  for (const day of ['2026-05-22', '2026-05-29'])
    context.ledger.append('round-dated', {
      facts: { round, dates: { closesAt: CLOSES_AT, scoresDue: Day.parse(day) } },
      text: {},
      replaces: [],
    });
}

/** What a person has to look at in the record itself. */
export const recordStory: readonly Step[] = [
  step('record.findings', 'admin', {}),
  step('conflicts.list', 'admin', {}),
  step('conflicts.show', 'admin', ({ admin, round }) => {
    datesTwice(admin, round.id);
    return { kind: 'dates', key: round.id };
  }),
  step('conflicts.settle', 'admin', ({ admin, round }) => {
    const subject = { round: round.id, kind: 'dates', key: round.id } as const;
    return { kind: 'dates', key: round.id, choose: admin.context.ledger.heads(subject)[0] ?? '' };
  }),
];
