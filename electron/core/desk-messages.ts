import type { Refusal } from '../../shared/contract/refusal.ts';
import type { DeskEvent } from '../../shared/contract/table.ts';
import type { DeskPort } from './desk-types.ts';
import { Refused } from './refused.ts';
import { StoreRefusal } from './store/refusal.ts';

/** What the desk's thread is asked: every method of the port but `subscribe`, which is a stream. */
export type Served = Omit<DeskPort, 'subscribe'>;
export type ServedName = keyof Served;

export interface DeskOptions {
  readonly dataFolder: string;
  readonly resources: string;
}

/** A question to the thread; the answer bears the same id. */
export type Question = {
  [Name in ServedName]: {
    readonly id: number;
    readonly name: Name;
    readonly input: Parameters<Served[Name]>;
  };
}[ServedName];

/** An answer of the thread. */
export type Reply = {
  [Name in ServedName]: {
    readonly id: number;
    readonly name: Name;
    readonly value: Awaited<ReturnType<Served[Name]>>;
  };
}[ServedName];

export type FromDesk =
  | { readonly kind: 'open' }
  | { readonly kind: 'not-open'; readonly refusal: Refusal }
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly id: number; readonly refusal: Refusal }
  | { readonly kind: 'event'; readonly event: DeskEvent };

export function isReplyTo<Name extends ServedName>(
  reply: Reply,
  name: Name,
): reply is Extract<Reply, { readonly name: Name }> {
  return reply.name === name;
}

/** A refusal as it was meant; anything else that was thrown, as a sentence that says what to do next. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof StoreRefusal) return { code: error.code, sentence: error.message, places: [] };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'unexpected',
    sentence: `The program met something it was not made for, and this was not done: ${reason.replace(/\.$/, '')}. Try it again; if it fails again, close the program and open it again. All that was saved is kept.`,
    places: [],
  };
}
