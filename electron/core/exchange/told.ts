import type { PersonProgress } from '../../../shared/contract/folder.ts';
import { Instant, PersonId, type RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { currentVersions } from '../intake/service.ts';
import { listPeople, liveAssignments } from '../people/service.ts';
import { blindTo, mySubmissions } from '../scoring/service.ts';
import type { Contents } from './manifest.ts';

/**
 * What desks tell of their people beside the record: when they were here, and how many standards they have scored.
 * Counts, never scores. An assessor's desk tells the administrators, theirs tells the chairs; no assessor is told.
 */

type Told = NonNullable<Contents['told']>;

/** What this desk tells in a pack of that purpose to that person; undefined where it tells nothing. */
export async function tell(
  desk: DeskContext,
  round: RoundId,
  purpose: Contents['purpose'],
  to: PersonId,
): Promise<Told | undefined> {
  const me = personHere(desk);
  switch (purpose) {
    case 'scores':
    case 'update':
      return [{ person: me, at: desk.now(), submissions: await ownProgress(desk, round, me) }];
    case 'moderation': {
      const theirs = (await liveAssignments(desk, round)).filter(({ person }) => person === to);
      const beside = assignedAny(desk, round, new Set(theirs.map(({ submission }) => submission)));
      return heardOf(desk, round).filter(({ person }) => person !== to && !beside.has(person));
    }
    default:
      return undefined;
  }
}

async function ownProgress(
  desk: DeskContext,
  round: RoundId,
  me: PersonId,
): Promise<Told[number]['submissions']> {
  if (!rolesOf(desk, round, me).includes('assessor')) return [];
  const mine = await mySubmissions(desk);
  return mine.map(({ submission, state, scored, items }) => ({
    submission,
    scored: state === 'submitted' ? items : scored,
    of: items,
  }));
}

function heardOf(desk: DeskContext, round: RoundId): Told {
  const counts = desk.store
    .prepare<[string], { person: string; submission: string; scored: number; of: number }>(
      'SELECT person, submission, scored, of FROM progress_told WHERE round = ? ORDER BY submission',
    )
    .all(round);
  return desk.store
    .prepare<[string], { person: string; at: string }>(
      'SELECT person, at FROM last_seen WHERE round = ? ORDER BY person',
    )
    .all(round)
    .map(({ person, at }) => ({
      person: PersonId.parse(person),
      at: Instant.parse(at),
      submissions: counts
        .filter((each) => each.person === person)
        .map(({ submission, scored, of }) => ({ submission: SubmissionId.parse(submission), scored, of })),
    }));
}

/** Whoever was ever assigned one of these submissions: a sheet stays when its assignment has ended. */
function assignedAny(
  desk: DeskContext,
  round: RoundId,
  submissions: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(
    desk.store
      .prepare<[string], { submission: string; person: string }>(
        'SELECT submission, person FROM assignment WHERE round = ?',
      )
      .all(round)
      .flatMap(({ submission, person }) => (submissions.has(submission) ? [person] : [])),
  );
}

/**
 * Keeps what a pack tells, where its maker's key is known: of themselves what anybody says, of others what an
 * administrator says. Clocks are only compared with the same person's own. In the transaction of whoever takes the pack.
 */
export function hear(desk: DeskContext, { round, from, writer, madeAt, told = [] }: Contents): void {
  if (!desk.ledger.personsOf(round, writer).has(from)) return;
  const administers = rolesOf(desk, round, from).includes('administrator');
  const ofThemselves = told.some(({ person }) => person === from)
    ? told
    : [...told, { person: from, at: madeAt, submissions: [] }];
  for (const { person, at, submissions } of ofThemselves) {
    if (person !== from && !administers) continue;
    const before = desk.store
      .prepare<[string, string], { at: string }>('SELECT at FROM last_seen WHERE round = ? AND person = ?')
      .get(round, person);
    if (before !== undefined && before.at >= at) continue;
    desk.store.put('last_seen', { round, person, at });
    desk.store.remove('progress_told', { round, person });
    for (const { submission, scored, of } of submissions)
      desk.store.put('progress_told', { round, person, submission, scored, of });
  }
}

/**
 * Everybody with a part in the round, with when they were last heard of and how far they are; nothing of whoever
 * assesses a submission that the person here may know nothing of yet.
 */
export async function listProgress(desk: DeskContext): Promise<PersonProgress[]> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const [people, assignments, versions] = await Promise.all([
    listPeople(desk, round),
    liveAssignments(desk, round),
    currentVersions(desk, round),
  ]);
  const names = new Map(versions.map(({ submission, name }) => [submission, name]));
  const beside = assignedAny(desk, round, blindTo(desk, round, me));
  const heard = new Map(heardOf(desk, round).map((each) => [each.person, each]));
  const submitted = new Set(
    desk.store
      .prepare<[string], { submission: string; person: string }>(
        "SELECT submission, person FROM sheet WHERE round = ? AND state = 'submitted'",
      )
      .all(round)
      .map(({ submission, person }) => `${submission} ${person}`),
  );
  return people
    .filter(({ id, stoodDown }) => id !== me && !stoodDown)
    .map(({ id, name, roles }): PersonProgress => {
      if (beside.has(id)) return { person: id, name, roles, withheld: true, sheets: [] };
      const theirs = assignments.filter(({ person }) => person === id);
      const last = heard.get(id);
      return {
        person: id,
        name,
        roles,
        withheld: false,
        ...(last === undefined ? {} : { lastSeen: last.at }),
        sheets: theirs.map(({ submission }) => {
          const told = last?.submissions.find((each) => each.submission === submission);
          return {
            submission,
            name: names.get(submission) ?? submission,
            submitted: submitted.has(`${submission} ${id}`),
            ...(told === undefined ? {} : { told: { scored: told.scored, of: told.of } }),
          };
        }),
      };
    });
}
