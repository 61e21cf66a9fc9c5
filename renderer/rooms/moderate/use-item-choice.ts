import { type RefObject, useRef, useState } from 'react';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { useShortcut } from '../../app/shortcuts.ts';

export interface ItemChoice {
  readonly chosen: ItemId | undefined;
  readonly choose: (item: ItemId) => void;
  /** In a narrow window only one of the two is there to see. */
  readonly narrow: 'table' | 'item';
  readonly showTable: () => void;
  /** For the table: `opened` when it was pressed, not only passed through with the arrow keys. */
  readonly select: (item: ItemId, opened: boolean) => void;
  readonly paneHead: RefObject<HTMLHeadingElement | null>;
}

/** Which standard of a table is open beside it. */
export function useItemChoice(at: ItemId | undefined): ItemChoice {
  const [chosen, choose] = useState<ItemId | undefined>(at);
  const [narrow, setNarrow] = useState<'table' | 'item'>(at === undefined ? 'table' : 'item');
  const paneHead = useRef<HTMLHeadingElement>(null);
  return {
    chosen,
    choose,
    narrow,
    showTable: () => setNarrow('table'),
    select: (item, opened) => {
      choose(item);
      if (!opened) return;
      setNarrow('item');
      if (window.matchMedia('(max-width: 900px)').matches) setTimeout(() => paneHead.current?.focus());
    },
    paneHead,
  };
}

/** The standard before and after by key, in the order in which they are shown. */
export function useItemSteps(
  shown: readonly ItemAgreement[],
  selected: ItemId | undefined,
  choose: (item: ItemId) => void,
  on = true,
): void {
  const step = (by: 1 | -1) => {
    const to = shown[shown.findIndex(({ item }) => item.id === selected) + by];
    if (to !== undefined) choose(to.item.id);
  };
  useShortcut({ keys: 'Alt+ArrowDown', does: 'Next standard' }, () => step(1), on);
  useShortcut({ keys: 'Alt+ArrowUp', does: 'Standard before' }, () => step(-1), on);
}
