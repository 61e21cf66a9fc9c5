import type { ReactNode } from 'react';
import styles from './status.module.css';

/** What came of something, said to a screen reader when it appears. Words and links only. */
export function Status({ children }: { readonly children: ReactNode }) {
  return <output className={styles.status}>{children}</output>;
}
