import { u16, u32 } from './biff.ts';
import { type Compound, openCompound } from './compound.ts';
import { UnreadableFile } from './container.ts';
import type { Property } from './draft.ts';
import { plainInstant } from './office-properties.ts';

/** By number in each of the two streams: [MS-OLEPS] 3.1 and 3.2. */
const STREAMS: readonly (readonly [string, Readonly<Record<number, string>>])[] = [
  [
    '\u0005SummaryInformation',
    {
      2: 'Title',
      3: 'Subject',
      4: 'Author',
      8: 'Last saved by',
      12: 'Created',
      13: 'Saved',
      18: 'Made with',
    },
  ],
  ['\u0005DocumentSummaryInformation', { 14: 'Manager', 15: 'Company' }],
];
const MOST_PROPERTIES = 500;
const LONGEST = 4000;

/** What an Office file of before 2007 says of itself and of who made it. Never throws on what is in the streams. */
export function oldProperties(file: Compound): readonly Property[] {
  return STREAMS.flatMap(([name, said]) => {
    const stream = file.stream(name);
    return stream === undefined ? [] : propertiesIn(stream, said);
  });
}

/** Of an older document or presentation, which is not read further: none where its streams cannot be followed. */
export function propertiesOfOld(bytes: Uint8Array): readonly Property[] {
  try {
    return oldProperties(openCompound(bytes));
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof RangeError) return [];
    throw error;
  }
}

/** The first set of a property set stream: [MS-OLEPS] 2.21. */
function propertiesIn(stream: Buffer, said: Readonly<Record<number, string>>): readonly Property[] {
  const start = u32(stream, 44);
  if (start === undefined || u16(stream, 0) !== 0xfffe) return [];
  const places = new Map<number, number>();
  const count = Math.min(MOST_PROPERTIES, u32(stream, start + 4) ?? 0);
  for (let at = start + 8; at < start + 8 + 8 * count; at += 8) {
    const [number, place] = [u32(stream, at), u32(stream, at + 4)];
    if (number !== undefined && place !== undefined) places.set(number, start + place);
  }
  const pageAt = places.get(1);
  const page = (pageAt === undefined ? undefined : u16(stream, pageAt + 4)) ?? 1252;
  return [...places].flatMap(([number, at]) => {
    const name = said[number];
    const value = name === undefined ? undefined : valueAt(stream, at, page);
    return name === undefined || value === undefined || value === '' ? [] : [{ name, value }];
  });
}

function valueAt(stream: Buffer, at: number, page: number): string | undefined {
  const [kind, size] = [u16(stream, at), u32(stream, at + 4)];
  if (size === undefined) return undefined;
  const most = Math.min(LONGEST, size);
  if (kind === 0x1e) return plain(decoded(stream.subarray(at + 8, at + 8 + most), page));
  if (kind === 0x1f) return plain(stream.toString('utf16le', at + 8, at + 8 + 2 * most));
  return kind === 0x40 ? momentAt(stream, at + 4) : undefined;
}

/** Up to the first empty letter, which ends a string. */
function plain(text: string): string {
  return (text.split('\0', 1)[0] ?? '').trim();
}

/** Hundreds of nanoseconds since 1601: [MS-DTYP] 2.3.3. None where nothing was kept. */
function momentAt(stream: Buffer, at: number): string | undefined {
  const [low, high] = [u32(stream, at), u32(stream, at + 4)];
  if (low === undefined || high === undefined) return undefined;
  const moment = new Date((high * 2 ** 32 + low) / 10_000 - 11_644_473_600_000);
  const year = moment.getUTCFullYear();
  return year > 1980 && year < 2200 ? plainInstant(moment.toISOString()) : undefined;
}

/** Windows' numbers of code pages, where they are not "windows-" and the number. */
const PAGES: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  10000: 'macintosh',
  65001: 'utf-8',
};

function decoded(bytes: Buffer, page: number): string {
  const name = PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
  return new TextDecoder(name).decode(bytes);
}
