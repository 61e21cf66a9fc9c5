import { addDays } from './dates.ts';
import type { Day, ItemId, QuestionId } from './ids.ts';
import { plainWords } from './likeness.ts';
import { list } from './words.ts';

/** Questions to an organisation on their way from those who asked to whoever answers: chosen, put together, numbered. */

/** A question as somebody asked it and nobody has sent it yet. */
export interface Asked {
  readonly question: QuestionId;
  readonly item: ItemId;
  readonly words: string;
}

/** A question as it is to go: one that was asked or several put together, in the words that the organisation reads. */
export interface Chosen {
  /** Of those after the first, why each was put together with it. */
  readonly from: readonly { readonly question: QuestionId; readonly joined: string }[];
  readonly words: string;
}

export interface Numbered extends Chosen {
  readonly number: number;
  readonly item: ItemId;
}

/** What is wrong with what was chosen: of which question, and in which field of it. */
export interface ChoiceProblem {
  readonly question: QuestionId;
  readonly field: 'words' | 'joined' | 'question';
  readonly sentence: string;
}

/** Every question by itself in its asker's own words: what goes where nothing was changed. */
export function eachAlone(asked: readonly Asked[]): readonly Chosen[] {
  return asked.map(({ question, words }) => ({ from: [{ question, joined: '' }], words }));
}

/** What an administrator makes of a question before it goes. */
export interface Edit {
  /** As the organisation is to read it, where not in its asker's words. */
  readonly words?: string | undefined;
  /** The question that it is put together with, and why. */
  readonly with?: QuestionId | undefined;
  readonly joined?: string | undefined;
  /** It stays open and does not go this time. */
  readonly held?: boolean | undefined;
}

/**
 * What goes once questions were edited. One that is put together with another follows it, also in not going; where the
 * other is gone, is about something else, or follows another itself, it goes by itself.
 */
export function chosenFrom(asked: readonly Asked[], edits: ReadonlyMap<QuestionId, Edit>): readonly Chosen[] {
  const leads = leadersOf(asked, edits);
  return asked
    .filter(({ question }) => !leads.has(question) && edits.get(question)?.held !== true)
    .map(({ question, words }) => ({
      from: [
        { question, joined: '' },
        ...asked
          .filter((other) => leads.get(other.question) === question)
          .map((other) => ({ question: other.question, joined: edits.get(other.question)?.joined ?? '' })),
      ],
      words: edits.get(question)?.words ?? words,
    }));
}

/** By question, the one that it goes together with. */
export function leadersOf(
  asked: readonly Asked[],
  edits: ReadonlyMap<QuestionId, Edit>,
): ReadonlyMap<QuestionId, QuestionId> {
  const open = new Map(asked.map((each) => [each.question, each]));
  return new Map(
    asked.flatMap(({ question, item }): (readonly [QuestionId, QuestionId])[] => {
      const { with: wanted, held } = edits.get(question) ?? {};
      if (held === true) return [];
      const leader = wanted === undefined ? undefined : open.get(wanted);
      if (leader === undefined || leader.question === question || leader.item !== item) return [];
      return edits.get(leader.question)?.with === undefined ? [[question, leader.question]] : [];
    }),
  );
}

/** Others about the same item, with which this one could be put together. */
export function couldGoWith<Question extends Asked>(
  { question, item }: Asked,
  asked: readonly Question[],
): readonly Question[] {
  return asked.filter((other) => other.question !== question && other.item === item);
}

/** What stands in the way of sending these, in the order in which they were chosen; nothing where they can go. */
export function choiceProblems(chosen: readonly Chosen[], asked: readonly Asked[]): readonly ChoiceProblem[] {
  const open = new Map(asked.map((each) => [each.question, each]));
  const seen = new Set<QuestionId>();
  return chosen.flatMap(({ from, words }) => {
    const [first] = from;
    if (first === undefined) return [];
    const item = open.get(first.question)?.item;
    const problems: ChoiceProblem[] = from.flatMap(({ question, joined }, at): ChoiceProblem[] => {
      const twice = seen.has(question);
      seen.add(question);
      const one = open.get(question);
      if (one === undefined)
        return [
          {
            question,
            field: 'question',
            sentence: 'A question was sent or withdrawn meanwhile. Look at the questions again.',
          },
        ];
      if (twice)
        return [{ question, field: 'question', sentence: `A question about ${one.item} is chosen twice.` }];
      if (item !== undefined && one.item !== item)
        return [
          {
            question,
            field: 'question',
            sentence: `A question about ${one.item} cannot be put together with one about ${item}. Send them apart.`,
          },
        ];
      return at > 0 && joined.trim() === ''
        ? [
            {
              question,
              field: 'joined',
              sentence: `Say why the questions about ${one.item} are put together. It stays on the record.`,
            },
          ]
        : [];
    });
    return words.trim() === ''
      ? [
          ...problems,
          {
            question: first.question,
            field: 'words',
            sentence: `Write what the organisation is asked about ${item ?? 'it'}.`,
          },
        ]
      : problems;
  });
}

/**
 * Numbered from 1 in the order of the standards; two about one item in the order in which they were chosen. Nothing in
 * the order tells who asked, or when.
 */
export function numbered(
  chosen: readonly Chosen[],
  asked: readonly Asked[],
  items: readonly ItemId[],
): readonly Numbered[] {
  const itemOf = new Map(asked.map(({ question, item }) => [question, item]));
  const place = new Map(items.map((item, at) => [item, at]));
  return chosen
    .flatMap((one) => {
      const [first] = one.from;
      const item = first && itemOf.get(first.question);
      return item === undefined ? [] : [{ ...one, words: one.words.trim(), item }];
    })
    .toSorted((one, other) => (place.get(one.item) ?? items.length) - (place.get(other.item) ?? items.length))
    .map((one, at) => ({ ...one, number: at + 1 }));
}

/** People whose name or address stands in the words: an organisation is never told who asks. */
export function namedIn<Person extends { readonly name: string; readonly email: string }>(
  words: string,
  people: readonly Person[],
): readonly Person[] {
  const plain = ` ${plainWords(words)} `;
  const stands = (part: string) => {
    const wanted = plainWords(part);
    return wanted !== '' && new RegExp(`[^\\p{L}\\p{N}]${escaped(wanted)}[^\\p{L}\\p{N}]`, 'u').test(plain);
  };
  return people.filter(({ name, email }) => stands(name) || stands(email));
}

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** "Question 2 names Ana Okafor. …": undefined where the words name nobody. */
export function namesSentence(
  what: string,
  people: readonly { readonly name: string }[],
): string | undefined {
  if (people.length === 0) return undefined;
  return `${what} names ${list(people.map(({ name }) => name))}. Take the name out: the organisation is not told who asks.`;
}

/** Two weeks, where nothing else is said. */
export function usualAnswerBy(today: Day): Day {
  return addDays(today, 14);
}
