import { join } from 'node:path';
import { SampleSeat } from '../../shared/contract/desk.ts';
import type { Answer } from '../../shared/contract/refusal.ts';
import { callNamed, type DeskEvent, Topic } from '../../shared/contract/table.ts';
import { type Desk, openDesk } from './desk/desk.ts';
import type { DeskPort } from './desk-types.ts';
import { Refused } from './refused.ts';
import { openSampleDesk } from './sample/service.ts';
import { StoreRefusal } from './store/refusal.ts';

export interface HostOptions {
  readonly dataFolder: string;
  readonly resources: string;
  readonly clock?: () => Date;
  /** Reads evidence in the background. */
  readonly readsAlong?: boolean;
}

/**
 * The desk of a data folder, and in its place one of the sample desks when somebody looks around. Sample desks lie in
 * `samples` beside the person's own data and share nothing with it.
 */
export async function openHost({
  dataFolder,
  resources,
  clock,
  readsAlong = false,
}: HostOptions): Promise<DeskPort> {
  const listeners = new Set<(event: DeskEvent) => void>();
  const tell = (event: DeskEvent) => {
    for (const listener of listeners) listener(event);
  };
  const time = clock === undefined ? {} : { clock };
  const attach = (desk: Desk): Desk => {
    desk.subscribe((event) => event.kind !== 'closed' && tell(event));
    return desk;
  };
  let desk = attach(await openDesk({ dataFolder, resources, readsAlong, ...time }));
  /** Calls wait while one desk gives way to another. */
  let turning: Promise<unknown> = Promise.resolve();

  async function turnTo(open: () => Promise<Desk>): Promise<Answer<unknown>> {
    const before = desk;
    const turned = turning.then(async (): Promise<Answer<unknown>> => {
      try {
        const next = await open();
        await before.close();
        desk = attach(next);
      } catch (error) {
        if (error instanceof Refused) return { ok: false, error: error.refusal };
        if (error instanceof StoreRefusal) {
          return { ok: false, error: { code: error.code, sentence: error.message, places: [] } };
        }
        throw error;
      }
      tell({
        kind: 'changed',
        topics: [...Topic.options],
      });
      return desk.invoke('desk.show', {});
    });
    turning = turned.catch(() => undefined);
    return turned;
  }

  return {
    async invoke(method, input) {
      await turning;
      if (method === 'desk.openSample') {
        const seat = SampleSeat.safeParse(
          input !== null && typeof input === 'object' && 'seat' in input ? input.seat : undefined,
        );
        if (!seat.success) return desk.invoke(method, input);
        const before = desk;
        if (before.context.settings.get('seat') === seat.data) return before.invoke('desk.show', {});
        return turnTo(() =>
          openSampleDesk({
            samples: join(dataFolder, 'samples'),
            resources,
            readsAlong,
            seat: seat.data,
            progress: (done, of, words) => tell({ kind: 'progress', job: 'sample', done, of, words }),
          }),
        );
      }
      if (method === 'desk.leaveSample') {
        // Only the desk itself says what is wrong with input.
        if (callNamed(method)?.input.safeParse(input).success !== true) return desk.invoke(method, input);
        if (desk.context.settings.get('seat') === undefined) return desk.invoke('desk.show', {});
        return turnTo(() => openDesk({ dataFolder, resources, readsAlong, ...time }));
      }
      return desk.invoke(method, input);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stagingFolder: () => desk.stagingFolder(),
    stage: (files) => desk.stage(files),
    evidence: (sha256) => desk.evidence(sha256),
    exportFile: (id) => desk.exportFile(id),
    async close() {
      await turning;
      await desk.close();
      tell({ kind: 'closed' });
      listeners.clear();
    },
  };
}
