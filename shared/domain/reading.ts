import { z } from 'zod';

/**
 * An evidence file as it can be read here, whatever it was: plain data that a parser process made of untrusted bytes.
 * Nothing in it is a script, an address to fetch or a path; HTML is still to be sanitised where it is shown.
 */

/** One page, sheet, slide, message or whole document: what a citation and a search hit name by its number. */
export const Leaf = z.object({
  /** From 1, in the file's own order. */
  number: z.int().min(1),
  /** As a person would say it: "Page iv", the sheet's name, "Slide 3". */
  label: z.string().max(400),
  /** Its text as lines; empty where there is none, as on a scan. */
  text: z.string().max(2_000_000),
  /** A hidden sheet or slide: shown on demand, and said. */
  hidden: z.boolean(),
});
export type Leaf = z.infer<typeof Leaf>;

export const GridCell = z.object({
  /** From 1; column 1 is A. */
  column: z.int().min(1).max(16_384),
  /** As it is shown: the value that was last kept, formatted. Formulas are never evaluated. */
  text: z.string().max(40_000),
  /** True for numbers and dates, which stand to the right. */
  number: z.boolean(),
  /** A comment on the cell. */
  comment: z.string().max(10_000).optional(),
});
export type GridCell = z.infer<typeof GridCell>;

export const Grid = z.object({
  name: z.string().max(400),
  hidden: z.boolean(),
  /** Rows and columns that stay while the rest scrolls. */
  frozen: z.object({ rows: z.int().min(0), columns: z.int().min(0) }),
  hiddenColumns: z.array(z.int().min(1)),
  rows: z.array(z.object({ number: z.int().min(1), hidden: z.boolean(), cells: z.array(GridCell) })),
  /** Rows or columns beyond the limit were left out. */
  cut: z.boolean(),
});
export type Grid = z.infer<typeof Grid>;

/** A picture inside a document or slide, small enough to show beside its text. */
export const Picture = z.object({
  type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']),
  base64: z.string(),
  description: z.string().max(2000),
});
export type Picture = z.infer<typeof Picture>;

export const Remark = z.object({
  author: z.string().max(400),
  text: z.string().max(10_000),
});
export type Remark = z.infer<typeof Remark>;

export const Slide = z.object({
  number: z.int().min(1),
  hidden: z.boolean(),
  title: z.string().max(4000),
  /** Paragraphs with how deep each is indented. */
  paragraphs: z.array(z.object({ depth: z.int().min(0).max(8), text: z.string() })),
  tables: z.array(z.array(z.array(z.string()))),
  notes: z.array(z.string()),
  comments: z.array(Remark),
  pictures: z.array(Picture),
});
export type Slide = z.infer<typeof Slide>;

/** A file inside the file: an attachment, an entry of a zip, an object in a workbook. Evidence of its own. */
export const Enclosure = z.object({
  /** Names it within its file: "2", "minutes/march.docx". */
  path: z.string().max(2000),
  name: z.string().max(400),
  bytes: z.int().min(0),
});
export type Enclosure = z.infer<typeof Enclosure>;

export const Body = z.discriminatedUnion('kind', [
  /** Drawn from its bytes by the viewer. */
  z.object({ kind: z.literal('pdf'), pages: z.int(), labels: z.array(z.string()) }),
  z.object({ kind: z.literal('image') }),
  z.object({ kind: z.literal('text') }),
  z.object({
    kind: z.literal('document'),
    html: z.string().max(40_000_000),
    comments: z.array(Remark),
    /** Insertions and deletions that were never accepted, told in `html` as `ins` and `del`. */
    trackedChanges: z.int().min(0),
  }),
  z.object({ kind: z.literal('workbook'), sheets: z.array(Grid) }),
  z.object({ kind: z.literal('slides'), slides: z.array(Slide) }),
  z.object({
    kind: z.literal('mail'),
    headers: z.array(z.object({ name: z.string().max(200), value: z.string().max(20_000) })),
    /** The message as HTML where it has that, without anything remote. */
    html: z.string().max(20_000_000).optional(),
    text: z.string().max(2_000_000),
    /** Pictures that lie elsewhere and were not fetched. */
    remotePictures: z.int().min(0),
  }),
  z.object({ kind: z.literal('archive') }),
  /** Not read here: opened in its own program, or saved. */
  z.object({ kind: z.literal('other') }),
]);
export type Body = z.infer<typeof Body>;

/** Something that the organisation may not have meant to send. A caution, never a change to the file. */
export const CautionKind = z.enum([
  'email-address',
  'telephone-number',
  'nhs-number',
  'date-of-birth',
  'hcpc-number',
  'hidden-sheet',
  'hidden-rows',
  'hidden-columns',
  'hidden-slide',
  'comments',
  'tracked-changes',
  'author',
  'company',
  'location',
  'covered-text',
]);
export type CautionKind = z.infer<typeof CautionKind>;

export const Caution = z.object({
  kind: CautionKind,
  /** Where: the leaf's number; absent for the file as a whole. */
  leaf: z.int().min(1).optional(),
  /** The words themselves, for the person who decides; never logged, never sent. */
  quote: z.string().max(400),
  sentence: z.string().max(600),
});
export type Caution = z.infer<typeof Caution>;

export const Reading = z.object({
  format: z.literal(1),
  what: z.string().max(200),
  body: Body,
  leaves: z.array(Leaf),
  enclosures: z.array(Enclosure),
  cautions: z.array(Caution),
  properties: z.array(z.object({ name: z.string().max(100), value: z.string().max(1000) })),
  /** What is worth saying of it: "This scan has no text", "4 of 9 sheets are hidden". */
  notes: z.array(z.string()),
});
export type Reading = z.infer<typeof Reading>;

/** Why a file cannot be read here. */
export const UnreadableFile = z.enum([
  'empty',
  'too-large',
  'password',
  'truncated',
  'doctype',
  'bomb',
  'damaged',
  'took-too-long',
  'too-much-memory',
]);
export type UnreadableFile = z.infer<typeof UnreadableFile>;

/** The largest file that is read here; a larger one is still held, opened in its own program, or saved. */
export const MOST_BYTES = 150 * 1024 * 1024;

/** One sentence for each reason, to stand after the file's name: what is wrong, and what to do. */
export function unreadableFileSentence(reason: UnreadableFile): string {
  switch (reason) {
    case 'empty':
      return 'The file is empty. Ask for it again.';
    case 'too-large':
      return 'The file is too large to be read here. Save it and open it in its own program.';
    case 'password':
      return 'The file is password protected. Ask for a copy saved without a password.';
    case 'truncated':
      return 'The file ends too early, as when a copy or an e-mail was cut off. Ask for it again.';
    case 'doctype':
      return 'The file holds a document type declaration, which Office files never need and attacks use. It was not opened.';
    case 'bomb':
      return 'The file unpacks to far more than evidence can be. It was not opened.';
    case 'damaged':
      return 'The file is damaged and cannot be read here. Open it in its own program and save it again, or ask for it again.';
    case 'took-too-long':
      return 'The file took too long to read and was given up. Ask for it as a PDF.';
    case 'too-much-memory':
      return 'The file needed too much memory to read and was given up. Ask for it as a PDF.';
  }
}
