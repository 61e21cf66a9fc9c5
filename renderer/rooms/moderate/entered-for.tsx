import { useState } from 'react';
import type { ModerationView } from '../../../shared/contract/moderation.ts';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { TextArea } from '../../components/field.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './item-pane.module.css';

interface EnteredForProps {
  readonly assessor: ModerationView['assessors'][number];
  readonly submission: SubmissionId;
}

/** Who typed a sheet in for its assessor, and whether it is said to be theirs. */
export function EnteredFor({ assessor, submission }: EnteredForProps) {
  const { name, enteredBy, confirmedBy, mayConfirm } = assessor;
  const [asking, setAsking] = useState(false);
  if (confirmedBy !== undefined)
    return (
      <p className={styles.soft}>
        Entered by {enteredBy}, confirmed by {confirmedBy}.
      </p>
    );
  return (
    <p className={styles.soft}>
      <Tag look="adjusted">
        Entered by {enteredBy} for {name}: not confirmed
      </Tag>{' '}
      {mayConfirm && (
        <Button
          look="link"
          small
          aria-label={`Confirm the scores of ${name}`}
          onPress={() => setAsking(true)}
        >
          Confirm
        </Button>
      )}
      {asking && <Confirming assessor={assessor} submission={submission} onClose={() => setAsking(false)} />}
    </p>
  );
}

function Confirming({ assessor, submission, onClose }: EnteredForProps & { readonly onClose: () => void }) {
  const { id, name, enteredBy } = assessor;
  const confirm = useAct('sheets.confirm');
  const [how, setHow] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(confirm.error)];
  const send = () => {
    const wrong = how.trim() === '' ? [{ field: 'how', sentence: 'Say how you know it' }] : [];
    setFound(wrong);
    if (wrong.length === 0) confirm.mutate({ submission, person: id, how }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={`Confirm the scores of ${name}`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Not yet
          </Button>
          <Button onPress={send} isPending={confirm.isPending}>
            Confirm
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <p>
        {enteredBy} typed these scores in from a workbook. By confirming you say, on the record, that they are
        what {name} gave.
      </p>
      <TextArea
        name="how"
        label="How you know it"
        hint="Such as: we went through them by telephone. This is kept on the record."
        value={how}
        onChange={setHow}
        error={errorOf(problems, 'how')}
      />
    </Dialog>
  );
}
