import { useRef, useState } from 'react';
import { type Turn, turnBox, turnOf } from '../../../shared/domain/box.ts';
import type { Box } from '../../../shared/domain/score.ts';
import styles from './pages.module.css';

interface BoxDrawerProps {
  /** By how much the page is turned as it is shown. */
  readonly turn: Turn;
  /** In fractions of the unturned page. */
  readonly onBox: (box: Box) => void;
}

/** Smaller than this is a slip of the hand, in fractions of the page. */
const least = 0.01;

/** Lies over a page and takes a box that is drawn on it. Without a pointer the paragraph or the page is cited instead. */
export function BoxDrawer({ turn, onBox }: BoxDrawerProps) {
  const from = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const [box, setBox] = useState<Box>();
  const placeOf = (event: React.PointerEvent) => {
    const page = event.currentTarget.getBoundingClientRect();
    const within = (value: number) => Math.min(1, Math.max(0, value));
    return {
      x: within((event.clientX - page.left) / page.width),
      y: within((event.clientY - page.top) / page.height),
    };
  };
  return (
    <div
      className={styles.drawer}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = placeOf(event);
      }}
      onPointerMove={(event) => {
        if (from.current === undefined) return;
        const to = placeOf(event);
        setBox({
          x: Math.min(from.current.x, to.x),
          y: Math.min(from.current.y, to.y),
          width: Math.abs(to.x - from.current.x),
          height: Math.abs(to.y - from.current.y),
        });
      }}
      onPointerUp={() => {
        from.current = undefined;
        setBox(undefined);
        if (box !== undefined && box.width > least && box.height > least) onBox(turnBox(box, turnOf(-turn)));
      }}
      onPointerCancel={() => {
        from.current = undefined;
        setBox(undefined);
      }}
    >
      {box !== undefined && (
        <span
          className={styles.drawn}
          style={{
            left: `${100 * box.x}%`,
            top: `${100 * box.y}%`,
            width: `${100 * box.width}%`,
            height: `${100 * box.height}%`,
          }}
        />
      )}
    </div>
  );
}
