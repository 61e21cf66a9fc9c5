import { z } from 'zod';
import { Reading, UnreadableFile } from '../domain/reading.ts';
import { PlainWorkbook, Unreadable } from '../domain/workbook.ts';

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Bytes come with the request: the process reads no file of ours. The name serves where bytes do not say what they are. */
const asked = { id: z.int(), name: z.string(), bytes: Bytes };

/** What the parent asks of a parser process: a form's cells, a file to be read, or one file that lies inside it. */
export const ParserRequest = z.discriminatedUnion('kind', [
  z.object({ ...asked, kind: z.literal('workbook') }),
  z.object({ ...asked, kind: z.literal('reading') }),
  z.object({ ...asked, kind: z.literal('enclosure'), path: z.string() }),
]);
export type ParserRequest = z.infer<typeof ParserRequest>;

const unread = z.object({ ok: z.literal(false), reason: UnreadableFile });

export const ParserResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), workbook: PlainWorkbook }),
  z.object({ ok: z.literal(false), reason: Unreadable }),
]);
export type ParserResult = z.infer<typeof ParserResult>;

export const ReadingResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), reading: Reading }),
  unread,
]);
export type ReadingResult = z.infer<typeof ReadingResult>;

export const EnclosureResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), bytes: Bytes }),
  unread,
]);
export type EnclosureResult = z.infer<typeof EnclosureResult>;

/** The first word of a parser process: it runs, and can read what it needs of the program. */
export const ParserStarted = z.object({ started: z.literal(true) });
export type ParserStarted = z.infer<typeof ParserStarted>;

/**
 * The answer; its result is checked again by the parent as what was asked for: a process that read a hostile file is
 * not trusted to be itself.
 */
export const ParserResponse = z.object({ id: z.int(), result: z.unknown() });
export interface ParserResponse {
  readonly id: number;
  readonly result: ParserResult | ReadingResult | EnclosureResult;
}
