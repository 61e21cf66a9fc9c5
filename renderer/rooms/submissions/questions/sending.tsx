import { useId, useState } from 'react';
import type { QuestionsOf } from '../../../../shared/contract/questions.ts';
import type { OutputOf } from '../../../../shared/contract/table.ts';
import { dayFrom, dayInLondon, instantOf } from '../../../../shared/domain/dates.ts';
import { usualAnswerBy } from '../../../../shared/domain/questions.ts';
import type { StandardSet } from '../../../../shared/domain/standard-set.ts';
import { count } from '../../../../shared/domain/words.ts';
import { useAct } from '../../../app/queries.ts';
import { useAnnounce } from '../../../components/announce.tsx';
import { Button } from '../../../components/button.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../../components/error-summary.tsx';
import { DayField } from '../../../components/field.tsx';
import { Loading } from '../../../components/states.tsx';
import { useKeptEdits } from './kept-edits.ts';
import styles from './questions.module.css';
import { SendDialog } from './send-dialog.tsx';
import { chosenBy, ToSend } from './to-send.tsx';

interface SendingProps {
  readonly waiting: readonly QuestionsOf[];
  readonly set: StandardSet;
  readonly named: boolean;
  readonly onWritten: (written: OutputOf<'questions.send'>) => void;
}

/** Open questions, made ready and sent: of one submission or of all of them at once. */
export function Sending({ waiting, set, named, onWritten }: SendingProps) {
  const kept = useKeptEdits();
  const send = useAct('questions.send');
  const announce = useAnnounce();
  const job = useId();
  const [by, setBy] = useState<string>(() => usualAnswerBy(dayInLondon(instantOf(new Date()))));
  const [found, setFound] = useState<readonly Problem[]>([]);
  const [going, setGoing] = useState<readonly QuestionsOf[]>();
  const answerBy = dayFrom(by);
  const problems = [...found, ...problemsOf(send.error)];
  if (kept.all === undefined) return <Loading />;

  const chosen = (of: QuestionsOf) => chosenBy(of, kept);
  const ready = waiting.filter((of) => chosen(of).length > 0);
  const ask = (of: readonly QuestionsOf[]) => {
    const wrong =
      answerBy === undefined ? [{ field: 'answerBy', sentence: 'Enter the day to answer by' }] : [];
    setFound(wrong);
    send.reset();
    if (wrong.length === 0) setGoing(of);
  };
  const write = async () => {
    if (going === undefined || answerBy === undefined) return;
    await kept.settle();
    send.mutate(
      {
        answerBy,
        job,
        submissions: going.map((of) => ({ submission: of.submission, chosen: chosen(of) })),
      },
      {
        onSuccess: (written) => {
          kept.forget(
            going.flatMap((of) => chosen(of).flatMap(({ from }) => from.map(({ question }) => question))),
          );
          announce(`${count(written.sent.length, 'e-mail')} written.`);
          onWritten(written);
        },
        onSettled: () => setGoing(undefined),
      },
    );
  };

  return (
    <div className={styles.sending}>
      <ErrorSummary problems={problems} />
      {kept.problem !== undefined && (
        <p className={styles.problem} role="alert">
          <b>What you write is not kept on this computer yet.</b> {kept.problem} It stays here, and keeping it
          is tried again.
        </p>
      )}
      <div className={styles.how}>
        <DayField
          name="answerBy"
          label="To answer by"
          value={by}
          onChange={setBy}
          error={errorOf(problems, 'answerBy')}
        />
        {waiting.length > 1 && (
          <Button isDisabled={ready.length === 0} onPress={() => ask(ready)}>
            {`Write e-mails and workbooks for ${count(ready.length, 'organisation')}`}
          </Button>
        )}
      </div>
      <p className={styles.soft}>
        Leave names out of what an organisation reads: it is not told who asks. What you change is kept on
        this computer until you send it.
      </p>
      {waiting.map((of) => (
        <div key={of.submission} className={styles.one}>
          <ToSend of={of} set={set} kept={kept} answerBy={answerBy} problems={problems} named={named} />
          <Button
            look={waiting.length === 1 ? 'main' : 'quiet'}
            isDisabled={chosen(of).length === 0}
            onPress={() => ask([of])}
          >
            {waiting.length === 1 ? 'Write e-mail and workbook' : `Write e-mail and workbook for ${of.name}`}
          </Button>
        </div>
      ))}
      {going !== undefined && answerBy !== undefined && (
        <SendDialog
          going={going.map((of) => ({ of, questions: chosen(of).length }))}
          answerBy={answerBy}
          pending={send.isPending}
          onSend={() => void write()}
          onClose={() => setGoing(undefined)}
        />
      )}
    </div>
  );
}
