import type { ModerationView } from '../../../shared/contract/moderation.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import { count } from '../../../shared/domain/words.ts';
import styles from './moderate.module.css';

/** Which sheets scored an earlier version than the one that counts now, and how much that touches. */
export function Behind({ view }: { readonly view: ModerationView }) {
  const came = dayInWords(dayInLondon(view.receivedAt));
  return view.assessors.map(({ id, name, behind }) =>
    behind === undefined ? null : (
      <p key={id} className={styles.caution}>
        {name} scored version {behind.version}. Version {view.versionNumber} came {came}:{' '}
        {behind.items.length === 0 ? 'no standard' : count(behind.items.length, 'standard')} touched.
      </p>
    ),
  );
}
