import { useState } from 'react';
import type { DoubtedRuling } from '../../../shared/contract/interests.ts';
import { list } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';
import { Reason } from '../../components/reason-dialog.tsx';
import styles from './people.module.css';

/** What was ruled by somebody who has since turned out to have an interest: it stands until a person says. */
export function Doubted() {
  const doubted = useCall('rulings.doubted', {});
  const uphold = useAct('rulings.uphold');
  const [upholding, setUpholding] = useState<DoubtedRuling>();
  if (doubted.data === undefined || doubted.data.length === 0) return null;
  return (
    <Card title="Decided by someone who has an interest" tint="amber">
      <p>It stands as it is. Uphold it, or agree and decide anew under Moderate.</p>
      <ul className={styles.tasks}>
        {doubted.data.map((each) => (
          <li key={`${each.submission} ${each.person}`}>
            <span>
              <Link to={`/moderate/${each.submission}`}>{each.name}</Link>: {list(each.what)} by{' '}
              {each.personName}
            </span>
            {each.mayUphold && (
              <Button
                look="link"
                small
                aria-label={`Uphold what ${each.personName} ruled on ${each.name}`}
                onPress={() => setUpholding(each)}
              >
                Uphold
              </Button>
            )}
          </li>
        ))}
      </ul>
      {upholding !== undefined && (
        <Reason
          title={`Uphold what ${upholding.personName} ruled on ${upholding.name}?`}
          asks="Say why it stands"
          does="Uphold"
          error={uphold.error}
          pending={uphold.isPending}
          onClose={() => setUpholding(undefined)}
          onGiven={(reason) =>
            uphold.mutate(
              { submission: upholding.submission, person: upholding.person, reason },
              { onSuccess: () => setUpholding(undefined) },
            )
          }
        />
      )}
    </Card>
  );
}
