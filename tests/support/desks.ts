import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ask } from '../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../electron/core/desk/desk.ts';
import type { DeskPort } from '../../electron/core/desk-types.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { InputOf, MethodName } from '../../shared/contract/table.ts';
import type { PersonId, SubmissionId } from '../../shared/domain/ids.ts';
import { type MadeRound, scoresOf } from '../bench/round.ts';

/** Real desks in folders of their own, under a clock that the test sets. */

export const resources = resolve(import.meta.dirname, '../../resources');

/** A clock that stands still until it is told to move. */
export interface Clock {
  readonly now: () => Date;
  set(moment: string): void;
}

export function clockAt(moment: string): Clock {
  let at = new Date(moment);
  return {
    now: () => at,
    set: (to) => {
      at = new Date(to);
    },
  };
}

export interface Desks {
  readonly folder: string;
  readonly clock: Clock;
  /** Opens the desk of that name, again where it was open before and closed since. */
  open(name: string): Promise<Desk>;
  close(desk: Desk): Promise<void>;
  /** A closed desk's folder under another name, keys and all. */
  copy(from: string, to: string): void;
  /** Closes what is open and takes the folders away. */
  end(): Promise<void>;
}

export function makeDesks(moment = '2026-04-20T09:00:00.000Z'): Desks {
  const folder = mkdtempSync(join(tmpdir(), 'award-desks-'));
  const clock = clockAt(moment);
  const open = new Set<Desk>();
  return {
    folder,
    clock,
    async open(name) {
      const desk = await openDesk({
        dataFolder: join(folder, name),
        resources,
        clock: clock.now,
        workFactor: 4,
      });
      open.add(desk);
      return desk;
    },
    async close(desk) {
      open.delete(desk);
      await desk.close();
    },
    copy: (from, to) => cpSync(join(folder, from), join(folder, to), { recursive: true }),
    async end() {
      for (const desk of open) await desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The refusal of a call that is to be refused. Throws where it was not. */
export async function refusalOf<Method extends MethodName>(
  desk: Pick<Desk, 'invoke'>,
  method: Method,
  input: InputOf<Method>,
): Promise<Refusal> {
  const answer = await desk.invoke(method, input);
  if (answer.ok) throw new Error(`${method} was not refused: ${JSON.stringify(answer.value).slice(0, 300)}`);
  return answer.error;
}

/** Types an assessor's made scores, all of them or the first `only`, on their own desk. */
export async function scoreMade(
  desk: Desk,
  round: MadeRound,
  submission: SubmissionId,
  person: PersonId,
  only = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (const score of scoresOf(round, submission, person).slice(0, only))
    await ask(desk, 'scores.save', { submission, score });
}

/** Hands bytes to a desk as a file that a person picked; its id. */
export async function stageBytes(desk: DeskPort, name: string, bytes: Uint8Array | string): Promise<string> {
  const file = join(await desk.stagingFolder(), randomUUID());
  writeFileSync(file, bytes);
  const answer = await desk.stage([{ path: name, file }]);
  if (!answer.ok) throw new Error(answer.error.sentence);
  const [staged] = answer.value;
  if (staged === undefined) throw new Error('The file was not staged.');
  return staged.id;
}

/** The file of an export. Throws where the desk has none of that id. */
export async function exported(
  desk: Desk,
  id: string,
): Promise<{ readonly path: string; readonly name: string }> {
  const file = await desk.exportFile(id);
  if (file === undefined) throw new Error('The desk gave no such file.');
  return file;
}
