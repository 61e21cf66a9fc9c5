import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type OutputOf, Topic } from '../../../shared/contract/table.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import { PersonId } from '../../../shared/domain/ids.ts';
import { asShown, makePassphrase, type OwnPurpose, openBackup, writeBackup } from '../exchange/service.ts';
import { seedOf, writerKeyFromSeed } from '../ledger/keys.ts';
import { createLedger } from '../ledger/ledger.ts';
import { refuse } from '../refused.ts';
import { LOCAL_TABLES } from '../store/tables.ts';
import type { DeskContext } from './context.ts';
import { personHere, roundHead, roundsOf } from './context.ts';
import type { Job } from './jobs.ts';
import { projections } from './projections.ts';

const Cell = z.union([z.string(), z.number(), z.null()]);
const Local = z.object({
  /** The desk's signing key, with which a restored desk introduces its new one. */
  seed: z.string(),
  rows: z.partialRecord(z.enum(LOCAL_TABLES), z.array(z.record(z.string(), Cell))),
});

type LocalTable = (typeof LOCAL_TABLES)[number];

/**
 * A whole copy of the desk in one file: the record, the evidence, drafts and settings, and the key, sealed with a
 * passphrase. Whoever has both can read all of it and sign as this person.
 */
export async function backUp(
  desk: DeskContext,
  own: string | undefined,
  job: Job,
): Promise<OutputOf<'desk.backup'>> {
  return sealOwn(desk, { purpose: 'backup', seed: seedOf(desk.key), own, job });
}

/** The desk in one file for its own person, with the key by which it is carried on elsewhere. */
export async function sealOwn(
  desk: DeskContext,
  {
    purpose,
    seed,
    own,
    job,
  }: {
    readonly purpose: OwnPurpose;
    readonly seed: string;
    readonly own: string | undefined;
    readonly job: Job;
  },
): Promise<OutputOf<'desk.backup'>> {
  const passphrase = own === undefined ? makePassphrase() : asShown(own);
  const me = personHere(desk);
  const { id: round, title } = await roundHead(desk);
  const local = localPart(desk, purpose, seed);
  const file = join(desk.store.folder.exports, `${randomUUID()}.part`);
  const { madeAt } = await writeBackup(desk, {
    purpose,
    file,
    local,
    round,
    title,
    person: me,
    passphrase,
    job,
  });
  const given = await desk.handover.give(
    purpose === 'move'
      ? `award-panel-move ${dayInLondon(madeAt)}.awardmove`
      : `award-panel-backup ${dayInLondon(madeAt)}.awardbackup`,
    'application/octet-stream',
    { file },
  );
  return { ...given, passphrase };
}

/** What goes with drafts: of settings, whose they are, of which round, and what their desk needs to be known. */
const WITH_DRAFTS: readonly LocalTable[] = [
  'draft_score',
  'draft_sheet',
  'draft_looked',
  'draft_reply_seen',
  'draft_words',
  'sheet_sent',
  'setting',
];
const SETTINGS_WITH_DRAFTS = /^(person|round|invitation|invitation-made-at|opening .+)$/;

/** The desk's own rows as such a file carries them, with the seed of the key by which it is carried on elsewhere. */
export function localPart(desk: DeskContext, purpose: OwnPurpose, seed: string): Buffer {
  const travels = (table: LocalTable, { key }: Record<string, unknown>) => {
    if (table !== 'setting') return true;
    if (purpose === 'drafts') return SETTINGS_WITH_DRAFTS.test(String(key));
    // Where the work arrives it has not been moved away.
    return purpose !== 'move' || key !== 'moved-at';
  };
  const tables = purpose === 'drafts' ? WITH_DRAFTS : LOCAL_TABLES;
  const rows = Object.fromEntries(
    tables.map((table) => [
      table,
      desk.store
        .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
        .all()
        .filter((row) => travels(table, row)),
    ]),
  );
  return Buffer.from(JSON.stringify(Local.parse({ seed, rows })));
}

/** The rows of a file that a desk made for its own person. Throws where it is none. */
export const rowsIn = (local: Buffer): z.infer<typeof Local>['rows'] => readLocal(local).rows;

const readLocal = (local: Buffer) => Local.parse(JSON.parse(local.toString('utf8')));

/**
 * Takes a backup, a move or a copy of drafts into a desk that has no data yet. The desk signs with its own key from now on; it and the
 * one that came introduce each other: a key that two desks used would look like a copied data folder. A key that was
 * made for the way is retired when it has arrived.
 */
export async function restore(
  desk: DeskContext,
  staged: { readonly path: string; readonly file: string },
  passphrase: string | undefined,
  job: Job,
): Promise<OutputOf<'desk.restore'>> {
  const { contents, purpose, entries, local, evidenceFiles } = await openBackup(
    desk,
    { name: staged.path, file: staged.file },
    passphrase,
    job,
  );
  if (local === undefined)
    throw refuse('pack-unusable', 'The file has no part of its own desk. Choose another one.');
  const { seed, rows } = readLocal(local);
  const carrier = writerKeyFromSeed(seed);
  const person = PersonId.parse(contents.from);
  // A backup speaks with its desk's own key: it is for when that desk is gone.
  const carried = purpose !== 'backup';
  const rounds = desk.store.transaction(() => {
    const put = (table: LocalTable) => {
      for (const row of rows[table] ?? []) insertAny(desk, table, row);
    };
    // Settings say which opening this desk stands by, and so come first; of the rest, some speak of entries.
    put('setting');
    desk.ledger.merge(entries);
    for (const table of LOCAL_TABLES) if (table !== 'setting') put(table);
    // The copy of another computer's drafts is that one's: this one begins its own, in the same place.
    desk.store.prepare<[], never>('UPDATE draft_copy SET copied_at = NULL, digest = NULL').run();
    desk.settings.remove('draft-carrier');
    return roundsOf(desk);
  });
  desk.belongTo(person);
  desk.store.transaction(() => {
    const before = createLedger({ store: desk.store, key: carrier, person, clock: desk.now, projections });
    for (const round of rounds) {
      // Whichever of the keys the round has heard of speaks for the others, and says what others say of them.
      if (carried)
        desk.ledger.append('writer-introduced', {
          facts: { round, person, writer: carrier.writer },
          text: {},
        });
      desk.ledger.append('writer-introduced', {
        facts: { round, person, writer: contents.writer, sealing: contents.sealing },
        text: {},
      });
      const { seq } = before.append('writer-introduced', {
        facts: { round, person, writer: desk.key.writer, sealing: desk.sealing.recipient },
        text: {},
      });
      if (carried)
        desk.ledger.append('writer-retired', {
          facts: { round, person, writer: carrier.writer, after: seq },
          text: { reason: 'It has brought the work to another computer.' },
        });
    }
  });
  desk.draftCopy.placed();
  desk.changed(...Topic.options);
  return {
    kind: purpose,
    entries: entries.length,
    evidenceFiles,
    madeAt: contents.madeAt,
    digest: contents.entriesHash,
  };
}

/** Columns come from our own export of the same table; one that this version does not have is refused by SQLite. */
function insertAny(desk: DeskContext, table: LocalTable, row: Record<string, string | number | null>): void {
  const columns = Object.keys(row);
  if (columns.some((column) => !/^[a-z_]+$/.test(column)))
    throw refuse('pack-unusable', 'The file is damaged. Choose another one.');
  desk.store
    .prepare<(string | number | null)[], never>(
      `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    .run(...Object.values(row));
}
