import styles from './tools.module.css';

const drawings = {
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  up: 'M3.5 10 8 5.5 12.5 10',
  down: 'M3.5 6 8 10.5 12.5 6',
  close: 'M4 4l8 8M12 4l-8 8',
  turn: 'M12.5 6A5 5 0 1 0 13 9M13 3v3.5H9.5',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  forward: 'M6 3.5 10.5 8 6 12.5',
  find: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0M10 10l3.5 3.5',
  pages: 'M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z',
  contents: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h.8M2.5 8h.8M2.5 12h.8',
  letters: 'M3 5.5V3.5h10v2M8 3.5v9M6 12.5h4',
  box: 'M3 5.5V3h2.5M10.5 3H13v2.5M13 10.5V13h-2.5M5.5 13H3v-2.5M7.5 3h1M13 7.5v1M8.5 13h-1M3 8.5v-1',
  caution: 'M8 2.5 14 13H2zM8 6.5v3M8 11v.4',
} as const;

export type DrawingName = keyof typeof drawings;

/** A sign of sixteen pixels in the colour of the words around it. */
export function Drawing({ of }: { readonly of: DrawingName }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={drawings[of]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

interface IconButtonProps {
  readonly icon: DrawingName;
  readonly label: string;
  readonly onPress: () => void;
  readonly off?: boolean;
}

/** A drawing for what has one everywhere; its words are there to hear and to hover. */
export function IconButton({ icon, label, onPress, off = false }: IconButtonProps) {
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={label}
      title={label}
      aria-disabled={off}
      onClick={() => {
        if (!off) onPress();
      }}
    >
      <Drawing of={icon} />
    </button>
  );
}
