import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../electron/core/ask.ts';
import type { Desk } from '../../electron/core/desk/desk.ts';
import { carry } from '../../electron/core/sample/job.ts';
import type { May } from '../../shared/contract/call.ts';
import { calls } from '../../shared/contract/table.ts';
import { PersonId } from '../../shared/domain/ids.ts';
import { layRound, makeRound } from '../bench/round.ts';
import { makeDesks } from '../support/desks.ts';

/** Who sits at a desk, and what that makes them in the contract's words. */
const seats = {
  administrator: ['administrator'],
  chair: ['chair'],
  deputy: ['deputy'],
  assessor: ['assessor'],
  observer: ['observer'],
  'chair and assessor': ['chair', 'assessor'],
  'somebody stood down': [],
  'nobody yet': ['nobody-yet'],
} as const satisfies Readonly<Record<string, readonly May[]>>;
type SeatName = keyof typeof seats;
// The keys of the table above.
const seatNames = Object.keys(seats) as SeatName[];

const desks = makeDesks();
const at = new Map<SeatName, Desk>();

beforeAll(async () => {
  const made = makeRound(
    { organisations: 1, standards: 5, assessors: 6, perSubmission: 2, files: 0 },
    { a1: ['chair'] },
  );
  const only = (name: string, role: 'deputy' | 'observer' | 'assessor') => ({
    id: PersonId.parse(name),
    name: `Person ${name}`,
    roles: [role],
  });
  const round = {
    ...made,
    people: [...made.people, only('deputy', 'deputy'), only('observer', 'observer')],
  };
  const admin = await desks.open('administrator');
  await layRound(admin, round);
  await ask(admin, 'people.standDown', { person: PersonId.parse('a3'), reason: 'Has moved away.' });
  const people: Readonly<Record<Exclude<SeatName, 'administrator' | 'nobody yet'>, string>> = {
    chair: 'chair',
    deputy: 'deputy',
    assessor: 'a2',
    observer: 'observer',
    'chair and assessor': 'a1',
    'somebody stood down': 'a3',
  };
  at.set('administrator', admin);
  at.set('nobody yet', await desks.open('nobody'));
  for (const [seat, person] of Object.entries(people)) {
    const desk = await desks.open(person);
    await carry(admin, desk, { purpose: 'round', to: PersonId.parse(person) });
    at.set(seatNames.find((name) => name === seat) ?? 'nobody yet', desk);
  }
});
afterAll(() => desks.end());

describe.each(seatNames)('%s', (seat) => {
  /** Asked with input that no call takes, a desk either looks at it or says that it is not theirs to call. */
  test.each(calls.map(({ name, may }) => [name, may] as const))('%s', async (method, may: readonly May[]) => {
    const answer = await at.get(seat)?.invoke(method, 'nothing that any call takes');
    const held: readonly May[] = seats[seat];
    const allowed = may.includes('anyone') || held.some((role) => may.includes(role));
    expect(answer).toMatchObject({
      ok: false,
      error: { code: allowed ? 'wrong-input' : 'not-allowed' },
    });
  });
});

test('what an assessor may call is just this', () => {
  const theirs = calls.filter(({ may }: { may: readonly May[] }) =>
    may.some((each) => each === 'assessor' || each === 'anyone'),
  );
  expect(theirs.map(({ name }) => name)).toEqual([
    'desk.show',
    'desk.openSample',
    'desk.leaveSample',
    'desk.verify',
    'desk.backup',
    'desk.move',
    'desk.takeBack',
    'tables.save',
    'jobs.stop',
    'standards.show',
    'standards.list',
    'standards.export',
    'round.show',
    'round.list',
    'round.turnTo',
    'evidence.read',
    'evidence.glimpse',
    'evidence.enclosure',
    'evidence.search',
    'evidence.progress',
    'evidence.readAll',
    'evidence.citedIn',
    'keys.here',
    'recovery.use',
    'recovery.people',
    'interests.mine',
    'interests.declare',
    'sheets.mine',
    'sheets.open',
    'scores.save',
    'sheets.mark',
    'sheets.lookedAt',
    'sheets.check',
    'sheets.submit',
    'sheets.recall',
    'copies.show',
    'copies.choose',
    'copies.leave',
    'copies.decline',
    'copies.write',
    'copies.rehearse',
    'copies.takeBack',
    'questions.ask',
    'questions.about',
    'questions.withdraw',
    'clarifications.ask',
    'clarifications.mine',
    'drafts.keep',
    'drafts.read',
    'scores.load',
    'sheets.confirm',
    'moderation.show',
    'questions.moderated',
    'calibration.compare',
    'packs.recipients',
    'packs.measure',
    'packs.create',
    'packs.rehearse',
    'packs.accept',
    'folder.show',
    'folder.choose',
    'folder.leave',
    'folder.look',
    'folder.rehearse',
    'conflicts.list',
    'conflicts.show',
    'conflicts.settle',
  ]);
});
