import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Hash, ItemId } from '../../shared/domain/ids.ts';
import type { Response } from '../../shared/domain/submission.ts';
import {
  aboutChanges,
  fileChangeInWords,
  type Version,
  versionChanges,
} from '../../shared/domain/version-changes.ts';

const hash = (letter: string) => Hash.parse(letter.repeat(64));
const file = (ref: string, letter: string, name = `${letter}.pdf`) => ({ ref, sha256: hash(letter), name });
const response = (item: string, more: Partial<Omit<Response, 'item'>> = {}): Response => ({
  item: ItemId.parse(item),
  selfRating: { kind: 'level', level: 2 },
  account: 'We do.',
  reason: '',
  action: '',
  references: [],
  ...more,
});
const points = (...written: string[]) => ({
  references: written.map((each) => {
    const [ref = '', pages = ''] = each.split(' ');
    return { ref, pages };
  }),
});
const version = (responses: Response[], evidence: ReturnType<typeof file>[] = []): Version => ({
  responses,
  evidence,
});

const E1 = [file('E1', 'a')];

/** Before, after, and what that comes to: items with their parts, files in words. */
const cases: readonly (readonly [string, Version, Version, Readonly<Record<string, string>>, string[]])[] = [
  ['nothing', version([response('3.3')], E1), version([response('3.3')], E1), {}, []],
  [
    'an account',
    version([response('3.3'), response('3.4')]),
    version([response('3.3', { account: 'We do now.' }), response('3.4')]),
    { '3.3': 'account' },
    [],
  ],
  [
    'a rating',
    version([response('3.3')]),
    version([response('3.3', { selfRating: { kind: 'not-applicable' }, reason: 'None.' })]),
    { '3.3': 'rating reason' },
    [],
  ],
  ['an answer that was empty and is left out', version([response('3.3', EMPTY())]), version([]), {}, []],
  ['an answer that came', version([]), version([response('3.3')]), { '3.3': 'rating account' }, []],
  [
    'a file under the same number, and who points to it',
    version([response('3.3', points('E1 p.4')), response('3.4')], E1),
    version([response('3.3', points('E1 p.4')), response('3.4')], [file('E1', 'b')]),
    { '3.3': 'files' },
    ['E1, ‘a.pdf’, was replaced by ‘b.pdf’'],
  ],
  [
    'other pages of the same file',
    version([response('3.3', points('E1 4'))], E1),
    version([response('3.3', points('E1 5'))], E1),
    { '3.3': 'references' },
    [],
  ],
  [
    'numbers only',
    version([response('3.3', points('E1 4', 'E2'))], [file('E1', 'a'), file('E2', 'b')]),
    version([response('3.3', points('E3', 'E2 4'))], [file('E2', 'a'), file('E3', 'b')]),
    {},
    [],
  ],
  [
    'a file that was named and is now there',
    version([response('3.3', points('E1'))]),
    version([response('3.3', points('E1'))], E1),
    { '3.3': 'files' },
    ['E1, ‘a.pdf’, was added'],
  ],
  [
    'a file that went with its reference',
    version([response('3.3', points('E1'))], E1),
    version([response('3.3')]),
    { '3.3': 'references files' },
    ['E1, ‘a.pdf’, was removed'],
  ],
  [
    'a file that nobody points to',
    version([response('3.3')], E1),
    version([response('3.3')], [...E1, file('E2', 'c')]),
    {},
    ['E2, ‘c.pdf’, was added'],
  ],
  [
    'two numbers changed over, both pointed to',
    version([response('3.3', points('E1', 'E2'))], [file('E1', 'a'), file('E2', 'b')]),
    version([response('3.3', points('E1', 'E2'))], [file('E1', 'b'), file('E2', 'a')]),
    {},
    [],
  ],
  [
    'two numbers changed over, one pointed to',
    version([response('3.3', points('E1'))], [file('E1', 'a'), file('E2', 'b')]),
    version([response('3.3', points('E1'))], [file('E1', 'b'), file('E2', 'a')]),
    { '3.3': 'files' },
    [],
  ],
];

function EMPTY(): Partial<Response> {
  return { selfRating: { kind: 'none' }, account: '' };
}

test.each(cases)('what changed: %s', (_name, before, after, items, files) => {
  const changes = versionChanges(before, after);
  expect(Object.fromEntries(changes.items.map(({ item, parts }) => [item, parts.join(' ')]))).toEqual(items);
  expect(changes.files.map(fileChangeInWords)).toEqual(files);
});

test('items come in the order of their numbers, with both answers', () => {
  const { items } = versionChanges(
    version([response('3.10'), response('3.9')]),
    version([response('3.9', { account: 'A.' }), response('3.10', { account: 'B.' })]),
  );
  expect(items.map(({ item, before, after }) => [item, before?.account, after?.account])).toEqual([
    ['3.9', 'We do.', 'A.'],
    ['3.10', 'We do.', 'B.'],
  ]);
});

const refs = ['E1', 'E2', 'E3'];
const anyVersion: fc.Arbitrary<Version> = fc.record({
  responses: fc.uniqueArray(
    fc.record({
      item: fc.constantFrom('1.1', '1.2', '2.1/return-to-practice').map((id) => ItemId.parse(id)),
      selfRating: fc.constantFrom<Response['selfRating']>(
        { kind: 'none' },
        { kind: 'not-applicable' },
        { kind: 'level', level: 1 },
      ),
      account: fc.constantFrom('', 'We do.', 'We did.'),
      reason: fc.constantFrom('', 'None.'),
      action: fc.constant(''),
      references: fc.array(fc.record({ ref: fc.constantFrom(...refs), pages: fc.constantFrom('', 'p. 1') }), {
        maxLength: 3,
      }),
    }),
    { selector: ({ item }) => item },
  ),
  evidence: fc.uniqueArray(
    fc
      .record({ ref: fc.constantFrom(...refs), letter: fc.constantFrom('a', 'b', 'c') })
      .map((each) => file(each.ref, each.letter)),
    { selector: ({ ref }) => ref },
  ),
});
const touched = (before: Version, after: Version) =>
  versionChanges(before, after).items.map(({ item }) => item);

describe('whatever the versions', () => {
  test.prop([anyVersion])('a version differs from itself in nothing', (one) => {
    expect(versionChanges(one, one)).toEqual({ items: [], files: [] });
  });

  test.prop([anyVersion, anyVersion])('looking back finds the same items and as many files', (one, other) => {
    expect(touched(other, one)).toEqual(touched(one, other));
    expect(versionChanges(other, one).files.length).toBe(versionChanges(one, other).files.length);
  });

  test.prop([anyVersion, anyVersion])('the order of rows and files says nothing', (one, other) => {
    const turned = {
      responses: other.responses
        .toReversed()
        .map((each) => ({ ...each, references: each.references.toReversed() })),
      evidence: other.evidence.toReversed(),
    };
    expect(touched(one, turned)).toEqual(touched(one, other));
  });

  test.prop([anyVersion])('numbering the evidence anew touches nothing', (one) => {
    const anew = (ref: string) => `N${ref}`;
    const other: Version = {
      responses: one.responses.map((each) => ({
        ...each,
        references: each.references.map(({ ref, pages }) => ({
          ref: one.evidence.some((known) => known.ref === ref) ? anew(ref) : ref,
          pages,
        })),
      })),
      evidence: one.evidence.map((each) => ({ ...each, ref: anew(each.ref) })),
    };
    expect(versionChanges(one, other)).toEqual({ items: [], files: [] });
  });

  test.prop([anyVersion, anyVersion, anyVersion])(
    'what differs from the first differs from the second, or the second from the first',
    (first, second, third) => {
      const between = new Set([...touched(first, second), ...touched(second, third)]);
      expect(touched(first, third).filter((item) => !between.has(item))).toEqual([]);
    },
  );
});

test('what the form says around its answers', () => {
  const one = {
    transitions: [],
    professions: ['Dietitians', 'Podiatrists'],
    covers: 'All',
    contact: { name: 'A', role: '', email: '' },
    declaredBy: 'B',
    responses: [],
    evidence: [],
    gaps: [],
  };
  expect(aboutChanges(one, { ...one, professions: ['Podiatrists', 'Dietitians'] })).toEqual([]);
  expect(aboutChanges(one, { ...one, covers: 'Some', declaredBy: 'C' })).toEqual([
    'what it covers',
    'the declaration',
  ]);
});
