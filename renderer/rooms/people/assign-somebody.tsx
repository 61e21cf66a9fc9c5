import { useState } from 'react';
import type { PersonView } from '../../../shared/contract/people.ts';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Checkbox, Select } from '../../components/field.tsx';

interface AssignSomebodyProps {
  readonly submission: SubmissionId;
  readonly name: string;
  /** Assessors who do not have it yet. */
  readonly assessors: readonly PersonView[];
  readonly onClose: () => void;
}

/** One assignment by hand, under the same rules as the proposal; what would be a surprise is asked first. */
export function AssignSomebody({ submission, name, assessors, onClose }: AssignSomebodyProps) {
  const make = useAct('assignments.make');
  const [person, setPerson] = useState('');
  const [outsidePanel, setOutsidePanel] = useState(false);
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(make.error)];
  const asked = make.error?.refusal.code === 'reason-needed';
  const save = () => {
    const chosen = assessors.find(({ id }) => id === person)?.id;
    setFound(chosen === undefined ? [{ field: 'person', sentence: 'Choose an assessor' }] : []);
    if (chosen === undefined) return;
    make.mutate(
      { assignments: [{ submission, person: chosen }], ...(outsidePanel ? { outsidePanel } : {}) },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      title={`Assign somebody to ${name}`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={make.isPending}>
            Assign
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <Select
        name="person"
        label="Assessor"
        value={person}
        onChange={setPerson}
        options={[
          ['', 'Choose an assessor'],
          ...assessors.map(
            ({ id, name: words, assigned, employerName }) =>
              [
                String(id),
                [words, employerName, `has ${assigned}`].filter((each) => each !== undefined).join(', '),
              ] as const,
          ),
        ]}
        error={errorOf(problems, 'person')}
      />
      {(asked || outsidePanel) && (
        <Checkbox id="outsidePanel" isSelected={outsidePanel} onChange={setOutsidePanel}>
          They are outside the panel, and it is meant
        </Checkbox>
      )}
    </Dialog>
  );
}
