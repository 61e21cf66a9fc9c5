import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Citation, Score } from '../../../shared/domain/score.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import { Dialog } from '../../components/dialog.tsx';
import { meaningWords } from '../../components/evidence/meaning.ts';
import styles from './citations.module.css';
import { wholeOf } from './citations.tsx';
import { nameOf, placeOf } from './names.ts';

interface AllCitationsProps {
  readonly items: readonly Item[];
  readonly scores: ReadonlyMap<ItemId, Score>;
  readonly evidence: readonly EvidenceView[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onGo: (item: ItemId, citation: Citation) => void;
}

/** Everything that the sheet cites, standard by standard, each a step from its place. */
export function AllCitations({ items, scores, evidence, open, onClose, onGo }: AllCitationsProps) {
  const cited = items.filter((item) => (scores.get(item.id)?.citations.length ?? 0) > 0);
  return (
    <Dialog title="Citations of this sheet" open={open} onClose={onClose} wide>
      {cited.length === 0 && (
        <p>Nothing is cited yet. Select words in the evidence, then press Ctrl and Enter.</p>
      )}
      {cited.map((item) => (
        <section key={item.id}>
          <h3 className={styles.standard}>{nameOf(item)}</h3>
          <ul className={styles.list}>
            {scores.get(item.id)?.citations.map((citation) => (
              <li key={citation.id} className={styles.citation} data-meaning={citation.meaning}>
                <button
                  type="button"
                  className={styles.open}
                  onClick={() => {
                    onClose();
                    onGo(item.id, citation);
                  }}
                >
                  <span>
                    <b>{meaningWords[citation.meaning]}</b>{' '}
                    {citation.quote === '' ? wholeOf(citation) : `“${citation.quote}”`}
                    {citation.note !== '' && `. ${citation.note}`}
                  </span>
                  <small>{placeOf(citation, evidence)}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}
