import type { SheetView } from '../../../shared/contract/sheets.ts';
import { dayInLondon, instantOf, momentInWords, timeInWords } from '../../../shared/domain/dates.ts';
import type { Instant } from '../../../shared/domain/ids.ts';
import type { Saving } from '../../app/autosave.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Row } from '../../components/page.tsx';
import { sentenceOf } from '../../components/states.tsx';
import styles from './sheet-room.module.css';

/** "Saved 10:42". */
function savingInWords(saving: Saving): string {
  switch (saving.kind) {
    case 'idle':
      return '';
    case 'saving':
      return 'Saving';
    case 'saved':
      return `Saved ${timeInWords(saving.at)}`;
    case 'failed':
      return 'Not saved yet';
  }
}

/** "Saved 10:42", and that the sealed copy does not hold it, where something keeps it from being written. */
export function SavedWords({ saving }: { readonly saving: Saving }) {
  const place = useCall('copies.show', {}).data?.place;
  const saved = savingInWords(saving);
  if (place?.trouble === undefined) return saved;
  return (
    <>
      {saved === '' ? '' : `${saved}. `}
      <Link to="/computer">
        {place.copiedAt === undefined
          ? 'Sealed copy not written'
          : `Sealed copy from ${whenOf(place.copiedAt)}`}
      </Link>
    </>
  );
}

/** "10:42" of today, "6 August 2018 at 10:42" of another day. */
function whenOf(at: Instant): string {
  const today = dayInLondon(instantOf(new Date()));
  return dayInLondon(at) === today ? timeInWords(at) : momentInWords(at);
}

/** That a save failed, and why; the words stay where they are and are sent again by themselves. */
export function SavingProblem({
  saving,
  onAgain,
}: {
  readonly saving: Saving;
  readonly onAgain: () => void;
}) {
  if (saving.kind !== 'failed') return null;
  return (
    <div className={styles.problem} role="alert">
      <p>
        <b>Your last change is not saved yet.</b> {saving.sentence} What you wrote stays here, and saving is
        tried again.
      </p>
      <Button look="link" small onPress={onAgain}>
        Try now
      </Button>
    </div>
  );
}

interface StateBannerProps {
  readonly sheet: SheetView;
  readonly onRecall: () => void;
}

/** Where the sheet stands when it is no plain draft. */
export function StateBanner({ sheet, onRecall }: StateBannerProps) {
  switch (sheet.state) {
    case 'draft':
      return null;
    case 'recalled':
      return (
        <p className={styles.banner}>You recalled these scores. Submit them again when they are ready.</p>
      );
    case 'returned':
      return (
        <p className={styles.banner}>
          These scores were sent back to you. Submit them again when they are ready.
        </p>
      );
    case 'submitted':
      return <Submitted sheet={sheet} onRecall={onRecall} />;
  }
}

function Submitted({ sheet, onRecall }: StateBannerProps) {
  const { submission, submittedAt, moderationOpen, toConfirm } = sheet;
  const confirm = useAct('sheets.confirm');
  return (
    <div className={styles.banner}>
      <div className={styles.said}>
        <p>
          <b>Submitted{submittedAt === undefined ? '' : ` ${momentInWords(submittedAt)}`}.</b>{' '}
          {moderationOpen
            ? 'Moderation has opened, so these scores stay as they are.'
            : 'These scores cannot be changed unless you recall them.'}
        </p>
        {toConfirm !== undefined && (
          <p>
            {toConfirm} entered them for you. Look through them, then say that they are yours.
            {confirm.isError && <b role="alert"> {sentenceOf(confirm.error)}</b>}
          </p>
        )}
      </div>
      <Row>
        {/* Somebody typed them in from a workbook: the assessor says that they are theirs. */}
        {toConfirm !== undefined && (
          <Button small isPending={confirm.isPending} onPress={() => confirm.mutate({ submission })}>
            These are my scores
          </Button>
        )}
        {!moderationOpen && (
          <Button look="quiet" small onPress={onRecall}>
            Recall
          </Button>
        )}
      </Row>
    </div>
  );
}
