import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gridOf, xlsxOf } from '../../support/grids.ts';
import { files, form, rehearsalOf } from './delivery.ts';
import { workbook as questions, rehearsalOfReply } from './reply-delivery.ts';
import { hillside, rehearsedAsProposed, riverbend } from './wide-delivery.ts';

const version = spawnSync('soffice', ['--version'], { encoding: 'utf8' });
const here = version.status === 0;
const folder = mkdtempSync(join(tmpdir(), 'award-libreoffice-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every sheet into a file of its own: https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html */
const everySheet = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

describe.skipIf(!here)(
  `the form as LibreOffice saves it${here ? '' : ' (soffice is not on this machine)'}`,
  () => {
    beforeAll(async () => {
      writeFileSync(join(folder, 'submission.xlsx'), await form());
      writeFileSync(join(folder, 'questions.xlsx'), await questions());
      writeFileSync(join(folder, 'wide.xlsx'), await xlsxOf(gridOf([riverbend, hillside])));
    });

    /** Opens the workbook in LibreOffice and saves it as that; the files by name. */
    function saveAs(filter: string, workbook = 'submission.xlsx'): Record<string, Uint8Array> {
      const out = mkdtempSync(join(folder, 'saved-'));
      const profile = pathToFileURL(join(folder, 'profile')).href;
      const args = [
        `-env:UserInstallation=${profile}`,
        '--headless',
        '--convert-to',
        filter,
        '--outdir',
        out,
      ];
      const { status, stderr } = spawnSync('soffice', [...args, join(folder, workbook)], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
      return Object.fromEntries(
        readdirSync(out).map((name) => [`riverbend/${name}`, readFileSync(join(out, name))]),
      );
    }

    test.each([
      ['xlsx', 'xlsx:Calc MS Excel 2007 XML'],
      ['ods', 'ods'],
      ['xls', 'xls:MS Excel 97'],
      ['one CSV for each sheet', everySheet],
    ])(
      '%s is read as what was filled in',
      async (_, filter) => {
        const evidence = Object.fromEntries(
          Object.entries(files).map(([name, content]) => [`riverbend/${name}`, content]),
        );
        const expected = await rehearsalOf({ 'riverbend/submission.xlsx': await form(), ...evidence });
        const saved = await rehearsalOf({ ...saveAs(filter), ...evidence });
        expect(saved.organisations).toMatchObject([
          { verdict: 'ready', problems: [], files: [{ ref: 'E1' }, { ref: 'E2' }] },
        ]);
        expect(saved.organisations[0]?.content).toEqual(expected.organisations[0]?.content);
      },
      120_000,
    );

    test.each([
      ['xlsx', 'xlsx:Calc MS Excel 2007 XML'],
      ['ods', 'ods'],
      ['xls', 'xls:MS Excel 97'],
      ['one CSV for each sheet', everySheet],
    ])(
      'answers to questions in %s are read as what was filled in',
      async (_, filter) => {
        const evidence = { 'riverbend/wards.pdf': 'the wards' };
        const expected = await rehearsalOfReply({
          'riverbend/questions.xlsx': await questions(),
          ...evidence,
        });
        const saved = await rehearsalOfReply({ ...saveAs(filter, 'questions.xlsx'), ...evidence });
        expect(saved.replies).toMatchObject([{ verdict: 'ready', problems: [], files: [{ ref: 'R1' }] }]);
        expect(saved.replies[0]?.content).toEqual(expected.replies[0]?.content);
      },
      120_000,
    );

    test.each([
      ['xlsx', 'xlsx:Calc MS Excel 2007 XML'],
      ['ods', 'ods'],
      ['xls', 'xls:MS Excel 97'],
      ['CSV', everySheet],
    ])(
      'a table of many organisations in %s is read as what was filled in',
      async (_, filter) => {
        const evidence = { 'riverbend/policy.pdf': 'the policy', 'riverbend/tracker.pdf': 'the tracker' };
        const table = await xlsxOf(gridOf([riverbend, hillside]));
        const expected = await rehearsedAsProposed({ 'riverbend/wide.xlsx': table, ...evidence });
        const saved = await rehearsedAsProposed({ ...saveAs(filter, 'wide.xlsx'), ...evidence });
        expect(saved.organisations).toMatchObject([
          { verdict: 'ready', problems: [], files: [{ ref: 'E7' }, { ref: 'E1' }] },
          { verdict: 'ready', problems: [] },
        ]);
        expect(saved.organisations.map(({ content }) => content)).toEqual(
          expected.organisations.map(({ content }) => content),
        );
      },
      120_000,
    );
  },
);
