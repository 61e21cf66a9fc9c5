/**
 * Records of a workbook of before 2007: [MS-XLS] 2.1.4. Nothing here throws on any bytes: what ends too early is
 * undefined, or is not given.
 */
export interface BiffRecord {
  readonly id: number;
  readonly data: Buffer;
}

export const BIFF = {
  formula: 0x06,
  end: 0x0a,
  note: 0x1c,
  filePass: 0x2f,
  continued: 0x3c,
  pane: 0x41,
  object: 0x5d,
  column: 0x7d,
  sheet: 0x85,
  numbers: 0xbd,
  style: 0xe0,
  merged: 0xe5,
  words: 0x1b6,
  number: 0x203,
  row: 0x208,
  window: 0x23e,
  small: 0x27e,
  format: 0x41e,
  start: 0x809,
} as const;

/** The records from one place on, until the stream ends or one is longer than what is left. */
export function* recordsFrom(stream: Buffer, from: number): Generator<BiffRecord> {
  let at = from;
  while (at + 4 <= stream.length) {
    const id = stream.readUInt16LE(at);
    const end = at + 4 + stream.readUInt16LE(at + 2);
    if (end > stream.length) return;
    yield { id, data: stream.subarray(at + 4, end) };
    at = end;
  }
}

export function u8(data: Buffer, at: number): number | undefined {
  return data[at];
}

export function u16(data: Buffer, at: number): number | undefined {
  return at >= 0 && at + 2 <= data.length ? data.readUInt16LE(at) : undefined;
}

export function u32(data: Buffer, at: number): number | undefined {
  return at >= 0 && at + 4 <= data.length ? data.readUInt32LE(at) : undefined;
}

/** Letters after a byte that says whether each takes one byte or two: [MS-XLS] 2.5.293. As many of them as there are. */
export function letters(data: Buffer, at: number, count: number): string | undefined {
  const wide = u8(data, at);
  if (wide === undefined) return undefined;
  return (wide & 1) === 1
    ? data.toString('utf16le', at + 1, Math.min(data.length, at + 1 + 2 * count))
    : data.toString('latin1', at + 1, Math.min(data.length, at + 1 + count));
}

/** A string after its length in two bytes: [MS-XLS] 2.5.294. */
export function longString(data: Buffer, at: number): string | undefined {
  const count = u16(data, at);
  return count === undefined ? undefined : letters(data, at + 2, count);
}

/** A string after its length in one byte: [MS-XLS] 2.5.240. */
export function shortString(data: Buffer, at: number): string | undefined {
  const count = u8(data, at);
  return count === undefined ? undefined : letters(data, at + 1, count);
}
