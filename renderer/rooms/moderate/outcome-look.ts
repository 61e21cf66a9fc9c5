import type { ProposedOutcome } from '../../../shared/domain/standard-set.ts';
import type { TagLook } from '../../components/tag.tsx';

export function lookOfOutcome(outcome: ProposedOutcome): TagLook {
  switch (outcome) {
    case 'awarded':
      return 'met';
    case 'awarded-when-conditions-are-met':
      return 'partly';
    case 'not-awarded':
      return 'not';
  }
}
