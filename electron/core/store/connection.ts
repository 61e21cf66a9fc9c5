import Database from 'better-sqlite3';
import type { TableName, Tables } from './schema.ts';

/** Writing rows with compile-time checked columns, through statements that are prepared once. */
export interface Rows {
  insert<Name extends TableName>(table: Name, row: Tables[Name]): void;
  /** Inserts, or replaces the row that has the same key. */
  put<Name extends TableName>(table: Name, row: Tables[Name]): void;
  /** Every row whose columns equal these; at least one column. Returns how many there were. */
  remove<Name extends TableName>(table: Name, where: Partial<Tables[Name]>): number;
}

/** The synchronous side of a database: what writes. Reading for rooms goes through Kysely (`Store.db`). */
export interface Connection extends Rows {
  /** Prepared once per text, then kept. `Row` is what the columns are, in the word of whoever wrote the text. */
  prepare<Params extends unknown[], Row>(text: string): Database.Statement<Params, Row>;
  /**
   * Immediate; all of it or nothing. Inside another one it becomes part of that. `work` may not await: SQLite would
   * then take in whatever else runs meanwhile.
   */
  transaction<Value>(work: () => Value): Value;
  /** Runs once what is now being written is on disk, at once when nothing is; never when it is rolled back. */
  afterCommit(work: () => void): void;
  /** Runs when what is now being written is rolled back: for whoever remembers rows outside the database. */
  afterRollback(work: () => void): void;
  /** Empties the write-ahead log, in which what was overwritten can still be read. Outside a transaction only. */
  checkpoint(): void;
}

/**
 * The one way to open a database. WAL with `synchronous=FULL`: a transaction is on disk when it returns.
 * https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: 5000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  // 64 MB: with the usual two, a merge of hashes in no order reads and spills pages all the time.
  database.pragma('cache_size = -65536');
  // What is removed by act is overwritten, not only forgotten.
  database.pragma('secure_delete = ON');
  return database;
}

export function connect(database: Database.Database): Connection {
  const statements = new Map<string, Database.Statement<unknown[], unknown>>();
  const texts = new Map<string, string>();
  let commits: (() => void)[] = [];
  let rollbacks: (() => void)[] = [];

  function prepare<Params extends unknown[], Row>(text: string): Database.Statement<Params, Row> {
    const kept = statements.get(text);
    // The same text was prepared under the same types: they are written beside it.
    if (kept !== undefined) return kept as Database.Statement<Params, Row>;
    const made = database.prepare<Params, Row>(text);
    statements.set(text, made as Database.Statement<unknown[], unknown>);
    return made;
  }

  function write(verb: string, table: TableName, row: object): void {
    const columns = Object.keys(row);
    const key = `${verb} ${table} ${columns.join()}`;
    let text = texts.get(key);
    if (text === undefined) {
      text = `${verb} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      texts.set(key, text);
    }
    prepare<unknown[], never>(text).run(...Object.values(row));
  }

  return {
    prepare,
    insert: (table, row) => write('INSERT', table, row),
    put: (table, row) => write('INSERT OR REPLACE', table, row),
    remove: (table, where) => {
      const columns = Object.keys(where);
      if (columns.length === 0) throw new Error(`Nothing says which rows of ${table} to remove.`);
      const text = `DELETE FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')}`;
      return prepare<unknown[], never>(text).run(...Object.values(where)).changes;
    },
    transaction: (work) => {
      const outermost = !database.inTransaction;
      const before = { commits: commits.length, rollbacks: rollbacks.length };
      let value: ReturnType<typeof work>;
      try {
        value = database.transaction(work).immediate();
      } catch (error) {
        commits.length = Math.min(commits.length, before.commits);
        for (const undo of rollbacks.splice(before.rollbacks)) undo();
        throw error;
      }
      if (outermost) {
        const due = commits;
        commits = [];
        rollbacks = [];
        for (const after of due) after();
      }
      return value;
    },
    afterCommit: (work) => {
      if (database.inTransaction) commits.push(work);
      else work();
    },
    afterRollback: (work) => {
      if (database.inTransaction) rollbacks.push(work);
    },
    checkpoint: () => void database.pragma('wal_checkpoint(TRUNCATE)'),
  };
}
