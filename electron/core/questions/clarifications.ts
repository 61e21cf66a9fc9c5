import { randomUUID } from 'node:crypto';
import type { AskedClarification, GivenClarification } from '../../../shared/contract/clarifications.ts';
import type { NextThing } from '../../../shared/contract/round.ts';
import {
  ClarificationId,
  Instant,
  PersonId,
  type Role,
  type RoundId,
  StandardNumber,
} from '../../../shared/domain/ids.ts';
import { namesIn, sameWords } from '../../../shared/domain/naming.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { adoptedSet, type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { EVERYONE } from '../ledger/acts/questions.ts';
import { namesOf } from '../people/service.ts';
import { type Handlers, type Refused, refuse } from '../refused.ts';
import type { ClarificationGivenTable, ClarificationTable } from '../store/question-rows.ts';
import { forgetDraft } from './drafts.ts';

type Methods = 'clarifications.ask' | 'clarifications.mine' | 'clarifications.list' | 'clarifications.give';

/** What does a standard mean? From an assessor to the chair, and back to them alone or to everyone. */
export const clarificationsService = (desk: DeskContext): Handlers<Methods> => ({
  'clarifications.ask': async ({ standard, words }) => {
    const [round, person] = [roundHere(desk), personHere(desk)];
    const { sections } = await adoptedSet(desk, round);
    const asked = sections
      .flatMap(({ standards }) => standards)
      .find(({ number, lineage }) => number === standard && lineage.kind !== 'removed');
    if (asked === undefined)
      return refuse('not-found', `The round’s standards have no ${standard}.`, [
        { kind: 'field', at: 'standard' },
      ]);
    const clarification = ClarificationId.parse(`c-${randomUUID()}`);
    desk.store.transaction(() => {
      desk.ledger.append('clarification-asked', {
        facts: { round, person, clarification, standard },
        text: { words },
      });
      forgetDraft(desk, round, person, { kind: 'clarification', standard });
    });
    desk.changed('questions', 'round');
    return { clarification };
  },
  'clarifications.mine': async () => {
    const [round, me] = [roundHere(desk), personHere(desk)];
    const names = await namesOf(desk, round);
    const given = givenIn(desk, round, names)
      .filter(({ recipient }) => recipient === me || recipient === EVERYONE)
      .map(({ view }) => view);
    const answered = new Set(given.map(({ clarification }) => clarification));
    const asked = askedIn(desk, round)
      .filter(({ person }) => person === me)
      .map((row) => {
        const { clarification, standard, words, askedAt } = askedFrom(row);
        return { clarification, standard, words, askedAt, answered: answered.has(clarification) };
      });
    return { asked, given };
  },
  'clarifications.list': () => listClarifications(desk),
  'clarifications.give': async ({ clarification, asker, to, question, answer }) => {
    const [round, me] = [roundHere(desk), personHere(desk)];
    const row = askedIn(desk, round).find(
      (each) => each.clarification === clarification && each.person === asker,
    );
    if (row === undefined) return refuse('not-found', 'That question is not held on this computer.');
    const names = await namesOf(desk, round);
    const objection =
      to === 'everyone' ? objectionTo(row.words ?? '', question, answer, names, me) : undefined;
    if (objection !== undefined) return objection;
    desk.store.transaction(() => {
      desk.ledger.append('clarification-given', {
        facts: {
          round,
          clarification,
          standard: StandardNumber.parse(row.standard),
          ...(to === 'asker' ? { to: asker } : {}),
        },
        text: { question: to === 'asker' ? '' : question, answer },
      });
      forgetDraft(desk, round, me, { kind: 'answer', clarification });
    });
    desk.changed('questions', 'round');
    return {};
  },
});

/** Why everyone may not read it: it says who asked, or could. The chair's own name stands with it anyway. */
function objectionTo(
  asked: string,
  question: string,
  answer: string,
  names: ReadonlyMap<string, string>,
  me: PersonId,
): Refused | undefined {
  const own = { kind: 'field', at: 'question' } as const;
  if (question === '')
    return refuse('wrong-input', 'Say in your own words what was asked: everyone reads it with the answer.', [
      own,
    ]);
  if (sameWords(question, asked))
    return refuse(
      'wrong-input',
      'Put the question in your own words: whoever asked could be known by theirs.',
      [own],
    );
  const others = [...new Set([...names].flatMap(([person, name]) => (person === me ? [] : [name])))];
  const fields = (['question', 'answer'] as const).filter(
    (field) => namesIn(field === 'question' ? question : answer, others).length > 0,
  );
  if (fields.length === 0) return undefined;
  return refuse(
    'wrong-input',
    `Everyone reads this, and it names ${list(namesIn(`${question}\n${answer}`, others))}. Say it without a name.`,
    fields.map((at) => ({ kind: 'field', at })),
  );
}

async function listClarifications(desk: DeskContext): Promise<AskedClarification[]> {
  const round = roundHere(desk);
  const names = await namesOf(desk, round);
  const given = givenIn(desk, round, names);
  const asked = askedIn(desk, round).map(
    (row): AskedClarification => ({
      ...askedFrom(row),
      asker: PersonId.parse(row.person),
      askedBy: names.get(row.person) ?? row.person,
      given: given
        .filter(
          ({ recipient, view }) =>
            view.clarification === row.clarification && (recipient === row.person || recipient === EVERYONE),
        )
        .map(({ view }) => view),
    }),
  );
  return asked.toSorted((one, other) => waits(other) - waits(one));
}

const waits = ({ given }: AskedClarification) => (given.length === 0 ? 1 : 0);

/** To a chair or deputy: how many questions about standards nobody has answered. */
export async function clarificationTasks(desk: DeskContext, roles: readonly Role[]): Promise<NextThing[]> {
  if (!roles.some((role) => role === 'chair' || role === 'deputy')) return [];
  const open = (await listClarifications(desk)).filter(({ given }) => given.length === 0).length;
  if (open === 0) return [];
  return [
    {
      words: 'Answer what assessors ask about the standards',
      why: `${count(open, 'question')} that nobody has answered yet.`,
      room: 'moderate/clarifications',
    },
  ];
}

function askedIn({ store }: Pick<DeskContext, 'store'>, round: RoundId): ClarificationTable[] {
  return store
    .prepare<[string], ClarificationTable>(
      'SELECT * FROM clarification WHERE round = ? ORDER BY asked_at, person, clarification',
    )
    .all(round);
}

const askedFrom = (row: ClarificationTable) => ({
  clarification: ClarificationId.parse(row.clarification),
  standard: StandardNumber.parse(row.standard),
  words: row.words ?? 'The words were removed.',
  askedAt: Instant.parse(row.asked_at),
});

interface Given {
  /** A person, or everyone. */
  readonly recipient: string;
  readonly view: GivenClarification;
}

function givenIn(
  { store }: Pick<DeskContext, 'store'>,
  round: RoundId,
  names: ReadonlyMap<string, string>,
): Given[] {
  return store
    .prepare<[string], ClarificationGivenTable>(
      'SELECT * FROM clarification_given WHERE round = ? ORDER BY given_at, recipient, clarification',
    )
    .all(round)
    .map((row) => ({
      recipient: row.recipient,
      view: {
        clarification: ClarificationId.parse(row.clarification),
        standard: StandardNumber.parse(row.standard),
        toEveryone: row.recipient === EVERYONE,
        question: row.question ?? '',
        answer: row.answer ?? 'The words were removed.',
        givenBy: names.get(row.given_by) ?? row.given_by,
        givenAt: Instant.parse(row.given_at),
        conflict: row.conflict === 1,
      },
    }));
}
