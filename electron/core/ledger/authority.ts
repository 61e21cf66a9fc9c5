import {
  type Hash,
  PersonId,
  type Role,
  type RoundId,
  type SubmissionId,
  type WriterKey,
} from '../../../shared/domain/ids.ts';
import type { Objection, Standing } from './acts/act.ts';
import { type Cut, cutOf } from './cuts.ts';
import type { EntryOf } from './entry.ts';
import type { LocalTrust, PeopleEntry } from './people-entries.ts';
import { ruleOf } from './rules.ts';

/**
 * Who may do what in a round: a pure function of the set of its people entries, in whatever order they came.
 *
 * The opening names the first administrators and their keys. From there, appointments and introductions by those who
 * may make them are added until nothing more follows (what was once given stays given, so that an old score keeps its
 * authority when its author moves on). What takes away are cuts: a standing down, a retired key, an appointment that
 * says from where fewer roles count. Each cut names the last number of a writer that still counts.
 *
 * Cuts can contradict each other: two administrators can retire one another. The tie rule: cuts, and the appointments
 * and introductions that lift one, are judged one after the other, the most senior author first, each on what those
 * before it have left standing; one that was found good stays good. Seniority is the opening's recovery key, then the opening's
 * administrators as they are listed, then who was made an administrator in fewer steps from them; among equals the
 * order of person, writer, number, hash. No clock is asked, and no order that a latecomer can choose outranks a
 * founder. A recovery key that was made later comes just before the
 * administrator who made it, so that it can take that administrator's lost computer out.
 *
 * Where two openings claim one round, the one that this desk stands by (it opened the round, or accepted an invitation
 * to it) counts, else the first by hash; the other has no authority.
 */

export interface Author {
  readonly hash: Hash;
  readonly act: string;
  readonly person: PersonId;
  readonly writer: WriterKey;
  readonly seq: number;
}

export type Assigned = (person: PersonId, submission: SubmissionId) => boolean;

/** The person whom the printed recovery key signs as. */
export const RECOVERY = PersonId.parse('recovery');
const RECOVERY_ACTS: readonly string[] = ['person-appointed', 'writer-introduced', 'writer-retired'];
const MOST_SENIOR = -1;
const JUST_BEFORE = 0.5;
const NEVER_SENIOR = Number.MAX_SAFE_INTEGER;

type Cuts = ReadonlyMap<Hash, Cut>;

interface Grants {
  readonly writers: Map<WriterKey, Set<PersonId>>;
  readonly roles: Map<PersonId, Set<Role>>;
  readonly rank: Map<PersonId, number>;
  /** How senior each recovery key is. */
  readonly recovery: Map<WriterKey, number>;
}

export interface People {
  readonly opening: Hash | undefined;
  /** The same for two sets between which nobody lost anything. */
  readonly cuts: string;
  objection(
    author: Author,
    rule: (person: PersonId, standing: Standing) => Objection,
    assigned: Assigned,
  ): Objection;
  /** Every person to whom the writer belongs. */
  persons(writer: WriterKey): ReadonlySet<PersonId>;
  roles(person: PersonId): ReadonlySet<Role>;
}

export function peopleOf(round: RoundId, entries: readonly PeopleEntry[], local: LocalTrust = {}): People {
  const opening = openingOf(entries, local.opening);
  const rest = entries.filter((entry) => entry.act !== 'round-opened').sort(byHash);
  const ground = groundOf(opening, local.own);
  const before = close(round, rest, ground(), new Map(), new Set());
  const { cuts, settled } = judge(round, rest, ground, before);
  const grants = close(round, rest, ground(), cuts, settled);
  return {
    opening: opening?.hash,
    cuts: [opening?.hash ?? '', ...[...cuts.keys()].sort()].join(' '),
    objection: (author, rule, assigned) => {
      if (author.act === 'round-opened') {
        return author.hash === opening?.hash
          ? undefined
          : 'Another opening of this round counts, or this one is signed by nobody whom it names.';
      }
      if (opening === undefined) return 'The opening of this round is not held here.';
      if (settled.has(author.hash)) return undefined;
      return objectionOf(round, author, rule, grants, cuts, assigned);
    },
    persons: (writer) => grants.writers.get(writer) ?? new Set(),
    roles: (person) => grants.roles.get(person) ?? new Set(),
  };
}

function openingOf(
  entries: readonly PeopleEntry[],
  stoodBy: Hash | undefined,
): EntryOf<'round-opened'> | undefined {
  const signedByOneOfIts = entries
    .filter((entry) => entry.act === 'round-opened')
    .filter((entry) =>
      entry.facts.administrators.some((each) => each.person === entry.person && each.writer === entry.writer),
    )
    .sort(byHash);
  return signedByOneOfIts.find((entry) => entry.hash === stoodBy) ?? signedByOneOfIts[0];
}

function groundOf(opening: EntryOf<'round-opened'> | undefined, own: LocalTrust['own']): () => Grants {
  return () => {
    const grants: Grants = { writers: new Map(), roles: new Map(), rank: new Map(), recovery: new Map() };
    opening?.facts.administrators.forEach(({ person, writer }, at) => {
      add(grants.writers, writer, person);
      add(grants.roles, person, 'administrator');
      if (!grants.rank.has(person)) grants.rank.set(person, at);
    });
    if (opening?.facts.recovery !== undefined) {
      add(grants.writers, opening.facts.recovery, RECOVERY);
      grants.recovery.set(opening.facts.recovery, MOST_SENIOR);
    }
    if (own !== undefined) add(grants.writers, own.writer, own.person);
    return grants;
  };
}

/** Adds, generation by generation, what those may give who have been given the right to. */
function close(
  round: RoundId,
  entries: readonly PeopleEntry[],
  grants: Grants,
  cuts: Cuts,
  settled: ReadonlySet<Hash>,
): Grants {
  let waiting = entries.filter(
    (entry) => entry.act === 'person-appointed' || entry.act === 'writer-introduced',
  );
  for (let generation = grants.rank.size; waiting.length > 0; generation++) {
    const good = new Set(
      waiting.filter(
        (entry) => settled.has(entry.hash) || objectionTo(round, entry, grants, cuts) === undefined,
      ),
    );
    if (good.size === 0) break;
    for (const entry of good) {
      if (entry.act === 'writer-introduced') {
        const { writer, person } = entry.facts;
        add(grants.writers, writer, person);
        if (person === RECOVERY) {
          const others = grants.recovery.get(writer) ?? NEVER_SENIOR;
          grants.recovery.set(writer, Math.min(others, seniority(entry, grants) - JUST_BEFORE));
        }
      } else {
        for (const role of entry.facts.roles) add(grants.roles, entry.facts.person, role);
        if (entry.facts.roles.includes('administrator') && !grants.rank.has(entry.facts.person)) {
          grants.rank.set(entry.facts.person, generation);
        }
      }
    }
    waiting = waiting.filter((entry) => !good.has(entry));
  }
  return grants;
}

/** Lower is more senior. */
function seniority({ person, writer }: Author, { rank, recovery }: Grants): number {
  return (person === RECOVERY ? recovery.get(writer) : rank.get(person)) ?? NEVER_SENIOR;
}

/** The cuts that hold, and the entries whose judgement is final. */
function judge(round: RoundId, entries: readonly PeopleEntry[], ground: () => Grants, before: Grants) {
  const cuts = new Map<Hash, Cut>();
  const settled = new Set<Hash>();
  const lifted = new Set<Hash>();
  const possible = new Map(entries.flatMap((entry) => pairs(entry.hash, cutOf(entry))));
  const liftsOf = (entry: PeopleEntry) =>
    (entry.act === 'person-appointed' || entry.act === 'writer-introduced') &&
    entry.person !== entry.facts.person
      ? entry.replaces.filter((hash) => possible.has(hash) && sameSubject(entry, hash, entries))
      : [];
  const rank = (entry: PeopleEntry) => seniority(entry, before);

  const inTurn = entries
    .filter((entry) => possible.has(entry.hash) || liftsOf(entry).length > 0)
    .sort(
      (one, other) =>
        rank(one) - rank(other) ||
        compare(one.person, other.person) ||
        compare(one.writer, other.writer) ||
        one.seq - other.seq ||
        byHash(one, other),
    );

  for (const entry of inTurn) {
    const grants = close(round, entries, ground(), cuts, settled);
    if (objectionTo(round, entry, grants, cuts) !== undefined) continue;
    settled.add(entry.hash);
    for (const hash of liftsOf(entry)) {
      lifted.add(hash);
      cuts.delete(hash);
    }
    const cut = possible.get(entry.hash);
    if (cut !== undefined && !lifted.has(entry.hash)) cuts.set(entry.hash, cut);
  }
  return { cuts, settled };
}

function objectionTo(round: RoundId, entry: PeopleEntry, grants: Grants, cuts: Cuts): Objection {
  const rule = ruleOf(entry.act);
  if (rule === undefined) return 'No rule.';
  return objectionOf(round, entry, rule.held(entry.facts).objection, grants, cuts, () => false);
}

function objectionOf(
  round: RoundId,
  author: Author,
  rule: (person: PersonId, standing: Standing) => Objection,
  grants: Grants,
  cuts: Cuts,
  assigned: Assigned,
): Objection {
  if (!grants.writers.get(author.writer)?.has(author.person)) {
    return `The key that signed this is not known to belong to ${author.person} in this round.`;
  }
  const past = [...cuts.values()].filter(
    (cut) => cut.person === author.person && author.seq > cut.after(author.writer),
  );
  if (past.some((cut) => cut.keeps === undefined)) {
    return `${author.person} had been stood down, or the key that signed this had been retired, before this was made.`;
  }
  if (author.person === RECOVERY) {
    return RECOVERY_ACTS.includes(author.act)
      ? undefined
      : 'The recovery key may only appoint a person, and introduce or retire keys.';
  }
  const held = [...(grants.roles.get(author.person) ?? [])].filter((role) =>
    past.every((cut) => cut.keeps?.has(role)),
  );
  return rule(author.person, {
    roles: (_, person) =>
      person === author.person ? new Set(held) : (grants.roles.get(person) ?? new Set()),
    assigned: (asked, person, submission) => asked === round && assigned(person, submission),
  });
}

function sameSubject(
  entry: EntryOf<'person-appointed'> | EntryOf<'writer-introduced'>,
  hash: Hash,
  entries: readonly PeopleEntry[],
): boolean {
  const other = entries.find((each) => each.hash === hash);
  if (other === undefined) return false;
  const [one, two] = [entry, other].map((each) => ruleOf(each.act)?.held(each.facts).subject);
  return one !== undefined && two !== undefined && one.kind === two.kind && one.key === two.key;
}

function pairs<Value>(hash: Hash, value: Value | undefined): readonly (readonly [Hash, Value])[] {
  return value === undefined ? [] : [[hash, value]];
}

function add<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function byHash(one: { readonly hash: Hash }, other: { readonly hash: Hash }): number {
  return compare(one.hash, other.hash);
}
