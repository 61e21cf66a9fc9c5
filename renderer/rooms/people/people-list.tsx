import { useState } from 'react';
import type { PersonView } from '../../../shared/contract/people.ts';
import { list } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { TextArea } from '../../components/field.tsx';
import { Empty } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { Appoint } from './appoint.tsx';
import styles from './people.module.css';

interface PeopleListProps {
  readonly people: readonly PersonView[];
  readonly administers: boolean;
}

export function PeopleList({ people, administers }: PeopleListProps) {
  const [changing, setChanging] = useState<PersonView>();
  const [leaving, setLeaving] = useState<PersonView>();
  if (people.length === 0)
    return (
      <Empty title="Nobody is appointed yet">
        <p>
          Appoint assessors and a chair one by one, or load them from a CSV file with the columns name, email,
          roles, profession and employer.
        </p>
      </Empty>
    );
  return (
    <>
      <Table
        label="People"
        rows={people}
        rowKey={({ id }) => id}
        rowLook={({ stoodDown }) => (stoodDown ? 'quiet' : undefined)}
        columns={[
          {
            key: 'name',
            head: 'Name',
            text: ({ name, conflict }) => (conflict ? `${name}, two versions` : name),
            cell: ({ name, conflict }) => (
              <>
                {name} {conflict && <Tag look="not">Two versions</Tag>}
              </>
            ),
            by: ({ name }) => name,
            heads: true,
          },
          { key: 'roles', head: 'Roles', text: ({ roles }) => list(roles) },
          { key: 'profession', head: 'Profession', text: ({ profession }) => profession, minor: true },
          { key: 'employer', head: 'Employer', text: ({ employerName }) => employerName ?? '' },
          { key: 'email', head: 'E-mail', text: ({ email }) => email, minor: true },
          {
            key: 'assigned',
            head: 'Submissions',
            align: 'end',
            text: ({ assigned }) => String(assigned),
            by: ({ assigned }) => assigned,
          },
          {
            key: 'computer',
            head: 'Computer',
            minor: true,
            text: ({ introduced, stoodDown }) =>
              stoodDown ? 'Stood down' : introduced ? 'Known' : 'Not known',
            cell: ({ introduced, stoodDown }) =>
              stoodDown ? (
                <Tag look="line">Stood down</Tag>
              ) : (
                <span className={styles.short}>{introduced ? 'Known' : 'Not known'}</span>
              ),
          },
          ...(administers
            ? [
                {
                  key: 'do',
                  head: 'Change or stand down',
                  acts: true,
                  text: () => '',
                  cell: (person: PersonView) =>
                    person.stoodDown ? null : (
                      <span className={styles.acts}>
                        <Button
                          look="link"
                          small
                          aria-label={`Change ${person.name}`}
                          onPress={() => setChanging(person)}
                        >
                          Change
                        </Button>
                        <Button
                          look="link"
                          small
                          aria-label={`Stand down ${person.name}`}
                          onPress={() => setLeaving(person)}
                        >
                          Stand down
                        </Button>
                      </span>
                    ),
                },
              ]
            : []),
        ]}
      />
      {changing !== undefined && <Appoint person={changing} onClose={() => setChanging(undefined)} />}
      {leaving !== undefined && <StandDown person={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function StandDown({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const act = useAct('people.standDown');
  const [reason, setReason] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(act.error)];
  const save = () => {
    const wrong = reason.trim() === '' ? [{ field: 'reason', sentence: 'Say why they stand down' }] : [];
    setFound(wrong);
    if (wrong.length === 0) act.mutate({ person: person.id, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={`Stand down ${person.name}?`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button look="warning" onPress={save} isPending={act.isPending}>
            Stand down
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <p>
        They take no further part in this round. What they did stays on the record. Their{' '}
        {person.assigned === 1 ? 'submission needs' : `${person.assigned} submissions need`} another assessor.
      </p>
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
