import { expect, test } from 'vitest';
import type { Said } from '../../../electron/core/ledger/ledger.ts';
import type { ActName } from '../../../electron/core/ledger/rules.ts';
import {
  BatchId,
  ClarificationId,
  Day,
  Hash,
  Instant,
  type PersonId,
  QuestionId,
  StandardNumber,
} from '../../../shared/domain/ids.ts';
import { appoint, assign, type Desk, desk, ITEM, openRound, ROUND, SUBMISSION, send } from './scene.ts';

const question = QuestionId.parse('q-1');
const batch = BatchId.parse('b-1');
const clarification = ClarificationId.parse('c-1');
const standard = StandardNumber.parse('3.3');
const on = { round: ROUND, submission: SUBMISSION };
const answerBy = Day.parse('2026-05-12');

/** An administrator, a chair, two assessors of whom one is assigned the submission; each holds all of it. */
async function cast() {
  const [ana, cleo, ben, dev] = [await desk('ana'), await desk('cleo'), await desk('ben'), await desk('dev')];
  openRound(ana);
  appoint(ana, cleo, ['chair']);
  appoint(ana, ben, ['assessor']);
  appoint(ana, dev, ['assessor']);
  assign(ana, ben.person);
  for (const each of [cleo, ben, dev]) send(ana, each);
  return { ana, cleo, ben, dev };
}
type Who = keyof Awaited<ReturnType<typeof cast>>;

const asked = (person: PersonId): Said<'question-asked'> => ({
  facts: { ...on, person, question, item: ITEM },
  text: { words: 'Whom does it cover?' },
});
const withdrawn = (person: PersonId): Said<'question-withdrawn'> => ({
  facts: { ...on, person, question },
  text: { reason: 'It says so.' },
});
const passedOn = (person: PersonId): Said<'question-passed-on'> => ({
  facts: { ...on, person, question, batch, answerBy },
  text: {},
});
const sent: Said<'questions-sent'> = {
  facts: { ...on, batch, answerBy, questions: [{ number: 1, item: ITEM, from: [question] }] },
  text: { words: { 1: 'Whom does it cover?' }, joined: {} },
};
const answered: Said<'questions-answered'> = {
  facts: {
    ...on,
    batch,
    askedOn: Day.parse('2026-04-28'),
    receivedAt: Instant.parse('2026-05-12T09:00:00.000Z'),
    late: false,
    questions: [{ number: 1, item: ITEM, answered: true, references: [] }],
    evidence: [{ ref: 'R1', sha256: Hash.parse('a'.repeat(64)), bytes: 1 }],
  },
  text: { questions: { 1: { question: 'Whom does it cover?', answer: 'All.' } }, evidence: { R1: 'a.pdf' } },
};
const unclear = (person: PersonId): Said<'clarification-asked'> => ({
  facts: { round: ROUND, person, clarification, standard },
  text: { words: 'What is suggested?' },
});
const clear: Said<'clarification-given'> = {
  facts: { round: ROUND, clarification, standard },
  text: { question: 'What is suggested?', answer: 'About a year.' },
};

type Desks = Awaited<ReturnType<typeof cast>>;
const written =
  <Name extends ActName>(act: Name, said: (desks: Desks) => Said<Name>) =>
  (by: Desk, desks: Desks): void => {
    by.ledger.append(act, said(desks));
  };

/** Each act, and who of the cast may write it. */
const cases: readonly (readonly [string, (by: Desk, desks: Desks) => void, readonly Who[]])[] = [
  ['a question of Ben’s', written('question-asked', ({ ben }) => asked(ben.person)), ['ben']],
  ['a question of the chair’s', written('question-asked', ({ cleo }) => asked(cleo.person)), ['cleo']],
  [
    'a question about what one is not assigned',
    written('question-asked', ({ dev }) => asked(dev.person)),
    [],
  ],
  ['a question withdrawn', written('question-withdrawn', ({ ben }) => withdrawn(ben.person)), ['ana', 'ben']],
  ['a question passed on', written('question-passed-on', ({ ben }) => passedOn(ben.person)), ['ana']],
  ['questions sent', written('questions-sent', () => sent), ['ana']],
  ['a reply', written('questions-answered', () => answered), ['ana']],
  ['a question to the chair', written('clarification-asked', ({ ben }) => unclear(ben.person)), ['ben']],
  ['the chair’s answer', written('clarification-given', () => clear), ['cleo']],
];

test.each(cases)('%s', async (_name, write, may) => {
  const desks = await cast();
  const did = Object.entries(desks).flatMap(([name, by]) => {
    try {
      write(by, desks);
      return [name];
    } catch {
      return [];
    }
  });
  expect(did.toSorted()).toEqual(may.toSorted());
});

/** The entry as the forger's own desk would not have let it be written: by a desk that thinks itself an administrator's. */
async function forged<Name extends ActName>(act: Name, said: Said<Name>) {
  const { ana, ben, dev } = await cast();
  const truth = ben.ledger.append('question-asked', asked(ben.person));
  const elsewhere = await desk('dev', dev.key);
  openRound(elsewhere);
  elsewhere.ledger.append('person-appointed', {
    facts: { round: ROUND, person: dev.person, roles: ['administrator', 'chair'] },
    text: { name: 'Dev', email: '', profession: '' },
  });
  const entry = elsewhere.ledger.append(act, said);
  send(ben, ana);
  ana.ledger.merge([
    ...elsewhere.ledger.entriesFor({ include: (each) => (each.act === act ? 'whole' : 'nothing') }),
  ]);
  const reason = ana.ledger.unauthorised().find(({ hash }) => hash === entry.hash)?.reason;
  const key = `${SUBMISSION} ${ben.person} ${question}`;
  return { reason, stands: ana.ledger.heads({ round: ROUND, kind: 'question', key }), truth: truth.hash };
}

test.each([
  ['withdraw another’s question', 'question-withdrawn', (ben: PersonId) => withdrawn(ben)],
  ['say that it was passed on', 'question-passed-on', (ben: PersonId) => passedOn(ben)],
  ['make up a reply', 'questions-answered', () => answered],
  ['send questions', 'questions-sent', () => sent],
  ['answer for the chair', 'clarification-given', () => clear],
] as const)(
  'an assessor’s key that is used to %s has no effect, and it says why',
  async (_name, act, said) => {
    const { ben } = await cast();
    const { reason, stands, truth } = await forged(act, said(ben.person));
    expect(reason).toMatch(/^Only the (administrator|chair or the deputy) of the round may do this\.$/);
    expect(stands).toEqual([truth]);
  },
);
