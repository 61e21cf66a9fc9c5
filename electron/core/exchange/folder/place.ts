import { access, constants, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { PersonId, type RoundId } from '../../../../shared/domain/ids.ts';
import { subFolderName } from '../../../../shared/domain/team-folder.ts';
import { type DeskContext, personHere, rolesOf, roundHere } from '../../desk/context.ts';
import { refuse } from '../../refused.ts';
import { syncFolder } from '../../store/evidence.ts';
import { codeOf } from '../../store/refusal.ts';

/** Where this desk's team folder lies, as it was told once. */
const Place = z.object({
  kind: z.enum(['parent', 'own']),
  /** Absent where an administrator named people's sub-folders one by one. */
  path: z.string().optional(),
  /** An administrator's: sub-folder by person. */
  folders: z.record(PersonId, z.string()),
});
export type Place = z.infer<typeof Place>;

export function placeOf(desk: DeskContext, round: RoundId): Place | undefined {
  const held = desk.settings.get(`team-folder ${round}`);
  return held === undefined || held === '' ? undefined : Place.parse(JSON.parse(held));
}

function keep(desk: DeskContext, round: RoundId, place: Place | undefined): void {
  desk.settings.set(`team-folder ${round}`, place === undefined ? '' : JSON.stringify(place));
}

/** The sub-folder of whose desk this is, where they named it. */
export function ownSubFolder(desk: DeskContext): string | undefined {
  const place = placeOf(desk, roundHere(desk));
  return place?.kind === 'own' ? place.path : undefined;
}

export function leavePlace(desk: DeskContext): void {
  keep(desk, roundHere(desk), undefined);
}

export const administersHere = (desk: DeskContext, round = roundHere(desk)): boolean =>
  rolesOf(desk, round, personHere(desk)).includes('administrator');

/** Keeps a folder that a person named. Throws the refusal 'wrong-input' with what is the matter with it. */
export async function choosePlace(
  desk: DeskContext,
  { path: given, person }: { readonly path: string; readonly person?: PersonId | undefined },
): Promise<void> {
  const round = roundHere(desk);
  const path = asTyped(given);
  await checkFolder(desk, path, 'path');
  if (!administersHere(desk, round)) {
    if (person !== undefined && person !== personHere(desk)) {
      throw refuse('not-allowed', 'Only an administrator names other people’s folders.');
    }
    return keep(desk, round, { kind: 'own', path: resolve(path), folders: {} });
  }
  const before = placeOf(desk, round);
  const held: Place = before?.kind === 'parent' ? before : { kind: 'parent', folders: {} };
  if (person === undefined) return keep(desk, round, { kind: 'parent', path: resolve(path), folders: {} });
  keep(desk, round, { ...held, folders: { ...held.folders, [person]: resolve(path) } });
}

/** As Windows copies a path: with its quotation marks. */
export const asTyped = (path: string): string => path.replace(/^"(.*)"$/, '$1').trim();

/** Throws the refusal 'wrong-input', with the field that it was typed in, for what is no folder to write in. */
export async function checkFolder(desk: DeskContext, path: string, field: string): Promise<void> {
  const wrong = (sentence: string) => refuse('wrong-input', sentence, [{ kind: 'field', at: field }]);
  if (/^https?:/i.test(path))
    throw wrong(
      'That is an address on the web. Give the folder as it lies on this computer: in SharePoint choose “Sync” or “Add shortcut to OneDrive” first.',
    );
  if (!isAbsolute(path))
    throw wrong('Give the whole path of the folder, from the drive on: copy it from the file manager.');
  if (isWithin(desk.store.folder.path, path) || isWithin(path, desk.store.folder.path))
    throw wrong('That folder holds this computer’s own data. Choose another one.');
  const state = await stateOf(path);
  if (state === 'gone')
    throw wrong('There is no folder of that name. Check the path, and that the drive is connected.');
  if (state === 'no-folder') throw wrong('That is a file. Choose the folder that it lies in.');
  if (state === 'closed')
    throw wrong('This computer may not read that folder. Ask whoever shares it to let you in.');
}

function isWithin(inner: string, outer: string): boolean {
  const way = relative(resolve(outer), resolve(inner));
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

export type FolderState = 'there' | 'gone' | 'closed' | 'no-folder';

export async function stateOf(path: string): Promise<FolderState> {
  try {
    if (!(await stat(path)).isDirectory()) return 'no-folder';
    await access(path, constants.R_OK);
    return 'there';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EACCES' || code === 'EPERM') return 'closed';
    if (code === undefined) throw error;
    return 'gone';
  }
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
}

/**
 * Everybody's sub-folder by person. Two administrators come to the same names, since both go by the order of the
 * people's ids.
 */
export function subFolders(
  { path, ...place }: Place,
  people: readonly Person[],
): ReadonlyMap<PersonId, string> {
  const folders = new Map<PersonId, string>(
    Object.entries(place.folders).map(([person, folder]) => [PersonId.parse(person), folder]),
  );
  if (path === undefined) return folders;
  const within = new Set(
    [...folders.values()].filter((each) => dirname(each) === path).map((each) => relative(path, each)),
  );
  for (const { id, name } of people.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    if (folders.has(id)) continue;
    const called = subFolderName(name, within);
    within.add(called);
    folders.set(id, join(path, called));
  }
  return folders;
}

/** Makes the sub-folders that are not there yet, where the folder that holds them is; they keep their names from then on. */
export async function makeSubFolders(
  desk: DeskContext,
  round: RoundId,
  place: Place,
  folders: ReadonlyMap<PersonId, string>,
): Promise<void> {
  const { path } = place;
  if (path === undefined || (await stateOf(path)) !== 'there') return;
  if (folders.size !== Object.keys(place.folders).length)
    keep(desk, round, { ...place, folders: Object.fromEntries(folders) });
  const held = new Set((await readdir(path)).map((name) => join(path, name)));
  for (const folder of folders.values())
    if (dirname(folder) === path && !held.has(folder)) await made(folder);
}

/** A folder that only others may write in holds what they made: what is missing there is told at the look. */
async function made(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (!cannotWrite(error)) throw error;
  }
}

export function cannotWrite(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS', 'EEXIST'].includes(codeOf(error) ?? '');
}

/** Drives of others may not let a folder be synced: what counts there is theirs to keep. */
export async function syncShared(folder: string): Promise<void> {
  try {
    await syncFolder(folder);
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EACCES', 'ENOTSUP', 'EISDIR', 'EBADF'].includes(codeOf(error) ?? ''))
      throw error;
  }
}

/** What a drive says that has just gone. */
export function hasGone(error: unknown): boolean {
  return [
    'ENOENT',
    'ENOTDIR',
    'EIO',
    'ENODEV',
    'ENXIO',
    'ESTALE',
    'EHOSTDOWN',
    'ENOTCONN',
    'ETIMEDOUT',
  ].includes(codeOf(error) ?? '');
}
