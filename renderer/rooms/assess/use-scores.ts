import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LookAgain, SheetView } from '../../../shared/contract/sheets.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { type Outcome, Score, sameOutcome } from '../../../shared/domain/score.ts';
import { Autosave, type Saving } from '../../app/autosave.ts';
import { useBridge } from '../../app/bridge.ts';
import { waitingRoomOf } from '../../app/waiting-room.ts';

/** What changes of a score: `outcome: undefined` takes it back. */
export type ScoreChange = Partial<Omit<Score, 'item' | 'outcome'>> & {
  readonly outcome?: Outcome | undefined;
};

export interface Scores {
  readonly of: (item: ItemId) => Score;
  readonly all: ReadonlyMap<ItemId, Score>;
  readonly saving: Saving;
  /** Typing waits until it rests; a choice is saved at once. */
  readonly change: (item: ItemId, change: ScoreChange, when: 'at-rest' | 'now') => void;
  readonly flush: () => Promise<boolean>;
}

/** The scores of this sheet as they stand in this window, on their way to the desk as they change. */
export function useScores(sheet: SheetView): Scores {
  const bridge = useBridge();
  const { submission } = sheet;
  const [room] = useState(() => waitingRoomOf(submission, Score));
  const [left] = useState(() => (isOpen(sheet) ? room.read() : []));
  const [autosave] = useState(
    () =>
      new Autosave({
        save: (score: Score) => bridge.call('scores.save', { submission, score }),
        room,
        keyOf: ({ item }) => item,
        savedAt: sheet.savedAt,
      }),
  );
  const [all, setAll] = useState<ReadonlyMap<ItemId, Score>>(
    () => new Map([...sheet.scores, ...left].map((score) => [score.item, score])),
  );
  const current = useRef(all);
  const saving = useSyncExternalStore(autosave.subscribe, autosave.saving);

  useEffect(() => {
    for (const score of left) autosave.change(score, 'now');
    const leave = () => {
      if (document.visibilityState === 'hidden') autosave.sendAll();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      void autosave.flush();
    };
  }, [autosave, left]);

  const change = useCallback(
    (item: ItemId, part: ScoreChange, when: 'at-rest' | 'now') => {
      const { outcome: had, ...before } = scoreIn(current.current, item);
      const { outcome: given, ...rest } = part;
      const outcome = 'outcome' in part ? given : had;
      const score = { ...before, ...rest, ...(outcome === undefined ? {} : { outcome }) };
      current.current = new Map(current.current).set(item, score);
      setAll(current.current);
      autosave.change(score, when);
    },
    [autosave],
  );
  const flush = useCallback(() => autosave.flush(), [autosave]);

  return { of: (item) => scoreIn(all, item), all, saving, change, flush };
}

/** What a newer version touches, but for items whose outcome was chosen anew in this window. */
export function stillToLookAt(
  sheet: Pick<SheetView, 'lookAgain' | 'scores'>,
  all: ReadonlyMap<ItemId, Score>,
): readonly LookAgain[] {
  return sheet.lookAgain.filter(({ item }) => {
    const kept = sheet.scores.find((score) => score.item === item)?.outcome;
    return sameOutcome(kept, all.get(item)?.outcome);
  });
}

/** Whether scores can still be changed. */
export function isOpen(sheet: Pick<SheetView, 'state'>): boolean {
  return sheet.state !== 'submitted';
}

function scoreIn(scores: ReadonlyMap<ItemId, Score>, item: ItemId): Score {
  return scores.get(item) ?? { item, note: '', feedback: '', citations: [] };
}
