import { describe, expect, test } from 'vitest';
import type { ActName } from '../../../electron/core/ledger/rules.ts';
import { OrganisationId, PanelId, type PersonId } from '../../../shared/domain/ids.ts';
import { appoint, assign, type Desk, desk, observer, openRound, ROUND, SUBMISSION, send } from './scene.ts';

const RIVERBEND = OrganisationId.parse('riverbend');
const OTHER = OrganisationId.parse('eastmarch');
const PANEL = PanelId.parse('north');

type Name = 'ana' | 'cleo' | 'dev' | 'ben' | 'fay';
type Cast = Record<Name, Desk>;

/** An administrator, a chair, a deputy and two assessors, each of whom holds all of it. */
async function cast(): Promise<Cast> {
  const all: Cast = {
    ana: await desk('ana'),
    cleo: await desk('cleo'),
    dev: await desk('dev'),
    ben: await desk('ben'),
    fay: await desk('fay'),
  };
  openRound(all.ana);
  appoint(all.ana, all.cleo, ['chair']);
  appoint(all.ana, all.dev, ['deputy']);
  appoint(all.ana, all.ben, ['assessor']);
  appoint(all.ana, all.fay, ['assessor']);
  assign(all.ana, all.ben.person);
  for (const each of [all.cleo, all.dev, all.ben, all.fay]) send(all.ana, each);
  return all;
}

const tie = (person: PersonId) => ({ round: ROUND, person, organisation: RIVERBEND });

/** Each act about Ben, or about nobody where it is about nobody. */
const does = {
  'panel-formed': (by: Desk, { cleo, ben }: Cast) =>
    by.ledger.append('panel-formed', {
      facts: {
        round: ROUND,
        panel: PANEL,
        chair: cleo.person,
        members: [ben.person],
        submissions: [SUBMISSION],
      },
      text: { name: 'North' },
    }),
  'panel-dissolved': (by: Desk) =>
    by.ledger.append('panel-dissolved', {
      facts: { round: ROUND, panel: PANEL },
      text: { reason: 'Not needed.' },
    }),
  'interest-declared': (by: Desk, { ben }: Cast) =>
    by.ledger.append('interest-declared', {
      facts: { ...tie(ben.person), extent: 'actual', kind: 'personal' },
      text: { sentence: 'My sister leads it.' },
    }),
  'interest-settled': (by: Desk, { ben }: Cast) =>
    by.ledger.append('interest-settled', {
      facts: { ...tie(ben.person), outcome: 'accepted', grounds: ['declared'] },
      text: { reason: 'Long ago.' },
    }),
  'partnership-set': (by: Desk) =>
    by.ledger.append('partnership-set', {
      facts: { round: ROUND, organisations: [RIVERBEND, OTHER], kind: 'partner' },
      text: { note: '' },
    }),
  'sheet-counted': (by: Desk, { ben }: Cast) =>
    by.ledger.append('sheet-counted', {
      facts: { round: ROUND, submission: SUBMISSION, person: ben.person, counts: false },
      text: { reason: 'Begun only.' },
    }),
  'ruling-upheld': (by: Desk, { ben }: Cast) =>
    by.ledger.append('ruling-upheld', {
      facts: { round: ROUND, submission: SUBMISSION, person: ben.person },
      text: { reason: 'It follows from the sheets.' },
    }),
  'assignment-ended': (by: Desk, { ben }: Cast) =>
    by.ledger.append('assignment-ended', {
      facts: { round: ROUND, submission: SUBMISSION, person: ben.person },
      text: { reason: 'Is ill.' },
    }),
} satisfies Partial<Record<ActName, (by: Desk, cast: Cast) => unknown>>;

/** Who may do it about Ben; anybody else, Ben too where he is not named, may not. */
const may = {
  'panel-formed': ['ana', 'cleo'],
  'panel-dissolved': ['ana', 'cleo'],
  'interest-declared': ['ana', 'ben'],
  'interest-settled': ['ana', 'cleo', 'dev'],
  'partnership-set': ['ana'],
  'sheet-counted': ['cleo', 'dev'],
  'ruling-upheld': ['ana', 'cleo', 'dev'],
  'assignment-ended': ['ana', 'cleo', 'dev'],
} satisfies Record<keyof typeof does, readonly Name[]>;

// The keys of the table above.
describe.each(Object.keys(does) as (keyof typeof does)[])('%s', (act) => {
  test.each(['ana', 'cleo', 'dev', 'ben', 'fay'] as const)('by %s', async (name) => {
    const all = await cast();
    const allowed: readonly Name[] = may[act];
    if (allowed.includes(name)) expect(() => does[act](all[name], all)).not.toThrow();
    else expect(() => does[act](all[name], all)).toThrow(/^(Only the|An interest is declared|Nobody )/);
  });

  test('written by an assessor’s key on a desk where it counted: no effect, and listed with the reason', async () => {
    const all = await cast();
    // A desk whose person made themselves an administrator of a round of the same name signs what it likes.
    const forger = await desk('fay', all.fay.key);
    openRound(forger);
    appoint(forger, forger, ['administrator', 'chair']);
    does[act](forger, all);
    const other = await observer();
    send(all.ana, other);
    const opening = all.ana.ledger.current({ round: ROUND, kind: 'round', key: ROUND });
    if (opening !== undefined) other.ledger.standBy(ROUND, opening.hash);
    send(forger, other);
    const listed = other.ledger.unauthorised().find((entry) => entry.act === act);
    expect(listed?.reason).toMatch(/^(Only the|An interest is declared)/);
  });
});

test.each([
  ['a chair settles their own interest', 'interest-settled', 'Nobody settles'],
  ['a chair rules on their own sheet', 'sheet-counted', 'Nobody rules'],
  ['a chair upholds their own ruling', 'ruling-upheld', 'Nobody upholds'],
  ['a chair takes themselves off a submission', 'assignment-ended', 'Only the administrator'],
] as const)('%s: no effect', async (_, act, sentence) => {
  const all = await cast();
  expect(() => does[act](all.cleo, { ...all, ben: all.cleo })).toThrow(sentence);
});

test('a recusal is not lifted by the person declaring anew', async () => {
  const all = await cast();
  all.cleo.ledger.append('interest-settled', {
    facts: { ...tie(all.ben.person), outcome: 'recused', grounds: [] },
    text: { reason: 'Told by telephone.' },
  });
  send(all.cleo, all.ben);
  const settled = { round: ROUND, kind: 'settlement', key: 'ben riverbend' } as const;
  const before = all.ben.ledger.heads(settled);
  all.ben.ledger.append('interest-declared', {
    facts: { ...tie(all.ben.person), extent: 'potential', kind: 'indirect' },
    text: { sentence: 'Hardly any.' },
    replaces: before,
  });
  expect(all.ben.ledger.heads(settled)).toEqual(before);
  send(all.ben, all.ana);
  expect(all.ana.ledger.heads(settled)).toEqual(before);
});
