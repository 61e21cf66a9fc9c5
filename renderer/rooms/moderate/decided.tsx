import { type ReactNode, useState } from 'react';
import type { ConditionView, DecisionView } from '../../../shared/contract/moderation.ts';
import { dayFrom, dayInLondon, dayInWords, instantOf } from '../../../shared/domain/dates.ts';
import { outcomeInWords } from '../../../shared/domain/requirement-words.ts';
import { useAct } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Field, TextArea } from '../../components/field.tsx';
import { Card } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './decision.module.css';
import { itemName, type Moderated } from './moderated.ts';
import { lookOfOutcome } from './outcome-look.ts';

interface DecidedProps {
  readonly moderated: Moderated;
  readonly decision: DecisionView;
  readonly mayWrite: boolean;
  readonly again: ReactNode;
}

/** The decision as it stands, how long the award holds, and what its conditions wait for. */
export function Decided({ moderated, decision, mayWrite, again }: DecidedProps) {
  const [meeting, setMeeting] = useState<ConditionView>();
  const { outcome, proposed, reason, decidedOn, conditions, learningPoints, conflict, basisMoved } = decision;
  return (
    <>
      {conflict && (
        <Card tint="amber">
          <p>
            Two computers decided this without seeing each other, and both decisions are kept. Decide again to
            say which stands, or <Link to="/round/two-versions">choose between them</Link>.
          </p>
        </Card>
      )}
      {basisMoved && (
        <Card tint="amber">
          <p>
            A sheet or an agreed score has changed since this was decided. Look at the figures again, and
            decide again.
          </p>
        </Card>
      )}
      <Card
        title={<Tag look={lookOfOutcome(outcome)}>{outcomeInWords(outcome)}</Tag>}
        actions={again}
        tint="blue"
      >
        <p>
          Decided on {dayInWords(decidedOn)}
          {outcome === proposed
            ? ', as the rule proposed.'
            : `. The rule proposed: ${outcomeInWords(proposed)}.`}
        </p>
        <p>{validityInWords(moderated, decision)}</p>
        {reason.trim() !== '' && (
          <p>
            <b>Reason: </b>
            {reason}
          </p>
        )}
      </Card>
      {conditions.length > 0 && (
        <Card title="Conditions">
          <ul className={styles.conditions}>
            {conditions.map((condition) => (
              <li key={condition.id}>
                <b>{itemName(moderated, condition.item)}</b> {condition.words}{' '}
                <span className={styles.soft}>By {dayInWords(condition.by)}.</span>{' '}
                {condition.metOn === undefined ? (
                  mayWrite ? (
                    <Button look="quiet" small onPress={() => setMeeting(condition)}>
                      It is met
                    </Button>
                  ) : (
                    <Tag look="partly">Not yet met</Tag>
                  )
                ) : (
                  <Tag look="met">Met on {dayInWords(condition.metOn)}</Tag>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {learningPoints.length > 0 && (
        <Card title="Learning points">
          <ul>
            {learningPoints.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Card>
      )}
      {meeting !== undefined && (
        <MeetCondition moderated={moderated} condition={meeting} onClose={() => setMeeting(undefined)} />
      )}
    </>
  );
}

function validityInWords({ set }: Moderated, { outcome, validFrom, validTo }: DecisionView): string {
  if (outcome === 'not-awarded' || validFrom === undefined) return 'No award is held by this decision.';
  const from = dayInWords(validFrom);
  if (validTo !== undefined)
    return `The award is held from ${from} to ${dayInWords(validTo)}, both days included.`;
  return set.validity.kind === 'results-of-round'
    ? `The award is held from ${from} until the results of the ${set.validity.year} round are published.`
    : `The award is held from ${from}.`;
}

interface MeetConditionProps {
  readonly moderated: Moderated;
  readonly condition: ConditionView;
  readonly onClose: () => void;
}

function MeetCondition({ moderated, condition, onClose }: MeetConditionProps) {
  const meet = useAct('condition.meet');
  const [on, setOn] = useState<string>(() => dayInLondon(instantOf(new Date())));
  const [how, setHow] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(meet.error)];
  const act = () => {
    const day = dayFrom(on);
    const missing: readonly Problem[] = [
      ...(day === undefined ? [{ field: 'metOn', sentence: 'Enter the day on which it was met' }] : []),
      ...(how.trim() === '' ? [{ field: 'metHow', sentence: 'Say what shows that it is met' }] : []),
    ];
    setFound(missing);
    if (day === undefined || missing.length > 0) return;
    meet.mutate(
      { submission: moderated.view.submission, condition: condition.id, on: day, how },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      title="The condition is met"
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button isPending={meet.isPending} onPress={act}>
            Record that it is met
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <p>
        <b>{itemName(moderated, condition.item)}</b> {condition.words}
      </p>
      <Field
        name="metOn"
        type="date"
        label="Met on"
        value={on}
        onChange={setOn}
        error={errorOf(problems, 'metOn')}
      />
      <TextArea
        name="metHow"
        label="What shows it"
        hint="Who checked, and on what evidence."
        value={how}
        onChange={setHow}
        error={errorOf(problems, 'metHow')}
      />
    </Dialog>
  );
}
