import type { Hash, RoundId } from '../../../shared/domain/ids.ts';
import type { Connection } from '../store/connection.ts';
import { openScratch, type Store } from '../store/open.ts';
import type { TableName } from '../store/schema.ts';
import { DERIVED_TABLES, LEDGER_TABLES } from '../store/tables.ts';
import { hashOf, type RawEntry, REFUSED_ENTRY } from './entry.ts';
import { heldEntries, heldHeader } from './held.ts';
import { createLedger, type LedgerParts } from './ledger.ts';
import { ledgerReport } from './report.ts';

export interface Finding {
  /** A fault means that something is not as it was signed; a note is worth knowing and may well be in order. */
  readonly kind: 'fault' | 'note';
  readonly sentence: string;
  /** Says how much other people have put on the record: not for somebody who still scores blind. */
  readonly ofOthers?: true;
}

export interface Verification {
  readonly entries: number;
  readonly files: number;
  readonly findings: readonly Finding[];
  /** No faults. */
  readonly green: boolean;
}

interface HeldRow {
  readonly hash: Hash;
  readonly header: string;
  readonly signature: string;
  readonly text: string | null;
  readonly act: string;
  readonly round: RoundId;
  readonly person: string;
  readonly seq: number;
}

/**
 * Takes nothing on trust: reads every entry again from its bytes, derives every row afresh in a database of its own,
 * compares, and hashes every evidence file. Changes nothing.
 */
export async function verify(parts: LedgerParts & { readonly store: Store }): Promise<Verification> {
  const { store } = parts;
  const findings: Finding[] = [];
  const fault = (sentence: string) => findings.push({ kind: 'fault', sentence });
  const note = (sentence: string) => findings.push({ kind: 'note', sentence });

  const scratch = await openScratch();
  try {
    copyTrust(store, scratch);
    const ledger = createLedger({ ...parts, store: scratch });
    const { refused } = ledger.merge(soundEntries(store, fault));
    for (const { hash, refusal } of refused)
      fault(`${REFUSED_ENTRY[refusal]} It is filed as ${short(hash)}.`);
    if (findings.length > 0)
      note('The rows were not compared, since entries that they follow from are damaged.');
    else compareRows(store, scratch, fault);
  } finally {
    await scratch.close();
  }
  checkChains(store, fault, note);
  checkWords(store, fault, note);
  tellReport(store, (sentence) => findings.push({ kind: 'note', sentence, ofOthers: true }));
  const files = await checkEvidence(store, fault, note);
  const entries =
    store.prepare<[], { count: number }>('SELECT count(*) AS count FROM entry').get()?.count ?? 0;
  return { entries, files, findings, green: findings.every((finding) => finding.kind !== 'fault') };
}

type Tell = (sentence: string) => void;

/** Which openings this desk stands by is its own knowledge, and part of what rows follow from. */
function copyTrust(store: Connection, scratch: Connection): void {
  const trusted = store.prepare<[], { key: string; value: string }>(
    "SELECT key, value FROM setting WHERE key LIKE 'opening %'",
  );
  for (const row of trusted.all()) scratch.put('setting', row);
}

/** Entries with the hash that they are filed under, and words with the hash that was signed; a fault for the others. */
function* soundEntries(store: Connection, fault: Tell): Generator<RawEntry> {
  for (const { hash } of store.prepare<[], { hash: Hash }>('SELECT hash FROM entry ORDER BY hash').all()) {
    const row = rowOf(store, hash);
    if (row === undefined) continue;
    if (hashOf(row.header) !== hash) {
      fault(`${describe(row)} was changed: its bytes no longer have the hash that it is filed under.`);
      continue;
    }
    const changed = row.text !== null && hashOf(row.text) !== heldHeader(row.header).textHash;
    if (changed) fault(`The words of ${describe(row)} were changed: they are not the ones that were signed.`);
    yield {
      header: row.header,
      signature: row.signature,
      text: changed ? undefined : (row.text ?? undefined),
    };
  }
}

function compareRows(store: Connection, scratch: Connection, fault: Tell): void {
  for (const table of [...LEDGER_TABLES, ...DERIVED_TABLES]) {
    if (table === 'entry') continue;
    const [extra, missing] = differences(store, scratch, table);
    if (extra + missing === 0) continue;
    fault(
      `Rows of “${table}” do not follow from the entries: ${count(extra)} should not be there, and ${count(missing)} should.`,
    );
  }
  // The signature of one entry may have two good forms; which of them came is no difference.
  const columns =
    'hash, header, act, round, person, writer, seq, previous, at, subject_kind, subject_key, basis';
  const [extra, missing] = differences(store, scratch, 'entry', columns);
  if (extra + missing > 0)
    fault(`${count(Math.max(extra, missing))} of “entry” say other than the header beside them.`);
}

/** How many rows only the first has, and only the other. */
function differences(
  store: Connection,
  scratch: Connection,
  table: TableName,
  columns = '*',
): readonly [number, number] {
  const counts = new Map<string, number>();
  const read = `SELECT ${columns} FROM ${table}`;
  for (const row of store.prepare<[], object>(read).iterate()) bump(counts, hashOf(JSON.stringify(row)), 1);
  for (const row of scratch.prepare<[], object>(read).iterate())
    bump(counts, hashOf(JSON.stringify(row)), -1);
  const values = [...counts.values()];
  return [values.filter((value) => value > 0).length, values.filter((value) => value < 0).length];
}

function bump(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}

/** Whoever may do nothing could otherwise have every desk that hears of it say that something is wrong. */
function checkChains(store: Connection, fault: Tell, note: Tell): void {
  const broken = store.prepare<[], HeldRow & { readonly authorised: 0 | 1 | null }>(
    `SELECT e.hash, e.header, e.signature, NULL AS text, e.act, e.round, e.person, e.seq, s.authorised
      FROM entry e LEFT JOIN standing s ON s.hash = e.hash
      WHERE EXISTS (SELECT 1 FROM entry b WHERE b.writer = e.writer AND b.seq = e.seq - 1)
        AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.writer = e.writer AND b.seq = e.seq - 1 AND b.hash = e.previous)`,
  );
  for (const row of broken.all()) {
    const tell = row.authorised === 1 ? fault : note;
    tell(`${describe(row)} does not follow on from the entry that its writer made before it.`);
  }
}

function checkWords(store: Connection, fault: Tell, note: Tell): void {
  const missing = store.prepare<[], { hash: Hash; round: RoundId }>(
    `SELECT e.hash, e.round FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash
      WHERE t.hash IS NULL AND CASE WHEN json_valid(e.header) THEN json_extract(e.header, '$.textHash') END IS NOT NULL
      ORDER BY e.hash`,
  );
  const isWordless = store.prepare<[string], { one: 1 }>('SELECT 1 AS one FROM wordless WHERE hash = ?');
  let unsent = 0;
  for (const { hash, round } of missing.all()) {
    const row = rowOf(store, hash);
    if (row === undefined) continue;
    const removal = removalOf(store, 'text-removed', hash, round);
    if (removal !== undefined) note(`The words of ${describe(row)} ${removal}`);
    else if (isWordless.get(hash) !== undefined) unsent++;
    else fault(`The words of ${describe(row)} are not here, and no removal on the record says why.`);
  }
  // Never sent here, or let go on purpose.
  if (unsent > 0)
    note(
      `The words of ${unsent === 1 ? '1 record are' : `${unsent} records are`} not for this computer, so it does not hold them.`,
    );
}

function tellReport(store: Connection, note: Tell): void {
  const report = ledgerReport(store);
  for (const { writer, from, to } of report.gaps()) {
    note(
      `Not held here: ${from === to ? `number ${from}` : `numbers ${from} to ${to}`} of the key ${short(writer)}.`,
    );
  }
  for (const { writer, seq, hashes } of report.copies()) {
    note(
      `The key ${short(writer)} used number ${seq} for ${hashes.length} entries: its data folder was copied, and both went on.`,
    );
  }
  for (const { act, person, reason } of report.unauthorised())
    note(`“${act}” by ${person} has no effect. ${reason}`);
}

async function checkEvidence(store: Store, fault: Tell, note: Tell): Promise<number> {
  const named = store.prepare<[], { sha256: Hash; round: RoundId }>(
    `SELECT DISTINCT json_extract(f.value, '$.sha256') AS sha256, e.round
      FROM entry e, json_each(iif(json_valid(e.header), e.header, '{}'), '$.facts.evidence') f
      WHERE e.act = 'submission-received' ORDER BY 1, 2`,
  );
  let files = 0;
  for await (const sha256 of store.evidence.list()) {
    files++;
    if ((await store.evidence.rehash(sha256)) !== sha256) {
      fault(
        `The evidence file ${short(sha256)} was changed: its bytes no longer have the hash that it is named by.`,
      );
    }
  }
  for (const { sha256, round } of named.all()) {
    const removal = removalOf(store, 'evidence-removed', sha256, round);
    if (removal !== undefined) note(`The evidence file ${short(sha256)} ${removal}`);
    else if (!store.evidence.has(sha256)) note(`The evidence file ${short(sha256)} is not held here.`);
  }
  return files;
}

/** "was removed on 6 August 2018 by …", where a removal with authority says so. */
function removalOf(
  store: Connection,
  act: 'text-removed' | 'evidence-removed',
  target: Hash,
  round: RoundId,
): string | undefined {
  const row = store
    .prepare<[string, string, string], { hash: Hash }>(
      `SELECT e.hash FROM entry e JOIN standing s ON s.hash = e.hash AND s.authorised = 1
        WHERE e.act = ? AND e.subject_kind = 'removal' AND e.subject_key = ? AND e.round = ? AND json_valid(e.header) ORDER BY e.hash LIMIT 1`,
    )
    .get(act, target, round);
  const entry = row && heldEntries(store).entry(row.hash);
  if (entry?.act !== 'text-removed' && entry?.act !== 'evidence-removed') return undefined;
  const why = entry.text === undefined ? '' : ` Reason: ${entry.text.reason}`;
  const verb = act === 'text-removed' ? 'were' : 'was';
  return `${verb} removed on ${day(entry.at)} by ${entry.person}, at the request of ${entry.facts.askedBy}.${why}`;
}

function rowOf(store: Connection, hash: Hash): HeldRow | undefined {
  return store
    .prepare<[string], HeldRow>(
      `SELECT e.hash, e.header, e.signature, t.text, e.act, e.round, e.person, e.seq
        FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash WHERE e.hash = ?`,
    )
    .get(hash);
}

function describe(row: HeldRow): string {
  return `“${row.act}” by ${row.person} (entry ${short(row.hash)}, number ${row.seq})`;
}

function count(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`;
}

function short(hash: string): string {
  return hash.slice(0, 12);
}

function day(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
