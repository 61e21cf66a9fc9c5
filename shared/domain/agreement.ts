import type { AgreedItem, GateResult, Outcomes } from './award-rule.ts';
import { type Crossing, crossingsOf } from './crossing.ts';
import { compare, type Fraction, fraction, ZERO } from './fraction.ts';
import type { ItemId, PersonId } from './ids.ts';
import type { Outcome } from './score.ts';
import { sameOutcome } from './score.ts';
import type { Item, StandardSet } from './standard-set.ts';
import { itemsOf } from './standard-set.ts';
import { inWords } from './words.ts';

/** Where assessors of one submission agree and where they do not, in counts and words; no coefficients. */

/** One assessor's submitted outcomes for one submission. */
export interface Sheet {
  readonly person: PersonId;
  readonly outcomes: Outcomes;
}

export interface ItemAgreement {
  readonly item: Item;
  /** In the order of the sheets; undefined where a sheet has none. */
  readonly given: readonly { readonly person: PersonId; readonly outcome: Outcome | undefined }[];
  readonly agreed: AgreedItem | undefined;
  /** Every sheet says the same, and it is something that can be agreed: never "cannot judge". */
  readonly alike: boolean;
  /** Levels between the lowest and the highest given. */
  readonly range: number;
  /** The variance of the levels given, exact. */
  readonly spread: Fraction;
  readonly crosses: readonly Crossing[];
  /** An agreed score is there, and it is not "cannot judge". */
  readonly settled: boolean;
  /** Of the group that it stands in: "Decides a requirement", "Two levels apart", "Agree". */
  readonly heading: string;
}

export interface Agreement {
  readonly items: number;
  /** Items on which every sheet says the same. */
  readonly alike: number;
  readonly settled: number;
  readonly toSettle: number;
  /** "agreed on 24 of 30". */
  readonly sentence: string;
  /** The greatest disagreement first: what decides a requirement, then range, then spread, then the set's order. */
  readonly byDisagreement: readonly ItemAgreement[];
  /** The same items under their headings. */
  readonly groups: readonly { readonly heading: string; readonly items: readonly ItemAgreement[] }[];
}

/** What the sheets of one submission, and what has been agreed of it so far, say of one another. */
export function agreementOf(
  set: StandardSet,
  transitions: readonly string[],
  sheets: readonly Sheet[],
  agreed: ReadonlyMap<ItemId, AgreedItem>,
): Agreement {
  const items = itemsOf(set, transitions);
  const likely = likelyOutcomes(items, sheets, agreed);
  const compared = items.map((item) => compareItem(set, items, item, sheets, agreed.get(item.id), likely));
  const byDisagreement = compared.toSorted(byDisagreementOf);
  const alike = compared.filter((each) => each.alike).length;
  const settled = compared.filter((each) => each.settled).length;
  const groups = Map.groupBy(byDisagreement, ({ heading }) => heading);
  return {
    items: items.length,
    alike,
    settled,
    toSettle: items.length - settled,
    sentence: `agreed on ${alike} of ${items.length}`,
    byDisagreement,
    groups: [...groups].map(([heading, together]) => ({ heading, items: together })),
  };
}

/**
 * What each item is most likely to be: the agreed score; until there is one, what most sheets say, and the lowest
 * of those where as many say one thing as another. An item that nobody can judge, or nobody has scored, has none.
 * Judging these shows where the submission stands before the panel has agreed everything.
 */
export function likelyOutcomes(
  items: readonly Item[],
  sheets: readonly Sheet[],
  agreed: ReadonlyMap<ItemId, AgreedItem>,
): Outcomes {
  return new Map(
    items.flatMap(({ id }) => {
      const settled = agreed.get(id)?.outcome;
      const outcome =
        settled && settled.kind !== 'cannot-judge'
          ? settled
          : commonest(sheets.map(({ outcomes }) => outcomes.get(id)));
      return outcome ? [[id, outcome] as const] : [];
    }),
  );
}

function compareItem(
  set: StandardSet,
  items: readonly Item[],
  item: Item,
  sheets: readonly Sheet[],
  agreed: AgreedItem | undefined,
  likely: Outcomes,
): ItemAgreement {
  const given = sheets.map(({ person, outcomes }) => ({ person, outcome: outcomes.get(item.id) }));
  const outcomes = given.map(({ outcome }) => outcome);
  const levels = outcomes.flatMap((outcome) => (outcome?.kind === 'level' ? [outcome.level] : []));
  const [first] = outcomes;
  const alike =
    first !== undefined &&
    first.kind !== 'cannot-judge' &&
    outcomes.every((outcome) => sameOutcome(outcome, first));
  const range = levels.length === 0 ? 0 : Math.max(...levels) - Math.min(...levels);
  const crosses = crossingsOf(set, items, item, outcomes, likely);
  return {
    item,
    given,
    agreed,
    alike,
    range,
    spread: variance(levels),
    crosses,
    settled: agreed !== undefined && agreed.outcome.kind !== 'cannot-judge',
    heading: headingOf(alike, range, crosses),
  };
}

function headingOf(alike: boolean, range: number, crosses: readonly Crossing[]): string {
  return crosses.length > 0 ? 'Decides a requirement' : rangeInWords({ alike, range });
}

/** "Two levels apart", "Not scored by everyone", "Agree": whether or not a requirement turns on it. */
export function rangeInWords({ alike, range }: Pick<ItemAgreement, 'alike' | 'range'>): string {
  if (range > 0) return `${inWords(range)} ${range === 1 ? 'level' : 'levels'} apart`;
  return alike ? 'Agree' : 'Not scored by everyone';
}

const GATE_ORDER: Readonly<Record<GateResult['kind'], number>> = { mandatory: 0, overall: 1, section: 2 };

/** The greatest disagreement first. Sorting keeps what is equal in the set's order, in which the items come. */
export function byDisagreementOf(one: ItemAgreement, other: ItemAgreement): number {
  return (
    gateRank(one) - gateRank(other) ||
    other.range - one.range ||
    Number(one.alike) - Number(other.alike) ||
    compare(other.spread, one.spread)
  );
}

function gateRank({ crosses }: ItemAgreement): number {
  return Math.min(...crosses.map(({ gate }) => GATE_ORDER[gate]), 3);
}

function commonest(given: readonly (Outcome | undefined)[]): Outcome | undefined {
  const usable = given.filter((outcome) => outcome !== undefined && outcome.kind !== 'cannot-judge');
  const counted = [...Map.groupBy(usable, rankOf)].map(([rank, same]) => ({
    rank,
    times: same.length,
    outcome: same[0],
  }));
  return counted.toSorted((one, other) => other.times - one.times || one.rank - other.rank)[0]?.outcome;
}

/** Levels by value, "not applicable" after them all: the more careful answer comes first. */
function rankOf(outcome: Outcome): number {
  return outcome.kind === 'level' ? outcome.level : Number.POSITIVE_INFINITY;
}

/** The mean squared distance from the mean; every pair's squared difference over the square of their number. */
function variance(levels: readonly number[]): Fraction {
  if (levels.length === 0) return ZERO;
  const squares = levels.flatMap((one, index) => levels.slice(index + 1).map((other) => (one - other) ** 2));
  return fraction(
    squares.reduce((total, square) => total + square, 0),
    levels.length ** 2,
  );
}
