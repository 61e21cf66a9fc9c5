import { z } from 'zod';
import { Hash } from '../../shared/domain/ids.ts';

/** What a desk in a process of its own is asked, and what it answers. */
export const Asked = z.discriminatedUnion('name', [
  z.object({ name: z.literal('invoke'), method: z.string(), input: z.unknown() }),
  z.object({ name: z.literal('stage'), path: z.string(), file: z.string() }),
  z.object({ name: z.literal('export'), export: z.string() }),
  z.object({
    name: z.literal('rows'),
    only: z.object({ tables: z.array(z.string()), person: z.string() }).optional(),
  }),
  z.object({ name: z.literal('mine'), person: z.string() }),
  z.object({ name: z.literal('lacks'), hashes: z.array(Hash) }),
  z.object({ name: z.literal('close') }),
]);
export type Asked = z.infer<typeof Asked>;

/** A question with its number. */
export const Question = z.object({ id: z.int(), asked: Asked });
export type Question = z.infer<typeof Question>;

/** Number 0 says that the desk is open. */
export const Answered = z.object({
  id: z.int(),
  value: z.unknown().optional(),
  error: z.string().optional(),
});
export type Answered = z.infer<typeof Answered>;
