import { useState } from 'react';
import type { InterestView } from '../../../shared/contract/interests.ts';
import { SettledAs } from '../../../shared/domain/interests.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { RadioGroup, TextArea } from '../../components/field.tsx';
import { whatInWords } from './interests.tsx';

const WORDS: Readonly<Record<SettledAs, string>> = { recused: 'Takes no part', accepted: 'May take part' };
const DETAILS: Readonly<Record<SettledAs, string>> = {
  recused: 'is not given the submission, and leaves while it is discussed',
  accepted: 'the interest does not stand in the way',
};

export function SettleInterest({
  interest,
  onClose,
}: {
  readonly interest: InterestView;
  readonly onClose: () => void;
}) {
  const settle = useAct('interests.settle');
  const [outcome, setOutcome] = useState<SettledAs>();
  const [reason, setReason] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(settle.error)];
  const { person, organisation, personName, organisationName, assigned } = interest;
  const save = () => {
    const wrong: Problem[] = [];
    if (outcome === undefined) wrong.push({ field: 'outcome', sentence: 'Choose whether they take part' });
    if (reason.trim() === '') wrong.push({ field: 'reason', sentence: 'Say why' });
    setFound(wrong);
    if (outcome !== undefined && wrong.length === 0)
      settle.mutate({ person, organisation, outcome, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={`${personName} and ${organisationName}`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={settle.isPending}>
            Settle
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <p>{whatInWords(interest) || 'Nothing is declared.'}</p>
      <RadioGroup
        name="outcome"
        label={`Does ${personName} take part in this submission?`}
        value={outcome}
        onChange={setOutcome}
        options={SettledAs.options.map((value) => ({
          value,
          words: WORDS[value],
          detail: DETAILS[value],
        }))}
        error={errorOf(problems, 'outcome')}
      />
      {outcome === 'recused' && assigned && (
        <p>
          {personName} assesses it now. The assignment ends, and their computer gives up what it holds of the
          submission when it next takes a file in.
        </p>
      )}
      <TextArea
        name="reason"
        label="Why"
        hint={`Stays on the record. ${personName} sees it, and so do chairs, deputies and administrators.`}
        value={reason}
        onChange={setReason}
        error={errorOf(problems, 'reason')}
      />
    </Dialog>
  );
}
