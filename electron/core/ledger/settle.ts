import type { Hash, PersonId, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { Connection } from '../store/connection.ts';
import { sayTheSame } from './alike.ts';
import { type Author, type People, peopleOf } from './authority.ts';
import type { CurrentEntry } from './entry.ts';
import { headsOf } from './heads.ts';
import type { HeldEntries } from './held.ts';
import { heldHeader } from './held.ts';
import { isPeopleAct, type LocalTrust, PEOPLE_ACTS, type PeopleEntry } from './people-entries.ts';
import type { Projection } from './projection.ts';
import { removals, type Worded } from './removal.ts';
import { type BoundRule, type RoundSubject, ruleOf } from './rules.ts';

/** What a round's authority comes to, kept until people change. */
interface RoundAuthority {
  readonly people: People;
  /** Keys of the assignments ever made. */
  readonly assigned: Set<string>;
}

type Arrived = Map<Hash, Arrival>;

interface Judged extends Author {
  readonly round: RoundId;
  readonly bound: BoundRule | undefined;
  /** Null for one that was never judged. */
  readonly authorised: 0 | 1 | null;
}

interface JudgedRow extends Omit<Judged, 'bound'> {
  readonly header: string;
}

/** An entry that has just come in. */
export interface Arrival extends Author {
  readonly round: RoundId;
  /** What was read of it on the way in; left out past a merge's budget of memory, and then read again. */
  readonly read:
    | { readonly bound: BoundRule | undefined; readonly told: CurrentEntry | undefined }
    | undefined;
}

/** Acts that others of the round may depend on, in the order in which they have to be judged; all others come last. */
export const JUDGED_FIRST: readonly string[] = [...PEOPLE_ACTS, 'assignment-made', 'removal-asked'];

/**
 * Everything that follows from the set of entries, brought up to date after some came in: standing, heads, and the rows
 * of every subject that either of them touched. Runs inside the transaction that brought the entries.
 */
export function settler(
  store: Connection,
  held: HeldEntries,
  projections: readonly Projection[],
  trust: (round: RoundId) => LocalTrust,
) {
  const byKind = new Map(projections.map((projection) => [projection.kind, projection]));
  const removal = removals(store, held);
  const rounds = new Map<RoundId, RoundAuthority>();

  const select = `SELECT e.hash, e.act, e.round, e.person, e.writer, e.seq, e.header, s.authorised
    FROM entry e LEFT JOIN standing s ON s.hash = e.hash`;
  const oneJudged = store.prepare<[string], JudgedRow>(`${select} WHERE e.hash = ?`);
  const everyHash = store.prepare<[string], { hash: Hash; act: string }>(
    'SELECT hash, act FROM entry WHERE round = ? ORDER BY hash',
  );
  const everyAssignment = store.prepare<[string], { key: string }>(
    `SELECT e.subject_key AS "key" FROM entry e JOIN standing s ON s.hash = e.hash AND s.authorised = 1
      WHERE e.act = 'assignment-made' AND e.round = ?`,
  );
  const refusedHashes = store.prepare<[string], { hash: Hash; act: string }>(
    `SELECT e.hash, e.act FROM standing s INDEXED BY standing_refused CROSS JOIN entry e ON e.hash = s.hash
      WHERE s.authorised = 0 AND e.round = ? ORDER BY e.hash`,
  );
  const linkedOf = store.prepare<[string, string, string], { hash: Hash; replaced: Hash | null }>(
    `SELECT e.hash, r.replaced FROM entry e JOIN standing s ON s.hash = e.hash AND s.authorised = 1
      LEFT JOIN entry_replaces r ON r.entry = e.hash
      WHERE e.round = ? AND e.subject_kind = ? AND e.subject_key = ?`,
  );

  function load(round: RoundId, without: ReadonlySet<Hash> = new Set()): RoundAuthority {
    const entries = PEOPLE_ACTS.flatMap((act) => held.ofAct(act, round)).filter(
      (entry): entry is PeopleEntry => isPeopleAct(entry.act) && !without.has(entry.hash),
    );
    return { people: peopleOf(round, entries, trust(round)), assigned: new Set() };
  }

  /** As it was before these came; from the database, where no earlier work of this process left it. */
  function authorityOf(round: RoundId, arrivals: readonly Arrival[] = []): RoundAuthority {
    const kept = rounds.get(round);
    if (kept !== undefined) return kept;
    const made = load(round, new Set(arrivals.map((arrival) => arrival.hash)));
    for (const { key } of everyAssignment.all(round)) made.assigned.add(key);
    remember(round, made);
    return made;
  }

  function remember(round: RoundId, authority: RoundAuthority): void {
    rounds.set(round, authority);
    store.afterRollback(() => rounds.delete(round));
  }

  function objectionTo(one: Judged, authority: RoundAuthority): string | undefined {
    if (one.bound === undefined) {
      return `This version of Award Panel does not know the act “${one.act}”. A later one may.`;
    }
    const assigned = (person: PersonId, submission: SubmissionId) =>
      authority.assigned.has(assignmentKey(submission, person));
    return (
      authority.people.objection(one, one.bound.objection, assigned) ??
      (one.act === 'text-removed' || one.act === 'evidence-removed' ? removal.objection(one.hash) : undefined)
    );
  }

  function toJudge(hash: Hash, arrived: Arrived): Judged | undefined {
    const arrival = arrived.get(hash);
    if (arrival?.read !== undefined) return { ...arrival, bound: arrival.read.bound, authorised: null };
    const row = oneJudged.get(hash);
    return row && { ...row, bound: ruleOf(row.act)?.held(heldHeader(row.header).facts) };
  }

  /** Judges entries; touched are the subjects of those whose standing is new or another than before. */
  function judge(
    hashes: Iterable<Hash>,
    authority: RoundAuthority,
    touched: Subjects,
    arrived: Arrived,
  ): void {
    for (const hash of hashes) {
      const one = toJudge(hash, arrived);
      if (one === undefined) continue;
      const reason = objectionTo(one, authority);
      const authorised = reason === undefined ? 1 : 0;
      const subject = one.bound?.subject;
      if (authorised === 1 && one.act === 'assignment-made' && subject !== undefined) {
        authority.assigned.add(subject.key);
      }
      store.put('standing', { hash, authorised, reason: reason ?? null });
      if (subject !== undefined && (one.authorised ?? 0) !== authorised) touched.add(subject);
    }
  }

  function settleRound(
    round: RoundId,
    arrivals: readonly Arrival[],
    touched: Subjects,
    arrived: Arrived,
  ): void {
    const before = authorityOf(round, arrivals);
    const peopleCame = arrivals.some((arrival) => isPeopleAct(arrival.act));
    const authority = peopleCame ? load(round) : before;
    const someoneLost = authority.people.cuts !== before.people.cuts;
    const othersMayFollow = arrivals.some((arrival) => JUDGED_FIRST.includes(arrival.act));
    if (peopleCame) {
      if (!someoneLost) for (const each of before.assigned) authority.assigned.add(each);
      remember(round, authority);
    }
    // Where nobody lost anything, whoever had authority has it still.
    const again = someoneLost ? everyHash.all(round) : othersMayFollow ? refusedHashes.all(round) : [];
    store.afterRollback(() => rounds.delete(round));
    judge(inTurn([...arrivals, ...again]), authority, touched, arrived);
  }

  function project(subject: RoundSubject, arrived: Arrived): void {
    const linked = new Map<Hash, { hash: Hash; replaces: Hash[] }>();
    for (const { hash, replaced } of linkedOf.all(subject.round, subject.kind, subject.key)) {
      const entry = linked.get(hash) ?? { hash, replaces: [] };
      linked.set(hash, entry);
      if (replaced !== null) entry.replaces.push(replaced);
    }
    const heads = headsOf([...linked.values()]);
    const key = { round: subject.round, subject_kind: subject.kind, subject_key: subject.key };
    store.remove('head', key);
    for (const hash of heads) store.insert('head', { ...key, hash });
    const [shown] = heads;
    byKind.get(subject.kind)?.project(store, subject, {
      entry: shown && (arrived.get(shown)?.read?.told ?? held.entry(shown)),
      conflict: heads.length > 1 && !sayTheSame(heads.map((hash) => held.entry(hash))) ? 1 : 0,
      all: () => held.ofSubject(subject),
    });
  }

  function bringUpToDate(touched: Subjects, arrived: Arrived): readonly RoundSubject[] {
    for (const removed of [...touched.all()].filter((each) => each.kind === 'removal')) {
      const target = removal.carryOut(removed);
      if (target === undefined) continue;
      arrived.delete(target.hash);
      if (target.subject !== undefined) touched.add(target.subject);
    }
    const subjects = [...touched.all()];
    for (const subject of subjects) project(subject, arrived);
    return subjects;
  }

  return {
    /** `worded` are entries whose words came after them. */
    settle: (arrivals: readonly Arrival[], worded: readonly Worded[] = []): readonly RoundSubject[] => {
      const touched = new Subjects();
      const arrived: Arrived = new Map(arrivals.map((arrival) => [arrival.hash, arrival]));
      for (const [round, some] of Map.groupBy(arrivals, (arrival) => arrival.round)) {
        settleRound(round, some, touched, arrived);
      }
      for (const { hash, subject } of worded) {
        // What was read of it on the way in was read without them.
        arrived.delete(hash);
        if (subject !== undefined) touched.add(subject);
      }
      return bringUpToDate(touched, arrived);
    },
    /** Rows of subjects some of whose entries, or their words, have been let go. */
    projectAgain: (subjects: Iterable<RoundSubject>): void => {
      const touched = new Subjects();
      for (const subject of subjects) touched.add(subject);
      bringUpToDate(touched, new Map());
    },
    people: (round: RoundId): People => authorityOf(round).people,
    /** Works a round out again from its entries, when what this desk trusts has changed. */
    resettle: (round: RoundId): void => {
      const touched = new Subjects();
      const authority = load(round);
      remember(round, authority);
      judge(inTurn(everyHash.all(round)), authority, touched, new Map());
      bringUpToDate(touched, new Map());
    },
    removal,
  };
}

function* inTurn(entries: readonly { readonly hash: Hash; readonly act: string }[]): Iterable<Hash> {
  const place = (act: string) => {
    const at = JUDGED_FIRST.indexOf(act);
    return at < 0 ? JUDGED_FIRST.length : at;
  };
  const groups = Map.groupBy(entries, (entry) => place(entry.act));
  const seen = new Set<Hash>();
  for (const at of [...groups.keys()].sort((one, other) => one - other)) {
    for (const { hash } of groups.get(at) ?? []) {
      if (!seen.has(hash)) yield hash;
      seen.add(hash);
    }
  }
}

/** A set of subjects by what they are. */
class Subjects {
  readonly #all = new Map<string, RoundSubject>();

  add(subject: RoundSubject): void {
    this.#all.set(`${subject.round} ${subject.kind} ${subject.key}`, subject);
  }

  all(): Iterable<RoundSubject> {
    return this.#all.values();
  }
}

/** The key of the subject of an assignment, which is how one is found. */
function assignmentKey(submission: SubmissionId, person: PersonId): string {
  return `${submission} ${person}`;
}
