import type { KeyObject } from 'node:crypto';
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Hash, Instant, PersonId, RoundId, WriterKey } from '../../../shared/domain/ids.ts';
import { canonical, readCanonical } from './canonical.ts';
import { publicKey, sign, signatureBytes, signed, type WriterKeyPair } from './keys.ts';
import { type ActName, type BoundRule, type FactsOf, ruleOf, type TextOf } from './rules.ts';

export const HEADER_LIMIT = 1024 * 1024;
export const TEXT_LIMIT = 8 * 1024 * 1024;

export const Header = z.strictObject({
  v: z.literal(1),
  act: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  person: PersonId,
  writer: WriterKey,
  /** 1, 2, 3 … within the writer; each names the hash before it. */
  seq: z.int().min(1),
  previous: Hash.nullable(),
  at: Instant,
  /** What the writer saw as current of the same subject, in rising order. */
  replaces: z.array(Hash).max(1000),
  /** What the act rests on. */
  basis: z.array(Hash).max(10_000),
  facts: z.looseObject({ round: RoundId }),
  /** Null where the act has no words. */
  textHash: Hash.nullable(),
});
export type Header = z.infer<typeof Header>;

/** An entry as it travels: canonical texts, byte for byte, with the signature beside. */
export interface RawEntry {
  readonly header: string;
  readonly signature: string;
  readonly text?: string | undefined;
}

/** One that was looked at and found whole. */
export interface Entry {
  readonly hash: Hash;
  readonly header: Header;
  readonly raw: RawEntry;
  /** Undefined for an act that this version does not know. */
  readonly bound: BoundRule | undefined;
  /** The words, where they came with it. */
  readonly words: object | undefined;
}

interface Told<Name extends ActName> {
  readonly act: Name;
  readonly facts: FactsOf<Name>;
  /** Undefined where the words were removed, or are not held here. */
  readonly text: TextOf<Name> | undefined;
  readonly hash: Hash;
  readonly person: PersonId;
  readonly writer: WriterKey;
  readonly seq: number;
  readonly at: Instant;
  readonly replaces: readonly Hash[];
  readonly basis: readonly Hash[];
}

/** An entry read for what it says, told apart by its act. */
export type CurrentEntry = { readonly [Name in ActName]: Told<Name> }[ActName];
export type EntryOf<Name extends ActName> = Told<Name>;

export const REFUSED_ENTRY = {
  'too-large': 'An entry is larger than any that this program writes.',
  'not-canonical': 'An entry is not in the one spelling that entries have.',
  'wrong-shape': 'An entry does not have the parts that its kind has.',
  'wrong-key': 'An entry names a key that may not sign.',
  'wrong-signature':
    'An entry was changed after it was signed, or was signed by another key than the one it names.',
  'wrong-text': 'The words beside an entry are not the ones that it was signed with.',
} as const;
export type EntryRefusal = keyof typeof REFUSED_ENTRY;

export type Admission =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly hash: Hash; readonly refusal: EntryRefusal };

export function hashOf(text: string): Hash {
  // A SHA-256 in hexadecimal is what a Hash is.
  return createHash('sha256').update(text, 'utf8').digest('hex') as Hash;
}

const message = (hash: Hash) => `award-panel/entry/1\n${hash}`;

/** Keys by their name, so that ten thousand entries of a few writers make a few. */
export type KnownKeys = Map<WriterKey, KeyObject | undefined>;

/**
 * Looks at one entry alone: size, spelling, shape, signature, words. Whether its author might do it is another
 * question, which the whole set answers.
 */
export function admit(raw: RawEntry, keys: KnownKeys = new Map()): Admission {
  const hash = hashOf(raw.header);
  const refuse = (refusal: EntryRefusal): Admission => ({ ok: false, hash, refusal });

  if (Buffer.byteLength(raw.header) > HEADER_LIMIT) return refuse('too-large');
  const spelled = readCanonical(raw.header);
  if (spelled === undefined) return refuse('not-canonical');
  const read = Header.safeParse(spelled.value);
  if (!read.success) return refuse('wrong-shape');
  const header = read.data;
  if ((header.seq === 1) !== (header.previous === null) || !rising(header.replaces))
    return refuse('wrong-shape');

  const rule = ruleOf(header.act);
  const bound = rule?.check(header.facts);
  if (rule !== undefined && bound === undefined) return refuse('wrong-shape');

  let key = keys.get(header.writer);
  if (key === undefined && !keys.has(header.writer)) {
    key = publicKey(header.writer);
    keys.set(header.writer, key);
  }
  if (key === undefined) return refuse('wrong-key');
  const signature = signatureBytes(raw.signature);
  if (signature === undefined || !signed(message(hash), signature, key)) return refuse('wrong-signature');

  const words = raw.text === undefined ? undefined : readWords(raw.text, header);
  return typeof words === 'string' ? refuse(words) : { ok: true, entry: { hash, header, raw, bound, words } };
}

const Salted = z.looseObject({ salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });

/** The words of that header, or why these are not. */
export function readWords(text: string, header: Pick<Header, 'act' | 'textHash'>): object | EntryRefusal {
  if (Buffer.byteLength(text) > TEXT_LIMIT) return 'too-large';
  if (header.textHash === null || hashOf(text) !== header.textHash) return 'wrong-text';
  const spelled = readCanonical(text);
  if (spelled === undefined) return 'not-canonical';
  const salted = Salted.safeParse(spelled.value);
  const rule = ruleOf(header.act);
  return salted.success && (rule === undefined || rule.checkText(salted.data)) ? salted.data : 'wrong-shape';
}

function rising(hashes: readonly string[]): boolean {
  return hashes.every((hash, at) => at === 0 || hash > (hashes[at - 1] ?? ''));
}

/** What an act says, before it is signed. */
export interface Draft {
  readonly act: ActName;
  readonly person: PersonId;
  readonly seq: number;
  readonly previous: Hash | null;
  readonly at: Instant;
  readonly replaces: readonly Hash[];
  readonly basis: readonly Hash[];
  readonly facts: object;
  readonly text: object;
}

/** Signs. The salt keeps short words from being guessed from their hash. */
export function write(draft: Draft, key: WriterKeyPair): RawEntry {
  const { text: words, ...said } = draft;
  const text =
    Object.keys(words).length === 0
      ? undefined
      : canonical({ ...words, salt: randomBytes(16).toString('base64url') });
  const header = canonical({
    ...said,
    v: 1,
    writer: key.writer,
    replaces: [...new Set(draft.replaces)].sort(),
    textHash: text === undefined ? null : hashOf(text),
  });
  return { header, signature: sign(message(hashOf(header)), key), text };
}
