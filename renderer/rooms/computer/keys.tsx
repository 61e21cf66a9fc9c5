import { useState } from 'react';
import type { PrintedKey } from '../../../shared/contract/keys.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Card, Row } from '../../components/page.tsx';
import { Failed } from '../../components/states.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './computer.module.css';
import { KeySheet } from './key-sheet.tsx';

/** The words by which others can know this computer. */
export function OwnKey() {
  const here = useCall('keys.here', {});
  if (here.data === undefined) return null;
  return (
    <Card title="The words of this computer">
      <p className={styles.folder}>{here.data.fingerprint}</p>
      <p>
        {here.data.known
          ? 'The round knows this computer by them.'
          : 'The round does not know this computer yet. It will when the administrator takes in your first file.'}{' '}
        If the administrator rings and asks for them, read all six out.
      </p>
    </Card>
  );
}

/** An administrator's: what is left of the round when this computer is gone. */
export function IfLost() {
  const keys = useCall('keys.list', {});
  const make = useAct('recovery.make');
  const [made, setMade] = useState<PrintedKey>();
  if (keys.data === undefined) return null;
  const { recoveryKey, administrators, unguarded } = keys.data;
  return (
    <Card title="If this computer is lost" tint={unguarded === undefined ? undefined : 'amber'}>
      {unguarded !== undefined && (
        <p>
          <b>{unguarded}</b> Make a recovery key and keep it on paper, or <Link to="/people">appoint</Link> a
          second administrator and send them a whole round file.
        </p>
      )}
      <p>
        {recoveryKey ? <Tag look="met">Recovery key made</Tag> : <Tag look="line">No recovery key</Tag>}{' '}
        {administrators > 1 ? (
          <Tag look="met">{administrators} administrators with a computer</Tag>
        ) : (
          <Tag look="line">No second administrator with a computer</Tag>
        )}
      </p>
      {make.isError && <Failed error={make.error} />}
      <Row>
        <Button
          look={unguarded === undefined ? 'quiet' : 'main'}
          isPending={make.isPending}
          onPress={() => make.mutate({}, { onSuccess: setMade })}
        >
          {recoveryKey ? 'Make a new recovery key' : 'Make a recovery key'}
        </Button>
      </Row>
      {recoveryKey && <p>A new one takes the place of the one before it.</p>}
      {made !== undefined && <KeySheet made={made} onClose={() => setMade(undefined)} />}
    </Card>
  );
}
