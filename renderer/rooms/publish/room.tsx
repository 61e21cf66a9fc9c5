import { useState } from 'react';
import { dayFrom, dayInLondon, dayInWords, instantOf } from '../../../shared/domain/dates.ts';
import { count } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { Field } from '../../components/field.tsx';
import { Page } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { History } from './history.tsx';
import { NotListed } from './not-listed.tsx';
import { PublicPage } from './public-page.tsx';
import styles from './publish.module.css';
import { Settings } from './settings.tsx';
import { Take } from './take.tsx';

type Part = 'page' | 'not-listed' | 'history' | 'settings';

/** The list of organisations that hold the award on a day: as the public will read it, to save, and to publish. */
export default function PublishRoom() {
  const desk = useCall('desk.show', {});
  const [typed, setTyped] = useState<string>(() => dayInLondon(instantOf(new Date())));
  const [part, setPart] = useState<Part>('page');
  const asked = dayFrom(typed);
  const [last, setLast] = useState(() => dayInLondon(instantOf(new Date())));
  // While a date is being typed the list stays at the last whole one.
  if (asked !== undefined && asked !== last) setLast(asked);
  const asOf = asked ?? last;
  const preview = useCall('list.preview', { asOf });

  const roles = desk.data?.person?.roles ?? [];
  const mayTake = roles.some((role) => role !== 'observer' && role !== 'assessor');
  const mayPublish = roles.includes('administrator') || roles.includes('chair');
  const listed = preview.data?.listed.length ?? 0;

  return (
    <Page title="Publish" beside={`Who holds the award on ${dayInWords(asOf)}`}>
      <Bar crumbs={['Publish']} {...(preview.isSuccess ? { status: count(listed, 'organisation') } : {})} />
      <div className={styles.tools}>
        <Field
          name="asOf"
          type="date"
          label="As of"
          width={14}
          value={typed}
          onChange={setTyped}
          error={asked === undefined ? 'Enter a whole date' : undefined}
        />
        {mayTake && preview.isSuccess && (
          <Take
            asOf={asOf}
            organisations={listed}
            mayPublish={mayPublish}
            sample={desk.data?.round?.sample === true}
          />
        )}
      </div>
      {preview.isPending ? (
        <Loading words="Working out the list" />
      ) : preview.isError ? (
        <Failed error={preview.error} again={() => void preview.refetch()} />
      ) : (
        <Tabs<Part>
          label="Parts of publishing"
          selected={part}
          onSelect={setPart}
          tabs={[
            {
              key: 'page',
              words: 'As the public will read it',
              panel: <PublicPage fragment={preview.data.fragment} />,
            },
            {
              key: 'not-listed',
              words: `Not on it (${preview.data.unlisted.length})`,
              panel: <NotListed unlisted={preview.data.unlisted} />,
            },
            { key: 'history', words: 'Published before', panel: <History /> },
            {
              key: 'settings',
              words: 'What stands around it',
              panel: <Settings mayChange={roles.includes('administrator')} />,
            },
          ]}
        />
      )}
    </Page>
  );
}
