import type { z } from 'zod';
import type { Citation } from '../../../shared/domain/score.ts';
import type { FactsOf, TextOf } from '../ledger/acts/table.ts';
import type { Projection } from '../ledger/projection.ts';
import { parts } from '../ledger/subject-key.ts';

const sheets: Projection = {
  kind: 'sheet',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, person] = parts(key, 2);
    const where = { round, submission, person };
    rows.remove('sheet_score', where);
    rows.remove('sheet', where);
    if (current === undefined) return;
    const shown = { entry: current.hash, conflict };
    switch (current.act) {
      case 'sheet-recalled':
      case 'sheet-returned':
        rows.insert('sheet', {
          ...where,
          version: null,
          state: current.act === 'sheet-recalled' ? 'recalled' : 'returned',
          submitted_at: null,
          entered_by: null,
          ...shown,
        });
        return;
      case 'sheet-submitted':
        rows.insert('sheet', {
          ...where,
          version: current.facts.version,
          state: 'submitted',
          submitted_at: current.at,
          entered_by: current.person === current.facts.person ? null : current.person,
          ...shown,
        });
        for (const score of current.facts.scores) {
          const words = current.text?.words[score.item];
          rows.insert('sheet_score', {
            ...where,
            item: score.item,
            outcome: JSON.stringify(score.outcome),
            note: words?.note ?? null,
            feedback: words?.feedback ?? null,
            citations: JSON.stringify(citationsOf(score, current.text)),
            conflict,
          });
        }
        return;
      default:
        return;
    }
  },
};

/**
 * A citation whose words were removed from the record still points at its page. What an older entry does not say is
 * left out, so that its rows stay as they were derived; whoever reads them fills it in.
 */
function citationsOf(
  score: FactsOf<'sheet-submitted'>['scores'][number],
  text: TextOf<'sheet-submitted'> | undefined,
): readonly z.input<typeof Citation>[] {
  return score.citations.map(({ id, evidence, page, meaning }) => ({
    id,
    evidence,
    ...(page === undefined ? {} : { page }),
    ...(text?.passages[id] ?? { quote: '', prefix: '', suffix: '', boxes: [] }),
    ...(meaning === undefined ? {} : { meaning }),
  }));
}

const confirmations: Projection = {
  kind: 'confirmation',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, person, sheet] = parts(key, 3);
    const where = { round, submission, person, sheet };
    rows.remove('sheet_confirmed', where);
    if (current?.act !== 'sheet-confirmed') return;
    rows.insert('sheet_confirmed', {
      ...where,
      entered_by: current.facts.enteredBy,
      confirmed_by: current.person,
      at: current.at,
      how: current.text?.how ?? null,
      entry: current.hash,
      conflict,
    });
  },
};

export const scoringProjections: readonly Projection[] = [sheets, confirmations];
