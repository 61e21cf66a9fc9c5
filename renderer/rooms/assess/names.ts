import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { SheetView } from '../../../shared/contract/sheets.ts';
import type { Citation } from '../../../shared/domain/score.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import type { EvidenceReference } from '../../../shared/domain/submission.ts';
import { enclosedNamed } from '../../components/evidence/enclosed.ts';

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

/** Whether it came with a reply to a question, and not with the submission. */
export function cameWithReply(file: EvidenceView): boolean {
  return 'batch' in file;
}

/** The pages as the organisation wrote them, a bare number made "p. 4". */
export function pagesOf({ pages }: EvidenceReference): string {
  const written = pages.trim();
  if (/^\d+$/.test(written)) return `p. ${written}`;
  return /^\d/.test(written) ? `pp. ${written}` : written;
}

/** "E4, p. 4", "E3, sheet 2", "E5, minutes.docx, p. 2" of a file inside E5. A file that went with a newer version is said to be gone. */
export function placeOf(
  citation: Citation,
  evidence: readonly EvidenceView[],
  earlier: SheetView['earlierFiles'] = [],
): string {
  const gone = earlier.find((one) => one.sha256 === citation.evidence);
  if (gone !== undefined) {
    const page = citation.page === undefined ? '' : `, p. ${citation.page}`;
    return `${gone.ref}${page} of version ${gone.version}, ‘${gone.name}’, which the newer version no longer has`;
  }
  const file = evidence.find((one) => one.sha256 === citation.evidence) ?? enclosedNamed(citation.evidence);
  if (file === undefined) return 'A file inside another, or of an earlier version';
  const ref = cameWithReply(file) ? `${file.ref} of a reply` : file.ref;
  const name = file.inside === undefined ? ref : `${ref}, ${file.name}`;
  return citation.page === undefined ? name : `${name}, ${leafWord(file)} ${citation.page}`;
}

function leafWord(file: EvidenceView): string {
  if (file.kind === 'pdf') return 'p.';
  if (/workbook|spreadsheet/i.test(file.what) || /\.csv$/i.test(file.name)) return 'sheet';
  return /presentation/i.test(file.what) ? 'slide' : 'p.';
}

/** "3.3, return to practice", for lists and what is said aloud. */
export function nameOf(item: Item): string {
  return item.transition === undefined
    ? item.standard.number
    : `${item.standard.number}, ${item.transition.name.toLowerCase()}`;
}
