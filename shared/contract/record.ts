import { z } from 'zod';
import { Hash, Instant } from '../domain/ids.ts';
import { call } from './call.ts';

const Subject = z.object({ kind: z.string().max(40), key: z.string().max(300) });

/** Something that people said in two ways, without having seen each other's record. */
export const ConflictRow = Subject.extend({
  /** "Agreed score: Riverbend, 3.3". */
  title: z.string(),
  versions: z.int(),
  by: z.array(z.string()),
  /** The room where it can be said anew. */
  room: z.string().optional(),
});
export type ConflictRow = z.infer<typeof ConflictRow>;

export const ConflictVersion = z.object({
  hash: Hash,
  act: z.string(),
  by: z.string(),
  /** By the clock of whoever said it. */
  at: Instant,
  fields: z.array(z.object({ label: z.string(), text: z.string() })),
  /** Why the person here may not settle it with this version; absent where they may. */
  objection: z.string().optional(),
});
export type ConflictVersion = z.infer<typeof ConflictVersion>;

export const ConflictView = ConflictRow.omit({ versions: true, by: true }).extend({
  /** The first is the one that the rooms show meanwhile. */
  versions: z.array(ConflictVersion),
  /** Labels of the fields in which they differ. */
  differs: z.array(z.string()),
});
export type ConflictView = z.infer<typeof ConflictView>;

/** Something in the record that a person should ask somebody about. */
export const RecordFinding = z.object({
  kind: z.enum(['gap', 'copy']),
  sentence: z.string(),
  /** What to do. */
  advice: z.string(),
});
export type RecordFinding = z.infer<typeof RecordFinding>;

export const recordCalls = [
  call({
    name: 'conflicts.list',
    may: ['administrator', 'chair', 'deputy', 'assessor'],
    input: z.object({}),
    output: z.array(ConflictRow),
  }),
  call({
    name: 'conflicts.show',
    may: ['administrator', 'chair', 'deputy', 'assessor'],
    input: Subject,
    output: ConflictView,
  }),
  /** Says the chosen version again, in the name of whoever settles it, in place of all of them. */
  call({
    name: 'conflicts.settle',
    may: ['administrator', 'chair', 'deputy', 'assessor'],
    input: Subject.extend({ choose: Hash }),
    output: z.object({}),
  }),
  /** Records that are missing here, and keys that two computers sign with. */
  call({
    name: 'record.findings',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({}),
    output: z.array(RecordFinding),
  }),
] as const;
