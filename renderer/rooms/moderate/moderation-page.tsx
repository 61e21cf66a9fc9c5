import { useState } from 'react';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { list } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { Button, Link } from '../../components/button.tsx';
import { Hint } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import { AgreeAlike } from './agree-alike.tsx';
import { Behind } from './behind.tsx';
import { CitedEvidence, type Citing } from './cited-evidence.tsx';
import { CloseOrReopen } from './close-or-reopen.tsx';
import { useDrafts } from './drafts.ts';
import { ItemPane } from './item-pane.tsx';
import { ItemsTable } from './items-table.tsx';
import { Meeting } from './meeting.tsx';
import styles from './moderate.module.css';
import type { Moderated } from './moderated.ts';
import { moderatedColumns } from './moderated-columns.tsx';
import { groupsOf, nextToSettle, ORDERS, Order, type OrderName } from './order.tsx';
import { StandingFacts } from './standing-facts.tsx';
import { useItemChoice, useItemSteps } from './use-item-choice.ts';
import { useNames } from './use-names.ts';
import { WhoIsOut } from './who-is-out.tsx';

interface ModerationPageProps {
  readonly moderated: Moderated;
  /** A chair or deputy; everyone else looks. */
  readonly mayWrite: boolean;
  /** The standard to begin at. */
  readonly at?: ItemId;
}

/** Sheets side by side, differences first, and what the panel agrees of each standard. */
export function ModerationPage({ moderated, mayWrite, at }: ModerationPageProps) {
  const { view, agreement } = moderated;
  const [order, setOrder] = useState<OrderName>('differences');
  const [mandatoryOnly, setMandatoryOnly] = useState(false);
  const groups = groupsOf(moderated, order, mandatoryOnly);
  const shown = groups.flatMap(({ items }) => items);
  const { chosen, choose, narrow, showTable, select, paneHead } = useItemChoice(at);
  const [meeting, setMeeting] = useState(false);
  const [citing, setCiting] = useState<Citing>();
  const drafts = useDrafts(view.submission);
  const names = useNames(view);

  const selected =
    agreement.byDisagreement.find(({ item }) => item.id === chosen) ??
    nextToSettle(shown, undefined) ??
    shown[0];
  const writes = mayWrite && view.mayRule && view.state === 'open';

  useItemSteps(shown, selected?.item.id, choose, !meeting);

  const afterAgreeing = (agreed: ItemId) => {
    const next = nextToSettle(shown, agreed);
    if (next !== undefined) choose(next.item.id);
    // In the narrow window the next standard begins at its top.
    paneHead.current?.focus();
  };

  return (
    <div className={styles.room} data-shows={narrow}>
      <Bar
        crumbs={['Moderate', view.name]}
        status={`Present: ${view.present.length === 0 ? 'nobody named' : list(view.present.map(names.short))}`}
      />
      <div className={styles.left}>
        <div className={styles.head}>
          <div className={styles.title}>
            <h1 tabIndex={-1}>{view.name}</h1>
            <Hint>
              Version {view.versionNumber}, received {dayInWords(dayInLondon(view.receivedAt))}
            </Hint>
            {view.state === 'closed' && <Tag look="met">Closed</Tag>}
          </div>
          <div className={styles.buttons}>
            {mayWrite && view.mayRule && <CloseOrReopen moderated={moderated} />}
            <Button look="quiet" small onPress={() => setMeeting(true)}>
              Meeting view
            </Button>
            <Link
              to={`/moderate/${view.submission}/decision`}
              look={agreement.toSettle === 0 ? 'main' : 'quiet'}
              className={styles.small}
            >
              {view.decision === undefined ? 'Decide' : 'Decision'}
            </Link>
          </div>
        </div>
        <Behind view={view} />
        <StandingFacts moderated={moderated} />
        <WhoIsOut view={view} />
        <div className={styles.filter}>
          <Order
            orders={ORDERS}
            order={order}
            onOrder={setOrder}
            mandatoryOnly={mandatoryOnly}
            onMandatoryOnly={setMandatoryOnly}
          />
          <span className={styles.grow} />
          {writes && <AgreeAlike moderated={moderated} onSee={choose} />}
        </div>
        <ItemsTable
          assessors={view.assessors.map(({ id, name }) => ({
            id,
            name,
            short: moderated.shortNames.get(id) ?? name,
          }))}
          scale={moderated.set.scale}
          groups={groups}
          more={moderatedColumns(moderated, (id) => drafts.has(id))}
          selected={selected?.item.id}
          onSelect={select}
        />
      </div>
      {selected !== undefined && !meeting && (
        <div className={styles.right}>
          <ItemPane
            key={selected.item.id}
            headRef={paneHead}
            moderated={moderated}
            agreement={selected}
            drafts={drafts}
            writes={writes}
            onAgreed={afterAgreeing}
            onCite={setCiting}
            onBack={showTable}
          />
        </div>
      )}
      {meeting && (
        <Meeting
          moderated={moderated}
          order={shown}
          start={selected?.item.id}
          drafts={drafts}
          writes={writes}
          names={names}
          onCite={setCiting}
          onClose={(last) => {
            if (last !== undefined) choose(last);
            setMeeting(false);
          }}
        />
      )}
      {citing !== undefined && (
        <CitedEvidence moderated={moderated} citing={citing} onClose={() => setCiting(undefined)} />
      )}
    </div>
  );
}
