import type { PackPurpose } from '../../../shared/contract/exchange.ts';

/** What a file is, as people call it. */
export const whatFor: Readonly<Record<PackPurpose, string>> = {
  round: 'Round file',
  scores: 'Scores file',
  moderation: 'Moderation file',
  update: 'Decisions file',
  whole: 'Whole round file',
  archive: 'Archive',
};

/** A file from another desk, or the parts of one that was split. */
export const PACK_ENDINGS: readonly string[] = [
  '.awardpack',
  ...Array.from({ length: 40 }, (_, at) => `.${String(at + 1).padStart(3, '0')}`),
];
