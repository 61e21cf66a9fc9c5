import { useState } from 'react';
import { Bar } from '../../app/bar.tsx';
import { useAct, useCall } from '../../app/queries.ts';
import { Page, Row } from '../../components/page.tsx';
import { SaveExport } from '../../components/save-export.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Tag } from '../../components/tag.tsx';
import { RuleView } from './rule.tsx';
import { Sections } from './sections.tsx';
import { TryTheRule } from './try-the-rule.tsx';
import { Versions } from './versions.tsx';

type Part = 'standards' | 'rule' | 'try' | 'versions';

/** The adopted set: its wording with lineage, its scale and award rule, what the rule makes of an example, its versions. */
export default function StandardsRoom() {
  const standards = useCall('standards.show', {});
  const save = useAct('standards.export');
  const [part, setPart] = useState<Part>('standards');
  if (standards.isPending) return <Loading />;
  if (standards.isLoadingError)
    return <Failed error={standards.error} again={() => void standards.refetch()} />;
  const { set, adopted } = standards.data;

  return (
    <Page
      title={set.title}
      beside={`Version ${set.version}, ${adopted ? 'adopted by this round' : 'not adopted by a round'}`}
      tags={set.sample ? <Tag look="partly">Sample</Tag> : undefined}
      actions={
        <Row>
          <SaveExport label="Save as a workbook" make={() => save.mutateAsync({ as: 'workbook' })} />
          <SaveExport label="Save as JSON" look="link" make={() => save.mutateAsync({ as: 'json' })} />
        </Row>
      }
    >
      <Bar crumbs={['Standards']} />
      <p>{set.source}</p>
      <Tabs<Part>
        label="Parts of the standards"
        selected={part}
        onSelect={setPart}
        tabs={[
          { key: 'standards', words: 'Standards', panel: <Sections set={set} /> },
          { key: 'rule', words: 'Scale and award rule', panel: <RuleView set={set} /> },
          {
            key: 'try',
            words: 'Try the rule',
            panel: <TryTheRule key={`${set.id} ${set.version}`} set={set} />,
          },
          { key: 'versions', words: 'Load and adopt', panel: <Versions set={set} adopted={adopted} /> },
        ]}
      />
    </Page>
  );
}
