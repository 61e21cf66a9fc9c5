import { BIFF, type BiffRecord, letters, longString, recordsFrom, u8, u16 } from './biff.ts';

/** A sheet of before 2007 beside its values. Rows and columns from 0. */
export interface OldSheet {
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly merges: readonly Merge[];
  readonly comments: readonly OldComment[];
  /** Of cells that hold numbers, by "row,column"; General is not told. */
  readonly formats: ReadonlyMap<string, string>;
  /** Charts, pictures, text boxes and embedded objects. */
  readonly drawings: number;
  /** It was read to its end. */
  readonly whole: boolean;
}

export interface Merge {
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
  readonly endCol: number;
}

export interface OldComment {
  readonly row: number;
  readonly column: number;
  readonly author: string;
  readonly text: string;
}

const MOST = { comments: 10_000, merges: 2000, formats: 400_000, letters: 32_767 } as const;
const LAST_COLUMN = 255;
/** Kinds of objects that stand for no drawing: a comment's frame, and the button of a filter or a list. */
const COMMENT = 0x19;
const LIST_BUTTON = 0x14;

interface Gathered {
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Set<number>;
  readonly merges: Merge[];
  readonly formats: Map<string, string>;
  /** Where comments stand, and in which object the words of each lie. */
  readonly notes: { row: number; column: number; author: string; object: number }[];
  readonly words: Map<number, string>;
  frozen: { rows: number; columns: number };
  isFrozen: boolean;
  drawings: number;
  /** The object that words belong to, and how many letters of them are still to come. */
  object: number;
  left: number;
}

/** [MS-XLS] 2.1.7.20.5. Charts in a sheet are streams within it, gone through and not read. Never throws. */
export function readOldSheet(
  stream: Buffer,
  from: number,
  formatOf: (style: number) => string | undefined,
  budget: { records: number },
): OldSheet {
  const sheet: Gathered = {
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merges: [],
    formats: new Map(),
    notes: [],
    words: new Map(),
    frozen: { rows: 0, columns: 0 },
    isFrozen: false,
    drawings: 0,
    object: -1,
    left: 0,
  };
  let [depth, whole] = [0, false];
  for (const record of recordsFrom(stream, from)) {
    if (budget.records-- <= 0) break;
    if (record.id === BIFF.start) depth += 1;
    // What does not begin as a sheet is none.
    if (depth === 0) break;
    if (record.id === BIFF.end) depth -= 1;
    whole = depth === 0;
    if (whole) break;
    if (depth === 1) take(sheet, record, formatOf);
  }
  const { hiddenRows, hiddenColumns, merges, formats, drawings } = sheet;
  const comments = sheet.notes.flatMap(({ object, ...note }) => {
    const text = sheet.words.get(object);
    return text === undefined ? [] : [{ ...note, text }];
  });
  const frozen = sheet.isFrozen ? sheet.frozen : { rows: 0, columns: 0 };
  return {
    ...{ hiddenRows, hiddenColumns, merges, formats, drawings, comments, frozen },
    whole: whole && comments.length === sheet.notes.length,
  };
}

function take(
  sheet: Gathered,
  { id, data }: BiffRecord,
  formatOf: (style: number) => string | undefined,
): void {
  switch (id) {
    case BIFF.row: {
      const row = u16(data, 0);
      if (row !== undefined && ((u8(data, 12) ?? 0) & 0x20) !== 0) sheet.hiddenRows.add(row);
      return;
    }
    case BIFF.column:
      hideColumns(sheet, data);
      return;
    case BIFF.merged:
      takeMerges(sheet, data);
      return;
    case BIFF.number:
    case BIFF.small:
    case BIFF.formula:
      takeFormat(sheet, u16(data, 0), u16(data, 2), formatOf(u16(data, 4) ?? 0));
      return;
    case BIFF.numbers:
      for (let at = 4, column = u16(data, 2) ?? 0; at + 8 <= data.length; at += 6, column++)
        takeFormat(sheet, u16(data, 0), column, formatOf(u16(data, at) ?? 0));
      return;
    case BIFF.window:
      sheet.isFrozen = ((u8(data, 0) ?? 0) & 0x08) !== 0;
      return;
    case BIFF.pane:
      sheet.frozen = { columns: Math.min(LAST_COLUMN, u16(data, 0) ?? 0), rows: u16(data, 2) ?? 0 };
      return;
    case BIFF.note:
      takeNote(sheet, data);
      return;
    case BIFF.object: {
      const kind = u16(data, 4);
      sheet.object = u16(data, 6) ?? -1;
      sheet.left = 0;
      if (kind !== COMMENT && kind !== LIST_BUTTON) sheet.drawings += 1;
      return;
    }
    case BIFF.words:
      sheet.left = sheet.object < 0 ? 0 : Math.min(MOST.letters, u16(data, 10) ?? 0);
      if (sheet.object >= 0 && sheet.words.size < MOST.comments) sheet.words.set(sheet.object, '');
      return;
    case BIFF.continued:
      takeWords(sheet, data);
      return;
  }
}

/** The words of an object follow it in pieces, each with a byte that says how wide its letters are; then comes how they look. */
function takeWords(sheet: Gathered, data: Buffer): void {
  const before = sheet.words.get(sheet.object);
  if (sheet.left === 0 || before === undefined) return;
  const more = letters(data, 0, sheet.left) ?? '';
  sheet.left -= more.length;
  sheet.words.set(sheet.object, before + more);
}

function takeNote(sheet: Gathered, data: Buffer): void {
  const [row, column, object] = [u16(data, 0), u16(data, 2), u16(data, 6)];
  if (row === undefined || column === undefined || object === undefined) return;
  if (sheet.notes.length >= MOST.comments || column > LAST_COLUMN) return;
  sheet.notes.push({ row, column, object, author: (longString(data, 8) ?? '').trim() });
}

function takeFormat(
  sheet: Gathered,
  row: number | undefined,
  column: number | undefined,
  format: string | undefined,
): void {
  if (row === undefined || column === undefined || format === undefined || format === 'General') return;
  if (sheet.formats.size < MOST.formats) sheet.formats.set(`${row},${column}`, format);
}

/** A column is hidden where it says so, or where it was drawn to no width. */
function hideColumns(sheet: Gathered, data: Buffer): void {
  const [first, last, width, flags] = [u16(data, 0), u16(data, 2), u16(data, 4), u16(data, 8)];
  if (first === undefined || last === undefined || flags === undefined) return;
  if ((flags & 1) === 0 && width !== 0) return;
  for (let column = first; column <= Math.min(LAST_COLUMN, last); column++) sheet.hiddenColumns.add(column);
}

function takeMerges(sheet: Gathered, data: Buffer): void {
  for (let at = 2; at + 8 <= data.length && sheet.merges.length < MOST.merges; at += 8)
    sheet.merges.push({
      startRow: u16(data, at) ?? 0,
      endRow: u16(data, at + 2) ?? 0,
      startCol: u16(data, at + 4) ?? 0,
      endCol: u16(data, at + 6) ?? 0,
    });
}
