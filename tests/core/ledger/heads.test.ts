import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headsOf } from '../../../electron/core/ledger/heads.ts';
import { Hash } from '../../../shared/domain/ids.ts';

const hash = (name: string | number) => Hash.parse(String(name).padStart(64, '0'));
const entry = (name: string | number, ...replaces: (string | number)[]) => ({
  hash: hash(name),
  replaces: replaces.map(hash),
});

test.each([
  ['nothing', [], []],
  ['one', [entry('a')], ['a']],
  ['one that replaces the other', [entry('a'), entry('b', 'a')], ['b']],
  ['two that did not see each other, by hash', [entry('b'), entry('a')], ['a', 'b']],
  ['a fork settled by one that replaces both', [entry('a'), entry('b'), entry('c', 'a', 'b')], ['c']],
  ['a fork after a common one', [entry('a'), entry('b', 'a'), entry('c', 'a')], ['b', 'c']],
  ['one that replaces what is not held', [entry('b', 'e')], ['b']],
  ['a chain whose middle has no authority', [entry('a'), entry('c', 'b')], ['a', 'c']],
])('%s', (_, entries, heads) => {
  expect(headsOf(entries)).toEqual(heads.map(hash));
});

test('heads do not depend on the order, and there is one where there is an entry', () => {
  const histories = fc.array(fc.array(fc.nat(30), { maxLength: 3 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat()), (links, random) => {
      const entries = links.map((back, at) => entry(at, ...back.filter((each) => each < at)));
      const shuffled = entries
        .map((each) => ({ each, by: random.next().value }))
        .sort((one, other) => one.by - other.by)
        .map(({ each }) => each);
      expect(headsOf(shuffled)).toEqual(headsOf(entries));
      expect(headsOf(entries).length).toBeGreaterThan(0);
    }),
  );
});
