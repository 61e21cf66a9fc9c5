import { useState } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { Citation } from '../../../shared/domain/score.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { IconButton } from '../../components/evidence/icon-button.tsx';
import styles from './citations.module.css';
import { placeOf } from './names.ts';

interface CitationsProps {
  readonly citations: readonly Citation[];
  readonly evidence: readonly EvidenceView[];
  readonly onOpen: (citation: Citation) => void;
  /** Absent where the sheet can no longer be changed. */
  readonly onChange: ((citations: readonly Citation[]) => void) | undefined;
}

/** What earned the score, each a step from its page. One that is removed can be put back until the standard is left. */
export function Citations({ citations, evidence, onOpen, onChange }: CitationsProps) {
  const [removed, setRemoved] = useState<{ readonly citation: Citation; readonly at: number }>();
  const announce = useAnnounce();

  const remove = (citation: Citation, at: number) => {
    onChange?.(citations.filter((one) => one.id !== citation.id));
    setRemoved({ citation, at });
    announce('Citation removed. It can be put back.');
  };
  const putBack = () => {
    if (removed === undefined) return;
    onChange?.(citations.toSpliced(removed.at, 0, removed.citation));
    setRemoved(undefined);
    announce('Citation put back.');
  };

  return (
    <>
      {citations.length > 0 && (
        <ul className={styles.list}>
          {citations.map((citation, at) => (
            <li key={citation.id} className={styles.citation}>
              <button type="button" className={styles.open} onClick={() => onOpen(citation)}>
                {citation.quote === '' ? (
                  <span>{citation.page === undefined ? 'The whole file' : 'The whole page'}</span>
                ) : (
                  <q>{citation.quote}</q>
                )}
                <small>{placeOf(citation, evidence)}</small>
              </button>
              {onChange !== undefined && (
                <IconButton
                  icon="close"
                  label={`Remove citation of ${placeOf(citation, evidence)}`}
                  onPress={() => remove(citation, at)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {removed !== undefined && onChange !== undefined && (
        <p className={styles.removed}>
          Citation removed.{' '}
          <button type="button" className={styles.undo} onClick={putBack}>
            Undo
          </button>
        </p>
      )}
    </>
  );
}
