import type { ParseArgsOptionsConfig } from 'node:util';
import type { DeskPort } from '../core/desk-types.ts';

/** One option of a verb: `value` is what stands for it in the usage, none for a flag. */
export interface Option {
  readonly value?: string;
  readonly about: string;
  readonly required?: boolean;
}

/** What a verb has to say: one JSON value, and the same for a person to read. */
export interface Said {
  readonly value: unknown;
  readonly text: string;
  /** True where not all was done, or what was looked at is not as it has to be: exit code 1. */
  readonly unwell?: boolean;
}

/** What was typed after the verb, checked against what the verb takes. */
export interface Given {
  /** Throws `WrongUsage` where the option was left out. */
  required(option: string): string;
  text(option: string): string | undefined;
  flag(option: string): boolean;
  readonly words: readonly string[];
}

export interface Surroundings {
  /** Where the desk of `--data` lies, or this computer's own. */
  readonly dataFolder: string;
  readonly resources: string;
  /** Says how far long work is, where somebody watches. */
  readonly progress: (done: number, of: number, words: string) => void;
}

interface Described {
  /** As it is typed: "standards load". */
  readonly name: string;
  readonly about: string;
  /** "FILE", "PATH…"; none where nothing follows the verb but options. */
  readonly operands?: { readonly words: string; readonly least: number; readonly most: number };
  readonly options?: Readonly<Record<string, Option>>;
  /** Throws `WrongUsage` for a value that cannot be read, before any desk is opened. */
  check?(given: Given): void;
}

/** A verb on the desk of a data folder. */
export interface DeskVerb extends Described {
  /** Also on a folder with nothing in it yet. Others refuse one, since it is most likely not the one that was meant. */
  readonly begins?: boolean;
  run(desk: DeskPort, given: Given, surroundings: Surroundings): Promise<Said>;
}

/** A verb that makes its own desks. */
export interface FreeVerb extends Described {
  readonly free: true;
  run(given: Given, surroundings: Surroundings): Promise<Said>;
}

export type Verb = DeskVerb | FreeVerb;

/** What was typed is not a command: exit code 2, with what the usage is. */
export class WrongUsage extends Error {
  readonly verb: Verb | undefined;

  constructor(sentence: string, verb?: Verb) {
    super(sentence);
    this.name = 'WrongUsage';
    this.verb = verb;
  }
}

export const COMMON: Readonly<Record<string, Option>> = {
  json: { about: 'Print one JSON value and nothing else' },
  data: { value: 'DIR', about: 'The data folder; this computer’s own where it is left out' },
  help: { about: 'Say how to use this' },
};

export const optionsOf = (verb: Verb): Readonly<Record<string, Option>> => ({ ...verb.options, ...COMMON });

/** "award import PATH… [--rehearse]". */
export function usageOf(verb: Verb): string {
  const options = Object.entries(verb.options ?? {}).map(([name, { value, required }]) => {
    const typed = value === undefined ? `--${name}` : `--${name} ${value}`;
    return required === true ? typed : `[${typed}]`;
  });
  return ['award', verb.name, ...(verb.operands === undefined ? [] : [verb.operands.words]), ...options].join(
    ' ',
  );
}

/** For `parseArgs`: every option of every verb, since the verb is not known until they are told from words. */
export function allOptions(verbs: readonly Verb[]): ParseArgsOptionsConfig {
  const config: ParseArgsOptionsConfig = {};
  for (const verb of verbs) {
    for (const [name, { value }] of Object.entries(optionsOf(verb))) {
      config[name] = { type: value === undefined ? 'boolean' : 'string' };
    }
  }
  return config;
}
