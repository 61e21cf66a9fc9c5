import { z } from 'zod';
import type { FolderView } from '../../../../shared/contract/folder.ts';
import type { OutputOf, Topic } from '../../../../shared/contract/table.ts';
import { Instant, PersonId as Person, type PersonId, type RoundId } from '../../../../shared/domain/ids.ts';
import { untilNextLook } from '../../../../shared/domain/team-folder.ts';
import { list } from '../../../../shared/domain/words.ts';
import { type DeskContext, movedAt, personHere, requireNotMoved, roundHere } from '../../desk/context.ts';
import type { Job } from '../../desk/jobs.ts';
import { namesOf } from '../../people/service.ts';
import { refuse } from '../../refused.ts';
import { blindTo } from '../../scoring/service.ts';
import { listRecipients } from '../recipients.ts';
import {
  administersHere,
  cannotWrite,
  hasGone,
  makeSubFolders,
  placeOf,
  stateOf,
  subFolders,
} from './place.ts';
import { put, type SubFolderFor, tidy } from './put.ts';
import { unansweredIn } from './sent.ts';
import { stageWaiting, type Taken, takeFrom, waitingCount, waitingIn } from './take.ts';

export const FOLDER_JOB = 'team-folder';

/** The team folder as this desk keeps it: it looks when asked, and by itself where it works alongside a window. */
export interface TeamFolder {
  /** Takes what came and puts what is new. Throws the refusal 'not-found' where no folder was chosen. */
  look(): Promise<OutputOf<'folder.look'>>;
  show(): Promise<FolderView>;
  /** Stages a file that waits for a person. */
  stage(id: string): Promise<string>;
  /** Something changed that others may be waiting for. */
  heard(topics: readonly Topic[]): void;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

export interface TeamFolderOptions {
  readonly alongside: boolean;
  /** Hears of errors that nobody foresaw, in work that nobody waits for. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds from a change that others wait for to the look that tells them. */
  readonly soon: number;
}

const Last = z.object({
  looked: Instant.optional(),
  taken: z.object({ at: Instant, from: z.string() }).optional(),
});

export function createTeamFolder(
  desk: DeskContext,
  { alongside, failed, soon }: TeamFolderOptions,
): TeamFolder {
  let looks = lastLook(desk);
  let quiet = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let running: Promise<unknown> = Promise.resolve();
  /** What was the matter with each sub-folder at the last look. */
  const troubles = new Map<string, Trouble>();

  function plan(after: number): void {
    if (!alongside || closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void byItself(), after);
    timer.unref();
  }

  async function byItself(): Promise<void> {
    if (closed) return;
    try {
      if (placed(desk) !== undefined) await lookOnce(false);
    } catch (error) {
      // A person who works in the same files at this moment goes first.
      failed(error);
    }
    plan(untilNextLook(troubles.size > 0 ? 'gone' : 'there', quiet));
  }

  function lookOnce(afresh: boolean): Promise<OutputOf<'folder.look'>> {
    const next = running.then(() => desk.jobs.run(FOLDER_JOB, (job) => lookNow(afresh, job)));
    running = next.catch(() => undefined);
    return next;
  }

  async function lookNow(afresh: boolean, job: Job): Promise<OutputOf<'folder.look'>> {
    const round = roundHere(desk);
    const { looksIn } = await foldersOf(desk, round, true);
    looks += 1;
    troubles.clear();
    const taken: Taken[] = [];
    for (const folder of looksIn)
      taken.push(
        ...((await minding(troubles, folder, () => takeFrom(desk, folder, looks, afresh, job))) ?? []),
      );
    // Read again: what came may say who else there is to write to.
    const { putsIn } = await foldersOf(desk, round, true);
    const recipients = await listRecipients(desk);
    let number = 0;
    for (const { folder, persons } of putsIn) {
      if (troubles.has(folder)) continue;
      await minding(troubles, folder, async () => {
        for (const recipient of recipients)
          if (persons.includes(recipient.person))
            number += await put(desk, recipient, { folder, persons }, job);
        await tidy(desk, round, { folder, persons });
      });
    }
    quiet = taken.length + number > 0 ? 0 : quiet + 1;
    const now = desk.now();
    const before = lastOf(desk, round);
    const from = taken.at(-1)?.from;
    const last = { looked: now, taken: from === undefined ? before.taken : { at: now, from } };
    desk.settings.set(`team-folder-last ${round}`, JSON.stringify(last));
    desk.changed('exchange');
    return { taken: taken.length, put: number, waiting: waitingCount(desk, looksIn) };
  }

  plan(soon);
  return {
    async look() {
      requireNotMoved(desk);
      if (placed(desk) === undefined)
        throw refuse('not-found', 'No team folder is chosen on this computer. Choose it first.');
      return lookOnce(true);
    },
    async show() {
      return view(desk, alongside, troubles);
    },
    async stage(id) {
      const { looksIn } = await foldersOf(desk, roundHere(desk));
      return stageWaiting(desk, looksIn, id);
    },
    heard(topics) {
      if (topics.some((topic) => topic !== 'exchange' && topic !== 'copy')) plan(soon);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

type Trouble = 'gone' | 'closed' | 'read-only';

/** Does something in a folder; notes what is the matter with it where it does not let itself be read or written. */
async function minding<Value>(
  troubles: Map<string, Trouble>,
  folder: string,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    const state = await stateOf(folder);
    if (state === 'there') return await work();
    troubles.set(folder, state === 'closed' ? 'closed' : 'gone');
  } catch (error) {
    if (hasGone(error)) troubles.set(folder, 'gone');
    else if (cannotWrite(error)) troubles.set(folder, 'read-only');
    else throw error;
  }
  return undefined;
}

function placed(desk: DeskContext) {
  const round = desk.settings.get('round');
  // What was moved goes to and fro from where it is now.
  return round === undefined || movedAt(desk) !== undefined ? undefined : placeOf(desk, roundHere(desk));
}

interface Folders {
  readonly looksIn: readonly string[];
  readonly putsIn: readonly SubFolderFor[];
  readonly byPerson: ReadonlyMap<PersonId, string>;
}

/** Where this desk looks, and where it puts whose files. An administrator's looks in everybody's, its own person's too. */
async function foldersOf(desk: DeskContext, round: RoundId, make = false): Promise<Folders> {
  const place = placeOf(desk, round);
  const none: Folders = { looksIn: [], putsIn: [], byPerson: new Map() };
  if (place === undefined) return none;
  const recipients = await listRecipients(desk);
  if (!administersHere(desk, round)) {
    if (place.kind !== 'own' || place.path === undefined) return none;
    const persons = [...new Set(recipients.map(({ person }) => person))];
    return { looksIn: [place.path], putsIn: [{ folder: place.path, persons }], byPerson: new Map() };
  }
  const names = await namesOf(desk, round);
  const me = personHere(desk);
  const people = new Map(recipients.map(({ person, name }) => [person, name]));
  const colleagues = recipients.some(({ roles }) => roles.includes('administrator'));
  if (colleagues) people.set(me, names.get(me) ?? 'Administrator');
  const byPerson = subFolders(
    place,
    [...people].map(([id, name]) => ({ id, name })),
  );
  if (make) await makeSubFolders(desk, round, place, byPerson);
  const byFolder = Map.groupBy(byPerson, ([, folder]) => folder);
  return {
    looksIn: [...byFolder.keys()],
    putsIn: [...byFolder].map(([folder, each]) => ({
      folder,
      persons: each.map(([person]) => person).filter((person) => person !== me),
    })),
    byPerson,
  };
}

function lastOf(desk: DeskContext, round: RoundId): z.infer<typeof Last> {
  return Last.parse(JSON.parse(desk.settings.get(`team-folder-last ${round}`) ?? '{}'));
}

function lastLook(desk: DeskContext): number {
  return (
    desk.store.prepare<[], { look: number | null }>('SELECT max(look) AS look FROM folder_file').get()
      ?.look ?? 0
  );
}

async function view(
  desk: DeskContext,
  byItself: boolean,
  troubles: ReadonlyMap<string, Trouble>,
): Promise<FolderView> {
  const round = roundHere(desk);
  const place = placeOf(desk, round);
  const administers = administersHere(desk, round);
  const kind = administers ? ('parent' as const) : ('own' as const);
  const nothing: FolderView = { kind, subFolders: [], byItself, unanswered: 0, waiting: [], troubles: [] };
  if (place === undefined || place.kind !== kind) return nothing;
  const names = await namesOf(desk, round);
  const { byPerson, looksIn } = await foldersOf(desk, round);
  const last = lastOf(desk, round);
  // Whoever assesses may not learn from a time that somebody else's sheet has come.
  const blind = blindTo(desk, round, personHere(desk)).size > 0 && administers;
  return {
    ...nothing,
    ...(place.path === undefined ? {} : { path: place.path }),
    subFolders: [...byPerson].map(([person, path]) => ({
      person: Person.parse(person),
      name: names.get(person) ?? person,
      path,
      ...(last.looked === undefined ? {} : { there: troubles.get(path) !== 'gone' }),
    })),
    ...(last.looked === undefined ? {} : { lastLooked: last.looked }),
    ...(last.taken === undefined || blind ? {} : { lastTaken: last.taken }),
    unanswered: unansweredIn(desk, round),
    waiting: waitingIn(desk, looksIn, names, (folder) => {
      const people = whoseIs(folder, byPerson, names);
      return people.length === 0 ? undefined : list(people);
    }),
    troubles: troublesIn(troubles, looksIn, byPerson, names),
  };
}

/** The names of whose sub-folder it is: two people may have been given one. */
function whoseIs(
  folder: string,
  byPerson: ReadonlyMap<PersonId, string>,
  names: ReadonlyMap<string, string>,
): string[] {
  return [...byPerson].flatMap(([person, path]) => (path === folder ? [names.get(person) ?? person] : []));
}

/** Calm sentences: nothing here stops anybody's work. */
function troublesIn(
  troubles: ReadonlyMap<string, Trouble>,
  looksIn: readonly string[],
  byPerson: ReadonlyMap<PersonId, string>,
  names: ReadonlyMap<string, string>,
): string[] {
  const said = (trouble: Trouble) => looksIn.filter((folder) => troubles.get(folder) === trouble);
  const sentences: string[] = [];
  const gone = said('gone');
  if (gone.length > 0)
    sentences.push(
      gone.length === looksIn.length
        ? 'The team folder is not there just now: its drive may not be connected. Your work goes on here, and is sent when the folder is back.'
        : `The sub-folder of ${list(gone.flatMap((folder) => whoseIs(folder, byPerson, names)))} is not there. Check its name, or choose where it lies now.`,
    );
  const closed = said('closed');
  if (closed.length > 0)
    sentences.push('This computer may not read the team folder. Ask whoever shares it to let you in.');
  if (said('read-only').length > 0)
    sentences.push(
      'This computer can read the team folder and not write in it. What comes is taken in; ask whoever shares it to let you change files, or send your file by hand.',
    );
  return sentences;
}
