import type { SubjectKind } from '../../../electron/core/ledger/acts/act.ts';
import { makeWriterKey, type WriterKeyPair } from '../../../electron/core/ledger/keys.ts';
import { createLedger, type Ledger, type Said } from '../../../electron/core/ledger/ledger.ts';
import type { Projection } from '../../../electron/core/ledger/projection.ts';
import type { RoundSubject } from '../../../electron/core/ledger/rules.ts';
import type { Connection } from '../../../electron/core/store/connection.ts';
import { openScratch } from '../../../electron/core/store/open.ts';
import type { TableName } from '../../../electron/core/store/schema.ts';
import { DERIVED_TABLES, LEDGER_TABLES } from '../../../electron/core/store/tables.ts';
import {
  Day,
  Instant,
  ItemId,
  PersonId,
  RoundId,
  SubmissionId,
  VersionId,
  type WriterKey,
} from '../../../shared/domain/ids.ts';

export const ROUND = RoundId.parse('r2026');
export const SUBMISSION = SubmissionId.parse('riverbend-2026');
export const ITEM = ItemId.parse('3.3');
export const person = (name: string): PersonId => PersonId.parse(name);

/** Enough of the features' projections to see that rows follow entries: sheets with their scores, people, agreed scores. */
export const projections: readonly Projection[] = [
  {
    kind: 'sheet',
    project: (rows, { round, key }, { entry, conflict }) => {
      const [submission = '', who = ''] = key.split(' ');
      rows.remove('sheet', { round, submission, person: who });
      rows.remove('sheet_score', { round, submission, person: who });
      if (entry?.act !== 'sheet-submitted') return;
      rows.insert('sheet', {
        round,
        submission,
        person: who,
        version: entry.facts.version,
        state: 'submitted',
        submitted_at: entry.at,
        entered_by: entry.person === who ? null : entry.person,
        entry: entry.hash,
        conflict,
      });
      for (const { item, outcome } of entry.facts.scores) {
        rows.insert('sheet_score', {
          round,
          submission,
          person: who,
          item,
          outcome: JSON.stringify(outcome),
          note: entry.text?.words[item]?.note ?? null,
          feedback: entry.text?.words[item]?.feedback ?? null,
          citations: '[]',
          conflict,
        });
      }
    },
  },
  {
    kind: 'agreed',
    project: (rows, { round, key }, { entry, conflict }) => {
      const [submission = '', item = ''] = key.split(' ');
      rows.remove('agreed', { round, submission, item });
      if (entry?.act !== 'score-agreed') return;
      rows.insert('agreed', {
        round,
        submission,
        item,
        outcome: JSON.stringify(entry.facts.outcome),
        condition_by: entry.facts.conditionBy ?? null,
        condition: entry.text?.condition ?? null,
        reason: entry.text?.reason ?? null,
        learning_point: entry.text?.learningPoint ?? null,
        entry: entry.hash,
        conflict,
      });
    },
  },
];

export interface Desk {
  readonly store: Connection;
  readonly ledger: Ledger;
  readonly key: WriterKeyPair;
  readonly person: PersonId;
}

/** A desk in memory, for a person with a key of their own. */
export async function desk(name: string, key: WriterKeyPair = makeWriterKey()): Promise<Desk> {
  const store = await openScratch();
  let ticks = 0;
  const ledger = createLedger({
    store,
    key,
    person: person(name),
    clock: () => Instant.parse(new Date(Date.UTC(2026, 2, 1) + ticks++ * 1000).toISOString()),
    projections,
  });
  return { store, ledger, key, person: person(name) };
}

/** A desk that holds entries and writes none. */
export async function observer(): Promise<Pick<Desk, 'store' | 'ledger'>> {
  const store = await openScratch();
  const ledger = createLedger({
    store,
    key: undefined,
    person: undefined,
    clock: () => Instant.parse('2026-01-01T00:00:00.000Z'),
    projections,
  });
  return { store, ledger };
}

export function subject(kind: SubjectKind, key: string, round: RoundId = ROUND): RoundSubject {
  return { round, kind, key };
}

export function openRound(ana: Desk, others: readonly Desk[] = [], recovery?: WriterKey) {
  return ana.ledger.append('round-opened', {
    facts: {
      round: ROUND,
      year: 2026,
      title: 'Sample round',
      sample: true,
      administrators: [ana, ...others].map((each) => ({ person: each.person, writer: each.key.writer })),
      ...(recovery === undefined ? {} : { recovery }),
    },
    text: { names: { ana: 'Ana Sample' } },
  });
}

export function appoint(by: Desk, who: Desk, roles: ('administrator' | 'chair' | 'deputy' | 'assessor')[]) {
  by.ledger.append('writer-introduced', {
    facts: { round: ROUND, person: who.person, writer: who.key.writer },
    text: {},
  });
  return by.ledger.append('person-appointed', {
    facts: { round: ROUND, person: who.person, roles },
    text: { name: 'A Sample', email: 'a@example.org', profession: 'Dietitian' },
  });
}

export function assign(by: Desk, who: PersonId, submission: SubmissionId = SUBMISSION) {
  return by.ledger.append('assignment-made', { facts: { round: ROUND, submission, person: who }, text: {} });
}

export function sheet(
  who: PersonId,
  level = 1,
  items: readonly ItemId[] = [ITEM],
  submission: SubmissionId = SUBMISSION,
): Said<'sheet-submitted'> {
  return {
    facts: {
      round: ROUND,
      submission,
      person: who,
      version: VersionId.parse('v1'),
      scores: items.map((item) => ({ item, outcome: { kind: 'level', level }, citations: [] })),
    },
    text: {
      words: Object.fromEntries(
        items.map((item) => [
          item,
          { note: `Level ${level} for the panel.`, feedback: 'For the organisation.' },
        ]),
      ),
      passages: {},
    },
  };
}

export function agree(level: number): Said<'score-agreed'> {
  return {
    facts: { round: ROUND, submission: SUBMISSION, item: ITEM, outcome: { kind: 'level', level } },
    text: { reason: `Agreed at ${level}.`, condition: '', learningPoint: '' },
  };
}

/** Everything that one desk has, handed to another. */
export function send(from: Pick<Desk, 'ledger'>, to: Pick<Desk, 'ledger'>) {
  return to.ledger.merge(from.ledger.entriesFor());
}

/** Every derived row and every head, in one order. */
export function rows(
  of: Pick<Desk, 'store'>,
  tables: readonly TableName[] = [...LEDGER_TABLES, ...DERIVED_TABLES],
): Record<string, readonly string[]> {
  return Object.fromEntries(
    tables.map((table) => [
      table,
      of.store
        .prepare<[], object>(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}

export const LATER = Day.parse('2026-09-01');
