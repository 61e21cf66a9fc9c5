import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre';
import { afterAll, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { InputOf } from '../../../shared/contract/table.ts';
import { exported, makeDesks } from '../../support/desks.ts';

const desks = makeDesks();
afterAll(() => desks.end());

const table: InputOf<'tables.save'> = {
  name: 'Who assesses: A/B?',
  head: ['Name', 'Submissions'],
  rows: [
    ['=HYPERLINK("https://example.org")', 5],
    ['Zoë', 12.5],
    ['', 0],
  ],
};

test('a table is saved as it stands, figures as figures and everything else as text', async () => {
  const desk = await desks.open('somebody');
  const made = await ask(desk, 'tables.save', table);
  expect(made.name).toBe('Who assesses  A B.xlsx');
  const bytes = readFileSync((await exported(desk, made.id)).path);
  const { sheets } = await readXlsx(bytes);
  const [sheet] = sheets;
  expect(sheet?.name).toBe('Who assesses  A B');
  expect(sheet?.rows).toEqual([['Name', 'Submissions'], ...table.rows.slice(0, 2), [null, 0]]);
  const formulas = [...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined);
  expect(formulas).toEqual([]);

  const again = await ask(desk, 'tables.save', table);
  expect(readFileSync((await exported(desk, again.id)).path).equals(bytes)).toBe(true);
});
