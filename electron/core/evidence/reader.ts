import { readFile, stat } from 'node:fs/promises';
import type { Hash } from '../../../shared/domain/ids.ts';
import { MOST_BYTES, type Reading, UnreadableFile } from '../../../shared/domain/reading.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { Refused, refuse } from '../refused.ts';
import { filing, READER } from './filing.ts';
import { createKeeper } from './keeper.ts';
import { textIndex } from './text-index.ts';

export const READING_JOB = 'reading';

export type ReadOutcome =
  | { readonly state: 'read'; readonly reading: Reading }
  | { readonly state: 'unreadable'; readonly reason: UnreadableFile };

export type TakenOut =
  | { readonly ok: true; readonly sha256: Hash }
  | { readonly ok: false; readonly reason: UnreadableFile };

/** Reads evidence into the index: in the background file after file, and at once the one that somebody opens. */
export interface Reader {
  /** Something may have changed: files it anew, and reads on where this desk reads alongside its other work. */
  wake(): void;
  /** What belongs where, up to date. */
  file(): Promise<void>;
  /** Until nothing is left to read. Throws the refusal 'stopped' where a person stops it. */
  readAll(): Promise<void>;
  readonly running: boolean;
  read(sha256: Hash): Promise<ReadOutcome>;
  /** `name` as the reading of the parent lists it. */
  takeOut(parent: Hash, path: string, name: string): Promise<TakenOut>;
  /** Where a file's bytes lie, of evidence or inside it; undefined where they are not held. */
  locate(sha256: Hash): string | undefined;
  /** Resolves when nothing is under way any more; nothing is written after it. */
  close(): Promise<void>;
}

export interface ReaderOptions {
  /** Reads in the background by itself; else only when asked, as for one command. */
  readonly alongside: boolean;
  /** Hears of errors that nobody foresaw, in work that nobody waits for. */
  readonly failed: (error: unknown) => void;
}

const gone = () => refuse('not-found', 'That file is not held on this computer.');
const stopped = () => refuse('stopped', 'The program is closing, so the file was not read.');

export function createReader(
  desk: Pick<DeskContext, 'store' | 'jobs' | 'changed' | 'parser'>,
  { alongside, failed }: ReaderOptions,
): Reader {
  const { store } = desk;
  const index = textIndex(store);
  const filed = filing(store, index);
  const keeper = createKeeper(store, index, filed);
  const locate = (sha256: Hash) => keeper.locate(sha256);
  const inHand = new Map<Hash, Promise<ReadOutcome>>();
  const troubled = new Set<string>();
  let [dirty, closed] = [true, false];
  let filingNow: Promise<void> | undefined;
  let run: Promise<void> | undefined;

  store
    .prepare<[number], never>(
      "UPDATE evidence_reading SET state = 'pending' WHERE reader <> ? AND state <> 'pending'",
    )
    .run(READER);
  const readingOf = store.prepare<[string], { state: string; reason: string | null; kind: string | null }>(
    'SELECT state, reason, kind FROM evidence_reading WHERE sha256 = ?',
  );
  const nextPending = store.prepare<[number], { id: number; sha256: Hash }>(
    `SELECT rowid AS id, sha256 FROM evidence_reading
     WHERE state = 'pending' AND scope <> '' AND rowid > ? ORDER BY rowid LIMIT 1`,
  );
  const nextEnclosed = store.prepare<[number], { id: number; parent: Hash; path: string; name: string }>(
    `SELECT rowid AS id, parent, path, name FROM evidence_enclosed
     WHERE sha256 IS NULL AND reason IS NULL AND rowid > ? ORDER BY rowid LIMIT 1`,
  );
  const leftToRead = store.prepare<[], { n: number }>(
    "SELECT count(*) AS n FROM evidence_reading WHERE state = 'pending' AND scope <> '' AND reason IS NULL",
  );
  const enclosedAt = store.prepare<[string, string], { sha256: Hash | null; reason: string | null }>(
    'SELECT sha256, reason FROM evidence_enclosed WHERE parent = ? AND path = ?',
  );
  async function bytesOf(sha256: Hash): Promise<Uint8Array | 'too-large'> {
    const path = locate(sha256);
    if (path === undefined) throw gone();
    return (await stat(path)).size > MOST_BYTES ? 'too-large' : readFile(path);
  }

  async function readAfresh(sha256: Hash): Promise<ReadOutcome> {
    const bytes = await bytesOf(sha256);
    const result =
      bytes === 'too-large'
        ? { ok: false as const, reason: bytes }
        : await desk.parser.read(bytes, keeper.named(sha256));
    // What a parser that was just ended says of the file means nothing.
    if (closed) throw stopped();
    if (!result.ok) {
      const { reason } = result;
      keeper.keepUnreadable(sha256, reason);
      return { state: 'unreadable', reason };
    }
    await keeper.keep(sha256, result.reading, () => {
      if (closed) throw stopped();
    });
    if (locate(sha256) === undefined) {
      keeper.forget(sha256);
      throw gone();
    }
    return { state: 'read', reading: result.reading };
  }

  async function read(sha256: Hash): Promise<ReadOutcome> {
    const row = readingOf.get(sha256);
    if (row?.state === 'unreadable') {
      return { state: 'unreadable', reason: UnreadableFile.parse(row.reason) };
    }
    const before = row?.state === 'read' ? await keeper.kept(sha256) : undefined;
    if (before !== undefined) return { state: 'read', reading: before };
    const reading = inHand.get(sha256) ?? readAfresh(sha256).finally(() => inHand.delete(sha256));
    inHand.set(sha256, reading);
    return reading;
  }

  async function takeOut(parent: Hash, path: string, name: string): Promise<TakenOut> {
    const row = enclosedAt.get(parent, path);
    if (row?.sha256 && locate(row.sha256) !== undefined) return { ok: true, sha256: row.sha256 };
    if (row?.reason) return { ok: false, reason: UnreadableFile.parse(row.reason) };
    const bytes = await bytesOf(parent);
    const result =
      bytes === 'too-large'
        ? { ok: false as const, reason: bytes }
        : await desk.parser.enclosure(bytes, keeper.named(parent), path);
    if (closed) throw stopped();
    if (!result.ok) {
      const { reason } = result;
      store
        .prepare<[string, string, string], never>(
          'UPDATE evidence_enclosed SET reason = ? WHERE parent = ? AND path = ?',
        )
        .run(reason, parent, path);
      return { ok: false, reason };
    }
    const { sha256 } = await keeper.putEnclosed(result.bytes);
    store.transaction(() => {
      store.put('evidence_enclosed', {
        parent,
        path,
        name,
        sha256,
        bytes: result.bytes.length,
        reason: null,
      });
      filed.refile(sha256);
    });
    return { ok: true, sha256 };
  }

  function file(): Promise<void> {
    filingNow ??= fileAnew().finally(() => {
      filingNow = undefined;
    });
    return filingNow;
  }
  async function fileAnew(): Promise<void> {
    while (dirty && !closed) {
      dirty = false;
      await filed.bringUpToDate(() => !closed);
    }
  }

  /** One file that cannot be got at stops none of the others. */
  async function tryEach(sha256: Hash, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Refused && error.refusal.code === 'stopped') throw error;
      troubled.add(sha256);
      if (!(error instanceof Refused)) failed(error);
    }
  }

  async function readOn(job: Job): Promise<void> {
    let [done, files, enclosed] = [0, 0, 0];
    for (;;) {
      if (dirty) {
        await file();
        [files, enclosed] = [0, 0];
      }
      job.step();
      if (closed) throw stopped();
      const next = nextPending.get(files);
      if (next !== undefined) {
        files = next.id;
        if (troubled.has(next.sha256)) continue;
        if (locate(next.sha256) === undefined) {
          keeper.notHeld(next.sha256);
          continue;
        }
        const of = done + (leftToRead.get()?.n ?? 0);
        job.progress(done, of, `Reading evidence, ${done + 1} of ${of}`);
        await tryEach(next.sha256, () => read(next.sha256));
        done += 1;
        continue;
      }
      const inside = nextEnclosed.get(enclosed);
      if (inside === undefined) break;
      enclosed = inside.id;
      if (troubled.has(inside.parent) || locate(inside.parent) === undefined) continue;
      await tryEach(inside.parent, () => takeOut(inside.parent, inside.path, inside.name));
    }
    if (done > 0) job.progress(done, done, `Read ${done} of ${done}`);
  }

  function readAll(): Promise<void> {
    run ??= desk.jobs.run(READING_JOB, readOn).finally(() => {
      run = undefined;
      if (closed) return;
      desk.changed('evidence');
      // What changed while the last file was being read.
      if (dirty && alongside) readInBackground();
    });
    return run;
  }

  function readInBackground(): void {
    readAll().catch((error: unknown) => {
      if (!(error instanceof Refused)) failed(error);
    });
  }

  return {
    wake() {
      dirty = true;
      if (alongside && !closed && run === undefined) readInBackground();
    },
    file,
    readAll,
    get running() {
      return run !== undefined;
    },
    read,
    takeOut,
    locate,
    async close() {
      closed = true;
      await Promise.allSettled([run, filingNow, ...inHand.values()]);
    },
  };
}
