import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../shared/contract/refusal.ts';
import { percentile, type Row, round } from './measure.ts';

/** Milliseconds between one call and the next. */
const ASK_EVERY_MS = 25;

export type Calls = Readonly<Record<string, (time: number) => Promise<Answer<unknown>>>>;

export const residentMB = () => process.memoryUsage.rss() / 2 ** 20;

/**
 * Asks each call in turn at its due moment, until the end, and looks each time how much memory is held. A wait is from
 * when the call was due, not when it ran.
 */
export function askAlong(calls: Calls) {
  const waits: Record<string, number[]> = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  let over = false;
  let peakMB = residentMB();
  const asking = (async () => {
    for (let time = 0; !over; time++) {
      for (const [name, call] of Object.entries(calls)) {
        const due = performance.now() + ASK_EVERY_MS;
        await pause(ASK_EVERY_MS);
        const answer = await call(time);
        if (!answer.ok) throw new Error(answer.error.sentence);
        waits[name]?.push(performance.now() - due);
        peakMB = Math.max(peakMB, residentMB());
      }
    }
  })();
  return {
    end: async () => {
      over = true;
      await asking;
      return { waits, peakMB };
    },
  };
}

/** How long each call waited. */
export function waitsIn(name: string, waits: Readonly<Record<string, readonly number[]>>): Row {
  return {
    name,
    promise: 'every call is answered within 100 ms of being asked',
    measured: Object.fromEntries(
      Object.entries(waits).flatMap(([call, each]) => [
        [`${call} asked`, each.length],
        [`${call} p95`, round(percentile(each, 0.95))],
        [`${call} longest`, round(Math.max(...each))],
      ]),
    ),
    kept: Object.values(waits).every((each) => Math.max(...each) <= 100),
  };
}
