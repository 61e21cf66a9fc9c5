import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre';
import { afterAll, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { exported, makeDesks } from '../../support/desks.ts';

const desks = makeDesks();
afterAll(() => desks.end());

test('a table is saved as it stands, figures as figures and everything else as text', async () => {
  const desk = await desks.open('somebody');
  const made = await ask(desk, 'tables.save', {
    name: 'Who assesses: A/B?',
    head: ['Name', 'Submissions'],
    rows: [
      ['=HYPERLINK("https://example.org")', 5],
      ['Zoë', 12.5],
      ['', 0],
    ],
  });
  expect(made.name).toBe('Who assesses  A B.xlsx');
  const { sheets } = await readXlsx(readFileSync((await exported(desk, made.id)).path));
  const [sheet] = sheets;
  expect(sheet?.name).toBe('Who assesses  A B');
  expect(sheet?.rows).toEqual([
    ['Name', 'Submissions'],
    ['=HYPERLINK("https://example.org")', 5],
    ['Zoë', 12.5],
    [null, 0],
  ]);
  const formulas = [...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined);
  expect(formulas).toEqual([]);
});
