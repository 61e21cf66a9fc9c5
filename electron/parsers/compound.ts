import { UnreadableFile } from './container.ts';

/** The streams of a compound file, as Office before 2007 kept its files and still keeps what is embedded in them. */
export interface Compound {
  /** By name, without the folders that they lie in; of several alike, the first. */
  stream(name: string): Buffer | undefined;
  readonly names: readonly string[];
}

const HEAD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const FREE = 0xffff_fffa;
const MOST_STREAMS = 10_000;

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly size: number;
}

export function isCompound(bytes: Uint8Array): boolean {
  return bytes.length > 512 && HEAD.equals(bytes.subarray(0, 8));
}

/**
 * Follows [MS-CFB] 2. No chain is followed for longer than the file has sectors, so that one that bites its tail ends.
 * @throws UnreadableFile
 */
export function openCompound(bytes: Uint8Array): Compound {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isCompound(bytes)) throw new UnreadableFile('damaged');
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw new UnreadableFile('damaged');
  const size = 1 << shift;
  const sectors = Math.ceil(file.length / size);
  const sector = (number: number) => file.subarray((number + 1) * size, (number + 2) * size);

  const follow = (first: number, next: (number: number) => number): number[] => {
    const chain: number[] = [];
    for (let at = first; at < FREE && at <= sectors * 64; at = next(at)) {
      chain.push(at);
      if (chain.length > sectors * 64) throw new UnreadableFile('damaged');
    }
    return chain;
  };
  const fat = tableOf(fatSectors(file, size, sectors).map(sector));
  const chainOf = (first: number) => {
    const chain = follow(first, (at) => fat[at] ?? FREE);
    if (chain.length > sectors) throw new UnreadableFile('damaged');
    return Buffer.concat(chain.map(sector));
  };
  const entries = entriesOf(chainOf(file.readUInt32LE(48)));
  const [root] = entries;
  const small = root === undefined ? Buffer.alloc(0) : chainOf(root.start);
  const smallFat = tableOf([chainOf(file.readUInt32LE(60))]);
  const smallSize = 1 << file.readUInt16LE(32);
  const cutoff = file.readUInt32LE(56);

  const contentOf = ({ start, size: length }: Entry): Buffer => {
    if (length >= cutoff) return chainOf(start).subarray(0, length);
    const chain = follow(start, (at) => smallFat[at] ?? FREE);
    const parts = chain.map((at) => small.subarray(at * smallSize, (at + 1) * smallSize));
    return Buffer.concat(parts).subarray(0, length);
  };
  const streams = entries.filter(({ kind }) => kind === 2);
  return {
    names: streams.map(({ name }) => name),
    stream(name) {
      const entry = streams.find((one) => one.name === name);
      return entry && contentOf(entry);
    },
  };
}

function fatSectors(file: Buffer, size: number, sectors: number): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < 109; at++) found.push(file.readUInt32LE(76 + 4 * at));
  let next = file.readUInt32LE(68);
  for (let step = 0; next < FREE && step < sectors; step++) {
    const start = (next + 1) * size;
    if (start + size > file.length) break;
    for (let at = 0; at < size / 4 - 1; at++) found.push(file.readUInt32LE(start + 4 * at));
    next = file.readUInt32LE(start + size - 4);
  }
  return found.filter((number) => number < Math.min(FREE, sectors));
}

function tableOf(parts: readonly Buffer[]): Uint32Array {
  const all = Buffer.concat(parts);
  const table = new Uint32Array(Math.floor(all.length / 4));
  for (let at = 0; at < table.length; at++) table[at] = all.readUInt32LE(4 * at);
  return table;
}

function entriesOf(directory: Buffer): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= directory.length && entries.length < MOST_STREAMS; at += 128) {
    const letters = Math.min(64, directory.readUInt16LE(at + 64));
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, letters - 2)),
      kind: directory[at + 66] ?? 0,
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}
