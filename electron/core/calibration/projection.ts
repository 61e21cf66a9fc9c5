import type { Projection } from '../ledger/projection.ts';

const chosen: Projection = {
  kind: 'calibration',
  project(rows, { round, key: submission }, { entry: current, conflict }) {
    rows.remove('calibration', { round, submission });
    if (current?.act !== 'calibration-set' || !current.facts.calibrates) return;
    rows.insert('calibration', { round, submission, since: current.at, entry: current.hash, conflict });
  },
};

const opened: Projection = {
  kind: 'calibration-opening',
  project(rows, { round, key: submission }, { entry: current, conflict }) {
    rows.remove('calibration_opened', { round, submission });
    if (current?.act !== 'calibration-opened') return;
    rows.insert('calibration_opened', {
      round,
      submission,
      opened_at: current.at,
      entry: current.hash,
      conflict,
    });
  },
};

export const calibrationProjections: readonly Projection[] = [chosen, opened];
