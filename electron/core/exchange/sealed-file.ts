import { open } from 'node:fs/promises';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { list } from '../../../shared/domain/words.ts';
import type { Job } from '../desk/jobs.ts';
import { refuse } from '../refused.ts';
import { FIRST_LINE, PART_LINE_BYTES, type Part, readPart } from './parts.ts';
import { NotOpened, type Opened, unseal } from './sealing.ts';
import type { Source, Unlock } from './sealing-messages.ts';

/** A file that a person handed over, by the name that they know it by. */
export interface NamedFile {
  readonly name: string;
  readonly file: string;
}

/** A pack as it lies, its parts in order; only what is in clear has been read. */
export interface SealedFile {
  readonly sources: readonly Source[];
  readonly header: Uint8Array;
  readonly lockedBy: 'passphrase' | 'keys';
}

export const NOT_A_PACK =
  'The file is not a round file or a scores file. Choose one that ends in .awardpack.';
export const NEWER = 'The file was made by a newer Award Panel. Install that version or a later one.';
/** Sealed bytes do not tell a missing end from a changed middle. */
export const NOT_WHOLE =
  'The file is not whole: it was cut off, or changed after it was made, as a copy or an e-mail can do. Nothing was taken from it. Ask for it again.';

/** A later version's first line, whole or of a part. */
const NEWER_KIND = /^award-pack(-part)? ([2-9]|[1-9]\d)/;
const FOR_ANOTHER =
  'The file is locked for another computer. If it is meant for you, ask for one that is locked with a passphrase.';

/** What kind of refusal it is, for whoever looks at files by itself. */
export function unusableBecause({ code, sentence }: Refusal): 'for-another' | 'not-whole' | 'other' {
  if (code === 'passphrase-needed' || sentence === FOR_ANOTHER) return 'for-another';
  return sentence === NOT_WHOLE ? 'not-whole' : 'other';
}

/** An age header is a line or two for each key; longer than this is nothing that a desk made. */
const HEADER_LIMIT = 64 * 1024;
/** Of scrypt: a file that asks for more would take gigabytes, and no desk asks for more. */
const MOST_WORK = 18;

/**
 * Finds out what lies there: one file, or all the parts of one. Throws the refusal 'pack-unusable', by name for a part
 * that is missing or belongs to another file.
 */
export async function sealedFile(files: readonly NamedFile[]): Promise<SealedFile> {
  const heads = await Promise.all(
    files.map(async (each) => ({ ...each, begins: await beginning(each.file) })),
  );
  const parts = heads.map(({ begins, ...each }) => ({ ...each, part: readPart(begins.toString('latin1')) }));
  const sources = parts.some(({ part }) => part !== undefined) ? inOrder(parts) : [alone(heads)];
  const [first] = sources;
  const begins = first === undefined ? Buffer.alloc(0) : await beginning(first.file);
  const sealed = begins.subarray(first?.start);
  if (/^age-encryption\.org\/v([2-9]|[1-9]\d)/.test(sealed.subarray(0, 24).toString('latin1')))
    throw refuse('pack-unusable', NEWER);
  if (!sealed.subarray(0, 20).toString('latin1').startsWith('age-encryption.org/v'))
    throw refuse('pack-unusable', sealed.byteLength < 20 ? NOT_WHOLE : NOT_A_PACK);
  const header = /^age-encryption\.org\/v1\n[\s\S]*?\n--- [^\n]{43}\n/.exec(sealed.toString('latin1'))?.[0];
  if (header === undefined) throw refuse('pack-unusable', NOT_WHOLE);
  const work = /\n-> scrypt \S+ (\d+)\n/.exec(header)?.[1];
  if (Number(work) > MOST_WORK) throw refuse('pack-unusable', NOT_A_PACK);
  return {
    sources,
    header: Buffer.from(header, 'latin1'),
    lockedBy: work === undefined ? 'keys' : 'passphrase',
  };
}

async function beginning(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_LIMIT), 0, HEADER_LIMIT, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function alone(files: readonly (NamedFile & { readonly begins: Buffer })[]): Source {
  const [one, another] = files;
  if (another !== undefined)
    throw refuse('pack-unusable', 'Choose one file at a time, or all the parts of one.', [
      { kind: 'file', at: another.name },
    ]);
  const begins = one?.begins.subarray(0, FIRST_LINE.length).toString('latin1') ?? '';
  if (one !== undefined && begins === FIRST_LINE) return { file: one.file, start: FIRST_LINE.length };
  const all = one?.begins.toString('latin1') ?? '';
  throw refuse('pack-unusable', NEWER_KIND.test(all) ? NEWER : NOT_A_PACK);
}

function inOrder(files: readonly (NamedFile & { readonly part: Part | undefined })[]): readonly Source[] {
  const parts = files.flatMap(({ part, ...each }) => (part === undefined ? [] : [{ ...each, ...part }]));
  const { set, of = 0 } = parts.find(({ number }) => number === 1) ?? parts[0] ?? {};
  const foreign = files.filter(({ part }) => part?.set !== set || part?.of !== of);
  if (foreign.length > 0) {
    const places = foreign.map(({ name }) => ({ kind: 'file' as const, at: name }));
    const names = list(foreign.map(({ name }) => name));
    throw refuse(
      'pack-unusable',
      `${names} ${foreign.length === 1 ? 'is no part' : 'are no parts'} of the same file as the rest. Leave ${foreign.length === 1 ? 'it' : 'them'} out.`,
      places,
    );
  }
  // The same part twice, as a download can leave it, is one part.
  const byNumber = new Map(parts.map((part) => [part.number, part.file]));
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((number) => !byNumber.has(number));
  if (missing.length > 0 || of === 0) {
    throw refuse(
      'pack-unusable',
      `The file came in ${of} parts, and part ${list(missing.map(String))} is missing. Choose all of them together, or ask for what is missing.`,
    );
  }
  return [...byNumber]
    .toSorted(([one], [other]) => one - other)
    .map(([, file]) => ({ file, start: PART_LINE_BYTES }));
}

/**
 * Begins to open it. Throws the refusals 'passphrase-needed' and 'passphrase-wrong', and 'pack-unusable' where it is
 * locked for another computer.
 * @param known what an earlier opening of the same file found
 */
export async function openSealed(
  { sources, header, lockedBy }: SealedFile,
  key: {
    readonly passphrase: string | undefined;
    readonly identity: string;
    readonly known?: Uint8Array | undefined;
  },
  job: Job,
): Promise<Opened> {
  const { passphrase, identity, known } = key;
  const unlock = (): Unlock => {
    if (known !== undefined) return { by: 'file-key', fileKey: known };
    if (lockedBy === 'keys') return { by: 'identity', identity };
    if (passphrase !== undefined) return { by: 'passphrase', passphrase };
    throw refuse(
      'passphrase-needed',
      'The file is locked with a passphrase. Whoever sent it can tell it to you by telephone.',
    );
  };
  try {
    return await unseal({ sources, header, unlock: unlock() }, job.signal);
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error;
    if (error.why === 'damaged') throw refuse('pack-unusable', NOT_WHOLE);
    if (lockedBy === 'passphrase') {
      throw refuse(
        'passphrase-wrong',
        'That passphrase does not open the file. Check each word with whoever sent it, and type it again.',
      );
    }
    throw refuse('pack-unusable', FOR_ANOTHER);
  }
}
