import { expect, test } from 'vitest';
import { byName } from '../../shared/domain/name-order.ts';

test('names stand by their letters, accents, case and marks left aside', () => {
  const names = [
    'Zeta',
    'St Ives',
    "St. Ann's",
    'élan',
    'Elan',
    'Ærlig',
    'Aerial',
    '10 Downs',
    'Ålesund',
    'Østre',
    'Oster',
  ];
  const sorted = names.map((name) => ({ name, organisation: name })).toSorted(byName);
  expect(sorted.map(({ name }) => name)).toEqual([
    '10 Downs',
    'Aerial',
    'Ærlig',
    'Ålesund',
    'Elan',
    'élan',
    'Oster',
    'Østre',
    "St. Ann's",
    'St Ives',
    'Zeta',
  ]);
});

test('two organisations of one name stand by their id', () => {
  const two = ['o2', 'o1'].map((organisation) => ({ name: 'Marsh', organisation }));
  expect(two.toSorted(byName).map(({ organisation }) => organisation)).toEqual(['o1', 'o2']);
});
