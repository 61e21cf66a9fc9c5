import type { RehearsedReplyView } from '../../../shared/contract/intake.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import { bytesInWords, count } from '../../../shared/domain/words.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { errorOf, type Problem } from '../../components/error-summary.tsx';
import { Checkbox, Field } from '../../components/field.tsx';
import { Tag } from '../../components/tag.tsx';
import { OfferedFiles } from './offered-files.tsx';
import { bySeverity, gapsOf, Problems, verdicts } from './rehearsed.tsx';
import styles from './submissions.module.css';

interface ReplyProps {
  readonly reply: RehearsedReplyView;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly declined: ReadonlySet<string>;
  readonly onTake: (ref: string, on: boolean) => void;
  readonly problems: readonly Problem[];
}

/** Answers to questions as they would be written, with all that was found. */
export function RehearsedReply(props: ReplyProps) {
  const { reply, chosen, onChoose, reason, onReason, declined, onTake, problems } = props;
  const { key, name, verdict, late, answers, sentOn, answerBy, evidenceFiles, bytes, replaces } = reply;
  const [words, look] = verdicts[verdict];
  const gaps = gapsOf(reply, declined);
  const left = reply.offered.filter(({ ref }) => declined.has(ref));
  const given = answers.filter(({ answered }) => answered).length;
  return (
    <article className={styles.organisation} aria-label={`${name}, reply to questions`}>
      <div className={styles.organisationHead}>
        <h2>{name}</h2>
        <Tag look="line">Reply to questions</Tag>
        <Tag look={look}>{words}</Tag>
        {late && <Tag look="partly">Late</Tag>}
        <span className={styles.soft}>
          {[
            ...(sentOn === undefined ? [] : [`Questions of ${dayInWords(sentOn)}`]),
            ...(answerBy === undefined ? [] : [`asked for by ${dayInWords(answerBy)}`]),
            ...(answers.length === 0 ? [] : [`${given} of ${count(answers.length, 'question')} answered`]),
            `${count(evidenceFiles - left.length, 'evidence file')}, ${bytesInWords(left.reduce((sum, one) => sum - one.bytes, bytes))}`,
          ].join(' · ')}
        </span>
      </div>
      <Problems problems={bySeverity(reply, 'refusal')} heading="Stands in the way" />
      <Problems problems={gaps} heading="To look at" />
      <Problems problems={bySeverity(reply, 'note')} heading="Worth knowing" />
      {answers.length > 0 && (
        <Disclosure summary={`Read the ${given === 1 ? 'answer' : 'answers'}`}>
          <dl className={styles.answersRead}>
            {answers.map(({ number, item, question, answer, references }) => (
              <div key={number}>
                <dt>
                  {number}. <span className={styles.soft}>{item}</span> {question}
                </dt>
                <dd>
                  {answer === '' ? <span className={styles.soft}>No answer</span> : answer}
                  {references.length > 0 && (
                    <span className={styles.soft}>
                      {' '}
                      Evidence:{' '}
                      {references
                        .map(({ ref, pages }) => (pages === '' ? ref : `${ref}, ${pages}`))
                        .join('; ')}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Disclosure>
      )}
      {verdict !== 'refused' && <OfferedFiles {...{ of: reply, declined, onTake }} />}
      {verdict !== 'refused' && (
        <Checkbox isSelected={chosen} onChange={onChoose}>
          {`Write this reply${replaces === undefined ? '' : ` in place of the one of ${dayInWords(dayInLondon(replaces))}`}${
            gaps.length === 0
              ? ''
              : `, with ${gaps.length === 1 ? 'what is missing' : `these ${gaps.length} things`} as it is`
          }`}
        </Checkbox>
      )}
      {late && chosen && (
        <Field
          name={`late-${key}`}
          label="Why it is accepted late"
          hint="Stays on the record"
          value={reason}
          onChange={onReason}
          error={errorOf(problems, `late-${key}`)}
        />
      )}
    </article>
  );
}
