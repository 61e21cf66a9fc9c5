/**
 * Words as a person would take them for the same: Unicode forms, spaces of any kind, case, curly and straight
 * quotation marks, dashes and a colon at the end make no difference.
 */
export function plainWords(words: string): string {
  return words
    .normalize('NFKC')
    .replace(/[\u200B-\u200D\uFEFF]/g, '')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*[:?]$/, '')
    .toLowerCase();
}

/** Edits (a letter more, less, other, or two swapped) that turn one into the other: optimal string alignment. */
export function distance(one: string, other: string): number {
  const a = one.split('');
  const b = other.split('');
  let before: number[] = [];
  let last = b.map((_, at) => at);
  last.push(b.length);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Those that the words could have been meant for, nearest first: at most a third of the letters differ. */
export function nearest(words: string, candidates: readonly string[], most = 3): readonly string[] {
  const meant = plainWords(words);
  return candidates
    .map((candidate) => ({ candidate, off: distance(meant, plainWords(candidate)) }))
    .filter(({ candidate, off }) => off <= Math.floor(Math.max(meant.length, candidate.length) / 3))
    .sort((one, other) => one.off - other.off)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}
