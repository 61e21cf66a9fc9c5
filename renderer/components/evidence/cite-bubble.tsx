import { type RefObject, useEffect, useState } from 'react';
import { Keys } from '../key-list.tsx';
import styles from './pages.module.css';
import { selectedRange } from './selection.ts';

interface CiteBubbleProps {
  /** The element that scrolls; the bubble lies among what it holds. */
  readonly pane: RefObject<HTMLElement | null>;
  readonly onCite: () => void;
}

/** A button under what is selected. The keyboard has the same in the tools, so this one is no tab stop. */
export function CiteBubble({ pane, onCite }: CiteBubbleProps) {
  const [at, setAt] = useState<{ readonly left: number; readonly top: number }>();

  useEffect(() => {
    let held = false;
    const place = () => {
      const range = held ? undefined : selectedRange(pane.current);
      const last =
        range === undefined ? undefined : [...range.getClientRects()].findLast((rect) => rect.width > 1);
      const element = pane.current;
      if (last === undefined || element === null || range?.toString().trim() === '') return setAt(undefined);
      const box = element.getBoundingClientRect();
      const left = Math.min(box.right - 90, Math.max(box.left + 80, last.left + last.width / 2));
      setAt({
        left: left - box.left + element.scrollLeft,
        top: last.bottom - box.top + element.scrollTop + 6,
      });
    };
    const hold = () => {
      held = true;
    };
    const release = () => {
      held = false;
      // The browser settles the selection after the button is let go.
      requestAnimationFrame(place);
    };
    document.addEventListener('pointerdown', hold);
    document.addEventListener('pointerup', release);
    document.addEventListener('selectionchange', place);
    return () => {
      document.removeEventListener('pointerdown', hold);
      document.removeEventListener('pointerup', release);
      document.removeEventListener('selectionchange', place);
    };
  }, [pane]);

  if (at === undefined) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.bubble}
      style={{ left: at.left, top: at.top }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onClick={onCite}
    >
      Cite <Keys keys="Ctrl+Enter" />
    </button>
  );
}
