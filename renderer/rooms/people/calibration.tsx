import { useState } from 'react';
import type { CalibrationState } from '../../../shared/contract/calibration.ts';
import { SubmissionId } from '../../../shared/domain/ids.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Select } from '../../components/field.tsx';
import { Card, Row, Stack } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Status } from '../../components/status.tsx';
import { type Chosen, howFar } from '../calibration/calibration-card.tsx';
import styles from './people.module.css';

interface CalibrationProps {
  readonly administers: boolean;
  readonly chairs: boolean;
}

/** The submission that everyone scores first: choosing it, who has it, how far it has come. */
export function Calibration({ administers, chairs }: CalibrationProps) {
  const calibration = useCall('calibration.show', {});
  if (calibration.isPending) return <Loading />;
  if (calibration.isLoadingError)
    return <Failed error={calibration.error} again={() => void calibration.refetch()} />;
  const { chosen, candidates } = calibration.data;
  const chooses = administers || chairs;
  if (chosen !== undefined) return <ChosenOne chosen={chosen} administers={administers} chairs={chairs} />;
  if (!chooses)
    return (
      <Empty title="No calibration submission is chosen">
        <p>The administrator or the chair chooses one, for everyone to score first.</p>
      </Empty>
    );
  if (candidates.length === 0)
    return (
      <Empty
        title="There is nothing to choose from yet"
        action={<Link to="/submissions">See submissions</Link>}
      >
        <p>
          A submission can be the calibration one once it has come in, and until its moderation begins. One
          from an earlier year, registered under a name of its own, serves as well.
        </p>
      </Empty>
    );
  return <Choose candidates={candidates} administers={administers} />;
}

function Choose({
  candidates,
  administers,
}: {
  readonly candidates: CalibrationState['candidates'];
  readonly administers: boolean;
}) {
  const set = useAct('calibration.set');
  const [picked, setPicked] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const id = SubmissionId.safeParse(picked);
  const problems = [...found, ...problemsOf(set.error)];
  const choose = () => {
    setFound(id.success ? [] : [{ field: 'calibration', sentence: 'Choose the submission' }]);
    if (id.success) set.mutate({ submission: id.data, calibrates: true });
  };
  return (
    <Stack>
      <ErrorSummary problems={problems} />
      <Card title="Score one submission together first">
        <p>
          Every assessor scores the same submission before the others, without seeing what anyone else gives.
          When the sheets are in, the chair opens them side by side, and each sees how far they stand from the
          panel. It is never moderated or decided, and counts for nothing in the award: it is best taken from
          an earlier year.
        </p>
        <div className={styles.share}>
          <Select
            name="calibration"
            label="Calibration submission"
            value={picked}
            onChange={(id) => {
              setPicked(id);
              setFound([]);
            }}
            options={[
              ['', 'Choose one'],
              ...candidates.map(({ submission, name }) => [String(submission), name] as const),
            ]}
            error={errorOf(problems, 'calibration')}
          />
          <Button look="quiet" isPending={set.isPending} onPress={choose}>
            Choose it
          </Button>
        </div>
        {id.success && <Reach submission={id.data} administers={administers} />}
      </Card>
    </Stack>
  );
}

/** How many it would be assigned to, and whom, before it is. */
function Reach({
  submission,
  administers,
}: {
  readonly submission: SubmissionId;
  readonly administers: boolean;
}) {
  const reach = useCall('calibration.reach', { submission });
  if (reach.isPending) return <Loading />;
  if (reach.isError) return <Failed error={reach.error} />;
  const { toAssign, assigned } = reach.data;
  const has =
    assigned === 0 ? '' : ` ${count(assigned, 'assessor')} ${assigned === 1 ? 'has' : 'have'} it already.`;
  if (!administers)
    return (
      <Status>
        The administrator’s computer assigns it to every assessor, once your choice has reached it.{has}
      </Status>
    );
  return (
    <Status>
      {toAssign.length === 0
        ? 'Nobody is left to assign it to.'
        : `Choosing it assigns it at once to ${count(toAssign.length, 'assessor')}: ${list(toAssign.map(({ name }) => name))}.`}
      {has}
    </Status>
  );
}

function ChosenOne({ chosen, administers, chairs }: CalibrationProps & { readonly chosen: Chosen }) {
  const set = useAct('calibration.set');
  const [leaving, setLeaving] = useState(false);
  const { submission, name, assigned, notAssigned, openedAt, mayCompare } = chosen;
  const more = notAssigned.map((each) => each.name);
  return (
    <Stack>
      <ErrorSummary problems={problemsOf(leaving ? null : set.error)} />
      <Card title={`Everyone scores ${name} first`}>
        <p>It is for calibration: it is never moderated or decided, and no part of the award.</p>
        <p>
          Assigned to {count(assigned, 'assessor')}. {howFar(chosen)}
        </p>
        {more.length > 0 && (
          <p>
            {list(more)} {more.length === 1 ? 'has' : 'have'} not been given it.
            {!administers && ' The administrator assigns it.'}
          </p>
        )}
        <Row>
          {administers && more.length > 0 && (
            <Button isPending={set.isPending} onPress={() => set.mutate({ submission, calibrates: true })}>
              Assign it to {more.length} more
            </Button>
          )}
          {mayCompare && chairs && (
            <Link to="/moderate/calibration" look="quiet">
              See the comparison
            </Link>
          )}
          {(administers || chairs) && openedAt === undefined && (
            <Button look="quiet" onPress={() => setLeaving(true)}>
              Take it back
            </Button>
          )}
        </Row>
      </Card>
      {leaving && <TakeBack chosen={chosen} onClose={() => setLeaving(false)} />}
    </Stack>
  );
}

function TakeBack({ chosen, onClose }: { readonly chosen: Chosen; readonly onClose: () => void }) {
  const set = useAct('calibration.set');
  const { submission, name, assigned } = chosen;
  return (
    <Dialog
      title={`Take back ${name} as the calibration submission?`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            look="warning"
            isPending={set.isPending}
            onPress={() => set.mutate({ submission, calibrates: false }, { onSuccess: onClose })}
          >
            Take it back
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problemsOf(set.error)} />
      <p>
        It is then one of the award’s again.{' '}
        {assigned === 0
          ? ''
          : `It stays assigned to ${count(assigned, 'assessor')}, with whatever they scored: end the assignments that you do not want under Who assesses whom.`}
      </p>
    </Dialog>
  );
}
