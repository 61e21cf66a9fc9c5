import { plainWords } from '../../../../shared/domain/likeness.ts';
import { itemsOf, type StandardSet } from '../../../../shared/domain/standard-set.ts';
import {
  checkMapping,
  columnKey,
  columnLetters,
  mappingOf,
  type RatingMeaning,
  type RehearsedColumn,
  type RehearsedTable,
  takesSeveral,
} from '../../../../shared/domain/wide-table.ts';
import { count, list } from '../../../../shared/domain/words.ts';
import type { PlainWorkbook } from '../../../../shared/domain/workbook.ts';
import { isFormulaError } from '../../spreadsheet/cells.ts';
import { sheetsLeftOut } from '../left-out.ts';
import { sheetPlace } from '../problems.ts';
import { itemName } from '../read-assessment.ts';
import { besides } from '../read-submission.ts';
import { compareHeadings, type KeptMapping } from './kept.ts';
import { propose } from './propose.ts';
import { ratingNear, ratingSaid } from './ratings.ts';
import type { WideInput } from './readable.ts';
import type { WideTable } from './table.ts';

interface Described {
  readonly path: string;
  readonly name: string;
  readonly workbook: PlainWorkbook;
  readonly table: WideTable;
  readonly kept: KeptMapping | undefined;
}

const SAMPLES = 3;
const LONGEST_SAMPLE = 120;

/** "Forms export": what a person calls it, the file's name where it holds one sheet, else the sheet's. */
export function tableName(path: string, { kind, sheets }: PlainWorkbook, { sheet }: WideTable): string {
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  const alone = sheets.filter(({ rows }) => rows.length > 0).length === 1;
  return kind === 'csv' || alone || sheet.name === '' ? file : sheet.name;
}

/**
 * A table as a person is asked about it, or as it was read. A mapping that was kept for exactly these headings reads it;
 * one for nearly these is where the proposal begins.
 */
export function describeTable(
  { path, name, workbook, table, kept }: Described,
  { set, organisations }: WideInput,
): RehearsedTable {
  const { fresh, gone } =
    kept === undefined ? { fresh: new Set(), gone: [] } : compareHeadings(kept.mapping, table.columns);
  const fields = fieldsFor(table, set, organisations, kept);
  const columns = table.columns.map(({ column, heading, nth, values, filled }): RehearsedColumn => {
    const key = columnKey({ heading, nth });
    return {
      column,
      heading,
      nth,
      samples: values.slice(0, SAMPLES).map(short),
      filled,
      field: fields.get(key) ?? null,
      isNew: fresh.has(key),
    };
  });
  const view = {
    path,
    name,
    rows: table.rows.length,
    columns,
    gone: [...gone],
    ratings: ratingsOf(table, columns, set, kept),
    ...rangeOf(set),
  };
  const isMapped =
    kept !== undefined && fresh.size + gone.length === 0 && checkMapping(mappingOf(view), view).length === 0;
  return {
    ...view,
    state: isMapped ? 'mapped' : 'needs-mapping',
    ...(kept === undefined ? {} : { keptAt: kept.at }),
    problems: notesOf(name, workbook, table, columns, isMapped),
  };
}

/** What columns of a table can be of, by the adopted standards. */
function rangeOf(set: StandardSet): Pick<RehearsedTable, 'items' | 'transitions' | 'levels'> {
  const items = itemsOf(
    set,
    set.transitions.map(({ id }) => id),
  );
  return {
    items: items.map((item) => ({ id: item.id, name: itemName(item) })),
    transitions: set.transitions.map(({ id, name }) => ({ id, name })),
    levels: set.scale.map(({ value, name }) => ({ value, name })),
  };
}

function fieldsFor(
  { columns }: WideTable,
  set: StandardSet,
  organisations: WideInput['organisations'],
  kept: KeptMapping | undefined,
): ReadonlyMap<string, string> {
  const proposed = propose(columns, set, organisations);
  if (kept === undefined) return proposed;
  const before = new Map(kept.mapping.columns.map((column) => [columnKey(column), column.field]));
  const known = columns.filter((column) => before.has(columnKey(column)));
  const taken = new Set(known.map((column) => before.get(columnKey(column))));
  const fields = new Map<string, string>();
  for (const column of columns) {
    const key = columnKey(column);
    const guess = proposed.get(key);
    const field = before.has(key)
      ? before.get(key)
      : guess !== undefined && taken.has(guess) && !takesSeveral(guess)
        ? null
        : guess;
    if (field !== undefined && field !== null) fields.set(key, field);
  }
  return fields;
}

/** What stands in columns of ratings and says no level by itself, the most frequent first. */
function ratingsOf(
  table: WideTable,
  columns: readonly RehearsedColumn[],
  set: StandardSet,
  kept: KeptMapping | undefined,
): RehearsedTable['ratings'] {
  const rated = new Set(
    columns.filter(({ field }) => field?.startsWith('rating:')).map(({ column }) => column),
  );
  const meant = new Map<string, RatingMeaning | null>(
    kept?.mapping.ratings.map(({ words, means }) => [plainWords(words), means]),
  );
  const found = new Map<string, { words: string; times: number }>();
  for (const { words } of table.rows)
    for (const [column, text] of words) {
      if (!rated.has(column) || text === '' || ratingSaid(set, text) !== undefined) continue;
      const held = found.get(plainWords(text)) ?? { words: text.slice(0, 200), times: 0 };
      held.times += 1;
      found.set(plainWords(text), held);
    }
  // Words that were mapped before and do not stand there today are kept with the mapping.
  for (const { words } of kept?.mapping.ratings ?? [])
    if (!found.has(plainWords(words))) found.set(plainWords(words), { words, times: 0 });
  return [...found]
    .sort(([, one], [, other]) => other.times - one.times || (one.words < other.words ? -1 : 1))
    .slice(0, MOST_RATINGS)
    .map(([key, { words, times }]) => {
      const near = ratingNear(set, words);
      return { words, times, means: meant.get(key) ?? null, ...(near === undefined ? {} : { near }) };
    });
}

const MOST_RATINGS = 100;
const MOST_NAMED = 12;

/** What is said of the table as a whole: what lies beside it, and which of its columns are left out. */
function notesOf(
  name: string,
  workbook: PlainWorkbook,
  table: WideTable,
  columns: readonly RehearsedColumn[],
  isMapped: boolean,
): RehearsedTable['problems'] {
  const unread = columns.filter(({ field, filled }) => field === null && filled > 0);
  const named = unread
    .slice(0, MOST_NAMED)
    .map(
      ({ heading, column }) =>
        `${heading === '' ? 'one without a heading' : `‘${short(heading)}’`} (${columnLetters(column)})`,
    );
  const more = unread.length - named.length;
  const leftOut = {
    severity: 'note' as const,
    place: sheetPlace(name),
    sentence: `${count(unread.length, 'column')} ${unread.length === 1 ? 'is' : 'are'} not used, and what stands there is left out: ${list(more > 0 ? [...named, `${more} more`] : named)}.`,
  };
  return [
    ...(isMapped && unread.length > 0 ? [leftOut] : []),
    ...[...besides(workbook), ...sheetsLeftOut(workbook, [table.sheet])].map(({ sentence, place }) => ({
      severity: 'note' as const,
      sentence,
      place,
    })),
  ];
}

/** One line, cut short; what a spreadsheet shows for a broken formula nobody wrote. */
function short(words: string): string {
  const line = isFormulaError(words) ? '' : words.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_SAMPLE ? `${line.slice(0, LONGEST_SAMPLE - 1)}…` : line;
}
