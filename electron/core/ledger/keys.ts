import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WriterKey } from '../../../shared/domain/ids.ts';

/** A desk's signing key, Ed25519 (RFC 8032). The writer's name is the public key itself. */
export interface WriterKeyPair {
  readonly writer: WriterKey;
  readonly private: KeyObject;
}

export function makeWriterKey(): WriterKeyPair {
  return fromPrivate(generateKeyPairSync('ed25519').privateKey);
}

/** From the 32 bytes that make it, base64url: how a printed recovery key is typed in. */
export function writerKeyFromSeed(seed: string): WriterKeyPair {
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(seed, 'base64url'),
  ]);
  return fromPrivate(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
}

const Jwk = z.object({ x: WriterKey, d: z.string() });

export function seedOf(key: WriterKeyPair): string {
  return Jwk.parse(key.private.export({ format: 'jwk' })).d;
}

function fromPrivate(key: KeyObject): WriterKeyPair {
  return { writer: Jwk.parse(key.export({ format: 'jwk' })).x, private: key };
}

const FILE = 'writer.pem';

/** The desk's key, or undefined where it has none yet. */
export function loadWriterKey(folder: string): WriterKeyPair | undefined {
  const file = join(folder, FILE);
  return existsSync(file) ? fromPrivate(createPrivateKey(readFileSync(file))) : undefined;
}

/** Kept readable for this person alone. Refuses to write over a key: what it signed would have no writer. */
export function storeWriterKey(folder: string, key: WriterKeyPair): void {
  const handle = openSync(join(folder, FILE), 'wx', 0o600);
  try {
    writeSync(handle, Buffer.from(key.private.export({ format: 'pem', type: 'pkcs8' })));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function sign(message: string, key: WriterKeyPair): string {
  return signBytes(null, Buffer.from(message), key.private).toString('base64url');
}

/** One spelling of the 64 bytes only: base64url keeps spare bits, which another spelling would fill. */
export function signatureBytes(signature: string): Buffer | undefined {
  const bytes = Buffer.from(signature, 'base64url');
  return bytes.byteLength === 64 && bytes.toString('base64url') === signature ? bytes : undefined;
}

const FIELD = 2n ** 255n - 19n;

/** The y coordinates of the eight points under whose keys a signature of nothing holds for every message. */
const WEAK = new Set([
  0n,
  1n,
  FIELD - 1n,
  littleEndian('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
  littleEndian('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
]);

function littleEndian(hex: string): bigint {
  return BigInt(`0x${Buffer.from(hex, 'hex').reverse().toString('hex')}`);
}

/**
 * The key that a writer's name spells; undefined where it is none that may sign: another spelling of the same bytes, a
 * coordinate past the field, or a point of small order. https://eprint.iacr.org/2020/1244
 */
export function publicKey(writer: WriterKey): KeyObject | undefined {
  const bytes = Buffer.from(writer, 'base64url');
  if (bytes.byteLength !== 32 || bytes.toString('base64url') !== writer) return undefined;
  const y = littleEndian(bytes.toString('hex')) & (2n ** 255n - 1n);
  if (y >= FIELD || WEAK.has(y)) return undefined;
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: writer }, format: 'jwk' });
}

/** OpenSSL refuses a second half that is not below the group's order, so a signature cannot be varied without the key. */
export function signed(message: string, signature: Buffer, key: KeyObject): boolean {
  return verifyBytes(null, Buffer.from(message), key, signature);
}
