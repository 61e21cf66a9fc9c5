import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type OutputOf, Topic } from '../../../shared/contract/table.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import { PersonId, type RoundId } from '../../../shared/domain/ids.ts';
import { asShown, makePassphrase, openBackup, writeBackup } from '../exchange/service.ts';
import { seedOf, writerKeyFromSeed } from '../ledger/keys.ts';
import { createLedger } from '../ledger/ledger.ts';
import { refuse } from '../refused.ts';
import { LOCAL_TABLES } from '../store/tables.ts';
import type { DeskContext } from './context.ts';
import { personHere, roundHead } from './context.ts';
import type { Job } from './jobs.ts';
import { projections } from './projections.ts';

const Cell = z.union([z.string(), z.number(), z.null()]);
const Local = z.object({
  /** The desk's signing key, with which a restored desk introduces its new one. */
  seed: z.string(),
  rows: z.partialRecord(z.enum(LOCAL_TABLES), z.array(z.record(z.string(), Cell))),
});

/**
 * A whole copy of the desk in one file: the record, the evidence, drafts and settings, and the key, sealed with a
 * passphrase. Whoever has both can read all of it and sign as this person.
 */
export async function backUp(
  desk: DeskContext,
  own: string | undefined,
  job: Job,
): Promise<OutputOf<'desk.backup'>> {
  const passphrase = own === undefined ? makePassphrase() : asShown(own);
  const me = personHere(desk);
  const { id: round, title } = await roundHead(desk);
  const rows = Object.fromEntries(
    LOCAL_TABLES.map((table) => [
      table,
      desk.store.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all(),
    ]),
  );
  const local = Buffer.from(JSON.stringify(Local.parse({ seed: seedOf(desk.key), rows })));
  const file = join(desk.store.folder.exports, `${randomUUID()}.part`);
  const contents = await writeBackup(desk, { file, local, round, title, person: me, passphrase, job });
  const given = await desk.handover.give(
    `award-panel-backup ${dayInLondon(contents.madeAt)}.awardbackup`,
    'application/octet-stream',
    { file },
  );
  return { ...given, passphrase };
}

/**
 * Takes a backup into a desk that has no data yet. The desk signs with its own key from now on; it and the old one
 * introduce each other: a key that two desks used would look like a copied data folder.
 */
export async function restore(
  desk: DeskContext,
  staged: { readonly path: string; readonly file: string },
  passphrase: string | undefined,
  job: Job,
): Promise<OutputOf<'desk.restore'>> {
  const { contents, entries, local, evidenceFiles } = await openBackup(
    desk,
    { name: staged.path, file: staged.file },
    passphrase,
    job,
  );
  if (local === undefined)
    throw refuse('pack-unusable', 'The backup has no part of its own desk. Choose another backup.');
  const { seed, rows } = Local.parse(JSON.parse(local.toString('utf8')));
  const old = writerKeyFromSeed(seed);
  const person = PersonId.parse(contents.from);
  const rounds = desk.store.transaction(() => {
    for (const table of LOCAL_TABLES) {
      for (const row of rows[table] ?? []) insertAny(desk, table, row);
    }
    desk.ledger.merge(entries);
    return desk.store
      .prepare<[], { round: RoundId }>('SELECT round FROM round')
      .all()
      .map((row) => row.round);
  });
  desk.belongTo(person);
  desk.store.transaction(() => {
    const before = createLedger({ store: desk.store, key: old, person, clock: desk.now, projections });
    for (const round of rounds) {
      // Whichever of the two keys the round has heard of speaks for the other.
      desk.ledger.append('writer-introduced', { facts: { round, person, writer: old.writer }, text: {} });
      before.append('writer-introduced', {
        facts: { round, person, writer: desk.key.writer, sealing: desk.sealing.recipient },
        text: {},
      });
    }
  });
  desk.changed(...Topic.options);
  return { entries: entries.length, evidenceFiles, madeAt: contents.madeAt, digest: contents.entriesHash };
}

/** Columns come from our own export of the same table; one that this version does not have is refused by SQLite. */
function insertAny(
  desk: DeskContext,
  table: (typeof LOCAL_TABLES)[number],
  row: Record<string, string | number | null>,
): void {
  const columns = Object.keys(row);
  if (columns.some((column) => !/^[a-z_]+$/.test(column)))
    throw refuse('pack-unusable', 'The backup is damaged. Choose another backup.');
  desk.store
    .prepare<(string | number | null)[], never>(
      `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    .run(...Object.values(row));
}
