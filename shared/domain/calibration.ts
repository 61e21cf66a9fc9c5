import type { ItemId } from './ids.ts';
import type { Outcome } from './score.ts';
import { count, inWords } from './words.ts';

/**
 * How far one assessor stands from the panel on the calibration submission.
 *
 * The panel, for one assessor, is the middle of what the others gave: with their own level in it, everyone would be
 * drawn towards themselves, and the more so the smaller the panel. The middle is the median, which one strict sheet
 * cannot drag along. Where the others are even in number it is the span between the two in the middle, and a level
 * anywhere in that span is the panel's: no half level is made up that nobody could have given.
 */

export type Outcomes = ReadonlyMap<ItemId, Outcome>;

export interface Distance {
  /** Items on which this assessor and at least one other gave a level. */
  readonly compared: number;
  readonly same: number;
  /** How many items lie how many levels away, the nearest first; none that no item is. */
  readonly apart: readonly { readonly levels: number; readonly items: number }[];
  /** Levels above the panel less levels below, over all compared items: below 0 is stricter. */
  readonly lean: number;
  /** Items on which a level is missing: theirs, or everyone else's. */
  readonly notCompared: number;
}

/** The lowest and the highest level that stand in the middle of these; undefined of none. */
export function middleOf(
  levels: readonly number[],
): { readonly lowest: number; readonly highest: number } | undefined {
  const sorted = levels.toSorted((one, other) => one - other);
  const lowest = sorted[Math.floor((sorted.length - 1) / 2)];
  const highest = sorted[Math.floor(sorted.length / 2)];
  return lowest === undefined || highest === undefined ? undefined : { lowest, highest };
}

/** Whole levels above the middle of the others, below 0 where below it; undefined where there is nothing to compare. */
export function levelsFrom(own: Outcome | undefined, others: readonly (Outcome | undefined)[]) {
  const middle = middleOf(others.flatMap((each) => (each?.kind === 'level' ? [each.level] : [])));
  if (own?.kind !== 'level' || middle === undefined) return undefined;
  if (own.level > middle.highest) return own.level - middle.highest;
  return own.level < middle.lowest ? own.level - middle.lowest : 0;
}

export function distanceFrom(own: Outcomes, others: readonly Outcomes[], items: readonly ItemId[]): Distance {
  const each = items.flatMap((item) => {
    const away = levelsFrom(
      own.get(item),
      others.map((outcomes) => outcomes.get(item)),
    );
    return away === undefined ? [] : [away];
  });
  const byLevels = Map.groupBy(
    each.filter((away) => away !== 0),
    (away) => Math.abs(away),
  );
  return {
    compared: each.length,
    same: each.filter((away) => away === 0).length,
    apart: [...byLevels]
      .map(([levels, together]) => ({ levels, items: together.length }))
      .toSorted((one, other) => one.levels - other.levels),
    lean: each.reduce((sum, away) => sum + away, 0),
    notCompared: items.length - each.length,
  };
}

/** "Same level as the panel on 22 of 30, one apart on 7, two apart on 1; on the whole a little stricter (30 standards)". */
export function distanceInWords(distance: Distance): string {
  const { compared, same, apart, notCompared } = distance;
  if (compared === 0) return 'Nothing to compare: nobody else gave a level where this sheet did';
  const parts = [
    `Same level as the panel on ${same} of ${compared}`,
    ...(apart.length === 0 ? [] : [apartInWords(distance)]),
  ];
  const left = notCompared === 0 ? '' : `, ${notCompared} more not compared`;
  return `${parts.join(', ')}; on the whole ${leanInWords(distance)} (${count(compared, 'standard')}${left})`;
}

/** "one apart on 7, two apart on 1"; empty where no item is. */
export function apartInWords({ apart }: Pick<Distance, 'apart'>): string {
  return apart.map(({ levels, items }) => `${inWords(levels).toLowerCase()} apart on ${items}`).join(', ');
}

/** Of one item, by `levelsFrom`: "Two levels stricter than the panel", "Same level as the panel", "Not compared". */
export function standingInWords(levels: number | undefined): string {
  if (levels === undefined) return 'Not compared';
  if (levels === 0) return 'Same level as the panel';
  const size = Math.abs(levels);
  return `${inWords(size)} ${size === 1 ? 'level' : 'levels'} ${levels < 0 ? 'stricter' : 'more generous'} than the panel`;
}

/** Below a tenth of a level an item it is neither; below half a level it is a little. In whole numbers, so exact. */
export function leanInWords({ lean, compared }: Pick<Distance, 'lean' | 'compared'>): string {
  const size = Math.abs(lean);
  if (size * 10 < compared || size === 0) return 'neither stricter nor more generous';
  const how = lean < 0 ? 'stricter' : 'more generous';
  return size * 2 < compared ? `a little ${how}` : `clearly ${how}`;
}
