import type { Projection } from '../ledger/projection.ts';
import { parts } from '../ledger/subject-key.ts';

const moderations: Projection = {
  kind: 'moderation',
  project(rows, { round, key: submission }, { entry: current, conflict }) {
    rows.remove('moderation', { round, submission });
    if (
      current?.act !== 'moderation-opened' &&
      current?.act !== 'moderation-closed' &&
      current?.act !== 'moderation-reopened'
    ) {
      return;
    }
    rows.insert('moderation', {
      round,
      submission,
      state: current.act === 'moderation-closed' ? 'closed' : 'open',
      present: JSON.stringify(current.facts.present),
      entry: current.hash,
      conflict,
    });
  },
};

const agreedScores: Projection = {
  kind: 'agreed',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, item] = parts(key, 2);
    rows.remove('agreed', { round, submission, item });
    if (current?.act !== 'score-agreed') return;
    rows.insert('agreed', {
      round,
      submission,
      item,
      outcome: JSON.stringify(current.facts.outcome),
      condition_by: current.facts.conditionBy ?? null,
      condition: current.text?.condition ?? null,
      reason: current.text?.reason ?? null,
      learning_point: current.text?.learningPoint ?? null,
      entry: current.hash,
      conflict,
    });
  },
};

export const moderationProjections: readonly Projection[] = [moderations, agreedScores];
