/** Whether a text that many will read says who somebody is. */

const TITLES: ReadonlySet<string> = new Set(['dr', 'prof', 'professor', 'mr', 'mrs', 'ms', 'miss', 'mx']);

/** The words of a name without its title: "Dr Farah Lind" is Farah and Lind. */
function wordsOfName(name: string): readonly string[] {
  return name.split(/\s+/).filter((word) => word !== '' && !TITLES.has(word.replace('.', '').toLowerCase()));
}

/** Names that stand in the text in full, however they are spaced or written small or large. */
export function namesIn(text: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    const words = wordsOfName(name);
    return words.length > 0 && finds(text, words.map(literally).join('\\s+'), 'iu');
  });
}

/**
 * Words of one name that stand in the text by themselves, spelled as in the name. A caution, no more: "Will" and "May"
 * are names too.
 */
export function partsOfNameIn(text: string, name: string): readonly string[] {
  return wordsOfName(name).filter((word) => word.length > 2 && finds(text, literally(word), 'u'));
}

const finds = (text: string, pattern: string, flags: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, flags).test(text);

const literally = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Whether two texts are one but for spaces, case and the marks between words. */
export function sameWords(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

const bare = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
