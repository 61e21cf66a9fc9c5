import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { refusalOf } from '../core/desk-messages.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { openHost } from '../core/host.ts';
import { refuse } from '../core/refused.ts';
import { type Command, readCommandLine, wantsJson } from './command-line.ts';
import { helpFor, helpForAll } from './help.ts';
import { type DeskVerb, type Given, type Said, type Surroundings, usageOf, WrongUsage } from './verb.ts';
import { verbs } from './verbs.ts';

/** Where the command line runs: what it may write to, and what it stands on. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether somebody watches what goes to `error`. */
  readonly watched: boolean;
  readonly resources: string;
  readonly ownDataFolder: string;
}

/** Runs one command. Returns the exit code: 0 done, 1 refused, 2 not a command. */
export async function run(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const json = wantsJson(args);
  try {
    const command = readCommandLine(args, verbs);
    if (command.kind === 'help') {
      const text = command.verb === undefined ? helpForAll(verbs) : helpFor(command.verb);
      say(terminal, json, { value: { help: text }, text });
      return 0;
    }
    const said = await runVerb(command, terminal);
    say(terminal, json, said);
    return said.unwell === true ? 1 : 0;
  } catch (error) {
    if (error instanceof WrongUsage) return tellUsage(terminal, json, error);
    return tellRefusal(terminal, json, error);
  }
}

function say({ out }: Terminal, json: boolean, { value, text }: Said): void {
  out(json ? `${JSON.stringify(value, undefined, 2)}\n` : `${text.trimEnd()}\n`);
}

async function runVerb(
  { verb, given, data }: Extract<Command, { kind: 'run' }>,
  terminal: Terminal,
): Promise<Said> {
  verb.check?.(given);
  const progress = progressLine(terminal);
  const surroundings: Surroundings = {
    dataFolder: data === undefined ? terminal.ownDataFolder : resolve(data),
    resources: terminal.resources,
    progress: progress.tell,
  };
  try {
    return 'free' in verb ? await verb.run(given, surroundings) : await onDesk(verb, given, surroundings);
  } finally {
    progress.wipe();
  }
}

async function onDesk(verb: DeskVerb, given: Given, surroundings: Surroundings): Promise<Said> {
  const { dataFolder, resources, progress } = surroundings;
  if (verb.begins !== true && !existsSync(join(dataFolder, 'award.db'))) {
    throw refuse(
      'no-round',
      `There is no data in ${dataFolder} yet. Name another folder with --data, or begin with round open, pack open or restore.`,
    );
  }
  const desk: DeskPort = await openHost({ dataFolder, resources });
  try {
    desk.subscribe((event) => {
      if (event.kind === 'progress') progress(event.done, event.of, event.words);
    });
    return await verb.run(desk, given, surroundings);
  } finally {
    await desk.close();
  }
}

/** One line that writes over itself, where somebody watches; elsewhere nothing at all. */
function progressLine({ error, watched }: Terminal): {
  readonly tell: Surroundings['progress'];
  wipe(): void;
} {
  let shown = false;
  return {
    tell: (done, of, words) => {
      if (!watched) return;
      shown = true;
      error(`\r\u001B[K${of === 0 ? '' : `${Math.round((done / of) * 100)}%  `}${words}`);
    },
    wipe: () => {
      if (shown) error('\r\u001B[K');
    },
  };
}

function tellUsage({ out, error }: Terminal, json: boolean, { message, verb }: WrongUsage): 2 {
  const usage = verb === undefined ? 'award VERB …; award --help lists the verbs' : usageOf(verb);
  if (json) {
    const refusal = { code: 'wrong-usage', sentence: message, usage };
    out(`${JSON.stringify({ error: refusal }, undefined, 2)}\n`);
  } else error(`${message}\nUsage: ${usage}\n`);
  return 2;
}

function tellRefusal({ out, error }: Terminal, json: boolean, thrown: unknown): 1 {
  const refusal: Refusal = refusalOf(thrown);
  if (refusal.code === 'unexpected' && thrown instanceof Error) error(`${thrown.stack ?? thrown.message}\n`);
  if (json) out(`${JSON.stringify({ error: refusal }, undefined, 2)}\n`);
  else error(`${refusal.sentence}\n`);
  return 1;
}
