import type { Projection } from '../ledger/projection.ts';

const lists: Projection = {
  kind: 'list',
  project(rows, { round, key }, { entry: current, conflict }) {
    rows.remove('list_published', { round, number: Number(key) });
    if (current?.act !== 'list-published') return;
    rows.insert('list_published', {
      round,
      number: current.facts.number,
      as_of: current.facts.asOf,
      organisations: JSON.stringify(current.facts.organisations),
      files: JSON.stringify(current.facts.files),
      entry: current.hash,
      conflict,
    });
  },
};

export const publicationProjections: readonly Projection[] = [lists];
