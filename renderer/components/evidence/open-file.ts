import { createContext } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { Reading } from '../../../shared/domain/reading.ts';
import type { Target } from './viewing.ts';

interface Opened {
  /** Undefined until it is there, and of a file that cannot be read. */
  readonly reading: Reading | undefined;
  readonly go: (where: Omit<Target, 'stamp'>) => void;
  readonly onEnclosed: (file: EvidenceView) => void;
}

/** What the tools above a file know of it, whatever its kind. */
export const OpenFile = createContext<Opened>({
  reading: undefined,
  go: () => undefined,
  onEnclosed: () => undefined,
});
