import { z } from 'zod';
import { PackPurpose } from '../../../shared/contract/exchange.ts';
import {
  Hash,
  Instant,
  PersonId,
  RoundId,
  SealingKey,
  SubmissionId,
  WriterKey,
} from '../../../shared/domain/ids.ts';
import { canonical } from '../ledger/canonical.ts';
import { publicKey, sign, signatureBytes, signed, type WriterKeyPair } from '../ledger/keys.ts';

/** Of files that a desk makes for nobody but its own person. */
export const OwnPurpose = z.enum(['backup', 'move', 'drafts']);
export type OwnPurpose = z.infer<typeof OwnPurpose>;

const Contents = z.object({
  format: z.literal('award-panel/pack/1'),
  purpose: z.union([PackPurpose, OwnPurpose]),
  round: RoundId,
  roundTitle: z.string().max(200),
  /** The round's first entry, by which everyone's authority is worked out. */
  opening: Hash.optional(),
  from: PersonId,
  fromName: z.string().max(200),
  to: PersonId,
  toName: z.string().max(200),
  writer: WriterKey,
  madeAt: Instant,
  entries: z.int().min(0),
  /** SHA-256 of the two files of entries, as they lie in the pack. */
  entriesHash: Hash,
  textsHash: Hash,
  /** Of a backup's local.json. */
  localHash: Hash.optional(),
  evidence: z.array(z.object({ sha256: Hash, bytes: z.int().min(0) })).max(200_000),
  /** To which the desk that made it wants to be written to. */
  sealing: SealingKey.optional(),
  /** The round's evidence that the desk that made it holds, so that it is not sent again. */
  holds: z.array(Hash).max(200_000).optional(),
  /** The round's records that it holds with all their words: the first eight bytes of each hash, in rising order. */
  knows: z.base64url().max(8_000_000).optional(),
  /** For a person whose key is not known yet: to be given back, once, with their first pack. */
  invitation: z.string().max(100).optional(),
  reply: z.string().max(100).optional(),
  /** Of a file in a team folder. */
  folder: z
    .object({
      /** 1, 2, 3 … of that writer for that person. */
      number: z.int().min(1),
      /** Whether it brings something, and so wants to hear that it was taken. */
      asks: z.boolean(),
      /** The last such file that was taken from each of the recipient's computers. */
      answers: z.array(z.object({ writer: WriterKey, number: z.int().min(1) })).max(1000),
    })
    .optional(),
  /** When people were here and how many standards they have scored, as their own desks told. Counts, never scores. */
  told: z
    .array(
      z.object({
        person: PersonId,
        at: Instant,
        submissions: z
          .array(z.object({ submission: SubmissionId, scored: z.int().min(0), of: z.int().min(0) }))
          .max(20_000),
      }),
    )
    .max(20_000)
    .optional(),
});
export type Contents = z.infer<typeof Contents>;

const Manifest = Contents.extend({ signature: z.string() });

const message = (contents: Contents) => `award-panel/pack/1\n${canonical(contents)}`;

export function writeManifest(contents: Contents, key: WriterKeyPair): string {
  return JSON.stringify({ ...contents, signature: sign(message(contents), key) });
}

export type ReadManifest =
  | { readonly ok: true; readonly contents: Contents }
  | { readonly ok: false; readonly why: 'newer-format' | 'not-a-manifest' | 'changed' };

/** What a pack says of itself, when it is just as its maker signed it. */
export function readManifest(text: string): ReadManifest {
  const json = parsed(text);
  const format = z.object({ format: z.string() }).safeParse(json);
  if (format.success && /^award-panel\/pack\/([2-9]|\d{2,})$/.test(format.data.format)) {
    return { ok: false, why: 'newer-format' };
  }
  const purpose = z.object({ purpose: z.string() }).safeParse(json);
  if (format.success && purpose.success && !Contents.shape.purpose.safeParse(purpose.data.purpose).success) {
    return { ok: false, why: 'newer-format' };
  }
  const read = Manifest.safeParse(json);
  if (!read.success) return { ok: false, why: 'not-a-manifest' };
  const { signature, ...contents } = read.data;
  const [key, bytes] = [publicKey(contents.writer), signatureBytes(signature)];
  if (key === undefined || bytes === undefined || !signed(message(contents), bytes, key)) {
    return { ok: false, why: 'changed' };
  }
  return { ok: true, contents };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
