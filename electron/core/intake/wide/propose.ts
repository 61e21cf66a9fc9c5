import { distance, plainWords } from '../../../../shared/domain/likeness.ts';
import {
  type Item,
  itemsOf,
  type Standard,
  type StandardSet,
  type Transition,
} from '../../../../shared/domain/standard-set.ts';
import { columnKey, takesSeveral } from '../../../../shared/domain/wide-table.ts';
import { yesOrNo } from '../../spreadsheet/cells.ts';
import { plainOf, type RegisteredOrganisation } from '../find-organisation.ts';
import { generalField, itemPart, placeOfWords, spoken } from './heading-words.ts';
import { areRatings } from './ratings.ts';
import type { WideColumn } from './table.ts';

/**
 * What each column seems to be, by the words of its heading and what stands in it, never by its place: columns may
 * be moved about. Of two that seem to be the same one thing the likelier is it; of two equally likely neither is.
 */
export function propose(
  columns: readonly WideColumn[],
  set: StandardSet,
  organisations: readonly RegisteredOrganisation[],
): ReadonlyMap<string, string> {
  const items = itemsOf(
    set,
    set.transitions.map(({ id }) => id),
  );
  const known = {
    set,
    items,
    names: new Set(organisations.map((one) => plainOf(one).name)),
    codes: new Set(
      organisations.map(plainOf).flatMap(({ id, odsCode }) => (odsCode === '' ? [id] : [id, odsCode])),
    ),
  };
  const guesses = columns.flatMap((column) => {
    const guess = guessOf(column, known);
    return guess === undefined ? [] : [{ key: columnKey(column), ...guess }];
  });
  const proposed = new Map<string, string>();
  for (const [field, all] of Map.groupBy(guesses, (guess) => guess.field)) {
    const most = Math.max(...all.map(({ weight }) => weight));
    const best = takesSeveral(field) ? all : all.filter(({ weight }) => weight === most);
    if (best.length === 1 || takesSeveral(field)) for (const { key } of best) proposed.set(key, field);
  }
  return proposed;
}

interface Known {
  readonly set: StandardSet;
  readonly items: readonly Item[];
  /** Of the round's organisations, as plain words. */
  readonly names: ReadonlySet<string>;
  readonly codes: ReadonlySet<string>;
}

interface Guess {
  readonly field: string;
  readonly weight: number;
}

function guessOf(column: WideColumn, known: Known): Guess | undefined {
  const text = spoken(column.heading);
  const found = standardIn(text, known.set);
  if (found === 'none-of-ours') return undefined;
  if (found !== undefined) return itemGuess(found, column, known);
  const transitions = transitionsIn(text, known.set);
  const [transition, ...others] = transitions;
  if (transition !== undefined && others.length === 0) {
    const yesNo = column.values.every((words) => yesOrNo(words) !== undefined);
    return yesNo ? { field: `transition:${transition.id}`, weight: 250 } : undefined;
  }
  return generalGuess(text, column, known);
}

/** By its words, and for what names an organisation by whether those of the round stand in it. */
function generalGuess(text: string, { values }: WideColumn, { names, codes }: Known): Guess | undefined {
  const byWords = generalField(text);
  if (byWords !== undefined && !['organisation', 'code'].includes(byWords.field)) return byWords;
  const plain = values.map(plainWords);
  const named = plain.filter((words) => names.has(words)).length;
  const coded = plain.filter((words) => codes.has(words)).length;
  if (named > 0 && named >= coded && (byWords !== undefined || named * 2 >= values.length))
    return { field: 'organisation', weight: (byWords?.weight ?? 0) + 150 };
  if (coded > 0 && (byWords !== undefined || coded * 2 >= values.length))
    return { field: 'code', weight: (byWords?.weight ?? 0) + 150 };
  return byWords;
}

interface FoundStandard {
  readonly standard: Standard;
  /** The heading without what named the standard. */
  readonly rest: string;
  readonly weight: number;
}

function itemGuess(
  { standard, rest, weight }: FoundStandard,
  column: WideColumn,
  { set, items }: Known,
): Guess | undefined {
  const transitions = standard.byTransition ? transitionsIn(rest, set) : [];
  const [transition] = transitions;
  if (standard.byTransition && (transition === undefined || transitions.length > 1)) return undefined;
  const item = items.find(
    (one) => one.standard.number === standard.number && one.transition?.id === transition?.id,
  );
  if (item === undefined) return undefined;
  const left =
    transition === undefined
      ? rest
      : without(rest, wordsOf(transition).find((words) => placeOfWords(rest, words) >= 0) ?? '');
  const asked = itemPart(
    left
      .replace(/\b(?:standard|question|for|of|the)\b/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  if (asked !== undefined) return { field: `${asked.part}:${item.id}`, weight: weight + asked.weight };
  if (areRatings(set, column.values)) return { field: `rating:${item.id}`, weight: weight + 5 };
  const isBare = left.replace(/\b(?:standard|for|of|the|\d+)\b/g, '').trim() === '';
  const longest = Math.max(0, ...column.values.map((words) => words.length));
  return isBare && longest > 40 ? { field: `account:${item.id}`, weight: weight + 5 } : undefined;
}

/** Shorter wording could stand in a heading by chance. */
const LEAST_WORDING = 12;

/** The standard that a heading is about, by its number or else by its wording. */
function standardIn(text: string, set: StandardSet): FoundStandard | 'none-of-ours' | undefined {
  const standards = set.sections.flatMap((section) => section.standards);
  const numbers = new Set(text.match(/(?<![\d.])\d{1,3}\.\d{1,3}[a-z]?(?![\p{L}\d]|\.\d)/gu) ?? []);
  const numbered = standards.filter(({ number }) => numbers.has(number));
  const [one, ...others] = numbered;
  if (others.length > 0 || one?.lineage.kind === 'removed') return 'none-of-ours';
  if (one !== undefined) {
    const rest = without(text, one.number);
    const wording = wordingsOf(one).find((words) => rest.includes(words));
    return { standard: one, rest: wording === undefined ? rest : without(rest, wording), weight: 400 };
  }
  if (numbers.size > 0 && standards.length > 0 && text.length < 12) return 'none-of-ours';
  return worded(text, standards);
}

function worded(text: string, standards: readonly Standard[]): FoundStandard | 'none-of-ours' | undefined {
  const asked = standards.filter(({ lineage }) => lineage.kind !== 'removed');
  const held = asked.flatMap((standard) =>
    wordingsOf(standard)
      .filter((words) => text.includes(words))
      .map((words) => ({ standard, words })),
  );
  const longest = Math.max(0, ...held.map(({ words }) => words.length));
  const best = held.filter(({ words }) => words.length === longest);
  const [only] = best;
  if (only !== undefined)
    return new Set(best.map(({ standard }) => standard)).size > 1
      ? 'none-of-ours'
      : { standard: only.standard, rest: without(text, only.words), weight: 300 };
  const near = asked
    .flatMap((standard) => wordingsOf(standard).map((words) => ({ standard, words })))
    .filter(({ words }) => Math.abs(words.length - text.length) * 5 <= words.length)
    .map((one) => ({ ...one, off: distance(text, one.words) }))
    .filter(({ words, off }) => off * 5 <= words.length)
    .sort((one, other) => one.off - other.off);
  const [first, second] = near;
  if (first === undefined || second?.off === first.off) return undefined;
  return { standard: first.standard, rest: '', weight: 200 };
}

function wordingsOf({ wording, short }: Standard): readonly string[] {
  return [wording, ...(short === undefined ? [] : [short])]
    .map(spoken)
    .filter((words) => words.length >= LEAST_WORDING)
    .sort((one, other) => other.length - one.length);
}

function wordsOf({ id, name }: Transition): readonly string[] {
  return [spoken(name), spoken(id.replaceAll(/[-_.]/g, ' '))];
}

/** Those named in a heading; one whose name stands only within another's is not meant. A slip of a letter is forgiven. */
function transitionsIn(text: string, set: StandardSet): readonly Transition[] {
  const named = set.transitions.flatMap((transition) => {
    const words = wordsOf(transition).find((one) => placeOfWords(text, one) >= 0);
    return words === undefined ? [] : [{ transition, words }];
  });
  const meant = named.filter(
    ({ words }) => !named.some((other) => other.words !== words && other.words.includes(words)),
  );
  if (meant.length > 0) return meant.map(({ transition }) => transition);
  return set.transitions.filter((transition) => wordsOf(transition).some((words) => nearlyIn(text, words)));
}

function nearlyIn(text: string, words: string): boolean {
  const said = text.split(' ');
  const length = words.split(' ').length;
  return said.some((_, at) => {
    const part = said.slice(at, at + length).join(' ');
    return (
      Math.abs(part.length - words.length) * 6 <= words.length && distance(part, words) * 6 <= words.length
    );
  });
}

function without(text: string, words: string): string {
  const at = placeOfWords(text, words);
  const left = at < 0 ? text.replace(words, ' ') : `${text.slice(0, at)} ${text.slice(at + words.length)}`;
  return left.replace(/\s+/g, ' ').trim();
}
