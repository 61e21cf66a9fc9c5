import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReadingPlace, SheetView } from '../../../shared/contract/sheets.ts';
import type { Hash, ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { type AppBridge, useBridge } from '../../app/bridge.ts';
import type { PlaceKeeper } from '../../components/evidence/places.ts';

/** Reading rests for so long, in milliseconds, before its place is written down. */
const REST = 800;
const MOST_AT_ONCE = 50;

/** Where an assessor is in each file for each standard: kept on the desk, a moment after they come to rest. */
export class SheetPlaces {
  readonly #bridge: AppBridge;
  readonly #submission: SubmissionId;
  readonly #kept = new Map<string, ReadingPlace>();
  #unsaved = new Map<string, ReadingPlace>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #here: ItemId;

  constructor(
    bridge: AppBridge,
    { submission, places }: Pick<SheetView, 'submission' | 'places'>,
    here: ItemId,
  ) {
    this.#bridge = bridge;
    this.#here = here;
    this.#submission = submission;
    for (const place of places) this.#kept.set(keyOf(place), place);
  }

  /** The standard that is being scored now. */
  goTo(item: ItemId): void {
    this.#here = item;
  }

  /** Those of one standard, in the first or the second of two files. A file first read for another opens where it was left. */
  keeper(item: ItemId, beside: boolean): PlaceKeeper {
    return {
      get: (evidence) =>
        this.#kept.get(keyOf({ item, evidence, beside })) ??
        this.all().findLast((place) => place.evidence === evidence),
      keep: (evidence, { page, part, turn }) => {
        const place = { item, evidence, beside, page, part, turn };
        const key = keyOf(place);
        this.#kept.delete(key);
        this.#kept.set(key, place);
        this.#unsaved.set(key, place);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.save(), REST);
      },
    };
  }

  /** The file that was read last for the standard. */
  lastFor(item: ItemId): Hash | undefined {
    return this.all().findLast((place) => place.item === item && !place.beside)?.evidence;
  }

  all(): readonly ReadingPlace[] {
    return [...this.#kept.values()];
  }

  /** Losing it loses nothing but the way back: a save that fails is made good by the next. */
  save(): void {
    clearTimeout(this.#timer);
    const places = [...this.#unsaved.values()].slice(-MOST_AT_ONCE);
    if (places.length === 0) return;
    this.#unsaved = new Map();
    void this.#bridge.call('sheets.mark', { submission: this.#submission, item: this.#here, places });
  }
}

function keyOf({
  item,
  evidence,
  beside,
}: Record<'item' | 'evidence', string> & { beside: boolean }): string {
  return `${item} ${evidence} ${beside}`;
}

export function usePlaces(sheet: SheetView, start: ItemId): SheetPlaces {
  const bridge = useBridge();
  const client = useQueryClient();
  const [places] = useState(() => new SheetPlaces(bridge, sheet, start));
  const { submission } = sheet;
  useEffect(() => {
    const leave = () => places.save();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      places.save();
      // Whoever comes back in this window finds the sheet as it was last read: with the places of now.
      client.setQueryData<SheetView>(
        ['sheets.open', { submission }],
        (before) => before && { ...before, places: [...places.all()] },
      );
    };
  }, [places, client, submission]);
  return places;
}
