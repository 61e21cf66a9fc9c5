import type { PrintedKey } from '../../../shared/contract/keys.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import styles from './key-sheet.module.css';

/** A recovery key as it goes on paper. It is shown once, so nothing but a button closes it. */
export function KeySheet({ made, onClose }: { readonly made: PrintedKey; readonly onClose: () => void }) {
  const { lines, fingerprint, madeAt, roundTitle, administrator } = made;
  return (
    <Dialog
      title={`Recovery key of the ${roundTitle}`}
      open
      keep
      wide
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            I have it on paper
          </Button>
          <Button onPress={() => window.print()}>Print this page</Button>
        </>
      }
    >
      <article className={styles.sheet} data-print="sheet">
        <p>
          Made by {administrator} on {momentInWords(madeAt)}. It is shown only now, and this computer does not
          keep it. Print it, or write both lines down.
        </p>
        <div className={styles.lines}>
          {lines.map((line) => (
            <code key={line}>{line}</code>
          ))}
        </div>
        <p>
          What to call it: <span className={styles.words}>{fingerprint}</span>. These words open nothing.
        </p>
        <h3>What it is for</h3>
        <p>
          If the computers of the people who run the round are lost, whoever holds this page can take the
          round over on another computer. It works once.
        </p>
        <h3>How to use it</h3>
        <ol>
          <li>Start Award Panel on a computer that has no data yet.</li>
          <li>
            Open the latest file of the round that anybody holds: an archive, which a chair can still make, or
            a whole round file.
          </li>
          <li>In This computer, choose Use the recovery key, and type both lines.</li>
          <li>Make a new recovery key, and send everyone their file again.</li>
        </ol>
        <h3>Where to keep it</h3>
        <p>
          In a sealed envelope, in a safe or a locked drawer, away from this computer and from any file of the
          round. Whoever has this page and a file of the round can run the round.
        </p>
      </article>
    </Dialog>
  );
}
