import type { QuestionsOf } from '../../../../shared/contract/questions.ts';
import { dayInLondon, dayInWords } from '../../../../shared/domain/dates.ts';
import type { StandardSet } from '../../../../shared/domain/standard-set.ts';
import { Link } from '../../../components/button.tsx';
import styles from './questions.module.css';
import { aboutItem } from './to-send.tsx';

/** Open questions for whoever does not send them: the chair and the deputy. */
export function WaitingToGo({
  of: { submission, name, open },
  set,
  named,
}: {
  readonly of: QuestionsOf;
  readonly set: StandardSet;
  readonly named: boolean;
}) {
  return (
    <section className={styles.organisation} aria-label={`Questions for ${name}`}>
      {named && (
        <h2>
          <Link to={`/submissions/${submission}`}>{name}</Link>
        </h2>
      )}
      <dl className={styles.answers}>
        {open.map(({ question, item, words, askedBy, askedAt }) => (
          <div key={question}>
            <dt>{words}</dt>
            <dd className={styles.soft}>
              {aboutItem(set, item)} · asked by {askedBy}, {dayInWords(dayInLondon(askedAt))} · the
              administrator sends it
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
