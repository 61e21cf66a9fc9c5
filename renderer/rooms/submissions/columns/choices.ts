import {
  columnLetters,
  ITEM_PARTS,
  mappingOf,
  type RehearsedColumn,
  type RehearsedTable,
  type WideMapping,
} from '../../../../shared/domain/wide-table.ts';
import type { Problem } from '../../../components/error-summary.tsx';

/** What a person has chosen for the columns of a table, while it may still be half chosen. */

/** `what` is a field, or a part of a standard; `item` is the standard, empty until it is chosen. */
export interface Choice {
  readonly what: string;
  readonly item: string;
}

export const NOT_USED = '';
const OF_STANDARD = 'of-standard:';

/** A part as the list of fields has it, apart from fields of the same name: evidence of all, and of a standard. */
export const partValue = (part: string) => `${OF_STANDARD}${part}`;
export const isPart = (what: string) => what.startsWith(OF_STANDARD);

export function choiceOf(field: string | null): Choice {
  if (field === null) return { what: NOT_USED, item: '' };
  const at = field.indexOf(':');
  const part = ITEM_PARTS.find(({ id }) => at > 0 && id === field.slice(0, at));
  return part === undefined
    ? { what: field, item: '' }
    : { what: partValue(part.id), item: field.slice(at + 1) };
}

/** Null for what is not used, or not chosen yet. */
export function fieldOf({ what, item }: Choice): string | null {
  if (what === NOT_USED || (isPart(what) && item === '')) return null;
  return isPart(what) ? `${what.slice(OF_STANDARD.length)}:${item}` : what;
}

export const fieldName = (column: number) => `column-${column}`;
export const itemName = (column: number) => `column-${column}-standard`;

/** Columns of which only half is said. */
export function unfinished(
  columns: readonly RehearsedColumn[],
  choiceAt: (column: RehearsedColumn) => Choice,
): readonly Problem[] {
  return columns
    .filter((column) => {
      const { what, item } = choiceAt(column);
      return isPart(what) && item === '';
    })
    .map(({ column }) => ({
      field: itemName(column),
      sentence: `Choose the standard that column ${columnLetters(column)} is about.`,
    }));
}

export function chosenMapping(
  table: RehearsedTable,
  choiceAt: (column: RehearsedColumn) => Choice,
  meanings: ReadonlyMap<string, RehearsedTable['ratings'][number]['means']>,
): WideMapping {
  const columns = table.columns.map((column) => ({ ...column, field: fieldOf(choiceAt(column)) }));
  const ratings = table.ratings.map((one) => ({ ...one, means: meanings.get(one.words) ?? null }));
  return mappingOf({ columns, ratings });
}

export const NOT_RECOGNISED = 'Not recognised';

export interface ColumnGroup {
  readonly title: string;
  readonly columns: readonly RehearsedColumn[];
}

/** By what was proposed, so that a column stays where it is while something else is chosen for it. */
export function groupsOf({ columns, keptAt }: RehearsedTable): readonly ColumnGroup[] {
  const known = columns.filter(({ isNew }) => !isNew);
  const isAnswer = ({ field }: RehearsedColumn) => isPart(choiceOf(field).what);
  const groups = [
    { title: 'New since it was mapped', columns: columns.filter(({ isNew }) => isNew) },
    {
      title: 'About the organisation',
      columns: known.filter((column) => column.field !== null && !isAnswer(column)),
    },
    { title: 'Answers to standards', columns: known.filter(isAnswer) },
    {
      title: keptAt === undefined ? NOT_RECOGNISED : 'Not used',
      columns: known.filter(({ field, filled }) => field === null && filled > 0),
    },
    {
      title: 'Nothing in them',
      columns: known.filter(({ field, filled }) => field === null && filled === 0),
    },
  ];
  return groups.filter((group) => group.columns.length > 0);
}
