import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propose } from '../../../electron/core/intake/wide/propose.ts';
import { ratingSaid } from '../../../electron/core/intake/wide/ratings.ts';
import { tablesIn } from '../../../electron/core/intake/wide/table.ts';
import { parseWorkbook } from '../../../electron/parsers/workbook.ts';
import { StandardSet } from '../../../shared/domain/standard-set.ts';
import { columnKey } from '../../../shared/domain/wide-table.ts';
import { csvOf, gridOf } from '../../support/grids.ts';
import { organisations, set } from './delivery.ts';
import { hillside, riverbend } from './wide-delivery.ts';

/** What is proposed for the columns of a table, by their headings. */
async function proposed(grid: readonly (readonly string[])[]): Promise<Record<string, string | undefined>> {
  const read = await parseWorkbook(Buffer.from(csvOf(grid)), 'export.csv');
  if (!read.ok) throw new Error(read.reason);
  const [table] = tablesIn(read.workbook);
  if (table === undefined) throw new Error('It is no table.');
  const fields = propose(table.columns, set, organisations);
  return Object.fromEntries(
    table.columns.map((column) => [
      column.nth === 1 ? column.heading : `${column.heading} #${column.nth}`,
      fields.get(columnKey(column)),
    ]),
  );
}

const alone = async (heading: string, ...values: readonly string[]) =>
  (
    await proposed([
      [heading, 'x', 'y', 'z'],
      ...(values.length === 0 ? [['', '1', '1', '1']] : values.map((value) => [value, '1', '1', '1'])),
    ])
  )[heading];

test('a table of a forms service is mapped whole, and what is nothing of a submission is left', async () => {
  expect(await proposed(gridOf([riverbend, hillside]))).toEqual({
    'Start time': undefined,
    'Organisation name': 'organisation',
    'Contact name': 'contact-name',
    'Contact role': 'contact-role',
    'Contact e-mail': 'contact-email',
    'Sites covered': 'covers',
    Professions: 'professions',
    'Transitions offered': 'transitions',
    '1.1 Your rating': 'rating:1.1',
    '1.1 Your account': 'account:1.1',
    '1.1 Evidence': 'evidence:1.1',
    '1.2 Your rating': 'rating:1.2',
    '1.2 Your account': 'account:1.2',
    '1.2 Evidence': 'evidence:1.2',
    '3.3 newly registered: rating': 'rating:3.3/newly-registered',
    '3.3 newly registered: account': 'account:3.3/newly-registered',
    '3.3 return to practice: rating': 'rating:3.3/return-to-practice',
    '3.3 return to practice: account': 'account:3.3/return-to-practice',
    '5.6 rating': 'rating:5.6',
    '5.6 account': 'account:5.6',
    '5.6 If not applicable, why?': 'reason:5.6',
    '5.6 since last year': 'action:5.6',
    'Evidence files': 'evidence',
    'Signed by': 'declared-by',
    'Date signed': 'declared-on',
  });
});

describe('one heading', () => {
  test.each<[heading: string, values: readonly string[], field: string | undefined]>([
    ['1.1', ['Met', 'Not met'], 'rating:1.1'],
    ['1.1', ['We have had a policy of our own for all of our sites since the summer.'], 'account:1.1'],
    ['1.1', ['yes'], undefined],
    ['Standard 1.1', ['2', '0'], 'rating:1.1'],
    ['3.3 return to practice', ['Met'], 'rating:3.3/return-to-practice'],
    ['3.3 retrun to practise', ['Met'], 'rating:3.3/return-to-practice'],
    ['3.3 (Return-to-practice) – Please explain', [], 'account:3.3/return-to-practice'],
    ['3.3', ['Met'], undefined],
    ['3.3 rating: newly registered and return to practice', [], undefined],
    ['5.5 rating', ['Met'], undefined],
    ['9.9 rating', ['Met'], undefined],
    ['1.1 and 1.2 rating', ['Met'], undefined],
    ['11.1 rating', ['Met'], undefined],
    ['1.1 raitng', [], 'rating:1.1'],
    ['1.1 rating (Not met, Partly met, Met, Not applicable)', [], 'rating:1.1'],
    ['1.1 Account of your rating', [], 'account:1.1'],
    ['1.1 Upload your files', [], 'evidence:1.1'],
    ['The organisation does what 1.2 says. Rating', [], 'rating:1.2'],
    ['ORGANISATION', [], 'organisation'],
    ['Organistion', [], 'organisation'],
    ['Which of these are you?', ['Riverbend Community Trust'], 'organisation'],
    ['Which of these are you?', ['riverbend'], 'code'],
    ['Which of these are you?', ['Anybody'], undefined],
    ['ODS code', ['ZZ1'], 'code'],
    ['Email address', [], 'contact-email'],
    ['Transitions [Return to practice]', ['Yes', 'No'], 'transition:return-to-practice'],
    ['Return to practice', ['12 people'], undefined],
    ['Is this submission true, and agreed by the organisation?', ['Yes'], 'declaration'],
    ['Colour of the door', ['Green'], undefined],
    ['=HYPERLINK("https://example.org","1.1 rating")', [], 'rating:1.1'],
  ])('‘%s’ over %j is %s', async (heading, values, field) => {
    expect(await alone(heading, ...values)).toBe(field);
  });
});

test('of two columns for one thing the likelier is it; of two alike neither is, and evidence may be in several', async () => {
  const fields = await proposed([
    ['Name', 'Contact name', '1.1 rating', '1.1 Rating', '1.1 evidence', '1.1 file', 'Email', 'Email'],
    ['a', 'b', 'Met', 'Met', 'x.pdf', 'y.pdf', 'a@example.org', 'b@example.org'],
  ]);
  expect(fields).toEqual({
    Name: undefined,
    'Contact name': 'contact-name',
    '1.1 rating': undefined,
    '1.1 Rating #2': undefined,
    '1.1 evidence': 'evidence:1.1',
    '1.1 file': 'evidence:1.1',
    Email: undefined,
    'Email #2': undefined,
  });
});

test('a standard is known by its wording where the heading has no number', async () => {
  const first = set.sections[0];
  if (first === undefined) throw new Error('The set is empty.');
  const [one, two] = ['The moon is looked at on every Tuesday.', 'Kettles are kept out of the corridor.'];
  const fictional = StandardSet.parse({
    ...set,
    sections: [
      {
        ...first,
        standards: first.standards.map((each, at) => ({ ...each, wording: at === 0 ? one : two })),
      },
    ],
  });
  const column = (heading: string, at: number) => ({
    column: at,
    heading,
    nth: 1,
    values: ['Met'],
    filled: 1,
  });
  const headings = [`${one} Your rating`, 'Kettles are kept out of the coridor', 'The moon is looked at'];
  const fields = propose(headings.map(column), fictional, []);
  expect(headings.map((heading) => fields.get(columnKey({ heading, nth: 1 })))).toEqual([
    'rating:1.1',
    'rating:1.2',
    undefined,
  ]);
});

test('shuffling the columns never changes what is mapped', async () => {
  const grid = gridOf([
    { ...riverbend, Email: 'a@example.org', '1.1': 'Met', Sites: 'Two', Organisation: 'Riverbend' },
    hillside,
  ]);
  const expected = await proposed(grid);
  const places = [...(grid[0] ?? []).keys()];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(places, { minLength: places.length }), async (order) => {
      const shuffled = grid.map((row) => order.map((place) => row[place] ?? ''));
      expect(await proposed(shuffled)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test.each<[string, ReturnType<typeof ratingSaid>]>([
  ['Met', 2],
  ['partly  MET.', 1],
  ['2', 2],
  ['2 – Met', 2],
  ['2 - Not met', undefined],
  ['Met (all of it)', 2],
  ['Partly met: some sites', 1],
  ['Not met', 0],
  ['n/a', 'not-applicable'],
  ['Not applicable', 'not-applicable'],
  ['Green', undefined],
  ['Almost met', undefined],
  ['7', undefined],
  ['', undefined],
])('the rating ‘%s’ says %s', (words, means) => {
  expect(ratingSaid(set, words)).toBe(means);
});
