import type { Migration, MigrationProvider } from 'kysely/migration';
import { first } from './0001-first.ts';

/** Every migration, by a name that sorts in the order they run. One that has run anywhere is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
};

/** From memory: a packaged program has no folder of migrations to list. */
export const migrationProvider: MigrationProvider = {
  getMigrations: () => Promise.resolve({ ...migrations }),
};
