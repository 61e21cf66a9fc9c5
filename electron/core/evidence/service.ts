import type { Hash } from '../../../shared/domain/ids.ts';
import type { Store } from '../store/open.ts';
import { mismatch, type Sniffed, sniffFile } from './sniff.ts';

export { mismatch, type Sniffed };

const NOT_HERE: Sniffed = {
  type: 'application/octet-stream',
  kind: 'other',
  what: 'Not held on this computer',
};

/** What files are by their bytes; a file never changes under its name, so each is looked at once. */
const looked = new Map<Hash, Promise<Sniffed>>();

/** What an evidence file is, from its own bytes. A file that is not held is said to be so, and asked for again later. */
export function sniffedEvidence({ evidence }: Pick<Store, 'evidence'>, sha256: Hash): Promise<Sniffed> {
  if (!evidence.has(sha256)) return Promise.resolve(NOT_HERE);
  const known = looked.get(sha256);
  if (known !== undefined) return known;
  const looking = sniffFile(evidence.path(sha256));
  looked.set(sha256, looking);
  looking.catch(() => looked.delete(sha256));
  return looking;
}
