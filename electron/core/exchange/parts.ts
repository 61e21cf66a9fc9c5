import { randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { WrittenFile } from './sealing-messages.ts';

/** A pack in one file begins with a line in clear; so does each part of one that was split. */

export const FIRST_LINE = 'award-pack 1\n';

const PART_LINE = /^award-pack-part 1 ([0-9a-f]{16}) (\d{3}) of (\d{3})\n/;
/** The whole line, which is as long for every part: the last number is known only at the end, and written over it. */
export const PART_LINE_BYTES = partLine('0'.repeat(16), 0, 0).length;
export const MOST_PARTS = 999;

export interface Part {
  /** The same for all the parts of one pack, and for no other's. */
  readonly set: string;
  readonly number: number;
  readonly of: number;
}

function partLine(set: string, number: number, of: number): string {
  const digits = (count: number) => String(count).padStart(3, '0');
  return `award-pack-part 1 ${set} ${digits(number)} of ${digits(of)}\n`;
}

/** What the line in clear says, where it is a part's. */
export function readPart(begins: string): Part | undefined {
  const [, set, number, of] = PART_LINE.exec(begins) ?? [];
  return set === undefined ? undefined : { set, number: Number(number), of: Number(of) };
}

/** "ana.awardpack.003". */
export const partName = (name: string, number: number) => `${name}.${String(number).padStart(3, '0')}`;

/** Writes blocks to one file, or to as many parts as they fill, and syncs them. Returns what was written, in order. */
export async function writeParts(
  file: string,
  blocks: AsyncIterable<Uint8Array>,
  partBytes: number | undefined,
): Promise<readonly WrittenFile[]> {
  const set = randomBytes(8).toString('hex');
  const done: { file: string; bytes: number }[] = [];
  let out: FileHandle | undefined;
  let room = 0;
  const next = async () => {
    await out?.sync();
    await out?.close();
    const number = done.length + 1;
    if (number > MOST_PARTS) throw Object.assign(new Error('Too many parts.'), { code: 'EFBIG' });
    const name = partBytes === undefined ? file : partName(file, number);
    const line = Buffer.from(partBytes === undefined ? FIRST_LINE : partLine(set, number, 0));
    out = await open(name, 'w', 0o600);
    await out.writeFile(line);
    done.push({ file: name, bytes: line.byteLength });
    room = (partBytes ?? Number.POSITIVE_INFINITY) - line.byteLength;
    return out;
  };
  try {
    let to = await next();
    for await (const block of blocks) {
      for (let from = 0; from < block.byteLength; ) {
        if (room <= 0) to = await next();
        const some = block.subarray(from, Math.min(block.byteLength, from + room));
        await to.writeFile(some);
        const last = done.at(-1);
        if (last !== undefined) last.bytes += some.byteLength;
        room -= some.byteLength;
        from += some.byteLength;
      }
    }
    await to.sync();
  } finally {
    await out?.close();
  }
  if (partBytes !== undefined) await tellHowMany(set, done);
  return done;
}

async function tellHowMany(set: string, parts: readonly WrittenFile[]): Promise<void> {
  for (const [at, { file }] of parts.entries()) {
    const out = await open(file, 'r+');
    try {
      const line = Buffer.from(partLine(set, at + 1, parts.length));
      await out.write(line, 0, line.byteLength, 0);
      await out.sync();
    } finally {
      await out.close();
    }
  }
}
