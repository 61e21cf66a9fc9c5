import type { ReactNode } from 'react';
import { type AskedState, sinceInWords, stateInWord } from '../../../shared/domain/question-words.ts';
import { Tag, type TagLook } from '../tag.tsx';
import styles from './asking.module.css';

interface AskedProps {
  readonly question: AskedState & { readonly words: string };
  /** Who asked it, for whoever may know. */
  readonly by?: string | undefined;
  readonly children?: ReactNode;
}

/** A question to the organisation with where it stands. */
export function Asked({ question, by, children }: AskedProps) {
  return (
    <div className={styles.asked}>
      <p className={styles.words}>{question.words}</p>
      <p className={styles.soft}>
        <Tag look={lookOf(question)}>{stateInWord(question)}</Tag> {sinceInWords(question)}
        {by !== undefined && `, asked by ${by}`}
        {children}
      </p>
    </div>
  );
}

function lookOf({ state, reason }: AskedState): TagLook {
  switch (state) {
    case 'asked':
      return 'line';
    case 'withdrawn':
      return reason === '' ? 'line' : 'partly';
    case 'passed-on':
      return 'grey';
    case 'answered':
      return 'met';
  }
}
