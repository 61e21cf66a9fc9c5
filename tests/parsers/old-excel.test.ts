import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fc, test as law } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { openCompound } from '../../electron/parsers/compound.ts';
import { openOldWorkbook, readOldWorkbook } from '../../electron/parsers/old-excel.ts';
import { oldProperties, propertiesOfOld } from '../../electron/parsers/old-properties.ts';
import { readFile } from '../../electron/parsers/read.ts';
import { parseWorkbook } from '../../electron/parsers/workbook.ts';
import { compoundFile } from '../support/compound.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/libreoffice');
const fixture = (name: string) => readFileSync(join(fixtures, name));

/** One record of a workbook: its number, its length, its bytes. [MS-XLS] 2.1.4. */
function record(id: number, ...parts: readonly (number | Buffer)[]): Buffer {
  const data = Buffer.concat(parts.map((part) => (typeof part === 'number' ? short(part) : part)));
  return Buffer.concat([short(id), short(data.length), data]);
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const narrow = (text: string) => Buffer.concat([Buffer.of(0), Buffer.from(text, 'latin1')]);
const wide = (text: string) => Buffer.concat([Buffer.of(1), Buffer.from(text, 'utf16le')]);
const begins = (kind: number) => record(0x809, 0x600, kind, 0, 0, 0, 0, 0, 0);
const ends = record(0x0a);
const comment = (number: number, letters: number, ...pieces: readonly Buffer[]) =>
  Buffer.concat([
    record(0x5d, 0x15, 0x12, 0x19, number, Buffer.alloc(14)),
    record(0x1b6, 0, 0, 0, 0, 0, letters, 16, Buffer.alloc(4)),
    ...pieces.map((piece) => record(0x3c, piece)),
  ]);

/** A workbook's stream with these records in its one sheet, which is hidden as that number says. */
function workbook(records: readonly Buffer[], hidden = 0, more: readonly Buffer[] = []): Buffer {
  const before = Buffer.concat([begins(5), record(0x22, 0), ...more]);
  const named = (at: number) => record(0x85, long(at), Buffer.of(hidden, 0), Buffer.of(5), narrow('Notes'));
  const at = before.length + named(0).length + ends.length;
  return Buffer.concat([before, named(at), ends, begins(0x10), ...records, ends]);
}

describe('what a workbook of before 2007 holds beside its values', () => {
  test.each([
    [0, false],
    [1, true],
    [2, true],
  ])('a sheet whose state is %i is hidden: %s', (state, hidden) => {
    expect(readOldWorkbook(workbook([], state)).sheets).toMatchObject([
      { name: 'Notes', hidden, whole: true },
    ]);
  });

  test('hidden rows and columns, one of no width too, and panes that are frozen', () => {
    const [sheet] = readOldWorkbook(
      workbook([
        record(0x208, 3, 0, 5, 255, 0, 0, 0x20, 0),
        record(0x208, 4, 0, 5, 255, 0, 0, 0x40, 0),
        record(0x7d, 1, 2, 2000, 15, 1, 0),
        record(0x7d, 5, 5, 0, 15, 0, 0),
        record(0x7d, 6, 6, 2000, 15, 0, 0),
        record(0x23e, 0x0e, 0, 0, 0, 0, 0, 0, 0, 0),
        record(0x41, 2, 3, 3, 2, 0),
      ]),
    ).sheets;
    expect([...(sheet?.hiddenRows ?? [])]).toEqual([3]);
    expect([...(sheet?.hiddenColumns ?? [])]).toEqual([1, 2, 5]);
    expect(sheet?.frozen).toEqual({ rows: 3, columns: 2 });
  });

  test('panes that are split and not frozen scroll', () => {
    const split = [record(0x23e, 0x06, 0, 0, 0, 0, 0, 0, 0, 0), record(0x41, 900, 900, 3, 2, 0)];
    expect(readOldWorkbook(workbook(split)).sheets[0]?.frozen).toEqual({ rows: 0, columns: 0 });
  });

  test('comments, in pieces of one and of two bytes a letter, each at its cell; a chart between them is not read', () => {
    const chart = Buffer.concat([begins(0x20), record(0x208, 9, 0, 5, 255, 0, 0, 0x20, 0), ends]);
    const [sheet] = readOldWorkbook(
      workbook([
        comment(7, 8, narrow('Seen'), wide(' Zoë'), Buffer.alloc(16)),
        chart,
        comment(8, 3, narrow('Two'), Buffer.alloc(16)),
        record(0x1c, 4, 2, 0, 8, short(3), narrow('Ana')),
        record(0x1c, 0, 1, 0, 7, short(1), narrow(' ')),
      ]),
    ).sheets;
    expect(sheet?.comments).toEqual([
      { row: 4, column: 2, author: 'Ana', text: 'Two' },
      { row: 0, column: 1, author: '', text: 'Seen Zoë' },
    ]);
    expect(sheet).toMatchObject({ whole: true, drawings: 0 });
    expect([...(sheet?.hiddenRows ?? [])]).toEqual([]);
  });

  test('formats of numbers: those that are written down and those that are known by number', () => {
    const styles = [
      record(0x41e, 164, short(5), narrow('0.0 %')),
      ...[0, 164, 9, 999].map((format) => record(0xe0, 0, format, Buffer.alloc(16))),
    ];
    const [sheet] = readOldWorkbook(
      workbook(
        [
          record(0x203, 0, 0, 1, Buffer.alloc(8)),
          record(0x27e, 0, 1, 2, long(0)),
          record(0xbd, 1, 4, 0, long(0), 1, long(0), 3, long(0), 6),
        ],
        0,
        styles,
      ),
    ).sheets;
    expect([...(sheet?.formats ?? [])]).toEqual([
      ['0,0', '0.0 %'],
      ['0,1', '0%'],
      ['1,5', '0.0 %'],
    ]);
  });

  test('a sheet that ends too early, and a comment without its words, are said', () => {
    const cut = workbook([record(0x208, 3, 0, 5, 255, 0, 0, 0x20, 0)]).subarray(0, -4);
    const { sheets, unread } = readOldWorkbook(cut);
    expect([...(sheets[0]?.hiddenRows ?? [])]).toEqual([3]);
    expect(unread).toEqual([
      'The sheet ‘Notes’ is broken: what is hidden in it, and its comments, may not all be shown.',
    ]);
    const lost = workbook([record(0x1c, 4, 2, 0, 8, short(3), narrow('Ana'))]);
    expect(readOldWorkbook(lost).unread).toHaveLength(1);
  });

  test('one that is encrypted is told as password protected, and not read as if it were not', async () => {
    const file = compoundFile({ Workbook: workbook([], 0, [record(0x2f, 1, 1, Buffer.alloc(50))]) });
    expect(await readFile(file, 'a.xls')).toEqual({ ok: false, reason: 'password' });
    expect(await parseWorkbook(file, 'a.xls')).toEqual({ ok: false, reason: 'password' });
  });

  test('sheets at the same place are gone through until enough is enough, and the others are said not to be read', () => {
    const sheet = Buffer.concat([begins(0x10), ...Array.from({ length: 20_000 }, () => record(0x201)), ends]);
    const listed = (at: number) => record(0x85, long(at), Buffer.of(0, 0), Buffer.of(1), narrow('S'));
    const at = begins(5).length + 5000 * listed(0).length + ends.length;
    const before = Buffer.concat([begins(5), ...Array.from({ length: 5000 }, () => listed(at))]);
    const { sheets, unread } = readOldWorkbook(Buffer.concat([before, ends, sheet]));
    expect(sheets).toHaveLength(500);
    // A million records over sheets of twenty thousand.
    expect(unread).toHaveLength(451);
  });
});

describe('as a submission workbook', () => {
  test('its hidden sheets are known, and where comments stand', async () => {
    const result = await parseWorkbook(fixture('sheets.xls'), 'sheets.xls');
    expect(result).toMatchObject({
      ok: true,
      workbook: {
        kind: 'xls',
        sheets: [
          { name: 'Tracker', hidden: false },
          { name: 'Names', hidden: true },
        ],
        enclosed: [{ kind: 'comment', name: 'Tracker, A2' }],
      },
    });
  });
});

describe('the properties of a file of before 2007', () => {
  /** A property set stream: [MS-OLEPS] 2.21. Values as they lie there. */
  function propertySet(values: ReadonlyMap<number, Buffer>): Buffer {
    const places: Buffer[] = [];
    const bodies: Buffer[] = [];
    let at = 8 + 8 * values.size;
    for (const [number, value] of values) {
      places.push(long(number), long(at));
      bodies.push(value);
      at += value.length;
    }
    const set = Buffer.concat([long(at), long(values.size), ...places, ...bodies]);
    const head = [short(0xfffe), short(0), long(0), Buffer.alloc(16), long(1), Buffer.alloc(16), long(48)];
    return Buffer.concat([...head, set]);
  }
  const page = (number: number) => Buffer.concat([long(2), short(number), short(0)]);
  const text = (bytes: Buffer) => Buffer.concat([long(0x1e), long(bytes.length), bytes]);
  const wideText = (words: string) =>
    Buffer.concat([long(0x1f), long(words.length), Buffer.from(words, 'utf16le')]);
  const moment = (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value);
    return Buffer.concat([long(0x40), bytes]);
  };
  const fileOf = (summary: Map<number, Buffer>, document: Map<number, Buffer>) =>
    compoundFile({
      WordDocument: Buffer.of(0),
      '\u0005SummaryInformation': propertySet(summary),
      '\u0005DocumentSummaryInformation': propertySet(document),
    });

  test('are told by name: who wrote it and where, in the code page that the file names', () => {
    const file = fileOf(
      new Map([
        [1, page(1251)],
        [4, text(Buffer.from([0xc0, 0xed, 0xe0, 0]))],
        [8, wideText('Zoë Łucka\0')],
        [12, moment(134_172_288_000_000_000n)],
        [13, moment(0n)],
      ]),
      new Map([
        [1, page(65_001)],
        [15, text(Buffer.from('Riverbend NHS Trust – AHP\0\0'))],
      ]),
    );
    expect(oldProperties(openCompound(file))).toEqual([
      { name: 'Author', value: 'Ана' },
      { name: 'Last saved by', value: 'Zoë Łucka' },
      { name: 'Created', value: '6 March 2026' },
      { name: 'Company', value: 'Riverbend NHS Trust – AHP' },
    ]);
  });

  test('caution of author and company, for an older document too, which is not read further', async () => {
    const set = (number: number, words: string) => new Map([[number, text(Buffer.from(`${words}\0`))]]);
    const result = await readFile(fileOf(set(4, 'Ana Silva'), set(15, 'Riverbend')), 'a.doc');
    expect(result).toMatchObject({
      ok: true,
      reading: { cautions: [{ kind: 'author' }, { kind: 'company' }] },
    });
  });

  law.prop([fc.uint8Array({ maxLength: 400 })])(
    'any bytes give some or none, and never an error',
    (bytes) => {
      const stream = Buffer.concat([short(0xfffe), Buffer.from(bytes)]);
      const file = compoundFile({ '\u0005SummaryInformation': stream });
      expect(Array.isArray(propertiesOfOld(file))).toBe(true);
    },
  );
});

describe('bytes cut and flipped', () => {
  const whole = ['sheets.xls', 'looks.xls'].map((name) => fixture(name));
  const streams = whole.map((bytes) => openCompound(bytes).stream('Workbook') ?? Buffer.alloc(0));
  const damage = fc.record({
    which: fc.nat({ max: 1 }),
    end: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.boolean(),
    flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 255 })), {
      maxLength: 40,
    }),
  });
  type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

  function damaged(files: readonly Buffer[], { which, end, cut, flips }: Damage): Buffer {
    const bytes = Buffer.from(files[which] ?? Buffer.alloc(0));
    for (const [place, value] of flips) bytes[Math.floor(place * (bytes.length - 1))] = value;
    return cut ? bytes.subarray(0, Math.floor(end * bytes.length)) : bytes;
  }

  law.prop([damage], { numRuns: 3000 })(
    'of the stream: read as far as it goes, and never an error',
    (how) => {
      const { sheets, unread } = readOldWorkbook(damaged(streams, how));
      for (const sheet of sheets) expect(sheet.comments.length).toBeLessThanOrEqual(10_000);
      expect(sheets.filter(({ whole: read }) => !read).length).toBeLessThanOrEqual(unread.length);
    },
  );

  law.prop([damage], { numRuns: 500 })(
    'of the file: a reading, or the reason why there is none',
    async (how) => {
      const started = performance.now();
      const result = await readFile(damaged(whole, how), 'a.xls');
      expect(result.ok || result.reason.length > 0).toBe(true);
      expect(performance.now() - started).toBeLessThan(20_000);
    },
    60_000,
  );

  test('whatever else it is, a file without its streams is damaged', () => {
    expect(() => openOldWorkbook(compoundFile({ Workbook: Buffer.alloc(0) }).subarray(0, 700))).toThrow();
    expect(() => openOldWorkbook(compoundFile({ Other: Buffer.of(1) }))).toThrow();
  });
});
