import type { Gap } from '../../../shared/domain/submission.ts';

/** A gap as something to chase: what is missing and where. */
export function gapInWords(gap: Gap): string {
  switch (gap.kind) {
    case 'evidence-missing':
      return `${gap.ref} “${gap.name}” is named in the workbook and did not come.`;
    case 'evidence-unnamed':
      return `${gap.ref} is referred to and is not on the Evidence sheet.`;
    case 'rating-missing':
      return `${gap.item} has no rating.`;
    case 'account-missing':
      return `${gap.item} has no account.`;
    case 'declaration-missing':
      return 'The declaration is not signed.';
  }
}
