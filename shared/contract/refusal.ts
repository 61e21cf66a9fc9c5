import { z } from 'zod';

/** Where a refusal or a problem belongs, so that a room can put it beside the thing it concerns. */
export const Place = z.object({
  kind: z.enum(['field', 'file', 'cell', 'item', 'organisation', 'person', 'record']),
  /** What a person would look for: "Self-assessment, row 14", "board-paper.pdf", "3.3". */
  at: z.string(),
});
export type Place = z.infer<typeof Place>;

export const REFUSAL_CODES = [
  'not-allowed',
  'not-found',
  'wrong-input',
  'no-round',
  'already-done',
  'work-moved',
  'sheet-incomplete',
  'reason-needed',
  'moderation-open',
  'moderation-not-open',
  'blind-until-moderation',
  'missing-agreed-score',
  'version-superseded',
  'standards-unusable',
  'rehearsal-over',
  'nothing-to-import',
  'file-unreadable',
  'pack-unusable',
  'passphrase-needed',
  'passphrase-wrong',
  'conflict',
  'desk-busy',
  'newer-data',
  'disk-full',
  'stopped',
  'unexpected',
] as const;
export const RefusalCode = z.enum(REFUSAL_CODES);
export type RefusalCode = z.infer<typeof RefusalCode>;

/** Why a call did nothing: a code for the program, a sentence that says what to do, the places it concerns. */
export const Refusal = z.object({
  code: RefusalCode,
  sentence: z.string(),
  places: z.array(Place).default([]),
});
export type Refusal = z.infer<typeof Refusal>;

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Refusal };
