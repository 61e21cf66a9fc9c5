import type { ItemId } from './ids.ts';
import type { Outcome, Score, SelfRating } from './score.ts';
import type { Item, StandardSet } from './standard-set.ts';
import { levelOf } from './standard-set.ts';

/** What a sheet lacks before it can be submitted. The reason is the note for the panel. */

export type Lacking = 'outcome' | 'reason' | 'look';

export interface MissingScore {
  readonly item: ItemId;
  readonly lacks: Lacking;
  /** "3.3: give a level, or say that it does not apply or cannot be judged." */
  readonly sentence: string;
}

export type SheetScore = Pick<Score, 'outcome' | 'note'>;

/** What is missing, in the set's order; nothing when the sheet can be submitted. */
export function missingFromSheet(
  set: StandardSet,
  items: readonly Item[],
  scores: ReadonlyMap<ItemId, SheetScore>,
  selfRatings: ReadonlyMap<ItemId, SelfRating>,
): readonly MissingScore[] {
  return items.flatMap(({ id }): readonly MissingScore[] => {
    const score = scores.get(id);
    if (score?.outcome === undefined) {
      const sentence = `${id}: give a level, or say that it does not apply or cannot be judged.`;
      return [{ item: id, lacks: 'outcome', sentence }];
    }
    const why = reasonNeeded(set, score.outcome, selfRatings.get(id));
    if (why === undefined || score.note.trim() !== '') return [];
    return [{ item: id, lacks: 'reason', sentence: `${id}: say why in the note for the panel. ${why}` }];
  });
}

/** That an item which a newer version or a reply touches has to be looked at before the sheet goes. */
export function lookAgainFirst(item: ItemId): MissingScore {
  return {
    item,
    lacks: 'look',
    sentence: `${item}: something came after you scored it. Look again at what is new.`,
  };
}

/** Why an outcome takes a reason, in a sentence; undefined where it takes none. */
export function reasonNeeded(
  set: StandardSet,
  outcome: Outcome,
  selfRating: SelfRating | undefined,
): string | undefined {
  switch (outcome.kind) {
    case 'not-applicable':
      return 'That a standard does not apply needs a reason.';
    case 'cannot-judge':
      return 'That a standard cannot be judged needs a reason.';
    case 'level': {
      const { below, whenDifferentFromSelfRating } = set.reason;
      if (below !== undefined && outcome.level < below) {
        return `A level below ‘${levelOf(set, below)?.name ?? below}’ needs a reason.`;
      }
      return whenDifferentFromSelfRating && differs(outcome.level, selfRating)
        ? 'A level other than the organisation’s own needs a reason.'
        : undefined;
    }
  }
}

/** An item that the organisation did not rate gives nothing to differ from. */
function differs(level: number, selfRating: SelfRating | undefined): boolean {
  if (selfRating === undefined || selfRating.kind === 'none') return false;
  return selfRating.kind === 'not-applicable' || selfRating.level !== level;
}

export interface SheetProgress {
  readonly scored: number;
  readonly of: number;
  /** "14 of 26 scored". */
  readonly sentence: string;
}

export function progressOf(
  items: readonly Item[],
  scores: ReadonlyMap<ItemId, Pick<Score, 'outcome'>>,
): SheetProgress {
  const scored = items.filter(({ id }) => scores.get(id)?.outcome !== undefined).length;
  return { scored, of: items.length, sentence: `${scored} of ${items.length} scored` };
}
