import { Link } from 'wouter';
import { momentInWords } from '../../shared/domain/dates.ts';
import type { Instant } from '../../shared/domain/ids.ts';
import styles from './layout.module.css';

/** On every room of a computer that has stepped back. */
export function MovedAway({ at }: { readonly at: Instant }) {
  return (
    <section className={styles.moved} aria-label="Work moved">
      <b>Your work was moved to another computer on {momentInWords(at)}.</b> Scores can be read here and not
      changed. <Link href="/computer">Take it back</Link>
    </section>
  );
}
