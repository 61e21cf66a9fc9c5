import { dayInLondon, dayInWords } from './dates.ts';
import type { Day, Instant } from './ids.ts';

/** Where a question stands, and what came back, as a person reads it. */

export interface AskedState {
  readonly askedAt: Instant;
  readonly state: 'asked' | 'withdrawn' | 'passed-on' | 'answered';
  /** Of the state that it is in now. */
  readonly since: Instant;
  /** Why it was not sent; empty where whoever asked took it back. */
  readonly reason: string;
  readonly answerBy?: Day | undefined;
}

/** Nothing came of it, and whoever asked wanted it so: there is nothing to show. */
export function isTakenBack({ state, reason }: Pick<AskedState, 'state' | 'reason'>): boolean {
  return state === 'withdrawn' && reason === '';
}

/** One word for a tag. */
export function stateInWord({ state, reason }: Pick<AskedState, 'state' | 'reason'>): string {
  switch (state) {
    case 'asked':
      return 'Asked';
    case 'withdrawn':
      return isTakenBack({ state, reason }) ? 'Taken back' : 'Not sent';
    case 'passed-on':
      return 'Sent';
    case 'answered':
      return 'Answered';
  }
}

/** "28 April 2026, answer due 12 May 2026", "20 April 2026, not sent yet". */
export function sinceInWords({ state, since, askedAt, reason, answerBy }: AskedState): string {
  const day = (at: Instant) => dayInWords(dayInLondon(at));
  switch (state) {
    case 'asked':
      return `${day(askedAt)}, not sent yet`;
    case 'withdrawn':
      return reason === '' ? day(since) : `${day(since)}: ${reason}`;
    case 'passed-on':
      return answerBy === undefined ? day(since) : `${day(since)}, answer due ${dayInWords(answerBy)}`;
    case 'answered':
      return day(since);
  }
}

/** "Received 12 May 2026, in reply to question 3". */
export function replyInWords(reply: {
  readonly receivedAt: Instant;
  readonly number: number;
  readonly late: boolean;
}): string {
  const received = `Received ${dayInWords(dayInLondon(reply.receivedAt))}, in reply to question ${reply.number}`;
  return reply.late ? `${received}, after the day it was due` : received;
}

/** Whether a reply may change a score, by the round's standards. */
export function mayChangeInWords(mayChangeScores: boolean): string {
  return mayChangeScores
    ? 'By the round’s standards a reply may change a score.'
    : 'By the round’s standards a reply changes no score. It is here to read.';
}
