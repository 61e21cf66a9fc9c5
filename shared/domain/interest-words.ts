import type { Ground, InterestExtent, InterestKind, Relation, Tie } from './interests.ts';

/** Interests in the words of screens. */

export const KIND_WORDS: Readonly<Record<InterestKind, string>> = {
  financial: 'Financial',
  professional: 'Professional',
  personal: 'Personal',
  indirect: 'Indirect',
};

/** What each kind covers, to choose by. */
export const KIND_HINTS: Readonly<Record<InterestKind, string>> = {
  financial: 'money or its worth: paid work, shares, a contract',
  professional: 'standing or career: a post applied for, work done together, a professional body',
  personal: 'family, a friend, a dispute',
  indirect: 'somebody close to you has one of these',
};

export const EXTENT_WORDS: Readonly<Record<InterestExtent, string>> = {
  actual: 'Actual',
  potential: 'Potential',
};

export const EXTENT_HINTS: Readonly<Record<InterestExtent, string>> = {
  actual: 'it is there now',
  potential: 'it could come about, or could look like one',
};

export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  partner: 'Partner organisations',
  'shared-leadership': 'Shared leadership',
};

export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  employer: 'Works there',
  partner: 'Works at a partner of it',
  'shared-leadership': 'Works under the same leaders',
  declared: 'Declared',
};

export const STATE_WORDS: Readonly<Record<Tie['state'], string>> = {
  always: 'Not taking part',
  unsettled: 'To settle',
  recused: 'Not taking part',
  accepted: 'Accepted',
};
