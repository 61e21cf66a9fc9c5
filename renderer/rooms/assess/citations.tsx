import { useState } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { SheetView } from '../../../shared/contract/sheets.ts';
import type { Citation } from '../../../shared/domain/score.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { IconButton } from '../../components/evidence/icon-button.tsx';
import { meanings, meaningWords } from '../../components/evidence/meaning.ts';
import styles from './citations.module.css';
import { placeOf } from './names.ts';

interface CitationsProps {
  readonly citations: readonly Citation[];
  readonly evidence: readonly EvidenceView[];
  readonly earlier: SheetView['earlierFiles'];
  readonly onOpen: (citation: Citation) => void;
  /** Absent where the sheet can no longer be changed. */
  readonly onChange: ((citations: readonly Citation[], when: 'at-rest' | 'now') => void) | undefined;
}

/** What earned the score, each a step from its page. One that is removed can be put back until the standard is left. */
export function Citations({ citations, evidence, earlier, onOpen, onChange }: CitationsProps) {
  const [removed, setRemoved] = useState<{ readonly citation: Citation; readonly at: number }>();
  const announce = useAnnounce();

  const remove = (citation: Citation, at: number) => {
    onChange?.(
      citations.filter((one) => one.id !== citation.id),
      'now',
    );
    setRemoved({ citation, at });
    announce('Citation removed. It can be put back.');
  };
  const putBack = () => {
    if (removed === undefined) return;
    onChange?.(citations.toSpliced(removed.at, 0, removed.citation), 'now');
    setRemoved(undefined);
    announce('Citation put back.');
  };

  return (
    <>
      {citations.length > 0 && (
        <ul className={styles.list}>
          {citations.map((citation, at) => (
            <OneCitation
              key={citation.id}
              citation={citation}
              place={placeOf(citation, evidence, earlier)}
              onOpen={() => onOpen(citation)}
              onRemove={onChange && (() => remove(citation, at))}
              onChange={onChange && ((changed, when) => onChange(citations.toSpliced(at, 1, changed), when))}
            />
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

interface OneCitationProps {
  readonly citation: Citation;
  readonly place: string;
  readonly onOpen: () => void;
  readonly onRemove: (() => void) | undefined;
  readonly onChange: ((changed: Citation, when: 'at-rest' | 'now') => void) | undefined;
}

function OneCitation({ citation, place, onOpen, onRemove, onChange }: OneCitationProps) {
  const [writing, setWriting] = useState(false);
  const { meaning, note } = citation;
  return (
    <li className={styles.citation} data-meaning={meaning}>
      <div className={styles.passage}>
        <button type="button" className={styles.open} onClick={onOpen}>
          {citation.quote === '' ? <span>{wholeOf(citation)}</span> : <q>{citation.quote}</q>}
          <small>{place}</small>
        </button>
        {onRemove !== undefined && (
          <IconButton icon="close" label={`Remove citation of ${place}`} onPress={onRemove} />
        )}
      </div>
      <div className={styles.about}>
        {onChange === undefined ? (
          <b>{meaningWords[meaning]}</b>
        ) : (
          <select
            aria-label={`What ${place} does for the standard`}
            value={meaning}
            onChange={({ target }) => {
              const chosen = meanings.find((one) => one === target.value);
              if (chosen !== undefined) onChange({ ...citation, meaning: chosen }, 'now');
            }}
          >
            {meanings.map((one) => (
              <option key={one} value={one}>
                {meaningWords[one]}
              </option>
            ))}
          </select>
        )}
        {onChange === undefined && note !== '' && <span>{note}</span>}
        {onChange !== undefined && (writing || note !== '') && (
          <textarea
            aria-label={`Note on ${place}`}
            rows={1}
            maxLength={4000}
            value={note}
            // It is opened to be written in.
            ref={(element) => {
              if (writing && note === '') element?.focus();
            }}
            onChange={({ target }) => onChange({ ...citation, note: target.value }, 'at-rest')}
            onBlur={() => setWriting(false)}
          />
        )}
        {onChange !== undefined && !writing && note === '' && (
          <button type="button" className={styles.undo} onClick={() => setWriting(true)}>
            Add a note
          </button>
        )}
      </div>
    </li>
  );
}

/** What is cited where no words are. */
export function wholeOf({ page, boxes }: Citation): string {
  if (boxes.length > 0) return 'A part of the page';
  return page === undefined ? 'The whole file' : 'The whole page';
}
