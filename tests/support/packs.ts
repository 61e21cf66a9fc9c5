import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Decrypter, Encrypter } from 'age-encryption';
import { ask } from '../../electron/core/ask.ts';
import type { Desk } from '../../electron/core/desk/desk.ts';
import type { InputOf, OutputOf } from '../../shared/contract/table.ts';
import { exported, stageBytes } from './desks.ts';

/** Packs as bytes, opened and sealed by the bare age library. */

const FIRST_LINE = 'award-pack 1\n';

export interface MadePack {
  readonly bytes: Buffer;
  /** Undefined where it is sealed to a key. */
  readonly passphrase: string | undefined;
}

export async function makePack(
  desk: Desk,
  wanted: Omit<InputOf<'packs.create'>, 'job' | 'splitMegabytes'>,
): Promise<MadePack> {
  const { id, passphrase } = await ask(desk, 'packs.create', { ...wanted, job: randomUUID() });
  return { bytes: readFileSync((await exported(desk, id)).path), passphrase };
}

/** Hands a pack, or other bytes in its place, to a desk with its passphrase: the input of `packs.rehearse`. */
export async function rehearsing(
  desk: Desk,
  { bytes, passphrase }: MadePack,
  instead: Uint8Array = bytes,
): Promise<InputOf<'packs.rehearse'>> {
  return { staged: await stageBytes(desk, 'file.awardpack', instead), passphrase, job: randomUUID() };
}

/** Looks a pack through and takes it in. */
export async function takePack(desk: Desk, pack: MadePack): Promise<OutputOf<'packs.accept'>> {
  const { id } = await ask(desk, 'packs.rehearse', await rehearsing(desk, pack));
  return ask(desk, 'packs.accept', { rehearsal: id, job: randomUUID() });
}

/** The archive inside; `owner` is the desk that it was sealed to, where it has no passphrase. */
export async function plainOf({ bytes, passphrase }: MadePack, owner?: Desk): Promise<Buffer> {
  const decrypter = new Decrypter();
  if (passphrase !== undefined) decrypter.addPassphrase(passphrase);
  if (owner !== undefined) decrypter.addIdentity(owner.context.sealing.identity);
  return Buffer.from(await decrypter.decrypt(bytes.subarray(FIRST_LINE.length)));
}

/** Another archive under the same passphrase. */
export async function resealed({ passphrase = '' }: MadePack, plain: Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(4);
  return Buffer.concat([Buffer.from(FIRST_LINE), await encrypter.encrypt(plain)]);
}

/** The same archive sealed to a desk's key. */
export async function forKeyOf(desk: Desk, pack: MadePack): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(desk.context.sealing.recipient);
  return Buffer.concat([Buffer.from(FIRST_LINE), await encrypter.encrypt(await plainOf(pack))]);
}
