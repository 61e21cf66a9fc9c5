import type { Cell, ColumnDef, RowDef, Sheet } from 'hucre';
import { GRID_LIMITS } from './grid.ts';
import { all, at, elements, textIn, type XmlNode } from './xml.ts';

const WRAPPED_ROWS = new Set(['table-rows', 'table-row-group', 'table-header-rows']);
const WRAPPED_COLUMNS = new Set(['table-columns', 'table-column-group', 'table-header-columns']);

/**
 * Sheets of an .ods with what our reader leaves out: which sheets, rows and columns are hidden, and comments.
 * OpenDocument 1.3, part 3, 9.1, 19.749 (visibility) and 20.251 (display).
 */
export function withHidden(sheets: readonly Sheet[], content: XmlNode): Sheet[] {
  const body = at(content, 'body', 'spreadsheet');
  const tables = body === undefined ? [] : elements(body, 'table');
  const unseen = undisplayed(content);
  return sheets.map((sheet) => {
    const table = tables.find(({ attributes }) => attributes.name === sheet.name);
    if (table === undefined) return sheet;
    return {
      ...sheet,
      hidden: unseen.has(table.attributes['style-name'] ?? ''),
      columns: columnsOf(table),
      ...rowsOf(table, sheet),
    };
  });
}

function undisplayed(content: XmlNode): ReadonlySet<string> {
  const styles = at(content, 'automatic-styles');
  return new Set(
    (styles === undefined ? [] : elements(styles, 'style')).flatMap((style) =>
      elements(style, 'table-properties').some(({ attributes }) => attributes.display === 'false')
        ? [style.attributes.name ?? '']
        : [],
    ),
  );
}

function columnsOf(table: XmlNode): ColumnDef[] {
  const columns: ColumnDef[] = [];
  for (const column of inside(table, 'table-column', WRAPPED_COLUMNS)) {
    const hidden = isHidden(column);
    const most = GRID_LIMITS.columns - columns.length;
    for (let left = Math.min(repeats(column, 'number-columns-repeated'), most); left > 0; left--)
      columns.push(hidden ? { hidden } : {});
  }
  return columns;
}

function rowsOf(table: XmlNode, sheet: Sheet): Pick<Sheet, 'rowDefs' | 'cells'> {
  const rowDefs = new Map<number, RowDef>(sheet.rowDefs);
  const cells = new Map<string, Cell>(sheet.cells);
  let row = 0;
  for (const node of inside(table, 'table-row', WRAPPED_ROWS)) {
    if (row >= GRID_LIMITS.rows) break;
    const count = repeats(node, 'number-rows-repeated');
    if (isHidden(node))
      for (let at = row; at < Math.min(row + count, GRID_LIMITS.rows); at++)
        rowDefs.set(at, { ...rowDefs.get(at), hidden: true });
    let column = 0;
    for (const cell of elements(node)) {
      const comment = at(cell, 'annotation');
      if (comment !== undefined) {
        const key = `${row},${column}`;
        const known = cells.get(key) ?? { value: sheet.rows[row]?.[column] ?? null, type: 'string' };
        cells.set(key, { ...known, comment: commentOf(comment) });
      }
      column += repeats(cell, 'number-columns-repeated');
    }
    row += count;
  }
  return { rowDefs, cells };
}

function commentOf(annotation: XmlNode): { author: string; text: string } {
  const author = at(annotation, 'creator');
  return {
    author: author === undefined ? '' : textIn(author),
    text: all(annotation, 'p').map(textIn).join('\n'),
  };
}

/** Elements of a name in their order, those in groups too. */
function inside(node: XmlNode, name: string, wrappers: ReadonlySet<string>): readonly XmlNode[] {
  return elements(node).flatMap((child) =>
    child.name === name ? [child] : wrappers.has(child.name) ? inside(child, name, wrappers) : [],
  );
}

function isHidden({ attributes: { visibility } }: XmlNode): boolean {
  return visibility === 'collapse' || visibility === 'filter';
}

function repeats({ attributes }: XmlNode, name: string): number {
  const count = Number(attributes[name] ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}
