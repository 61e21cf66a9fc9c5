import type { ReactNode } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import styles from './file-chip.module.css';
import { cameWithReply } from './names.ts';

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
  const name = cameWithReply(file) ? `${file.name}, came with a reply` : file.name;
  return file.shows === '' ? name : `${name}: ${file.shows}`;
}
