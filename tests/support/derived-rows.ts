import type { Store } from '../../electron/core/store/open.ts';
import { DERIVED_TABLES } from '../../electron/core/store/tables.ts';
import type { RoundId } from '../../shared/domain/ids.ts';

/** Rows of these tables alone, and of those that name a person only that one's. */
export interface Part {
  readonly tables: readonly string[];
  readonly person: string;
}

/** Every derived row of the round, or of a part of it, as text, in an order that two desks share. */
export function derivedRows(store: Pick<Store, 'prepare'>, round: RoundId, only?: Part): readonly string[] {
  return DERIVED_TABLES.filter((table) => only === undefined || only.tables.includes(table)).flatMap(
    (table) =>
      store
        .prepare<[string], Record<string, unknown>>(`SELECT * FROM ${table} WHERE round = ?`)
        .all(round)
        .filter((row) => only === undefined || !('person' in row) || row.person === only.person)
        .map((row) => `${table} ${JSON.stringify(row)}`)
        .toSorted((one, other) => (one < other ? -1 : 1)),
  );
}
