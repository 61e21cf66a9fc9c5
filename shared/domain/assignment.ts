import type { OrganisationId, PersonId, SubmissionId } from './ids.ts';
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
  /** Organisations whose people do not assess one another, in either direction. */
  readonly partners: readonly (readonly [OrganisationId, OrganisationId])[];
  /** Declared interests that block. */
  readonly interests: readonly { readonly person: PersonId; readonly organisation: OrganisationId }[];
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
}

/** Why a person may not assess an organisation; undefined when they may. */
export type Blocked = 'employer' | 'partner' | 'interest';

export function blockedFor(
  { person, employer }: Assessor,
  organisation: OrganisationId,
  { partners, interests }: Pick<AssignmentRequest, 'partners' | 'interests'>,
): Blocked | undefined {
  if (employer === organisation) return 'employer';
  const partnered = partners.some(
    ([one, other]) =>
      (one === employer && other === organisation) || (other === employer && one === organisation),
  );
  if (partnered) return 'partner';
  const declared = interests.some((each) => each.person === person && each.organisation === organisation);
  return declared ? 'interest' : undefined;
}

/**
 * Gives every submission as many assessors as asked for, none at their own employer or its partners, with loads as
 * equal as that allows. Each place goes to the assessor with the fewest who can be reached, moving others along where
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
      submissions.map(({ submission, organisation }) => [
        submission,
        this.#assessors.filter((assessor) => blockedFor(assessor, organisation, request) === undefined),
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

function whyShort(request: AssignmentRequest, { organisation }: ToAssess, lacks: number): string {
  const reasons = request.assessors.map((assessor) => blockedFor(assessor, organisation, request));
  const times = (reason: Blocked) => reasons.filter((each) => each === reason).length;
  const because = [
    ...(times('employer') > 0 ? [`${times('employer')} employed there`] : []),
    ...(times('partner') > 0 ? [`${times('partner')} at a partner`] : []),
    ...(times('interest') > 0 ? [`${times('interest')} with a declared interest`] : []),
  ];
  const blocked = because.length > 0 ? ` (${list(because)})` : '';
  const free = reasons.filter((each) => each === undefined).length;
  return `${count(lacks, 'assessor')} short: ${free} of ${count(reasons.length, 'assessor')} may assess it${blocked}.`;
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
