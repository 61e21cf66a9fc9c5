import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds of work after which whatever else is asked of the desk goes first. */
const SLICE_MS = 20;

/** Does something for each in order, and lets others in between. What `work` throws ends it. */
export async function eachInTurns<Each>(items: Iterable<Each>, work: (each: Each) => void): Promise<void> {
  let began = performance.now();
  for (const each of items) {
    work(each);
    if (performance.now() - began < SLICE_MS) continue;
    await turn();
    began = performance.now();
  }
}
