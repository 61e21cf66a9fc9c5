import type { ParsedInputOf } from '../../../shared/contract/table.ts';
import {
  type Assessor,
  type Blocked,
  blockedFor,
  proposeAssignment,
} from '../../../shared/domain/assignment.ts';
import type { PersonId, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { list } from '../../../shared/domain/words.ts';
import { calibrations } from '../calibration/service.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import { currentVersions } from '../intake/service.ts';
import { type Refused, refuse } from '../refused.ts';
import { panelsOf } from './panels.ts';
import { listPeople, liveAssignments } from './queries.ts';
import { assign } from './service.ts';
import { interestsOf } from './ties.ts';

/** A balanced proposal for what this desk holds, the calibration submission aside; nothing is written. */
export async function proposeAssignments(desk: DeskContext, perSubmission: number) {
  const round = roundHere(desk);
  const [people, versions, existing] = await Promise.all([
    listPeople(desk, round),
    currentVersions(desk, round),
    liveAssignments(desk, round),
  ]);
  const aside = calibrations(desk, round);
  const forAward = ({ submission }: { readonly submission: SubmissionId }) => !aside.has(submission);
  const proposal = proposeAssignment({
    submissions: versions
      .filter(forAward)
      .map(({ submission, organisation }) => ({ submission, organisation })),
    assessors: people.filter((person) => person.roles.includes('assessor')).map(asAssessor),
    perSubmission,
    interests: interestsOf(desk, round),
    panels: membersOf(desk, round),
    existing: existing.filter(forAward),
  });
  const nameOf = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  const calledOf = new Map<string, string>(versions.map(({ submission, name }) => [submission, name]));
  return {
    assignments: proposal.assigned.map((each) => ({ ...each })),
    short: proposal.short.map(
      ({ submission, sentence }) => `${calledOf.get(submission) ?? submission}: ${sentence}`,
    ),
    unplaced: proposal.unplaced.map(({ person, sentence }) => `${nameOf.get(person) ?? person}: ${sentence}`),
  };
}

export async function makeAssignments(
  desk: DeskContext,
  { assignments, outsidePanel = false }: ParsedInputOf<'assignments.make'>,
) {
  const round = roundHere(desk);
  const refused = await whyNotAssign(desk, round, assignments, outsidePanel);
  if (refused !== undefined) return refused;
  const live = await liveAssignments(desk, round);
  const fresh = assignments.filter(
    ({ submission, person }) =>
      !live.some((each) => each.submission === submission && each.person === person),
  );
  assign(desk, round, fresh);
  return { made: fresh.length };
}

/** Members of each submission's panel, its lead among them; a panel without members keeps nobody out. */
function membersOf(desk: DeskContext, round: RoundId): ReadonlyMap<SubmissionId, ReadonlySet<PersonId>> {
  return new Map(
    panelsOf(desk, round)
      .filter(({ members }) => members.length > 0)
      .flatMap(({ chair, members, submissions }) =>
        submissions.map(
          (submission) =>
            [submission, new Set([...members, ...(chair === undefined ? [] : [chair])])] as const,
        ),
      ),
  );
}

function asAssessor({
  id,
  employer,
  profession,
}: {
  id: PersonId;
  employer?: Assessor['employer'];
  profession: string;
}): Assessor {
  return { person: id, employer, profession };
}

const BLOCKED: Readonly<Record<Blocked, string>> = {
  employer: 'works there',
  recused: 'takes no part in it',
  interest: 'has an interest in it that is not settled. Settle it first',
  partner: 'works at a partner of it. Settle that first',
  'shared-leadership': 'works under the same leaders. Settle that first',
};

async function whyNotAssign(
  desk: DeskContext,
  round: RoundId,
  assignments: ParsedInputOf<'assignments.make'>['assignments'],
  outsidePanel: boolean,
): Promise<Refused | undefined> {
  const [people, versions] = await Promise.all([listPeople(desk, round), currentVersions(desk, round)]);
  const [interests, members] = [interestsOf(desk, round), membersOf(desk, round)];
  const outside: string[] = [];
  for (const { submission, person } of assignments) {
    const version = versions.find((each) => each.submission === submission);
    if (version === undefined)
      return refuse('not-found', 'One of the submissions is not held here. Choose again.');
    const assessor = people.find(({ id }) => id === person);
    if (assessor === undefined || !assessor.roles.includes('assessor')) {
      return refuse('not-allowed', `${assessor?.name ?? 'This person'} is not appointed as an assessor.`);
    }
    const blocked = blockedFor(asAssessor(assessor), version.organisation, interests);
    if (blocked !== undefined) {
      return refuse(
        'not-allowed',
        `${assessor.name} cannot assess ${version.name}: ${assessor.name} ${BLOCKED[blocked]}.`,
        [{ kind: 'person', at: person }],
      );
    }
    if (members.get(submission)?.has(person) === false) outside.push(`${assessor.name} for ${version.name}`);
  }
  if (outside.length > 0 && !outsidePanel) {
    return refuse(
      'reason-needed',
      `Not of that submission’s panel: ${list(outside)}. Say that this is meant, or choose somebody of the panel.`,
      [{ kind: 'field', at: 'outsidePanel' }],
    );
  }
  return undefined;
}
