import { useState } from 'react';
import { outcomeInWords } from '../../../shared/domain/requirement-words.ts';
import { ProposedOutcome } from '../../../shared/domain/standard-set.ts';
import { useAct } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, errorOf, problemsOf } from '../../components/error-summary.tsx';
import { RadioGroup, TextArea } from '../../components/field.tsx';
import { Card, Row } from '../../components/page.tsx';
import type { Moderated } from './moderated.ts';

interface DecideFormProps {
  readonly moderated: Moderated;
  readonly proposed: ProposedOutcome;
  readonly onDecided: () => void;
  /** Where there is a decision already. */
  readonly onLeave?: () => void;
}

/** The rule proposes; here a person decides, and says why where it is otherwise. */
export function DecideForm({ moderated, proposed, onDecided, onLeave }: DecideFormProps) {
  const { view, judgement } = moderated;
  const decide = useAct('decision.make');
  const announce = useAnnounce();
  const [outcome, setOutcome] = useState<ProposedOutcome>(proposed);
  const [reason, setReason] = useState('');
  const [learning, setLearning] = useState(() =>
    view.items
      .flatMap(({ agreed }) => (agreed?.learningPoint ? [agreed.learningPoint.trim()] : []))
      .join('\n'),
  );
  const problems = problemsOf(decide.error);
  const departs = outcome !== proposed;

  const act = () =>
    decide.mutate(
      {
        submission: view.submission,
        outcome,
        reason,
        learningPoints: learning
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      },
      {
        onSuccess: () => {
          announce(`Decided: ${outcomeInWords(outcome)}.`);
          onDecided();
        },
      },
    );

  return (
    <Card title={onLeave === undefined ? 'Decide' : 'Decide again'}>
      <ErrorSummary problems={problems} />
      <RadioGroup
        name="outcome"
        label="Outcome"
        value={outcome}
        error={errorOf(problems, 'outcome')}
        options={ProposedOutcome.options.map((value) => ({
          value,
          words: outcomeInWords(value),
          ...(value === proposed ? { detail: 'As the rule proposes' } : {}),
          disabled: value === 'awarded-when-conditions-are-met' && judgement.conditions.length === 0,
        }))}
        {...(judgement.conditions.length === 0
          ? { hint: 'No agreed score carries a condition, so it cannot be awarded on conditions.' }
          : {})}
        onChange={setOutcome}
      />
      <TextArea
        name="reason"
        label={departs ? 'Why it is decided otherwise' : 'Reason'}
        hint={
          departs
            ? 'Needed, since the rule proposes another outcome. It stays visible.'
            : 'If there is something to say. It stays visible.'
        }
        value={reason}
        onChange={setReason}
        error={errorOf(problems, 'reason')}
      />
      <TextArea
        name="learningPoints"
        label="Learning points"
        hint="For the organisation, one on each line. They can be disclosed."
        value={learning}
        onChange={setLearning}
        error={errorOf(problems, 'learningPoints')}
      />
      <Row>
        <Button isPending={decide.isPending} onPress={act}>
          Decide: {outcomeInWords(outcome)}
        </Button>
        {onLeave !== undefined && (
          <Button look="quiet" onPress={onLeave}>
            Leave it as it is
          </Button>
        )}
      </Row>
    </Card>
  );
}
