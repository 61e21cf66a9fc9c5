import type { OrganisationId, PersonId, SubmissionId } from './ids.ts';
import { type Interests, tieOf } from './interests.ts';
import { count, list } from './words.ts';

/** Who assesses what: a proposal in which loads are equal, made again the same from the same people and submissions. */

export interface Assessor {
  readonly person: PersonId;
  readonly employer?: OrganisationId | undefined;
  /** Empty where it is not known. */
  readonly profession: string;
}

export interface ToAssess {
  readonly submission: SubmissionId;
  readonly organisation: OrganisationId;
}

export interface AssignmentRequest {
  readonly submissions: readonly ToAssess[];
  readonly assessors: readonly Assessor[];
  readonly perSubmission: number;
  readonly interests: Interests;
  /** Who belongs to the submission's panel; anybody may be given one that is not named here. */
  readonly panels?: ReadonlyMap<SubmissionId, ReadonlySet<PersonId>>;
  /** Already made; kept as they are, and counted. */
  readonly existing: readonly Assigned[];
}

export interface Assigned {
  readonly submission: SubmissionId;
  readonly person: PersonId;
}

export interface AssignmentProposal {
  /** New ones only, by submission and person. */
  readonly assigned: readonly Assigned[];
  /** Submissions that each assessor would have, existing ones included. */
  readonly loads: ReadonlyMap<PersonId, number>;
  /** Submissions with too few assessors, and why. */
  readonly short: readonly {
    readonly submission: SubmissionId;
    readonly lacks: number;
    readonly sentence: string;
  }[];
  /** Assessors who would have no submission at all, and why. */
  readonly unplaced: readonly { readonly person: PersonId; readonly sentence: string }[];
}

/** Why a person may not assess an organisation; undefined when they may. */
export type Blocked = 'employer' | 'recused' | 'interest' | 'shared-leadership' | 'partner';
type Kept = Blocked | 'panel';

export function blockedFor(
  assessor: Pick<Assessor, 'person' | 'employer'>,
  organisation: OrganisationId,
  interests: Interests,
): Blocked | undefined {
  const tie = tieOf(assessor, organisation, interests);
  if (tie === undefined || !tie.blocks) return undefined;
  if (tie.state === 'always') return 'employer';
  if (tie.state === 'recused') return 'recused';
  if (tie.grounds.includes('declared')) return 'interest';
  return tie.grounds.includes('shared-leadership') ? 'shared-leadership' : 'partner';
}

function keptFrom(
  request: AssignmentRequest,
  assessor: Assessor,
  { submission, organisation }: ToAssess,
): Kept | undefined {
  const panel = request.panels?.get(submission);
  if (panel !== undefined && !panel.has(assessor.person)) return 'panel';
  return blockedFor(assessor, organisation, request.interests);
}

/**
 * Gives every submission as many assessors as asked for, from its panel where it has one, none whom anything ties to the
 * organisation, with loads as equal as that allows. Each place goes to the assessor with the fewest who can be reached, moving others along where
 * that frees one (Harvey, Ladner, Lovász and Tamir, "Semi-matchings for bipartite graphs and load balancing", 2006).
 * Among those with as few, a profession that the submission lacks comes first, then whoever has met the others least,
 * so that panels mix and the round hangs together.
 */
export function proposeAssignment(request: AssignmentRequest): AssignmentProposal {
  const table = new Table(request);
  const submissions = request.submissions.toSorted(
    (one, other) =>
      table.eligible(one.submission).length - table.eligible(other.submission).length ||
      byText(one.submission, other.submission),
  );
  const short: AssignmentProposal['short'][number][] = [];
  for (const each of submissions) {
    let lacks = Math.max(0, request.perSubmission - table.on(each.submission).size);
    while (lacks > 0 && table.placeOneOn(each.submission)) lacks -= 1;
    if (lacks > 0)
      short.push({ submission: each.submission, lacks, sentence: whyShort(request, each, lacks) });
  }
  return {
    assigned: table.added(),
    loads: table.loads(),
    short: short.toSorted((one, other) => byText(one.submission, other.submission)),
    unplaced: request.submissions.length === 0 ? [] : unplacedOf(request, table.loads()),
  };
}

/** Assessors and submissions while places are being given. */
class Table {
  readonly #assessors: readonly Assessor[];
  readonly #eligible: ReadonlyMap<SubmissionId, readonly Assessor[]>;
  readonly #on: ReadonlyMap<SubmissionId, Set<PersonId>>;
  readonly #of: ReadonlyMap<PersonId, Set<SubmissionId>>;
  readonly #fixed: ReadonlySet<string>;

  constructor(request: AssignmentRequest) {
    const { submissions, existing } = request;
    this.#assessors = request.assessors.toSorted((one, other) => byText(one.person, other.person));
    this.#eligible = new Map(
      submissions.map((each) => [
        each.submission,
        this.#assessors.filter((assessor) => keptFrom(request, assessor, each) === undefined),
      ]),
    );
    this.#on = new Map(submissions.map(({ submission }) => [submission, new Set()]));
    this.#of = new Map(this.#assessors.map(({ person }) => [person, new Set()]));
    this.#fixed = new Set(existing.map(({ submission, person }) => `${submission} ${person}`));
    for (const { submission, person } of existing) this.#put(submission, person);
  }

  eligible(submission: SubmissionId): readonly Assessor[] {
    return this.#eligible.get(submission) ?? [];
  }

  on(submission: SubmissionId): ReadonlySet<PersonId> {
    return this.#on.get(submission) ?? new Set();
  }

  loads(): ReadonlyMap<PersonId, number> {
    return new Map(this.#assessors.map(({ person }) => [person, this.#load(person)]));
  }

  added(): readonly Assigned[] {
    return [...this.#on]
      .flatMap(([submission, people]) => [...people].map((person) => ({ submission, person })))
      .filter(({ submission, person }) => !this.#fixed.has(`${submission} ${person}`))
      .toSorted((one, other) => byText(one.submission, other.submission) || byText(one.person, other.person));
  }

  /** Fills one place; false when nobody may take it. */
  placeOneOn(submission: SubmissionId): boolean {
    const first = this.#free(submission);
    const direct = this.#bestOf(submission, first);
    if (direct === undefined) return false;
    const least = Math.min(...this.#assessors.map(({ person }) => this.#load(person)));
    const moves = this.#load(direct.person) > least ? this.#movesBelow(submission, direct.person) : undefined;
    for (const { from, leaves, takes } of moves ?? [
      { from: submission, leaves: undefined, takes: direct.person },
    ]) {
      if (leaves !== undefined) this.#remove(from, leaves);
      this.#put(from, takes);
    }
    return true;
  }

  /** A chain of moves that ends with the least loaded assessor in reach, where that one has fewer than `direct`. */
  #movesBelow(submission: SubmissionId, direct: PersonId): readonly Move[] | undefined {
    const reached = new Map<PersonId, readonly Move[]>();
    const waiting: PersonId[] = [];
    const reach = (person: PersonId, moves: readonly Move[]) => {
      if (reached.has(person)) return;
      reached.set(person, moves);
      waiting.push(person);
    };
    for (const { person } of this.#free(submission)) {
      reach(person, [{ from: submission, leaves: undefined, takes: person }]);
    }
    for (let person = waiting.shift(); person !== undefined; person = waiting.shift()) {
      const moves = reached.get(person) ?? [];
      for (const other of [...(this.#of.get(person) ?? [])].toSorted()) {
        if (this.#fixed.has(`${other} ${person}`)) continue;
        for (const next of this.#free(other)) {
          reach(next.person, [...moves, { from: other, leaves: person, takes: next.person }]);
        }
      }
    }
    const [best] = [...reached.keys()].toSorted((one, other) => this.#load(one) - this.#load(other));
    return best !== undefined && this.#load(best) < this.#load(direct) ? reached.get(best) : undefined;
  }

  #free(submission: SubmissionId): readonly Assessor[] {
    const on = this.on(submission);
    return this.eligible(submission).filter(({ person }) => !on.has(person));
  }

  #bestOf(submission: SubmissionId, candidates: readonly Assessor[]): Assessor | undefined {
    const on = this.on(submission);
    const professions = new Set(
      this.#assessors.filter(({ person }) => on.has(person)).map(({ profession }) => profession),
    );
    const ranked = candidates.map((assessor) => ({
      assessor,
      load: this.#load(assessor.person),
      repeats: assessor.profession !== '' && professions.has(assessor.profession) ? 1 : 0,
      met: this.#timesMet(assessor.person, on),
    }));
    return ranked.toSorted(
      (one, other) => one.load - other.load || one.repeats - other.repeats || one.met - other.met,
    )[0]?.assessor;
  }

  #timesMet(person: PersonId, others: ReadonlySet<PersonId>): number {
    const theirs = [...(this.#of.get(person) ?? [])].map((submission) => this.on(submission));
    return theirs.reduce((times, together) => times + together.intersection(others).size, 0);
  }

  #load(person: PersonId): number {
    return this.#of.get(person)?.size ?? 0;
  }

  #put(submission: SubmissionId, person: PersonId): void {
    this.#on.get(submission)?.add(person);
    this.#of.get(person)?.add(submission);
  }

  #remove(submission: SubmissionId, person: PersonId): void {
    this.#on.get(submission)?.delete(person);
    this.#of.get(person)?.delete(submission);
  }
}

interface Move {
  readonly from: SubmissionId;
  readonly leaves: PersonId | undefined;
  readonly takes: PersonId;
}

const SHORT: readonly (readonly [Kept, string])[] = [
  ['panel', 'outside its panel'],
  ['employer', 'employed there'],
  ['recused', 'not taking part'],
  ['shared-leadership', 'under the same leaders'],
  ['partner', 'at a partner'],
  ['interest', 'with an interest that is not settled'],
];

function whyShort(request: AssignmentRequest, submission: ToAssess, lacks: number): string {
  const reasons = request.assessors.map((assessor) => keptFrom(request, assessor, submission));
  const because = SHORT.flatMap(([reason, words]) => {
    const times = reasons.filter((each) => each === reason).length;
    return times === 0 ? [] : [`${times} ${words}`];
  });
  const blocked = because.length > 0 ? ` (${list(because)})` : '';
  const free = reasons.filter((each) => each === undefined).length;
  return `${count(lacks, 'assessor')} short: ${free} of ${count(reasons.length, 'assessor')} may assess it${blocked}.`;
}

function unplacedOf(
  request: AssignmentRequest,
  loads: ReadonlyMap<PersonId, number>,
): AssignmentProposal['unplaced'] {
  return request.assessors
    .filter(({ person }) => (loads.get(person) ?? 0) === 0)
    .toSorted((one, other) => byText(one.person, other.person))
    .map((assessor) => {
      const reasons = request.submissions.map((each) => keptFrom(request, assessor, each));
      if (reasons.some((reason) => reason === undefined))
        return { person: assessor.person, sentence: 'Every place went to somebody else.' };
      const ties = reasons.filter((reason) => reason !== 'panel').length;
      return {
        person: assessor.person,
        sentence:
          ties === 0
            ? 'No panel of theirs has a submission.'
            : `Something ties them to ${ties === 1 ? 'the one submission' : `each of the ${ties} submissions`} that they could be given.`,
      };
    });
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
