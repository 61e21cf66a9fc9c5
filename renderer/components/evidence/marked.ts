import { findFoldedQuote } from '../../../shared/domain/citation.ts';
import { fold } from '../../../shared/domain/text-fold.ts';
import type { Marked } from './pieces.tsx';
import type { Mark } from './viewing.ts';

/** Where the quotes of citations stand in a text; those that do not stand there are left out. */
export function markedIn(text: string, marks: readonly Mark[]): readonly Marked[] {
  if (marks.length === 0) return [];
  const folded = fold(text);
  return marks.flatMap(({ citation }) => {
    const found = findFoldedQuote(folded, citation);
    return found === undefined ? [] : [{ ...found, meaning: citation.meaning }];
  });
}
