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
} as const;

interface IconButtonProps {
  readonly icon: keyof typeof drawings;
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
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        <path
          d={drawings[icon]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}
