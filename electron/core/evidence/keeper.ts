import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Hash } from '../../../shared/domain/ids.ts';
import type { Reading, UnreadableFile } from '../../../shared/domain/reading.ts';
import { evidenceStore } from '../store/evidence.ts';
import type { Store } from '../store/open.ts';
import { type Filing, ofFile, READER } from './filing.ts';
import { keptReadings } from './kept-readings.ts';
import { kindMark, type TextIndex } from './text-index.ts';

/** Leaves that go into the index together: about a hundredth of a second. */
const LEAVES_AT_ONCE = 16;
/** Files inside a file that are read unasked, and how deep; any other is read when somebody opens it. */
const MOST_ENCLOSED = 50;
const DEEPEST = 3;

/** What was made of evidence files, and the bytes of the files inside them: kept together, and gone together. */
export interface Keeper {
  /** Where a file's bytes lie, of evidence or inside it; undefined where they are not held. */
  locate(sha256: Hash): string | undefined;
  /** What the organisation called it; empty where that was removed. */
  named(sha256: Hash): string;
  /** A reading as it was kept; undefined where it has to be read again. */
  kept(sha256: Hash): Promise<Reading | undefined>;
  /** `between` is asked between the parts of it, and may throw: what is half kept is read again. */
  keep(sha256: Hash, reading: Reading, between: () => void): Promise<void>;
  keepUnreadable(sha256: Hash, reason: UnreadableFile): void;
  /** Said of a file that came without its bytes, so that nobody waits for it. */
  notHeld(sha256: Hash): void;
  putEnclosed(bytes: Uint8Array): Promise<{ readonly sha256: Hash }>;
  /** Everything that was made of a file, and of those inside it that lie nowhere else. */
  forget(sha256: Hash): void;
}

export function createKeeper(store: Store, index: TextIndex, filed: Filing): Keeper {
  const enclosedFiles = evidenceStore({ ...store.folder, evidence: join(store.folder.cache, 'enclosed') });
  const readings = keptReadings(join(store.folder.cache, 'readings'));
  const markNotHeld = store.prepare<[string], never>(
    "UPDATE evidence_reading SET reason = 'not-held' WHERE sha256 = ? AND reason IS NULL",
  );
  const nameOf = store.prepare<[string, string], { name: string }>(
    `SELECT name FROM evidence_item WHERE sha256 = ? AND name IS NOT NULL
     UNION ALL SELECT name FROM evidence_enclosed WHERE sha256 = ? LIMIT 1`,
  );
  const parentsOf = store.prepare<[string], { parent: string }>(
    'SELECT DISTINCT parent FROM evidence_enclosed WHERE sha256 = ?',
  );
  const childrenOf = store.prepare<[string], { sha256: Hash }>(
    'SELECT DISTINCT sha256 FROM evidence_enclosed WHERE parent = ? AND sha256 IS NOT NULL',
  );
  const offer = store.prepare<[string, string, string, number], never>(
    'INSERT OR IGNORE INTO evidence_enclosed (parent, path, name, bytes) VALUES (?, ?, ?, ?)',
  );

  const locate = (sha256: Hash): string | undefined =>
    [store.evidence, enclosedFiles].find((files) => files.has(sha256))?.path(sha256);

  const depthOf = (sha256: string): number => {
    const [first] = parentsOf.all(sha256);
    return first === undefined ? 0 : 1 + depthOf(first.parent);
  };

  /** Everything that was made of a file that is gone. */
  function forget(sha256: Hash): void {
    const children = childrenOf.all(sha256);
    const held = store.transaction(() => {
      index.remove(ofFile(sha256));
      store.remove('evidence_caution', { sha256 });
      return (
        store.remove('evidence_enclosed', { parent: sha256 }) + store.remove('evidence_reading', { sha256 })
      );
    });
    readings.remove(sha256);
    for (const child of children) {
      if (parentsOf.get(child.sha256) !== undefined || store.evidence.has(child.sha256)) continue;
      enclosedFiles.remove(child.sha256);
      forget(child.sha256);
    }
    if (held > 0) store.checkpoint();
  }

  function keepState(
    sha256: Hash,
    found: { state: 'read' | 'unreadable'; reason: string | null; what: string | null; kind: string | null },
  ): void {
    store.put('evidence_reading', { sha256, ...found, reader: READER, scope: filed.scopeOf(sha256) });
  }

  /** A few leaves at a time; the file counts as read with the last of them, so a kill in between only costs time. */
  async function keep(sha256: Hash, reading: Reading, between: () => void): Promise<void> {
    const { what, body, leaves, cautions, enclosures } = reading;
    await readings.put(sha256, reading);
    const scope = filed.scopeOf(sha256);
    const marks = `${scope} ${kindMark(body.kind)}`;
    store.transaction(() => index.remove(ofFile(sha256)));
    for (let at = 0; scope !== '' && at < leaves.length; at += LEAVES_AT_ONCE) {
      store.transaction(() => {
        for (const { number, label, text } of leaves.slice(at, at + LEAVES_AT_ONCE))
          index.add({ ...ofFile(sha256), item: '', number, label }, text, marks);
      });
      await breathe();
      between();
    }
    store.transaction(() => {
      store.remove('evidence_caution', { sha256 });
      for (const [position, { kind, leaf = null, quote, sentence }] of cautions.entries())
        store.put('evidence_caution', { sha256, position, kind, leaf, quote, sentence });
      if (depthOf(sha256) < DEEPEST)
        for (const { path, name, bytes } of enclosures.slice(0, MOST_ENCLOSED))
          offer.run(sha256, path, name, bytes);
      keepState(sha256, { state: 'read', reason: null, what, kind: body.kind });
      // It may have been filed elsewhere meanwhile.
      const now = filed.scopeOf(sha256);
      if (now === scope) return;
      if (now === '') index.remove(ofFile(sha256));
      else index.rescope(sha256, `${now} ${kindMark(body.kind)}`);
    });
  }

  // A file that was removed while nobody was listening, as when the program was killed just then.
  const removed = store.prepare<[], { sha256: Hash }>(
    `SELECT r.sha256 FROM evidence_reading r
     JOIN removal m ON m.target = r.sha256 AND m.what = 'evidence' AND m.state = 'removed'`,
  );
  for (const { sha256 } of removed.all()) if (!store.evidence.has(sha256)) forget(sha256);
  store.evidence.onRemoval(forget);

  return {
    locate,
    named: (sha256) => nameOf.get(sha256, sha256)?.name ?? '',
    kept: (sha256) => readings.get(sha256),
    keep,
    keepUnreadable: (sha256, reason) =>
      store.transaction(() => {
        index.remove(ofFile(sha256));
        keepState(sha256, { state: 'unreadable', reason, what: null, kind: null });
      }),
    notHeld: (sha256) => void markNotHeld.run(sha256),
    putEnclosed: (bytes) => enclosedFiles.put(whole(bytes)),
    forget,
  };
}

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
