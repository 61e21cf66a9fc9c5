import { rm, stat } from 'node:fs/promises';
import type { DraftCopyView } from '../../../shared/contract/copies.ts';
import type { Topic } from '../../../shared/contract/table.ts';
import { type CopyTimes, untilNextCopy } from '../../../shared/domain/draft-copy.ts';
import { type DeskContext, movedAt, personHere, roundHead } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { ownSubFolder, writeBackup } from '../exchange/service.ts';
import { seedOf } from '../ledger/keys.ts';
import { refuse } from '../refused.ts';
import { codeOf } from '../store/refusal.ts';
import { carrierKey, copyContent } from './content.ts';
import { type CopyPlace, copyFiles, copyPlace, keepPlace } from './place.ts';
import { putCopy, TROUBLE_CODES, TROUBLE_WORDS, type Trouble, troubleOf } from './write.ts';

export const COPYING_JOB = 'draft-copy';

/** The sealed copy as this desk keeps it: after changes and at the end by itself, where it works alongside a window. */
export interface DraftCopy {
  show(): DraftCopyView;
  /** Writes it. Throws the refusal with what keeps it from being written. */
  copy(): Promise<void>;
  /** Writes it where something has changed since the last one; a failure is shown and not thrown. */
  bringUpToDate(): Promise<void>;
  /** Does something with what lies there while nothing is written. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value>;
  /** The place was chosen or left. */
  placed(): void;
  /** A draft was saved. */
  saved(): void;
  /** Something else changed that goes with the drafts. */
  heard(topics: readonly Topic[]): void;
  /** Resolves when the last copy is written, or has been waited for long enough. */
  close(): Promise<void>;
}

export interface DraftCopyOptions {
  readonly alongside: boolean;
  readonly times: CopyTimes;
  /** Hears of errors that nobody foresaw, in work that nobody waits for. */
  readonly failed: (error: unknown) => void;
}

/** What tells of nothing that is in a copy. */
const ELSEWHERE: ReadonlySet<Topic> = new Set(['copy', 'exchange', 'evidence']);

export function createDraftCopy(
  desk: DeskContext,
  { alongside, times, failed }: DraftCopyOptions,
): DraftCopy {
  let place = copyPlace(desk);
  /** Whether anything may have changed since the last copy; at first nobody knows. */
  let behind = true;
  let writing = false;
  let trouble: Trouble | undefined;
  let failures = 0;
  let began = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let [closing, closed] = [false, false];
  let running: Promise<unknown> = Promise.resolve();
  const ending = new AbortController();
  const job: Job = {
    signal: ending.signal,
    progress: () => undefined,
    step: () => ending.signal.throwIfAborted(),
  };

  const here = () => (movedAt(desk) === undefined ? place : undefined);

  function plan(): void {
    if (!alongside || closing || timer !== undefined || here() === undefined) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        void bringUpToDate();
      },
      untilNextCopy(times, performance.now() - began, failures),
    );
    timer.unref();
  }

  function say(now: Trouble | undefined): void {
    trouble = now;
    if (!closed) desk.changed('copy');
  }

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = running.then(work);
    running = next.catch(() => undefined);
    return next;
  }

  /** Resolves whether or not it came off: how it stands is shown. */
  async function write(afresh: boolean): Promise<void> {
    const to = here();
    if (to === undefined || closed) return;
    began = performance.now();
    [behind, writing] = [false, true];
    const silent = setTimeout(() => say('silent'), times.silence);
    silent.unref();
    try {
      await writeTo(to, afresh);
      failures = 0;
      writing = false;
      say(undefined);
    } catch (error) {
      [behind, writing] = [true, false];
      failures += 1;
      const foreseen = troubleOf(error);
      if (foreseen === undefined && !closed) failed(error);
      say(foreseen ?? 'failed');
    } finally {
      clearTimeout(silent);
      if (behind) plan();
    }
  }

  async function writeTo(to: CopyPlace, afresh: boolean): Promise<void> {
    const carrier = carrierKey(desk);
    const { entries, local, digest, holds } = copyContent(desk, seedOf(carrier));
    const files = copyFiles(desk, to.folder);
    if (!afresh && to.digest === digest && (await isThere(files.last))) return;
    const { id: round, title } = await roundHead(desk);
    const person = personHere(desk);
    const copiedAt = desk.now();
    await putCopy(to.folder, files, async (file) => {
      const { words: passphrase } = to;
      await writeBackup(desk, {
        purpose: 'drafts',
        file,
        local,
        only: entries,
        round,
        title,
        person,
        passphrase,
        job,
      });
    });
    if (closed || place?.folder !== to.folder || place.words !== to.words) return;
    // What was taken from the record on purpose is not to lie on in the copy before this one.
    const kept = new Set(holds);
    if (to.holds.some((each) => !kept.has(each) && !kept.has(`${each}w`)))
      await rm(files.earlier, { force: true });
    place = { ...to, copiedAt, digest, holds };
    keepPlace(desk, place);
  }

  function bringUpToDate(): Promise<void> {
    return inTurn(() => write(false));
  }

  function saved(): void {
    if (here() === undefined) return;
    if (!behind) {
      behind = true;
      desk.changed('copy');
    }
    plan();
  }

  if (here() !== undefined) plan();
  return {
    show: () => {
      const subFolder = desk.settings.get('round') === undefined ? undefined : ownSubFolder(desk);
      const declined = desk.settings.get('no-draft-copy') !== undefined;
      return {
        ...(place === undefined
          ? {}
          : {
              place: {
                folder: place.folder,
                name: copyFiles(desk, place.folder).name,
                inTeamFolder: place.folder === subFolder,
                sameDisk: place.sameDisk && place.folder !== subFolder,
                ...(place.copiedAt === undefined ? {} : { copiedAt: place.copiedAt }),
                upToDate: !behind && !writing && place.copiedAt !== undefined,
                ...(trouble === undefined ? {} : { trouble: TROUBLE_WORDS[trouble] }),
              },
            }),
        byItself: alongside,
        ...(subFolder === undefined ? {} : { subFolder }),
        offered: place === undefined && !declined && movedAt(desk) === undefined,
      };
    },
    async copy() {
      if (place === undefined)
        throw refuse('not-found', 'No copy of your drafts is kept. Choose a folder for it first.');
      await inTurn(() => write(true));
      if (trouble !== undefined)
        throw refuse(TROUBLE_CODES[trouble], TROUBLE_WORDS[trouble], [{ kind: 'field', at: 'folder' }]);
    },
    bringUpToDate: () => (behind ? bringUpToDate() : Promise.resolve()),
    inTurn,
    placed() {
      place = copyPlace(desk);
      [behind, trouble, failures] = [true, undefined, 0];
      desk.changed('copy');
    },
    saved,
    heard(topics) {
      if (topics.some((topic) => !ELSEWHERE.has(topic))) saved();
    },
    async close() {
      closing = true;
      clearTimeout(timer);
      if (alongside && behind && here() !== undefined) void bringUpToDate();
      const patience = Promise.withResolvers<void>();
      const end = setTimeout(patience.resolve, times.patience);
      await Promise.race([running, patience.promise]);
      clearTimeout(end);
      closed = true;
      ending.abort();
    },
  };
}

async function isThere(file: string): Promise<boolean> {
  try {
    return (await stat(file)).size > 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
