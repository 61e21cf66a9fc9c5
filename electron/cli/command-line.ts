import { parseArgs } from 'node:util';
import { nearest } from '../../shared/domain/likeness.ts';
import { list } from '../../shared/domain/words.ts';
import { allOptions, type Given, optionsOf, type Verb, WrongUsage } from './verb.ts';

/** What was typed, read: a verb with what it was given, or help, for one verb or for all. */
export type Command =
  | { readonly kind: 'help'; readonly verb: Verb | undefined }
  | { readonly kind: 'run'; readonly verb: Verb; readonly given: Given; readonly data: string | undefined };

/** Reads a command line. Throws `WrongUsage` with a sentence for what is not a command. */
export function readCommandLine(args: readonly string[], verbs: readonly Verb[]): Command {
  const { values, positionals } = parsed(args, verbs);
  const verb = verbIn(positionals, verbs);
  if (values.help === true || (verb === undefined && positionals[0] === 'help')) {
    return { kind: 'help', verb: verb ?? verbIn(positionals.slice(1), verbs) };
  }
  if (verb === undefined) throw new WrongUsage(unknownVerb(positionals, verbs));
  const words = positionals.slice(verb.name.split(' ').length);
  checkOptions(verb, values);
  checkWords(verb, words);
  return { kind: 'run', verb, given: givenFrom(verb, values, words), data: textIn(values, 'data') };
}

type Values = Readonly<Record<string, unknown>>;

function textIn(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function parsed(
  args: readonly string[],
  verbs: readonly Verb[],
): { readonly values: Values; readonly positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: allOptions(verbs),
      allowPositionals: true,
    });
    return { values, positionals };
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
      throw error;
    const verb = verbIn(
      args.filter((word) => !word.startsWith('-')),
      verbs,
    );
    throw new WrongUsage(sentenceFor(error), verb);
  }
}

/** Node's own words for it, in ours. */
function sentenceFor({ message }: Error): string {
  const option = /'(-[^' ,]*)/.exec(message)?.[1] ?? 'An option';
  if (message.startsWith('Unknown option')) return `There is no option ${option}.`;
  if (message.includes('does not take an argument')) return `${option} takes no value.`;
  return `${option} needs a value after it.`;
}

/** The longest name that the words begin with: "standards load" before "standards". */
function verbIn(words: readonly string[], verbs: readonly Verb[]): Verb | undefined {
  return verbs
    .filter(({ name }) => name.split(' ').every((word, at) => words[at] === word))
    .toSorted((one, other) => other.name.length - one.name.length)[0];
}

function unknownVerb(words: readonly string[], verbs: readonly Verb[]): string {
  const [first = '', second] = words;
  if (first === '') return 'Say what to do.';
  const group = verbs.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (group.length > 0) {
    return `Say what to do${second === undefined ? '' : `: there is no ${first} ${second}`}. It can be ${list(group, 'or')}.`;
  }
  const [near] = nearest(
    first,
    verbs.map(({ name }) => name),
  );
  return `There is no verb ${first}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

function checkOptions(verb: Verb, values: Values): void {
  const known = optionsOf(verb);
  for (const name of Object.keys(values)) {
    if (known[name] === undefined) throw new WrongUsage(`${verb.name} has no option --${name}.`, verb);
  }
  if ('free' in verb && values.data !== undefined) {
    throw new WrongUsage(`${verb.name} makes its own data folders and takes no --data.`, verb);
  }
  for (const [name, { required }] of Object.entries(known)) {
    if (required === true && values[name] === undefined) {
      throw new WrongUsage(`${verb.name} needs --${name}.`, verb);
    }
  }
}

function checkWords(verb: Verb, words: readonly string[]): void {
  const { least, most, words: named } = verb.operands ?? { least: 0, most: 0, words: '' };
  if (words.length < least) throw new WrongUsage(`${verb.name} needs ${named}.`, verb);
  const extra = words[most];
  if (extra !== undefined) throw new WrongUsage(`${verb.name} does not know what to do with ${extra}.`, verb);
}

function givenFrom(verb: Verb, values: Values, words: readonly string[]): Given {
  return {
    words,
    text: (option) => textIn(values, option),
    flag: (option) => values[option] === true,
    required: (option) => {
      const value = textIn(values, option);
      if (value === undefined) throw new WrongUsage(`${verb.name} needs --${option}.`, verb);
      return value;
    },
  };
}

/** Whether JSON was asked for, also where the rest of the line cannot be read. */
export const wantsJson = (args: readonly string[]): boolean => {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
};
