import type { Projection } from '../ledger/projection.ts';
import { parts } from '../ledger/subject-key.ts';
import { panelProjections } from './panel-projection.ts';

const people: Projection = {
  kind: 'person',
  project(rows, { round, key }, { entry: current, conflict }) {
    rows.remove('person', { round, person: key });
    if (current?.act !== 'person-appointed' && current?.act !== 'person-stood-down') return;
    const appointed = current.act === 'person-appointed' ? current.facts : undefined;
    rows.insert('person', {
      round,
      person: key,
      name: current.text?.name ?? null,
      email: current.text?.email ?? null,
      profession: current.text?.profession ?? null,
      employer: appointed?.employer ?? null,
      roles: JSON.stringify(appointed?.roles ?? []),
      stood_down: Number(appointed === undefined),
      employer_words: (current.act === 'person-appointed' ? current.text?.employer : undefined) ?? null,
      entry: current.hash,
      conflict,
    });
  },
};

const writers: Projection = {
  kind: 'writer',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [person, writer] = parts(key, 2);
    rows.remove('writer', { round, person, writer });
    if (current?.act !== 'writer-introduced' && current?.act !== 'writer-retired') return;
    rows.insert('writer', {
      round,
      person,
      writer,
      retired_after: current.act === 'writer-retired' ? current.facts.after : null,
      entry: current.hash,
      conflict,
    });
  },
};

const assignments: Projection = {
  kind: 'assignment',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, person] = parts(key, 2);
    rows.remove('assignment', { round, submission, person });
    if (current?.act !== 'assignment-made' && current?.act !== 'assignment-ended') return;
    rows.insert('assignment', {
      round,
      submission,
      person,
      ended: Number(current.act === 'assignment-ended'),
      entry: current.hash,
      conflict,
    });
  },
};

export const peopleProjections: readonly Projection[] = [people, writers, assignments, ...panelProjections];
