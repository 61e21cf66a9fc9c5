import type { Assignment, PersonView } from '../../../shared/contract/people.ts';
import {
  OrganisationId,
  PersonId,
  Role,
  type RoundId,
  SubmissionId,
  type WriterKey,
} from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';

export async function listPeople(desk: DeskContext, round: RoundId): Promise<PersonView[]> {
  const [rows, load, writers] = await Promise.all([
    desk.store.db
      .selectFrom('person')
      .leftJoin('organisation', (join) =>
        join
          .onRef('organisation.organisation', '=', 'person.employer')
          .onRef('organisation.round', '=', 'person.round'),
      )
      .selectAll('person')
      .select('organisation.name as employer_name')
      .where('person.round', '=', round)
      .orderBy('person.name')
      .orderBy('person.person')
      .execute(),
    liveAssignments(desk, round),
    desk.store.db
      .selectFrom('writer')
      .select('person')
      .where('round', '=', round)
      .where('retired_after', 'is', null)
      .execute(),
  ]);
  const opener = await openerOf(desk, round);
  const introduced = new Set([...writers.map(({ person }) => person), ...opener]);
  return rows.map((row) => ({
    id: PersonId.parse(row.person),
    name: row.name ?? 'Name removed',
    email: row.email ?? '',
    profession: row.profession ?? '',
    roles: Role.array().parse(JSON.parse(row.roles)),
    employer: row.employer === null ? undefined : OrganisationId.parse(row.employer),
    employerName: row.employer_name ?? row.employer_words ?? undefined,
    stoodDown: row.stood_down === 1,
    conflict: row.conflict === 1,
    assigned: load.filter(({ person }) => person === row.person).length,
    introduced: introduced.has(row.person),
  }));
}

/** People whose keys the round's first entry names: they need no introduction. */
async function openerOf(desk: DeskContext, round: RoundId): Promise<readonly string[]> {
  const row = await desk.store.db
    .selectFrom('round')
    .select('entry')
    .where('round', '=', round)
    .executeTakeFirst();
  if (row === undefined) return [];
  const opened = desk.ledger.current({ round, kind: 'round', key: round });
  if (opened?.act !== 'round-opened') return [];
  const retired = desk.store
    .prepare<[string], { writer: string }>(
      'SELECT writer FROM writer WHERE round = ? AND retired_after IS NOT NULL',
    )
    .all(round)
    .map(({ writer }) => writer);
  return opened.facts.administrators
    .filter(({ writer }) => !retired.includes(writer))
    .map(({ person }) => person);
}

/** Assignments that have not ended, by submission and person. */
export async function liveAssignments(desk: DeskContext, round: RoundId): Promise<Assignment[]> {
  const rows = await desk.store.db
    .selectFrom('assignment')
    .select(['submission', 'person'])
    .where('round', '=', round)
    .where('ended', '=', 0)
    .orderBy('submission')
    .orderBy('person')
    .execute();
  return rows.map((row) => ({
    submission: SubmissionId.parse(row.submission),
    person: PersonId.parse(row.person),
  }));
}

/** Names by person; someone whose name was removed from the record is said to be so. */
export async function namesOf(desk: DeskContext, round: RoundId): Promise<ReadonlyMap<string, string>> {
  const rows = await desk.store.db
    .selectFrom('person')
    .select(['person', 'name'])
    .where('round', '=', round)
    .execute();
  return new Map(rows.map((row) => [row.person, row.name ?? 'Name removed']));
}

/** A person's writers with the last number that is held here of each: what they did up to there keeps counting. */
export function writersOf(
  desk: DeskContext,
  round: RoundId,
  person: PersonId,
): { writer: WriterKey; after: number }[] {
  return desk.store
    .prepare<[string, string], { writer: WriterKey; after: number }>(
      'SELECT writer, max(seq) AS after FROM entry WHERE round = ? AND person = ? GROUP BY writer ORDER BY writer',
    )
    .all(round, person);
}
