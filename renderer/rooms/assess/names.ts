import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { Citation } from '../../../shared/domain/score.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import type { EvidenceReference } from '../../../shared/domain/submission.ts';

/** A file's name as one would say it: "Preceptorship-policy_2025.pdf" is "Preceptorship policy 2025". */
export function titleOf(file: EvidenceView): string {
  const stem = file.name.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '');
  // The reference stands before it anyway.
  const words = stem
    .replace(/_|-(?!\d)|(?<!\d)-/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  const bare = words.toLowerCase().startsWith(`${file.ref.toLowerCase()} `)
    ? words.slice(file.ref.length + 1)
    : words;
  return bare === '' ? file.name : bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** The pages as the organisation wrote them, a bare number made "p. 4". */
export function pagesOf({ pages }: EvidenceReference): string {
  const written = pages.trim();
  if (/^\d+$/.test(written)) return `p. ${written}`;
  return /^\d/.test(written) ? `pp. ${written}` : written;
}

/** "E4, p. 4". The file may have gone with a newer version. */
export function placeOf(citation: Citation, evidence: readonly EvidenceView[]): string {
  const ref =
    evidence.find((file) => file.sha256 === citation.evidence)?.ref ?? 'A file of an earlier version';
  return citation.page === undefined ? ref : `${ref}, p. ${citation.page}`;
}

/** "3.3, return to practice", for lists and what is said aloud. */
export function nameOf(item: Item): string {
  return item.transition === undefined
    ? item.standard.number
    : `${item.standard.number}, ${item.transition.name.toLowerCase()}`;
}
