import { useState } from 'react';
import type { Assignment, PersonView } from '../../../shared/contract/people.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Select, TextArea } from '../../components/field.tsx';
import { Card, Row, Stack } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { AssignSomebody } from './assign-somebody.tsx';
import styles from './people.module.css';

type Proposal = OutputOf<'assignments.propose'>;
const numbers = ['1', '2', '3', '4', '5'] as const;

interface Submitted {
  readonly submission: SubmissionId;
  readonly name: string;
}

/** Who assesses whom, and a balanced proposal that is shown before it is made. */
export function Assignments({
  people,
  administers,
}: {
  readonly people: readonly PersonView[];
  readonly administers: boolean;
}) {
  const made = useCall('assignments.list', {});
  const submissions = useCall('submissions.list', {});
  const propose = useAct('assignments.propose');
  const make = useAct('assignments.make');
  const [each, setEach] = useState<(typeof numbers)[number]>('3');
  const [proposal, setProposal] = useState<Proposal>();
  const [ending, setEnding] = useState<Assignment>();
  const [assigning, setAssigning] = useState<Submitted>();
  if (made.isPending || submissions.isPending) return <Loading />;
  if (made.isLoadingError || submissions.isLoadingError)
    return <Failed error={made.error ?? submissions.error} />;

  const sent: readonly Submitted[] = submissions.data.flatMap(({ submission, name }) =>
    submission === undefined ? [] : [{ submission, name }],
  );
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? 'Somebody not known here';
  const of = (all: readonly Assignment[], id: SubmissionId) =>
    all.filter(({ submission }) => submission === id);
  if (sent.length === 0)
    return (
      <Empty title="Nothing has come yet" action={<Link to="/submissions">See submissions</Link>}>
        <p>Once submissions are in, you can share them out among the assessors here.</p>
      </Empty>
    );

  return (
    <Stack>
      <ErrorSummary problems={problemsOf(propose.error ?? make.error)} />
      {administers && (
        <Card title="Share out in balance">
          <p>
            Equal load, panels kept to, nobody whom anything ties to the organisation. You see the proposal
            before anything is made.
          </p>
          <div className={styles.share}>
            <Select
              name="each"
              label="Assessors for each submission"
              value={each}
              onChange={setEach}
              options={numbers.map((number) => [number, number] as const)}
            />
            <Button
              look="quiet"
              isPending={propose.isPending}
              onPress={() => propose.mutate({ perSubmission: Number(each) }, { onSuccess: setProposal })}
            >
              Propose
            </Button>
          </div>
        </Card>
      )}
      {proposal !== undefined && (
        <Card title={`Proposed: ${count(proposal.assignments.length, 'assignment')}`} tint="blue">
          {proposal.short.length + proposal.unplaced.length > 0 && (
            <ul>
              {[...proposal.short, ...proposal.unplaced].map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          )}
          <p>{loadInWords(proposal.assignments, nameOf)}</p>
          <Row>
            <Button
              isPending={make.isPending}
              isDisabled={proposal.assignments.length === 0}
              onPress={() =>
                make.mutate(
                  { assignments: proposal.assignments },
                  { onSuccess: () => setProposal(undefined) },
                )
              }
            >
              Make {count(proposal.assignments.length, 'assignment')}
            </Button>
            <Button look="link" onPress={() => setProposal(undefined)}>
              Leave it
            </Button>
          </Row>
        </Card>
      )}
      <Table
        label="Who assesses whom"
        rows={sent}
        rowKey={({ submission }) => submission}
        columns={[
          {
            key: 'name',
            head: 'Submission',
            heads: true,
            text: ({ name }) => name,
            cell: ({ submission, name }) => <Link to={`/submissions/${submission}`}>{name}</Link>,
          },
          {
            key: 'number',
            head: 'Assessors',
            align: 'end',
            text: ({ submission }) => String(of(made.data, submission).length),
            by: ({ submission }) => of(made.data, submission).length,
          },
          {
            key: 'who',
            head: 'Who',
            text: ({ submission }) => list(of(made.data, submission).map(({ person }) => nameOf(person))),
            cell: ({ submission, name }) => (
              <ul className={styles.who}>
                {of(made.data, submission).map((assignment) => (
                  <li key={assignment.person}>
                    {nameOf(assignment.person)}
                    {administers && (
                      <button
                        type="button"
                        aria-label={`End the assignment of ${nameOf(assignment.person)}`}
                        onClick={() => setEnding(assignment)}
                      >
                        ×
                      </button>
                    )}
                  </li>
                ))}
                {administers && (
                  <li>
                    <Button
                      look="link"
                      small
                      aria-label={`Assign somebody to ${name}`}
                      onPress={() => setAssigning({ submission, name })}
                    >
                      Assign
                    </Button>
                  </li>
                )}
                {of(proposal?.assignments ?? [], submission).map(({ person }) => (
                  <li key={person} className={styles.proposed}>
                    {nameOf(person)} <Tag look="line">Proposed</Tag>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {assigning !== undefined && (
        <AssignSomebody
          {...assigning}
          assessors={people.filter(
            ({ id, roles }) =>
              roles.includes('assessor') &&
              !of(made.data, assigning.submission).some(({ person }) => person === id),
          )}
          onClose={() => setAssigning(undefined)}
        />
      )}
      {ending !== undefined && (
        <EndAssignment
          assignment={ending}
          name={nameOf(ending.person)}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Stack>
  );
}

/** "Ana Okafor 6, Ben Adeyemi 6 and Chidi Nwosu 5 submissions." */
function loadInWords(assignments: readonly Assignment[], nameOf: (id: string) => string): string {
  const loads = Map.groupBy(assignments, ({ person }) => person);
  if (loads.size === 0) return 'Nothing is left to share out.';
  return `${list([...loads].map(([person, theirs]) => `${nameOf(person)} ${theirs.length}`))}.`;
}

function EndAssignment({
  assignment,
  name,
  onClose,
}: {
  readonly assignment: Assignment;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const end = useAct('assignments.end');
  const [reason, setReason] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(end.error)];
  const save = () => {
    const wrong = reason.trim() === '' ? [{ field: 'reason', sentence: 'Say why the assignment ends' }] : [];
    setFound(wrong);
    if (wrong.length === 0) end.mutate({ ...assignment, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={`End the assignment of ${name}?`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button look="warning" onPress={save} isPending={end.isPending}>
            End it
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
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
