import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { set } from '../core/intake/delivery.ts';
import { riverbend } from '../core/intake/wide-delivery.ts';
import { awardHere } from '../support/award.ts';
import { csvOf, gridOf } from '../support/grids.ts';

/** A forms service's export by the command line: mapped once, and read again by the mapping that was kept. */

const folder = mkdtempSync(join(tmpdir(), 'award-wide-'));
const desk = join(folder, 'desk');
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const say = (...args: readonly string[]) => awardHere(...args, '--data', desk);

function write(name: string, content: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const exported = (name: string, more: Readonly<Record<string, string>> = {}) =>
  write(name, csvOf(gridOf([{ ...riverbend, ...more }])));

beforeAll(async () => {
  await say('standards', 'load', write('standards.json', JSON.stringify({ ...set, sample: false })));
  await say(
    ...['round', 'open', '--year', '2020', '--standards', 'small'],
    ...['--administrator', 'Sam Adeyemi', '--closes', '2020-03-31 12:00'],
  );
  const organisation = {
    name: 'Riverbend Community Trust',
    odsCode: 'ZZ1',
    contactName: '',
    contactEmail: '',
  };
  await say('call', 'organisations.register', JSON.stringify(organisation));
}, 60_000);

test('a table of many organisations is asked about once', async () => {
  const table = exported('forms/export.csv');
  const asked = await say('import', table);
  expect(asked).toMatchObject({ code: 1, out: '' });
  expect(asked.error).toMatch(
    /^It is not known what the columns of ‘export\.csv’ are\. Write .*--mapping-out/,
  );
  const mapping = join(folder, 'mappings', 'forms.json');
  const proposed = await say('import', table, '--mapping-out', mapping);
  expect(proposed).toMatchObject({ code: 0, error: '' });
  expect(proposed.out).toMatch(/^B +Organisation name +Organisation’s name +Riverbend Community Trust$/m);
  const wrong = readFileSync(mapping, 'utf8').replace('"contact-name"', '"organisation"');
  const refused = await say('import', table, '--mapping', write('wrong.json', wrong));
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.error).toContain('\n  Columns B and C are both ‘Organisation’s name’. Keep one of them.');
  for (const broken of ['{', '{"format":"other"}'])
    expect(await say('import', table, '--mapping', write('broken.json', broken))).toMatchObject({
      code: 1,
      error: expect.stringContaining('--mapping-out'),
    });
  const rehearsed = await say('import', table, '--mapping', mapping, '--rehearse', '--json');
  expect(JSON.parse(rehearsed.out)).toMatchObject({
    tables: [{ name: 'export', state: 'mapped' }],
    organisations: [{ organisation: 'ZZ1', verdict: 'has-problems', versionNumber: 1 }],
  });
  const next = exported('forms/next.csv', { '1.2 Your account': 'More of it.' });
  const taken = await say('import', next, '--accept-gaps', '--late-reason', 'The form closed late.');
  expect(taken).toMatchObject({ code: 0, error: '' });
  expect(taken.out).toMatch(/^next: 1 row, read by the mapping of \d+ \w+ \d{4}$/m);
  expect(taken.out).toContain('Riverbend Community Trust: taken in as version 1');
  expect(taken.out).toMatch(/^ {2}Gap +next, row 2, column K: E1 names ‘policy\.pdf’/m);
});

test('a table that is none is taken for evidence where that is said', async () => {
  const { code, out } = await say(
    'import',
    exported('other/rota.csv'),
    '--no-tables',
    '--rehearse',
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ tables: [], organisations: [], unplaced: ['rota.csv'] });
});

test('changed headings say which columns are new and which are gone', async () => {
  const { '1.2 Evidence': _gone, ...rest } = riverbend;
  const changed = write('forms/changed.csv', csvOf(gridOf([{ ...rest, 'Anything else?': 'No' }])));
  const { code, error } = await say('import', changed);
  expect(code).toBe(1);
  expect(error).toContain('New since it was mapped: ‘Anything else?’. Gone since then: ‘1.2 Evidence’.');
});
