import { useCall } from '../../app/queries.ts';
import styles from './round.module.css';

/** Records that are missing, and keys that two computers sign with: each with what to do. Nothing where all is well. */
export function Findings() {
  const findings = useCall('record.findings', {});
  return findings.data?.map(({ sentence, advice }) => (
    <p key={sentence} className={styles.caution}>
      <b>{sentence}</b> {advice}
    </p>
  ));
}
