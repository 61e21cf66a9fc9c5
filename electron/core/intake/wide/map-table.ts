import type { OutputOf } from '../../../../shared/contract/table.ts';
import {
  checkMapping,
  columnKey,
  type RehearsedTable,
  type WideMapping,
} from '../../../../shared/domain/wide-table.ts';
import { type DeskContext, roundHere } from '../../desk/context.ts';
import { keepMapping } from './kept.ts';

/** Keeps a mapping with all of the table's headings, those that are not used too: what is new next time is then told apart. */
export function mapTable(
  desk: DeskContext,
  table: RehearsedTable,
  mapping: WideMapping,
): OutputOf<'import.map'> {
  const problems = checkMapping(mapping, table);
  if (problems.length > 0) return { problems: [...problems] };
  const fields = new Map(mapping.columns.map((column) => [columnKey(column), column.field]));
  const columns = table.columns.map(({ heading, nth }) => ({
    heading,
    nth,
    field: fields.get(columnKey({ heading, nth })) ?? null,
  }));
  const keptAt = keepMapping(desk, roundHere(desk), { ...mapping, columns });
  return { keptAt, problems: [] };
}
