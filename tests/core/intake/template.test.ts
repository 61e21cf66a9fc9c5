import { readXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { fillFrom } from '../../../electron/core/intake/form.ts';
import { readSubmission } from '../../../electron/core/intake/read-submission.ts';
import { writeTemplate } from '../../../electron/core/intake/template.ts';
import { parseWorkbook } from '../../../electron/parsers/workbook.ts';
import { closesAt, form, organisations, rehearsalOf, set, whole } from './delivery.ts';

const round = { id: '2026', year: 2026, closesAt };
const madeAt = new Date('2026-01-05T09:00:00Z');

async function open(input: Partial<Parameters<typeof writeTemplate>[0]> = {}) {
  const book = await readXlsx(await writeTemplate({ set, round, organisation: organisations[0], ...input }));
  const sheet = (name: string) => {
    const found = book.sheets.find((one) => one.name === name);
    if (found === undefined) throw new Error(`The form has no sheet ${name}.`);
    return found;
  };
  return { book, sheet };
}

async function entryOf(bytes: Uint8Array, name: string): Promise<string> {
  const zip = await fromBufferPromise(Buffer.from(bytes));
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }
  throw new Error(`The form holds no ${name}.`);
}

describe('the form that organisations get', () => {
  test('has its sheets, none of them hidden, and headings that stay in sight', async () => {
    const { book, sheet } = await open();
    expect(book.sheets.map(({ name, hidden }) => [name, hidden ?? false])).toEqual([
      ['Instructions', false],
      ['Organisation', false],
      ['Self-assessment', false],
      ['Evidence', false],
      ['Declaration', false],
      ['About this form', false],
    ]);
    expect(sheet('Self-assessment').freezePane).toEqual({ rows: 3, columns: 2 });
    expect(sheet('Evidence').freezePane).toEqual({ rows: 3, columns: 1 });
  });

  test('has a row for every item of every transition, with the wording, and none for what was removed', async () => {
    const { sheet } = await open({ lastYear: new Map([['3.3/return-to-practice', 'Lengthen it.']]) });
    const rows = sheet('Self-assessment').rows.slice(3);
    expect(rows.map(([number, transition]) => [number, transition ?? null])).toEqual([
      ['1  Culture', null],
      ['1.1', 'All'],
      ['1.2', 'All'],
      ['3  Empowerment', null],
      ['3.3', 'Newly registered'],
      ['3.3', 'Return to practice'],
      ['5  Delivery', null],
      ['5.6', 'All'],
    ]);
    expect(rows[1]).toContain('The organisation does what 1.1 says.');
    expect(rows[1]).toContain('Mandatory');
    expect(rows[5]).toContain('Lengthen it.');
  });

  test('offers ratings, not applicable, yes and no, and references from lists that lie in the open', async () => {
    const { sheet } = await open();
    const offered = (name: string) =>
      (sheet(name).dataValidations ?? []).map(({ type, formula1, range }) => [type, formula1, range]);
    expect(offered('Self-assessment')).toEqual([
      ['list', "'About this form'!$A$12:$A$15", 'F4:F11'],
      ['list', 'Evidence!$A$4:$A$43', 'I4:I11'],
      ['list', 'Evidence!$A$4:$A$43', 'K4:K11'],
      ['list', 'Evidence!$A$4:$A$43', 'M4:M11'],
    ]);
    const about = sheet('About this form').rows;
    expect(about.slice(11, 15).map(([word]) => word)).toEqual([
      'Met',
      'Partly met',
      'Not met',
      'Not applicable',
    ]);
    expect(about.slice(16, 18).map(([word]) => word)).toEqual(['Yes', 'No']);
    expect(offered('Evidence')).toEqual([['list', "'About this form'!$A$17:$A$18", 'D4:D43']]);
    expect(sheet('Evidence').rows[3]?.[0]).toBe('E1');
  });

  test('says until when, and which form it is', async () => {
    const { sheet } = await open();
    expect(sheet('Instructions').rows.flat().join('\n')).toMatch(/31 March 2026 at 17:00 \(London time\)/);
    expect(
      sheet('About this form')
        .rows.slice(2, 9)
        .map((cells) => cells.slice(0, 2)),
    ).toEqual([
      ['Form', 'award-panel/submission/1'],
      ['Standards', 'small'],
      ['Version of the standards', '2'],
      ['Title of the standards', 'Small standards'],
      ['Round', '2026'],
      ['Year', '2026'],
      ['Organisation’s code', 'riverbend'],
    ]);
  });

  test('has rows that are as high as their words need, and that grow with what is written', async () => {
    const { sheet } = await open();
    expect(sheet('Self-assessment').rowDefs ?? new Map()).toEqual(new Map());
    const xml = await entryOf(await form(), 'xl/worksheets/sheet3.xml');
    expect(xml).toMatch(/<row r="5"[^>]* ht="\d+"/);
    expect(xml).not.toContain('customHeight');
  });

  test('repeats headings on printed pages, by names that a spreadsheet reads', async () => {
    const names = await entryOf(await form(), 'xl/workbook.xml');
    expect(names).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="2">\'Self-assessment\'!$A:$B,\'Self-assessment\'!$3:$3</definedName>',
    );
    expect(names).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="3">\'Evidence\'!$3:$3</definedName>',
    );
  });

  test('keeps what is typed as text, so that 4-6 stays pages and 1.10 a number of a standard', async () => {
    const book = await readXlsx(await form(), { readStyles: true });
    const cells = book.sheets.find(({ name }) => name === 'Self-assessment')?.cells;
    const formats = ['4,0', '4,5', '4,6', '4,7', '4,8', '4,9', '4,14', '4,16'].map(
      (at) => cells?.get(at)?.style?.numFmt,
    );
    expect(new Set(formats)).toEqual(new Set(['@']));
  });

  test('objects to a rating off the scale, and elsewhere only offers', async () => {
    const { book } = await open();
    const strict = book.sheets.flatMap(({ dataValidations = [] }) =>
      dataValidations.filter(({ showErrorMessage }) => showErrorMessage).map(({ inputTitle }) => inputTitle),
    );
    expect(strict).toEqual(['Your rating']);
  });

  test('is the same bytes for the same input', async () => {
    const [one, other] = [await form(whole, { madeAt }), await form(whole, { madeAt })];
    expect(Buffer.compare(one, other)).toBe(0);
  });
});

test('a submission that was read, written into the form again, is read as the same', async () => {
  const [first] = (await rehearsalOf({ 'riverbend/form.xlsx': await form() })).organisations;
  if (first?.content === undefined) throw new Error('The form was not read.');
  const again = await parseWorkbook(await form(fillFrom(first.content, set)), 'form.xlsx');
  if (!again.ok) throw new Error(again.reason);
  const { responses, transitions, professions, contact } = first.content;
  expect(readSubmission(again.workbook, set, round).content).toMatchObject({
    responses,
    transitions,
    professions,
    contact,
  });
});
