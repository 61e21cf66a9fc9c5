import type { ModerationView } from '../../../shared/contract/moderation.ts';
import { list } from '../../../shared/domain/words.ts';
import styles from './moderate.module.css';

/** Sheets that do not count and why; who takes no part, and nobody is told here why; and whether the reader may rule. */
export function WhoIsOut({ view }: { readonly view: ModerationView }) {
  const { notCounted, notTakingPart, mayRule } = view;
  if (notCounted.length === 0 && notTakingPart.people === 0 && mayRule) return null;
  return (
    <ul className={styles.out}>
      {notCounted.map(({ id, name, reason }) => (
        <li key={id}>
          <b>{name}</b>: not counted. {reason}
        </li>
      ))}
      {notTakingPart.people > 0 && (
        <li>
          Not taking part: {notTakingPart.people}
          {notTakingPart.names.length > 0 && ` (${list(notTakingPart.names)})`}
        </li>
      )}
      {!mayRule && <li>An interest of yours is to be settled before you rule on this submission.</li>}
    </ul>
  );
}
