import {
  type CellValue,
  EncryptedFileError,
  parseCsv,
  readOds,
  readXls,
  readXlsx,
  type Workbook,
} from 'hucre';
import type { ParserResult } from '../../shared/contract/parsing.ts';
import {
  cellName,
  type Enclosed,
  type PlainCell,
  type PlainSheet,
  type PlainWorkbook,
} from '../../shared/domain/workbook.ts';
import { inspectContainer, UnreadableFile } from './container.ts';
import { plainOds } from './ods-rows.ts';
import { openOldWorkbook } from './old-excel.ts';

const MOST_BYTES = 60 * 1024 * 1024;
const MOST_CELLS = 200_000;
/** Excel's own limit for one cell is 32,767. */
const LONGEST_CELL = 40_000;

/** Any file as a plain workbook, or why not. Goes by what the bytes are; the name decides only for plain text. */
export async function parseWorkbook(bytes: Uint8Array, name: string): Promise<ParserResult> {
  try {
    return { ok: true, workbook: await read(bytes, name) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, reason: error.reason };
    if (error instanceof EncryptedFileError) return { ok: false, reason: 'password' };
    // Whatever else the reader threw, it was over this file: the sentence for that is that the file is damaged.
    return { ok: false, reason: 'damaged' };
  }
}

async function read(bytes: Uint8Array, name: string): Promise<PlainWorkbook> {
  if (bytes.length === 0) throw new UnreadableFile('empty');
  if (bytes.length > MOST_BYTES) throw new UnreadableFile('too-large');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readContainer(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return readCompoundFile(bytes);
  if (/\.(csv|tsv|txt)$/i.test(name)) return readText(bytes);
  throw new UnreadableFile(/\.(xlsx|xlsm|ods|xls)$/i.test(name) ? 'damaged' : 'not-a-spreadsheet');
}

async function readContainer(bytes: Uint8Array): Promise<PlainWorkbook> {
  const { names, enclosed, encrypted } = await inspectContainer(bytes);
  if (encrypted) throw new UnreadableFile('password');
  if ([...names].some((name) => /^xl\/workbook\d*\.xml$/i.test(name))) {
    const workbook = await readXlsx(bytes);
    return { kind: 'xlsx', sheets: sheetsOf(workbook), enclosed: [...enclosed, ...commentsIn(workbook)] };
  }
  if (names.has('content.xml') && !names.has('word/document.xml')) {
    const plain = await plainOds(bytes);
    const sheets = sheetsOf(await readOds(plain.bytes));
    if (sheets.length === 0) throw new UnreadableFile('not-a-spreadsheet');
    return { kind: 'ods', sheets, enclosed: [...enclosed, ...plain.comments.map(commentAt)] };
  }
  throw new UnreadableFile('not-a-spreadsheet');
}

/** Before 2007 a workbook was a compound file; today one is either such a workbook or an encrypted new one. */
async function readCompoundFile(bytes: Uint8Array): Promise<PlainWorkbook> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string) => text.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage') || holds('EncryptionInfo')) throw new UnreadableFile('password');
  if (!holds('Workbook') && !holds('Book')) throw new UnreadableFile('not-a-spreadsheet');
  const old = openOldWorkbook(bytes);
  const { sheets } = await readXls(bytes);
  const hidden = (at: number) => old.sheets[at]?.hidden === true;
  return {
    kind: 'xls',
    sheets: sheetsOf({ sheets: sheets.map((sheet, at) => ({ ...sheet, hidden: hidden(at) })) }),
    enclosed: old.sheets.flatMap(({ name, comments }) =>
      comments.map(({ row, column }) => commentAt(`${name}, ${cellName(column + 1, row + 1)}`)),
    ),
  };
}

function readText(bytes: Uint8Array): PlainWorkbook {
  const text = decode(bytes);
  if (text.includes('\0')) throw new UnreadableFile('not-a-spreadsheet');
  const rows = parseCsv(text);
  return { kind: 'csv', sheets: [plainSheet('', false, rows, counter())], enclosed: [] };
}

/** UTF-8, UTF-16 by its mark, and Windows-1252 for what is neither: Excel on Windows saves CSV so. */
function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}

/** Where comments stand: what is written beside a cell is no answer, and may name somebody. */
function commentsIn({ sheets }: Workbook): Enclosed[] {
  return sheets.flatMap(({ name, cells }) =>
    [...(cells ?? [])].flatMap(([at, { comment }]) => {
      if (comment === undefined) return [];
      const [row = 0, column = 0] = at.split(',').map(Number);
      return [commentAt(`${name}, ${cellName(column + 1, row + 1)}`)];
    }),
  );
}

function commentAt(place: string): Enclosed {
  return { kind: 'comment', name: place.slice(0, 2000) };
}

function sheetsOf(workbook: Workbook): PlainSheet[] {
  const count = counter();
  return workbook.sheets.map(({ name, hidden, veryHidden, rows }) =>
    plainSheet(name, hidden === true || veryHidden === true, rows, count),
  );
}

function plainSheet(
  name: string,
  hidden: boolean,
  rows: readonly (readonly CellValue[])[],
  count: () => void,
): PlainSheet {
  const plain: { row: number; cells: PlainCell[] }[] = [];
  rows.forEach((values, at) => {
    const cells: PlainCell[] = [];
    values.forEach((value, column) => {
      const kept = plainValue(value);
      if (kept === undefined) return;
      count();
      cells.push({ column: column + 1, value: kept });
    });
    if (cells.length > 0) plain.push({ row: at + 1, cells });
  });
  return { name: name.slice(0, 200), hidden, rows: plain };
}

function plainValue(value: CellValue | undefined): PlainCell['value'] | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value.slice(0, LONGEST_CELL);
  if (value instanceof Date) return dayInWords(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  return value;
}

/** "6 March 2026": a date in a cell has no time zone, and the reader gives it as midnight in UTC. */
function dayInWords(date: Date): string | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

function counter(): () => void {
  let cells = 0;
  return () => {
    cells += 1;
    if (cells > MOST_CELLS) throw new UnreadableFile('too-large');
  };
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte);
}
