import { useState } from 'react';
import { count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, problemsOf } from '../../components/error-summary.tsx';
import { TextArea } from '../../components/field.tsx';
import styles from './moderate.module.css';
import type { Moderated } from './moderated.ts';

/** Closing ends the panel's work on a submission; it opens again only with a reason. */
export function CloseOrReopen({ moderated }: { readonly moderated: Moderated }) {
  const [asking, setAsking] = useState(false);
  const closed = moderated.view.state === 'closed';
  return (
    <>
      <Button look="quiet" small onPress={() => setAsking(true)}>
        {closed ? 'Reopen' : 'Close'}
      </Button>
      {asking && closed && <Reopen moderated={moderated} onClose={() => setAsking(false)} />}
      {asking && !closed && <Close moderated={moderated} onClose={() => setAsking(false)} />}
    </>
  );
}

interface AskingProps {
  readonly moderated: Moderated;
  readonly onClose: () => void;
}

function Close({ moderated, onClose }: AskingProps) {
  const close = useAct('moderation.close');
  const { view, agreement } = moderated;
  return (
    <Dialog
      title="Close moderation"
      open
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            isPending={close.isPending}
            onPress={() => close.mutate({ submission: view.submission }, { onSuccess: onClose })}
          >
            Close moderation
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problemsOf(close.error)} />
      <p>The agreed scores of {view.name} can then be changed only by reopening it, with a reason.</p>
      {agreement.toSettle > 0 && (
        <p className={styles.caution}>
          {count(agreement.toSettle, 'standard')} {agreement.toSettle === 1 ? 'is' : 'are'} not settled.
          Without {agreement.toSettle === 1 ? 'it' : 'them'} there can be no decision.
        </p>
      )}
    </Dialog>
  );
}

function Reopen({ moderated, onClose }: AskingProps) {
  const reopen = useAct('moderation.reopen');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const problems = [
    ...(asked && reason.trim() === ''
      ? [{ field: 'reopenReason', sentence: 'Say why it is opened again' }]
      : []),
    ...problemsOf(reopen.error),
  ];
  const act = () => {
    setAsked(true);
    if (reason.trim() !== '')
      reopen.mutate({ submission: moderated.view.submission, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title="Reopen moderation"
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button isPending={reopen.isPending} onPress={act}>
            Reopen moderation
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <TextArea
        name="reopenReason"
        label="Why"
        hint="The reason stays on the record."
        value={reason}
        onChange={setReason}
        error={errorOf(problems, 'reopenReason')}
      />
    </Dialog>
  );
}
