import { callVerb } from './call.ts';
import { demoVerb } from './demo.ts';
import { importVerb } from './import.ts';
import { outcomeVerbs } from './outcome.ts';
import { packVerbs } from './packs.ts';
import { peopleVerbs } from './people.ts';
import { questionVerbs } from './questions.ts';
import { roundVerbs } from './round.ts';
import { safetyVerbs } from './safety.ts';
import { scoresVerbs } from './scores.ts';
import { searchVerb } from './search.ts';
import { standardsVerbs } from './standards.ts';
import type { Verb } from './verb.ts';

/** Every verb, in the order of the job. */
export const verbs: readonly Verb[] = [
  demoVerb,
  ...standardsVerbs,
  ...roundVerbs,
  importVerb,
  ...peopleVerbs,
  ...scoresVerbs,
  ...questionVerbs,
  ...packVerbs,
  ...outcomeVerbs,
  searchVerb,
  ...safetyVerbs,
  callVerb,
];
