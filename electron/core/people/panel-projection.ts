import { headsOf } from '../ledger/heads.ts';
import type { Current, Projection } from '../ledger/projection.ts';
import { parts } from '../ledger/subject-key.ts';

/** Of several heads, the strictest holds until a person settles which: else the one that rows show. */
function strictest({ entry, conflict, all }: Current, strict: (entry: Shown) => boolean): Current['entry'] {
  if (conflict === 0 || entry === undefined) return entry;
  const entries = all();
  const heads = new Set(headsOf(entries));
  return entries.find((each) => heads.has(each.hash) && strict(each)) ?? entry;
}
type Shown = NonNullable<Current['entry']>;

const panels: Projection = {
  kind: 'panel',
  project(rows, { round, key: panel }, { entry: current, conflict }) {
    rows.remove('panel', { round, panel });
    if (current?.act !== 'panel-formed') return;
    const { chair, members, submissions } = current.facts;
    rows.insert('panel', {
      round,
      panel,
      name: current.text?.name ?? null,
      chair: chair ?? null,
      members: JSON.stringify(members),
      submissions: JSON.stringify(submissions),
      entry: current.hash,
      conflict,
    });
  },
};

const interests: Projection = {
  kind: 'interest',
  project(rows, { round, key }, found) {
    const [person, organisation] = parts(key, 2);
    rows.remove('interest', { round, person, organisation });
    const current = strictest(
      found,
      (each) => each.act === 'interest-declared' && each.facts.extent === 'actual',
    );
    if (current?.act !== 'interest-declared') return;
    rows.insert('interest', {
      round,
      person,
      organisation,
      extent: current.facts.extent,
      kind: current.facts.kind,
      sentence: current.text?.sentence ?? null,
      declared_by: current.person,
      at: current.at,
      entry: current.hash,
      conflict: found.conflict,
    });
  },
};

const settlements: Projection = {
  kind: 'settlement',
  project(rows, { round, key }, found) {
    const [person, organisation] = parts(key, 2);
    rows.remove('settlement', { round, person, organisation });
    const current = strictest(
      found,
      (each) => each.act === 'interest-settled' && each.facts.outcome === 'recused',
    );
    if (current?.act !== 'interest-settled') return;
    const { outcome, grounds, declaration } = current.facts;
    rows.insert('settlement', {
      round,
      person,
      organisation,
      outcome,
      grounds: JSON.stringify(grounds),
      declaration: declaration ?? null,
      reason: current.text?.reason ?? null,
      settled_by: current.person,
      at: current.at,
      entry: current.hash,
      conflict: found.conflict,
    });
  },
};

const partnerships: Projection = {
  kind: 'partnership',
  project(rows, { round, key }, found) {
    const [one, other] = parts(key, 2);
    rows.remove('partnership', { round, one, other });
    const current = strictest(found, (each) => each.act === 'partnership-set' && each.facts.kind !== 'none');
    if (current?.act !== 'partnership-set' || current.facts.kind === 'none') return;
    rows.insert('partnership', {
      round,
      one,
      other,
      kind: current.facts.kind,
      note: current.text?.note ?? null,
      entry: current.hash,
      conflict: found.conflict,
    });
  },
};

const countings: Projection = {
  kind: 'counting',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, person] = parts(key, 2);
    rows.remove('sheet_counted', { round, submission, person });
    if (current?.act !== 'sheet-counted') return;
    rows.insert('sheet_counted', {
      round,
      submission,
      person,
      counts: Number(current.facts.counts),
      reason: current.text?.reason ?? null,
      ruled_by: current.person,
      entry: current.hash,
      conflict,
    });
  },
};

const rulings: Projection = {
  kind: 'ruling',
  project(rows, { round, key }, { entry: current, conflict, all }) {
    const [submission, person] = parts(key, 2);
    rows.remove('ruling_upheld', { round, submission, person });
    if (current?.act !== 'ruling-upheld') return;
    rows.insert('ruling_upheld', {
      round,
      submission,
      person,
      // What was upheld once is upheld: a later one speaks of later rulings.
      rulings: JSON.stringify([...new Set(all().flatMap(({ basis }) => basis))].toSorted()),
      reason: current.text?.reason ?? null,
      upheld_by: current.person,
      entry: current.hash,
      conflict,
    });
  },
};

export const panelProjections: readonly Projection[] = [
  panels,
  interests,
  settlements,
  partnerships,
  countings,
  rulings,
];
