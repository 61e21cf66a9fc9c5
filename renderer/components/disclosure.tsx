import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

/** More, one key away. The browser's own, so that searching the page opens it. */
export function Disclosure({
  summary,
  children,
  open,
}: {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
}) {
  return (
    <details className={styles.details} open={open}>
      <summary>{summary}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
