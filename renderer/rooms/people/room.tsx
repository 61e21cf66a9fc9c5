import { useState } from 'react';
import { Bar } from '../../app/bar.tsx';
import { useBridge } from '../../app/bridge.ts';
import { unwrap, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Page, Row } from '../../components/page.tsx';
import { SaveExport } from '../../components/save-export.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Appoint } from './appoint.tsx';
import { Assignments } from './assignments.tsx';
import { Calibration } from './calibration.tsx';
import { Computers } from './computers.tsx';
import { Interests } from './interests.tsx';
import { LoadPeople } from './load-people.tsx';
import { Panels } from './panels.tsx';
import { PeopleList } from './people-list.tsx';

type Part = 'people' | 'panels' | 'interests' | 'calibration' | 'assignments' | 'computers';
type Doing = 'appoint' | 'load';

/** Who takes part, in what role, on which panel; what ties them to whom; and who assesses whom. */
export default function PeopleRoom() {
  const people = useCall('people.list', {});
  const desk = useCall('desk.show', {});
  const interests = useCall('interests.list', {});
  const calibration = useCall('calibration.show', {});
  const bridge = useBridge();
  const [part, setPart] = useState<Part>('people');
  const [doing, setDoing] = useState<Doing>();
  if (people.isPending) return <Loading />;
  if (people.isLoadingError) return <Failed error={people.error} again={() => void people.refetch()} />;
  const administers = desk.data?.person?.roles.includes('administrator') === true;
  const chairs = desk.data?.person?.roles.includes('chair') === true;
  const toAssign = administers ? (calibration.data?.chosen?.notAssigned.length ?? 0) : 0;
  const waiting = interests.data?.filter(({ state }) => state === 'unsettled').length ?? 0;
  const active = people.data.filter(({ stoodDown }) => !stoodDown);

  return (
    <Page
      title="People"
      beside={`${active.length} taking part, ${active.filter(({ roles }) => roles.includes('assessor')).length} as assessors`}
      actions={
        administers ? (
          <Row>
            <SaveExport
              label="Save as a spreadsheet"
              make={async () => unwrap(await bridge.call('people.export', {}))}
            />
            <Button look="quiet" onPress={() => setDoing('load')}>
              Load from a file
            </Button>
            <Button onPress={() => setDoing('appoint')}>Appoint a person</Button>
          </Row>
        ) : undefined
      }
    >
      <Bar crumbs={['People']} />
      <Tabs<Part>
        label="Parts of the people room"
        selected={part}
        onSelect={setPart}
        tabs={[
          {
            key: 'people',
            words: 'People',
            panel: <PeopleList people={people.data} administers={administers} />,
          },
          {
            key: 'panels',
            words: 'Panels',
            panel: <Panels people={people.data} forms={administers || chairs} />,
          },
          {
            key: 'interests',
            words: waiting === 0 ? 'Interests' : `Interests, ${waiting} to settle`,
            panel: <Interests people={people.data} administers={administers} />,
          },
          {
            key: 'calibration',
            words: toAssign === 0 ? 'Calibration' : `Calibration, ${toAssign} to assign`,
            panel: <Calibration administers={administers} chairs={chairs} />,
          },
          {
            key: 'assignments',
            words: 'Who assesses whom',
            panel: <Assignments people={people.data} administers={administers} />,
          },
          ...(administers ? [{ key: 'computers' as const, words: 'Computers', panel: <Computers /> }] : []),
        ]}
      />
      {doing === 'appoint' && <Appoint onClose={() => setDoing(undefined)} />}
      {doing === 'load' && <LoadPeople onClose={() => setDoing(undefined)} />}
    </Page>
  );
}
