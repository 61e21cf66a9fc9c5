import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { SealingKey } from '../../../shared/domain/ids.ts';

/** A desk's pair for sealing, as the age format spells them. */
export interface SealingKeyPair {
  /** "AGE-SECRET-KEY-1…": opens what was sealed to `recipient`. */
  readonly identity: string;
  readonly recipient: SealingKey;
}

const FILE = 'sealing.txt';

/** The desk's sealing key, made where there is none yet; kept readable for this person alone. */
export async function sealingKeyIn(folder: string): Promise<SealingKeyPair> {
  const file = join(folder, FILE);
  const held = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  // An empty file is what a power cut leaves between its making and its first byte.
  const identity = held === '' ? await generateX25519Identity() : held;
  if (held === '') store(file, identity);
  return { identity, recipient: SealingKey.parse(await identityToRecipient(identity)) };
}

function store(file: string, identity: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    writeSync(handle, `${identity}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
