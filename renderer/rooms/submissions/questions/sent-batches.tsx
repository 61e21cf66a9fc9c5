import type { QuestionBatch, QuestionsOf } from '../../../../shared/contract/questions.ts';
import { dayInLondon, dayInWords } from '../../../../shared/domain/dates.ts';
import type { StandardSet } from '../../../../shared/domain/standard-set.ts';
import { count, list } from '../../../../shared/domain/words.ts';
import { useBridge } from '../../../app/bridge.ts';
import { useAct } from '../../../app/queries.ts';
import { Link } from '../../../components/button.tsx';
import { Row } from '../../../components/page.tsx';
import { SaveExport } from '../../../components/save-export.tsx';
import { Tag, type TagLook } from '../../../components/tag.tsx';
import styles from './questions.module.css';
import { aboutItem } from './to-send.tsx';

interface SentProps {
  readonly of: QuestionsOf;
  readonly set: StandardSet;
  readonly administers: boolean;
  readonly named: boolean;
}

/** What went to one organisation, and what came back of it. */
export function SentBatches({ of, set, administers, named }: SentProps) {
  const { submission, name, batches } = of;
  const bridge = useBridge();
  const write = useAct('questions.letter');
  return (
    <section className={styles.organisation} aria-label={`Questions that were sent to ${name}`}>
      {named && (
        <h2>
          <Link to={`/submissions/${submission}`}>{name}</Link>
        </h2>
      )}
      {batches.map((batch) => {
        const [words, look] = stateOf(batch);
        const { sentOn, answerBy, questions, reply } = batch;
        return (
          <article key={batch.batch} className={styles.batch} aria-label={`Sent ${dayInWords(sentOn)}`}>
            <h3 className={styles.about}>
              Sent {dayInWords(sentOn)} <Tag look={look}>{words}</Tag>
              {reply?.late === true && <Tag look="partly">Late</Tag>}
            </h3>
            <p className={styles.soft}>
              {count(questions.length, 'question')}, to answer by {dayInWords(answerBy)}
              {reply !== undefined && `. ${repliedInWords(reply)}`}
            </p>
            <dl className={styles.answers}>
              {questions.map(({ number, item, words: asked, askedBy, joined, answer }) => (
                <div key={number}>
                  <dt>
                    {number}. {asked}
                    <span className={styles.aside}>
                      {aboutItem(set, item)} · asked by {list(askedBy)}
                      {joined.length > 0 && ` · put together: ${joined.join('; ')}`}
                    </span>
                  </dt>
                  {answer !== undefined && (
                    <dd>{answer === '' ? <span className={styles.soft}>No answer</span> : answer}</dd>
                  )}
                </div>
              ))}
            </dl>
            {reply !== undefined && reply.files.length > 0 && (
              <p>
                Came with it:{' '}
                {reply.files.map(({ ref, sha256, name: file, kind }, at) => (
                  <span key={ref}>
                    {at > 0 && '; '}
                    {ref}{' '}
                    {kind === 'other' ? (
                      file
                    ) : (
                      <a href={bridge.evidenceUrl(sha256)} target="_blank" rel="noreferrer">
                        {file}
                      </a>
                    )}
                  </span>
                ))}
              </p>
            )}
            {administers && (
              <Row>
                <SaveExport
                  small
                  label="Save the e-mail again"
                  make={async () => (await write.mutateAsync({ submission, batch: batch.batch })).letter}
                />
                <SaveExport
                  small
                  label="Save the workbook again"
                  make={async () => (await write.mutateAsync({ submission, batch: batch.batch })).workbook}
                />
              </Row>
            )}
          </article>
        );
      })}
    </section>
  );
}

function stateOf({ overdue, reply }: QuestionBatch): readonly [string, TagLook] {
  if (reply !== undefined)
    return reply.unanswered === 0 ? ['Answered', 'met'] : ['Answered in part', 'partly'];
  return overdue ? ['Overdue', 'not'] : ['Waiting for an answer', 'grey'];
}

function repliedInWords({ receivedAt, unanswered, lateReason }: NonNullable<QuestionBatch['reply']>): string {
  return [
    `Replied ${dayInWords(dayInLondon(receivedAt))}`,
    ...(unanswered === 0 ? [] : [`, ${count(unanswered, 'question')} left empty`]),
    ...(lateReason === '' ? [] : [`. Taken late: ${lateReason}`]),
  ].join('');
}
