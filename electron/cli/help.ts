import { aligned } from './aligned.ts';
import { COMMON, type Option, optionsOf, usageOf, type Verb } from './verb.ts';

/** What `award --help` says. */
export function helpForAll(verbs: readonly Verb[]): string {
  return [
    'Award Panel without its window: whole rounds of the award from the command line.',
    '',
    'Usage: award VERB … (npm run -s award -- VERB …)',
    '',
    aligned(
      verbs.map((verb) => [`  ${[verb.name, verb.operands?.words ?? ''].join(' ').trim()}`, verb.about]),
    ),
    '',
    'Every verb takes:',
    optionLines(COMMON),
    '',
    'award VERB --help says more about one verb. It ends with 0 when it is done, 1 when it is refused, with the',
    'reason, and 2 when what was typed is not a command.',
  ].join('\n');
}

/** What `award VERB --help` says. */
export function helpFor(verb: Verb): string {
  return [`${verb.about}.`, '', `Usage: ${usageOf(verb)}`, '', optionLines(optionsOf(verb))].join('\n');
}

function optionLines(options: Readonly<Record<string, Option>>): string {
  return aligned(
    Object.entries(options).map(([name, { value, about }]) => [
      `  --${name}${value === undefined ? '' : ` ${value}`}`,
      about,
    ]),
  );
}
