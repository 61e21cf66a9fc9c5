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

type Prepared = Database.Statement<unknown[], unknown>;

/** Lists in a query make texts without number. */
const MOST_STATEMENTS = 1000;

/** Statements prepared once per text and kept. */
export function keptStatements(database: Database.Database): (text: string) => Prepared {
  const kept = new Map<string, Prepared>();
  return (text) => {
    let statement = kept.get(text);
    if (statement === undefined) {
      if (kept.size >= MOST_STATEMENTS) kept.clear();
      statement = database.prepare<unknown[], unknown>(withOnePlan(text));
      kept.set(text, statement);
    }
    return statement;
  };
}

/**
 * SQLite plans a statement anew at every call where a parameter might change its plan
 * (https://www.sqlite.org/c3ref/prepare.html), and better-sqlite3 clears the parameters after each call: a look-up
 * through a join then takes ten times as long. A plus hides a parameter from the planner and changes nothing else
 * (https://www.sqlite.org/optoverview.html).
 */
const withOnePlan = (text: string): string => text.replace(/(=|>|<| is| LIMIT| limit) \?/g, '$1 +?');

export function connect(database: Database.Database): Connection {
  const kept = keptStatements(database);
  const writes = new Map<string, Database.Statement<unknown[], never>>();
  let commits: (() => void)[] = [];
  let rollbacks: (() => void)[] = [];

  function prepare<Params extends unknown[], Row>(text: string): Database.Statement<Params, Row> {
    // The same text was prepared under the same types: they are written beside it.
    return kept(text) as Database.Statement<Params, Row>;
  }

  function write(verb: string, table: TableName, row: object): void {
    const columns = Object.keys(row);
    const key = `${verb} ${table} ${columns.join()}`;
    let statement = writes.get(key);
    if (statement === undefined) {
      statement = prepare(
        `${verb} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      writes.set(key, statement);
    }
    statement.run(...Object.values(row));
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
