import type { PersonId, RoundId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import type { EntryFilter } from '../ledger/travel.ts';
import { forAssessor } from './contents.ts';

/**
 * What an assessor's work on another computer rests on: what they would be sent, and every sheet of theirs, also of a
 * submission that they are no longer assigned to. It depends as little on what others did as what they are sent does.
 */
export function ownWork(desk: DeskContext, round: RoundId, me: PersonId): EntryFilter {
  const { include } = forAssessor(desk, round, me, new Set()).filter;
  return {
    round,
    include: (entry) => {
      const { subject_kind: kind, subject_key: key } = entry;
      const mine = (kind === 'sheet' || kind === 'confirmation') && key?.split(' ')[1] === me;
      return mine ? 'whole' : (include?.(entry) ?? 'nothing');
    },
  };
}
