import { useState } from 'react';
import type { SearchHit } from '../../../shared/contract/evidence.ts';
import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { placeOfHit } from '../../components/search/hits.ts';
import { SearchPanel } from '../../components/search/search-panel.tsx';
import { useNarrow } from '../assess/use-room-size.ts';
import { FoundHere } from './found-here.tsx';
import styles from './search.module.css';

interface Opened {
  readonly hit: SearchHit;
  readonly words: string;
  readonly stamp: number;
}

/** The whole round searched: evidence, answers and standards, and beside the list what was found, at its place. */
export default function SearchRoom() {
  const narrow = useNarrow();
  const list = useCall('submissions.list', {});
  const [opened, setOpened] = useState<Opened>();
  const organisations = (list.data ?? [])
    .filter(({ submission }) => submission !== undefined)
    .map(({ organisation, name }) => ({ id: organisation, name }));
  const here = opened && <FoundHere {...opened} />;
  return (
    <div className={styles.room}>
      <Bar crumbs={['Search']} />
      <div className={styles.asking}>
        <h1 tabIndex={-1}>Search</h1>
        <SearchPanel
          scopes={[{ words: 'The round', scope: { kind: 'round' } }]}
          organisations={organisations}
          onOpen={(hit, words) => setOpened({ hit, words, stamp: (opened?.stamp ?? 0) + 1 })}
        />
      </div>
      {narrow ? (
        opened !== undefined && (
          <Dialog title={placeOfHit(opened.hit, true)} open wide onClose={() => setOpened(undefined)}>
            <div className={styles.inDialog}>{here}</div>
          </Dialog>
        )
      ) : (
        <section className={styles.found} aria-label="What was found">
          {here ?? (
            <p className={styles.hint}>
              Words in quotation marks are found as they stand. A word cut short after three letters or more
              finds what begins with it: precep* finds preceptor and preceptorship.
            </p>
          )}
        </section>
      )}
    </div>
  );
}
