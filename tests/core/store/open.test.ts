import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { networkMount, syncedPart, uncPath } from '../../../electron/core/store/folder.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { openScratch, openStore, type StoreOptions } from '../../../electron/core/store/open.ts';
import { StoreRefusal, tellFullDisk } from '../../../electron/core/store/refusal.ts';
import {
  DERIVED_TABLES,
  LEDGER_TABLES,
  LOCAL_TABLES,
  READING_TABLES,
} from '../../../electron/core/store/tables.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'award-store-'));
  undo.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function opened(path: string, options?: StoreOptions) {
  const store = await openStore(path, options);
  let open = true;
  const close = async () => {
    if (open) await store.close();
    open = false;
  };
  undo.push(close);
  return { ...store, close };
}

test('every connection is WAL where it is a file, synchronous=FULL, and holds references', async () => {
  const [store, scratch] = [await opened(folder()), await openScratch()];
  undo.push(() => scratch.close());
  for (const each of [store, scratch]) {
    expect(each.prepare<[], object>('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(each.prepare<[], object>('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
    expect(each.prepare<[], object>('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 });
  }
  expect(store.prepare<[], object>('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
});

test('every table is strict, and named in the schema', async () => {
  const store = await opened(folder());
  const tables = store
    .prepare<[], { name: string; strict: number }>(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'",
    )
    .all();
  const ours = tables.filter((each) => !each.name.startsWith('sqlite_') && !each.name.startsWith('kysely_'));
  expect(ours.filter((each) => each.strict !== 1)).toEqual([]);
  expect(ours.map((each) => each.name).sort()).toEqual(
    [...LEDGER_TABLES, ...DERIVED_TABLES, ...LOCAL_TABLES, ...READING_TABLES].sort(),
  );
});

test('the folder is only this person’s, and what was in passing is gone when it opens again', async () => {
  const path = join(folder(), 'desk');
  const store = await opened(path);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  writeFileSync(join(store.folder.staging, 'half.part'), 'half');
  mkdirSync(join(store.folder.exports, 'list'));
  await store.close();
  await opened(path);
  expect([...readdirSync(store.folder.staging), ...readdirSync(store.folder.exports)]).toEqual([]);
});

test('a second opening is told who has it, and may once that one has closed', async () => {
  const path = folder();
  const first = await opened(path, { now: '2026-03-01T09:05:00.000Z' });
  await expect(openStore(path)).rejects.toThrow(
    new RegExp(
      `already has this data folder open, as process ${process.pid} on .+, since 2026-03-01 09:05 UTC`,
    ),
  );
  await first.close();
  await opened(path);
});

test('what a killed process held is free at once', async () => {
  const path = folder();
  const module = new URL('../../../electron/core/store/open.ts', import.meta.url).href;
  const script = `const { openStore } = await import(${JSON.stringify(module)}); await openStore(${JSON.stringify(path)}); console.log('open'); setInterval(() => {}, 1000);`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  undo.push(() => child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('The child has no output.');
  await once(child.stdout, 'data');
  await expect(openStore(path)).rejects.toThrow(`as process ${child.pid} on`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await opened(path);
}, 20_000);

test('data of a newer version is refused and left as it is', async () => {
  const path = folder();
  const later = { ...migrations, '9999-later': { up: async () => {} } };
  await (await opened(path, { migrations: later })).close();
  const refusal = await openStore(path).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StoreRefusal);
  expect(refusal).toMatchObject({
    code: 'newer-data',
    message: expect.stringContaining('a newer Award Panel'),
  });
  await opened(path, { migrations: later });
});

test('before a migration a copy is kept, and one that fails half way leaves nothing', async () => {
  const path = folder();
  const store = await opened(path);
  store.put('setting', { key: 'kept', value: 'yes' });
  await store.close();
  const failing = {
    ...migrations,
    '9999-fails': {
      up: async (db: Parameters<(typeof migrations)[string]['up']>[0]) => {
        await sql`CREATE TABLE half (a TEXT) STRICT`.execute(db);
        throw new Error('It stopped half way.');
      },
    },
  };
  await expect(openStore(path, { migrations: failing })).rejects.toThrow('It stopped half way.');
  const again = await opened(path);
  expect(again.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
  const copy = join(path, 'backups', 'before-9999-fails.db');
  expect(existsSync(copy)).toBe(true);
  const restored = folder();
  copyFileSync(copy, join(restored, 'award.db'));
  const other = await opened(restored);
  expect(await other.db.selectFrom('setting').selectAll().execute()).toEqual([{ key: 'kept', value: 'yes' }]);
});

test('a backup is whole while writing goes on', async () => {
  const store = await opened(folder());
  store.put('setting', { key: 'a', value: '1' });
  const file = join(store.folder.backups, 'now.db');
  await store.backup(file);
  store.put('setting', { key: 'a', value: '2' });
  const restored = folder();
  copyFileSync(file, join(restored, 'award.db'));
  expect(await (await opened(restored)).db.selectFrom('setting').select('value').execute()).toEqual([
    { value: '1' },
  ]);
});

test('a transaction is all or nothing, and what hangs on it runs once it is on disk', async () => {
  const store = await opened(folder());
  const ran: string[] = [];
  store.transaction(() => {
    store.put('setting', { key: 'outer', value: '1' });
    store.afterCommit(() => ran.push('outer'));
    expect(() =>
      store.transaction(() => {
        store.put('setting', { key: 'inner', value: '1' });
        store.afterCommit(() => ran.push('inner'));
        store.afterRollback(() => ran.push('undone'));
        throw new Error('No.');
      }),
    ).toThrow('No.');
    expect(ran).toEqual(['undone']);
  });
  expect(ran).toEqual(['undone', 'outer']);
  expect(await store.db.selectFrom('setting').select('key').execute()).toEqual([{ key: 'outer' }]);
  expect(() => store.transaction(async () => {})).toThrow('promise');
});

test('removing says which rows, or is refused', async () => {
  const store = await opened(folder());
  store.put('setting', { key: 'a', value: '1' });
  expect(() => store.remove('setting', {})).toThrow('which rows');
  expect(store.remove('setting', { key: 'a' })).toBe(1);
});

const mounts = [
  '24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '30 24 0:40 / /home/sam/shared\\040drive rw - cifs //server/share rw',
  '31 24 0:41 / /mnt/team rw - nfs4 server:/team rw',
  '32 31 8:2 / /mnt/team/local rw - xfs /dev/sdb1 rw',
  '33 24 0:42 / /srv rw - fuse.sshfs sam@host:/ rw',
].join('\n');

test.each([
  ['/home/sam/.local/share/award', undefined],
  ['/home/sam/shared drive/award', 'cifs'],
  ['/home/sam/shared drives', undefined],
  ['/mnt/team', 'nfs4'],
  ['/mnt/team/award', 'nfs4'],
  ['/mnt/team/local/award', undefined],
  ['/srv/award', 'fuse.sshfs'],
])('%s lies on a network: %s', (path, kind) => {
  expect(networkMount(path, mounts)).toBe(kind);
});

test.each([
  ['\\\\server\\share\\award', true],
  ['\\\\?\\UNC\\server\\share', true],
  ['\\\\?\\C:\\Users\\sam', false],
  ['C:\\Users\\sam\\AppData\\Local\\Award Panel', false],
])('%s is a path to another computer: %s', (path, remote) => {
  expect(uncPath(path)).toBe(remote);
});

test.each([
  ['C:\\Users\\sam\\OneDrive - Riverbend NHS\\award', 'OneDrive - Riverbend NHS'],
  ['/home/sam/Dropbox/award', 'Dropbox'],
  ['/Users/sam/Library/Mobile Documents/award', 'Mobile Documents'],
  ['/home/sam/boxes/award', undefined],
  ['/home/sam/onedriver/award', undefined],
])('%s is synchronised by %s', (path, part) => {
  expect(syncedPart(path)).toBe(part);
});

test('a synchronised folder opens with a warning', async () => {
  const store = await opened(join(folder(), 'Dropbox', 'award'));
  expect(store.warnings).toEqual([expect.stringContaining('The data folder is inside Dropbox')]);
});

test('a full disk is told as one, whoever noticed', () => {
  for (const code of ['ENOSPC', 'SQLITE_FULL']) {
    const told = tellFullDisk(Object.assign(new Error('full'), { code }), '/desk');
    expect(told).toMatchObject({
      code: 'disk-full',
      message: 'The disk that holds /desk is full. Make room, then try again: nothing was changed.',
    });
  }
  const other = new Error('other');
  expect(tellFullDisk(other, '/desk')).toBe(other);
});
