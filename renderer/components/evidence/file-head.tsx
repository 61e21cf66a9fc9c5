import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { Enclosure, Reading } from '../../../shared/domain/reading.ts';
import { bytesInWords, count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { sentenceOf } from '../states.tsx';
import styles from './leaves.module.css';

interface FileHeadProps {
  readonly file: EvidenceView;
  readonly reading: Reading;
  readonly onEnclosed: (file: EvidenceView) => void;
}

/** What is worth saying of a file before it is read, and the files that lie in it. */
export function FileHead({ file, reading, onEnclosed }: FileHeadProps) {
  return (
    <>
      {reading.notes.length > 0 && <p className={styles.note}>{reading.notes.join(' ')}</p>}
      {reading.enclosures.length > 0 && (
        <details className={styles.enclosed} open={reading.enclosures.length <= 4}>
          <summary>
            {count(reading.enclosures.length, reading.body.kind === 'mail' ? 'attachment' : 'file')}
            {reading.body.kind === 'mail' ? '' : ' inside'}
          </summary>
          <Enclosures file={file} enclosures={reading.enclosures} onEnclosed={onEnclosed} />
        </details>
      )}
    </>
  );
}

interface EnclosuresProps extends Pick<FileHeadProps, 'file' | 'onEnclosed'> {
  readonly enclosures: readonly Enclosure[];
}

/** Files that lie in a file, each a step from being read as evidence of its own. */
export function Enclosures({ file, enclosures, onEnclosed }: EnclosuresProps) {
  const take = useAct('evidence.enclosure');
  return (
    <>
      <ul className={styles.files}>
        {enclosures.map((enclosure) => (
          <li key={enclosure.path}>
            <button
              type="button"
              className={styles.open}
              disabled={take.isPending}
              onClick={() =>
                take.mutate(
                  { sha256: file.sha256, path: enclosure.path },
                  {
                    onSuccess: ({ sha256, type, what, name }) =>
                      onEnclosed({
                        ref: file.ref,
                        inside: [...(file.inside ?? []), file.name],
                        sha256,
                        bytes: enclosure.bytes,
                        name,
                        shows: '',
                        namesRemoved: 'not-said',
                        kind: kindOf(type),
                        what,
                      }),
                  },
                )
              }
            >
              {enclosure.name}
            </button>{' '}
            <small>{bytesInWords(enclosure.bytes)}</small>
          </li>
        ))}
      </ul>
      {take.isError && (
        <p role="alert" className={styles.problem}>
          {sentenceOf(take.error)}
        </p>
      )}
    </>
  );
}

function kindOf(type: string): EvidenceView['kind'] {
  if (type === 'application/pdf') return 'pdf';
  if (type.startsWith('image/')) return 'image';
  return type.startsWith('text/') ? 'text' : 'other';
}
