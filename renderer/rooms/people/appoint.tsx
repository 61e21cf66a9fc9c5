import { useState } from 'react';
import type { PersonView } from '../../../shared/contract/people.ts';
import { Role } from '../../../shared/domain/ids.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Checkbox, Field, Select } from '../../components/field.tsx';
import styles from './people.module.css';

const does: Record<Role, string> = {
  administrator: 'imports, appoints, sends and publishes',
  chair: 'moderates, decides and signs off',
  deputy: 'takes the chair’s place',
  assessor: 'reads and scores',
  observer: 'reads and changes nothing',
};

/** Appoints a person, or appoints one anew in other roles. */
export function Appoint({ person, onClose }: { readonly person?: PersonView; readonly onClose: () => void }) {
  const act = useAct('people.appoint');
  const organisations = useCall('organisations.list', {});
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [profession, setProfession] = useState(person?.profession ?? '');
  const [roles, setRoles] = useState<readonly Role[]>(person?.roles ?? ['assessor']);
  const [employer, setEmployer] = useState<string>(person?.employer ?? '');
  const [otherEmployer, setOtherEmployer] = useState(
    person?.employer === undefined ? (person?.employerName ?? '') : '',
  );
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(act.error)];

  const save = () => {
    const wrong: Problem[] = [];
    if (name.trim() === '') wrong.push({ field: 'name', sentence: 'Enter the person’s name' });
    if (roles.length === 0) wrong.push({ field: 'roles', sentence: 'Choose at least one role' });
    setFound(wrong);
    if (wrong.length > 0) return;
    const chosen = organisations.data?.find(({ id }) => id === employer)?.id;
    act.mutate(
      {
        name,
        email,
        profession,
        roles: [...roles],
        ...(person === undefined ? {} : { id: person.id }),
        ...(chosen === undefined ? { otherEmployer } : { employer: chosen }),
      },
      { onSuccess: onClose },
    );
  };

  return (
    <Dialog
      title={person === undefined ? 'Appoint a person' : `Change ${person.name}`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={act.isPending}>
            {person === undefined ? 'Appoint' : 'Save'}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <div className={styles.pair}>
        <Field name="name" label="Name" value={name} onChange={setName} error={errorOf(problems, 'name')} />
        <Field
          name="email"
          type="email"
          label="E-mail"
          value={email}
          onChange={setEmail}
          error={errorOf(problems, 'email')}
        />
      </div>
      <fieldset id="roles" className={styles.roles}>
        <legend>Roles</legend>
        {errorOf(problems, 'roles') !== undefined && (
          <span className={styles.wrong}>{errorOf(problems, 'roles')}</span>
        )}
        {Role.options.map((role) => (
          <Checkbox
            key={role}
            isSelected={roles.includes(role)}
            onChange={(on) => setRoles(on ? [...roles, role] : roles.filter((other) => other !== role))}
          >
            <b>{role.charAt(0).toUpperCase() + role.slice(1)}</b> {does[role]}
          </Checkbox>
        ))}
      </fieldset>
      <Select
        name="employer"
        label="Employer"
        hint="Nobody is given their own employer’s submission"
        value={employer}
        onChange={setEmployer}
        options={[
          ['', 'None of the organisations in this round'],
          ...(organisations.data ?? []).map(({ id, name: words }) => [String(id), words] as const),
        ]}
        error={errorOf(problems, 'employer')}
      />
      {employer === '' && (
        <Field
          name="otherEmployer"
          label="Another employer"
          hint="If they have one; it keeps them from nothing"
          value={otherEmployer}
          onChange={setOtherEmployer}
        />
      )}
      <Field
        name="profession"
        label="Profession"
        value={profession}
        onChange={setProfession}
        error={errorOf(problems, 'profession')}
      />
    </Dialog>
  );
}
