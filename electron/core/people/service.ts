import { readFile } from 'node:fs/promises';
import { parseCsv } from 'hucre';
import {
  type Assessor,
  type Blocked,
  blockedFor,
  proposeAssignment,
} from '../../../shared/domain/assignment.ts';
import {
  type OrganisationId,
  PersonId,
  type Role,
  type RoundId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { readPeople } from '../../../shared/domain/people-file.ts';
import { type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { currentVersions } from '../intake/service.ts';
import { type Handlers, type Refused, refuse } from '../refused.ts';
import { freshName, organisationsOf } from '../round/service.ts';
import { listPeople, liveAssignments, writersOf } from './queries.ts';

export { listPeople, liveAssignments, namesOf } from './queries.ts';
export { barredFrom, interestsOf, notTakingPart, requireNoInterest, tieHere } from './ties.ts';

type Methods =
  | 'people.list'
  | 'people.appoint'
  | 'people.standDown'
  | 'people.load'
  | 'assignments.list'
  | 'assignments.propose'
  | 'assignments.make'
  | 'assignments.end';

export interface NewPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly profession: string;
  readonly roles: readonly Role[];
  readonly employer?: OrganisationId | undefined;
}

/** Appoints people, or changes what they were appointed to, one act each. */
export function appoint(desk: DeskContext, round: RoundId, people: readonly NewPerson[]): void {
  desk.store.transaction(() => {
    for (const { id, name, email, profession, roles, employer } of people) {
      const before = desk.ledger.current({ round, kind: 'person', key: id });
      const fewer =
        before?.act === 'person-appointed' && before.facts.roles.some((role) => !roles.includes(role));
      desk.ledger.append('person-appointed', {
        facts: {
          round,
          person: id,
          roles: [...roles],
          ...(employer === undefined ? {} : { employer }),
          ...(fewer ? { writers: writersOf(desk, round, id) } : {}),
        },
        text: { name, email, profession },
      });
    }
  });
  desk.changed('people', 'round');
}

export function assign(
  desk: DeskContext,
  round: RoundId,
  assignments: readonly { readonly submission: SubmissionId; readonly person: PersonId }[],
): void {
  desk.store.transaction(() => {
    for (const { submission, person } of assignments) {
      desk.ledger.append('assignment-made', { facts: { round, submission, person }, text: {} });
    }
  });
  desk.changed('people', 'sheets', 'round', 'submissions');
}

/** People, and who assesses what. */
export const peopleService = (desk: DeskContext): Handlers<Methods> => ({
  'people.list': () => listPeople(desk, roundHere(desk)),
  'people.appoint': async ({ id, ...person }) => {
    const round = roundHere(desk);
    const others = await listPeople(desk, round);
    const same = others.find(
      (other) =>
        other.id !== id && person.email !== '' && other.email.toLowerCase() === person.email.toLowerCase(),
    );
    if (same !== undefined) {
      return refuse('already-done', `${same.name} has this e-mail address already.`, [
        { kind: 'field', at: 'email' },
      ]);
    }
    if (id === personHere(desk) && !person.roles.includes('administrator')) {
      return refuse(
        'not-allowed',
        'You would no longer be an administrator. Another administrator has to do this.',
        [{ kind: 'field', at: 'roles' }],
      );
    }
    const named = id ?? PersonId.parse(freshName('p'));
    appoint(desk, round, [{ id: named, ...person }]);
    return { id: named };
  },
  'people.standDown': async ({ person, reason }) => {
    const round = roundHere(desk);
    const known = (await listPeople(desk, round)).find(({ id }) => id === person);
    if (known === undefined) return refuse('not-found', 'Nobody of that name is appointed to this round.');
    if (person === personHere(desk)) {
      return refuse('not-allowed', 'Another administrator has to stand you down.');
    }
    const { name, email, profession } = known;
    desk.ledger.append('person-stood-down', {
      facts: { round, person, writers: writersOf(desk, round, person) },
      text: { reason, name, email, profession },
    });
    desk.changed('people', 'round');
    return {};
  },
  'people.load': ({ staged, accept }) => loadPeople(desk, staged, accept),
  'assignments.list': () => liveAssignments(desk, roundHere(desk)),
  'assignments.propose': async ({ perSubmission }) => {
    const round = roundHere(desk);
    const [people, versions, existing] = await Promise.all([
      listPeople(desk, round),
      currentVersions(desk, round),
      liveAssignments(desk, round),
    ]);
    const proposal = proposeAssignment({
      submissions: versions.map(({ submission, organisation }) => ({ submission, organisation })),
      assessors: people.filter((person) => person.roles.includes('assessor')).map(asAssessor),
      perSubmission,
      partners: [],
      interests: [],
      existing,
    });
    return {
      assignments: proposal.assigned.map((each) => ({ ...each })),
      short: proposal.short.map(({ sentence }) => sentence),
    };
  },
  'assignments.make': async ({ assignments }) => {
    const round = roundHere(desk);
    const refused = await whyNotAssign(desk, round, assignments);
    if (refused !== undefined) return refused;
    const live = await liveAssignments(desk, round);
    const fresh = assignments.filter(
      ({ submission, person }) =>
        !live.some((each) => each.submission === submission && each.person === person),
    );
    assign(desk, round, fresh);
    return { made: fresh.length };
  },
  'assignments.end': async ({ submission, person, reason }) => {
    const round = roundHere(desk);
    const live = await liveAssignments(desk, round);
    if (!live.some((each) => each.submission === submission && each.person === person)) {
      return refuse('not-found', 'This person is not assigned to that submission.');
    }
    desk.ledger.append('assignment-ended', { facts: { round, submission, person }, text: { reason } });
    desk.changed('people', 'sheets', 'round', 'submissions');
    return {};
  },
});

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
  partner: 'works at a partner of it',
  interest: 'has declared an interest in it',
};

async function whyNotAssign(
  desk: DeskContext,
  round: RoundId,
  assignments: readonly { readonly submission: SubmissionId; readonly person: PersonId }[],
): Promise<Refused | undefined> {
  const [people, versions] = await Promise.all([listPeople(desk, round), currentVersions(desk, round)]);
  for (const { submission, person } of assignments) {
    const version = versions.find((each) => each.submission === submission);
    if (version === undefined)
      return refuse('not-found', 'One of the submissions is not held here. Choose again.');
    const assessor = people.find(({ id }) => id === person);
    if (assessor === undefined || !assessor.roles.includes('assessor')) {
      return refuse('not-allowed', `${assessor?.name ?? 'This person'} is not appointed as an assessor.`);
    }
    const blocked = blockedFor(asAssessor(assessor), version.organisation, { partners: [], interests: [] });
    if (blocked !== undefined) {
      return refuse(
        'not-allowed',
        `${assessor.name} cannot assess ${version.name}: ${assessor.name} ${BLOCKED[blocked]}.`,
      );
    }
  }
  return undefined;
}

async function loadPeople(desk: DeskContext, staged: string, accept: boolean) {
  const round = roundHere(desk);
  const file = desk.handover.staged(staged);
  const [known, organisations, bytes] = await Promise.all([
    listPeople(desk, round),
    organisationsOf(desk),
    readFile(file.file),
  ]);
  const rows = parseCsv(new TextDecoder().decode(bytes), { skipEmptyRows: false }).map((cells) =>
    cells.map((cell) => (cell === null ? '' : String(cell))),
  );
  const read = readPeople(rows, {
    people: known.map(({ id, email }) => ({ person: id, email })),
    organisations: organisations.map(({ id, name, odsCode }) => ({ organisation: id, name, odsCode })),
  });
  const refusals = read.problems.filter(({ severity }) => severity === 'refusal');
  const write = accept && refusals.length === 0;
  if (write) {
    appoint(
      desk,
      round,
      read.people.map((row) => ({ ...row, id: row.person ?? PersonId.parse(freshName('p')) })),
    );
  }
  const nameOf = new Map(organisations.map(({ id, name }) => [id, name]));
  return {
    people: read.people.map(({ name, email, profession, roles, employer }) => ({
      name,
      email,
      profession,
      roles: [...roles],
      employer: employer === undefined ? '' : (nameOf.get(employer) ?? employer),
    })),
    problems: read.problems.map(({ sentence, place }) => ({ sentence, place })),
    written: write ? read.people.length : 0,
  };
}
