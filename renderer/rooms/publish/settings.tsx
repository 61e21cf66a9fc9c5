import { useState } from 'react';
import type { PublicationSettings } from '../../../shared/contract/publication.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, errorOf, problemsOf } from '../../components/error-summary.tsx';
import { Field } from '../../components/field.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import styles from './publish.module.css';

const fields = [
  ['heading', 'Heading', 'Above the list.'],
  ['owner', 'Published by', 'Who answers for the list.'],
  ['contact', 'Contact', 'An e-mail address, or words.'],
] as const satisfies readonly (readonly [keyof PublicationSettings, string, string])[];

/** Who publishes the list and whom to ask: settings, since they change. */
export function Settings({ mayChange }: { readonly mayChange: boolean }) {
  const settings = useCall('publication.settings', {});
  if (settings.isPending) return <Loading />;
  if (settings.isError) return <Failed error={settings.error} again={() => void settings.refetch()} />;
  if (mayChange) return <Change kept={settings.data} />;
  return (
    <dl className={styles.settings}>
      {fields.map(([name, label]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{settings.data[name] === '' ? 'Not said' : settings.data[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Change({ kept }: { readonly kept: PublicationSettings }) {
  const keep = useAct('publication.keepSettings');
  const announce = useAnnounce();
  const [typed, setTyped] = useState<Partial<PublicationSettings>>({});
  const now = { ...kept, ...typed };
  const changed = fields.some(([name]) => now[name] !== kept[name]);
  const problems = problemsOf(keep.error);
  return (
    <div className={styles.form}>
      <ErrorSummary problems={problems} />
      {fields.map(([name, label, hint]) => (
        <Field
          key={name}
          name={name}
          label={label}
          hint={hint}
          value={now[name]}
          onChange={(value) => setTyped({ ...typed, [name]: value })}
          error={errorOf(problems, name)}
        />
      ))}
      <div>
        <Button
          isDisabled={!changed}
          isPending={keep.isPending}
          onPress={() =>
            keep.mutate(now, {
              onSuccess: () => {
                setTyped({});
                announce('Saved.');
              },
            })
          }
        >
          Save
        </Button>
      </div>
    </div>
  );
}
