import type { Cell, CellStyle, CellValue, DataValidation, NamedRange, WriteSheet } from 'hucre';

/** The media type of an `.xlsx` file. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Calm NHS colours: blue headings, grey for what the form says, white for what the organisation writes. */
const BLUE = '005EB8';
const DARK_BLUE = '003087';
const TEXT = '212B32';
const SECONDARY = '4C6272';
const BORDER = 'AEB7BD';
const PAGE = 'F0F4F5';
const SECTION = 'D9E8F5';
const WHITE = 'FFFFFF';

const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const;
const side = { style: 'thin', color: { rgb: BORDER } } as const;
const box = { top: side, right: side, bottom: side, left: side };
const font = (more: CellStyle['font'] = {}) => ({ name: 'Arial', size: 11, color: { rgb: TEXT }, ...more });
const top = { horizontal: 'left', vertical: 'top', wrapText: true, indent: 1 } as const;

export const STYLES = {
  title: {
    font: font({ size: 18, bold: true, color: { rgb: DARK_BLUE } }),
    alignment: { vertical: 'center' },
  },
  lead: { font: font({ color: { rgb: SECONDARY } }), alignment: { vertical: 'top' } },
  /** What the program knows a sheet by: to be left alone, so it is small. */
  mark: { font: font({ size: 8, color: { rgb: SECONDARY } }), alignment: { vertical: 'top' } },
  hint: {
    font: font({ color: { rgb: SECONDARY } }),
    alignment: { horizontal: 'left', vertical: 'top', indent: 1 },
  },
  subtitle: {
    font: font({ size: 13, bold: true, color: { rgb: DARK_BLUE } }),
    alignment: { vertical: 'bottom' },
  },
  /** What the form says in running text. */
  told: { font: font(), border: box, alignment: top },
  heading: {
    font: font({ bold: true, color: { rgb: WHITE } }),
    fill: fill(BLUE),
    border: box,
    alignment: { horizontal: 'left', vertical: 'center', wrapText: true, indent: 1 },
  },
  section: {
    font: font({ bold: true, color: { rgb: DARK_BLUE } }),
    fill: fill(SECTION),
    alignment: { vertical: 'center' },
  },
  /** What the form says. */
  given: { font: font(), fill: fill(PAGE), border: box, alignment: top },
  givenStrong: { font: font({ bold: true }), fill: fill(PAGE), border: box, alignment: top },
  /** Text too: "1.10" written into a row that was put in between stays 1.10. */
  number: { font: font({ bold: true }), fill: fill(PAGE), border: box, alignment: top, numFmt: '@' },
  givenSmall: {
    font: font({ size: 9, color: { rgb: SECONDARY } }),
    fill: fill(PAGE),
    border: box,
    alignment: top,
  },
  /** What the organisation writes: text, so that "4-6" stays pages and never becomes a day in June. */
  answer: { font: font(), fill: fill(WHITE), border: box, alignment: top, numFmt: '@' },
} as const satisfies Record<string, CellStyle>;

/** Excel takes no row higher than this, in points. */
const HIGHEST_ROW = 409;

/**
 * A height in points at which wrapped text can be read, by what about fits into a column's width.
 * Written because LibreOffice gives rows without a height a single line's.
 */
export function heightFor(
  cells: readonly { readonly text: string; readonly width: number; readonly size?: number }[],
  least: number,
): number {
  const heights = cells.map(({ text, width, size = 11 }) => {
    const fits = Math.max(4, ((width - 2) * 11.5) / size);
    const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / fits)), 0);
    return lines * size * 1.32 + 5;
  });
  return Math.min(HIGHEST_ROW, Math.ceil(Math.max(least, ...heights)));
}

/**
 * What is repeated on every printed page, as names of the workbook. The writer that we use puts no quotation marks about
 * a sheet's name, so that "Self-assessment!$3:$3" reads as a subtraction: LibreOffice drops it and Excel mends the file.
 * ECMA-376, part 1, 18.2.5 (definedName)
 */
export function printTitles(sheets: readonly WriteSheet[]): {
  sheets: WriteSheet[];
  namedRanges: NamedRange[];
} {
  const namedRanges: NamedRange[] = [];
  const plain = sheets.map((sheet) => {
    const { printTitlesColumn, printTitlesRow, ...pageSetup } = sheet.pageSetup ?? {};
    const parts = [printTitlesColumn, printTitlesRow].filter((part) => part !== undefined);
    if (parts.length === 0) return sheet;
    const quoted = `'${sheet.name.replaceAll("'", "''")}'`;
    const range = parts.map((part) => `${quoted}!${part}`).join(',');
    namedRanges.push({ name: '_xlnm.Print_Titles', range, scope: sheet.name });
    return { ...sheet, pageSetup };
  });
  return { sheets: plain, namedRanges };
}

/** One sheet as it grows row by row. */
export class SheetWriter {
  readonly #name: string;
  readonly #cells = new Map<string, Partial<Cell>>();
  readonly #validations: DataValidation[] = [];
  readonly #rows = new Map<number, { height: number }>();
  #next = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** The next row's number as a person sees it, from 1. */
  get nextRow(): number {
    return this.#next + 1;
  }

  /** Writes the next row and returns its number, from 1. Cells left undefined stay as they are. */
  row(cells: readonly (readonly [CellValue, CellStyle] | undefined)[], height?: number): number {
    cells.forEach((cell, column) => {
      if (cell === undefined) return;
      const [value, style] = cell;
      // An empty string would be a cell of its own over which a long title does not run.
      this.#cells.set(`${this.#next},${column}`, { value: value === '' ? null : value, style });
    });
    if (height !== undefined) this.#rows.set(this.#next, { height });
    this.#next += 1;
    return this.#next;
  }

  /** Offers a list for a range. Where other words may stand, it only offers and never objects. */
  list(range: string, source: string, say: { title: string; message: string; strict: boolean }): void {
    this.#validations.push({
      type: 'list',
      formula1: source,
      range,
      allowBlank: true,
      showInputMessage: true,
      inputTitle: say.title,
      inputMessage: say.message,
      showErrorMessage: say.strict,
      errorStyle: 'stop',
      errorTitle: say.title,
      errorMessage: say.message,
    });
  }

  /**
   * Refuses what is typed into a range, and says why. Protecting the sheet would do it too, and would take away the
   * spelling check and rows that grow with what is written.
   */
  keep(range: string, say: { title: string; message: string }): void {
    this.#validations.push({
      type: 'custom',
      formula1: 'FALSE',
      range,
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: say.title,
      errorMessage: say.message,
    });
  }

  /** `frozen`: rows and columns that stay in sight. Widths are in characters; a column of no width is hidden. */
  finish(layout: {
    widths: readonly number[];
    frozen?: { rows: number; columns?: number };
    landscape?: boolean;
    headingRow?: number;
    /** Columns repeated on every page where a sheet is two pages wide: "$A:$B". */
    sideColumns?: string;
    tab?: string;
    /** For sheets on which nothing is written: protected, without a password. */
    locked?: boolean;
  }): WriteSheet {
    const { widths, frozen, landscape = false, headingRow, sideColumns, tab = BLUE, locked = false } = layout;
    return {
      name: this.#name,
      columns: widths.map((width) => (width === 0 ? { width: 12, hidden: true } : { width })),
      cells: this.#cells,
      rows: [],
      rowDefs: this.#rows,
      dataValidations: this.#validations,
      ...(locked ? { protection: { sheet: true } } : {}),
      ...(frozen === undefined ? {} : { freezePane: frozen }),
      view: { showGridLines: false, tabColor: { rgb: tab } },
      pageSetup: {
        paperSize: 'a4',
        orientation: landscape ? 'landscape' : 'portrait',
        fitToPage: true,
        fitToWidth: sideColumns === undefined ? 1 : 2,
        fitToHeight: 0,
        margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
        ...(sideColumns === undefined ? {} : { printTitlesColumn: sideColumns }),
        ...(headingRow === undefined ? {} : { printTitlesRow: `$${headingRow}:$${headingRow}` }),
      },
      headerFooter: { oddFooter: '&L&8&F&C&8&A&R&8Page &P of &N' },
    };
  }
}
