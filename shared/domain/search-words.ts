/** What a person types into a search, made a query of SQLite's FTS5: https://www.sqlite.org/fts5.html#full_text_query_syntax */

export interface SearchWords {
  /** Every word and phrase has to be there. Undefined where nothing that was typed can be searched for. */
  readonly query: string | undefined;
  /** Where something was not searched as it was typed: what, and how it was searched instead. */
  readonly remark: string | undefined;
}

const MOST_CHARACTERS = 400;
const MOST_TERMS = 24;
const SHORTEST_PREFIX = 3;

const WORD = /[\p{L}\p{N}]/u;
/** Writing that puts no spaces between words: each character is a word of its own in the index and in a query. */
const UNSPACED = /(?<=[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}])(?=[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}])/gu;
/** FTS5 takes it for no part of a word, and nobody sees it. */
const BETWEEN = '\u200B';
const UNSEEN = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;
/** Private use is kept for the marks by which the index tells submissions apart; nothing that is typed reaches those. */
const KEPT_OUT = /[\p{Co}\p{Cn}]/gu;
const CONTROL = /[\p{Cc}--\n]/gv;

/**
 * Text as the index holds it: ligatures and full-width forms plain, unseen characters gone, a word that was broken at
 * the end of a line whole again. Accents and case are the index's own business.
 */
export function searchable(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKC')
    .replace(CONTROL, ' ')
    .replace(UNSEEN, '')
    .replace(KEPT_OUT, '')
    .replace(/(?<=\p{L})[-\u2010] *\n\s*(?=\p{Ll})/gu, '')
    .replace(UNSPACED, BETWEEN);
}

/** Any text gives a query that FTS5 takes, or none. Quotes hold a phrase together; a star ends a prefix of three letters or more. */
export function searchWords(typed: string): SearchWords {
  const terms: string[] = [];
  let remark: string | undefined;
  const text = searchable(typed.slice(0, MOST_CHARACTERS)).replaceAll('\n', ' ');
  for (const [, phrase, star, word = ''] of text.matchAll(
    /["“”„]([^"“”„]*)(?:["“”„](\*)?)?|([^\s"“”„]+)/gu,
  )) {
    const sought = phrase === undefined ? word : `${phrase.trim()}${star ?? ''}`;
    const words = sought.replace(/\*+$/u, '');
    if (!WORD.test(words)) continue;
    const prefix = words !== sought && lastWord(words).length >= SHORTEST_PREFIX;
    if (words !== sought && !prefix)
      remark = `‘${plain(sought)}’ has fewer than three letters before the star, so it was searched for as a whole word.`;
    terms.push(termOf(words, prefix));
  }
  if (terms.length > MOST_TERMS) remark = `Only the first ${MOST_TERMS} words were searched for.`;
  return {
    query: terms.length === 0 ? undefined : terms.slice(0, MOST_TERMS).join(' AND '),
    remark,
  };
}

/** A hyphen may have stood at the end of a line, where the index has the word without it. */
function termOf(words: string, prefix: boolean): string {
  const quoted = (each: string) => `"${each}"${prefix ? ' *' : ''}`;
  const joined = words.replace(/(?<=\p{L})[-\u2010](?=\p{L})/gu, '');
  return joined === words ? quoted(words) : `(${quoted(words)} OR ${quoted(joined)})`;
}

const lastWord = (words: string): string => /[\p{L}\p{N}\p{M}]*$/u.exec(words)?.[0] ?? '';
const plain = (text: string): string => text.replaceAll(BETWEEN, '');

/** What FTS5's `snippet` is told to put around each word that was found; neither is in any text of the index. */
export const MARK_BEGINS = '\u0001';
export const MARK_ENDS = '\u0002';

export interface Snippet {
  readonly text: string;
  /** In UTF-16 units of `text`, in order: `start` included, `end` not. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

/** A snippet as FTS5 gives it, told apart into its words and where they are marked. Line breaks are spaces. */
export function snippetOf(marked: string): Snippet {
  let text = '';
  let start = 0;
  const marks: { start: number; end: number }[] = [];
  for (const character of marked) {
    if (character === MARK_BEGINS) start = text.length;
    else if (character === MARK_ENDS) marks.push({ start, end: text.length });
    else if (/\s/u.test(character)) text += text === '' || text.endsWith(' ') ? '' : ' ';
    else if (character !== BETWEEN) text += character;
  }
  return { text, marks };
}
