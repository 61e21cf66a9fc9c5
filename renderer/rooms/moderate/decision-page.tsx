import { useState } from 'react';
import { dayInWords } from '../../../shared/domain/dates.ts';
import { judgementInWords, outcomeInWords } from '../../../shared/domain/requirement-words.ts';
import { Bar } from '../../app/bar.tsx';
import { Button, Link } from '../../components/button.tsx';
import { Card, Facts, Page } from '../../components/page.tsx';
import { nameOf } from '../assess/names.ts';
import { DecideForm } from './decide-form.tsx';
import { Decided } from './decided.tsx';
import styles from './decision.module.css';
import { itemName, type Moderated } from './moderated.ts';
import { Requirements } from './requirements.tsx';

/** The requirements with their figures, what the rule proposes, and what the chair decides. */
export function DecisionPage({
  moderated,
  mayWrite,
}: {
  readonly moderated: Moderated;
  readonly mayWrite: boolean;
}) {
  const { view, judgement, agreement, items } = moderated;
  const [again, setAgain] = useState(false);
  const { decision } = view;
  const blocked = new Map(judgement.blockedBy.map(({ item, why }) => [item, why]));
  const missing = items.filter(({ id }) => blocked.has(id));
  const deciding = mayWrite && judgement.proposed !== undefined && (decision === undefined || again);

  return (
    <Page
      title={`Decision: ${view.name}`}
      actions={<Link to={`/moderate/${view.submission}`}>Scores side by side</Link>}
    >
      <Bar crumbs={['Moderate', view.name, 'Decision']} />
      <Facts
        facts={[
          ['Agreed', `${agreement.settled} of ${agreement.items}`],
          [
            'The rule proposes',
            judgement.proposed === undefined ? 'Nothing yet' : outcomeInWords(judgement.proposed),
          ],
          ['Decided', decision === undefined ? 'Not yet' : outcomeInWords(decision.outcome)],
        ]}
      />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Requirements moderated={moderated} />
          {missing.length === 0 && judgement.proposed === undefined && (
            <Card tint="amber">
              <p>{judgementInWords(judgement)}</p>
            </Card>
          )}
          {judgement.conditions.length > 0 && (
            <Card title="Proposed conditions">
              <ul className={styles.conditions}>
                {judgement.conditions.map(({ item, by, words }) => (
                  <li key={item}>
                    <Link to={`/moderate/${view.submission}/at/${item}`}>{itemName(moderated, item)}</Link>{' '}
                    {words} <span className={styles.soft}>By {dayInWords(by)}.</span>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
        <div className={styles.stack}>
          {decision !== undefined && !again && (
            <Decided
              moderated={moderated}
              decision={decision}
              mayWrite={mayWrite}
              again={
                mayWrite && judgement.proposed !== undefined ? (
                  <Button look="quiet" small onPress={() => setAgain(true)}>
                    Decide again
                  </Button>
                ) : undefined
              }
            />
          )}
          {missing.length > 0 && (
            <Card title="What is missing" tint="amber">
              <p>There is no proposal and no decision until the panel has agreed these.</p>
              <ul className={styles.missing}>
                {missing.map((item) => (
                  <li key={item.id}>
                    <Link to={`/moderate/${view.submission}/at/${item.id}`}>{nameOf(item)}</Link>
                    {blocked.get(item.id) === 'cannot-judge' && ', which the panel cannot judge'}
                  </li>
                ))}
              </ul>
            </Card>
          )}
          {deciding && judgement.proposed !== undefined && (
            <DecideForm
              moderated={moderated}
              proposed={judgement.proposed}
              onDecided={() => setAgain(false)}
              {...(again ? { onLeave: () => setAgain(false) } : {})}
            />
          )}
          {!mayWrite && decision === undefined && (
            <Card>
              <p>The chair decides. What is decided is shown here.</p>
            </Card>
          )}
        </div>
      </div>
    </Page>
  );
}
