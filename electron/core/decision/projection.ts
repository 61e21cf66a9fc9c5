import type { Projection } from '../ledger/projection.ts';
import { parts } from '../ledger/subject-key.ts';

const proposals: Projection = {
  kind: 'proposal',
  project(rows, { round, key: submission }, { entry: current, conflict }) {
    rows.remove('proposal', { round, submission });
    if (current?.act !== 'decision-proposed') return;
    rows.insert('proposal', {
      round,
      submission,
      outcome: current.facts.outcome,
      entry: current.hash,
      conflict,
    });
  },
};

const decisions: Projection = {
  kind: 'decision',
  project(rows, { round, key: submission }, { entry: current, conflict }) {
    rows.remove('decision', { round, submission });
    if (current?.act !== 'decision-made') return;
    const { facts, text } = current;
    rows.insert('decision', {
      round,
      submission,
      organisation: facts.organisation,
      outcome: facts.outcome,
      proposed: facts.proposed,
      decided_on: facts.decidedOn,
      valid_from: facts.validFrom ?? null,
      valid_to: facts.validTo ?? null,
      conditions: JSON.stringify(
        facts.conditions.map((condition) => ({ ...condition, words: text?.conditions[condition.id] ?? '' })),
      ),
      reason: text?.reason ?? null,
      learning_points: JSON.stringify(text?.learningPoints ?? []),
      entry: current.hash,
      conflict,
    });
  },
};

const conditions: Projection = {
  kind: 'condition',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, condition] = parts(key, 2);
    rows.remove('condition_met', { round, submission, condition });
    if (current?.act !== 'condition-met') return;
    rows.insert('condition_met', {
      round,
      submission,
      condition,
      met_on: current.facts.on,
      how: current.text?.how ?? null,
      entry: current.hash,
      conflict,
    });
  },
};

const awards: Projection = {
  kind: 'award',
  project(rows, { round, key: submission }, { entry: current, conflict }) {
    rows.remove('award_change', { round, submission });
    if (current?.act !== 'award-extended' && current?.act !== 'award-withdrawn') return;
    rows.insert('award_change', {
      round,
      submission,
      organisation: current.facts.organisation,
      kind: current.act === 'award-extended' ? 'extended' : 'withdrawn',
      day: current.act === 'award-extended' ? current.facts.until : current.facts.from,
      reason: current.text?.reason ?? null,
      entry: current.hash,
      conflict,
    });
  },
};

export const decisionProjections: readonly Projection[] = [proposals, decisions, conditions, awards];
