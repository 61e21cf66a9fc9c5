import type { ReactNode } from 'react';
import { Refused } from '../app/queries.ts';
import { Button } from './button.tsx';
import styles from './states.module.css';

/** While the first answer is on its way; drawn late, so that what comes at once does not flicker. */
export function Loading({ words = 'Loading' }: { readonly words?: string }) {
  return <output className={styles.loading}>{words}</output>;
}

/** The sentence for whatever went wrong; a fault of the program says what is safe and what to do. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.refusal.sentence;
  return 'Award Panel could not do that. What you saved is safe. Try again, or start the program again.';
}

export function Failed({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  return (
    <div className={styles.failed} role="alert">
      <h2>There is a problem</h2>
      <p>{sentenceOf(error)}</p>
      {again !== undefined && (
        <Button look="quiet" onPress={again}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Nothing is here yet: what would be, and what to do next. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {children}
      {action}
    </div>
  );
}
