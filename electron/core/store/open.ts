import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { type Connection, connect, openDatabase } from './connection.ts';
import { StoreDialect } from './dialect.ts';
import { type EvidenceStore, evidenceStore, syncFolder } from './evidence.ts';
import { type DataFolder, emptyFolder, holdFolder, layOut, refuseNetwork, syncedPart } from './folder.ts';
import { type Migrations, migrations as shipped } from './migrations/index.ts';
import { StoreRefusal, tellFullDisk } from './refusal.ts';
import type { Tables } from './schema.ts';

/** Kysely's reading half. Writing goes through `Connection`, inside `transaction`. */
export type Reading = Pick<
  Kysely<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'fn' | 'case' | 'dynamic'
>;

export interface Store extends Connection {
  readonly folder: DataFolder;
  readonly db: Reading;
  readonly evidence: EvidenceStore;
  /** What the person should know about where the data lies, a sentence each. */
  readonly warnings: readonly string[];
  /** A whole copy of the database in one file, on disk when this returns. Evidence is not in it. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** A database in memory with the same tables: for working something out again, and for comparing. */
export interface Scratch extends Connection {
  readonly db: Reading;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The moment that a second process is told, ISO 8601. */
  readonly now?: string;
  /** Other steps than this version's own, by name in their order. */
  readonly migrations?: Migrations;
}

/**
 * Opens a data folder, making it where it is new and bringing an older one up to date with a copy kept.
 * Throws a `StoreRefusal` where another process has it, where it lies on a network, or where it is newer than this
 * program.
 */
export async function openStore(
  folder: string,
  { now = new Date().toISOString(), migrations = shipped }: StoreOptions = {},
): Promise<Store> {
  const layout = layOut(folder);
  refuseNetwork(layout.path);
  const hold = holdFolder(layout, now);
  try {
    const database = openDatabase(layout.database);
    const db = new Kysely<Tables>({ dialect: new StoreDialect(database) });
    try {
      emptyFolder(layout.staging);
      emptyFolder(layout.exports);
      await bringUpToDate(db, database, layout, migrations);
    } catch (error) {
      await db.destroy();
      throw error;
    }
    const synced = syncedPart(layout.path);
    return {
      ...connect(database),
      folder: layout,
      db,
      evidence: evidenceStore(layout),
      warnings:
        synced === undefined
          ? []
          : [
              `The data folder is inside ${synced}, which copies files while they are open. Move it to a folder that is not synchronised.`,
            ],
      backup: (file) => backUp(database, file),
      close: async () => {
        await db.destroy();
        hold.release();
      },
    };
  } catch (error) {
    hold.release();
    throw tellFullDisk(error, layout.path);
  }
}

export async function openScratch(): Promise<Scratch> {
  const database = openDatabase(':memory:');
  const db = new Kysely<Tables>({ dialect: new StoreDialect(database) });
  await migrate(db, shipped);
  return { ...connect(database), db, close: () => db.destroy() };
}

async function bringUpToDate(
  db: Kysely<Tables>,
  database: Database.Database,
  folder: DataFolder,
  migrations: Migrations,
): Promise<void> {
  const applied = appliedMigrations(database);
  const known = Object.keys(migrations);
  if (applied.some((name) => !known.includes(name))) {
    throw new StoreRefusal(
      'newer-data',
      `The data in ${folder.path} was last used with a newer Award Panel. Install that version or a later one to open it.`,
    );
  }
  const next = known.find((name) => !applied.includes(name));
  if (next === undefined) return;
  if (applied.length > 0) await backUp(database, join(folder.backups, `before-${next}.db`));
  await migrate(db, migrations);
}

function appliedMigrations(database: Database.Database): readonly string[] {
  const table = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kysely_migration'")
    .get();
  if (table === undefined) return [];
  return database
    .prepare<[], { name: string }>('SELECT name FROM kysely_migration')
    .all()
    .map((row) => row.name);
}

async function migrate(db: Kysely<Tables>, migrations: Migrations): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  // Steps are written side by side, and one may reach a data folder after another that has a later number.
  const { error } = await new Migrator({ db, provider, allowUnorderedMigrations: true }).migrateToLatest();
  if (error !== undefined) throw error;
}

async function backUp(database: Database.Database, file: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.part`);
  try {
    await database.backup(temporary);
    const handle = await open(temporary, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(temporary, { force: true });
    throw tellFullDisk(error, dirname(file));
  }
}
