import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { dayInWords } from '../../../shared/domain/dates.ts';
import type { Day } from '../../../shared/domain/ids.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { SaveExport } from '../../components/save-export.tsx';
import { nextNumber, sizeInWords } from './history.tsx';
import styles from './publish.module.css';

interface TakeProps {
  readonly asOf: Day;
  readonly organisations: number;
  readonly mayPublish: boolean;
  readonly sample: boolean;
}

const files = [
  ['page', 'Web page'],
  ['fragment', 'Fragment to paste'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['all', 'All of them'],
] as const;

/** Saves the list in each of its forms, which records nothing; or publishes it, which does. */
export function Take({ asOf, organisations, mayPublish, sample }: TakeProps) {
  const take = useAct('list.export');
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles.take}>
      <fieldset>
        <legend>Save</legend>
        {files.map(([as, words]) => (
          <SaveExport key={as} small label={words} make={() => take.mutateAsync({ asOf, as })} />
        ))}
      </fieldset>
      <span className={styles.grow} />
      {mayPublish && <Button onPress={() => setAsking(true)}>Publish this list</Button>}
      {asking && (
        <Publish asOf={asOf} organisations={organisations} sample={sample} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

interface PublishProps extends Omit<TakeProps, 'mayPublish'> {
  readonly onClose: () => void;
}

/** Publishing is an act on the record: it says its number and day before, and gives the files after. */
function Publish({ asOf, organisations, sample, onClose }: PublishProps) {
  const publish = useAct('list.publish');
  const history = useCall('list.history', {});
  const desk = useCall('desk.show', {});
  const announce = useAnnounce();
  const [published, setPublished] = useState<OutputOf<'list.publish'>>();
  const round = desk.data?.round;
  const number = round === undefined || !history.isSuccess ? undefined : nextNumber(history.data, round.id);
  const words = number === undefined ? 'Publish the list' : `Publish list number ${number}`;

  if (published !== undefined)
    return (
      <Dialog title={`List number ${published.number} is published`} open keep onClose={onClose}>
        <p>
          It names {sizeInWords(organisations)} as of {dayInWords(asOf)} and stands on the record. Award Panel
          puts nothing on the internet: save the files, and hand them to whoever looks after the website.
        </p>
        <p>
          <SaveExport look="main" label="Save the files" make={async () => published.export} />
        </p>
      </Dialog>
    );
  return (
    <Dialog
      title={words}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            isPending={publish.isPending}
            onPress={() =>
              publish.mutate(
                { asOf },
                {
                  onSuccess: (made) => {
                    announce(`List number ${made.number} is published.`);
                    setPublished(made);
                  },
                },
              )
            }
          >
            {words}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problemsOf(publish.error)} />
      <p>
        The list as of <b>{dayInWords(asOf)}</b> names <b>{sizeInWords(organisations)}</b>
        {round === undefined ? '.' : ` and becomes number ${number ?? '…'} of ${round.title}.`}
      </p>
      <p>
        It goes on the record with the bytes of its files, so that anyone who holds the record can derive it
        again.
      </p>
      {sample && <p>This is the sample round. Every file says that it is no real list.</p>}
    </Dialog>
  );
}
