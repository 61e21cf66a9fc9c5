import { nearest, plainWords } from '../../../../shared/domain/likeness.ts';
import type { ItemPart } from '../../../../shared/domain/wide-table.ts';

/** What forms call the things that a submission consists of. Longer words say more, and win. */

export const GENERAL_WORDS: Readonly<Record<string, readonly string[]>> = {
  organisation: [
    'organisation name',
    'name of organisation',
    'name of your organisation',
    'name of the organisation',
    'your organisation',
    'organisation',
    'organization',
    'trust name',
    'name of trust',
    'trust',
    'provider',
  ],
  code: ['organisation code', 'organisations code', 'code in this round', 'ods code', 'trust code', 'code'],
  'contact-name': [
    'contact name',
    'name of contact',
    'contacts name',
    'contact person',
    'contact',
    'your name',
    'full name',
    'completed by',
    'submitted by',
    'name',
  ],
  'contact-role': ['contact role', 'contacts role', 'role of contact', 'job title', 'your role', 'role'],
  'contact-email': [
    'contact email',
    'contacts email',
    'email of contact',
    'email address',
    'your email',
    'email',
  ],
  covers: [
    'organisations or sites covered',
    'organisations covered',
    'sites covered',
    'which sites',
    'what it covers',
    'what does it cover',
    'covers',
    'sites',
  ],
  professions: ['professions', 'which professions', 'professions covered', 'other professions', 'profession'],
  transitions: ['transitions', 'which transitions', 'transitions offered', 'transition'],
  evidence: [
    'evidence files',
    'evidence file names',
    'file upload',
    'files uploaded',
    'supporting documents',
    'upload',
    'files',
    'attachments',
    'evidence',
  ],
  declaration: [
    'declaration',
    'is this submission true',
    'is this submission true and agreed by the organisation',
    'do you confirm',
    'i confirm',
  ],
  'declared-by': [
    'declaration name',
    'declared by',
    'signed by',
    'name of signatory',
    'signatory',
    'authorised by',
  ],
  'declared-role': ['declaration role', 'role of signatory', 'signatory role'],
  'declared-on': ['declaration date', 'date of declaration', 'date signed', 'signed on'],
};

const PART_WORDS: Readonly<Record<ItemPart, readonly string[]>> = {
  rating: [
    'self rating',
    'your rating',
    'rating',
    'rate',
    'self assessment',
    'score',
    'level',
    'rag',
    'rag rating',
  ],
  account: [
    'account',
    'your account',
    'explanation',
    'explain',
    'describe',
    'narrative',
    'comment',
    'comments',
    'details',
    'tell us',
    'how',
    'why',
    'what you do',
  ],
  reason: ['if not applicable why', 'why not applicable', 'reason'],
  evidence: [
    'evidence',
    'evidence references',
    'file',
    'files',
    'file upload',
    'upload',
    'attachment',
    'attachments',
    'supporting documents',
    'documents',
  ],
  action: [
    'done since last year',
    'since last year',
    'action since last year',
    'since last time',
    'action',
    'actions',
    'what has changed',
    'progress',
  ],
};

/** A heading as words alone: numbers keep their points, everything else that is no letter or figure is a space. */
export function spoken(words: string): string {
  return plainWords(words)
    .replace(/\be-mail/g, 'email')
    .replace(/(\p{L})['’](?=\p{L})/gu, '$1')
    .replace(/\.(?!\d)|(?<!\d)\./g, ' ')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim();
}

/** Where the words begin in the text, as whole words; -1 where they do not stand in it. */
export function placeOfWords(text: string, words: string): number {
  return ` ${text} `.indexOf(` ${words} `);
}

/** A long heading is a question: words that stand in it need not be what it asks for. */
const LONGEST_LABEL = 70;
const LONGEST_NEAR = 40;

/** What a heading without a standard's number is for, and how surely: exactly, by words in it, or nearly. */
export function generalField(text: string): { readonly field: string; readonly weight: number } | undefined {
  let best: { field: string; weight: number } | undefined;
  for (const [field, all] of Object.entries(GENERAL_WORDS))
    for (const words of all) {
      const holds = text.length <= LONGEST_LABEL && placeOfWords(text, words) >= 0;
      const weight = text === words ? 300 + words.length : holds ? 200 + words.length : 0;
      if (weight > (best?.weight ?? 0)) best = { field, weight };
    }
  if (best !== undefined || text.length < 5 || text.length > LONGEST_NEAR) return best;
  const [near] = nearest(text, Object.values(GENERAL_WORDS).flat(), 1);
  const field = Object.entries(GENERAL_WORDS).find(
    ([, all]) => near !== undefined && all.includes(near),
  )?.[0];
  return field === undefined ? undefined : { field, weight: 100 };
}

const NOT_APPLICABLE = /\b(?:not applicable|n a|na|does not apply|not apply)\b/;
/** The scale may stand in a heading too, with "Not applicable" as the last of it. */
const ASKS_WHY = /\b(?:why|if|where|reason|reasons|because|explain)\b/;

/** What is asked of a standard by what its heading says besides: the word that comes first is what it is about. */
export function itemPart(text: string): { readonly part: ItemPart; readonly weight: number } | undefined {
  if (text === '') return undefined;
  if (NOT_APPLICABLE.test(text) && ASKS_WHY.test(text)) return { part: 'reason', weight: 30 };
  let first: { part: ItemPart; at: number; length: number } | undefined;
  for (const part of PARTS)
    for (const words of PART_WORDS[part]) {
      const at = placeOfWords(text, words);
      if (at < 0) continue;
      const sooner = first === undefined || at < first.at || (at === first.at && words.length > first.length);
      if (sooner) first = { part, at, length: words.length };
    }
  if (first !== undefined) return { part: first.part, weight: 30 };
  if (text.length < 4 || text.length > LONGEST_NEAR) return undefined;
  const [near] = nearest(
    text,
    PARTS.flatMap((part) => PART_WORDS[part]),
    1,
  );
  const part = PARTS.find((one) => near !== undefined && PART_WORDS[one].includes(near));
  return part === undefined ? undefined : { part, weight: 10 };
}

const PARTS: readonly ItemPart[] = ['rating', 'account', 'reason', 'evidence', 'action'];
