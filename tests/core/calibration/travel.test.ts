import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { PersonId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, scoreMade } from '../../support/desks.ts';

const [admin, chair, a1, a2, a3] = ['admin', 'chair', 'a1', 'a2', 'a3'].map((name) =>
  PersonId.parse(name),
) as [PersonId, PersonId, PersonId, PersonId, PersonId];
/** Many packs, each sealed and opened. */
const LONG = { timeout: 120_000 };

let desks: Desks;
let round: MadeRound;
let submission: SubmissionId;
let home: Desk;
let over: Desk;
const at = new Map<PersonId, Desk>();
const desk = (person: PersonId): Desk => at.get(person) ?? expect.unreachable('Nobody sits there.');

beforeEach(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 3, standards: 5, assessors: 3, perSubmission: 1, files: 1 });
  submission = round.submissions[0]?.submission ?? expect.unreachable('The round is empty.');
  home = await desks.open('admin');
  over = await desks.open('chair');
  await layRound(home, round);
  await ask(home, 'calibration.set', { submission, calibrates: true });
  for (const person of [a1, a2, a3]) {
    at.set(person, await desks.open(person));
    await carry(home, desk(person), { purpose: 'round', to: person });
  }
});
afterEach(() => desks.end());

const score = async (person: PersonId) => {
  await scoreMade(desk(person), round, submission, person);
  await ask(desk(person), 'sheets.submit', { submission });
  await carry(desk(person), home, { purpose: 'scores', to: admin });
};
/** What lies on their desk of the sheets of others and of the comparison, whatever the rooms make of it. */
const others = (person: PersonId) =>
  desk(person)
    .context.store.prepare<[string], { act: string }>(
      `SELECT act FROM entry WHERE subject_kind IN ('sheet', 'calibration-opening') AND person <> ? ORDER BY act`,
    )
    .all(person)
    .map(({ act }) => act);
const openIt = async () => {
  await carry(home, over, { purpose: 'moderation', to: chair });
  await ask(over, 'calibration.open', { submission });
  await carry(over, home, { purpose: 'update', to: admin });
};

test(
  'it is asked first of all, and travels only once it is compared and one’s own sheet is in',
  LONG,
  async () => {
    const mine = await ask(desk(a1), 'sheets.mine', {});
    expect(mine[0]).toMatchObject({ submission, calibration: 'to-score' });
    expect((await ask(desk(a1), 'round.show', {})).next[0]?.words).toBe(
      'Score the calibration submission first',
    );
    await score(a1);
    await score(a2);
    await carry(home, desk(a1), { purpose: 'round', to: a1 });
    expect(others(a1)).toEqual([]);
    expect((await refusalOf(desk(a1), 'calibration.compare', { submission })).code).toBe(
      'moderation-not-open',
    );
    const waits = async (on: Desk) =>
      (await ask(on, 'round.show', {})).next.find(({ words }) => /comparison|calibration/.test(words))?.words;
    expect(await waits(home)).toBe('Send the calibration submission out, and take its sheets in');
    await openIt();
    expect(await waits(over)).toBeUndefined();

    // Who has not scored it gets nothing of it, though it is compared.
    await carry(home, desk(a3), { purpose: 'round', to: a3 });
    expect(others(a3)).toEqual([]);
    expect((await refusalOf(desk(a3), 'calibration.compare', { submission })).code).toBe(
      'blind-until-moderation',
    );
    expect((await ask(desk(a3), 'sheets.mine', {}))[0]?.calibration).toBe('to-score');

    const update = await ask(home, 'packs.measure', { purpose: 'round', to: a1 });
    expect(update.update).toBe(true);
    await carry(home, desk(a1), { purpose: 'round', to: a1 });
    expect(others(a1)).toEqual(['calibration-opened', 'sheet-submitted']);
    expect((await ask(desk(a1), 'sheets.mine', {}))[0]).toMatchObject({ submission, calibration: 'opened' });
    const view = await ask(desk(a1), 'calibration.compare', { submission });
    expect(view.assessors).toMatchObject([
      { name: 'Person a1', you: true, late: false, distance: { compared: 5 } },
      { name: 'Person a2', you: false, late: false },
    ]);
    expect(view.assessors[1]?.distance).toBeUndefined();
    const chairs = await ask(over, 'calibration.compare', { submission });
    expect(chairs.assessors.every(({ distance }) => distance !== undefined)).toBe(true);
    expect(view.items).toEqual(chairs.items);
    expect(await refusalOf(desk(a1), 'sheets.recall', { submission, reason: 'So.' })).toMatchObject({
      code: 'moderation-open',
      sentence: expect.stringContaining('being compared'),
    });
    for (const each of [home, over, desk(a1)]) {
      const found = await ask(each, 'desk.verify', {});
      expect(found).toMatchObject({ ok: true, findings: [] });
    }

    // Who scores it late sees the comparison then, and does not move the others.
    await score(a3);
    await carry(home, desk(a3), { purpose: 'round', to: a3 });
    const late = await ask(desk(a3), 'calibration.compare', { submission });
    expect(late.assessors.map(({ name, late: is }) => [name, is])).toEqual([
      ['Person a1', false],
      ['Person a2', false],
      ['Person a3', true],
    ]);
    await carry(home, desk(a1), { purpose: 'round', to: a1 });
    expect((await ask(desk(a1), 'calibration.compare', { submission })).assessors).toHaveLength(2);
  },
);

test(
  'an administrator who does not chair is told to send the sheets on, and a chair who scores it no number',
  LONG,
  async () => {
    const next = async (on: Desk) =>
      (await ask(on, 'round.show', {})).next
        .filter(({ words }) => /comparison|calibration/.test(words))
        .map(({ words }) => words);
    await ask(home, 'people.appoint', {
      id: chair,
      name: 'Person chair',
      email: 'chair@example.org',
      profession: '',
      roles: ['chair', 'assessor'],
    });
    await ask(home, 'calibration.set', { submission, calibrates: true });
    await carry(home, over, { purpose: 'moderation', to: chair });
    expect(await next(over)).toEqual(['Score the calibration submission first']);
    expect((await ask(over, 'calibration.show', {})).chosen).toMatchObject({ yourPart: 'to-score' });
    await scoreMade(over, round, submission, chair);
    await ask(over, 'sheets.submit', { submission });
    expect(await next(over)).toEqual(['Open the comparison once the calibration sheets are in']);
    const { chosen } = await ask(over, 'calibration.show', {});
    expect(chosen?.yourPart).toBe('scored');
    expect(chosen).not.toHaveProperty('waitsFor');
    await carry(over, home, { purpose: 'update', to: admin });
    for (const person of [a1, a2, a3]) await score(person);
    expect(await next(home)).toEqual(['Send the moderation file, so that the chair can open the comparison']);
    expect((await ask(home, 'calibration.show', {})).chosen).toMatchObject({ sheetsIn: 4, waitsFor: [] });
  },
);

test('what an assessor signs as a chair opens nothing', LONG, async () => {
  await score(a1);
  await score(a2);
  const { ledger, store } = desk(a1).context;
  const sheet = store
    .prepare<[], { hash: string }>("SELECT hash FROM entry WHERE act = 'sheet-submitted'")
    .get();
  expect(sheet).toBeDefined();
  expect(() =>
    ledger.append('calibration-opened', { facts: { round: round.id, submission }, text: { names: {} } }),
  ).toThrow(/Only the chair or the deputy/);
  expect(() =>
    ledger.append('calibration-set', { facts: { round: round.id, submission, calibrates: false }, text: {} }),
  ).toThrow(/Only the administrator or the chair/);
});
