import { useMemo, useRef } from 'react';
import type { Hash, ItemId } from '../../../shared/domain/ids.ts';
import type { Citation, Score } from '../../../shared/domain/score.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import type { Mark } from '../../components/evidence/viewing.ts';

interface Cited {
  readonly item: Item;
  readonly citation: Citation;
}

/** What the whole sheet cites: as marks with their standards' numbers, and step by step through the file that is open. */
export function useCitations(items: readonly Item[], scores: ReadonlyMap<ItemId, Score>, here: Item) {
  const last = useRef<string>(undefined);
  const all = useMemo(
    () =>
      items.flatMap((item): readonly Cited[] =>
        (scores.get(item.id)?.citations ?? []).map((citation) => ({ item, citation })),
      ),
    [items, scores],
  );
  const marks = useMemo(
    () => all.map(({ item, citation }): Mark => ({ citation, pin: item.standard.number })),
    [all],
  );
  return {
    marks,
    /** Other items that cite the file. */
    elsewhere: (file: Hash | undefined): readonly Item[] => [
      ...new Set(
        all
          .filter(({ item, citation }) => citation.evidence === file && item.id !== here.id)
          .map(({ item }) => item),
      ),
    ],
    /** The citation after or before the one that was gone to last, by its place in the file; round and round. */
    next(file: Hash | undefined, by: 1 | -1): Citation | undefined {
      const inFile = all
        .map(({ citation }) => citation)
        .filter((citation) => citation.evidence === file)
        .sort(byPlace);
      const at = inFile.findIndex(({ id }) => id === last.current);
      const from = at < 0 && by < 0 ? 0 : at;
      const found = inFile[(from + by + inFile.length) % Math.max(1, inFile.length)];
      last.current = found?.id;
      return found;
    },
  };
}

function byPlace(one: Citation, other: Citation): number {
  return (one.page ?? 0) - (other.page ?? 0) || (one.boxes[0]?.y ?? 0) - (other.boxes[0]?.y ?? 0);
}
