import { useState } from 'react';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import { Facts, Hint, Stack } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Tag } from '../../components/tag.tsx';
import { ItemsTable } from '../moderate/items-table.tsx';
import styles from '../moderate/moderate.module.css';
import { Order } from '../moderate/order.tsx';
import { useItemChoice, useItemSteps } from '../moderate/use-item-choice.ts';
import { AddSheets } from './add-sheets.tsx';
import { type Compared, type ComparedOrder, comparedGroups, comparedOf } from './compared.ts';
import { ComparedPane } from './compared-pane.tsx';
import { Distances, measuredOf, OwnDistance } from './distances.tsx';

interface ComparisonPageProps {
  readonly submission: SubmissionId;
  /** The room that it is seen from. */
  readonly from: { readonly path: string; readonly words: string };
}

/** What everyone gave the calibration submission, side by side, and how far from the panel each stands. */
export function ComparisonPage({ submission, from }: ComparisonPageProps) {
  const shown = useCall('calibration.compare', { submission });
  if (shown.isPending) return <Loading words="Opening the sheets" />;
  if (shown.isError) {
    const { code, sentence } = shown.error.refusal;
    return code === 'moderation-not-open' || code === 'blind-until-moderation' || code === 'not-found' ? (
      <Empty title={sentence} action={<Link to={from.path}>Back to {from.words}</Link>} />
    ) : (
      <Failed error={shown.error} again={() => void shown.refetch()} />
    );
  }
  return <Comparison compared={comparedOf(shown.data)} from={from} />;
}

type Part = 'standards' | 'distances';

function Comparison({ compared, from }: Pick<ComparisonPageProps, 'from'> & { readonly compared: Compared }) {
  const { view, assessors, alike, items, own } = compared;
  const [part, setPart] = useState<Part>('standards');
  const [order, setOrder] = useState<ComparedOrder>(own === undefined ? 'differences' : 'own');
  const [mandatoryOnly, setMandatoryOnly] = useState(false);
  const groups = comparedGroups(compared, order, mandatoryOnly);
  const shown = groups.flatMap((group) => group.items);
  const { chosen, choose, narrow, showTable, select, paneHead } = useItemChoice(undefined);
  const selected = compared.compared.find(({ item }) => item.id === chosen) ?? shown[0];
  useItemSteps(shown, selected?.item.id, choose);
  const late = assessors.filter((each) => each.late && !each.you);
  const mine = assessors.find(({ you }) => you);
  const measured = measuredOf(assessors);
  const standards = (
    <Stack>
      <div className={styles.filter}>
        <Order
          orders={[
            ...(own === undefined ? [] : ([['own', 'Where you stand apart']] as const)),
            ['differences', 'Differences first'],
            ['standard', 'By standard'],
          ]}
          order={order}
          onOrder={setOrder}
          mandatoryOnly={mandatoryOnly}
          onMandatoryOnly={setMandatoryOnly}
        />
      </div>
      <ItemsTable
        assessors={assessors}
        scale={view.set.scale}
        groups={groups}
        selected={selected?.item.id}
        onSelect={select}
      />
    </Stack>
  );

  return (
    <div className={styles.room} data-shows={narrow}>
      <Bar crumbs={[from.words, 'Calibration']} />
      <div className={styles.left}>
        <div className={styles.head}>
          <div className={styles.title}>
            <h1 tabIndex={-1}>{view.name}</h1>
            <Tag look="line">Calibration, not part of the award</Tag>
            <Hint>Compared openly since {dayInWords(dayInLondon(view.openedAt))}</Hint>
          </div>
          <div className={styles.buttons}>
            <AddSheets small />
            {mine !== undefined && (
              <Link to={`/assess/${view.submission}`} look="quiet" className={styles.small}>
                Your sheet
              </Link>
            )}
          </div>
        </div>
        {mine !== undefined && <OwnDistance assessor={mine} />}
        {late.length > 0 && (
          <p className={styles.caution}>
            Late: came after the comparison was opened. Measured against the panel, and no part of it until
            the chair adds it.
          </p>
        )}
        <Facts
          facts={[
            ['Sheets compared', String(assessors.filter((each) => !each.late).length)],
            ['They agree on', `${alike} of ${items.length}`],
          ]}
        />
        {measured.length === 0 ? (
          standards
        ) : (
          <Tabs<Part>
            label="Parts of the comparison"
            selected={part}
            onSelect={setPart}
            tabs={[
              { key: 'standards', words: 'Standards side by side', panel: standards },
              {
                key: 'distances',
                words: 'How far each stands from the panel',
                panel: <Distances measured={measured} />,
              },
            ]}
          />
        )}
      </div>
      {selected !== undefined && (
        <div className={styles.right}>
          <ComparedPane
            key={selected.item.id}
            headRef={paneHead}
            compared={compared}
            agreement={selected}
            onBack={showTable}
          />
        </div>
      )}
    </div>
  );
}
