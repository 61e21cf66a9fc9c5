import type { Citation } from './score.ts';
import { type Folded, fold, type Stretch, unfold } from './text-fold.ts';

/** What a quote is found again by, after the W3C text quote selector: https://www.w3.org/TR/annotation-model/#text-quote-selector */
export type Quote = Pick<Citation, 'quote' | 'prefix' | 'suffix'>;

const longestQuote = 4000;
const around = 32;

/**
 * The quote of a stretch of a text, with what stands before and after it. White space at its edges is left out and
 * runs of it inside are one space; a quote of more than 4,000 characters keeps its beginning.
 * Undefined where nothing but white space is selected.
 */
export function quoteOf(text: string, stretch: Stretch): Quote | undefined {
  const inside = trimmed(text, stretch);
  if (inside === undefined) return undefined;
  return {
    quote: wholeCharacters(plain(text.slice(inside.start, inside.end)).slice(0, longestQuote)),
    prefix: wholeCharacters(
      plain(text.slice(Math.max(0, inside.start - 2 * around), inside.start)).slice(-around),
    ),
    suffix: wholeCharacters(plain(text.slice(inside.end, inside.end + 2 * around)).slice(0, around)),
  };
}

/**
 * Where a quote stands in a text that may have been read another way since: other line breaks, hyphens, quotation
 * marks, accents apart. Where it stands several times, the place whose surroundings are most alike.
 * Undefined where it does not stand, or where the quote is empty.
 */
export function findQuote(text: string, sought: Quote): Stretch | undefined {
  return findFoldedQuote(fold(text), sought);
}

/** As `findQuote`, in a text that is folded already. */
export function findFoldedQuote(folded: Folded, { quote, prefix, suffix }: Quote): Stretch | undefined {
  const words = fold(quote).text.trim();
  if (words === '') return undefined;
  const before = fold(prefix).text.trim();
  const after = fold(suffix).text.trim();
  let best: { readonly at: number; readonly alike: number } | undefined;
  for (let at = folded.text.indexOf(words); at >= 0; at = folded.text.indexOf(words, at + 1)) {
    const alike =
      sameAtEnd(folded.text.slice(0, at).trimEnd(), before) +
      sameAtStart(folded.text.slice(at + words.length).trimStart(), after);
    if (best === undefined || alike > best.alike) best = { at, alike };
  }
  return best === undefined ? undefined : unfold(folded, best.at, best.at + words.length);
}

/** White space at the edges left out; undefined where nothing else is there. */
function trimmed(text: string, { start, end }: Stretch): Stretch | undefined {
  const inside = text.slice(start, end);
  if (inside.trim() === '') return undefined;
  return {
    start: start + (inside.length - inside.trimStart().length),
    end: end - (inside.length - inside.trimEnd().length),
  };
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Half a surrogate pair at either edge is no character. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');
}

function sameAtEnd(one: string, other: string): number {
  let same = 0;
  while (same < one.length && same < other.length && one.at(-1 - same) === other.at(-1 - same)) same += 1;
  return same;
}

function sameAtStart(one: string, other: string): number {
  let same = 0;
  while (same < one.length && same < other.length && one[same] === other[same]) same += 1;
  return same;
}
