import { useId } from 'react';
import styles from './score-pane.module.css';

interface WordsProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Why something must be written here; gently, until the sheet is to be submitted. */
  readonly asks: string | undefined;
  /** Absent where the sheet can no longer be changed. */
  readonly onChange: ((words: string) => void) | undefined;
  readonly onRest: () => void;
}

/** A field that grows with what is written in it. */
export function Words({ id, label, value, asks, onChange, onRest }: WordsProps) {
  const described = useId();
  return (
    <>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        <span className={styles.hint} id={described}>
          {asks !== undefined && <span className={styles.asks}>{asks} </span>}
          Can be disclosed
        </span>
      </div>
      <textarea
        id={id}
        rows={2}
        className={styles.words}
        value={value}
        maxLength={20_000}
        readOnly={onChange === undefined}
        aria-describedby={described}
        onChange={(event) => onChange?.(event.target.value)}
        onBlur={onRest}
      />
    </>
  );
}
