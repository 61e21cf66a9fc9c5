import type { ReactNode } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import styles from './file-chip.module.css';

interface FileChipProps {
  readonly file: EvidenceView;
  readonly on: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A file by its reference and title; pressing it opens the file beside. */
export function FileChip({ file, on, onPress, children }: FileChipProps) {
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={on}
      title={titleOfChip(file)}
      onClick={onPress}
    >
      <b>{file.ref}</b> {children}
    </button>
  );
}

function titleOfChip(file: EvidenceView): string {
  return file.shows === '' ? file.name : `${file.name}: ${file.shows}`;
}
