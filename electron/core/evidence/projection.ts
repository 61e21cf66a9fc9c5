import type { Projection } from '../ledger/projection.ts';
import { parts } from '../ledger/subject-key.ts';

const cautions: Projection = {
  kind: 'caution',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [sha256, kind, place] = parts(key, 3);
    const where = { round, sha256, kind, leaf: Number(place) };
    rows.remove('caution_settled', where);
    if (current?.act !== 'caution-settled') return;
    rows.insert('caution_settled', {
      ...where,
      state: current.facts.state,
      reason: current.text?.reason ?? null,
      person: current.person,
      at: current.at,
      entry: current.hash,
      conflict,
    });
  },
};

const handling: Projection = {
  kind: 'handling',
  project(rows, { round, key }, { entry: current, conflict }) {
    const where = { round, sha256: key };
    rows.remove('evidence_handling', where);
    if (current?.act !== 'evidence-handled') return;
    rows.insert('evidence_handling', {
      ...where,
      state: current.facts.state,
      reason: current.text?.reason ?? null,
      person: current.person,
      at: current.at,
      entry: current.hash,
      conflict,
    });
  },
};

export const evidenceProjections: readonly Projection[] = [cautions, handling];
