import { z } from 'zod';
import { Hash, OrganisationId, PersonId, type RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { Ground, type Interests, Relation, type Tie, tieOf } from '../../../shared/domain/interests.ts';
import type { DeskContext } from '../desk/context.ts';
import { refuse } from '../refused.ts';

type Held = Pick<DeskContext, 'store'>;

const Grounds = z.array(Ground);

/** All that stands on the record about ties between people and organisations of the round. */
export function interestsOf({ store }: Held, round: RoundId): Interests {
  const declared = store
    .prepare<
      [string],
      { person: string; organisation: string; extent: 'actual' | 'potential'; entry: string }
    >('SELECT person, organisation, extent, entry FROM interest WHERE round = ?')
    .all(round);
  const settled = store
    .prepare<
      [string],
      {
        person: string;
        organisation: string;
        outcome: 'recused' | 'accepted';
        grounds: string;
        declaration: string | null;
      }
    >('SELECT person, organisation, outcome, grounds, declaration FROM settlement WHERE round = ?')
    .all(round);
  const related = store
    .prepare<[string], { one: string; other: string; kind: string }>(
      'SELECT one, other, kind FROM partnership WHERE round = ?',
    )
    .all(round);
  const about = (row: { readonly person: string; readonly organisation: string }) => ({
    person: PersonId.parse(row.person),
    organisation: OrganisationId.parse(row.organisation),
  });
  return {
    declared: declared.map((row) => ({ ...about(row), extent: row.extent, entry: Hash.parse(row.entry) })),
    settled: settled.map((row) => ({
      ...about(row),
      outcome: row.outcome,
      grounds: Grounds.parse(JSON.parse(row.grounds)),
      declaration: row.declaration === null ? undefined : Hash.parse(row.declaration),
    })),
    related: related.map(({ one, other, kind }) => ({
      organisations: [OrganisationId.parse(one), OrganisationId.parse(other)],
      kind: Relation.parse(kind),
    })),
  };
}

export function employerOf({ store }: Held, round: RoundId, person: PersonId): OrganisationId | undefined {
  const row = store
    .prepare<[string, string], { employer: string | null }>(
      'SELECT employer FROM person WHERE round = ? AND person = ?',
    )
    .get(round, person);
  return row?.employer ? OrganisationId.parse(row.employer) : undefined;
}

/** What ties a person to an organisation; undefined where nothing does. */
export function tieHere(
  desk: Held,
  round: RoundId,
  person: PersonId,
  organisation: OrganisationId,
): Tie | undefined {
  return tieOf({ person, employer: employerOf(desk, round, person) }, organisation, interestsOf(desk, round));
}

/** Submissions in which this person takes no part: of their own employer, and of organisations they are recused from. */
export function notTakingPart(desk: Held, round: RoundId, person: PersonId): ReadonlySet<SubmissionId> {
  return submissionsWhere(desk, round, person, ({ apart }) => apart);
}

/** Submissions that this person may not moderate or decide: also those with an actual interest that nobody settled. */
export function barredFrom(desk: Held, round: RoundId, person: PersonId): ReadonlySet<SubmissionId> {
  return submissionsWhere(desk, round, person, ({ bars }) => bars);
}

function submissionsWhere(
  desk: Held,
  round: RoundId,
  person: PersonId,
  which: (tie: Tie) => boolean,
): ReadonlySet<SubmissionId> {
  return submissionsFor(person, employerOf(desk, round, person), tiesIn(desk, round), which);
}

/** What is to be known of the round to find anybody's ties. */
interface Ties {
  readonly interests: Interests;
  readonly submissions: ReadonlyMap<SubmissionId, OrganisationId>;
}

const tiesIn = (desk: Held, round: RoundId): Ties => ({
  interests: interestsOf(desk, round),
  submissions: submissionsOf(desk, round),
});

function submissionsFor(
  person: PersonId,
  employer: OrganisationId | undefined,
  { interests, submissions }: Ties,
  which: (tie: Tie) => boolean,
): ReadonlySet<SubmissionId> {
  const ties = new Map<string, boolean>();
  const found = [...submissions].filter(([, organisation]) => {
    const known = ties.get(organisation);
    if (known !== undefined) return known;
    const tie = tieOf({ person, employer }, organisation, interests);
    const is = tie !== undefined && which(tie);
    ties.set(organisation, is);
    return is;
  });
  return new Set(found.map(([submission]) => submission));
}

/** What `notTakingPart` finds, of everybody in the round who takes no part in something. */
export function everyoneNotTakingPart(
  desk: Held,
  round: RoundId,
): ReadonlyMap<string, ReadonlySet<SubmissionId>> {
  const ties = tiesIn(desk, round);
  const { declared, settled } = ties.interests;
  const named = new Set([...declared, ...settled].map(({ person }) => person));
  const people = peopleIn(desk, round)
    .filter(({ person, employer }) => employer !== undefined || named.has(person))
    .map(
      ({ person, employer }) =>
        [person, submissionsFor(person, employer, ties, ({ apart }) => apart)] as const,
    );
  return new Map(people.filter(([, apart]) => apart.size > 0));
}

function peopleIn({ store }: Held, round: RoundId) {
  return store
    .prepare<[string], { person: string; employer: string | null; stood_down: 0 | 1 }>(
      'SELECT person, employer, stood_down FROM person WHERE round = ? ORDER BY person',
    )
    .all(round)
    .map((row) => ({
      person: PersonId.parse(row.person),
      employer: row.employer === null ? undefined : OrganisationId.parse(row.employer),
      stoodDown: row.stood_down === 1,
    }));
}

/** Whose each submission is, by submission; of those that this desk holds. */
export function submissionsOf({ store }: Held, round: RoundId): ReadonlyMap<SubmissionId, OrganisationId> {
  const rows = store
    .prepare<[string], { submission: string; organisation: string }>(
      'SELECT DISTINCT submission, organisation FROM submission_version WHERE round = ?',
    )
    .all(round);
  return new Map(
    rows.map((row) => [SubmissionId.parse(row.submission), OrganisationId.parse(row.organisation)]),
  );
}

/** Throws the refusal 'not-allowed' where the person has an interest in the submission that keeps them from ruling on it. */
export function requireNoInterest(
  desk: Held,
  round: RoundId,
  person: PersonId,
  submission: SubmissionId,
): void {
  if (notTakingPart(desk, round, person).has(submission)) {
    throw refuse(
      'not-allowed',
      'You take no part in this submission. Another chair or deputy has to do this.',
    );
  }
  if (barredFrom(desk, round, person).has(submission)) {
    throw refuse(
      'not-allowed',
      'You declared an interest in this organisation that nobody has settled. Ask another chair or an administrator to settle it first.',
    );
  }
}

/** Everybody in the round who takes no part in the submission, in the order of their names on the record. */
export function apartFrom(desk: Held, round: RoundId, submission: SubmissionId): readonly PersonId[] {
  const organisation = submissionsOf(desk, round).get(submission);
  if (organisation === undefined) return [];
  const interests = interestsOf(desk, round);
  return peopleIn(desk, round)
    .filter((who) => !who.stoodDown && tieOf(who, organisation, interests)?.apart === true)
    .map(({ person }) => person);
}

/** One row of what `notTakingPart` finds: asked at every save, so found by keys alone. */
export function takesNoPart(
  { store }: Held,
  round: RoundId,
  person: PersonId,
  submission: SubmissionId,
): boolean {
  const row = store
    .prepare<[string, string, string, string], { one: 1 }>(
      `SELECT 1 AS one FROM submission_version v
        LEFT JOIN person p ON p.round = v.round AND p.person = ?
        LEFT JOIN settlement s ON s.round = v.round AND s.person = ? AND s.organisation = v.organisation
        WHERE v.round = ? AND v.submission = ? AND (p.employer = v.organisation OR s.outcome = 'recused') LIMIT 1`,
    )
    .get(person, person, round, submission);
  return row !== undefined;
}

/** Throws the refusal 'not-allowed' for a submission in which this person takes no part. */
export function requireTakesPart(
  desk: Held,
  round: RoundId,
  person: PersonId,
  submission: SubmissionId,
): void {
  if (takesNoPart(desk, round, person, submission))
    throw refuse('not-allowed', 'You take no part in this submission.');
}
