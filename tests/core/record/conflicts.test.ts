import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { Day, Hash, ItemId, PersonId, type Role, SubmissionId } from '../../../shared/domain/ids.ts';
import { CLOSES_AT, layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, scoreMade } from '../../support/desks.ts';

const [admin, eve, chair] = ['admin', 'eve', 'chair'].map((name) => PersonId.parse(name));
const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');
const item = ItemId.parse('1.1');

let desks: Desks;
let round: MadeRound;
let home: Desk;
beforeEach(async () => {
  desks = makeDesks();
  const made = makeRound({ organisations: 1, standards: 5, assessors: 1, perSubmission: 1, files: 0 });
  const other = (name: string, role: Role) => ({
    id: PersonId.parse(name),
    name: `Person ${name}`,
    roles: [role],
  });
  round = { ...made, people: [...made.people, other('eve', 'administrator'), other('dev', 'deputy')] };
  home = await desks.open('admin');
  await layRound(home, round);
});
afterEach(() => desks.end());

/** A desk of one of the team, known to the administrator's. */
async function joined(name: string, out: 'whole' | 'moderation'): Promise<Desk> {
  const desk = await desks.open(name);
  await carry(home, desk, { purpose: out, to: PersonId.parse(name) });
  await carry(desk, home, { purpose: out === 'whole' ? 'whole' : 'update', to: admin });
  return desk;
}

const due = (desk: Desk, day: string) =>
  ask(desk, 'round.date', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse(day) } });
const dueOn = async (desk: Desk) => (await ask(desk, 'round.show', {})).dates.scoresDue;

describe('dates that two administrators set without seeing each other’s', () => {
  let second: Desk;
  beforeEach(async () => {
    second = await joined('eve', 'whole');
    await due(home, '2026-05-22');
    desks.clock.set('2026-04-21T09:30:00.000Z');
    await due(second, '2026-05-29');
    await carry(second, home, { purpose: 'whole', to: admin });
  });

  test('are shown side by side, with who, when and what differs', async () => {
    expect(await ask(home, 'conflicts.list', {})).toEqual([
      {
        kind: 'dates',
        key: round.id,
        title: 'Dates of the round',
        versions: 2,
        by: ['Person admin', 'Person eve'],
        room: '/round',
      },
    ]);
    const view = await ask(home, 'round.show', {});
    expect(view.datesConflict).toBe(true);
    expect(view.next[0]).toMatchObject({
      room: 'round/two-versions',
      why: expect.stringMatching(/^1 thing/),
    });
    const shown = await ask(home, 'conflicts.show', { kind: 'dates', key: round.id });
    expect(shown.differs).toHaveLength(1);
    const said = shown.versions.map(({ by, at, act, fields, objection }) => [
      by,
      at,
      act,
      fields.find(({ label }) => label === shown.differs[0])?.text,
      objection,
    ]);
    expect(said.toSorted(([one = ''], [other = '']) => one.localeCompare(other))).toEqual([
      ['Person admin', '2026-04-20T09:00:00.000Z', 'Set the dates', '22 May 2026', undefined],
      ['Person eve', '2026-04-21T09:30:00.000Z', 'Set the dates', '29 May 2026', undefined],
    ]);
  });

  test.each(['Person admin', 'Person eve'])('settled for %s’s, stand alike on both desks', async (whose) => {
    const { versions } = await ask(home, 'conflicts.show', { kind: 'dates', key: round.id });
    const chosen = versions.find(({ by }) => by === whose);
    const before = await ask(home, 'desk.verify', {});
    await ask(home, 'conflicts.settle', {
      kind: 'dates',
      key: round.id,
      choose: chosen?.hash ?? '',
    });
    expect((await ask(home, 'desk.verify', {})).entries).toBe(before.entries + 1);
    await carry(home, second, { purpose: 'whole', to: eve ?? admin ?? a1 });
    const day = whose === 'Person eve' ? '2026-05-29' : '2026-05-22';
    for (const desk of [home, second]) {
      expect(await dueOn(desk)).toBe(day);
      expect(await ask(desk, 'conflicts.list', {})).toEqual([]);
      expect((await ask(desk, 'round.show', {})).datesConflict).toBe(false);
      expect((await ask(desk, 'desk.verify', {})).ok).toBe(true);
    }
  });

  test('may also be said anew in their own room', async () => {
    await due(home, '2026-06-05');
    expect(await ask(home, 'conflicts.list', {})).toEqual([]);
    expect(await dueOn(home)).toBe('2026-06-05');
  });

  test('are refused where nothing of the kind is in two versions, or the version is another', async () => {
    const none = Hash.parse('0'.repeat(64));
    const wanted = { kind: 'dates', key: round.id };
    expect((await refusalOf(home, 'conflicts.show', { kind: 'person', key: 'a1' })).code).toBe('not-found');
    expect((await refusalOf(home, 'conflicts.settle', { ...wanted, choose: none })).code).toBe('not-found');
    expect(await ask(home, 'conflicts.list', {})).toHaveLength(1);
  });
});

test('the same thing said twice is one thing', async () => {
  const second = await joined('eve', 'whole');
  await due(home, '2026-05-22');
  await due(second, '2026-05-22');
  await carry(second, home, { purpose: 'whole', to: admin });
  const subject = { round: round.id, kind: 'dates', key: round.id } as const;
  expect(home.context.ledger.heads(subject)).toHaveLength(2);
  expect(await ask(home, 'conflicts.list', {})).toEqual([]);
  expect((await ask(home, 'round.show', {})).datesConflict).toBe(false);
  expect((await ask(home, 'desk.verify', {})).ok).toBe(true);
});

describe('an agreed score of chair and deputy', () => {
  let chairs: Desk;
  let deputys: Desk;
  beforeEach(async () => {
    const assessor = await desks.open('a1');
    await carry(home, assessor, { purpose: 'round', to: a1 });
    await scoreMade(assessor, round, submission, a1);
    await ask(assessor, 'sheets.submit', { submission });
    await carry(assessor, home, { purpose: 'scores', to: admin });
    chairs = await joined('chair', 'moderation');
    await ask(chairs, 'moderation.open', { submission, present: [] });
    await carry(chairs, home, { purpose: 'update', to: admin });
    deputys = await joined('dev', 'moderation');
    for (const [desk, level] of [
      [chairs, 2],
      [deputys, 1],
    ] as const)
      await ask(desk, 'agreed.save', {
        submission,
        item,
        outcome: { kind: 'level', level },
        reason: `So says level ${level}.`,
        condition: '',
        learningPoint: '',
      });
    await carry(deputys, home, { purpose: 'update', to: admin });
    await carry(chairs, home, { purpose: 'update', to: admin });
    await carry(home, chairs, { purpose: 'moderation', to: chair ?? admin ?? a1 });
  });

  test('is settled by the chair, and by nobody who may not agree one', { timeout: 60_000 }, async () => {
    const [row] = await ask(home, 'conflicts.list', {});
    expect(row).toMatchObject({
      kind: 'agreed',
      room: '/moderate',
      title: expect.stringMatching(/^Agreed score: .*, 1\.1$/),
    });
    const subject = { kind: row?.kind ?? '', key: row?.key ?? '' };
    const seen = await ask(home, 'conflicts.show', subject);
    expect(seen.versions.map(({ objection }) => objection)).toEqual([
      expect.stringMatching(/^Only the chair/),
      expect.stringMatching(/^Only the chair/),
    ]);
    expect(seen.versions.flatMap(({ fields }) => fields.map(({ text }) => text))).toEqual(
      expect.arrayContaining(['Met', 'Partly met', 'So says level 1.']),
    );
    const [first] = seen.versions;
    const choose = first?.hash ?? Hash.parse('0'.repeat(64));
    expect((await refusalOf(home, 'conflicts.settle', { ...subject, choose })).code).toBe('not-allowed');
    expect(await ask(home, 'conflicts.list', {})).toHaveLength(1);

    await ask(chairs, 'conflicts.settle', { ...subject, choose });
    expect(await ask(chairs, 'conflicts.list', {})).toEqual([]);
    await carry(chairs, home, { purpose: 'update', to: admin });
    expect(await ask(home, 'conflicts.list', {})).toEqual([]);
    const { items } = await ask(home, 'moderation.show', { submission });
    expect(items.find((each) => each.item === item)?.agreed?.conflict).toBe(false);
  });
});

describe('what is not as it should be in a writer’s chain', () => {
  test('a gap is said with who to ask', async () => {
    const theirs = await desks.open('a1');
    await carry(home, theirs, { purpose: 'round', to: a1 });
    await carry(theirs, home, { purpose: 'scores', to: admin });
    await scoreMade(theirs, round, submission, a1);
    for (let turn = 0; turn < 3; turn++) {
      await ask(theirs, 'sheets.submit', { submission });
      await ask(theirs, 'sheets.recall', { submission, reason: 'Once more.' });
    }
    const own = [...theirs.context.ledger.entriesFor()].filter(({ header }) =>
      header.includes(theirs.context.key.writer),
    );
    const seqOf = (header: string) => Number(/"seq":(\d+)/.exec(header)?.[1]);
    const some = own.filter(({ header }) => ![2, 4, 5].includes(seqOf(header)));
    home.context.ledger.merge(some);
    expect(await ask(home, 'record.findings', {})).toEqual([
      {
        kind: 'gap',
        sentence: 'Person a1’s computer sent numbers 1, 3 and 6: 3 records are missing.',
        advice: expect.stringMatching(/^Ask Person a1 to send again\./),
      },
    ]);
    home.context.ledger.merge(own);
    expect(await ask(home, 'record.findings', {})).toEqual([]);
  });

  test('a copied data folder is said with the key to retire', async () => {
    const theirs = await desks.open('a1');
    await carry(home, theirs, { purpose: 'round', to: a1 });
    await carry(theirs, home, { purpose: 'scores', to: admin });
    await scoreMade(theirs, round, submission, a1);
    await desks.close(theirs);
    desks.copy('a1', 'copied');
    for (const name of ['a1', 'copied']) {
      const desk = await desks.open(name);
      await ask(desk, 'sheets.submit', { submission });
      if (name === 'copied') await ask(desk, 'sheets.recall', { submission, reason: 'From the copy.' });
      await carry(desk, home, { purpose: 'scores', to: admin });
    }
    const [finding] = await ask(home, 'record.findings', {});
    expect(finding).toMatchObject({
      kind: 'copy',
      sentence: expect.stringMatching(/^Two computers sign with one key of Person a1: number 1 came twice\./),
      advice: expect.stringMatching(/Retire that key after number 0/),
    });
  });
});
