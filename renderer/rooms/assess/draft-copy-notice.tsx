import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Row } from '../../components/page.tsx';
import styles from './my-submissions.module.css';

/** Offers a sealed copy of the drafts where none is kept, until it is declined; or says what keeps it from being written. */
export function DraftCopyNotice() {
  const copy = useCall('copies.show', {});
  const decline = useAct('copies.decline');
  if (copy.data === undefined) return null;
  const { offered, place } = copy.data;
  if (place?.trouble !== undefined)
    return (
      <p className={styles.notice}>
        {place.trouble} <Link to="/computer">See the copy</Link>
      </p>
    );
  if (!offered) return null;
  return (
    <section className={styles.notice} aria-label="Sealed copy of your drafts">
      <p>
        If this computer is lost, so is what you have not sent back. Award Panel can keep a sealed copy of
        your drafts in a second place.
      </p>
      <Row>
        <Link to="/computer" look="quiet">
          Choose where
        </Link>
        <Button look="link" isPending={decline.isPending} onPress={() => decline.mutate({})}>
          No copy
        </Button>
      </Row>
    </section>
  );
}
