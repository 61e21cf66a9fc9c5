import type { InterestView, OwnInterest } from '../../../shared/contract/interests.ts';
import type { ParsedInputOf } from '../../../shared/contract/table.ts';
import { Hash, Instant, type OrganisationId, PersonId, type RoundId } from '../../../shared/domain/ids.ts';
import { InterestExtent, InterestKind, tieOf } from '../../../shared/domain/interests.ts';
import { type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { type Handlers, refuse } from '../refused.ts';
import { organisationNames } from './partners.ts';
import { listPeople, liveAssignments } from './queries.ts';
import { interestsOf, submissionsOf, tieHere } from './ties.ts';

type Methods = 'interests.list' | 'interests.mine' | 'interests.declare' | 'interests.settle';

/** Ties between people and organisations: declared, found, and settled by somebody else. */
export const interestService = (desk: DeskContext): Handlers<Methods> => ({
  'interests.list': () => listInterests(desk),
  'interests.mine': () => ownInterests(desk),
  'interests.declare': (input) => declare(desk, input),
  'interests.settle': (input) => settle(desk, input),
});

interface SaidRow {
  readonly person: string;
  readonly organisation: string;
  readonly extent: string;
  readonly kind: string;
  readonly sentence: string | null;
  readonly declared_by: string;
  readonly at: string;
  readonly conflict: 0 | 1;
}

interface SettledRow {
  readonly person: string;
  readonly organisation: string;
  readonly outcome: 'recused' | 'accepted';
  readonly reason: string | null;
  readonly settled_by: string;
  readonly at: string;
  readonly conflict: 0 | 1;
}

const keyOf = (row: { readonly person: string; readonly organisation: string }) =>
  `${row.person} ${row.organisation}`;

function declarations(desk: DeskContext, round: RoundId): ReadonlyMap<string, SaidRow> {
  const rows = desk.store
    .prepare<[string], SaidRow>(
      'SELECT person, organisation, extent, kind, sentence, declared_by, at, conflict FROM interest WHERE round = ?',
    )
    .all(round);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function settlements(desk: DeskContext, round: RoundId): ReadonlyMap<string, SettledRow> {
  const rows = desk.store
    .prepare<[string], SettledRow>(
      'SELECT person, organisation, outcome, reason, settled_by, at, conflict FROM settlement WHERE round = ?',
    )
    .all(round);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

export async function listInterests(desk: DeskContext): Promise<InterestView[]> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const [people, live] = await Promise.all([listPeople(desk, round), liveAssignments(desk, round)]);
  const interests = interestsOf(desk, round);
  const [said, ruled, names] = [
    declarations(desk, round),
    settlements(desk, round),
    organisationNames(desk, round),
  ];
  const nameOf = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  const assessed = submissionsOf(desk, round);
  const mine = people.find(({ id }) => id === me);
  return people.flatMap(({ id, name, employer, stoodDown }) => {
    if (stoodDown) return [];
    const about = new Set<OrganisationId>([
      ...(employer === undefined ? [] : [employer]),
      ...interests.related
        .filter(({ organisations }) => employer !== undefined && organisations.includes(employer))
        .flatMap(({ organisations }) => [...organisations]),
      ...[...interests.declared, ...interests.settled]
        .filter(({ person }) => person === id)
        .map(({ organisation }) => organisation),
    ]);
    return [...about].toSorted().flatMap((organisation): InterestView[] => {
      const tie = tieOf({ person: id, employer }, organisation, interests);
      const organisationName = names.get(organisation);
      if (tie === undefined || organisationName === undefined) return [];
      const [declared, settled] = [said.get(`${id} ${organisation}`), ruled.get(`${id} ${organisation}`)];
      const own = tieOf({ person: me, employer: mine?.employer }, organisation, interests);
      return [
        {
          person: id,
          personName: name,
          organisation,
          organisationName,
          grounds: [...tie.grounds],
          state: tie.state,
          declared: declared && {
            extent: InterestExtent.parse(declared.extent),
            kind: InterestKind.parse(declared.kind),
            sentence: declared.sentence ?? '',
            enteredBy:
              declared.declared_by === id
                ? undefined
                : (nameOf.get(declared.declared_by) ?? declared.declared_by),
            at: Instant.parse(declared.at),
            conflict: declared.conflict === 1,
          },
          settled: settled && {
            outcome: settled.outcome,
            reason: settled.reason ?? '',
            by: nameOf.get(settled.settled_by) ?? settled.settled_by,
            at: Instant.parse(settled.at),
            conflict: settled.conflict === 1,
          },
          assigned: live.some(
            ({ person, submission }) => person === id && assessed.get(submission) === organisation,
          ),
          maySettle: id !== me && own?.bars !== true && tie.state !== 'always',
        },
      ];
    });
  });
}

function ownInterests(desk: DeskContext): {
  organisations: { id: OrganisationId; name: string }[];
  interests: OwnInterest[];
} {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const names = organisationNames(desk, round);
  const [said, ruled] = [declarations(desk, round), settlements(desk, round)];
  const interests = [...names].flatMap(([organisation, name]): OwnInterest[] => {
    const [declared, settled] = [said.get(`${me} ${organisation}`), ruled.get(`${me} ${organisation}`)];
    const tie = tieHere(desk, round, me, organisation);
    // What is found from the table of partners is the administrator's to look at.
    if (tie === undefined || (declared === undefined && settled === undefined && tie.state !== 'always'))
      return [];
    return [
      {
        organisation,
        name,
        declared: declared && {
          extent: InterestExtent.parse(declared.extent),
          kind: InterestKind.parse(declared.kind),
          sentence: declared.sentence ?? '',
          enteredByAnother: declared.declared_by !== me,
          at: Instant.parse(declared.at),
        },
        state: OWN_STATE[tie.state],
        reason: tie.state === 'unsettled' ? '' : (settled?.reason ?? ''),
      },
    ];
  });
  return { organisations: [...names].map(([id, name]) => ({ id, name })), interests };
}

const OWN_STATE = {
  always: 'employer',
  unsettled: 'waits',
  accepted: 'accepted',
  recused: 'not-taking-part',
} as const;

async function declare(
  desk: DeskContext,
  { person, organisation, extent, kind, sentence }: ParsedInputOf<'interests.declare'>,
) {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const whose = person ?? me;
  if (whose !== me && !rolesOf(desk, round, me).includes('administrator')) {
    return refuse('not-allowed', 'Only an administrator enters an interest for somebody else.');
  }
  if (whose !== me && !(await listPeople(desk, round)).some(({ id }) => id === whose)) {
    return refuse('not-found', 'Nobody of that name is appointed to this round.', [
      { kind: 'field', at: 'person' },
    ]);
  }
  if (!organisationNames(desk, round).has(organisation)) {
    return refuse('not-found', 'That organisation is not in this round. Choose another.', [
      { kind: 'field', at: 'organisation' },
    ]);
  }
  const before = declarations(desk, round).get(`${whose} ${organisation}`);
  if (
    before !== undefined &&
    before.conflict === 0 &&
    before.extent === extent &&
    before.kind === kind &&
    before.sentence === sentence
  )
    return refuse('already-done', 'That is declared already, in the same words.');
  desk.ledger.append('interest-declared', {
    facts: { round, person: whose, organisation, extent, kind },
    text: { sentence },
  });
  desk.changed('people', 'round', 'moderation');
  return {};
}

async function settle(
  desk: DeskContext,
  { person, organisation, outcome, reason }: ParsedInputOf<'interests.settle'>,
) {
  const [round, me] = [roundHere(desk), personHere(desk)];
  if (person === me) {
    return refuse(
      'not-allowed',
      'Nobody settles an interest of their own. Another chair or an administrator has to do this.',
    );
  }
  if (tieHere(desk, round, me, organisation)?.bars === true) {
    return refuse(
      'not-allowed',
      'You have an interest in this organisation yourself. Another chair or an administrator has to settle this.',
    );
  }
  const known = (await listPeople(desk, round)).find(({ id }) => id === person);
  if (known === undefined) return refuse('not-found', 'Nobody of that name is appointed to this round.');
  const tie = tieHere(desk, round, person, organisation);
  if (tie?.state === 'always') {
    return refuse(
      'already-done',
      `${known.name} works there, so takes no part in it. That is not for anybody to settle.`,
    );
  }
  if (tie === undefined && outcome === 'accepted')
    return refuse('not-found', `${known.name} has no interest in this organisation to accept.`);
  const declaration = interestsOf(desk, round).declared.find(
    (each) => each.person === person && each.organisation === organisation,
  )?.entry;
  const assessed = submissionsOf(desk, round);
  const ending =
    outcome === 'accepted'
      ? []
      : (await liveAssignments(desk, round)).filter(
          (each) => each.person === person && assessed.get(each.submission) === organisation,
        );
  desk.store.transaction(() => {
    desk.ledger.append('interest-settled', {
      facts: {
        round,
        person,
        organisation,
        outcome,
        grounds: [...(tie?.grounds ?? [])],
        ...(declaration === undefined ? {} : { declaration: Hash.parse(declaration) }),
      },
      text: { reason },
    });
    for (const { submission } of ending) {
      desk.ledger.append('assignment-ended', {
        facts: { round, submission, person: PersonId.parse(person) },
        text: { reason: 'Takes no part in this submission.' },
      });
    }
  });
  desk.changed('people', 'round', 'sheets', 'moderation', 'submissions');
  return { assignmentsEnded: ending.length };
}
