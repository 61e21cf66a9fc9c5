import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** Beside the title, in grey: "Version 2, received 28 March 2026". */
  readonly beside?: ReactNode;
  readonly tags?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** For forms and text: a column that reads well. */
  readonly narrow?: boolean;
}

/** A room that scrolls as one sheet: its heading, and what lies under it. */
export function Page({ title, beside, tags, actions, children, narrow = false }: PageProps) {
  return (
    <div className={classes(styles.page, narrow && styles.narrow)}>
      <div className={styles.head}>
        <div className={styles.title}>
          <h1 tabIndex={-1}>{title}</h1>
          {beside !== undefined && <span className={styles.beside}>{beside}</span>}
          {tags}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** Figures in a row between two lines, each with what it counts above it. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}) {
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Card({
  title,
  actions,
  children,
  tint,
}: {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly tint?: 'blue' | 'amber' | undefined;
}) {
  return (
    <section className={classes(styles.card, tint !== undefined && styles[tint])}>
      {(title !== undefined || actions !== undefined) && (
        <div className={styles.cardHead}>
          {title !== undefined && <h2>{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

export function Hint({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hint}>{children}</span>;
}

/** Buttons side by side, wrapping where there is no room. */
export function Row({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}
