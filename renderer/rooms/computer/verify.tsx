import { inDigits } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { Status } from '../../components/status.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './computer.module.css';

/** Checks every record, signature and evidence file that this computer holds. */
export function Verify() {
  const verify = useAct('desk.verify');
  return (
    <>
      <p>Every record and its signature, every evidence file, and that all rows follow from them.</p>
      {verify.isPending && <Loading words="Checking" />}
      {verify.isError && <Failed error={verify.error} />}
      {verify.data !== undefined && (
        <div className={styles.found}>
          <Status>
            {verify.data.ok ? <Tag look="met">All is well</Tag> : <Tag look="not">Something is wrong</Tag>}{' '}
            {inDigits(verify.data.entries)} records and {inDigits(verify.data.evidenceFiles)} evidence files
            were checked.
          </Status>
          <ul>
            {[...verify.data.findings, ...verify.data.notes].map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      )}
      <Button look="quiet" isPending={verify.isPending} onPress={() => verify.mutate({})}>
        Check everything
      </Button>
    </>
  );
}
