import { expect, test } from 'vitest';
import { RECOVERY } from '../../../electron/core/ledger/authority.ts';
import { makeWriterKey } from '../../../electron/core/ledger/keys.ts';
import { createLedger } from '../../../electron/core/ledger/ledger.ts';
import { WriterKey } from '../../../shared/domain/ids.ts';
import {
  agree,
  appoint,
  assign,
  type Desk,
  desk,
  observer,
  openRound,
  person,
  projections,
  ROUND,
  rows,
  send,
  sheet,
} from './scene.ts';

/** A round of two administrators, a chair and an assessor, each of whom holds all of it. */
async function cast() {
  const [ana, eve, cleo, ben] = [await desk('ana'), await desk('eve'), await desk('cleo'), await desk('ben')];
  openRound(ana);
  appoint(ana, eve, ['administrator']);
  appoint(ana, cleo, ['chair']);
  appoint(ana, ben, ['assessor']);
  assign(ana, ben.person);
  for (const each of [eve, cleo, ben]) send(ana, each);
  return { ana, eve, cleo, ben };
}

/** What a desk that holds everything of these makes of an entry. */
async function standing(hash: string, ...desks: readonly Desk[]): Promise<string> {
  const all = await observer();
  for (const each of desks) send(each, all);
  return all.ledger.unauthorised().find((entry) => entry.hash === hash)?.reason ?? 'counts';
}

const retire = (by: Desk, of: Desk, after: number) =>
  by.ledger.append('writer-retired', {
    facts: { round: ROUND, person: of.person, writer: of.key.writer, after },
    text: { reason: 'Left behind on a train.' },
  });

const standDown = (by: Desk, of: Desk, after: number) =>
  by.ledger.append('person-stood-down', {
    facts: { round: ROUND, person: of.person, writers: [{ writer: of.key.writer, after }] },
    text: { reason: 'Moved on.', name: 'Sample', email: '', profession: '' },
  });

test('an assessor may not agree a score, and is told so', async () => {
  const { ben } = await cast();
  expect(() => ben.ledger.append('score-agreed', agree(1))).toThrow(
    'Only the chair or the deputy of the round may do this.',
  );
  expect(ben.ledger.unauthorised()).toEqual([]);
});

test('an administrator whom an administrator appointed may appoint in turn', async () => {
  const { ana, eve } = await cast();
  const dev = await desk('dev');
  const appointed = appoint(eve, dev, ['deputy']);
  send(eve, dev);
  const agreed = dev.ledger.append('score-agreed', agree(1));
  expect(await standing(appointed.hash, ana, eve)).toBe('counts');
  expect(await standing(agreed.hash, ana, eve, dev)).toBe('counts');
  expect(await standing(agreed.hash, dev)).toBe('counts');
});

test('an act waits without effect until the entries that give it authority are there', async () => {
  const { ana, cleo } = await cast();
  const agreed = cleo.ledger.append('score-agreed', agree(1));
  const late = await observer();
  late.ledger.merge([
    ...cleo.ledger.entriesFor({ include: (entry) => (entry.act === 'score-agreed' ? 'whole' : 'nothing') }),
  ]);
  expect(late.ledger.unauthorised()).toMatchObject([
    { hash: agreed.hash, reason: 'The opening of this round is not held here.' },
  ]);
  send(ana, late);
  expect(late.ledger.unauthorised()).toEqual([]);
});

test('a retired key counts up to its last number and not after', async () => {
  const { ana, cleo } = await cast();
  const early = cleo.ledger.append('score-agreed', agree(1));
  const late = cleo.ledger.append('score-agreed', agree(2));
  retire(ana, cleo, early.seq);
  expect(await standing(early.hash, ana, cleo)).toBe('counts');
  expect(await standing(late.hash, ana, cleo)).toMatch('had been retired');
});

test('whoever is stood down keeps no spare key', async () => {
  const { ana, cleo } = await cast();
  const spare = makeWriterKey();
  cleo.ledger.append('writer-introduced', {
    facts: { round: ROUND, person: cleo.person, writer: spare.writer },
    text: {},
  });
  const other = await desk('cleo', spare);
  send(cleo, other);
  const agreed = other.ledger.append('score-agreed', agree(2));
  expect(await standing(agreed.hash, ana, cleo, other)).toBe('counts');
  standDown(ana, cleo, 1);
  expect(await standing(agreed.hash, ana, cleo, other)).toMatch('stood down');
});

test('a standing down is lifted by an appointment that replaces it, and not by the person themselves', async () => {
  const { ana, eve, cleo } = await cast();
  standDown(ana, cleo, 0);
  const agreed = cleo.ledger.append('score-agreed', agree(1));
  expect(await standing(agreed.hash, ana, cleo)).toMatch('stood down');
  send(ana, eve);
  appoint(eve, cleo, ['chair']);
  expect(await standing(agreed.hash, ana, eve, cleo)).toBe('counts');
});

test('an appointment can take roles away from a number on', async () => {
  const { ana, cleo } = await cast();
  const before = cleo.ledger.append('score-agreed', agree(1));
  ana.ledger.append('person-appointed', {
    facts: {
      round: ROUND,
      person: cleo.person,
      roles: ['observer'],
      writers: [{ writer: cleo.key.writer, after: before.seq }],
    },
    text: { name: 'Cleo Sample', email: '', profession: '' },
  });
  const after = cleo.ledger.append('score-agreed', agree(2));
  expect(await standing(before.hash, ana, cleo)).toBe('counts');
  expect(await standing(after.hash, ana, cleo)).toMatch('Only the chair');
});

test('of two administrators who retire each other, the one nearer the opening prevails', async () => {
  const { ana, eve } = await cast();
  const byAna = retire(ana, eve, 0);
  const byEve = retire(eve, ana, 1);
  expect(await standing(byAna.hash, ana, eve)).toBe('counts');
  expect(await standing(byEve.hash, ana, eve)).toMatch('had been retired');
});

test('of two founders who retire each other, the one named first prevails', async () => {
  const [ana, eve] = [await desk('ana'), await desk('eve')];
  openRound(ana, [eve]);
  send(ana, eve);
  const byEve = retire(eve, ana, 0);
  const byAna = retire(ana, eve, 0);
  expect(await standing(byAna.hash, ana, eve)).toBe('counts');
  expect(await standing(byEve.hash, ana, eve)).toMatch('had been retired');
});

test('nobody retires a key by calling it their own', async () => {
  const { ana, cleo, ben } = await cast();
  ben.ledger.append('writer-retired', {
    facts: { round: ROUND, person: ben.person, writer: cleo.key.writer, after: 0 },
    text: { reason: 'Mischief.' },
  });
  const agreed = cleo.ledger.append('score-agreed', agree(1));
  expect(await standing(agreed.hash, ana, cleo, ben)).toBe('counts');
});

test('the printed recovery key appoints an administrator, and does nothing else', async () => {
  const printed = makeWriterKey();
  const [ana, dev] = [await desk('ana'), await desk('dev')];
  const recovery = await desk('recovery', printed);
  openRound(ana, [], printed.writer);
  send(ana, recovery);
  expect(() => assign(recovery, dev.person)).toThrow('The recovery key may only appoint');
  appoint(recovery, dev, ['administrator']);
  send(recovery, dev);
  const assigned = assign(dev, person('ben'));
  expect(await standing(assigned.hash, ana, recovery, dev)).toBe('counts');
});

test('an opening counts only when signed by someone whom it names', async () => {
  const mallory = await desk('mallory');
  expect(() =>
    mallory.ledger.append('round-opened', {
      facts: {
        round: ROUND,
        year: 2026,
        title: 'Mine',
        sample: false,
        administrators: [{ person: person('ana'), writer: WriterKey.parse(makeWriterKey().writer) }],
      },
      text: { names: {} },
    }),
  ).toThrow('signed by nobody whom it names');
});

test('a desk that stands by an opening is not taken over by another of the same name, whatever its hash', async () => {
  const { ana, ben, cleo } = await cast();
  const mallory = await desk('mallory');
  openRound(mallory);
  const agreed = cleo.ledger.append('score-agreed', agree(1));
  for (const each of [cleo, mallory]) send(each, ana);
  expect(ana.ledger.unauthorised().map((entry) => entry.person)).toEqual(['mallory']);
  const opening = ana.ledger.current({ round: ROUND, kind: 'round', key: ROUND });
  for (const each of [cleo, mallory]) send(each, ben);
  if (opening !== undefined) ben.ledger.standBy(ROUND, opening.hash);
  expect(ben.ledger.unauthorised().map((entry) => entry.person)).toEqual(['mallory']);
  expect(ben.ledger.heads({ round: ROUND, kind: 'agreed', key: 'riverbend-2026 3.3' })).toEqual([
    agreed.hash,
  ]);
});

test('a sheet stays when its assignment ends, and only the assigned may send one', async () => {
  const { ana, ben, cleo } = await cast();
  const sent = ben.ledger.append('sheet-submitted', sheet(ben.person));
  ana.ledger.append('assignment-ended', {
    facts: { round: ROUND, submission: sent.facts.submission, person: ben.person },
    text: { reason: 'Moved.' },
  });
  expect(await standing(sent.hash, ana, ben)).toBe('counts');
  expect(() => cleo.ledger.append('sheet-submitted', sheet(cleo.person))).toThrow('was not assigned');
});

test('a desk shows its own work before the round has heard of its key, and only that desk does', async () => {
  const { ana, ben } = await cast();
  const laptop = await desk('ben');
  send(ana, laptop);
  const sent = laptop.ledger.append('sheet-submitted', sheet(ben.person));
  expect(laptop.ledger.unauthorised()).toEqual([]);
  expect(await standing(sent.hash, ana, laptop)).toMatch('is not known to belong to ben');
  ana.ledger.append('writer-introduced', {
    facts: { round: ROUND, person: ben.person, writer: laptop.key.writer },
    text: {},
  });
  expect(await standing(sent.hash, ana, laptop)).toBe('counts');
});

test('what counted only under a desk’s own key is worked out again when the desk has another', async () => {
  const { ana, ben } = await cast();
  const laptop = await desk('ben');
  send(ana, laptop);
  const sent = laptop.ledger.append('sheet-submitted', sheet(ben.person));
  const restored = createLedger({
    store: laptop.store,
    key: makeWriterKey(),
    person: ben.person,
    clock: () => sent.at,
    projections,
  });
  expect(restored.unauthorised()).toMatchObject([{ hash: sent.hash }]);
  expect(rows(laptop, ['sheet']).sheet).toEqual([]);
});

test.each(Array.from({ length: 6 }, (_, at) => at + 1))(
  'whoever holds a lost computer of an administrator cannot undo the recovery key that takes it out (%i)',
  async () => {
    const [ana, cleo, fresh] = [await desk('ana'), await desk('cleo'), await desk('ana')];
    const printed = makeWriterKey();
    openRound(ana);
    appoint(ana, cleo, ['chair']);
    ana.ledger.append('writer-introduced', {
      facts: { round: ROUND, person: RECOVERY, writer: printed.writer },
      text: {},
    });
    const recovery = await desk(RECOVERY, printed);
    for (const each of [recovery, cleo]) send(ana, each);
    const last = 4;
    appoint(recovery, fresh, ['administrator']);
    retire(recovery, ana, last);
    // The thief, who has not seen it: takes the recovery key and the chair out.
    const [byThief, mischief] = [retire(ana, recovery, 0), standDown(ana, cleo, 0)];
    const agreed = cleo.ledger.append('score-agreed', agree(1));
    for (const hash of [byThief.hash, mischief.hash])
      expect(await standing(hash, ana, cleo, recovery, fresh)).toMatch('had been retired');
    expect(await standing(agreed.hash, ana, cleo, recovery)).toBe('counts');
    send(recovery, fresh);
    const assigned = assign(fresh, person('ben'));
    expect(await standing(assigned.hash, ana, recovery, fresh)).toBe('counts');
  },
);

test('a recovery key is no more senior than the administrator who made it: a founder is not taken out by it', async () => {
  const { ana, eve } = await cast();
  const printed = makeWriterKey();
  eve.ledger.append('writer-introduced', {
    facts: { round: ROUND, person: RECOVERY, writer: printed.writer },
    text: {},
  });
  const recovery = await desk(RECOVERY, printed);
  send(eve, recovery);
  const byRecovery = retire(recovery, ana, 0);
  const byAna = retire(ana, recovery, 0);
  expect(await standing(byAna.hash, ana, eve, recovery)).toBe('counts');
  expect(await standing(byRecovery.hash, ana, eve, recovery)).toMatch('had been retired');
});
