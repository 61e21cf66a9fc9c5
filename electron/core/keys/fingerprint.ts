import { createHash } from 'node:crypto';
import type { WriterKey } from '../../../shared/domain/ids.ts';
import { SPOKEN_WORDS } from '../../../shared/domain/spoken-words.ts';

const WORDS = 6;

/**
 * A computer's key in six words, to be compared over a telephone: "acorn linen otter …". Some 55 bits of its SHA-256:
 * another key with the same words cannot be found by trying.
 */
export function fingerprintOf(writer: WriterKey): string {
  const digest = createHash('sha256').update(`award-panel/fingerprint/1\n${writer}`).digest('hex');
  let value = BigInt(`0x${digest}`);
  const words: string[] = [];
  for (let at = 0; at < WORDS; at++) {
    words.push(SPOKEN_WORDS[Number(value % BigInt(SPOKEN_WORDS.length))] ?? '');
    value /= BigInt(SPOKEN_WORDS.length);
  }
  return words.join(' ');
}
