import type { QuestionsOf } from '../../../../shared/contract/questions.ts';
import type { StandardSet } from '../../../../shared/domain/standard-set.ts';
import { Link } from '../../../components/button.tsx';
import styles from './questions.module.css';
import { aboutItem } from './to-send.tsx';

/** Questions that were taken back or not sent, with why. */
export function NotSent({
  of: { submission, name, withdrawn },
  set,
  named,
}: {
  readonly of: QuestionsOf;
  readonly set: StandardSet;
  readonly named: boolean;
}) {
  return (
    <section className={styles.organisation} aria-label={`Questions for ${name} that were not sent`}>
      {named && (
        <h2>
          <Link to={`/submissions/${submission}`}>{name}</Link>
        </h2>
      )}
      <dl className={styles.answers}>
        {withdrawn.map(({ question, item, words, askedBy, reason }) => (
          <div key={question}>
            <dt>
              {words}
              <span className={styles.aside}>
                {aboutItem(set, item)} · asked by {askedBy}
              </span>
            </dt>
            <dd>{reason === '' ? `Taken back by ${askedBy}` : `Not sent: ${reason}`}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
