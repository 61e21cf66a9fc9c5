import { createHash, randomBytes } from 'node:crypto';
import { type WriterKeyPair, writerKeyFromSeed } from '../ledger/keys.ts';
import { refuse } from '../refused.ts';

/**
 * The printed recovery key: 128 random bits, from which a signing key is made. Two lines of four groups, each line with
 * 16 bits of its own check, so that a slip in typing is found in its line. Letters and digits that look alike are read
 * as each other: https://www.crockford.com/base32.html
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LINE_BYTES = 8;
const CHECK_BYTES = 2;
const LINE_CHARACTERS = 16;
const GROUP = 4;

export interface RecoveryKey {
  /** As they are printed: "7Q4M-Z2XK-…". */
  readonly lines: readonly [string, string];
  readonly key: WriterKeyPair;
}

export function makeRecoveryKey(): RecoveryKey {
  const secret = randomBytes(2 * LINE_BYTES);
  return {
    lines: [spell(secret.subarray(0, LINE_BYTES), 1), spell(secret.subarray(LINE_BYTES), 2)],
    key: keyOf(secret),
  };
}

/** The key that was typed. Throws the refusal 'wrong-input', which says in which line something is amiss. */
export function readRecoveryKey(typed: string): WriterKeyPair {
  const characters = Array.from(typed.toUpperCase())
    .map((each) => (each === 'O' ? '0' : each === 'I' || each === 'L' ? '1' : each))
    .filter((each) => !/[\s\-–—.]/.test(each));
  const strange = characters.find((each) => !ALPHABET.includes(each));
  if (strange !== undefined)
    throw wrong(`A recovery key has no “${strange}” in it. Look at that group again.`);
  if (characters.length !== 2 * LINE_CHARACTERS) {
    throw wrong(
      `A recovery key has ${2 * LINE_CHARACTERS} letters and digits, in two lines of four groups. This has ${characters.length}.`,
    );
  }
  const lines = [characters.slice(0, LINE_CHARACTERS), characters.slice(LINE_CHARACTERS)];
  const secrets = lines.map((line, at) => {
    const bytes = bytesOf(line);
    const secret = bytes.subarray(0, LINE_BYTES);
    if (!checkOf(secret, at + 1).equals(bytes.subarray(LINE_BYTES)))
      throw wrong(`The ${at === 0 ? 'first' : 'second'} line is not as it was printed. Look at each group.`);
    return secret;
  });
  return keyOf(Buffer.concat(secrets));
}

const wrong = (sentence: string) => refuse('wrong-input', sentence, [{ kind: 'field', at: 'key' }]);

function keyOf(secret: Uint8Array): WriterKeyPair {
  const seed = createHash('sha256').update('award-panel/recovery/1\n').update(secret).digest();
  return writerKeyFromSeed(seed.toString('base64url'));
}

function checkOf(secret: Uint8Array, line: number): Buffer {
  const hash = createHash('sha256').update(`award-panel/recovery/1 line ${line}\n`).update(secret);
  return hash.digest().subarray(0, CHECK_BYTES);
}

function spell(secret: Uint8Array, line: number): string {
  let value = BigInt(`0x${Buffer.concat([secret, checkOf(secret, line)]).toString('hex')}`);
  let characters = '';
  for (let at = 0; at < LINE_CHARACTERS; at++) {
    characters = `${ALPHABET[Number(value & 31n)]}${characters}`;
    value >>= 5n;
  }
  return (characters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

function bytesOf(characters: readonly string[]): Buffer {
  const value = characters.reduce((sum, each) => (sum << 5n) | BigInt(ALPHABET.indexOf(each)), 0n);
  return Buffer.from(value.toString(16).padStart(2 * (LINE_BYTES + CHECK_BYTES), '0'), 'hex');
}
