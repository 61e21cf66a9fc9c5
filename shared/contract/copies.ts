import { z } from 'zod';
import { Instant, ItemId, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';

/** How the sealed copy of one's drafts in a second place stands. */
export const DraftCopyView = z.object({
  /** Absent where none is kept. */
  place: z
    .object({
      folder: z.string(),
      /** Of the file. */
      name: z.string(),
      /** It is this person's sub-folder of the team folder. */
      inTeamFolder: z.boolean(),
      /** It lies on the disk of this computer's own data, where no program takes it elsewhere. */
      sameDisk: z.boolean(),
      copiedAt: Instant.optional(),
      /** Whether it holds all that was saved here. */
      upToDate: z.boolean(),
      /** What is the matter with it and what to do; absent while all is well. */
      trouble: z.string().optional(),
    })
    .optional(),
  /** Whether it is written by itself, or only when asked. */
  byItself: z.boolean(),
  /** This person's sub-folder of the team folder, where one is chosen. */
  subFolder: z.string().optional(),
  /** Whether it is to be offered: there is none, and nobody has said that there is to be none. */
  offered: z.boolean(),
});
export type DraftCopyView = z.infer<typeof DraftCopyView>;

/** What one place has of a standard, in short. */
export const DraftInShort = z.object({
  /** "Partly met", "No level yet". */
  outcome: z.string(),
  note: z.string(),
  feedback: z.string(),
  citations: z.int(),
  savedAt: Instant,
});
export type DraftInShort = z.infer<typeof DraftInShort>;

export const DraftsOfSubmission = z.object({
  submission: SubmissionId,
  name: z.string(),
  /** Why nothing of it can be taken here; absent where it can. */
  closed: z.string().optional(),
  differs: z.array(
    z.object({
      item: ItemId,
      here: DraftInShort.optional(),
      copy: DraftInShort,
      newer: z.enum(['here', 'copy', 'neither']),
    }),
  ),
  same: z.int(),
  /** Standards with something here and nothing in the copy. */
  onlyHere: z.int(),
});
export type DraftsOfSubmission = z.infer<typeof DraftsOfSubmission>;

export const DraftsRehearsal = z.object({
  id: z.string(),
  madeAt: Instant,
  /** Whether this very computer wrote it. */
  madeHere: z.boolean(),
  submissions: z.array(DraftsOfSubmission),
});
export type DraftsRehearsal = z.infer<typeof DraftsRehearsal>;

export const copyCalls = [
  call({ name: 'copies.show', may: ['assessor'], input: z.object({}), output: DraftCopyView }),
  /**
   * Keeps the copy in that folder from now on, and writes the first one at once. The six words that open it are told
   * where they were made: the first time, and when new ones are asked for.
   */
  call({
    name: 'copies.choose',
    may: ['assessor'],
    input: z.object({
      folder: z.string().trim().min(1).max(1000),
      newWords: z.boolean().default(false),
    }),
    output: z.object({ view: DraftCopyView, words: z.string().optional() }),
  }),
  /** Writes it there no more; what lies there stays. */
  call({ name: 'copies.leave', may: ['assessor'], input: z.object({}), output: DraftCopyView }),
  /** Offers it no more. */
  call({ name: 'copies.decline', may: ['assessor'], input: z.object({}), output: DraftCopyView }),
  /** Writes it now. */
  call({ name: 'copies.write', may: ['assessor'], input: z.object({}), output: DraftCopyView }),
  /** Reads a copy through and changes nothing: what it has otherwise than this computer. */
  call({
    name: 'copies.rehearse',
    may: ['assessor'],
    input: z.object({
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('last') }),
        z.object({ kind: z.literal('earlier') }),
        z.object({ kind: z.literal('file'), staged: z.string() }),
      ]),
      words: z.string().max(200).optional(),
      job: z.string(),
    }),
    output: DraftsRehearsal,
  }),
  /** Takes back those standards as the copy has them, and no others. */
  call({
    name: 'copies.takeBack',
    may: ['assessor'],
    input: z.object({
      rehearsal: z.string(),
      scores: z
        .array(z.object({ submission: SubmissionId, item: ItemId }))
        .min(1)
        .max(20_000),
    }),
    output: z.object({ taken: z.int() }),
  }),
] as const;
