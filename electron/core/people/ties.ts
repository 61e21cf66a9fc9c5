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
  const [interests, employer] = [interestsOf(desk, round), employerOf(desk, round, person)];
  const ties = new Map<string, boolean>();
  const found = submissionsHeld(desk, round).filter(({ organisation }) => {
    const known = ties.get(organisation);
    if (known !== undefined) return known;
    const tie = tieOf({ person, employer }, organisation, interests);
    const is = tie !== undefined && which(tie);
    ties.set(organisation, is);
    return is;
  });
  return new Set(found.map(({ submission }) => submission));
}

function submissionsHeld({ store }: Held, round: RoundId) {
  return store
    .prepare<[string], { submission: string; organisation: string }>(
      'SELECT DISTINCT submission, organisation FROM submission_version WHERE round = ?',
    )
    .all(round)
    .map((row) => ({
      submission: SubmissionId.parse(row.submission),
      organisation: OrganisationId.parse(row.organisation),
    }));
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
