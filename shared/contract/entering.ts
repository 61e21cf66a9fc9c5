import { z } from 'zod';
import { Hash, PersonId, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';
import { Export } from './desk.ts';
import { Place } from './refusal.ts';

/** How one sheet of a file of scores stands: only one that is ready is taken in. */
export const EnteredState = z.enum([
  'ready',
  /** Something has to be put right in the file first. */
  'has-problems',
  /** Nothing is written on it yet. */
  'not-begun',
  /** Just this is on the record already. */
  'known',
]);
export type EnteredState = z.infer<typeof EnteredState>;

export const EnteredSheet = z.object({
  submission: SubmissionId,
  name: z.string(),
  state: EnteredState,
  scored: z.int(),
  items: z.int(),
});
export type EnteredSheet = z.infer<typeof EnteredSheet>;

/** Scores of people who cannot use the program. */
export const enteringCalls = [
  /**
   * Scores from a scoring workbook, or from a table (organisation, item, level, note, feedback). On the assessor's own
   * desk they become drafts; an administrator puts whole sheets on the record, signed as entered for that person.
   */
  call({
    name: 'scores.load',
    may: ['administrator', 'assessor'],
    input: z.object({
      /** The file, or the tables that a workbook was saved as. */
      staged: z.union([z.string(), z.array(z.string()).min(1).max(500)]),
      /** Whose scores they are; a workbook says it itself. */
      as: PersonId.optional(),
      accept: z.boolean(),
      /** Only these, and only their problems count; all of them where it is left out. */
      submissions: z.array(SubmissionId).optional(),
    }),
    output: z.object({
      /** Whose they are, by name, and whether they are entered by somebody else. */
      assessor: z.string(),
      forAnother: z.boolean(),
      sheets: z.array(EnteredSheet),
      problems: z.array(
        z.object({ sentence: z.string(), place: Place, submission: SubmissionId.optional() }),
      ),
      /** What is worth knowing and stops nothing: a newer version came, a sheet is replaced. */
      notes: z.array(z.string()),
      written: z.int(),
    }),
  }),
  /** The scoring workbook with its evidence beside it, in one zip file; nothing in it is locked. */
  call({
    name: 'workbooks.make',
    may: ['administrator'],
    input: z.object({ person: PersonId, job: z.string() }),
    output: Export.extend({
      /** The workbook alone, as it lies in the zip. */
      workbook: Export,
      submissions: z.int(),
      evidenceFiles: z.int(),
      /** Files left out, since the administrator keeps them back. */
      keptBack: z.int(),
    }),
  }),
  /** A sheet that was entered for an assessor is theirs: said by them, or by a chair whom they told. */
  call({
    name: 'sheets.confirm',
    may: ['assessor', 'chair', 'deputy'],
    input: z.object({
      submission: SubmissionId,
      /** Whose sheet it is; the person's own where it is left out. */
      person: PersonId.optional(),
      /** How a chair knows it. */
      how: z.string().trim().max(2000).default(''),
    }),
    output: z.object({ entry: Hash }),
  }),
] as const;
