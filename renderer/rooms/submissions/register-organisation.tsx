import { useState } from 'react';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Field } from '../../components/field.tsx';
import styles from './submissions.module.css';

/** One organisation for the round: picked from those that come with the program, or typed. A code is not needed. */
export function RegisterOrganisation({ onClose }: { readonly onClose: () => void }) {
  const known = useCall('organisations.known', {});
  const here = useCall('organisations.list', {});
  const register = useAct('organisations.register');
  const [name, setName] = useState('');
  const [odsCode, setOdsCode] = useState('');
  const [icb, setIcb] = useState('');
  const [contactName, setContactName] = useState('');
  const [contactEmail, setContactEmail] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(register.error)];

  const taken = new Set(here.data?.map((organisation) => organisation.odsCode));
  const words = name.trim().toLowerCase();
  const offered = (known.data ?? [])
    .filter((organisation) => !taken.has(organisation.odsCode) && organisation.odsCode !== odsCode)
    .filter(
      ({ name: each, odsCode: code }) => each.toLowerCase().includes(words) || code.toLowerCase() === words,
    )
    .slice(0, 6);

  const save = () => {
    const wrong = name.trim() === '' ? [{ field: 'name', sentence: 'Enter the organisation’s name' }] : [];
    setFound(wrong);
    if (wrong.length > 0) return;
    register.mutate(
      {
        name,
        contactName,
        contactEmail,
        ...(odsCode.trim() === '' ? {} : { odsCode }),
        ...(icb.trim() === '' ? {} : { icb }),
      },
      { onSuccess: onClose },
    );
  };

  return (
    <Dialog
      title="Register an organisation"
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={register.isPending}>
            Register
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <Field
        name="name"
        label="Name"
        hint="As it is to stand on the list"
        value={name}
        onChange={setName}
        error={errorOf(problems, 'name')}
      />
      {offered.length > 0 && odsCode === '' && (
        <ul className={styles.offered} aria-label="Known organisations">
          {offered.map((organisation) => (
            <li key={organisation.odsCode}>
              <Button
                look="link"
                onPress={() => {
                  setName(organisation.name);
                  setOdsCode(organisation.odsCode);
                  setIcb(organisation.icb);
                }}
              >
                {organisation.name}
              </Button>
              <span>{organisation.odsCode}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.pair}>
        <Field
          name="odsCode"
          label="ODS code"
          hint="Leave empty where there is none"
          value={odsCode}
          onChange={setOdsCode}
          width={10}
          error={errorOf(problems, 'odsCode')}
        />
        <Field
          name="icb"
          label="Integrated care board"
          value={icb}
          onChange={setIcb}
          error={errorOf(problems, 'icb')}
        />
      </div>
      <div className={styles.pair}>
        <Field
          name="contactName"
          label="Contact"
          value={contactName}
          onChange={setContactName}
          error={errorOf(problems, 'contactName')}
        />
        <Field
          name="contactEmail"
          type="email"
          label="E-mail"
          value={contactEmail}
          onChange={setContactEmail}
          error={errorOf(problems, 'contactEmail')}
        />
      </div>
    </Dialog>
  );
}
