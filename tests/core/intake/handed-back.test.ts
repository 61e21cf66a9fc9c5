import { type CellValue, readXlsx, type WriteSheet, writeOds, writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { parseWorkbook } from '../../../electron/parsers/workbook.ts';
import type { SubmissionContent } from '../../../shared/domain/submission.ts';
import { files, form, rehearsalOf, whole } from './delivery.ts';

/** Forms as people hand them back, who may do with a spreadsheet what they like. Learnt by filling one in in Calc. */

class Hands {
  readonly sheets: (WriteSheet & { name: string; rows: CellValue[][]; cells?: WriteSheet['cells'] })[];
  constructor(sheets: readonly { readonly name: string; readonly rows: CellValue[][] }[]) {
    this.sheets = sheets.map(({ name, rows }) => ({ name, rows }));
  }
  sheet(name: string) {
    const found = this.sheets.find((one) => one.name === name);
    if (found === undefined) throw new Error(`The form has no sheet ${name}.`);
    return found;
  }
  /** Types into a cell as a person names it, "F5". */
  type(name: string, cell: string, value: CellValue): void {
    const { rows } = this.sheet(name);
    const row = Number(cell.slice(1)) - 1;
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] ?? [];
    const column = cell.charCodeAt(0) - 65;
    while (cells.length < column) cells.push(null);
    cells[column] = value;
  }
  /** Puts a column in before that letter, with a heading or without. */
  insertColumn(name: string, before: string): void {
    for (const cells of this.sheet(name).rows)
      if (cells.length >= before.charCodeAt(0) - 65) cells.splice(before.charCodeAt(0) - 65, 0, null);
  }
}

async function handedBack(
  change: (hands: Hands) => void,
  { as = 'xlsx', fill = whole }: { as?: 'xlsx' | 'ods'; fill?: typeof whole } = {},
) {
  const hands = new Hands((await readXlsx(await form(fill))).sheets);
  change(hands);
  const bytes = await (as === 'xlsx' ? writeXlsx : writeOds)({ sheets: hands.sheets });
  const delivery = { [`riverbend/form.${as}`]: bytes };
  for (const [name, content] of Object.entries(files))
    Object.assign(delivery, { [`riverbend/${name}`]: content });
  const [first] = (await rehearsalOf(delivery)).organisations;
  if (first === undefined) throw new Error('Nothing was rehearsed.');
  const said = first.problems.map(
    ({ severity, place, sentence }) => `${severity} | ${place.at} | ${sentence}`,
  );
  return { said, content: first.content, verdict: first.verdict };
}

async function asFilledIn(): Promise<SubmissionContent | undefined> {
  return (await handedBack(() => undefined)).content;
}

describe('a form that was moved about is read as it was meant', () => {
  test.each<[string, (hands: Hands) => void]>([
    [
      'sheets renamed and put in another order',
      ({ sheets }) => {
        const names = ['Read me', 'Who we are', 'Our answers', 'Files', 'Sign off', 'Do not touch'];
        sheets.forEach((one, at) => {
          one.name = names[at] ?? one.name;
        });
        sheets.reverse();
      },
    ],
    ['a column put in between labels and answers', (hands) => hands.insertColumn('Organisation', 'B')],
    ['a column put in before everything', (hands) => hands.insertColumn('Self-assessment', 'A')],
    [
      'a column put in between a reference and its pages',
      (hands) => hands.insertColumn('Self-assessment', 'J'),
    ],
    [
      'rows put in and the order turned round',
      (hands) => {
        const { rows } = hands.sheet('Self-assessment');
        rows.splice(
          3,
          rows.length - 3,
          ...rows
            .slice(3)
            .reverse()
            .flatMap((cells) => [cells, []]),
        );
      },
    ],
    [
      'the rows of what is not offered deleted',
      (hands) => {
        const { rows } = hands.sheet('Self-assessment');
        rows.splice(
          rows.findIndex((cells) => cells[1] === 'Return to practice'),
          1,
        );
      },
    ],
    [
      'words as people write them',
      (hands) => {
        hands.type('Self-assessment', 'F5', ' MET.');
        hands.type('Self-assessment', 'F6', 2);
        hands.type('Organisation', 'B12', 'yes ');
        hands.type('Evidence', 'D4', '√');
      },
    ],
  ])('%s', async (_, change) => {
    for (const as of ['xlsx', 'ods'] as const) {
      const { said, content } = await handedBack(change, { as });
      expect(said).toEqual([]);
      expect(content).toEqual(await asFilledIn());
    }
  });

  test('line ends, bullets, curly marks and odd spaces stay in an account', async () => {
    const account =
      'We offer:\n•\tprotected time – “two hours”\n   o  each week\n\n1.\tA first meeting <done> 😀';
    const { content } = await handedBack((hands) =>
      hands.type('Self-assessment', 'G5', `${account.replace('two hours', 'two\u00A0hours')}\r\n`),
    );
    expect(content?.responses[0]?.account).toBe(account);
  });

  test('evidence is found by its path, in quotation marks, without its ending, and by its name beside an answer', async () => {
    const { content, said } = await handedBack((hands) => {
      hands.type('Evidence', 'B4', 'C:\\Users\\lead\\Desktop\\policy.pdf');
      hands.type('Evidence', 'B5', '“tracker.csv”');
      hands.type('Self-assessment', 'I6', '“tracker.csv”');
    });
    expect(said).toEqual([
      'note | Evidence, row 4 | ‘C:\\Users\\lead\\Desktop\\policy.pdf’ was taken for the file ‘policy.pdf’: only its folder, its ending or the marks about it differ.',
      'note | Evidence, row 5 | ‘“tracker.csv”’ was taken for the file ‘tracker.csv.pdf’: only its folder, its ending or the marks about it differ.',
    ]);
    expect(content?.evidence.map(({ ref }) => ref)).toEqual(['E1', 'E2']);
    expect(content?.responses[1]?.references).toEqual([{ ref: 'E2', pages: 'p. 4', firstPage: 4 }]);
  });

  test('an address to write to is no link that was not fetched', async () => {
    const { said } = await handedBack((hands) => {
      hands.sheet('Organisation').cells = new Map([
        ['7,1', { value: 'lead@example.org', hyperlink: { target: 'mailto:lead@example.org' } }],
      ]);
    });
    expect(said).toEqual([]);
  });
});

describe('what cannot be read as it was meant gets one sentence with its place', () => {
  test.each<[string, (hands: Hands) => void, string]>([
    [
      'pages that a spreadsheet made a date of',
      (hands) => hands.type('Self-assessment', 'J5', new Date('2026-06-04T00:00:00Z')),
      'note | Self-assessment, row 5 | The pages have become a date, 4 June 2026, as a spreadsheet makes of 4-6. They are left out. Ask which pages are meant.',
    ],
    [
      'a text that was taken for a formula',
      (hands) => hands.type('Self-assessment', 'S5', '#NAME?'),
      'note | Self-assessment, S5 | The cell shows ‘#NAME?’: what was typed was taken for a formula. Ask what it says.',
    ],
    [
      'a column of their own',
      (hands) => {
        hands.type('Self-assessment', 'R3', 'RAG');
        hands.type('Self-assessment', 'R5', 'green');
        hands.type('Self-assessment', 'R6', 'amber');
      },
      'note | Self-assessment, R3 | ‘RAG’ is not a heading of the form. What stands below it, in rows 5 and 6, is left out.',
    ],
    [
      'words beside the table',
      (hands) => hands.type('Self-assessment', 'T8', 'look here'),
      'note | Self-assessment, T3 | The column has no heading. What stands in it, in row 8, is left out.',
    ],
    [
      'words above the table',
      (hands) => hands.type('Evidence', 'C1', 'see the shared drive'),
      'note | Evidence, row 1 | ‘see the shared drive’ stands above the table. It is left out.',
    ],
    [
      'a heading in other words',
      (hands) => {
        hands.type('Evidence', 'C3', 'Shows');
      },
      'note | Evidence, C3 | ‘Shows’ is not a heading of the form. It may be ‘What it shows’. What stands below it, in rows 4 and 5, is left out.',
    ],
    [
      'a sheet of their own',
      ({ sheets }) => {
        sheets.push({ name: 'Notes', rows: [['More about 1.1']] });
      },
      'note | Notes | The sheet ‘Notes’ is not part of the form. What stands on it is left out.',
    ],
    [
      'words beside an answer',
      (hands) => hands.type('Organisation', 'C6', 'and copy in the deputy'),
      'note | Organisation, row 6 | The form has no place for ‘and copy in the deputy’ here. It is left out.',
    ],
    [
      'a row of their own',
      (hands) => {
        hands.type('Organisation', 'A40', 'Psychologists');
        hands.type('Organisation', 'B40', 'Yes');
      },
      'note | Organisation, row 40 | The form has no place for ‘Psychologists’ and ‘Yes’ here. They are left out.',
    ],
    [
      'a yes with words',
      (hands) => hands.type('Organisation', 'B12', 'Yes – since 2021'),
      'note | Organisation, row 12 | ‘Yes – since 2021’ for Newly registered was read as Yes. Look whether the words beside it matter.',
    ],
    [
      'names removed in part',
      (hands) => hands.type('Evidence', 'D4', 'Partly: one photo left'),
      'note | Evidence, row 4 | ‘Partly: one photo left’ for Names removed is neither Yes nor No. It was read as not said.',
    ],
    [
      'an answer carried on in a row that was put in',
      (hands) =>
        hands.sheet('Self-assessment').rows.splice(5, 0, [null, null, null, null, null, null, 'Also this']),
      'refusal | Self-assessment, row 6 | The row has an answer and no number of a standard. Say which standard it answers, or empty it.',
    ],
    [
      'a file without a reference, where the next number is taken',
      (hands) => {
        hands.type('Evidence', 'A5', 'E3');
        hands.type('Evidence', 'A6', null);
        hands.type('Evidence', 'B6', 'more.pdf');
      },
      'refusal | Evidence, row 6 | ‘more.pdf’ has no reference. Give it one that is free, such as E2.',
    ],
    [
      'a declaration in other words',
      (hands) => hands.type('Declaration', 'B3', 'Agreed by the board'),
      'gap | Declaration | A director has not said Yes to the declaration, but ‘Agreed by the board’. Ask whether they stand by the submission.',
    ],
  ])('%s', async (_, change, told) => {
    for (const as of ['xlsx', 'ods'] as const)
      expect((await handedBack(change, { as })).said).toContain(told);
  });

  test('a comment', async () => {
    const { said } = await handedBack((hands) => {
      hands.sheet('Self-assessment').cells = new Map([
        ['5,6', { value: 'We do.', comment: { text: 'Jo says that this is thin' } }],
      ]);
    });
    expect(said).toEqual([
      'note | Self-assessment, G6 | A comment stands here. Comments are not read: look whether it says something that belongs to an answer, or names anybody.',
    ]);
  });

  test('a comment in an .ods, by its sheet', async () => {
    const sheets = [
      { name: 'One & two', rows: [['a']] },
      { name: 'Three', rows: [['b']] },
    ];
    const bytes = await rezipped(await writeOds({ sheets }), (content) =>
      content.replace('<text:p>a', '<office:annotation><text:p>Thin</text:p></office:annotation><text:p>a'),
    );
    expect(await parseWorkbook(bytes, 'form.ods')).toMatchObject({
      ok: true,
      workbook: {
        sheets: [{ rows: [{ cells: [{ value: 'a' }] }] }, {}],
        enclosed: [{ kind: 'comment', name: 'One & two' }],
      },
    });
  });
});

/** The same .ods with its content.xml changed. */
async function rezipped(bytes: Uint8Array, change: (content: string) => string): Promise<Buffer> {
  const changed = new ZipFile();
  const opened = await fromBufferPromise(Buffer.from(bytes));
  for await (const entry of opened.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    const content = Buffer.concat(chunks);
    const isContent = entry.fileName === 'content.xml';
    changed.addBuffer(isContent ? Buffer.from(change(content.toString('utf8'))) : content, entry.fileName);
  }
  changed.end();
  const chunks: Buffer[] = [];
  for await (const chunk of changed.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
