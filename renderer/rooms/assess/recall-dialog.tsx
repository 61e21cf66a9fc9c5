import { useState } from 'react';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextArea } from '../../components/field.tsx';
import { sentenceOf } from '../../components/states.tsx';

interface RecallDialogProps {
  readonly submission: SubmissionId;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Makes submitted scores a draft again; why is on the record. */
export function RecallDialog({ submission, open, onClose }: RecallDialogProps) {
  const recall = useAct('sheets.recall');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const empty = asked && reason.trim() === '';
  const send = () => {
    setAsked(true);
    if (reason.trim() === '') return;
    recall.mutate({ submission, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title="Recall your scores"
      open={open}
      onClose={onClose}
      keep
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Leave them submitted
          </Button>
          <Button onPress={send} isDisabled={recall.isPending}>
            Recall scores
          </Button>
        </>
      }
    >
      <p>Your scores become a draft again, as they are. Submit them anew when you have changed them.</p>
      <TextArea
        name="recall-reason"
        label="Why you recall them"
        hint="This is kept on the record."
        value={reason}
        onChange={setReason}
        error={
          empty ? 'Say why you recall your scores' : recall.isError ? sentenceOf(recall.error) : undefined
        }
      />
    </Dialog>
  );
}
