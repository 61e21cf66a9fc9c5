import { z } from 'zod';
import { PlainWorkbook, Unreadable } from '../domain/workbook.ts';

/** What the parent asks of a parser process. Bytes come with the request: the process reads no file of ours. */
export const ParserRequest = z.object({
  id: z.int(),
  kind: z.literal('workbook'),
  /** For its ending alone, where the bytes do not say what they are. */
  name: z.string(),
  bytes: z.instanceof(Uint8Array),
});
export type ParserRequest = z.infer<typeof ParserRequest>;

export const ParserResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), workbook: PlainWorkbook }),
  z.object({ ok: z.literal(false), reason: Unreadable }),
]);
export type ParserResult = z.infer<typeof ParserResult>;

/** The answer is checked again by the parent: a process that read a hostile file is not trusted to be itself. */
export const ParserResponse = z.object({ id: z.int(), result: ParserResult });
export type ParserResponse = z.infer<typeof ParserResponse>;
