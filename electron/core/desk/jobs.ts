import type { DeskEvent } from '../../../shared/contract/table.ts';
import { Refused, refuse } from '../refused.ts';

/** Long work as its own code sees it: it tells how far it is, and finds out at each step whether to stop. */
export interface Job {
  readonly signal: AbortSignal;
  /** `of` is 0 where the end is not known. */
  progress(done: number, of: number, words: string): void;
  /** Throws the refusal 'stopped' once the person has asked for it. */
  step(): void;
}

export interface Jobs {
  run<Value>(id: string, work: (job: Job) => Promise<Value>): Promise<Value>;
  stop(id: string): void;
  stopAll(): void;
}

/** Events are for people: more often than this only costs. */
const EVENT_GAP_MS = 80;

export function createJobs(emit: (event: DeskEvent) => void): Jobs {
  const running = new Map<string, AbortController>();
  return {
    async run(id, work) {
      if (running.has(id))
        throw refuse('already-done', 'This is under way already. Wait for it, or stop it first.');
      const controller = new AbortController();
      running.set(id, controller);
      let told = 0;
      const job: Job = {
        signal: controller.signal,
        progress(done, of, words) {
          const now = performance.now();
          if (now - told < EVENT_GAP_MS && done !== of) return;
          told = now;
          emit({ kind: 'progress', job: id, done, of, words });
        },
        step() {
          if (controller.signal.aborted)
            throw refuse('stopped', 'Stopped. Nothing was written for what had not finished.');
        },
      };
      try {
        return await work(job);
      } catch (error) {
        if (controller.signal.aborted && !(error instanceof Refused)) {
          throw refuse('stopped', 'Stopped. Nothing was written for what had not finished.');
        }
        throw error;
      } finally {
        running.delete(id);
      }
    },
    stop(id) {
      running.get(id)?.abort();
    },
    stopAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}
