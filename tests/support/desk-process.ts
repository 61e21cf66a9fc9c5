import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { ask } from '../../electron/core/ask.ts';
import type { DeskPort } from '../../electron/core/desk-types.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { InputOf, MethodName, OutputOf } from '../../shared/contract/table.ts';
import { Hash } from '../../shared/domain/ids.ts';
import type { Part } from './derived-rows.ts';
import { Answered, type Asked, type Question } from './desk-process-messages.ts';

/** The process was killed before it answered: whether what was asked is on disk nobody has said. */
export class Killed extends Error {}

const CallAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: Refusal }),
]);

/** One desk, its data folder and the process that has it open; killed at any moment, and opened again. */
export class DeskProcess {
  private readonly dataFolder: string;
  private readonly hours: number;
  private running: { readonly child: ChildProcess; readonly waiting: Map<number, Waiting> } | undefined;
  private lastId = 0;

  constructor(dataFolder: string, hours: number) {
    this.dataFolder = dataFolder;
    this.hours = hours;
  }

  /** Starts the process where there is none; resolves when the desk is open. */
  async open(): Promise<void> {
    if (this.running !== undefined) return;
    const child = fork(join(import.meta.dirname, 'desk-process-child.ts'), [
      this.dataFolder,
      String(this.hours),
    ]);
    const waiting = new Map<number, Waiting>();
    const opened = Promise.withResolvers<unknown>();
    waiting.set(0, opened);
    child.on('message', (message) => {
      const { id, value, error } = Answered.parse(message);
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(new Error(error));
    });
    child.on('exit', () => {
      if (this.running?.child === child) this.running = undefined;
      for (const { reject } of waiting.values()) reject(new Killed('The desk was killed.'));
    });
    this.running = { child, waiting };
    await opened.promise;
  }

  /** Ends the process at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    if (this.running === undefined) return;
    const { child } = this.running;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    if (this.running === undefined) return;
    const gone = once(this.running.child, 'exit');
    await this.tell({ name: 'close' });
    await gone;
  }

  /** A call of the contract, as a room makes it; throws `Refused`, or `Killed`. */
  ask<Method extends MethodName>(method: Method, input: InputOf<Method>): Promise<OutputOf<Method>> {
    return ask(this.port, method, input);
  }

  private readonly port: Pick<DeskPort, 'invoke'> = {
    invoke: async (method, input) => CallAnswer.parse(await this.tell({ name: 'invoke', method, input })),
  };

  async stage(path: string, file: string): Promise<string> {
    return z.string().parse(await this.tell({ name: 'stage', path, file }));
  }

  async exported(id: string): Promise<string> {
    return z.string().parse(await this.tell({ name: 'export', export: id }));
  }

  async rows(only?: Part): Promise<readonly string[]> {
    return z
      .array(z.string())
      .parse(await this.tell({ name: 'rows', only: only && { ...only, tables: [...only.tables] } }));
  }

  /** Hashes of the entries that the person signed, as far as this desk holds them. */
  async entriesOf(person: string): Promise<readonly Hash[]> {
    return z.array(Hash).parse(await this.tell({ name: 'mine', person }));
  }

  async lacks(hashes: readonly Hash[]): Promise<readonly Hash[]> {
    return z.array(Hash).parse(await this.tell({ name: 'lacks', hashes: [...hashes] }));
  }

  private tell(asked: Asked): Promise<unknown> {
    const { running } = this;
    if (running === undefined) throw new Error('The desk is not open.');
    this.lastId += 1;
    const question: Question = { id: this.lastId, asked };
    return new Promise((resolve, reject) => {
      running.waiting.set(question.id, { resolve, reject });
      running.child.send(question);
    });
  }
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}
