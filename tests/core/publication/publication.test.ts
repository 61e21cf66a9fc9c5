import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { Day, type SubmissionId } from '../../../shared/domain/ids.ts';
import { type Desks, exported, makeDesks, refusalOf } from '../../support/desks.ts';
import { award, layPanel, type Panel } from '../../support/panel.ts';

let desks: Desks;
let panel: Panel;
let desk: Desk;
let first: SubmissionId;
/** The first of two organisations is awarded on 10 June 2026, for two years. */
beforeEach(async () => {
  desks = makeDesks('2026-06-10T09:00:00.000Z');
  panel = await layPanel(desks, { organisations: 2 });
  desk = panel.desk;
  const [one] = panel.submissions;
  if (one === undefined) throw new Error('The panel has no submission.');
  first = one;
  await award(panel, first);
});
afterEach(() => desks.end());

const name = 'Made-up Trust 00001 (fictional)';
const listedOn = async (day: string) =>
  (await ask(desk, 'list.preview', { asOf: Day.parse(day) })).listed.map((row) => row.name);

describe('the list', () => {
  test.each([
    ['the day before', '2026-06-09', []],
    ['the first day', '2026-06-10', [name]],
    ['a day in between', '2027-02-28', [name]],
    ['the last day', '2028-06-09', [name]],
    ['the day after', '2028-06-10', []],
  ])('as of %s', async (_, day, names) => {
    expect(await listedOn(day)).toEqual(names);
  });

  test('says to the team, and never in a public file, who is not on it and why', async () => {
    const before = await ask(desk, 'list.preview', { asOf: Day.parse('2026-06-09') });
    expect(before.unlisted.map((row) => row.name)).toEqual([name]);
    expect(before.unlisted[0]?.why).not.toBe('');
    expect(before.page).not.toContain(name);
    expect(before.fragment).not.toContain(name);
  });

  test('leaves an organisation out on whom something is decided later otherwise', async () => {
    const decision = { submission: first, reason: 'An error in the agreed scores.', learningPoints: [] };
    await ask(desk, 'decision.make', { ...decision, outcome: 'not-awarded' });
    expect(await listedOn('2026-07-17')).toEqual([]);
  });

  test.each(['page', 'fragment', 'csv', 'json', 'all'] as const)(
    'as %s is the same bytes twice',
    async (as) => {
      const asOf = Day.parse('2026-07-17');
      const bytes = async () => {
        const { id } = await ask(desk, 'list.export', { asOf, as });
        return readFileSync((await exported(desk, id)).path);
      };
      const once = await bytes();
      desks.clock.set('2026-09-01T09:00:00.000Z');
      expect((await bytes()).equals(once)).toBe(true);
      expect(once.length).toBeGreaterThan(20);
    },
  );
});

describe('publishing', () => {
  const asOf = Day.parse('2026-07-17');

  test('numbers the lists of a round from 1, and remembers when and for which day', async () => {
    const one = await ask(desk, 'list.publish', { asOf });
    desks.clock.set('2026-08-01T09:00:00.000Z');
    const two = await ask(desk, 'list.publish', { asOf });
    expect([one.number, two.number]).toEqual([1, 2]);
    expect(two.files).toEqual(one.files);
    expect(two.entry).not.toBe(one.entry);
    expect(await ask(desk, 'list.history', {})).toMatchObject([
      { number: 2, asOf, organisations: 1, publishedAt: '2026-08-01T09:00:00.000Z', moved: false },
      { number: 1, asOf, organisations: 1, publishedAt: '2026-06-10T09:00:00.000Z', moved: false },
    ]);
  });

  test('a list that the record would no longer give is marked', async () => {
    await ask(desk, 'list.publish', { asOf });
    const [, second] = panel.submissions;
    if (second === undefined) throw new Error('The panel has one submission only.');
    await award(panel, second);
    expect(await ask(desk, 'list.history', {})).toMatchObject([{ number: 1, organisations: 1, moved: true }]);
  });

  test('the words around the list are kept, and are part of its bytes', async () => {
    const settings = {
      owner: 'The programme team',
      contact: 'team@example.org',
      heading: 'Who holds the award',
    };
    const plain = await ask(desk, 'list.publish', { asOf });
    await ask(desk, 'publication.keepSettings', settings);
    expect(await ask(desk, 'publication.settings', {})).toEqual(settings);
    const worded = await ask(desk, 'list.publish', { asOf });
    expect(worded.files['list.html']).not.toBe(plain.files['list.html']);
    expect((await ask(desk, 'list.preview', { asOf })).page).toContain('Who holds the award');
  });

  test('of a day that is none is refused at the day', async () => {
    const refusal = await refusalOf(desk, 'list.publish', { asOf: '2026-02-30' as Day });
    expect(refusal).toMatchObject({ code: 'wrong-input', places: [{ kind: 'field', at: 'asOf' }] });
  });
});
