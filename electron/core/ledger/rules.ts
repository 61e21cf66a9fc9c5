import type { z } from 'zod';
import type { PersonId, RoundId } from '../../../shared/domain/ids.ts';
import type { ActRule, Objection, Standing, Subject } from './acts/act.ts';
import { type ActName, acts, type FactsOf, type TextOf } from './acts/table.ts';

/** A subject in full: an act of one round never touches what another round has under the same name. */
export interface RoundSubject extends Subject {
  readonly round: RoundId;
}

/** A rule with its facts already in hand. */
export interface BoundRule {
  readonly subject: RoundSubject;
  readonly objection: (author: PersonId, standing: Standing) => Objection;
}

/** An act's rule, for code that has the act's name at run time only. */
export interface OpenRule {
  /** Facts as they came; undefined where they are not of this act's shape. */
  readonly check: (facts: unknown) => BoundRule | undefined;
  /** Facts that were checked when their entry was admitted. */
  readonly held: (facts: unknown) => BoundRule;
  readonly checkText: (text: unknown) => boolean;
  /** Facts and text as this version writes them: unknown members left out, defaults filled in. Throws a ZodError. */
  readonly write: (facts: unknown, text: unknown) => { readonly facts: object; readonly text: object };
}

function open<Facts extends z.ZodType<{ round: RoundId }>, Text extends z.ZodType<object>>(
  rule: ActRule<Facts, Text>,
): OpenRule {
  const bind = (facts: z.infer<Facts>): BoundRule => ({
    subject: { ...rule.subject(facts), round: facts.round },
    objection: (author, standing) => rule.objection(author, facts, standing),
  });
  return {
    check: (facts) => {
      const read = rule.facts.safeParse(facts);
      return read.success ? bind(read.data) : undefined;
    },
    // Only what `check` let in is held, and its hash covers it.
    held: (facts) => bind(facts as z.infer<Facts>),
    checkText: (text) => rule.text.safeParse(text).success,
    write: (facts, text) => ({ facts: rule.facts.parse(facts), text: rule.text.parse(text) }),
  };
}

const rules: ReadonlyMap<string, OpenRule> = new Map(
  Object.entries(acts).map(([name, rule]) => [
    name,
    open<z.ZodType<{ round: RoundId }>, z.ZodType<object>>(rule),
  ]),
);

/** Undefined for an act of a later version. */
export function ruleOf(act: string): OpenRule | undefined {
  return rules.get(act);
}

export function isKnown(act: string): act is ActName {
  return rules.has(act);
}

export type { ActName, FactsOf, TextOf };
