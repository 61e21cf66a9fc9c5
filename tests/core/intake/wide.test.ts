import { describe, expect, test } from 'vitest';
import type { Rehearsal } from '../../../shared/domain/intake.ts';
import { checkMapping, mappingOf, type RehearsedTable } from '../../../shared/domain/wide-table.ts';
import { type Answers, csvOf, gridOf, xlsxOf } from '../../support/grids.ts';
import { folderOf, inTime, rehearsalOf } from './delivery.ts';
import { hillside, mappedAt, rehearsedAsProposed, riverbend, tableOf } from './wide-delivery.ts';

const csv = (...rows: readonly Answers[]) => csvOf(gridOf(rows));
const NAME = 'Forms export.csv';
const files = {
  'riverbend/policy.pdf': 'the policy',
  'Riverbend_Community-Trust/tracker.pdf': 'the tracker',
};

function problemsOf({ organisations }: Rehearsal, name = 'Riverbend Community Trust') {
  const one = organisations.find((each) => each.name === name);
  return one?.problems.map(({ severity, place, sentence }) => `${severity} | ${place.at} | ${sentence}`);
}

/** Only the first row, with that changed. */
const oneRow = (more: Answers, beside: Record<string, string> = files) =>
  rehearsedAsProposed({ [NAME]: csv({ ...riverbend, ...more }), ...beside });

test('a table that nobody has mapped asks what its columns are, and reads none of its rows', async () => {
  const rehearsal = await rehearsalOf({ [NAME]: csv(riverbend, hillside), ...files });
  expect(rehearsal).toMatchObject({ organisations: [], replies: [] });
  expect(rehearsal.unplaced).toEqual(Object.keys(files));
  const table = tableOf(rehearsal);
  expect(table).toMatchObject({
    path: NAME,
    name: 'Forms export',
    rows: 2,
    state: 'needs-mapping',
    gone: [],
  });
  expect(table.keptAt).toBeUndefined();
  expect(table.columns[1]).toEqual({
    column: 2,
    heading: 'Organisation name',
    nth: 1,
    samples: ['Riverbend Community Trust', 'hillside hospitals'],
    filled: 2,
    field: 'organisation',
    isNew: false,
  });
  expect(table.items.map(({ name }) => name)).toContain('3.3 for Return to practice');
});

test.each([
  ['CSV', async (rows: readonly Answers[]) => ({ [NAME]: csv(...rows) })],
  ['xlsx', async (rows: readonly Answers[]) => ({ 'Forms export.xlsx': await xlsxOf(gridOf(rows)) })],
] as const)('as %s every row is read as a submission workbook is', async (_, delivery) => {
  const rehearsal = await rehearsedAsProposed({ ...(await delivery([riverbend, hillside])), ...files });
  expect(rehearsal.unplaced).toEqual([]);
  expect(tableOf(rehearsal)).toMatchObject({ state: 'mapped', keptAt: mappedAt });
  expect(rehearsal.organisations.map(({ organisation, verdict }) => [organisation, verdict])).toEqual([
    ['riverbend', 'ready'],
    ['hillside', 'ready'],
  ]);
  expect(problemsOf(rehearsal)).toEqual([]);
  expect(rehearsal.organisations[0]?.content).toEqual({
    transitions: ['newly-registered'],
    professions: ['Dietitians', 'Physiotherapists'],
    covers: 'Riverbend Hospital',
    contact: { name: 'The lead', role: 'Preceptorship lead', email: 'lead@example.org' },
    declaredBy: 'A director, 6 March 2026',
    responses: [
      {
        item: '1.1',
        selfRating: { kind: 'level', level: 2 },
        account: 'We do what 1.1 says.',
        reason: '',
        action: '',
        references: [{ ref: 'E1', pages: 'p. 4', firstPage: 4 }],
      },
      {
        item: '1.2',
        selfRating: { kind: 'level', level: 1 },
        account: 'We do some of it.',
        reason: '',
        action: '',
        references: [],
      },
      {
        item: '3.3/newly-registered',
        selfRating: { kind: 'level', level: 2 },
        account: 'We begin with them.',
        reason: '',
        action: '',
        references: [],
      },
      {
        item: '5.6',
        selfRating: { kind: 'not-applicable' },
        account: '',
        reason: 'We have none.',
        action: 'We looked again.',
        references: [],
      },
    ],
    evidence: [
      expect.objectContaining({ ref: 'E7', name: 'tracker.pdf' }),
      expect.objectContaining({ ref: 'E1', name: 'policy.pdf' }),
    ],
    gaps: [],
  });
  expect(rehearsal.organisations[0]?.files.map(({ ref, path }) => [ref, path])).toEqual([
    ['E7', 'Riverbend_Community-Trust/tracker.pdf'],
    ['E1', 'riverbend/policy.pdf'],
  ]);
});

describe('problems stand in the table, by row and column', () => {
  test.each<[string, Answers, string]>([
    [
      'a rating off the scale',
      { '1.1 Your rating': 'Mett' },
      'gap | Forms export, row 2, column I | The rating ‘Mett’ is not on the scale. It may mean Met. Use Not met, Partly met or Met.',
    ],
    ['no rating', { '1.2 Your rating': '' }, 'gap | Forms export, row 2, column L | 1.2 has no rating.'],
    [
      'nothing for a mandatory standard',
      { '1.1 Your rating': '', '1.1 Your account': '', '1.1 Evidence': '' },
      'gap | Forms export, row 2, column I | 1.1 is mandatory and was left empty.',
    ],
    ['no account', { '1.2 Your account': '' }, 'gap | Forms export, row 2, column M | 1.2 has no account.'],
    [
      'not applicable without a reason',
      { '5.6 If not applicable, why?': '' },
      'gap | Forms export, row 2, column U | 5.6 is said to be not applicable, without a reason. Ask why it does not apply.',
    ],
    [
      'a transition that there is not',
      { 'Transitions offered': 'Newly registered;Return to practise' },
      'note | Forms export, row 2, column H | ‘Return to practise’ is none of the transitions. It may be Return to practice. It was read as not said.',
    ],
    [
      'a file that did not come',
      { '1.2 Evidence': 'rota.pdf' },
      'gap | Forms export, row 2, column N | E2 names ‘rota.pdf’, and no such file came. Ask for it.',
    ],
    [
      'a reference to nothing',
      { '1.2 Evidence': 'E9 p. 2' },
      'gap | Forms export, row 2, column N | E9 is not the name of a file that came. Ask which file it is.',
    ],
    [
      'evidence that is neither',
      { '1.2 Evidence': 'see above' },
      'note | Forms export, row 2, column N | ‘see above’ names no file and no reference. What names none is left out.',
    ],
    [
      'an address without a file',
      { '1.2 Evidence': 'https://example.org/sites/all' },
      'note | Forms export, row 2, column N | The cell links to ‘https://example.org/sites/all’, which names no file. What lies there was not fetched and is not received.',
    ],
    [
      'one reference for two files',
      { '1.2 Evidence': 'E7 policy.pdf', '1.1 Evidence': '' },
      'refusal | Forms export, row 2, column N | E7 stands for both ‘tracker.pdf’ and ‘policy.pdf’. Give each file its own reference.',
    ],
    [
      'nobody who stands by it',
      { 'Signed by': '' },
      'gap | Forms export, row 2, column X | Nobody has signed the declaration. Ask who stands by the submission.',
    ],
    [
      'an account past what is kept',
      { '1.2 Your account': 'x'.repeat(30_001) },
      'refusal | Forms export, row 2, column M | The account has 30,001 characters, and the most is 30,000. Ask for it to be shortened, or sent as evidence.',
    ],
  ])('%s', async (_, more, problem) => {
    expect(problemsOf(await oneRow(more))).toContain(problem);
  });

  test('an organisation that the round does not have, a row of nobody, and one that is there twice', async () => {
    const rehearsal = await rehearsedAsProposed({
      [NAME]: csv(
        riverbend,
        { ...riverbend, 'Organisation name': 'Hillside Hospital' },
        { ...riverbend, 'Organisation name': '' },
        riverbend,
      ),
    });
    expect(rehearsal.organisations.map(({ verdict }) => verdict)).toEqual(Array(4).fill('refused'));
    expect(problemsOf(rehearsal, 'Hillside Hospital')).toContain(
      'refusal | Forms export, row 3, column B | ‘Hillside Hospital’ is not an organisation in this round. It may be Hillside Hospitals.',
    );
    expect(problemsOf(rehearsal, 'Forms export.csv, row 4')).toContain(
      'refusal | Forms export, row 4, column B | The row does not say which organisation it is from. Write its name or code there, or choose the column that has it.',
    );
    expect(problemsOf(rehearsal)?.[0]).toContain(
      'is there more than once: ‘Forms export.csv, row 2’ and ‘Forms export.csv, row 5’. Take the row that does not count out of the table',
    );
  });
});

describe('evidence', () => {
  const evidenceOf = (rehearsal: Rehearsal, at = 0) =>
    rehearsal.organisations[at]?.files.map(({ ref, path }) => `${ref} ${path}`);

  test('is matched by reference where a file is called after it, and by the end of an address', async () => {
    const rehearsal = await oneRow(
      {
        '1.1 Evidence': 'E4 p. 2; E40',
        '1.2 Evidence':
          'https://example.org/up/The%20rota_A%20Person.pdf; https://example.org/x?file=plan.pdf',
        'Evidence files': '',
      },
      {
        'riverbend/E04 board.pdf': 'the board',
        'riverbend/The rota_A Person.pdf': 'the rota',
        'riverbend/plan.pdf': 'the plan',
      },
    );
    expect(evidenceOf(rehearsal)).toEqual([
      'E1 riverbend/The rota_A Person.pdf',
      'E2 riverbend/plan.pdf',
      'E4 riverbend/E04 board.pdf',
    ]);
    expect(rehearsal.organisations[0]?.content?.responses.map(({ references }) => references)).toMatchObject([
      [{ ref: 'E4', pages: 'p. 2' }, { ref: 'E40' }],
      [{ ref: 'E1' }, { ref: 'E2' }],
      [],
      [],
    ]);
  });

  test('in no folder is whose row names it, and nobody’s where two rows do', async () => {
    const rehearsal = await rehearsedAsProposed({
      [NAME]: csv(riverbend, { ...hillside, '1.1 Evidence': 'policy.pdf; rota.pdf' }),
      'files/policy.pdf': 'whose?',
      'files/rota.pdf': 'the rota',
      'files/tracker.pdf': 'the tracker',
      'files/other.pdf': 'another',
    });
    expect(evidenceOf(rehearsal, 0)).toEqual(['E7 files/tracker.pdf']);
    expect(evidenceOf(rehearsal, 1)).toEqual(['E2 files/rota.pdf']);
    expect(rehearsal.unplaced).toEqual(['files/policy.pdf', 'files/other.pdf']);
    for (const name of ['Riverbend Community Trust', 'Hillside Hospitals'])
      expect(problemsOf(rehearsal, name)).toContain(
        'note | files/policy.pdf | Several organisations name this file, and it lies in no organisation’s folder. Put it into a folder called after whose it is, and choose everything again.',
      );
  });

  test('in another’s folder is never taken, though a row names it', async () => {
    const rehearsal = await rehearsedAsProposed({
      [NAME]: csv(riverbend, hillside),
      'hillside/policy.pdf': 'theirs',
    });
    expect(evidenceOf(rehearsal, 0)).toEqual([]);
    expect(evidenceOf(rehearsal, 1)).toEqual(['U1 hillside/policy.pdf']);
    expect(problemsOf(rehearsal, 'Hillside Hospitals')).toContain(
      'gap | hillside/policy.pdf | ‘policy.pdf’ came and is not named in its row. It would be taken in as U1. Ask what it shows.',
    );
  });

  test('in a folder that the table lies in itself is not whose the folder is called after', async () => {
    const rehearsal = await rehearsedAsProposed({
      [`Riverbend Community Trust/${NAME}`]: csv(riverbend, { ...hillside, '1.1 Evidence': 'rota.pdf' }),
      'Riverbend Community Trust/uploads/rota.pdf': 'the rota',
      'Riverbend Community Trust/uploads/other.pdf': 'another',
    });
    expect(evidenceOf(rehearsal, 0)).toEqual([]);
    expect(evidenceOf(rehearsal, 1)).toEqual(['E1 Riverbend Community Trust/uploads/rota.pdf']);
    expect(rehearsal.unplaced).toEqual(['Riverbend Community Trust/uploads/other.pdf']);
  });

  test('beside a submission workbook stays with it', async () => {
    const rehearsal = await rehearsedAsProposed({
      [NAME]: csv({ ...hillside, '1.1 Evidence': 'policy.pdf' }),
      ...(await folderOf()),
    });
    expect(rehearsal.organisations.map(({ key, verdict, files: own }) => [key, verdict, own.length])).toEqual(
      [
        ['Forms export.csv, row 2', 'has-problems', 0],
        ['riverbend/submission.xlsx', 'ready', 2],
      ],
    );
  });

  test('that lies loose beside a form and a table is the form’s where it alone names it, and nobody’s where a row does too', async () => {
    const filesOf = async (named: string) => {
      const rehearsal = await rehearsedAsProposed({
        [NAME]: csv({ ...hillside, '1.1 Evidence': named }),
        ...Object.fromEntries(
          Object.entries(await folderOf()).map(([path, content]) => [path.split('/').at(-1), content]),
        ),
      });
      return [rehearsal.organisations.map(({ key, files: own }) => [key, own.length]), rehearsal.unplaced];
    };
    expect(await filesOf('other.pdf')).toEqual([
      [
        ['Forms export.csv, row 2', 0],
        ['submission.xlsx', 2],
      ],
      [],
    ]);
    expect(await filesOf('policy.pdf')).toEqual([
      [
        ['Forms export.csv, row 2', 0],
        ['submission.xlsx', 1],
      ],
      ['policy.pdf'],
    ]);
  });
});

describe('a mapping that was kept', () => {
  const kept = async () => {
    const mapping = mappingOf(tableOf(await rehearsalOf({ [NAME]: csv(riverbend) })));
    return { mappings: [{ at: mappedAt, mapping }] };
  };

  test('reads next week’s export, whatever it is called and however its columns are ordered', async () => {
    const reversed = gridOf([riverbend, hillside]).map((row) => row.toReversed());
    const rehearsal = await rehearsalOf({ 'next week.csv': csvOf(reversed), ...files }, await kept());
    expect(tableOf(rehearsal)).toMatchObject({ state: 'mapped', keptAt: mappedAt, gone: [] });
    expect(rehearsal.organisations.map(({ verdict }) => verdict)).toEqual(['ready', 'ready']);
    const ordered = await rehearsedAsProposed({ [NAME]: csv(riverbend, hillside), ...files });
    expect(rehearsal.organisations.map(({ content }) => content)).toEqual(
      ordered.organisations.map(({ content }) => content),
    );
  });

  test('says which columns are new and which are gone, and begins from what was said before', async () => {
    const { 'Sites covered': _gone, ...rest } = riverbend;
    const rehearsal = await rehearsalOf(
      { [NAME]: csv({ ...rest, '3.3 return to practice: evidence': 'x.pdf', 'Who are you?': 'A' }) },
      await kept(),
    );
    const table = tableOf(rehearsal);
    expect(table).toMatchObject({ state: 'needs-mapping', keptAt: mappedAt, gone: ['Sites covered'] });
    expect(table.columns.filter(({ isNew }) => isNew).map(({ heading, field }) => [heading, field])).toEqual([
      ['3.3 return to practice: evidence', 'evidence:3.3/return-to-practice'],
      ['Who are you?', null],
    ]);
  });

  test('is not for a table that shares less than half of what was mapped', async () => {
    const others = Object.fromEntries(
      Object.entries(riverbend).map(([heading, words], at) => [
        at < 15 && at > 1 ? `${heading} (b)` : heading,
        words,
      ]),
    );
    const table = tableOf(await rehearsalOf({ [NAME]: csv(others) }, await kept()));
    expect(table.keptAt).toBeUndefined();
    expect(table.columns.some(({ isNew }) => isNew)).toBe(false);
  });

  test('gives words that are no level their meaning, and offers the level that they may mean', async () => {
    const odd = { ...riverbend, '1.1 Your rating': 'Green', '1.2 Your rating': 'Parly met' };
    const first = tableOf(await rehearsalOf({ [NAME]: csv(odd) }));
    expect(first.ratings).toEqual([
      { words: 'Green', times: 1, means: null },
      { words: 'Parly met', times: 1, means: null, near: 'Partly met' },
    ]);
    const rehearsal = await rehearsedAsProposed({ [NAME]: csv(odd), ...files }, {}, (table) => ({
      ...table,
      ratings: table.ratings.map((one) => ({ ...one, means: one.words === 'Green' ? 2 : one.means })),
    }));
    expect(rehearsal.organisations[0]?.content?.responses[0]?.selfRating).toEqual({
      kind: 'level',
      level: 2,
    });
    expect(problemsOf(rehearsal)).toEqual([
      'gap | Forms export, row 2, column L | The rating ‘Parly met’ is not on the scale. It may mean Partly met. Use Not met, Partly met or Met.',
    ]);
  });
});

test.each<
  [string, (columns: RehearsedTable['columns']) => RehearsedTable['columns'], [number | undefined, string][]]
>([
  ['nothing changed', (columns) => columns, []],
  [
    'one field twice',
    (columns) => columns.map((each) => (each.column === 3 ? { ...each, field: 'organisation' } : each)),
    [[3, 'Columns B and C are both ‘Organisation’s name’. Keep one of them.']],
  ],
  [
    'what is no field',
    (columns) => columns.map((each) => (each.column === 3 ? { ...each, field: 'rating:9.9' } : each)),
    [[3, 'Column C is mapped to ‘rating:9.9’, which this round’s standards do not have. Choose what it is.']],
  ],
  [
    'nothing chosen',
    (columns) => columns.map((each) => ({ ...each, field: null })),
    [
      [undefined, 'Choose the column with the organisation’s name or its code.'],
      [undefined, 'Choose at least one column that answers a standard.'],
    ],
  ],
  [
    'another table’s heading',
    (columns) => [
      ...columns,
      { column: 99, heading: 'Elsewhere', nth: 1, samples: [], filled: 0, field: 'covers', isNew: false },
    ],
    [[undefined, '‘Elsewhere’ is not a heading of Forms export. Leave it out.']],
  ],
])('a mapping with %s', async (_, change, problems) => {
  const table = tableOf(await rehearsalOf({ [NAME]: csv(riverbend) }));
  const mapping = mappingOf({ ...table, columns: change(table.columns) });
  expect(checkMapping(mapping, table).map(({ column, sentence }) => [column, sentence])).toEqual(problems);
});

test('what looks like a formula, a script or a mark of our own is plain text', async () => {
  const hostile = [
    '=HYPERLINK("https://example.org","x")',
    '<script>alert(1)</script>',
    '+1+cmd|/c calc',
    "'; DROP TABLE response; --",
    '{{constructor}} %s __proto__',
  ].join('\n');
  const rehearsal = await oneRow({
    '1.1 Your account': hostile,
    'Contact name': '=1+1',
    'Sites covered': '__proto__',
    '__proto__ note': 'x',
  });
  const content = rehearsal.organisations[0]?.content;
  expect(content?.responses[0]?.account).toBe(hostile);
  expect(content?.contact.name).toBe('=1+1');
  expect(content?.covers).toBe('__proto__');
  expect(rehearsal.organisations[0]?.verdict).toBe('ready');
});

test('a tracker, a rota and a small list are evidence, and nobody is asked about them', async () => {
  const grid = (rows: string[][]) => csvOf(rows);
  const rehearsal = await rehearsalOf({
    ...(await folderOf()),
    'riverbend/evidence/rota.csv': grid([
      ['Name', 'Role', 'Start', 'End', 'Organisation'],
      ['A', 'B', '1', '2', 'Riverbend Community Trust'],
    ]),
    'riverbend/evidence/scores.csv': grid([
      ['Person', '1.1', '1.2', '3.3'],
      ['A', 'Met', 'Met', 'Met'],
    ]),
  });
  expect(rehearsal.tables).toEqual([]);
  expect(rehearsal.organisations[0]?.files).toHaveLength(4);
});

test('a table that lies with a form is its evidence where it is of one organisation, and a table where it is of two', async () => {
  const forms = await folderOf();
  const own = await rehearsalOf({ ...forms, 'riverbend/evidence/sites.csv': csv(riverbend) });
  expect(own.tables).toEqual([]);
  expect(own.organisations[0]?.files.map(({ path }) => path)).toContain('riverbend/evidence/sites.csv');
  const both = await rehearsalOf({ ...forms, 'riverbend/evidence/sites.csv': csv(riverbend, hillside) });
  expect(both.tables.map(({ path }) => path)).toEqual(['riverbend/evidence/sites.csv']);
  const said = await rehearsalOf(
    { ...forms, 'riverbend/evidence/sites.csv': csv(riverbend, hillside) },
    { noTables: new Set(['riverbend/evidence/sites.csv']) },
  );
  expect(said.tables).toEqual([]);
  expect(said.organisations[0]?.files).toHaveLength(3);
});

test('hidden sheets, other sheets and columns that are not used are said of the table', async () => {
  const rehearsal = await rehearsedAsProposed({ [NAME]: csv(riverbend, hillside) });
  expect(tableOf(rehearsal).problems).toEqual([
    {
      severity: 'note',
      place: { kind: 'cell', at: 'Forms export' },
      sentence: '1 column is not used, and what stands there is left out: ‘Start time’ (A).',
    },
  ]);
});

test('400 columns by 200 rows are read within the limits, each row as a submission', async () => {
  const rows = Array.from({ length: 200 }, (_, at): Answers => {
    const wide = Object.fromEntries(
      Array.from({ length: 375 }, (__, column) => [`Question ${column}`, `Answer ${column} of row ${at}`]),
    );
    return { ...riverbend, 'Organisation name': `Trust number ${at}`, ...wide };
  });
  const organisations = rows.map((_, at) => ({ id: `t${at}`, name: `Trust number ${at}` }));
  const delivery = { 'Forms export.xlsx': await xlsxOf(gridOf(rows)) };
  const rehearsal = await rehearsedAsProposed(delivery, { organisations, receivedAt: inTime });
  expect(tableOf(rehearsal)).toMatchObject({ rows: 200, state: 'mapped' });
  expect(tableOf(rehearsal).columns).toHaveLength(400);
  expect(new Set(rehearsal.organisations.map(({ organisation }) => organisation)).size).toBe(200);
  expect(rehearsal.organisations.every(({ content }) => content?.responses.length === 4)).toBe(true);
});
