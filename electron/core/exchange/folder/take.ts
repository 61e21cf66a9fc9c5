import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { WaitingFile } from '../../../../shared/contract/folder.ts';
import { mayBePack, readPackFileName, triesAgain } from '../../../../shared/domain/team-folder.ts';
import type { DeskContext } from '../../desk/context.ts';
import type { Job } from '../../desk/jobs.ts';
import { Refused, refuse } from '../../refused.ts';
import type { FolderFileTable } from '../../store/folder-rows.ts';
import { codeOf } from '../../store/refusal.ts';
import type { Contents } from '../manifest.ts';
import { unusableBecause } from '../sealed-file.ts';
import { accept, lookThrough } from '../taking.ts';
import { leftToAPerson } from './alone.ts';
import { hasGone } from './place.ts';
import { shortOf } from './put.ts';

interface Found {
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
  /** As the file system tells it, to its finest part. */
  readonly modified: string;
}

type Judged = Pick<FolderFileTable, 'state'> &
  Partial<Pick<FolderFileTable, 'digest' | 'sender' | 'sentence'>>;

/** What was taken in this look: by whom each file was made. */
export interface Taken {
  readonly from: string;
}

/**
 * Takes what has come to a sub-folder: what opens with this desk's key and leaves a person nothing to decide. What is
 * not whole is tried again at later looks, what is for others is left alone, the rest waits for a person.
 * @param look the number of this look; `afresh` tries whatever was not taken, as a person asks for it
 */
export async function takeFrom(
  desk: DeskContext,
  folder: string,
  look: number,
  afresh: boolean,
  job: Job,
): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  const own = shortOf(desk.key.writer);
  const found = (await filesIn(folder)).filter(({ name }) => readPackFileName(name)?.short !== own);
  forget(desk, folder, new Set(found.map(({ name }) => name)));
  const entries = entriesHeld(desk);
  for (const file of found) {
    job.step();
    const before = judgedBefore(desk, file);
    if (before !== undefined && !judgesAgain(before, look, entries, afresh)) continue;
    const judged = await takeOne(desk, file, job);
    if (judged === undefined) continue;
    if (judged.state === 'taken' && judged.from !== undefined) taken.push({ from: judged.from });
    const { state, digest = null, sender = null, sentence = '' } = judged;
    const tries = (before?.tries ?? 0) + 1;
    desk.store.transaction(() =>
      desk.store.put('folder_file', { ...file, state, digest, sender, sentence, tries, look, entries }),
    );
  }
  return taken;
}

async function filesIn(folder: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const held = await stillThere(() => stat(join(folder, entry.name), { bigint: true }));
    if (held === undefined || !mayBePack(entry.name, Number(held.size))) continue;
    found.push({ folder, name: entry.name, bytes: Number(held.size), modified: String(held.mtimeNs) });
  }
  // The oldest first, as far as names tell.
  const place = ({ name }: Found) => readPackFileName(name)?.number ?? 0;
  return found.toSorted((one, other) => place(one) - place(other));
}

/** Undefined where the file has gone between the listing and now, as when its writer clears it away. */
async function stillThere<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function judgedBefore(desk: DeskContext, file: Found): FolderFileTable | undefined {
  const row = desk.store
    .prepare<[string, string], FolderFileTable>('SELECT * FROM folder_file WHERE folder = ? AND name = ?')
    .get(file.folder, file.name);
  return row?.bytes === file.bytes && row.modified === file.modified ? row : undefined;
}

function judgesAgain(before: FolderFileTable, look: number, entries: number, afresh: boolean): boolean {
  switch (before.state) {
    case 'taken':
    case 'not-for-here':
      return false;
    case 'not-whole':
      return afresh || triesAgain(look - before.look, before.tries);
    case 'waiting':
      // Whoever was a stranger may be known by now.
      return afresh || before.entries !== entries;
  }
}

/** Undefined where the file is gone or still changing: it is looked at anew the next time. */
async function takeOne(
  desk: DeskContext,
  file: Found,
  job: Job,
): Promise<(Judged & { readonly from?: string }) | undefined> {
  const copy = join(desk.store.folder.staging, `${randomUUID()}.awardpack`);
  try {
    if (!(await copied(file, copy))) return undefined;
    const { rehearsed, rehearsal } = await lookThrough(
      desk,
      [{ name: file.name, file: copy }],
      undefined,
      job,
    );
    const { contents } = rehearsed;
    const digest = digestOf(contents);
    const judged = { digest, sender: contents.from, from: contents.fromName };
    if (takenBefore(desk, digest)) return { state: 'taken', digest, sender: contents.from };
    const sentence = leftToAPerson(desk, contents, rehearsal);
    if (sentence !== undefined) return { ...judged, state: 'waiting', sentence };
    const { problems } = await accept(desk, rehearsed, job);
    return { ...judged, state: 'taken', sentence: problems.join(' ') };
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code === 'stopped') throw error;
    const { refusal } = error;
    if (refusal.code !== 'pack-unusable' && refusal.code !== 'passphrase-needed') throw error;
    switch (unusableBecause(refusal)) {
      case 'for-another':
        return { state: 'not-for-here' };
      case 'not-whole':
        return { state: 'not-whole' };
      case 'other':
        return { state: 'waiting', sentence: refusal.sentence };
    }
  } finally {
    await rm(copy, { force: true });
  }
}

/** False where the file has gone, cannot be read yet, or was another by the time that it was copied. */
async function copied({ folder, name, bytes, modified }: Found, to: string): Promise<boolean> {
  const from = join(folder, name);
  try {
    await pipeline(createReadStream(from), createWriteStream(to, { mode: 0o600 }));
    const after = await stat(from, { bigint: true });
    return Number(after.size) === bytes && String(after.mtimeNs) === modified;
  } catch (error) {
    // Somebody is writing it, or the drive fetches it only now: EBUSY and UNKNOWN are what Windows says.
    if (hasGone(error) || ['EACCES', 'EPERM', 'EBUSY', 'EAGAIN', 'UNKNOWN'].includes(codeOf(error) ?? ''))
      return false;
    throw error;
  }
}

/** What a pack says of itself, in short: its copies under other names say the same. */
const digestOf = ({ writer, to, madeAt, entriesHash, folder }: Contents) =>
  createHash('sha256')
    .update(JSON.stringify([writer, to, madeAt, entriesHash, folder?.number ?? 0]))
    .digest('hex');

function takenBefore(desk: DeskContext, digest: string): boolean {
  return (
    desk.store
      .prepare<[string], { one: 1 }>(
        "SELECT 1 AS one FROM folder_file WHERE digest = ? AND state = 'taken' LIMIT 1",
      )
      .get(digest) !== undefined
  );
}

function entriesHeld(desk: DeskContext): number {
  return desk.store.prepare<[], { n: number }>('SELECT count(*) AS n FROM entry').get()?.n ?? 0;
}

/** Files that are there no more need not be known. */
function forget(desk: DeskContext, folder: string, names: ReadonlySet<string>): void {
  const rows = desk.store
    .prepare<[string], { name: string }>('SELECT name FROM folder_file WHERE folder = ?')
    .all(folder);
  desk.store.transaction(() => {
    for (const { name } of rows) if (!names.has(name)) desk.store.remove('folder_file', { folder, name });
  });
}

const idOf = (folder: string, name: string) =>
  createHash('sha256')
    .update(JSON.stringify([folder, name]))
    .digest('hex')
    .slice(0, 32);

function waitingRows(desk: DeskContext, folders: readonly string[]) {
  return folders.flatMap((folder) =>
    desk.store
      .prepare<[string], Pick<FolderFileTable, 'name' | 'sender' | 'sentence'>>(
        "SELECT name, sender, sentence FROM folder_file WHERE folder = ? AND state = 'waiting' ORDER BY name",
      )
      .all(folder)
      .map((row) => ({ ...row, folder, id: idOf(folder, row.name) })),
  );
}

/**
 * Files of these sub-folders that are left to a person.
 * @param whose the name of whose sub-folder a path is
 */
export function waitingIn(
  desk: DeskContext,
  folders: readonly string[],
  names: ReadonlyMap<string, string>,
  whose: (folder: string) => string | undefined,
): WaitingFile[] {
  return waitingRows(desk, folders).map(({ id, name, sender, sentence, folder }) => {
    const from = sender === null ? undefined : names.get(sender);
    const inFolderOf = whose(folder);
    return {
      id,
      name,
      sentence,
      ...(from === undefined ? {} : { from }),
      ...(inFolderOf === undefined ? {} : { inFolderOf }),
    };
  });
}

/** How many those are. */
export const waitingCount = (desk: DeskContext, folders: readonly string[]): number =>
  waitingRows(desk, folders).length;

/** A copy of one that waits, staged as if a person had picked it. Throws the refusal 'not-found' where it is gone. */
export async function stageWaiting(
  desk: DeskContext,
  folders: readonly string[],
  id: string,
): Promise<string> {
  const row = waitingRows(desk, folders).find((each) => each.id === id);
  const gone = () => refuse('not-found', 'The file is no longer in the team folder.');
  if (row === undefined) throw gone();
  const file = join(desk.store.folder.staging, `${randomUUID()}.awardpack`);
  try {
    await pipeline(createReadStream(join(row.folder, row.name)), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    if (hasGone(error)) throw gone();
    throw error;
  }
  const [staged] = await desk.handover.stage([{ path: row.name, file }]);
  if (staged === undefined) throw gone();
  return staged.id;
}
