/**
 * Text as two readings of the same passage are compared: without case, accents, line breaks, hyphens inside words and
 * the many forms of quotation marks and dashes, which differ between what a person types and what a PDF yields.
 */
export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text`, where in the original what it stands for begins and ends. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A stretch of a text, in UTF-16 units: `start` included, `end` not. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const letter = /\p{L}/u;
const space = /\s/u;
const mark = /\p{M}/gu;
/** Soft hyphen, zero-width spaces and joiners, byte order mark: there and not seen. */
const unseen = /[\u00AD\u200B-\u200D\u2060\uFEFF]/u;
const alike = new Map([
  ...['\u2018', '\u2019', '\u201A', '\u02BC', '\u0060', '\u00B4'].map((form) => [form, "'"] as const),
  ...['\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB'].map((form) => [form, '"'] as const),
  ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212'].map((form) => [form, '-'] as const),
]);

/** The text folded, with the way back to the original for every unit of it. */
export function fold(original: string): Folded {
  const from: number[] = [];
  const to: number[] = [];
  let text = '';
  let at = 0;
  let joining = false;
  for (const character of original) {
    const start = at;
    at += character.length;
    if (unseen.test(character)) continue;
    if (space.test(character)) {
      if (joining) continue;
      if (text.endsWith(' ')) {
        to[to.length - 1] = at;
        continue;
      }
    }
    const plain = foldCharacter(character);
    joining = plain === '-' && insideWord(original, start, at);
    if (joining) continue;
    text += plain;
    for (let unit = 0; unit < plain.length; unit += 1) {
      from.push(start);
      to.push(at);
    }
  }
  return { text, from, to };
}

/** Where `words` stand in the text, in order, none overlapping another. Words of spaces alone stand nowhere. */
export function findAll(text: Folded, words: string): readonly Stretch[] {
  const sought = fold(words).text.trim();
  if (sought === '') return [];
  const found: Stretch[] = [];
  for (let at = text.text.indexOf(sought); at >= 0; at = text.text.indexOf(sought, at + sought.length))
    found.push(unfold(text, at, at + sought.length));
  return found;
}

/** The stretch of the original that a stretch of the folded text stands for; `end` is after `start`. */
export function unfold(text: Folded, start: number, end: number): Stretch {
  return { start: text.from[start] ?? 0, end: text.to[end - 1] ?? 0 };
}

function foldCharacter(character: string): string {
  if (space.test(character)) return ' ';
  return alike.get(character) ?? character.normalize('NFKD').replace(mark, '').toLowerCase();
}

/** A hyphen between letters, also one at which a line was broken. */
function insideWord(original: string, start: number, end: number): boolean {
  return (
    letter.test(original.charAt(start - 1)) &&
    letter.test(
      original
        .slice(end, end + 12)
        .trimStart()
        .charAt(0),
    )
  );
}
