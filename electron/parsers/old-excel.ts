import { BIFF, longString, recordsFrom, shortString, u8, u16, u32 } from './biff.ts';
import { KNOWN_FORMATS } from './biff-formats.ts';
import { openCompound } from './compound.ts';
import { UnreadableFile } from './container.ts';
import type { Property } from './draft.ts';
import { oldProperties } from './old-properties.ts';
import { type OldSheet, readOldSheet } from './old-sheet.ts';

/** What a workbook of before 2007 holds beside its values. */
export interface OldWorkbook {
  /** Its contents are encrypted: what reads as values is not. */
  readonly encrypted: boolean;
  /** In the file's own order, as many as it says that it has. */
  readonly sheets: readonly NamedSheet[];
  /** Sheets of macros in the language from before Visual Basic. */
  readonly macroSheets: number;
  /** Sentences on what could not be read. */
  readonly unread: readonly string[];
}

export interface NamedSheet extends OldSheet {
  readonly name: string;
  readonly hidden: boolean;
}

const MOST_SHEETS = 500;
/** Over all sheets, far more than the cells that are shown: a file can say of many sheets that they lie at the same place. */
const MOST_RECORDS = 1_000_000;

export interface OldFile extends OldWorkbook {
  readonly properties: readonly Property[];
  /** Of the streams that it is made of. */
  readonly names: readonly string[];
}

/** A file of before 2007. @throws UnreadableFile where it is encrypted, holds no workbook, or its streams cannot be followed */
export function openOldWorkbook(bytes: Uint8Array): OldFile {
  try {
    const file = openCompound(bytes);
    const stream = file.stream('Workbook') ?? file.stream('Book');
    if (stream === undefined) throw new UnreadableFile('damaged');
    const workbook = readOldWorkbook(stream);
    if (workbook.encrypted) throw new UnreadableFile('password');
    return { ...workbook, properties: oldProperties(file), names: file.names };
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableFile('damaged', { cause: error });
    throw error;
  }
}

/**
 * Reads the stream ‘Workbook’: which sheets, rows and columns are hidden, comments, merged cells, frozen panes and the
 * formats of numbers. [MS-XLS] 2.1.7.20. Never throws: what is broken is left out, and said.
 */
export function readOldWorkbook(stream: Buffer): OldWorkbook {
  const budget = { records: MOST_RECORDS };
  const globals = readGlobals(stream, budget);
  const unread: string[] = [];
  const sheets = globals.sheets.slice(0, MOST_SHEETS).map(({ name, hidden, at }): NamedSheet => {
    const sheet = readOldSheet(stream, at, globals.formatOf, budget);
    if (!sheet.whole)
      unread.push(
        `The sheet ‘${name.slice(0, 100)}’ is broken: what is hidden in it, and its comments, may not all be shown.`,
      );
    return { name, hidden, ...sheet };
  });
  if (!globals.whole)
    unread.push('The list of its sheets is broken: which are hidden, and its formats, may not all be known.');
  return { encrypted: globals.encrypted, sheets, macroSheets: globals.macroSheets, unread };
}

interface Globals {
  readonly encrypted: boolean;
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly at: number }[];
  readonly macroSheets: number;
  /** By the number of a cell's style. */
  readonly formatOf: (style: number) => string | undefined;
  readonly whole: boolean;
}

function readGlobals(stream: Buffer, budget: { records: number }): Globals {
  const sheets: { name: string; hidden: boolean; at: number }[] = [];
  const formats = new Map(KNOWN_FORMATS);
  const styles: number[] = [];
  let [encrypted, whole, macroSheets] = [false, false, 0];
  for (const { id, data } of recordsFrom(stream, 0)) {
    if (id === BIFF.end) whole = true;
    if (id === BIFF.end || budget.records-- <= 0) break;
    if (id === BIFF.filePass) encrypted = true;
    if (id === BIFF.style) styles.push(u16(data, 2) ?? 0);
    if (id === BIFF.format) {
      const [number, code] = [u16(data, 0), longString(data, 2)];
      if (number !== undefined && code !== undefined) formats.set(number, code);
    }
    if (id === BIFF.sheet) {
      const name = shortString(data, 6) ?? '';
      sheets.push({ name, hidden: ((u8(data, 4) ?? 0) & 3) !== 0, at: u32(data, 0) ?? stream.length });
      if (u8(data, 5) === 1) macroSheets += 1;
    }
  }
  const formatOf = (style: number) => formats.get(styles[style] ?? 0);
  return { encrypted, sheets, macroSheets, formatOf, whole };
}
