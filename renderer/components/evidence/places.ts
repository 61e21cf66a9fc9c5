import { type Turn, turnOf } from '../../../shared/domain/box.ts';

/** Where one was in a file, and how it was turned. Kept by this window's own storage: it is on no record. */
export interface ReadingPlace {
  readonly page: number;
  readonly turn: Turn;
}

const prefix = 'place ';
const most = 400;

/** `reading`: what the file is read for, such as a standard; a file first opened for another opens where it was left. */
export function keptPlace(sha256: string, reading: string): ReadingPlace | undefined {
  for (const key of [keyOf(sha256, reading), keyOf(sha256, '')]) {
    const [page = 0, turn = 0] = (localStorage.getItem(key) ?? '').split(' ').map(Number);
    if (Number.isInteger(page) && page >= 1) return { page, turn: turnOf(turn) };
  }
  return undefined;
}

export function keepPlace(sha256: string, reading: string, { page, turn }: ReadingPlace): void {
  for (const key of new Set([keyOf(sha256, reading), keyOf(sha256, '')]))
    localStorage.setItem(key, `${page} ${turn}`);
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  for (const key of kept.slice(0, Math.max(0, kept.length - most))) localStorage.removeItem(key);
}

function keyOf(sha256: string, reading: string): string {
  // Enough of the hash to tell files apart, and no more than is needed.
  return `${prefix}${sha256.slice(0, 16)} ${reading}`;
}
