import type { QuestionsOf } from '../../../../shared/contract/questions.ts';
import { dayInWords } from '../../../../shared/domain/dates.ts';
import type { Day } from '../../../../shared/domain/ids.ts';
import { count } from '../../../../shared/domain/words.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import styles from './questions.module.css';

export interface Going {
  readonly of: QuestionsOf;
  readonly questions: number;
}

/** What is about to be put on the record: how many, to whom, and what happens then. */
export function SendDialog({
  going,
  answerBy,
  pending,
  onSend,
  onClose,
}: {
  readonly going: readonly Going[];
  readonly answerBy: Day;
  readonly pending: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
}) {
  const questions = going.reduce((sum, each) => sum + each.questions, 0);
  return (
    <Dialog
      title={`Write to ${going.length === 1 ? (going[0]?.of.name ?? '') : count(going.length, 'organisation')}`}
      open
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={onSend} isPending={pending}>
            {pending
              ? 'Writing…'
              : going.length === 1
                ? 'Write e-mail and workbook'
                : 'Write e-mails and workbooks'}
          </Button>
        </>
      }
    >
      <ul className={styles.going}>
        {going.map(({ of: { submission, name, email }, questions: own }) => (
          <li key={submission}>
            <b>{name}</b>: {count(own, 'question')}, {email === '' ? 'no address known' : `to ${email}`}
          </li>
        ))}
      </ul>
      <p>
        {questions === 1 ? 'It is' : 'They are'} to be answered by {dayInWords(answerBy)}.
      </p>
      <p>
        This puts on the record that {questions === 1 ? 'the question was' : 'the questions were'} sent, and
        tells whoever asked. You then save each e-mail as a draft, with its workbook attached, and send it
        from your own mail program.
      </p>
    </Dialog>
  );
}
