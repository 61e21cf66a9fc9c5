import type { GivenClarification } from '../../../shared/contract/clarifications.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import styles from './asking.module.css';

interface ChairSaysProps {
  readonly given: Pick<GivenClarification, 'question' | 'answer' | 'toEveryone' | 'givenBy' | 'givenAt'>;
  /** What its reader asked, where they did: nobody else's words. */
  readonly asked?: string | undefined;
  /** To whom alone it was said, for whoever said it. */
  readonly to?: string | undefined;
}

/** What the chair says a standard means, as its reader sees it beside the standard. */
export function ChairSays({ given, asked, to = 'you' }: ChairSaysProps) {
  const { question, answer, toEveryone, givenBy, givenAt } = given;
  return (
    <article className={styles.reply}>
      <p className={styles.soft}>
        {givenBy}, {dayInWords(dayInLondon(givenAt))},{' '}
        {toEveryone ? 'to everyone who assesses' : `to ${to} alone`}
      </p>
      {asked !== undefined && <p className={styles.soft}>You asked: {asked}</p>}
      {question.trim() !== '' && <p className={styles.question}>{question}</p>}
      <p className={styles.words}>{answer}</p>
    </article>
  );
}
