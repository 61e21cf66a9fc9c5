import {
  type OrganisationId,
  PersonId,
  type Role,
  type RoundId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { type Handlers, refuse } from '../refused.ts';
import { freshName } from '../round/service.ts';
import { makeAssignments, proposeAssignments } from './assignments.ts';
import { interestService } from './interests.ts';
import { loadPeople } from './load.ts';
import { panelService } from './panels.ts';
import { partnerService } from './partners.ts';
import { listPeople, liveAssignments, writersOf } from './queries.ts';
import { rulingService } from './rulings.ts';
import { exportPeople } from './workbook.ts';

export { panelsOf } from './panels.ts';
export { listPeople, liveAssignments, namesOf } from './queries.ts';
export { everRecused, giveUpRecused } from './recusal.ts';
export { notCounted, notCountedAnywhere, openRulings, sheetsLeft } from './rulings.ts';
export { personTasks } from './tasks.ts';
export {
  apartFrom,
  barredFrom,
  interestsOf,
  notTakingPart,
  requireNoInterest,
  requireTakesPart,
  submissionsOf,
  takesNoPart,
  tieHere,
} from './ties.ts';

type Methods =
  | 'people.list'
  | 'people.appoint'
  | 'people.standDown'
  | 'people.load'
  | 'people.export'
  | 'assignments.list'
  | 'assignments.propose'
  | 'assignments.make'
  | 'assignments.end'
  | 'interests.list'
  | 'interests.mine'
  | 'interests.declare'
  | 'interests.settle'
  | 'partners.list'
  | 'partners.set'
  | 'panels.list'
  | 'panels.form'
  | 'panels.dissolve'
  | 'sheets.left'
  | 'sheets.count'
  | 'rulings.doubted'
  | 'rulings.uphold';

export interface NewPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly profession: string;
  readonly roles: readonly Role[];
  readonly employer?: OrganisationId | undefined;
  /** One that is no organisation of the round. */
  readonly otherEmployer?: string | undefined;
}

/** Appoints people, or changes what they were appointed to, one act each. */
export function appoint(desk: DeskContext, round: RoundId, people: readonly NewPerson[]): void {
  desk.store.transaction(() => {
    for (const { id, name, email, profession, roles, employer, otherEmployer = '' } of people) {
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
        text: {
          name,
          email,
          profession,
          ...(employer === undefined && otherEmployer !== '' ? { employer: otherEmployer } : {}),
        },
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
  ...interestService(desk),
  ...partnerService(desk),
  ...panelService(desk),
  ...rulingService(desk),
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
    const theirs = (await liveAssignments(desk, round)).filter((each) => each.person === person);
    desk.store.transaction(() => {
      for (const { submission } of theirs) {
        desk.ledger.append('assignment-ended', { facts: { round, submission, person }, text: { reason } });
      }
      desk.ledger.append('person-stood-down', {
        facts: { round, person, writers: writersOf(desk, round, person) },
        text: { reason, name, email, profession },
      });
    });
    desk.changed('people', 'round', 'sheets', 'submissions', 'moderation');
    return {};
  },
  'people.load': ({ staged, accept }) => loadPeople(desk, staged, accept),
  'people.export': () => exportPeople(desk),
  'assignments.list': () => liveAssignments(desk, roundHere(desk)),
  'assignments.propose': ({ perSubmission }) => proposeAssignments(desk, perSubmission),
  'assignments.make': (input) => makeAssignments(desk, input),
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
