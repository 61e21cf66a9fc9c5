import type { StandardSet } from '../../../../shared/domain/standard-set.ts';
import type { RatingMeaning } from '../../../../shared/domain/wide-table.ts';
import type { RegisteredOrganisation } from '../find-organisation.ts';
import type { KeptMapping } from './kept.ts';
import type { WideTable } from './table.ts';

/** What tables of many organisations are read by. */
export interface WideInput {
  readonly set: StandardSet;
  readonly organisations: readonly RegisteredOrganisation[];
  /** What columns of tables meant before, in this round. */
  readonly mappings: readonly KeptMapping[];
}

/** A table with the meaning of its columns. */
export interface ReadableTable extends WideTable {
  /** As it was picked. */
  readonly path: string;
  /** "Forms export" */
  readonly name: string;
  /** Columns by the field that they hold, left to right. */
  readonly byField: ReadonlyMap<string, readonly number[]>;
  readonly mapped: ReadonlySet<number>;
  /** By the plain words that stand for a level. */
  readonly ratings: ReadonlyMap<string, RatingMeaning>;
}
