import type { PackPurpose } from '../../../shared/contract/exchange.ts';

/** What a file is, as people call it. */
export const whatFor: Readonly<Record<PackPurpose, string>> = {
  round: 'Round file',
  scores: 'Scores file',
  moderation: 'Moderation file',
  update: 'Decisions file',
};
