import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { codeOf, StoreRefusal } from './refusal.ts';

/** Where everything of one desk lies. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly evidence: string;
  readonly keys: string;
  readonly backups: string;
  readonly logs: string;
  /** What was read of evidence: all of it can be made again from the files. */
  readonly cache: string;
  /** What is being brought in or read; emptied at opening. */
  readonly staging: string;
  /** Files on their way out, until they are fetched; emptied at opening. */
  readonly exports: string;
}

export function layOut(folder: string): DataFolder {
  const path = resolve(folder);
  const within = (name: string) => join(path, name);
  const layout: DataFolder = {
    path,
    database: within('award.db'),
    evidence: within('evidence'),
    keys: within('keys'),
    backups: within('backups'),
    logs: within('logs'),
    cache: within('cache'),
    staging: within('staging'),
    exports: within('exports'),
  };
  // Only this person's: keys, names and scores lie here.
  for (const each of [
    path,
    layout.evidence,
    layout.keys,
    layout.backups,
    layout.logs,
    layout.cache,
    layout.staging,
    layout.exports,
  ]) {
    mkdirSync(each, { recursive: true, mode: 0o700 });
  }
  return layout;
}

export function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

const NETWORK_FILE_SYSTEMS =
  /^(nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|ceph|glusterfs|lustre|gpfs|beegfs|davfs|9p|fuse\.(sshfs|davfs2?|rclone|glusterfs|s3fs|gvfsd-fuse))$/;

/**
 * The file system that a path lies on, when it is one of a network; the longest mount point wins, the later of two
 * alike. `mounts` is the text of `/proc/self/mountinfo`: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export function networkMount(path: string, mounts: string): string | undefined {
  let longest = -1;
  let kind = '';
  for (const line of mounts.split('\n')) {
    const [before, after] = line.split(' - ');
    const point = before
      ?.split(' ')[4]
      ?.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    if (point === undefined || after === undefined || point.length < longest) continue;
    if (path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`)) {
      longest = point.length;
      kind = after.split(' ')[0] ?? '';
    }
  }
  return NETWORK_FILE_SYSTEMS.test(kind) ? kind : undefined;
}

/** A Windows path on another computer, also as `realpath` shows a mapped drive. */
export function uncPath(path: string): boolean {
  return /^\\\\(?![?.]\\(?!UNC\\))/i.test(path) || /^\/\/[^/]/.test(path);
}

/** SQLite's write-ahead log does not work over a network: https://www.sqlite.org/wal.html */
export function refuseNetwork(path: string): void {
  const real = realpathSync.native(path);
  const remote =
    process.platform === 'win32'
      ? uncPath(real)
      : process.platform === 'linux' &&
        networkMount(real, readFileSync('/proc/self/mountinfo', 'utf8')) !== undefined;
  if (remote) {
    throw new StoreRefusal(
      'not-allowed',
      `${path} is on another computer. Keep the data folder on a disk of this computer: the database can be damaged over a network.`,
    );
  }
}

const SYNCED =
  /^(OneDrive|Dropbox|Google ?Drive|My Drive|iCloud ?Drive|Mobile Documents|Box|Box Sync|Nextcloud|ownCloud|SharePoint)( ?[-(].*)?$/i;

/** The part of a path that a synchronising program owns, if any: its copy of an open database can come out torn. */
export function syncedPart(path: string): string | undefined {
  return path.split(/[\\/]/).find((part) => SYNCED.test(part));
}

const Holder = z.object({ pid: z.int(), computer: z.string(), since: z.string() });

/** Holds the folder until `release`, or until this process ends, however it ends. */
export interface Hold {
  release(): void;
}

/**
 * One process at a time. What holds is the operating system's lock on a small database, which dies with the process,
 * so nothing stale is ever left; the note beside it only says who, for the one who is turned away.
 */
export function holdFolder(folder: DataFolder, now: string): Hold {
  const note = join(folder.path, 'held-by.json');
  const lock = new Database(join(folder.path, 'held.lock'), { timeout: 0 });
  try {
    lock.pragma('synchronous = FULL');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (codeOf(error) !== 'SQLITE_BUSY') throw error;
    throw new StoreRefusal(
      'desk-busy',
      `${heldBy(note)} Close it there first: ${folder.path} can be open only once.`,
      {
        cause: error,
      },
    );
  }
  writeFileSync(note, JSON.stringify({ pid: process.pid, computer: hostname(), since: now }), {
    mode: 0o600,
  });
  return {
    release: () => {
      rmSync(note, { force: true });
      lock.close();
    },
  };
}

function heldBy(note: string): string {
  try {
    const { pid, computer, since } = Holder.parse(JSON.parse(readFileSync(note, 'utf8')));
    return `Award Panel already has this data folder open, as process ${pid} on ${computer}, since ${since.slice(0, 16).replace('T', ' ')} UTC.`;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && !(error instanceof SyntaxError) && !(error instanceof z.ZodError))
      throw error;
    return 'Award Panel already has this data folder open in another process.';
  }
}
