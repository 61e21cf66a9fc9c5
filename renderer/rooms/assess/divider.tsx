import { useRef } from 'react';
import styles from './sheet-room.module.css';

interface DividerProps {
  readonly label: string;
  readonly width: number;
  readonly least: number;
  readonly most: number;
  readonly onWidth: (width: number) => void;
}

/** Moves the edge between two panes, by pointer or with the arrow keys. */
export function Divider({ label, width, least, most, onWidth }: DividerProps) {
  const held = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const set = (wanted: number) => onWidth(Math.min(most, Math.max(least, Math.round(wanted))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; a separator with a value can
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={styles.divider}
      onPointerDown={(event) => {
        held.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (held.current !== undefined) set(held.current.width + event.clientX - held.current.x);
      }}
      onPointerUp={() => {
        held.current = undefined;
      }}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === 'ArrowLeft') set(width - 20);
        else if (event.key === 'ArrowRight') set(width + 20);
        else if (event.key === 'Home') set(least);
        else if (event.key === 'End') set(most);
        else return;
        event.preventDefault();
      }}
    />
  );
}
