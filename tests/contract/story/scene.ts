import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import type { DeskPort } from '../../../electron/core/desk-types.ts';
import { openHost } from '../../../electron/core/host.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { InputOf, MethodName } from '../../../shared/contract/table.ts';
import { ItemId, type PersonId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, exported, resources, stageBytes } from '../../support/desks.ts';

/** The desks that the story is told on: `fresh` and `empty` belong to nobody yet, `host` is what a shell opens. */
export interface Scene {
  readonly desks: Desks;
  readonly round: MadeRound;
  readonly submission: SubmissionId;
  readonly assessor: PersonId;
  readonly admin: Desk;
  readonly a1: Desk;
  readonly chair: Desk;
  readonly fresh: Desk;
  readonly empty: Desk;
  readonly host: DeskPort;
  /** What one step leaves for a later one. */
  readonly left: Map<string, string>;
}

export type Seat = 'admin' | 'a1' | 'chair' | 'fresh' | 'empty' | 'host';

export async function setScene(desks: Desks): Promise<Scene> {
  const round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 1 });
  const [submission, assessor] = [round.submissions[0]?.submission, round.submissions[0]?.assessors[0]];
  if (submission === undefined || assessor === undefined) throw new Error('The round is empty.');
  const admin = await desks.open('admin');
  await layRound(admin, round);
  const seat = await desks.open('seat');
  await carry(admin, seat, { purpose: 'round', to: assessor });
  seat.context.settings.set('seat', 'assessor');
  await desks.close(seat);
  cpSync(join(desks.folder, 'seat'), join(desks.folder, 'host', 'samples', 'assessor'), { recursive: true });
  return {
    desks,
    round,
    submission,
    assessor,
    admin,
    a1: await desks.open('a1'),
    chair: await desks.open('chair'),
    fresh: await desks.open('fresh'),
    empty: await desks.open('empty'),
    host: await openHost({ dataFolder: join(desks.folder, 'host'), resources, clock: desks.clock.now }),
    left: new Map(),
  };
}

/** One call that succeeds where it stands in the story. */
export interface Step {
  readonly method: MethodName;
  readonly on: Seat;
  readonly input: (scene: Scene) => unknown;
  /** What happens between this call and the next; it hears the answer. */
  readonly after?: (scene: Scene, value: unknown) => unknown;
}

export function step<Method extends MethodName>(
  method: Method,
  on: Seat,
  input: InputOf<Method> | ((scene: Scene) => InputOf<Method> | Promise<InputOf<Method>>),
  after?: Step['after'],
): Step {
  return {
    method,
    on,
    input: typeof input === 'function' ? input : () => input,
    ...(after === undefined ? {} : { after }),
  };
}

export const PASSPHRASE = 'acorn-linen-otter-quartz-tulip-yacht';

export const left = (scene: Scene, name: string): string => {
  const value = scene.left.get(name);
  if (value === undefined) throw new Error(`No step left ${name}.`);
  return value;
};

/** Keeps one text of an answer under the name. */
export const keep =
  (name: string, field: string): NonNullable<Step['after']> =>
  (scene, value) => {
    scene.left.set(name, String(Object(value)[field]));
  };

export const ITEM = ItemId.parse('1.1');

export const about = ({ submission }: Scene) => ({ submission });

/** An export of one desk in the hands of another. */
export async function handed(from: Desk, to: Desk, id: string): Promise<string> {
  const { path, name } = await exported(from, id);
  return stageBytes(to, name, readFileSync(path));
}
