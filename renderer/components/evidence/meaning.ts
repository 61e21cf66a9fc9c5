import type { CitationMeaning } from '../../../shared/domain/score.ts';

/** What a passage does for the standard that it is cited for, in the order that it is offered. */
export const meanings: readonly CitationMeaning[] = ['supports', 'weakens', 'question'];

/** The word always stands beside the colour. */
export const meaningWords: Readonly<Record<CitationMeaning, string>> = {
  supports: 'Supports',
  weakens: 'Weakens',
  question: 'Question',
};
