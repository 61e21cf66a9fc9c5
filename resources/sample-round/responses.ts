import type { SampleEvidence, SampleResponse } from '../../shared/domain/sample-round.ts';
import { itemsOf, type StandardSet } from '../../shared/domain/standard-set.ts';
import type { EvidenceReference } from '../../shared/domain/submission.ts';
import type { MadeDocument } from './documents/passage.ts';
import { SUMMARY_SHEET } from './documents/spreadsheet.ts';
import type { Fact, SampleOrganisation } from './organisations/fact.ts';

/** What an organisation says, item by item, with the pages on which its evidence says so. */
export function writeResponses(
  set: StandardSet,
  organisation: SampleOrganisation,
  documents: readonly MadeDocument[],
): readonly SampleResponse[] {
  return itemsOf(set, organisation.transitions).map(({ id }) => {
    const fact = factOf(organisation, id);
    return {
      item: id,
      selfRating:
        fact.self === 'not-applicable'
          ? { kind: 'not-applicable' }
          : { kind: 'level', level: fact.self ?? fact.level },
      account: fact.says,
      reason: fact.reason ?? '',
      action: fact.action ?? '',
      references: [fact.in, ...(fact.also ?? [])].flatMap((ref) =>
        ref === undefined ? [] : [reference(documents, ref, id)],
      ),
    };
  });
}

export function factOf(organisation: SampleOrganisation, item: string): Fact {
  const fact = organisation.facts[item];
  if (fact === undefined) throw new Error(`${organisation.name} says nothing about ${item}.`);
  return fact;
}

/** "p. 6", "sheet 2", or nothing for a file of one piece. */
function reference(documents: readonly MadeDocument[], ref: string, item: string): EvidenceReference {
  const made = documents.find(({ plan }) => plan.ref === ref);
  if (made === undefined) throw new Error(`${ref} is named for ${item}, and there is no such document.`);
  const page = made.pages.get(item);
  if (page !== undefined) return { ref, pages: `p. ${page}`, firstPage: page };
  const inSheets = made.plan.kind === 'tracker' || made.plan.kind === 'timetable';
  return { ref, pages: inSheets ? `sheet ${SUMMARY_SHEET}` : '' };
}

export function listEvidence(organisation: SampleOrganisation): SampleEvidence[] {
  return organisation.documents.map(({ ref, name, shows, namesRemoved }) => ({
    ref,
    name,
    shows,
    namesRemoved: namesRemoved ?? 'yes',
  }));
}
