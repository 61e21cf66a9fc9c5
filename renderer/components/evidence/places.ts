import { createContext, useContext, useMemo } from 'react';
import type { Turn } from '../../../shared/domain/box.ts';
import type { Hash } from '../../../shared/domain/ids.ts';

/** Where one was in a file, how far down that page or sheet, 0 to 1, and how the file was turned. */
export interface Place {
  readonly page: number;
  readonly part: number;
  readonly turn: Turn;
}

/** Where one was in files; a room that keeps it for longer gives its own. */
export interface PlaceKeeper {
  /** Undefined where the file was never read before. */
  get(evidence: Hash): Place | undefined;
  keep(evidence: Hash, place: Place): void;
}

const session = new Map<Hash, Place>();

export const Places = createContext<PlaceKeeper>({
  get: (evidence) => session.get(evidence),
  keep: (evidence, place) => void session.set(evidence, place),
});

/** Its own file's place, for a reader. */
export function usePlace(evidence: Hash) {
  const places = useContext(Places);
  return useMemo(
    () => ({
      get: () => places.get(evidence),
      keep: (place: Place) => places.keep(evidence, place),
    }),
    [places, evidence],
  );
}
