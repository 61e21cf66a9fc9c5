import { canonical } from './canonical.ts';
import type { CurrentEntry } from './entry.ts';

/**
 * Whether entries of one subject say the same thing: act, facts and words. Two people who said the same without seeing
 * each other leave nothing to settle; the salt of their words and what they rested on are their own.
 */
export function sayTheSame(entries: readonly (CurrentEntry | undefined)[]): boolean {
  const [first, ...others] = entries.map(spelled);
  return first !== undefined && others.every((other) => other === first);
}

/** Undefined where the words are not there to compare. */
function spelled(entry: CurrentEntry | undefined): string | undefined {
  if (entry?.text === undefined) return undefined;
  const words = Object.entries(entry.text).filter(([name]) => name !== 'salt');
  return canonical({ act: entry.act, facts: entry.facts, words });
}
