import type { AgreedView } from '../../../shared/contract/moderation.ts';
import { dayInWords } from '../../../shared/domain/dates.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Link } from '../../components/button.tsx';
import { LevelTag } from '../../components/tag.tsx';
import styles from './agree.module.css';
import type { Moderated } from './moderated.ts';

/** What the panel agreed, to read. */
export function Agreed({ moderated, item }: { readonly moderated: Moderated; readonly item: ItemId }) {
  const agreed = moderated.byItem.get(item)?.agreed;
  if (agreed === undefined)
    return <p className={styles.soft}>The panel has not agreed a score for this yet.</p>;
  const { outcome, reason, condition, conditionBy, learningPoint } = agreed;
  return (
    <div className={styles.form}>
      <AgreedCautions agreed={agreed} />
      <div className={styles.title}>
        <h3>Agreed score</h3>
        <LevelTag scale={moderated.set.scale} outcome={outcome} />
      </div>
      {reason.trim() !== '' && <p>{reason}</p>}
      {conditionBy !== undefined && (
        <p>
          <b>Condition, by {dayInWords(conditionBy)}: </b>
          {condition}
        </p>
      )}
      {learningPoint.trim() !== '' && (
        <p>
          <b>Learning point: </b>
          {learningPoint}
        </p>
      )}
    </div>
  );
}

/** What has happened to an agreed score since: never passed over in silence. */
export function AgreedCautions({ agreed }: { readonly agreed: AgreedView | undefined }) {
  return (
    <>
      {agreed?.conflict === true && (
        <p className={styles.caution}>
          Two computers agreed this without seeing each other, and both are kept. Agree it again to say which
          stands, or <Link to="/round/two-versions">choose between them</Link>.
        </p>
      )}
      {agreed?.basisMoved === true && (
        <p className={styles.caution}>
          A sheet has changed since this was agreed. Look at the scores again, and agree it again.
        </p>
      )}
    </>
  );
}
