import { z } from 'zod';
import { StandardSet } from '../domain/standard-set.ts';
import { call } from './call.ts';
import { Export } from './desk.ts';
import { Place } from './refusal.ts';

export const SetHead = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  sample: z.boolean(),
  source: z.string(),
});
export type SetHead = z.infer<typeof SetHead>;

export const SetProblem = z.object({ sentence: z.string(), place: Place });

export const standardsCalls = [
  /** The set that the round at hand has adopted, else the one loaded last, else the shipped sample. */
  call({
    name: 'standards.show',
    may: ['anyone'],
    input: z.object({}),
    output: z.object({ set: StandardSet, adopted: z.boolean() }),
  }),
  call({ name: 'standards.list', may: ['anyone'], input: z.object({}), output: z.array(SetHead) }),
  /** Reads a set from a workbook or JSON. Kept on this computer when it has no problems; adopted only by an act. */
  call({
    name: 'standards.load',
    may: ['administrator', 'nobody-yet'],
    input: z.object({ staged: z.string() }),
    output: z.object({ set: SetHead.optional(), problems: z.array(SetProblem) }),
  }),
  /** The set as a workbook, to be read, or edited and loaded as a new version. */
  call({
    name: 'standards.export',
    may: ['anyone'],
    input: z.object({ as: z.enum(['workbook', 'json']) }),
    output: Export,
  }),
  call({
    name: 'standards.adopt',
    may: ['administrator'],
    input: z.object({ id: z.string(), version: z.int(), reason: z.string().max(2000) }),
    output: z.object({}),
  }),
] as const;
