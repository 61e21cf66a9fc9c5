import { type Cell, type CellValue, formatValue, type MergeRange, type Sheet } from 'hucre';
import type { Caution, Grid, GridCell } from '../../shared/domain/reading.ts';
import { cellName } from '../../shared/domain/workbook.ts';
import { clip } from './draft.ts';
import { commentCautions } from './word.ts';

/** What one file may hold; beyond it rows are left out and the grid says that it was cut. */
export const GRID_LIMITS = { rows: 20_000, columns: 500, cells: 200_000 } as const;

/** Excel's own limit for one cell is 32,767. */
const LONGEST_CELL = 40_000;
const MOST_MERGES = 2000;

export interface ReadGrid {
  readonly grid: Grid;
  readonly text: string;
  readonly cautions: readonly Caution[];
}

/** One sheet as it looks: values that were last kept, formatted. Nothing is worked out. */
export function gridOf(sheet: Sheet, leaf: number, budget: { cells: number }, wasCut: boolean): ReadGrid {
  const rows: Grid['rows'] = [];
  const lines: string[] = [];
  const comments: { author: string; text: string }[] = [];
  let underMerged = 0;
  let cut = wasCut || sheet.rows.length >= GRID_LIMITS.rows;
  for (const [at, values] of sheet.rows.slice(0, GRID_LIMITS.rows).entries()) {
    const cells: GridCell[] = [];
    const merges = (sheet.merges ?? [])
      .slice(0, MOST_MERGES)
      .filter(({ startRow, endRow }) => startRow <= at && at <= endRow);
    // A row that holds nothing can be missing altogether.
    const row: readonly CellValue[] = values ?? [];
    cut ||= row.length > GRID_LIMITS.columns;
    for (const [column, value] of row.slice(0, GRID_LIMITS.columns).entries()) {
      const detail = sheet.cells?.get(`${at},${column}`);
      const cell = cellOf(value, detail, column + 1);
      if (cell === undefined) continue;
      if (budget.cells === 0) {
        cut = true;
        break;
      }
      budget.cells -= 1;
      cells.push(cell);
      if (cell.text !== '' && merges.some((merge) => isUnder(merge, at, column))) underMerged += 1;
      if (cell.comment !== undefined)
        comments.push({
          author: detail?.comment?.author ?? '',
          text: `${cellName(column + 1, at + 1)}: ${cell.comment}`,
        });
    }
    if (cells.length === 0) continue;
    rows.push({ number: at + 1, hidden: sheet.rowDefs?.get(at)?.hidden === true, cells });
    lines.push(cells.map(({ text }) => text.replace(/\s+/g, ' ')).join('\t'));
  }
  for (const thread of sheet.threadedComments ?? [])
    comments.push({ author: '', text: `${thread.ref}: ${thread.text}` });
  const words = comments.map(({ text }) => `Comment on ${text}`);
  const grid: Grid = {
    name: clip(sheet.name, 400),
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    frozen: { rows: sheet.freezePane?.rows ?? 0, columns: sheet.freezePane?.columns ?? 0 },
    hiddenColumns: (sheet.columns ?? []).flatMap((column, at) => (column?.hidden === true ? [at + 1] : [])),
    rows,
    cut,
  };
  return {
    grid,
    text: [...lines, ...words].join('\n'),
    cautions: [
      ...hiddenCautions(grid, leaf),
      ...mergedCautions(grid.name, underMerged, leaf),
      ...commentCautions(comments, leaf),
    ],
  };
}

/** Of merged cells only the first one shows what it holds; what the others hold is still there. */
function isUnder({ startRow, startCol, endCol }: MergeRange, row: number, column: number): boolean {
  return startCol <= column && column <= endCol && !(row === startRow && column === startCol);
}

function mergedCautions(name: string, cells: number, leaf: number): readonly Caution[] {
  if (cells === 0) return [];
  const sentence = `${cells === 1 ? 'One cell' : `${cells} cells`} of the sheet ‘${clip(name, 200)}’ ${cells === 1 ? 'holds' : 'hold'} words or figures under merged cells, where Excel does not show them.`;
  return [{ kind: 'covered-text', leaf, quote: '', sentence }];
}

function cellOf(
  value: CellValue | undefined,
  detail: Cell | undefined,
  column: number,
): GridCell | undefined {
  const comment = detail?.comment?.text.replace(/\r\n?/g, '\n').trim();
  const text = shown(value, detail?.style?.numFmt);
  if (text === '' && (comment === undefined || comment === '')) return undefined;
  return {
    column,
    text: clip(text, LONGEST_CELL),
    number: typeof value === 'number' || value instanceof Date,
    ...(comment === undefined || comment === '' ? {} : { comment: clip(comment, 10_000) }),
  };
}

function shown(value: CellValue | undefined, format: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    return shownDate(value, format);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return '';
    return format === undefined || format === 'General'
      ? `${Number(value.toPrecision(12))}`
      : formatValue(value, format);
  }
  return '';
}

/**
 * A date by its format where that names the month. In figures a format is meant for the reader's own country, and Excel
 * shows another than it keeps: those are given in words, so that 3/6 is never taken for 6/3.
 */
function shownDate(date: Date, format: string | undefined): string {
  if (Number.isNaN(date.getTime())) return '';
  const given = (format ?? 'General').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  const hasDate = /y/i.test(given) && /d/i.test(given);
  if (format !== undefined && given !== 'General' && (!hasDate || /mmm/i.test(given)))
    return formatValue(date, format);
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
  const time = date.toISOString().slice(11, 16);
  return time === '00:00' ? day : `${day} ${time}`;
}

function hiddenCautions(grid: Grid, leaf: number): readonly Caution[] {
  const cautions: Caution[] = [];
  const rows = grid.rows.filter(({ hidden }) => hidden).length;
  const used = new Set(grid.rows.flatMap(({ cells }) => cells.map(({ column }) => column)));
  const columns = grid.hiddenColumns.filter((column) => used.has(column)).length;
  const sheet = `‘${clip(grid.name, 200)}’`;
  if (grid.hidden && grid.rows.length > 0)
    cautions.push({
      kind: 'hidden-sheet',
      leaf,
      quote: '',
      sentence: `The sheet ${sheet} is hidden and holds words or figures.`,
    });
  if (rows > 0)
    cautions.push({
      kind: 'hidden-rows',
      leaf,
      quote: '',
      sentence: `${rows === 1 ? 'One row' : `${rows} rows`} of the sheet ${sheet} ${rows === 1 ? 'is' : 'are'} hidden.`,
    });
  if (columns > 0)
    cautions.push({
      kind: 'hidden-columns',
      leaf,
      quote: '',
      sentence: `${columns === 1 ? 'One column' : `${columns} columns`} of the sheet ${sheet} ${columns === 1 ? 'is' : 'are'} hidden.`,
    });
  return cautions;
}
