import { z } from 'zod';

/** A workbook as plain data: what stands in its cells, formulas by the value that was last kept of them. */
export const PlainCell = z.object({
  /** From 1; column 1 is A. */
  column: z.int().min(1).max(16_384),
  value: z.union([z.string().max(40_000), z.number(), z.boolean()]),
});
export type PlainCell = z.infer<typeof PlainCell>;

export const PlainSheet = z.object({
  name: z.string().max(200),
  hidden: z.boolean(),
  /** Rows that hold anything, in their order. */
  rows: z.array(z.object({ row: z.int().min(1).max(1_048_576), cells: z.array(PlainCell) })),
});
export type PlainSheet = z.infer<typeof PlainSheet>;

/** What lies in a workbook besides its cells. None of it is opened, run or fetched. */
export const Enclosed = z.object({
  kind: z.enum(['object', 'picture', 'external-link', 'macro', 'comment']),
  /** The name inside the file, the address that a link points to, or the place that a comment stands at. */
  name: z.string().max(2000),
});
export type Enclosed = z.infer<typeof Enclosed>;

export const PlainWorkbook = z.object({
  kind: z.enum(['xlsx', 'ods', 'xls', 'csv']),
  sheets: z.array(PlainSheet),
  enclosed: z.array(Enclosed),
});
export type PlainWorkbook = z.infer<typeof PlainWorkbook>;

/** Why a file could not be read as a workbook. */
export const Unreadable = z.enum([
  'empty',
  'too-large',
  'password',
  'truncated',
  'doctype',
  'bomb',
  'not-a-spreadsheet',
  'damaged',
  'took-too-long',
  'too-much-memory',
]);
export type Unreadable = z.infer<typeof Unreadable>;

/** One sentence for each reason, to stand after the file's name: what is wrong, and what to do. */
export function unreadableSentence(reason: Unreadable): string {
  switch (reason) {
    case 'empty':
      return 'The file is empty. Ask for it again.';
    case 'too-large':
      return 'The workbook is larger than a submission can be. Ask for the form alone, with its evidence as files beside it.';
    case 'password':
      return 'The workbook is password protected. Ask for a copy saved without a password.';
    case 'truncated':
      return 'The workbook ends too early, as when a copy or an e-mail was cut off. Ask for it again.';
    case 'doctype':
      return 'The workbook holds a document type declaration, which spreadsheets never need and attacks use. It was not opened.';
    case 'bomb':
      return 'The workbook unpacks to far more than a submission can be. It was not opened.';
    case 'not-a-spreadsheet':
      return 'The file is not a spreadsheet. The selected file must use the template.';
    case 'damaged':
      return 'The workbook is damaged and cannot be read. Open it in Excel or LibreOffice, save it again, or ask for it again.';
    case 'took-too-long':
      return 'The workbook took too long to read and was given up. Open it in Excel or LibreOffice and save it again as .xlsx.';
    case 'too-much-memory':
      return 'The workbook needed too much memory to read and was given up. Open it in Excel or LibreOffice and save it again as .xlsx.';
  }
}

/** "B14" */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}
