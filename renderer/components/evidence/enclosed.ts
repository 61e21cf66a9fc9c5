import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { Hash } from '../../../shared/domain/ids.ts';

const seen = new Map<Hash, EvidenceView>();

/** Files inside evidence have no reference of their own: what they were opened as is known while the window is open. */
export function rememberEnclosed(file: EvidenceView): void {
  seen.set(file.sha256, file);
}

export function enclosedNamed(sha256: Hash): EvidenceView | undefined {
  return seen.get(sha256);
}

/** A file that is known by its bytes alone: what it is shows when it is read. */
export function unnamedFile(sha256: Hash): EvidenceView {
  return {
    ref: '',
    sha256,
    bytes: 1,
    name: 'A file inside the evidence',
    shows: '',
    namesRemoved: 'not-said',
    kind: 'other',
    what: 'File',
  };
}
