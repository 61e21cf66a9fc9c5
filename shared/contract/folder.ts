import { z } from 'zod';
import { Instant, PersonId, Role, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';
import { PackRehearsal } from './exchange.ts';

/** A file that is left to a person, with the reason. */
export const WaitingFile = z.object({
  /** What `folder.rehearse` takes. */
  id: z.string(),
  name: z.string(),
  /** Where it opened: whose file it says that it is. */
  from: z.string().optional(),
  /** Whose sub-folder it lies in, where this desk looks in several. */
  inFolderOf: z.string().optional(),
  sentence: z.string(),
});
export type WaitingFile = z.infer<typeof WaitingFile>;

export const SubFolder = z.object({
  person: PersonId,
  name: z.string(),
  path: z.string(),
  /** Whether it was there at the last look; absent before the first. */
  there: z.boolean().optional(),
});
export type SubFolder = z.infer<typeof SubFolder>;

export const FolderView = z.object({
  /** Whether this desk is told the folder that all sub-folders lie in, or the one of its own person. */
  kind: z.enum(['parent', 'own']),
  /** Absent until a folder was chosen. */
  path: z.string().optional(),
  /** An administrator's: whose sub-folder is which. */
  subFolders: z.array(SubFolder),
  /** Whether it looks by itself, or only when asked. */
  byItself: z.boolean(),
  lastLooked: Instant.optional(),
  lastTaken: z.object({ at: Instant, from: z.string() }).optional(),
  /** Files put there for somebody that nobody has told to have taken yet. */
  unanswered: z.int(),
  waiting: z.array(WaitingFile),
  /** What is the matter and what to do, a sentence each; empty when all is well. */
  troubles: z.array(z.string()),
});
export type FolderView = z.infer<typeof FolderView>;

export const PersonProgress = z.object({
  person: PersonId,
  name: z.string(),
  roles: z.array(Role),
  /**
   * True where whoever looks assesses a submission with this person, and so may know neither when they were here nor
   * how far they are.
   */
  withheld: z.boolean(),
  /** As their own clock told it. */
  lastSeen: Instant.optional(),
  sheets: z.array(
    z.object({
      submission: SubmissionId,
      name: z.string(),
      submitted: z.boolean(),
      /** Absent where they have not told yet. */
      told: z.object({ scored: z.int(), of: z.int() }).optional(),
    }),
  ),
});
export type PersonProgress = z.infer<typeof PersonProgress>;

export const folderCalls = [
  call({ name: 'folder.show', may: ['anyone'], input: z.object({}), output: FolderView }),
  /**
   * Tells this desk its team folder: an administrator's the one that holds everybody's sub-folders, or one person's
   * sub-folder where it lies elsewhere; anybody else's their own.
   */
  call({
    name: 'folder.choose',
    may: ['administrator', 'chair', 'deputy', 'assessor'],
    input: z.object({ path: z.string().trim().min(1).max(1000), person: PersonId.optional() }),
    output: FolderView,
  }),
  /** Looks there no more; the files stay as they are. */
  call({
    name: 'folder.leave',
    may: ['administrator', 'chair', 'deputy', 'assessor'],
    input: z.object({}),
    output: FolderView,
  }),
  /** Takes what has come and puts there what is new, now. */
  call({
    name: 'folder.look',
    may: ['administrator', 'chair', 'deputy', 'assessor'],
    input: z.object({}),
    output: z.object({ taken: z.int(), put: z.int(), waiting: z.int() }),
  }),
  /** What a file that waits for a person would add; `packs.accept` takes it in. */
  call({
    name: 'folder.rehearse',
    may: ['administrator', 'chair', 'deputy', 'assessor'],
    input: z.object({ id: z.string(), job: z.string() }),
    output: PackRehearsal,
  }),
  /** When each person was last heard of, and how many standards they have scored: counts, never scores. */
  call({
    name: 'progress.list',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({}),
    output: z.array(PersonProgress),
  }),
] as const;
