import {
  Hash,
  type Instant,
  type PersonId,
  type RoundId,
  type WriterKey,
} from '../../../shared/domain/ids.ts';
import type { Connection } from '../store/connection.ts';
import type { EvidenceStore } from '../store/evidence.ts';
import {
  admit,
  type CurrentEntry,
  type Entry,
  type EntryOf,
  type EntryRefusal,
  hashOf,
  type KnownKeys,
  type RawEntry,
  readWords,
  write,
} from './entry.ts';
import { giveUp } from './give-up.ts';
import { heldEntries, heldHeader, tell } from './held.ts';
import type { WriterKeyPair } from './keys.ts';
import type { Projection } from './projection.ts';
import { checked, LedgerRefusal } from './refusal.ts';
import type { Worded } from './removal.ts';
import { type LedgerReport, ledgerReport } from './report.ts';
import { type ActName, type FactsOf, type RoundSubject, ruleOf, type TextOf } from './rules.ts';
import { type Arrival, settler } from './settle.ts';
import { type EntryFilter, type EntryMeta, entriesFor } from './travel.ts';

export { LedgerRefusal };

export interface Said<Name extends ActName> {
  readonly facts: FactsOf<Name>;
  readonly text: TextOf<Name>;
  /** The current heads of the subject, unless said otherwise. */
  readonly replaces?: readonly Hash[];
  /** What the act rests on. */
  readonly basis?: readonly Hash[];
}

/** The same where the act is known at run time only: facts and words are read by its schema before it is signed. */
interface OpenSaid {
  readonly facts: object;
  readonly text: object;
  readonly replaces?: readonly Hash[];
  readonly basis?: readonly Hash[];
}

export interface MergeReport {
  /** Entries that were not held before. */
  readonly added: number;
  /** Entries that were. */
  readonly known: number;
  /** Words that came for an entry that was held without. */
  readonly texts: number;
  readonly refused: readonly { readonly hash: Hash; readonly refusal: EntryRefusal }[];
  /** Every subject whose rows were written again. */
  readonly subjects: readonly RoundSubject[];
}

export interface Ledger extends LedgerReport {
  /**
   * Signs an act and puts it on the record with everything that follows from it, all of it or nothing. Joins an open
   * transaction. Throws a `LedgerRefusal` where the author may not do this, or where this desk has no key.
   */
  append<Name extends ActName>(act: Name, said: Said<Name>): EntryOf<Name>;
  /**
   * Says an entry again in the name of whoever sits here, in place of these. Throws a `LedgerRefusal` where they may not,
   * or where its words are not held here.
   */
  sayAgain(hash: Hash, replaces: readonly Hash[]): void;
  /** The union with what is held: any order, any number of times. One transaction. */
  merge(entries: Iterable<RawEntry>): MergeReport;
  /** The entry to show for a subject; `heads` says whether it stands alone. */
  current(subject: RoundSubject): CurrentEntry | undefined;
  heads(subject: RoundSubject): readonly Hash[];
  entry(hash: Hash): CurrentEntry | undefined;
  /** Entries as they travel, one at a time. */
  entriesFor(filter?: EntryFilter): Generator<RawEntry>;
  /**
   * Lets go of entries that this desk should no longer hold, or of their words, with every row that followed from them.
   * They stay on the record elsewhere, and come back when a file brings them. Says how many.
   */
  giveUp(round: RoundId, which: (entry: EntryMeta) => 'all' | 'words' | 'nothing'): number;
  /** From now on this opening counts where two claim one round. Opening a round says so by itself. */
  standBy(round: RoundId, opening: Hash): void;
  /** Whose key it is in the round; more than one where it was introduced for several. */
  personsOf(round: RoundId, writer: WriterKey): ReadonlySet<PersonId>;
  /** True where a removal on the record names this file: it is not to be kept. */
  evidenceRemoved(sha256: Hash): boolean;
}

/** Characters of entries that a merge keeps as it read them; the rest is read from the database a second time. */
const READ_IN_MEMORY = 64 * 1024 * 1024;

export interface LedgerParts {
  readonly store: Connection & { readonly evidence?: EvidenceStore };
  /** Undefined for a ledger that is only read. */
  readonly key: WriterKeyPair | undefined;
  readonly person: PersonId | undefined;
  readonly clock: () => Instant;
  readonly projections: readonly Projection[];
}

export function createLedger({ store, key, person, clock, projections }: LedgerParts): Ledger {
  const held = heldEntries(store);
  const keys: KnownKeys = new Map();
  const own = key === undefined || person === undefined ? undefined : { person, writer: key.writer };
  const { settle, resettle, projectAgain, removal, people } = settler(store, held, projections, (round) => ({
    own,
    opening: stoodBy(round),
  }));

  const rowOf = store.prepare<
    [string],
    { header: string; subject_kind: RoundSubject['kind'] | null; subject_key: string | null; held: 0 | 1 }
  >(
    `SELECT e.header, e.subject_kind, e.subject_key, t.hash IS NOT NULL AS held
      FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash WHERE e.hash = ?`,
  );
  const lastOf = store.prepare<[string], { hash: Hash; seq: number }>(
    'SELECT hash, seq FROM entry WHERE writer = ? ORDER BY seq DESC, hash LIMIT 1',
  );
  const headsOfSubject = store.prepare<[string, string, string], { hash: Hash }>(
    'SELECT hash FROM head WHERE round = ? AND subject_kind = ? AND subject_key = ? ORDER BY hash',
  );
  const settingOf = store.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const reasonOf = store.prepare<[string], { reason: string | null }>(
    'SELECT reason FROM standing WHERE hash = ?',
  );

  function stoodBy(round: RoundId): Hash | undefined {
    const row = settingOf.get(`opening ${round}`);
    return row && Hash.parse(row.value);
  }

  function heads(subject: RoundSubject): readonly Hash[] {
    return headsOfSubject.all(subject.round, subject.kind, subject.key).map((row) => row.hash);
  }

  /** Puts an entry in; what was read of it is kept in memory until it is settled, where there is room. */
  function take(entry: Entry, remember: boolean): Arrival {
    const { hash, header, raw, bound } = entry;
    const { act, person, writer, seq, facts } = header;
    held.insert(entry);
    const purged = raw.text !== undefined && removal.ofText(hash, facts.round) !== undefined;
    if (raw.text !== undefined && !purged) held.insertText(hash, raw.text);
    // On purpose, by whoever sent it: what is only lost later is a fault.
    if (raw.text === undefined && header.textHash !== null) store.insert('wordless', { hash });
    const read = remember ? { bound, told: tell(hash, header, purged ? undefined : entry.words) } : undefined;
    return { hash, act, round: facts.round, person, writer, seq, read };
  }

  function dropRemovedEvidence(): void {
    const { evidence } = store;
    if (evidence === undefined) return;
    for (const sha256 of removal.evidence()) evidence.remove(sha256);
  }

  function append<Name extends ActName>(act: Name, said: Said<Name>): EntryOf<Name> {
    // The entry that is just written under this name.
    return say(act, said) as EntryOf<Name>;
  }

  function say(act: ActName, said: OpenSaid): CurrentEntry | undefined {
    if (key === undefined || person === undefined) {
      throw new LedgerRefusal(
        'not-allowed',
        'This desk has no key, so it can read the record but not add to it.',
      );
    }
    const rule = ruleOf(act);
    const { facts, text } = checked(() => rule?.write(said.facts, said.text));
    return store.transaction(() => {
      const last = lastOf.get(key.writer);
      const subject = rule?.held(facts).subject;
      const raw = write(
        {
          act,
          person,
          facts,
          text,
          seq: (last?.seq ?? 0) + 1,
          previous: last?.hash ?? null,
          at: clock(),
          replaces: said.replaces ?? (subject ? heads(subject) : []),
          basis: said.basis ?? [],
        },
        key,
      );
      const admission = admit(raw, keys);
      if (!admission.ok)
        throw new LedgerRefusal(
          'wrong-input',
          `The act “${act}” is larger than an entry may be, or has words that cannot be written.`,
        );
      const arrival = take(admission.entry, true);
      if (act === 'round-opened' && stoodBy(arrival.round) === undefined) {
        store.put('setting', { key: `opening ${arrival.round}`, value: arrival.hash });
      }
      settle([arrival]);
      const reason = reasonOf.get(arrival.hash)?.reason;
      if (reason !== null) throw new LedgerRefusal('not-allowed', reason ?? 'The act was not judged.');
      store.afterCommit(dropRemovedEvidence);
      return held.entry(arrival.hash);
    });
  }

  function merge(entries: Iterable<RawEntry>): MergeReport {
    return store.transaction(() => {
      const arrivals: Arrival[] = [];
      const worded: Worded[] = [];
      const refused: { hash: Hash; refusal: EntryRefusal }[] = [];
      let room = READ_IN_MEMORY;
      let known = 0;
      let texts = 0;
      for (const raw of entries) {
        const hash = hashOf(raw.header);
        const row = rowOf.get(hash);
        if (row === undefined) {
          const admission = admit(raw, keys);
          room -= raw.header.length + (raw.text?.length ?? 0);
          if (admission.ok) arrivals.push(take(admission.entry, room > 0));
          else refused.push({ hash, refusal: admission.refusal });
          continue;
        }
        known++;
        if (raw.text === undefined || row.held === 1) continue;
        const header = heldHeader(row.header);
        const words = readWords(raw.text, header);
        if (typeof words === 'string') refused.push({ hash, refusal: words });
        else if (removal.ofText(hash, header.facts.round) === undefined) {
          held.insertText(hash, raw.text);
          store.remove('wordless', { hash });
          texts++;
          const { subject_kind: kind, subject_key } = row;
          const named = kind !== null && subject_key !== null;
          worded.push({
            hash,
            subject: named ? { round: header.facts.round, kind, key: subject_key } : undefined,
          });
        }
      }
      const subjects = settle(arrivals, worded);
      store.afterCommit(dropRemovedEvidence);
      return { added: arrivals.length, known, texts, refused, subjects };
    });
  }

  /** What a desk's own key made of the rows is worked out again when it has another. */
  function settleUnderOwnKey(): void {
    const value = own === undefined ? '' : `${own.person} ${own.writer}`;
    if ((settingOf.get('own key')?.value ?? '') === value) return;
    const rounds = store.prepare<[], { round: RoundId }>('SELECT DISTINCT round FROM entry ORDER BY round');
    store.transaction(() => {
      for (const { round } of rounds.all()) resettle(round);
      store.put('setting', { key: 'own key', value });
    });
  }

  settleUnderOwnKey();
  dropRemovedEvidence();
  return {
    ...ledgerReport(store, held),
    append,
    sayAgain: (hash, replaces) => {
      const again = held.entry(hash);
      if (again?.text === undefined)
        throw new LedgerRefusal('wrong-input', 'Its words are not held here, so it cannot be said again.');
      const { act, facts, text, basis } = again;
      say(act, { facts, text, replaces, basis });
    },
    merge,
    heads,
    current: (subject) => {
      const [shown] = heads(subject);
      return shown && held.entry(shown);
    },
    entry: held.entry,
    entriesFor: (filter) => entriesFor(store, filter),
    giveUp: (round, which) =>
      store.transaction(() => {
        const { subjects, entries } = giveUp(store, round, which);
        projectAgain(subjects);
        if (entries > 0) store.afterCommit(() => store.checkpoint());
        return entries;
      }),
    standBy: (round, opening) =>
      store.transaction(() => {
        store.put('setting', { key: `opening ${round}`, value: opening });
        resettle(round);
      }),
    personsOf: (round, writer) => people(round).persons(writer),
    evidenceRemoved: (sha256) => removal.evidence().includes(sha256),
  };
}
