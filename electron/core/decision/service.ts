import type { DecisionView } from '../../../shared/contract/moderation.ts';
import { type Judgement, judge } from '../../../shared/domain/award-rule.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import type { Hash, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { ProposedOutcome } from '../../../shared/domain/standard-set.ts';
import { spanOf } from '../../../shared/domain/validity.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { calibrations, requireForAward } from '../calibration/service.ts';
import { type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { currentVersion, currentVersions } from '../intake/service.ts';
import { type Panel, readPanel, rising } from '../moderation/service.ts';
import { barredFrom, requireNoInterest } from '../people/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { decisionOf } from './queries.ts';

export { decisionOf } from './queries.ts';

type Methods = 'decision.make' | 'decision.propose' | 'condition.meet';

/** The rule proposes; a person decides. */
export const decisionService = (desk: DeskContext): Handlers<Methods> => ({
  'decision.make': async ({ submission, outcome, reason, learningPoints }) => {
    const round = roundHere(desk);
    requireForAward(desk, round, submission);
    requireNoInterest(desk, round, personHere(desk), submission);
    const [panel, version] = await Promise.all([
      readPanel(desk, round, submission),
      currentVersion(desk, round, submission),
    ]);
    const judgement = judge(panel.set, panel.transitions, panel.agreed);
    const { proposed } = judgement;
    if (judgement.verdict === 'blocked' || proposed === undefined) {
      return refuse(
        'missing-agreed-score',
        whyBlocked(judgement),
        judgement.blockedBy.map(({ item }) => ({ kind: 'item', at: item })),
      );
    }
    if (outcome !== proposed && reason.trim() === '') {
      return refuse('reason-needed', 'The decision is not what the rule proposes. Say why.', [
        { kind: 'field', at: 'reason' },
      ]);
    }
    if (outcome === 'awarded-when-conditions-are-met' && judgement.conditions.length === 0) {
      return refuse(
        'wrong-input',
        'No agreed score carries a condition. Write one, with its day, on the standard it belongs to.',
        [{ kind: 'field', at: 'outcome' }],
      );
    }
    const decidedOn = dayInLondon(desk.now());
    const span = outcome === 'not-awarded' ? undefined : spanOf(panel.set.validity, decidedOn);
    if (outcome !== 'not-awarded' && span === undefined) {
      return refuse(
        'wrong-input',
        'The standard set’s last day of validity has passed. Adopt a set with a later one.',
      );
    }
    const conditions =
      outcome === 'awarded-when-conditions-are-met'
        ? judgement.conditions.map(({ item, by, words }) => ({ id: item.replace('/', '.'), item, by, words }))
        : [];
    const entry = desk.ledger.append('decision-made', {
      facts: {
        round,
        submission,
        organisation: version.organisation,
        outcome,
        proposed,
        decidedOn,
        ...(span === undefined ? {} : { validFrom: span.from }),
        ...(span?.until === undefined ? {} : { validTo: span.until }),
        conditions: conditions.map(({ id, item, by }) => ({ id, item, by })),
      },
      text: {
        reason,
        conditions: Object.fromEntries(conditions.map(({ id, words }) => [id, words])),
        learningPoints,
      },
      basis: basisOf(panel),
    });
    desk.changed('moderation', 'publication', 'round');
    return { entry: entry.hash };
  },
  'decision.propose': async () => {
    const round = roundHere(desk);
    const barred = barredFrom(desk, round, personHere(desk));
    const aside = calibrations(desk, round);
    const versions = (await currentVersions(desk, round)).filter(
      ({ submission }) => !barred.has(submission) && !aside.has(submission),
    );
    const proposals = await Promise.all(
      versions.map(async ({ submission, name }) => {
        const panel = await readPanel(desk, round, submission);
        const judgement = judge(panel.set, panel.transitions, panel.agreed);
        return {
          submission,
          name,
          outcome: judgement.proposed,
          why: whyProposed(judgement),
          basis: basisOf(panel),
        };
      }),
    );
    desk.store.transaction(() => {
      for (const { submission, outcome, basis } of proposals) {
        if (outcome !== undefined) propose(desk, round, submission, outcome, basis);
      }
    });
    desk.changed('moderation', 'round');
    return proposals.map(({ submission, name, outcome, why }) => ({ submission, name, outcome, why }));
  },
  'condition.meet': async ({ submission, condition, on, how }) => {
    const round = roundHere(desk);
    requireForAward(desk, round, submission);
    requireNoInterest(desk, round, personHere(desk), submission);
    const decision = await decisionOf(desk, round, submission);
    const known = decision?.conditions.find(({ id }) => id === condition);
    if (known === undefined) return refuse('not-found', 'The decision has no such condition.');
    if (known.metOn !== undefined) return refuse('already-done', 'The condition is marked as met already.');
    const entry = desk.ledger.append('condition-met', {
      facts: { round, submission, condition, on, evidence: [] },
      text: { how },
    });
    desk.changed('moderation', 'publication', 'round');
    return { entry: entry.hash };
  },
});

/** What a conclusion rests on: the sheets, and the agreed scores as they stand. */
function basisOf(panel: Panel): readonly Hash[] {
  return rising([...panel.basis, ...[...panel.agreed.values()].map(({ entry }) => entry)]);
}

/** A proposal that says the same on the same basis is not made again. */
function propose(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  outcome: ProposedOutcome,
  basis: readonly Hash[],
): void {
  const before = desk.ledger.current({ round, kind: 'proposal', key: submission });
  const same =
    before?.act === 'decision-proposed' &&
    before.facts.outcome === outcome &&
    before.basis.join() === basis.join();
  if (!same)
    desk.ledger.append('decision-proposed', { facts: { round, submission, outcome }, text: {}, basis });
}

function whyBlocked(judgement: Judgement): string {
  if (judgement.verdict === 'nothing-applies')
    return 'Nothing applies to this submission, so the rule proposes nothing.';
  const items = judgement.blockedBy.map(({ item }) => item);
  const shown = items.length > 6 ? [...items.slice(0, 5), `${items.length - 5} more`] : items;
  return `${count(items.length, 'agreed score')} missing: ${list(shown)}. Agree ${items.length === 1 ? 'it' : 'them'} first.`;
}

function whyProposed(judgement: Judgement): string {
  switch (judgement.verdict) {
    case 'blocked':
    case 'nothing-applies':
      return whyBlocked(judgement);
    case 'all-passed':
      return 'Every requirement is met.';
    case 'failed-with-conditions':
      return `Every requirement would be met once ${count(judgement.conditions.length, 'condition')} ${judgement.conditions.length === 1 ? 'is' : 'are'}.`;
    case 'failed':
      return `Not met: ${list(judgement.gates.filter(({ verdict }) => verdict === 'failed').map(nameOfGate))}.`;
  }
}

function nameOfGate(gate: Judgement['gates'][number]): string {
  switch (gate.kind) {
    case 'mandatory':
      return 'the mandatory requirement';
    case 'overall':
      return 'the overall requirement';
    case 'section':
      return `the requirement on section ${gate.section}`;
  }
}

export type { DecisionView };
