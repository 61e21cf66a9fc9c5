import Database from 'better-sqlite3';
import type { Store } from './open.ts';
import type { TableName, Tables } from './schema.ts';

/** A store as it was at one moment, however it is written to meanwhile. */
export interface Snapshot {
  /** Rows of one table, one table at a time. */
  rows<Name extends TableName>(table: Name): IterableIterator<Tables[Name]>;
  close(): void;
}

/** By a connection of its own, which reads the write-ahead log up to here and keeps nobody from writing. */
export function snapshotOf({ folder }: Pick<Store, 'folder'>): Snapshot {
  const database = new Database(folder.database, { readonly: true });
  database.exec('BEGIN');
  // The moment is that of the first reading: https://www.sqlite.org/isolation.html
  database.prepare('SELECT count(*) FROM setting').get();
  return {
    rows: <Name extends TableName>(table: Name) =>
      database.prepare<[], Tables[Name]>(`SELECT * FROM ${table}`).iterate(),
    close: () => void database.close(),
  };
}
