import type { Caution, CautionKind, Leaf } from './reading.ts';

/**
 * Likely personal data in evidence. The organisation was asked to remove names; a caution shows a person where to
 * look, and changes nothing. Too many would be looked at no more, so what looks alike (prices, references, numbers of
 * books) is left alone even where that misses a rare way of writing.
 */

interface Find {
  readonly kind: CautionKind;
  readonly quote: string;
}

/** Of one kind in one file; a list of a thousand addresses is told by its first fifty. */
const MOST_OF_A_KIND = 50;

/** Cautions that any text and any properties give, each words once. */
export function cautionsIn(
  leaves: readonly Leaf[],
  properties: readonly { readonly name: string; readonly value: string }[],
): readonly Caution[] {
  const seen = new Set<string>();
  const counts = new Map<CautionKind, number>();
  const inText = leaves.flatMap((leaf) =>
    findPersonalData(leaf.text).flatMap(({ kind, quote }): Caution[] => {
      const key = `${kind} ${quote}`;
      const count = counts.get(kind) ?? 0;
      if (seen.has(key) || count >= MOST_OF_A_KIND) return [];
      seen.add(key);
      counts.set(kind, count + 1);
      return [
        { kind, leaf: leaf.number, quote, sentence: `${leaf.label}: ${WORDS[kind] ?? 'personal data'}.` },
      ];
    }),
  );
  return [...inText, ...cautionsInProperties(properties)];
}

const WORDS: Partial<Readonly<Record<CautionKind, string>>> = {
  'email-address': 'an e-mail address',
  'telephone-number': 'a telephone number',
  'nhs-number': 'what looks like an NHS number, with a right check digit',
  'date-of-birth': 'a date of birth',
  'hcpc-number': 'what looks like an HCPC registration number',
};

/** What programs put where no person gave a name. */
const NOBODY =
  /^(?:|user|users|windows user|microsoft office user|office user|your (?:user|company) name|author|admin|administrator|unknown|none|n\/?a|-|award panel|openpyxl|python-docx|libreoffice.*|apache poi|pdfkit|microsoft corporation|microsoft)$/i;

function cautionsInProperties(
  properties: readonly { readonly name: string; readonly value: string }[],
): readonly Caution[] {
  const seen = new Set<string>();
  return properties.flatMap(({ name, value }): Caution[] => {
    const kind =
      name === 'Author' || name === 'Last saved by' ? 'author' : name === 'Company' ? 'company' : undefined;
    const quote = value.trim().slice(0, 400);
    if (kind === undefined || NOBODY.test(quote) || seen.has(`${kind} ${quote}`)) return [];
    seen.add(`${kind} ${quote}`);
    const said = kind === 'author' ? 'who wrote or saved it' : 'a company';
    return [{ kind, quote, sentence: `The file's properties name ${said}.` }];
  });
}

/** Every likely find in a text, by kind and then by place. */
export function findPersonalData(text: string): readonly Find[] {
  return [
    ...found(text, EMAIL, 'email-address'),
    ...found(text, TELEPHONE, 'telephone-number', isTelephone),
    ...found(text, NHS_NUMBER, 'nhs-number', isNhsNumber),
    ...found(text, BIRTH, 'date-of-birth'),
    ...birthColumns(text),
    ...found(text, HCPC_NUMBER, 'hcpc-number', isHcpcNumber),
  ];
}

function found(
  text: string,
  pattern: RegExp,
  kind: CautionKind,
  accepts: (words: string, before: string) => boolean = () => true,
): Find[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const quote = match[0].trim();
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    return accepts(quote, before) ? [{ kind, quote: quote.replace(/\s+/g, ' ').slice(0, 400) }] : [];
  });
}

const EMAIL =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}-])/gu;

/** Ten or eleven digits after a country code or a nought, in groups. */
const TELEPHONE = /(?<![\w.,/£$€#+-])(?:\+44|0044|\(?0)(?:[ \u00a0-]?\(?\d{1,11}\)?){1,6}(?![\w/%]|[.,-]\d)/g;

/** Area codes of the United Kingdom begin with 1, 2, 3, 7 or 8; no group is shorter than three digits, which dates are. */
function isTelephone(words: string): boolean {
  const national = words.replace(/^(?:\+44|0044)[ \u00a0-]?(?:\(0\))?|^\(?0/, '');
  const digits = national.replace(/\D/g, '').replace(/^0/, '');
  if (!/^[12378]\d{9}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  const groups = national.split(/\D+/).filter((group) => group !== '');
  const [first = '', ...rest] = groups;
  return first.length >= 2 && groups.length <= 4 && rest.every((group) => group.length >= 3);
}

const NHS_NUMBER = /(?<![\w.,/£$€#+-])(?:\d{10}|\d{3} \d{3} \d{4}|\d{3}-\d{3}-\d{4})(?![\w/%]|[.,-]\d)/g;

/** Modulus 11 over the first nine digits, weighted from 10 down to 2; a check digit of 10 is never issued. */
function isNhsNumber(words: string, before: string): boolean {
  const digits = words.replace(/\D/g, '').split('').map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  if ((11 - (sum % 11)) % 11 !== digits[9] || new Set(digits).size === 1) return false;
  // Issued ones begin with 4, 6 or 7; others, and those with dashes as telephone numbers abroad have, count where they are called so.
  const usual = digits[0] === 4 || digits[0] === 6 || digits[0] === 7;
  return (usual && !words.includes('-')) || /\bNHS\b|\bpatient\b/i.test(before);
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = `(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?\\s+${MONTH},?\\s+\\d{4}|${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4})(?!\\d)`;
const BIRTH = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:d\\.?o\\.?b\\.?|dates? of birth|birth ?date|born(?: on)?)[\\s:=()–-]{0,6}${DATE}`,
  'giu',
);
const BIRTH_LABEL = /^(?:d\.?o\.?b\.?|date of birth|birth ?date)$/i;
const WHOLE_DATE = new RegExp(`^${DATE}$`, 'i');

/** A table with such a heading and dates in the lines below it. */
function birthColumns(text: string): Find[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (!line.includes('\t') || !line.split('\t').some((cell) => BIRTH_LABEL.test(cell.trim()))) return [];
    const date = lines
      .slice(at + 1, at + 6)
      .flatMap((below) => below.split('\t'))
      .find((cell) => WHOLE_DATE.test(cell.trim()));
    return date === undefined ? [] : [{ kind: 'date-of-birth' as const, quote: date.trim() }];
  });
}

/** The letters of the allied health professions' parts of the register, and five or six digits. */
const HCPC_NUMBER = /(?<![\w/#-])(?:AS|CH|DT|ODP|OR|OT|PA|PH|PO|RA|SL) ?\d{5,6}(?![\w/]|[.,-]\d)/g;

/** Purchase orders are numbered PO, and two letters and a space begin many things: those count beside the register's name. */
function isHcpcNumber(words: string, before: string): boolean {
  if (!words.startsWith('PO') && !words.includes(' ')) return true;
  return /\bHCPC\b|\bregist(?:ration|ered|rant|er)\b/i.test(before);
}
