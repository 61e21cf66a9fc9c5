import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { BatchId, Day, Instant, ItemId } from '../../../shared/domain/ids.ts';
import type { MadeRound } from '../../bench/round.ts';
import { makeDesks } from '../../support/desks.ts';
import { layEvidence, searchFor, told } from './room.ts';

const desks = makeDesks();
let admin: Desk;
let round: MadeRound;
const item = ItemId.parse('1.1');
const batch = BatchId.parse('b-1');
const submission = () => round.submissions[0]?.submission ?? expect.unreachable('The round is empty.');

beforeAll(async () => {
  admin = await desks.open('admin');
  round = await layEvidence(admin);
  await ask(admin, 'evidence.readAll', {});
});
afterAll(() => desks.end());

/** A reply with this file under E1, which the submission has as well. */
async function reply(words: string): Promise<void> {
  async function* bytes() {
    yield Buffer.from(words);
  }
  const file = await admin.context.store.evidence.put(bytes());
  admin.context.ledger.append('questions-answered', {
    facts: {
      round: round.id,
      submission: submission(),
      batch,
      askedOn: Day.parse('2026-04-28'),
      receivedAt: Instant.parse('2026-05-12T09:00:00.000Z'),
      late: false,
      questions: [{ number: 1, item, answered: true, references: [{ ref: 'E1', pages: '' }] }],
      evidence: [{ ref: 'E1', ...file }],
    },
    text: { questions: { 1: { question: 'Where?', answer: 'See there.' } }, evidence: { E1: 'clinics.txt' } },
  });
  admin.context.changed('submissions');
  await ask(admin, 'evidence.readAll', {});
}

test('a file that came with a reply is looked through and found beside the submission’s own', async () => {
  const places = async (words: string, scope: Parameters<typeof searchFor>[2] = { kind: 'round' }) =>
    (await searchFor(admin, words, scope)).hits.map(({ places: [place] }) => place);
  expect(await places('clinics')).toEqual([]);
  await reply('The rota of the clinics. Ask jo@o1.example.org.');
  expect(await places('clinics')).toMatchObject([
    { submission: submission(), ref: 'E1', name: 'clinics.txt', batch },
  ]);
  // The submission's own file under that reference is still itself.
  expect(told(await searchFor(admin, '"Béart ward"'))).toEqual(['o1 E1']);
  expect(await places('"Béart ward"')).toMatchObject([{ ref: 'E1', name: 'E1.txt' }]);
  expect((await places('"Béart ward"'))[0]?.batch).toBeUndefined();
  const onItem = { kind: 'item', submission: submission(), item } as const;
  expect(await places('clinics', onItem)).toMatchObject([{ batch }]);
  expect(await places('clinics', { ...onItem, item: ItemId.parse('2.1') })).toEqual([]);
});

test('what may name somebody in it is said before it goes to assessors', async () => {
  const { cautions } = await ask(admin, 'cautions.list', { submission: submission(), limit: 50, offset: 0 });
  expect(cautions).toMatchObject([
    { kind: 'email-address', quote: 'jo@o1.example.org', state: 'open', places: [{ ref: 'E1', batch }] },
  ]);
});

test('it is found no more once another reply has taken its place', async () => {
  await reply('The rota of the wards.');
  expect((await searchFor(admin, 'clinics')).hits).toEqual([]);
  expect((await searchFor(admin, '"rota of the wards"')).hits).toMatchObject([{ places: [{ batch }] }]);
  const { cautions } = await ask(admin, 'cautions.list', { submission: submission(), limit: 50, offset: 0 });
  expect(cautions).toEqual([]);
});
