import { randomInt } from 'node:crypto';
import { SPOKEN_WORDS } from '../../../shared/domain/spoken-words.ts';

const WORDS = 6;

/**
 * Six words to tell by telephone: "acorn-linen-…". Some 54 bits, each guess at which costs a second and a quarter of a
 * gigabyte.
 */
export function makePassphrase(): string {
  return Array.from({ length: WORDS }, () => SPOKEN_WORDS[randomInt(SPOKEN_WORDS.length)]).join('-');
}

/** As it was shown, however it was typed: with capitals, spaces or line ends. */
export function asShown(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .split(/[\s-]+/)
    .join('-');
}
