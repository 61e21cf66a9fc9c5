import type { Projection } from '../ledger/projection.ts';

const rounds: Projection = {
  kind: 'round',
  project(rows, { round }, { entry: current, conflict }) {
    rows.remove('round', { round });
    if (current?.act !== 'round-opened') return;
    const { year, title, sample } = current.facts;
    rows.insert('round', {
      round,
      year,
      title,
      sample: Number(sample),
      closed: 0,
      entry: current.hash,
      conflict,
    });
  },
};

const dates: Projection = {
  kind: 'dates',
  project(rows, { round }, { entry: current, conflict }) {
    rows.remove('round_date', { round });
    if (current?.act !== 'round-dated') return;
    const { dates } = current.facts;
    rows.insert('round_date', {
      round,
      opens: dates.opens ?? null,
      intention_by: dates.intentionBy ?? null,
      closes_at: dates.closesAt,
      scores_due: dates.scoresDue ?? null,
      panels: dates.panels ?? null,
      letters: dates.letters ?? null,
      list: dates.list ?? null,
      appeals_by: dates.appealsBy ?? null,
      entry: current.hash,
      conflict,
    });
  },
};

const standards: Projection = {
  kind: 'standards',
  project(rows, { round }, { entry: current, conflict }) {
    rows.remove('standard_set', { round });
    if (current?.act !== 'standards-adopted') return;
    const { set } = current.facts;
    rows.insert('standard_set', {
      round,
      set_id: set.id,
      version: set.version,
      json: JSON.stringify(set),
      reason: current.text?.reason ?? null,
      entry: current.hash,
      conflict,
    });
  },
};

const organisations: Projection = {
  kind: 'organisation',
  project(rows, { round, key }, { entry: current, conflict }) {
    rows.remove('organisation', { round, organisation: key });
    if (current?.act !== 'organisation-registered') return;
    const { name, odsCode, icb, fictional } = current.facts;
    rows.insert('organisation', {
      round,
      organisation: key,
      name,
      ods_code: odsCode ?? null,
      icb: icb ?? null,
      fictional: Number(fictional),
      contact_name: current.text?.contactName ?? null,
      contact_email: current.text?.contactEmail ?? null,
      entry: current.hash,
      conflict,
    });
  },
};

export const roundProjections: readonly Projection[] = [rounds, dates, standards, organisations];
