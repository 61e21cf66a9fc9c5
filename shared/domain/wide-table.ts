import { z } from 'zod';
import { Place } from '../contract/refusal.ts';
import { Instant } from './ids.ts';
import { plainWords } from './likeness.ts';
import { cellName } from './workbook.ts';

/**
 * A table with a row per organisation, as a forms service exports it, and what its columns mean. A column is known by
 * its heading, and where several have the same one by which of them it is: never by its place, so that columns may move.
 */

/** What a column can hold of the whole submission. `several`: more than one column may hold it. */
export const GENERAL_FIELDS = [
  { id: 'organisation', label: 'Organisation’s name', several: false },
  { id: 'code', label: 'Organisation’s code', several: false },
  { id: 'contact-name', label: 'Contact’s name', several: false },
  { id: 'contact-role', label: 'Contact’s role', several: false },
  { id: 'contact-email', label: 'Contact’s e-mail', several: false },
  { id: 'covers', label: 'Organisations or sites covered', several: false },
  { id: 'professions', label: 'Professions', several: true },
  { id: 'transitions', label: 'Transitions offered', several: true },
  { id: 'evidence', label: 'Evidence files', several: true },
  { id: 'declaration', label: 'Declaration: Yes or No', several: false },
  { id: 'declared-by', label: 'Declaration: name', several: false },
  { id: 'declared-role', label: 'Declaration: role', several: false },
  { id: 'declared-on', label: 'Declaration: date', several: false },
] as const;

/** What a column can hold of one standard. */
export const ITEM_PARTS = [
  { id: 'rating', label: 'Rating', several: false },
  { id: 'account', label: 'Account', several: false },
  { id: 'reason', label: 'Why not applicable', several: false },
  { id: 'evidence', label: 'Evidence', several: true },
  { id: 'action', label: 'Done since last year', several: false },
] as const;
export type ItemPart = (typeof ITEM_PARTS)[number]['id'];

/** "organisation", "transition:return-to-practice", "rating:3.3/return-to-practice". */
export const WideField = z.string().min(1).max(160);

/** A level by its value. */
export const RatingMeaning = z.union([z.int().min(0).max(20), z.literal('not-applicable')]);
export type RatingMeaning = z.infer<typeof RatingMeaning>;

export const LONGEST_HEADING = 400;

const heading = { heading: z.string().max(LONGEST_HEADING), nth: z.int().min(1).max(2000).default(1) };

/** What the columns of a table mean: kept for the round, and found again by the headings. */
export const WideMapping = z.object({
  format: z.literal('award-panel/wide-table/1'),
  columns: z.array(z.object({ ...heading, field: WideField.nullable() })).max(2000),
  /** Words that stand for a level; words that are on the scale need none. */
  ratings: z.array(z.object({ words: z.string().max(200), means: RatingMeaning.nullable() })).max(500),
});
export type WideMapping = z.infer<typeof WideMapping>;

export const RehearsedColumn = z.object({
  column: z.int(),
  heading: z.string(),
  nth: z.int(),
  /** A few of its values, each cut short. */
  samples: z.array(z.string()),
  /** Rows that have something in it. */
  filled: z.int(),
  field: WideField.nullable(),
  /** Not among the headings that were mapped before. */
  isNew: z.boolean(),
});
export type RehearsedColumn = z.infer<typeof RehearsedColumn>;

export const RehearsedTable = z.object({
  /** As it was picked. */
  path: z.string(),
  /** As its places call it: "Forms export". */
  name: z.string(),
  rows: z.int(),
  /** `needs-mapping`: none of its rows was read. */
  state: z.enum(['needs-mapping', 'mapped']),
  /** When the mapping that it was read by, or that the proposal begins with, was made. */
  keptAt: Instant.optional(),
  columns: z.array(RehearsedColumn),
  /** Headings that were mapped before and are no longer there. */
  gone: z.array(z.string()),
  /** What stands in columns of ratings and is no level by its own words; `near`: the level that it may mean. */
  ratings: z.array(
    z.object({
      words: z.string(),
      times: z.int(),
      means: RatingMeaning.nullable(),
      near: z.string().optional(),
    }),
  ),
  /** What its columns can be of: standards, each for a transition where it is asked so, transitions and levels. */
  items: z.array(z.object({ id: z.string(), name: z.string() })),
  transitions: z.array(z.object({ id: z.string(), name: z.string() })),
  levels: z.array(z.object({ value: z.int(), name: z.string() })),
  /** Of the table as a whole; those of a row are its organisation's. */
  problems: z.array(z.object({ severity: z.literal('note'), sentence: z.string(), place: Place })),
});
export type RehearsedTable = z.infer<typeof RehearsedTable>;

/** What is wrong with a mapping, at a column where it is at one. */
export interface MappingProblem {
  readonly column?: number | undefined;
  readonly sentence: string;
}

/** Two columns have the same key only where nothing can tell them apart. */
export function columnKey({ heading, nth }: { readonly heading: string; readonly nth: number }): string {
  return `${plainWords(heading)}\n${nth}`;
}

/** "F" */
export function columnLetters(column: number): string {
  return cellName(column, 1).slice(0, -1);
}

/** "Account of 3.3 for Return to practice"; undefined for what is no field of these standards. */
export function fieldLabel(
  field: string,
  { items, transitions }: Pick<RehearsedTable, 'items' | 'transitions'>,
): string | undefined {
  const general = GENERAL_FIELDS.find(({ id }) => id === field);
  if (general !== undefined) return general.label;
  const [kind = '', of = ''] = field.split(':', 2);
  if (kind === 'transition') {
    const transition = transitions.find(({ id }) => id === of);
    return transition && `${transition.name} offered: Yes or No`;
  }
  const part = ITEM_PARTS.find(({ id }) => id === kind);
  const item = items.find(({ id }) => id === of);
  return part === undefined || item === undefined ? undefined : `${part.label} of ${item.name}`;
}

/** Whether more than one column may hold the field. */
export function takesSeveral(field: string): boolean {
  const [kind] = field.split(':', 1);
  return [...GENERAL_FIELDS, ...ITEM_PARTS].some(({ id, several }) => several && id === kind);
}

/** What a table is read by, or what is proposed for it, as a document of its own. */
export function mappingOf({ columns, ratings }: Pick<RehearsedTable, 'columns' | 'ratings'>): WideMapping {
  return {
    format: 'award-panel/wide-table/1',
    columns: columns.map(({ heading: words, nth, field }) => ({ heading: words, nth, field })),
    ratings: ratings.map(({ words, means }) => ({ words, means })),
  };
}

/** What has to be put right before a table can be read by a mapping; nothing where it can. */
export function checkMapping(
  mapping: WideMapping,
  table: Pick<RehearsedTable, 'columns' | 'items' | 'transitions' | 'levels' | 'name'>,
): readonly MappingProblem[] {
  const problems: MappingProblem[] = [];
  const byKey = new Map(table.columns.map((column) => [columnKey(column), column]));
  const taken = new Map<string, { readonly heading: string; readonly column: number }>();
  const seen = new Set<string>();
  for (const mapped of mapping.columns) {
    const column = byKey.get(columnKey(mapped));
    if (column === undefined) {
      if (mapped.field !== null)
        problems.push({ sentence: `‘${mapped.heading}’ is not a heading of ${table.name}. Leave it out.` });
      continue;
    }
    const at = column.column;
    if (seen.has(columnKey(mapped)))
      problems.push({ column: at, sentence: `Column ${columnLetters(at)} is mapped twice. Map it once.` });
    seen.add(columnKey(mapped));
    if (mapped.field === null) continue;
    const label = fieldLabel(mapped.field, table);
    const earlier = taken.get(mapped.field);
    if (label === undefined)
      problems.push({
        column: at,
        sentence: `Column ${columnLetters(at)} is mapped to ‘${mapped.field}’, which this round’s standards do not have. Choose what it is.`,
      });
    else if (earlier !== undefined && !takesSeveral(mapped.field))
      problems.push({
        column: at,
        sentence: `Columns ${columnLetters(earlier.column)} and ${columnLetters(at)} are both ‘${label}’. Keep one of them.`,
      });
    taken.set(mapped.field, { heading: column.heading, column: at });
  }
  if (!taken.has('organisation') && !taken.has('code'))
    problems.push({ sentence: 'Choose the column with the organisation’s name or its code.' });
  const answers = ITEM_PARTS.map(({ id }) => `${id}:`);
  if (![...taken.keys()].some((field) => answers.some((start) => field.startsWith(start))))
    problems.push({ sentence: 'Choose at least one column that answers a standard.' });
  for (const { words, means } of mapping.ratings)
    if (typeof means === 'number' && !table.levels.some(({ value }) => value === means))
      problems.push({ sentence: `‘${words}’ is mapped to ${means}, which is not on the scale.` });
  return problems;
}
