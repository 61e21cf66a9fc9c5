import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startParser } from '../../../electron/core/parsing.ts';
import { loadJson, loadStandardSet, loadWorkbook } from '../../../electron/core/standards/load.ts';
import { writeStandardsWorkbook } from '../../../electron/core/standards/workbook.ts';
import { parseWorkbook } from '../../../electron/parsers/workbook.ts';
import { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { PlainCell, PlainWorkbook } from '../../../shared/domain/workbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'award-standards-'));
const parser = startParser();
afterAll(() => {
  parser.close();
  rmSync(folder, { recursive: true, force: true });
});

const sampleFile = resolve(import.meta.dirname, '../../../resources/standards/sample.json');
const sampleText = readFileSync(sampleFile, 'utf8');
const sample = StandardSet.parse(JSON.parse(sampleText));

/** The sample with everything in it that a set may leave out. */
const full: StandardSet = StandardSet.parse({
  ...sample,
  previousSet: 'sample-2025',
  rule: { ...sample.rule, sectionThreshold: 6650, transitionsCountAs: 'mean' },
  validity: { kind: 'until', lastDay: '2028-03-31' },
  listedWithOpenConditions: true,
  reason: { whenDifferentFromSelfRating: false },
});

async function plain(set: StandardSet): Promise<PlainWorkbook> {
  const read = await parseWorkbook(await writeStandardsWorkbook(set), 'set.xlsx');
  if (!read.ok) throw new Error(`The workbook of the set could not be read: ${read.reason}`);
  return read.workbook;
}

/** The same workbook with one cell that says something else. */
function withCell(
  workbook: PlainWorkbook,
  sheet: string,
  row: number,
  column: number,
  value: PlainCell['value'] | undefined,
): PlainWorkbook {
  return {
    ...workbook,
    sheets: workbook.sheets.map((one) =>
      one.name === sheet
        ? {
            ...one,
            rows: one.rows.map((line) =>
              line.row === row
                ? {
                    row,
                    cells: [
                      ...line.cells.filter((cell) => cell.column !== column),
                      ...(value === undefined ? [] : [{ column, value }]),
                    ].sort((a, b) => a.column - b.column),
                  }
                : line,
            ),
          }
        : one,
    ),
  };
}

describe('a set as a workbook', () => {
  test.each([
    ['the shipped sample', sample],
    ['one that uses everything a set may hold', full],
    [
      'one valid until the results of a round',
      StandardSet.parse({ ...sample, validity: { kind: 'results-of-round', year: 2028 } }),
    ],
  ])('%s comes back as it was', async (_, set) => {
    const file = join(folder, 'set.xlsx');
    writeFileSync(file, await writeStandardsWorkbook(set));
    expect(await loadStandardSet({ path: 'set.xlsx', file }, parser)).toEqual({ set, problems: [] });
  });

  test.each<[string, string, number, number, PlainCell['value'] | undefined, string, string]>([
    ['a wording left out', 'Standards', 2, 2, undefined, 'Standards, B2', 'Nothing stands here. Write it.'],
    [
      'mandatory as a guess',
      'Standards',
      3,
      4,
      'perhaps',
      'Standards, D3',
      '‘perhaps’ cannot stand here. Use Yes or No.',
    ],
    [
      'a weight in words',
      'Standards',
      4,
      5,
      'two',
      'Standards, E4',
      '‘two’ cannot stand here. Write a whole number.',
    ],
    [
      'a number of no form',
      'Standards',
      2,
      1,
      '1.x',
      'Standards, A2',
      '‘1.x’ is not written as it has to be. Write section, dot, standard, as in 3.3.',
    ],
    [
      'a lineage that is none',
      'Standards',
      2,
      7,
      'Altered',
      'Standards, G2',
      '‘Altered’ is not known. Use As national, Adjusted, Removed or Added.',
    ],
    [
      'a threshold as a fraction',
      'Award rule',
      2,
      2,
      0.8,
      'Award rule, B2',
      '‘0.8’ cannot stand here. Write a percentage, as in 80%.',
    ],
    [
      'an outcome that is none',
      'Award rule',
      5,
      2,
      'Given',
      'Award rule, B5',
      '‘Given’ is not known. Use Awarded, Awarded when conditions are met or Not awarded.',
    ],
    [
      'an id with a space',
      'About',
      1,
      2,
      'the sample',
      'About, B1',
      '‘the sample’ is not written as it has to be. Use small letters, digits and dashes.',
    ],
    [
      'a time that is none',
      'Award rule',
      10,
      2,
      'a while',
      'Award rule, B10',
      '‘a while’ cannot stand here. Use “2 years”, “until 2028-03-31” or “until the results of 2028”.',
    ],
  ])('%s is told at its cell', async (_, sheet, row, column, value, at, sentence) => {
    const { set, problems } = loadWorkbook(withCell(await plain(sample), sheet, row, column, value));
    expect(set).toBeUndefined();
    expect(problems).toContainEqual({ sentence, place: { kind: 'cell', at } });
  });

  test('what is amiss beyond a cell is told too: two standards of one number', async () => {
    const { set, problems } = loadWorkbook(withCell(await plain(sample), 'Standards', 3, 1, '1.1'));
    expect(set).toBeUndefined();
    expect(problems.map(({ sentence }) => sentence).join(' ')).toMatch(/1\.1/);
  });

  test('a workbook of something else is told as lacking what a set needs, and nothing is made up', () => {
    const { set, problems } = loadWorkbook({ kind: 'xlsx', sheets: [], enclosed: [] });
    expect(set).toBeUndefined();
    expect(problems.length).toBeGreaterThan(3);
    expect(problems).toContainEqual({
      sentence: 'There is not one row. Write at least 1.',
      place: { kind: 'cell', at: 'The sheet for sections' },
    });
  });
});

describe('a set as JSON', () => {
  test('the shipped sample has nothing wrong with it', async () => {
    expect(await loadStandardSet({ path: 'sample.json', file: sampleFile })).toEqual({
      set: sample,
      problems: [],
    });
  });

  test('problems are told by field, counted as a person counts', () => {
    const broken = JSON.parse(sampleText);
    broken.sections[2].standards[1].weight = 0;
    expect(loadJson(JSON.stringify(broken), 'set.json').problems).toEqual([
      {
        sentence: '‘0’ is too small. The least is 1.',
        place: { kind: 'field', at: 'sections 3, standards 2, weight' },
      },
    ]);
  });

  test('a file that is not JSON says so', () => {
    expect(loadJson('{"format": ', 'set.json').problems).toEqual([
      { sentence: expect.stringMatching(/^The file is not JSON\./), place: { kind: 'file', at: 'set.json' } },
    ]);
  });
});

test('a file that is neither says so', async () => {
  const file = join(folder, 'set.xlsx');
  writeFileSync(file, 'PK\u0003\u0004 and then nothing that a zip would hold');
  const { set, problems } = await loadStandardSet({ path: 'set.xlsx', file }, parser);
  expect(set).toBeUndefined();
  expect(problems).toEqual([
    {
      sentence: expect.stringMatching(/^The workbook ends too early/),
      place: { kind: 'file', at: 'set.xlsx' },
    },
  ]);
});
