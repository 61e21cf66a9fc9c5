import { type SampleCitation, SampleScore } from '../../shared/domain/sample-round.ts';
import type { Outcome } from '../../shared/domain/score.ts';
import { itemsOf, type StandardSet } from '../../shared/domain/standard-set.ts';
import { chance, type MadeDocument, proseOf } from './documents/passage.ts';
import type { Dissent, Fact, SampleOrganisation } from './organisations/fact.ts';
import { factOf } from './responses.ts';

/** How often an assessor reads a met standard more strictly than the rest, of a hundred. */
const strictness: Readonly<Record<string, number>> = { ana: 6, ben: 3, chidi: 4, dilys: 8, emre: 5 };

interface Reading {
  readonly outcome: Outcome;
  readonly note: string;
  readonly feedback: string;
}

/**
 * One assessor's sheet for one organisation: mostly what the evidence is worth, now and then stricter, and otherwise
 * where the organisation's dissents say so. Every score that needs a reason has one.
 */
export function writeScores(
  set: StandardSet,
  organisation: SampleOrganisation,
  assessor: string,
  documents: readonly MadeDocument[],
): SampleScore[] {
  const next = chance(`${organisation.id} ${assessor}`);
  return itemsOf(set, organisation.transitions).map(({ id, standard }) => {
    const fact = factOf(organisation, id);
    const strict = next() * 100 < (strictness[assessor] ?? 0);
    const cites = next() < 0.55;
    const dissent = organisation.dissents.find((one) => one.assessor === assessor && one.item === id);
    const reading =
      dissent !== undefined
        ? readDissent(dissent, standard.number)
        : read(fact, standard.number, strict && !standard.mandatory, assessor);
    const citation = cites || dissent !== undefined || fact.level < 2 ? cite(fact, id, documents) : undefined;
    return SampleScore.parse({ item: id, ...reading, citations: citation === undefined ? [] : [citation] });
  });
}

function read(fact: Fact, number: string, strict: boolean, assessor: string): Reading {
  const { praise, doubt } = proseOf(number);
  if (fact.self === 'not-applicable')
    return { outcome: { kind: 'not-applicable' }, note: `Agreed: ${lower(fact.reason ?? '')}`, feedback: '' };
  if (fact.level === 2 && strict)
    return { outcome: level(1), note: doubt, feedback: `Show more of this next time: ${lower(doubt)}` };
  if (fact.level === 2)
    return {
      outcome: level(2),
      note: fact.self === undefined ? '' : `${praise} They are harder on themselves than I am.`,
      feedback: praise,
    };
  return {
    outcome: level(fact.level),
    note: voice(fact.gap ?? doubt, assessor, fact),
    feedback: fact.next ?? '',
  };
}

/** The same gap, as different people write it down. */
function voice(gap: string, assessor: string, fact: Fact): string {
  const where = fact.in === undefined ? 'No evidence is named.' : `See ${fact.in}.`;
  switch (assessor) {
    case 'ana':
      return gap;
    case 'ben':
      return `${gap} ${where}`;
    case 'chidi':
      return fact.self === undefined || fact.self === fact.level ? `${gap} They say so themselves.` : gap;
    case 'dilys':
      return fact.next === undefined ? gap : `${gap} Would be met with: ${lower(fact.next)}`;
    default:
      return `${where} ${gap}`;
  }
}

function readDissent({ outcome, note }: Dissent, number: string): Reading {
  const { praise } = proseOf(number);
  if (outcome === 'cannot-judge') return { outcome: { kind: 'cannot-judge' }, note, feedback: '' };
  if (outcome === 'not-applicable') return { outcome: { kind: 'not-applicable' }, note, feedback: '' };
  return { outcome: level(outcome), note, feedback: outcome === 2 ? praise : note };
}

const level = (value: number): Outcome => ({ kind: 'level', level: value });

function lower(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}

/** Only files with a text in them can be cited word for word. */
function cite(fact: Fact, item: string, documents: readonly MadeDocument[]): SampleCitation | undefined {
  if (fact.in === undefined || fact.shows === undefined) return undefined;
  const made = documents.find(({ plan }) => plan.ref === fact.in);
  if (made === undefined || made.plan.kind === 'scan') return undefined;
  const page = made.pages.get(item);
  if (page !== undefined) return { ref: fact.in, page, quote: fact.shows };
  return made.plan.kind === 'note' || made.plan.kind === 'mail'
    ? { ref: fact.in, quote: fact.shows }
    : undefined;
}
