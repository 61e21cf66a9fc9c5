import {
  EncryptedFileError,
  ParseError,
  parseCsv,
  type ReadOptions,
  readOds,
  readXls,
  readXlsx,
  type Sheet,
  type Workbook,
} from 'hucre';
import type { Caution, Grid, Leaf } from '../../shared/domain/reading.ts';
import { cellName } from '../../shared/domain/workbook.ts';
import { UnreadableFile } from './container.ts';
import type { Draft } from './draft.ts';
import { embeddedIn } from './embedded.ts';
import { GRID_LIMITS, gridOf } from './grid.ts';
import { withHidden } from './ods-hidden.ts';
import { withPlainRows } from './ods-rows.ts';
import { officeNotes, officeProperties, propertiesIn } from './office-properties.ts';
import { openOldWorkbook } from './old-excel.ts';
import { oldNotes, withLooks } from './old-looks.ts';
import type { Parts } from './parts.ts';
import { decodeText } from './text.ts';
import { at } from './xml.ts';

export async function readExcel(bytes: Uint8Array, parts: Parts): Promise<Draft> {
  const workbook = await opened((options) => readXlsx(bytes, options));
  return {
    ...draftOf('Excel workbook', workbook, await officeNotes(parts)),
    enclosures: await embeddedIn(parts, true),
    properties: await officeProperties(parts),
  };
}

/** Before 2007 a workbook was a compound file. Its values and how they look are read apart, and put together. */
export async function readOldExcel(bytes: Uint8Array): Promise<Draft> {
  const old = openOldWorkbook(bytes);
  const { sheets, cut } = await opened((options) => readXls(bytes, options));
  return {
    ...draftOf(
      'Excel workbook of before 2007',
      { sheets: withLooks(sheets, old), cut },
      oldNotes(old, old.names),
    ),
    properties: old.properties,
  };
}

export async function readOpenSheet(bytes: Uint8Array, parts: Parts): Promise<Draft> {
  const workbook = await opened(async (options) => readOds(await withPlainRows(bytes), options));
  const content = await parts.xml('content.xml');
  const sheets = content === undefined ? workbook.sheets : withHidden(workbook.sheets, content);
  const meta = at(await parts.xml('meta.xml'), 'meta');
  return {
    ...draftOf('OpenDocument spreadsheet', { ...workbook, sheets }, await officeNotes(parts)),
    enclosures: await embeddedIn(parts, true),
    properties: meta === undefined ? [] : propertiesIn(meta),
  };
}

export function readTable(bytes: Uint8Array): Draft {
  const sheets = [{ name: 'Table', rows: parseCsv(decodeText(bytes)) }];
  return draftOf('Table of plain text', { sheets, cut: false }, []);
}

interface Opened {
  readonly sheets: readonly Sheet[];
  readonly cut: boolean;
}

/**
 * A sheet with cells at its far ends spans more than our reader takes: then only its first part is read, and every
 * sheet is said to be cut, since which of them it was is not told.
 */
async function opened(read: (options: ReadOptions) => Promise<Workbook>): Promise<Opened> {
  try {
    const { sheets } = await read({ readStyles: true, maxRows: GRID_LIMITS.rows });
    return { sheets, cut: false };
  } catch (error) {
    if (error instanceof EncryptedFileError) throw new UnreadableFile('password', { cause: error });
    if (!(error instanceof ParseError) || !/ over the \d+ limit/.test(error.message)) throw error;
    const range = `A1:${cellName(GRID_LIMITS.columns, GRID_LIMITS.rows)}`;
    const { sheets } = await read({ readStyles: true, range });
    return { sheets, cut: true };
  }
}

function draftOf(what: string, { sheets, cut }: Opened, more: readonly string[]): Draft {
  const budget = { cells: GRID_LIMITS.cells };
  const grids: Grid[] = [];
  const leaves: Leaf[] = [];
  const cautions: Caution[] = [];
  for (const [index, sheet] of sheets.slice(0, 500).entries()) {
    const read = gridOf(sheet, index + 1, budget, cut);
    grids.push(read.grid);
    cautions.push(...read.cautions);
    leaves.push({ number: index + 1, label: read.grid.name, text: read.text, hidden: read.grid.hidden });
  }
  const notes = [...more];
  const hidden = grids.filter((grid) => grid.hidden).length;
  if (hidden > 0) notes.push(`${hidden} of ${grids.length} sheets ${hidden === 1 ? 'is' : 'are'} hidden.`);
  if (grids.some(({ cut }) => cut) || sheets.length > grids.length)
    notes.push('It is larger than is shown here: the rest is left out.');
  return { what, body: { kind: 'workbook', sheets: grids }, leaves, cautions, notes };
}
