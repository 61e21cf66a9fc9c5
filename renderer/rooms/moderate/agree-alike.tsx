import { useState } from 'react';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { shortOf } from '../../../shared/domain/standard-set.ts';
import { useAct } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { LevelTag } from '../../components/tag.tsx';
import { nameOf } from '../assess/names.ts';
import styles from './moderate.module.css';
import type { Moderated } from './moderated.ts';

interface AgreeAlikeProps {
  readonly moderated: Moderated;
  /** One of them is to be looked at before. */
  readonly onSee: (item: ItemId) => void;
}

/** Agrees at once everything on which every sheet says the same; says how many and which before. */
export function AgreeAlike({ moderated, onSee }: AgreeAlikeProps) {
  const save = useAct('agreed.saveAlike');
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const { view, set, agreement } = moderated;
  const alike = agreement.byDisagreement.filter((each) => each.alike && each.agreed === undefined);
  const close = () => {
    save.reset();
    setAsking(false);
  };
  if (alike.length === 0 && !asking) return null;
  const words =
    alike.length === 1 ? 'Agree the 1 that already agrees' : `Agree the ${alike.length} that already agree`;
  return (
    <>
      <Button look="link" onPress={() => setAsking(true)}>
        {words}
      </Button>
      {asking && (
        <Dialog
          title={words}
          open
          onClose={close}
          actions={
            <>
              <Button look="quiet" onPress={close}>
                Cancel
              </Button>
              <Button
                isPending={save.isPending}
                onPress={() =>
                  save.mutate(
                    { submission: view.submission },
                    {
                      onSuccess: ({ items }) => {
                        announce(`${items.length} agreed.`);
                        close();
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
          <ErrorSummary problems={problemsOf(save.error)} />
          <p>On these every sheet says the same. Each can still be agreed otherwise afterwards.</p>
          <ul className={styles.alike}>
            {alike.map(({ item, given }) => (
              <li key={item.id}>
                <Button
                  look="link"
                  aria-label={`See ${nameOf(item)}`}
                  onPress={() => {
                    close();
                    onSee(item.id);
                  }}
                >
                  {item.standard.number}
                </Button>
                <span>
                  {shortOf(item.standard)}
                  {item.transition !== undefined && `, ${item.transition.name.toLowerCase()}`}
                </span>
                <LevelTag scale={set.scale} outcome={given[0]?.outcome} />
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
