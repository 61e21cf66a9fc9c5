import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeOds, writeXlsx } from 'hucre';
import { afterAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { startParser } from '../../electron/core/parsing.ts';
import { Unreadable, unreadableSentence } from '../../shared/domain/workbook.ts';

const parser = startParser();
const entry = resolve(import.meta.dirname, 'entries/unruly.ts');
/** The time has to be enough for a process to start on a machine that is busy with other tests. */
const limits = { milliseconds: 7000, heapMegabytes: 64, residentMegabytes: 300 };
const unruly = startParser({ entry, limits });
afterAll(() => {
  parser.close();
  unruly.close();
});

const nothing = new Uint8Array();
const said = (name: string) => unruly.workbook(nothing, name);
const wasRead = {
  ok: true,
  workbook: { kind: 'csv', sheets: [{ name: 'read', hidden: false, rows: [] }], enclosed: [] },
};

describe('a parser process that goes wrong', () => {
  test.each([
    ['spins', 'took-too-long'],
    ['fills its heap', 'too-much-memory'],
    ['dies', 'damaged'],
    ['lies', 'damaged'],
    ['answers another', 'damaged'],
  ])(
    '%s: the file is told as unreadable, and the next is read by a new process',
    async (name, reason) => {
      const [bad, next] = await Promise.all([said(name), said('a good file')]);
      expect(bad).toEqual({ ok: false, reason });
      expect(next).toEqual(wasRead);
    },
    60_000,
  );

  test('answers something else than was asked for: that is told as damaged, and the next is read', async () => {
    const damaged = { ok: false, reason: 'damaged' };
    expect(await unruly.read(Buffer.from('x'), 'a good file')).toEqual(damaged);
    expect(await unruly.enclosure(Buffer.from('x'), 'a good file', '1')).toEqual(damaged);
    expect(await said('a good file')).toEqual(wasRead);
  }, 60_000);

  test.runIf(process.platform === 'linux')(
    'fills memory outside its heap: it is ended by what it holds in all',
    async () => {
      expect(await said('fills memory outside its heap')).toEqual({ ok: false, reason: 'too-much-memory' });
      expect(await said('a good file')).toEqual(wasRead);
    },
  );

  test('it may neither write nor read what is not the program, start nothing, and knows nothing of the environment', async () => {
    process.env.AWARD_SECRET = 'not for parsers';
    const result = await startedAndAsked('tries its rights');
    delete process.env.AWARD_SECRET;
    expect(result.ok && result.workbook.sheets.map(({ name }) => name)).toEqual([
      'write: ERR_ACCESS_DENIED',
      'read: ERR_ACCESS_DENIED',
      'spawn: ERR_ACCESS_DENIED',
      'thread: ERR_ACCESS_DENIED',
      'environment: nothing',
    ]);
    expect(existsSync(join(tmpdir(), 'award-parser-was-here'))).toBe(false);
  });

  test('one that cannot start says nothing of the file, and what to do of the program', async () => {
    const stillborn = startParser({ entry: resolve(import.meta.dirname, 'entries/stillborn.ts'), limits });
    try {
      const asked = [stillborn.workbook(nothing, 'a good file'), stillborn.read(nothing, 'a good file')];
      for (const outcome of await Promise.allSettled(asked)) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { refusal: { code: 'unexpected' } } });
        expect(outcome.status === 'rejected' && outcome.reason.message).toMatch(/could not start\. Close/);
      }
    } finally {
      stillborn.close();
    }
  });

  test.skipIf(process.platform === 'win32')('reads with packages that lie elsewhere, by a link', async () => {
    const project = resolve(import.meta.dirname, '../..');
    const copy = mkdtempSync(join(tmpdir(), 'award-linked-'));
    for (const part of ['electron', 'shared', 'package.json'])
      cpSync(join(project, part), join(copy, part), { recursive: true });
    symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
    const linked = startParser({ entry: join(copy, 'electron/parsers/process.ts') });
    try {
      expect(await linked.workbook(Buffer.from('a,b\n1,2\n'), 'cells.csv')).toMatchObject({ ok: true });
    } finally {
      linked.close();
      rmSync(copy, { recursive: true });
    }
  });

  async function startedAndAsked(name: string) {
    const fresh = startParser({ entry, limits });
    try {
      return await fresh.workbook(nothing, name);
    } finally {
      fresh.close();
    }
  }
});

async function zipped(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

describe('what workbooks become', () => {
  const rows = [['Standard', 'Your rating'], ['3.3', 'Met'], [], [true, 12.5]];
  const plain = [
    {
      row: 1,
      cells: [
        { column: 1, value: 'Standard' },
        { column: 2, value: 'Your rating' },
      ],
    },
    {
      row: 2,
      cells: [
        { column: 1, value: '3.3' },
        { column: 2, value: 'Met' },
      ],
    },
    {
      row: 4,
      cells: [
        { column: 1, value: true },
        { column: 2, value: 12.5 },
      ],
    },
  ];
  const sheets = [{ name: 'One', rows }];

  test.each([
    ['xlsx', () => writeXlsx({ sheets })],
    ['ods', () => writeOds({ sheets })],
  ])('%s', async (kind, write) => {
    expect(await parser.workbook(await write(), `form.${kind}`)).toEqual({
      ok: true,
      workbook: { kind, sheets: [{ name: 'One', hidden: false, rows: plain }], enclosed: [] },
    });
  });

  test.each([
    ['UTF-8', Buffer.from('\uFEFFStandard,Your rating\r\n3.3,"Résumé, line\r\ntwo"\r\n')],
    [
      'semicolons, as Excel writes them in much of Europe',
      Buffer.from('Standard;Your rating\r\n3.3;"Résumé, line\r\ntwo"\r\n'),
    ],
    ['Windows-1252', Buffer.from('Standard,Your rating\r\n3.3,"Résumé, line\r\ntwo"\r\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFStandard,Your rating\r\n3.3,"Résumé, line\r\ntwo"\r\n', 'utf16le')],
  ])('CSV in %s', async (_, bytes) => {
    const read = await parser.workbook(bytes, 'form.csv');
    expect(read.ok && read.workbook.sheets[0]?.rows[1]?.cells[1]?.value).toMatch(/^Résumé, line\r?\ntwo$/);
  });

  test('a formula is what its cell last showed, and is not worked out', async () => {
    const cells = new Map([['0,0', { formula: '1+1', formulaResult: 40 }]]);
    const read = await parser.workbook(await writeXlsx({ sheets: [{ name: 'One', cells }] }), 'form.xlsx');
    expect(read.ok && read.workbook.sheets[0]?.rows).toEqual([{ row: 1, cells: [{ column: 1, value: 40 }] }]);
  });

  test('.ods rows that are repeated on every printed page, or grouped, are rows like any other', async () => {
    const cell = (text: string) =>
      `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
    const rowOf = (...words: string[]) => `<table:table-row>${words.map(cell).join('')}</table:table-row>`;
    const read = await parser.workbook(
      await zipped({
        mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
        'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Evidence">${rowOf('Evidence')}<table:table-header-rows>${rowOf('Reference', 'File name')}</table:table-header-rows><table:table-row-group>${rowOf('E1', 'policy.pdf')}</table:table-row-group></table:table></office:spreadsheet></office:body></office:document-content>`,
      }),
      'form.ods',
    );
    expect(
      read.ok &&
        read.workbook.sheets[0]?.rows.map(({ row, cells }) => [row, cells.map(({ value }) => value)]),
    ).toEqual([
      [1, ['Evidence']],
      [2, ['Reference', 'File name']],
      [3, ['E1', 'policy.pdf']],
    ]);
  });

  test('an .ods with a password', async () => {
    const manifest =
      '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
    const bytes = await zipped({ 'content.xml': 'sealed', 'META-INF/manifest.xml': manifest });
    expect(await parser.workbook(bytes, 'form.ods')).toEqual({ ok: false, reason: 'password' });
  });

  test('a bomb of a few kilobytes is refused before any reader sees it', async () => {
    const bomb = await zipped({ 'xl/worksheets/sheet1.xml': Buffer.alloc(300 * 1024 * 1024, 32) });
    expect(bomb.length).toBeLessThan(400_000);
    expect(await parser.workbook(bomb, 'form.xlsx')).toEqual({ ok: false, reason: 'bomb' });
  });
});

test('every reason has a sentence that says what to do and no code', () => {
  for (const reason of Unreadable.options) {
    const sentence = unreadableSentence(reason);
    expect(sentence).toMatch(/^The \S.*\.$/);
    expect(sentence).not.toMatch(/please|sorry|invalid|oops/i);
  }
});

describe('files of the corpus: read, or told; nothing hangs and nothing dies', () => {
  const corpus = resolve('../shared/corpus');
  const expected: Record<string, string> = {
    'poc-xmlbomb.xlsx': 'doctype',
    'protected_passtika.xlsx': 'password',
    'crash-274d6342e4842d61be0fb48eaadad6208ae767ae.xlsx': 'truncated',
    'SimpleMacro.xlsm': 'read',
    'SampleSS.xls': 'read',
    'SampleSS.xlsx': 'read',
    'SampleSS.strict.xlsx': 'read',
    'TwoSheetsOneHidden.xlsx': 'read',
    'WithThreeCharts.xlsx': 'read',
    'ExcelPivotTableSample.xlsx': 'read',
    'sample.pptx': 'not-a-spreadsheet',
    'sample.docx': 'not-a-spreadsheet',
    'autoprint.pdf': 'not-a-spreadsheet',
  };
  const folders = existsSync(corpus) ? ['hostile', 'office'] : [];
  const files = folders.flatMap((folder) =>
    readdirSync(join(corpus, folder)).map((name) => join(corpus, folder, name)),
  );

  test.skipIf(files.length === 0)(
    `${files.length} files${files.length === 0 ? `: ${corpus} is not on this machine` : ''}`,
    async () => {
      const found: Record<string, string> = {};
      for (const file of files) {
        const result = await parser.workbook(readFileSync(file), file);
        found[file.slice(file.lastIndexOf('/') + 1)] = result.ok ? 'read' : result.reason;
      }
      expect(found).toMatchObject(expected);
    },
  );
});
