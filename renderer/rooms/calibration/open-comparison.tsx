import { useLocation } from 'wouter';
import { listSome } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import styles from '../moderate/moderate.module.css';
import type { Chosen } from './calibration-card.tsx';

/** Says what opening does before it is done: it cannot be taken back. */
export function OpenComparison({
  chosen: { submission, name, sheetsIn, waitsFor = [] },
  onClose,
}: {
  readonly chosen: Chosen;
  readonly onClose: () => void;
}) {
  const open = useAct('calibration.open');
  const [, go] = useLocation();
  return (
    <Dialog
      title={`Open the comparison: ${name}`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Not yet
          </Button>
          <Button
            isPending={open.isPending}
            onPress={() => open.mutate({ submission }, { onSuccess: () => go('/moderate/calibration') })}
          >
            Open the comparison
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problemsOf(open.error)} />
      <p>
        Opening freezes{' '}
        {sheetsIn === undefined ? 'every sheet that is in' : `the ${sheetsIn} sheets that are in`}: they stay
        as they were submitted, for ever. Everyone whose sheet is in then sees what each assessor gave and
        why, by name, and how far they themselves stand from the panel. You see that of everyone.
      </p>
      <p>
        It reaches the assessors with the next files between your computer, the administrator’s and theirs.
      </p>
      {waitsFor.length > 0 && (
        <p className={styles.caution}>
          It waits for {listSome(waitsFor.map((each) => each.name))}. They can still score it blind, and you
          can add their sheets later.
        </p>
      )}
      <p>It cannot be closed again, and {name} can then no longer be judged for the award.</p>
    </Dialog>
  );
}
