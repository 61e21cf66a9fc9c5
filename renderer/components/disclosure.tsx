import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

/** More, one key away. The browser's own, so that searching the page opens it. */
export function Disclosure({
  summary,
  children,
  open,
  onToggle,
}: {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
}) {
  return (
    <details
      className={styles.details}
      open={open}
      {...(onToggle === undefined ? {} : { onToggle: (event) => onToggle(event.currentTarget.open) })}
    >
      <summary>{summary}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
