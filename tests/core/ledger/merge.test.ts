import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, type RawEntry, write } from '../../../electron/core/ledger/entry.ts';
import { LedgerRefusal } from '../../../electron/core/ledger/ledger.ts';
import type { ActName } from '../../../electron/core/ledger/rules.ts';
import { DERIVED_TABLES } from '../../../electron/core/store/tables.ts';
import { type Hash, Instant, RoundId } from '../../../shared/domain/ids.ts';
import {
  agree,
  appoint,
  assign,
  type Desk,
  desk,
  observer,
  openRound,
  ROUND,
  rows,
  SUBMISSION,
  send,
  sheet,
  subject,
} from './scene.ts';

const NAMES = ['ana', 'eve', 'cleo', 'dev', 'ben', 'fay'] as const;
type Name = (typeof NAMES)[number];
type Cast = Record<Name, Desk>;

/** One thing that somebody does, whether or not they may. */
type Step =
  | { readonly kind: 'send'; readonly from: Name; readonly to: Name }
  | {
      readonly kind: 'agree' | 'sheet' | 'recall' | 'assign' | 'unassign' | 'appoint';
      readonly by: Name;
      readonly of: Name;
      readonly level: number;
    }
  | { readonly kind: 'retire' | 'stand down'; readonly by: Name; readonly of: Name; readonly after: number };

const name = fc.constantFrom(...NAMES);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('send' as const), from: name, to: name }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'agree' as const,
        'sheet' as const,
        'recall' as const,
        'assign' as const,
        'unassign' as const,
        'appoint' as const,
      ),
      by: name,
      of: name,
      level: fc.nat(2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('retire' as const, 'stand down' as const),
      by: name,
      of: name,
      after: fc.nat(6),
    }),
  },
);

async function cast(): Promise<Cast> {
  const desks: Cast = {
    ana: await desk('ana'),
    eve: await desk('eve'),
    cleo: await desk('cleo'),
    dev: await desk('dev'),
    ben: await desk('ben'),
    fay: await desk('fay'),
  };
  openRound(desks.ana);
  appoint(desks.ana, desks.eve, ['administrator']);
  appoint(desks.ana, desks.cleo, ['chair']);
  appoint(desks.ana, desks.dev, ['deputy']);
  appoint(desks.ana, desks.ben, ['assessor']);
  assign(desks.ana, desks.ben.person);
  for (const each of NAMES.slice(1)) send(desks.ana, desks[each]);
  return desks;
}

function take(desks: Cast, step: Step): void {
  if (step.kind === 'send') {
    send(desks[step.from], desks[step.to]);
    return;
  }
  const [by, of] = [desks[step.by], desks[step.of]];
  const target = { round: ROUND, person: of.person };
  const words = { name: 'Sample', email: '', profession: '' };
  switch (step.kind) {
    case 'agree':
      by.ledger.append('score-agreed', agree(step.level));
      return;
    case 'sheet':
      by.ledger.append('sheet-submitted', sheet(of.person, step.level));
      return;
    case 'recall':
      by.ledger.append('sheet-recalled', {
        facts: { ...target, submission: SUBMISSION },
        text: { reason: 'Again.' },
      });
      return;
    case 'assign':
      assign(by, of.person);
      return;
    case 'unassign':
      by.ledger.append('assignment-ended', {
        facts: { ...target, submission: SUBMISSION },
        text: { reason: 'Moved.' },
      });
      return;
    case 'appoint':
      by.ledger.append('person-appointed', {
        facts: { ...target, roles: step.level === 0 ? ['chair'] : ['administrator'] },
        text: words,
      });
      return;
    case 'retire':
      by.ledger.append('writer-retired', {
        facts: { ...target, writer: of.key.writer, after: step.after },
        text: { reason: 'Lost.' },
      });
      return;
    case 'stand down':
      by.ledger.append('person-stood-down', {
        facts: { ...target, writers: [{ writer: of.key.writer, after: step.after }] },
        text: { ...words, reason: 'Moved on.' },
      });
  }
}

/** Everything that came of some steps, as it travels. What a desk refuses itself leaves no entry. */
async function history(steps: readonly Step[]): Promise<readonly RawEntry[]> {
  const desks = await cast();
  for (const each of steps) {
    try {
      take(desks, each);
    } catch (error) {
      if (!(error instanceof LedgerRefusal)) throw error;
    }
  }
  const all = new Map<string, RawEntry>();
  for (const each of NAMES) for (const raw of desks[each].ledger.entriesFor()) all.set(raw.header, raw);
  return [...all.values()];
}

const histories = fc.tuple(
  fc.array(step, { minLength: 5, maxLength: 40 }),
  fc.infiniteStream(fc.nat(1_000_000)),
);

function shuffled<Value>(values: readonly Value[], random: Iterator<number>): readonly Value[] {
  return values
    .map((value) => ({ value, by: random.next().value }))
    .sort((one, other) => one.by - other.by)
    .map(({ value }) => value);
}

test('desks that hold the same entries show the same rows, however often and in whatever order they came', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ([steps, random]) => {
      const entries = await history(steps);
      const [one, other] = [await observer(), await observer()];
      one.ledger.merge(entries);
      let rest = shuffled([...entries, ...entries], random);
      while (rest.length > 0) {
        const some = 1 + ((random.next().value ?? 0) % 9);
        // Words may come with their entry, or later.
        other.ledger.merge(
          rest.slice(0, some).map((raw, at) => (at % 3 === 0 ? { ...raw, text: undefined } : raw)),
        );
        rest = rest.slice(some);
      }
      other.ledger.merge(entries);
      expect(rows(other)).toEqual(rows(one));
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('words that follow their entry in the same merge are shown', async () => {
  const { ben } = await cast();
  ben.ledger.append('sheet-submitted', sheet(ben.person));
  const one = [...ben.ledger.entriesFor()];
  const [split, whole] = [await observer(), await observer()];
  split.ledger.merge([...one.map((raw) => ({ ...raw, text: undefined })), ...one]);
  whole.ledger.merge(one);
  expect(rows(split)).toEqual(rows(whole));
  expect(rows(split).sheet_score?.[0]).toContain('for the panel');
});

test('nobody replaces what is not theirs to replace', async () => {
  const forgeries: readonly { readonly act: ActName; readonly by: Name }[] = [
    { act: 'score-agreed', by: 'ben' },
    { act: 'sheet-submitted', by: 'fay' },
    { act: 'score-agreed', by: 'fay' },
    { act: 'assignment-made', by: 'cleo' },
    { act: 'sheet-submitted', by: 'cleo' },
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...forgeries),
      fc.constantFrom<Name>('ben', 'fay', 'cleo', 'ana'),
      fc.nat(2),
      async ({ act, by }, called, level) => {
        const desks = await cast();
        desks.cleo.ledger.append('score-agreed', agree(1));
        desks.ben.ledger.append('sheet-submitted', sheet(desks.ben.person));
        for (const each of NAMES.slice(1)) send(desks[each], desks.ana);
        const before = rows(desks.ana, [...DERIVED_TABLES, 'head']);
        // The forger signs with a key of their own, under whatever name, and replaces everything there is.
        const said =
          act === 'score-agreed'
            ? agree(level)
            : act === 'sheet-submitted'
              ? sheet(desks.ben.person, level)
              : undefined;
        const raw = write(
          {
            act,
            person: called === by || called === 'ana' ? desks[called].person : desks[by].person,
            seq: 1,
            previous: null,
            at: Instant.parse('2026-03-01T09:00:00.000Z'),
            replaces: desks.ana.store
              .prepare<[], { hash: Hash }>('SELECT hash FROM entry')
              .all()
              .map((row) => row.hash),
            basis: [],
            facts: said?.facts ?? { round: ROUND, submission: SUBMISSION, person: desks.fay.person },
            text: said?.text ?? {},
          },
          desks[by].key,
        );
        desks.ana.ledger.merge([raw]);
        expect(rows(desks.ana, [...DERIVED_TABLES, 'head'])).toEqual(before);
        expect(desks.ana.ledger.unauthorised()).toMatchObject([{ hash: hashOf(raw.header) }]);
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);

test('an administrator of another round reaches nothing of this one', async () => {
  const { ana, cleo } = await cast();
  const agreed = cleo.ledger.append('score-agreed', agree(1));
  send(cleo, ana);
  const before = rows(ana, [...DERIVED_TABLES]);
  const mallory = await desk('mallory');
  const other = { ...agree(0).facts, round: RoundId.parse('another') };
  mallory.ledger.append('round-opened', {
    facts: {
      round: other.round,
      year: 2026,
      title: 'Mine',
      sample: false,
      administrators: [{ person: mallory.person, writer: mallory.key.writer }],
    },
    text: { names: {} },
  });
  mallory.ledger.append('person-appointed', {
    facts: { round: other.round, person: mallory.person, roles: ['chair'] },
    text: { name: 'M', email: '', profession: '' },
  });
  mallory.ledger.append('score-agreed', { ...agree(0), facts: other, replaces: [agreed.hash] });
  send(mallory, ana);
  expect(ana.ledger.heads(subject('agreed', `${SUBMISSION} 3.3`))).toEqual([agreed.hash]);
  expect(rows(ana, ['agreed']).agreed).toEqual(expect.arrayContaining([...(before.agreed ?? [])]));
});

test('a re-spelled signature changes nothing', async () => {
  const { ana, cleo } = await cast();
  cleo.ledger.append('score-agreed', agree(1));
  send(cleo, ana);
  const before = rows(ana);
  const respelled = [...ana.ledger.entriesFor()].map((raw) => ({ ...raw, signature: `${raw.signature}=` }));
  ana.ledger.merge(respelled);
  expect(rows(ana)).toEqual(before);
  const fresh = await observer();
  const report = fresh.ledger.merge(respelled);
  expect(report.added).toBe(0);
  expect(report.refused).toHaveLength(respelled.length);
});

test('a copied data folder is shown, and so is what is missing', async () => {
  const { ana, cleo } = await cast();
  const twin = await desk('cleo', cleo.key);
  send(ana, twin);
  const one = cleo.ledger.append('score-agreed', agree(1));
  const other = twin.ledger.append('score-agreed', agree(2));
  twin.ledger.append('score-agreed', agree(0));
  const all = await observer();
  for (const each of [ana, cleo, twin]) send(each, all);
  expect(all.ledger.copies()).toEqual([
    { writer: cleo.key.writer, seq: 1, hashes: [one.hash, other.hash].sort() },
  ]);
  expect(all.ledger.gaps()).toEqual([]);
  const part = await observer();
  part.ledger.merge([
    ...all.ledger.entriesFor({
      include: (entry) => (entry.hash === one.hash || entry.hash === other.hash ? 'nothing' : 'whole'),
    }),
  ]);
  expect(part.ledger.gaps()).toEqual([{ writer: cleo.key.writer, from: 1, to: 1 }]);
});

test('an act that is refused leaves nothing, and the desk goes on from what it had', async () => {
  const { ana, ben, fay } = await cast();
  const before = rows(ana);
  expect(() =>
    ana.store.transaction(() => {
      assign(ana, fay.person);
      throw new Error('The power went.');
    }),
  ).toThrow('The power went.');
  expect(rows(ana)).toEqual(before);
  // What was remembered of the assignment went with it.
  expect(() => ana.ledger.append('sheet-submitted', sheet(fay.person))).toThrow('was not assigned');
  expect(() => ben.ledger.append('score-agreed', agree(1))).toThrow(LedgerRefusal);
  expect(ben.ledger.gaps()).toEqual([]);
});
