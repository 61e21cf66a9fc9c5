import { type ReactNode, useState } from 'react';
import type { Refused } from '../app/queries.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from './error-summary.tsx';
import { TextArea } from './field.tsx';

interface ReasonProps {
  readonly title: string;
  /** What is said where no reason was given: "Say why it stands". */
  readonly asks: string;
  /** The button: "Uphold". */
  readonly does: string;
  readonly look?: 'main' | 'warning';
  readonly children?: ReactNode;
  readonly error: Refused | null;
  readonly pending: boolean;
  readonly onGiven: (reason: string) => void;
  readonly onClose: () => void;
}

/** An act that takes a reason and nothing else. What was typed stays when it is refused. */
export function Reason({
  title,
  asks,
  does,
  look = 'main',
  children,
  error,
  pending,
  onGiven,
  onClose,
}: ReasonProps) {
  const [reason, setReason] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(error)];
  const save = () => {
    const wrong = reason.trim() === '' ? [{ field: 'reason', sentence: asks }] : [];
    setFound(wrong);
    if (wrong.length === 0) onGiven(reason);
  };
  return (
    <Dialog
      title={title}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button look={look} onPress={save} isPending={pending}>
            {does}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      {children}
      <TextArea
        name="reason"
        label="Why"
        hint="Stays on the record"
        value={reason}
        onChange={setReason}
        error={errorOf(problems, 'reason')}
      />
    </Dialog>
  );
}
