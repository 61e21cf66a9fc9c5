import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { writePack } from '../../../electron/core/exchange/pack.ts';
import { makePassphrase } from '../../../electron/core/exchange/passphrase.ts';
import { acts } from '../../../electron/core/ledger/acts/table.ts';
import { canonical } from '../../../electron/core/ledger/canonical.ts';
import {
  admit,
  type EntryRefusal,
  hashOf,
  type RawEntry,
  REFUSED_ENTRY,
  write,
} from '../../../electron/core/ledger/entry.ts';
import { makeWriterKey, sign, type WriterKeyPair } from '../../../electron/core/ledger/keys.ts';
import { type ActName, ruleOf } from '../../../electron/core/ledger/rules.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { DERIVED_TABLES } from '../../../electron/core/store/tables.ts';
import { Hash, Instant, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, scoreMade } from '../../support/desks.ts';
import { exampleOf } from '../../support/example-of.ts';
import { type MadePack, rehearsing, takePack } from '../../support/packs.ts';
import { agreeAll } from '../../support/panel.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

/** The assessor whose real key is used, and whoever they would harm. */
const mallory = PersonId.parse('a1');
const victim = PersonId.parse('a2');
const admin = PersonId.parse('admin');
const chair = PersonId.parse('chair');
const submission = SubmissionId.parse('o1.made-2026');

let desks: Desks;
let round: MadeRound;
let home: Desk;
let mine: Desk;
let theirs: Desk;
/** Rows as they are where nothing forged was ever seen. */
let clean: Readonly<Record<string, readonly string[]>>;
let decision: Hash;

const rowsOf = (desk: Desk) =>
  Object.fromEntries(
    DERIVED_TABLES.map((table) => [
      table,
      desk.context.store
        .prepare<[], object>(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify(row))
        .toSorted(),
    ]),
  );

/** Everything up to a decision, with the assessor's key known and their own sheet in. */
beforeAll(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 1 });
  home = await desks.open('admin');
  await layRound(home, round);
  mine = await desks.open('a1');
  theirs = await desks.open('a2');
  const chairs = await desks.open('chair');
  for (const [desk, to] of [
    [mine, mallory],
    [theirs, victim],
  ] as const) {
    await carry(home, desk, { purpose: 'round', to });
    await scoreMade(desk, round, submission, to);
    await ask(desk, 'sheets.submit', { submission });
    await carry(desk, home, { purpose: 'scores', to: admin });
  }
  await carry(home, chairs, { purpose: 'moderation', to: chair });
  await ask(chairs, 'moderation.open', { submission, present: [chair] });
  await agreeAll(chairs, submission, 2);
  const made = await ask(chairs, 'decision.make', {
    submission,
    outcome: 'awarded',
    reason: 'As agreed.',
    learningPoints: [],
  });
  decision = Hash.parse(made.entry);
  await carry(chairs, home, { purpose: 'update', to: admin });
  clean = rowsOf(home);
});
afterAll(() => desks.end());

/** One that follows on in the assessor's own chain, as their own desk would write it. */
function forge(
  act: ActName,
  facts: object,
  text: object,
  more: {
    readonly replaces?: readonly Hash[];
    readonly basis?: readonly Hash[];
    person?: PersonId;
    key?: WriterKeyPair;
  } = {},
): RawEntry {
  const key = more.key ?? mine.context.key;
  const last = home.context.store
    .prepare<[string], { hash: Hash; seq: number }>(
      'SELECT hash, seq FROM entry WHERE writer = ? ORDER BY seq DESC, hash LIMIT 1',
    )
    .get(key.writer);
  return write(
    {
      act,
      person: more.person ?? mallory,
      facts,
      text,
      seq: (last?.seq ?? 0) + 1,
      previous: last?.hash ?? null,
      at: Instant.parse('2026-05-01T09:00:00.000Z'),
      replaces: more.replaces ?? [],
      basis: more.basis ?? [],
    },
    key,
  );
}

const candidates = () => [
  submission,
  decision,
  mine.context.key.writer,
  mine.context.sealing.recipient,
  '2026-05-01',
  '2026-05-01T09:00:00.000Z',
  '1.1',
  'names',
  'newly-registered',
  'a text',
  '',
];
const named = (person: PersonId) => ({
  round: round.id,
  submission,
  person,
  organisation: 'o1',
  organisations: ['o1', 'o2'],
  set: round.set,
  target: decision,
  askedBy: victim,
  writers: [],
  administrators: [{ person: mallory, writer: mine.context.key.writer }],
  roles: ['administrator', 'chair'],
});

/** Facts and words of an act, made from its own schemas. */
function saidOf(name: ActName, person: PersonId): { readonly facts: object; readonly text: object } {
  const { facts, text } = acts[name];
  return {
    facts: Object(exampleOf(facts, candidates(), named(person), name)),
    text: Object(exampleOf(text, candidates(), {}, name)),
  };
}

/**
 * What an assessor writes by right, of themselves; said of somebody else it must have no effect. Whatever is added to
 * the table of acts and is not named here must have none at all when an assessor's key signs it.
 */
const OF_ONESELF: ReadonlySet<ActName> = new Set<ActName>([
  'sheet-submitted',
  'sheet-recalled',
  'sheet-confirmed',
  'writer-introduced',
  'writer-retired',
  'interest-declared',
  'question-asked',
  'question-withdrawn',
  'clarification-asked',
]);

// The keys of the table of acts.
const names = Object.keys(acts) as ActName[];

describe('an assessor’s real key, used by hand', () => {
  test.each(names)(
    'to write “%s” as it stands in the table has no effect, and is listed with its reason',
    async (name) => {
      const person = OF_ONESELF.has(name) ? victim : mallory;
      const { facts, text } = saidOf(name, person);
      const subject = ruleOf(name)?.held(facts).subject;
      const replaces = subject === undefined ? [] : [...home.context.ledger.heads(subject)];
      const raw = forge(name, facts, text, { replaces, basis: [decision] });
      expect(admit(raw)).toMatchObject({ ok: true });
      withoutEffect([raw]);
    },
  );

  test.each([...OF_ONESELF])(
    'to replace a decision through their own “%s” leaves the decision as it was',
    async (name) => {
      const { facts, text } = saidOf(name, mallory);
      const raw = forge(name, facts, text, { replaces: [decision] });
      undone(home, () => {
        home.context.ledger.merge([raw]);
        expect(home.context.ledger.heads({ round: round.id, kind: 'decision', key: submission })).toEqual([
          decision,
        ]);
        expect(rowsOf(home).decision).toEqual(clean.decision);
        expect(rowsOf(home).agreed).toEqual(clean.agreed);
      });
    },
  );

  test('to introduce their own key for the chair, and sign as the chair with it, has no effect', async () => {
    const { key } = mine.context;
    const introduced = forge('writer-introduced', { round: round.id, person: chair, writer: key.writer }, {});
    const signed = forge(
      'moderation-closed',
      { round: round.id, submission, present: [] },
      {},
      { person: chair },
    );
    withoutEffect([introduced, signed]);
  });

  test('to sign as the chair with a spare key that they call the chair’s has no effect', async () => {
    const spare = makeWriterKey();
    const self = forge(
      'writer-introduced',
      { round: round.id, person: chair, writer: spare.writer },
      {},
      { key: spare, person: chair },
    );
    withoutEffect([self]);
  });
});

describe('a pack that the assessor’s own key signs', () => {
  async function packOf(entries: readonly RawEntry[]): Promise<MadePack> {
    const { context } = mine;
    const file = join(desks.folder, `${randomUUID()}.awardpack`);
    const passphrase = makePassphrase();
    const [opening] = home.context.ledger.heads({ round: round.id, kind: 'round', key: round.id });
    await context.jobs.run(randomUUID(), (job) =>
      writePack({
        file,
        key: context.key,
        lock: { by: 'passphrase', passphrase, workFactor: 4 },
        about: {
          purpose: 'scores',
          round: round.id,
          roundTitle: '2026 round (made)',
          ...(opening === undefined ? {} : { opening }),
          from: mallory,
          fromName: 'Person a1',
          to: admin,
          toName: 'Person admin',
          madeAt: context.now(),
          evidence: [],
        },
        entries,
        evidencePath: context.store.evidence.path,
        job,
      }),
    );
    return { bytes: readFileSync(file), passphrase };
  }

  /** An act of the victim's that nobody but their own desk has seen. */
  function unseen(): RawEntry {
    const { ledger } = theirs.context;
    const facts = { round: round.id, submission, person: victim };
    let raw: RawEntry | undefined;
    undone(theirs, () => {
      const { hash } = ledger.append('sheet-recalled', { facts, text: { reason: 'One more look.' } });
      [raw] = [...ledger.entriesFor({ include: (entry) => (entry.hash === hash ? 'whole' : 'nothing') })];
    });
    if (raw === undefined) throw new Error('Nothing was written.');
    return raw;
  }

  /** The same header again, with some of it said otherwise. */
  const saying = ({ header }: RawEntry, change: object): string =>
    canonical({ ...JSON.parse(header), ...change });
  const signedByMallory = (header: string): string =>
    sign(`award-panel/entry/1\n${hashOf(header)}`, mine.context.key);

  const tampered: Readonly<Record<string, readonly [(raw: RawEntry) => RawEntry, EntryRefusal]>> = {
    'with other words': [
      (raw) => ({ ...raw, text: canonical({ reason: 'Mischief.', salt: 'A'.repeat(22) }) }),
      'wrong-text',
    ],
    'said of another submission': [
      (raw) => ({
        ...raw,
        header: saying(raw, { facts: { round: round.id, submission: 'o2.made-2026', person: victim } }),
      }),
      'wrong-signature',
    ],
    'replayed in another round': [
      (raw) => ({ ...raw, header: saying(raw, { facts: { round: 'r1999', submission, person: victim } }) }),
      'wrong-signature',
    ],
    'under another number': [(raw) => ({ ...raw, header: saying(raw, { seq: 99 }) }), 'wrong-signature'],
    'spelled otherwise': [(raw) => ({ ...raw, header: ` ${raw.header}` }), 'not-canonical'],
    'with its members in another order': [
      (raw) => {
        const { act, ...rest } = JSON.parse(raw.header);
        return { ...raw, header: JSON.stringify({ ...rest, act }) };
      },
      'not-canonical',
    ],
    'signed again by the assessor': [
      (raw) => ({ ...raw, signature: signedByMallory(raw.header) }),
      'wrong-signature',
    ],
    'with no signature': [(raw) => ({ ...raw, signature: '' }), 'wrong-signature'],
  };

  test.each(Object.entries(tampered))(
    'with another’s act %s: not taken in, and said so before',
    async (_, [tamper, refusal]) => {
      const pack = await packOf([tamper(unseen())]);
      const rehearsal = await ask(home, 'packs.rehearse', await rehearsing(home, pack));
      expect(rehearsal).toMatchObject({ newEntries: 0, refused: 1 });
      expect(rehearsal.problems).toEqual([`1 record not taken in: ${REFUSED_ENTRY[refusal]}`]);
      const { entries, problems } = await takePack(home, pack);
      expect([entries, problems]).toEqual([0, rehearsal.problems]);
      expect(rowsOf(home)).toEqual(clean);
    },
  );

  test('with another’s act under the assessor’s own key: kept without effect, and said so before and after', async () => {
    const raw = unseen();
    const header = saying(raw, { writer: mine.context.key.writer });
    const pack = await packOf([{ header, signature: signedByMallory(header), text: raw.text }]);
    const rehearsal = await ask(home, 'packs.rehearse', await rehearsing(home, pack));
    expect(rehearsal).toMatchObject({ newEntries: 1, refused: 0, withoutEffect: 1 });
    expect(rehearsal.problems).toEqual([
      '1 record kept without effect: The key that signed this is not known to belong to a2 in this round.',
    ]);
    await takePack(home, pack);
    expect(rowsOf(home)).toEqual(clean);
  });

  test('with a chair’s act: kept without effect, listed, and the desk is as sound as one that never saw it', async () => {
    const { facts, text } = saidOf('score-agreed', mallory);
    const pack = await packOf([forge('score-agreed', facts, text, { replaces: [decision] })]);
    const rehearsal = await ask(home, 'packs.rehearse', await rehearsing(home, pack));
    expect(rehearsal.problems).toEqual([
      '1 record kept without effect: Only the chair or the deputy of the round may do this.',
    ]);
    await takePack(home, pack);
    expect(rowsOf(home)).toEqual(clean);
    const { ok, findings, notes } = await ask(home, 'desk.verify', {});
    expect([ok, findings]).toEqual([true, []]);
    expect(notes).toContain(
      '“score-agreed” by a1 has no effect. Only the chair or the deputy of the round may do this.',
    );
  });

  test('with a chain that was cut: what is missing is listed', async () => {
    const { facts, text } = saidOf('sheet-recalled', mallory);
    const raw = forge('sheet-recalled', facts, text);
    const header = saying(raw, { seq: 50, previous: 'a'.repeat(64) });
    undone(home, () => {
      const before = home.context.ledger.gaps().length;
      home.context.ledger.merge([{ ...raw, header, signature: signedByMallory(header) }]);
      const { writer } = mine.context.key;
      const gaps = home.context.ledger.gaps();
      expect(gaps.length).toBe(before + 1);
      expect(gaps).toContainEqual(expect.objectContaining({ writer, to: 49 }));
    });
  });
});

/** Merged into the administrator's desk and undone again: no row changes, each is listed, and the desk stays whole. */
function withoutEffect(forged: readonly RawEntry[]): void {
  undone(home, () => {
    const { refused } = home.context.ledger.merge(forged);
    expect(refused).toEqual([]);
    expect(rowsOf(home)).toEqual(clean);
    const listed = home.context.ledger.unauthorised();
    for (const { header } of forged)
      expect(listed.find(({ hash }) => hash === hashOf(header))?.reason).toMatch(/^[A-Z].+\.$/);
  });
}

function undone(desk: Desk, work: () => void): void {
  const over = new Error('Undone.');
  try {
    desk.context.store.transaction(() => {
      work();
      throw over;
    });
  } catch (error) {
    if (error !== over) throw error;
  }
}
