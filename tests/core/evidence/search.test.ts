import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { ItemId, OrganisationId } from '../../../shared/domain/ids.ts';
import type { MadeRound } from '../../bench/round.ts';
import { makeDesks } from '../../support/desks.ts';
import { layEvidence, searchFor, told } from './room.ts';

const desks = makeDesks();
let admin: Desk;
let round: MadeRound;
const submissionAt = (at: number) => {
  const found = round.submissions[at]?.submission;
  if (found === undefined) throw new Error('The round has fewer submissions.');
  return found;
};

beforeAll(async () => {
  admin = await desks.open('admin');
  round = await layEvidence(admin);
  const done = await ask(admin, 'evidence.readAll', {});
  expect(done).toEqual({ files: 6, read: 6, unreadable: 0, pending: 0, notHeld: 0, running: false });
});
afterAll(() => desks.end());

const evidenceOnly = { kinds: ['text' as const] };

describe('words are found where they are', () => {
  test.each([
    ['zoe', ['o1 E1']],
    ['ZOË béart', ['o1 E1']],
    ['naive', ['o3 E1']],
    ['protected time', ['o1 E1', 'o1 E2', 'o2 E1', 'o3 E1']],
    ['"protected time"', ['o1 E1', 'o2 E1', 'o3 E1']],
    ['“protected time”', ['o1 E1', 'o2 E1', 'o3 E1']],
    ['precep*', ['o1 E1', 'o1 E2', 'o2 E1']],
    ['preceptors', ['o2 E1']],
    ['"preceptors meet"', ['o2 E1']],
    ['finance', ['o2 E1']],
    ['臨床', ['o2 E1']],
    ['床実習', ['o2 E1']],
    ['実臨', []],
    ['lead@o2.example.org', ['o2 E2']],
    ['rota NOT ward', []],
    ['12', ['o1 E2']],
  ])('%s', async (words, expected) => {
    const found = await searchFor(admin, words, { kind: 'round' }, evidenceOnly);
    expect(told(found).toSorted()).toEqual(expected);
    expect(found.total).toBe(expected.length);
    expect(found.pending).toBe(0);
  });

  test('with the words marked in a stretch of their text', async () => {
    const { hits } = await searchFor(admin, '"rota of the" béart', { kind: 'round' }, evidenceOnly);
    const [{ snippet, leaf } = { snippet: { text: '', marks: [] }, leaf: undefined }] = hits;
    expect(snippet.marks.map(({ start, end }) => snippet.text.slice(start, end))).toEqual([
      'rota of the',
      'Béart',
    ]);
    expect(leaf?.number).toBe(1);
  });

  test('in the accounts and the standards as well', async () => {
    const found = await searchFor(admin, '"does what 1.1"');
    expect(told(found)).toEqual(['1.1']);
    const accounts = await searchFor(admin, '"We do what 2.1"');
    expect(told(accounts).toSorted()).toEqual(['o1 2.1', 'o2 2.1', 'o3 2.1']);
  });
});

test('a short prefix, and nothing at all, are said to be so', async () => {
  const short = await searchFor(admin, 'pr*');
  expect(short).toMatchObject({ total: 0, remark: expect.stringContaining('fewer than three letters') });
  const nothing = await searchFor(admin, ' -- "" * ');
  expect(nothing).toMatchObject({ hits: [], total: 0, remark: expect.stringContaining('Type a word') });
});

describe('a narrower search is the wider one, filtered', () => {
  const all = ['protected', 'time', 'what', 'rota', 'precep*', '"all year"', 'made', 'the'];

  test.each(all)('to a submission: %s', async (words) => {
    const wide = await searchFor(admin, words);
    for (const { submission } of round.submissions) {
      const narrow = await searchFor(admin, words, { kind: 'submission', submission });
      const expected = wide.hits.filter(
        ({ source, places }) =>
          source === 'standard' || places.some((place) => place.submission === submission),
      );
      const byName = (hit: (typeof wide.hits)[number]) => JSON.stringify(hit);
      expect(narrow.hits.map(byName).toSorted()).toEqual(expected.map(byName).toSorted());
      expect(narrow.total).toBe(expected.length);
    }
  });

  test.each(all)('to an organisation, a kind and a page of the hits: %s', async (words) => {
    const wide = await searchFor(admin, words);
    const organisation = OrganisationId.parse('o2');
    const theirs = await searchFor(admin, words, { kind: 'round' }, { organisation });
    expect(told(theirs).toSorted()).toEqual(
      told({
        ...wide,
        hits: wide.hits.filter(({ places }) => places.some((place) => place.organisation === 'o2')),
      }).toSorted(),
    );
    const accounts = await searchFor(admin, words, { kind: 'round' }, { kinds: ['account'] });
    expect(accounts.total).toBe(wide.hits.filter(({ source }) => source === 'account').length);
    const pages = [];
    for (let offset = 0; offset < wide.total; offset += 3)
      pages.push(...(await searchFor(admin, words, { kind: 'round' }, { limit: 3, offset })).hits);
    expect(pages).toEqual(wide.hits);
  });

  test('to one standard: its wording, the account of it, and the files that the account names', async () => {
    const item = ItemId.parse('1.1');
    const found = await searchFor(admin, 'what', { kind: 'item', submission: submissionAt(0), item });
    expect(told(found)).toEqual(['1.1', 'o1 1.1']);
    const time = await searchFor(admin, 'time', { kind: 'item', submission: submissionAt(0), item });
    // E1 is named for every standard, E2 for none.
    expect(told(time)).toEqual(['o1 E1']);
  });
});

test('the same bytes in two submissions are found in both', async () => {
  const twice = await desks.open('twice');
  const made = await layEvidence(twice, (_organisation, file) => Buffer.from(`One policy for all, ${file}.`));
  await ask(twice, 'evidence.readAll', {});
  const found = await searchFor(twice, '"policy for all"');
  expect(found.total).toBe(2);
  expect(told(found).toSorted()).toEqual(['o1 E1+o2 E1+o3 E1', 'o1 E2+o2 E2+o3 E2']);
  for (const { submission } of made.submissions)
    expect((await searchFor(twice, '"policy for all"', { kind: 'submission', submission })).total).toBe(2);
});
