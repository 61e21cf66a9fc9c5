import { plainWords } from '../../../shared/domain/likeness.ts';
import type { EvidenceReference } from '../../../shared/domain/submission.ts';

export interface ReadReferences {
  readonly references: readonly EvidenceReference[];
  /** Words that name no reference at all. */
  readonly unread: readonly string[];
}

/**
 * "E4 p. 4; E7, pages 2 to 3" as references with their pages. What the Evidence sheet calls its files comes first;
 * anything else of the form of a reference, `letter` and a number, is one too, so that the file it names can be chased.
 */
export function readReferences(words: string, known: readonly string[], letter = 'E'): ReadReferences {
  const text = spelledOut(words.trim(), known);
  if (text === '') return { references: [], unread: [] };
  const whole = known.find((ref) => sameRef(ref, text));
  if (whole !== undefined) return { references: [reference(whole, '')], unread: [] };
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[...known].sort(longestFirst).map(loosely).concat(`${letter}\\s?\\d{1,3}`).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return { references: [], unread: [text] };
  const before = text
    .slice(0, found[0]?.index)
    .replace(/[\s,;:&([]|\b(?:and|please|see|also|evidence|refs?|references?|in)\b\.?/giu, '');
  return {
    references: found.map((match, at) => {
      const [written] = match;
      const rest = text.slice(match.index + written.length, found[at + 1]?.index ?? text.length);
      return reference(known.find((ref) => sameRef(ref, written)) ?? tidyRef(written), pagesIn(rest));
    }),
    unread: before === '' ? [] : [text],
  };
}

export function reference(ref: string, pages: string): EvidenceReference {
  const firstPage = firstPageOf(pages);
  return { ref, pages, ...(firstPage === undefined ? {} : { firstPage }) };
}

/** The first page that the words give: "p. 4", "pages 4–6", "4", "slide 3". A sheet or a row is no page. */
export function firstPageOf(pages: string): number | undefined {
  const number = /^\(?\s*(?:p|pp|pg|page|pages|slide|slides)?\.?\s*(\d{1,5})(?![\d.])/i.exec(pages)?.[1];
  const page = number === undefined ? 0 : Number(number);
  return page >= 1 ? page : undefined;
}

/** "e 04" is "E4". */
export function sameRef(one: string, other: string): boolean {
  return tidyRef(one) === tidyRef(other);
}

function tidyRef(ref: string): string {
  const plain = plainWords(ref).replace(/\s/g, '').toUpperCase();
  return plain.replace(/^([A-Z]+)0+(?=\d)/, '$1');
}

/** "E1–E3" is E1, E2 and E3, where all of them are on the Evidence sheet. */
function spelledOut(text: string, known: readonly string[]): string {
  return text.replace(
    /(?<![\p{L}\p{N}])(E)\s?(\d{1,3})\s*(?:-|–|—|to)\s*E\s?(\d{1,3})(?![\p{L}\p{N}])/giu,
    (written, letter: string, first: string, last: string) => {
      const length = Number(last) - Number(first) + 1;
      if (length < 2 || length > known.length) return written;
      const all = Array.from({ length }, (_, at) => `${letter}${Number(first) + at}`);
      return all.every((one) => known.some((ref) => sameRef(ref, one))) ? all.join('; ') : written;
    },
  );
}

function pagesIn(rest: string): string {
  return rest
    .replace(/^[\s,;:&/–—-]+|[\s,;:&/]+$/gu, '')
    .replace(/\s+and$/iu, '')
    .replace(/[\s,;:&]+$/u, '')
    .replace(/^\((.*)\)$/u, '$1')
    .slice(0, 100);
}

function loosely(ref: string): string {
  return ref.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*');
}

function longestFirst(one: string, other: string): number {
  return other.length - one.length;
}
