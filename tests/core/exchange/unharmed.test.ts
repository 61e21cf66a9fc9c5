import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { writeManifest } from '../../../electron/core/exchange/manifest.ts';
import { makeWriterKey } from '../../../electron/core/ledger/keys.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { RefusalCode } from '../../../shared/contract/refusal.ts';
import { Instant, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, exported, makeDesks, refusalOf, scoreMade, stageBytes } from '../../support/desks.ts';
import { type MadePack, makePack, plainOf, rehearsing, resealed, takePack } from '../../support/packs.ts';
import { heldBy } from '../../support/unharmed.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const admin = PersonId.parse('admin');
const a1 = PersonId.parse('a1');
const submission = SubmissionId.parse('o1.made-2026');
/** Enough to fill three parts of the smallest size. */
const LARGE = 2_400_000;

let desks: Desks;
let round: MadeRound;
let home: Desk;
let mine: Desk;
/** The file that the desk `mine` was made with, and the same again, larger and in parts. */
let first: MadePack;
let parts: readonly Buffer[];
let passphrase: string | undefined;

beforeAll(async () => {
  desks = makeDesks();
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 1, files: 1 });
  home = await desks.open('admin');
  let state = 7;
  const noise = Buffer.alloc(LARGE);
  for (let at = 0; at < LARGE; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    noise[at] = state >>> 24;
  }
  await layRound(home, round, (organisation) =>
    organisation === 'o1' ? Buffer.from('Evidence E1 of o1. It is made up.') : noise,
  );
  first = await makePack(home, { purpose: 'round', to: a1 });
  const made = await ask(home, 'packs.create', {
    purpose: 'archive',
    splitMegabytes: 1,
    job: randomUUID(),
  });
  passphrase = made.passphrase;
  parts = await Promise.all(
    [made, ...made.more].map(async ({ id }) => readFileSync((await exported(home, id)).path)),
  );
  mine = await desks.open('a1');
  await takePack(mine, first);
});
afterAll(() => desks.end());

const flipped = (bytes: Buffer, at: number, by: number) => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ by, at);
  return copy;
};

/** Codes that say so in a sentence: no other may come, and nothing may have changed. */
const TOLD: readonly RefusalCode[] = ['pack-unusable', 'passphrase-wrong'];

async function refusedUnharmed(desk: Desk, pack: MadePack, wrong: Buffer): Promise<string> {
  const refusal = await refusalOf(desk, 'packs.rehearse', await rehearsing(desk, pack, wrong));
  expect(TOLD).toContain(refusal.code);
  expect(refusal.sentence).toMatch(/^[A-Z“].*\.$/);
  return refusal.sentence;
}

/** Positions of all kinds: the line in clear, the header, the body, the very end. */
const positions = (length: number) =>
  fc.oneof(
    fc.nat(12),
    fc.integer({ min: 13, max: Math.min(220, length - 1) }),
    fc.nat(length - 1),
    fc.integer({ min: length - 40, max: length - 1 }),
  );

describe('by property, a file', () => {
  test('cut off anywhere is told in a sentence and changes nothing', async () => {
    const fresh = await desks.open('cut');
    const before = await heldBy(fresh);
    await fc.assert(
      fc.asyncProperty(positions(first.bytes.length), async (at) => {
        await refusedUnharmed(fresh, first, first.bytes.subarray(0, at));
      }),
      { numRuns: 60 },
    );
    expect(await heldBy(fresh)).toEqual(before);
    await takePack(fresh, first);
    expect((await ask(fresh, 'desk.verify', {})).ok).toBe(true);
  });

  test('with one byte changed anywhere is told in a sentence and changes nothing', async () => {
    const fresh = await desks.open('changed');
    const before = await heldBy(fresh);
    await fc.assert(
      fc.asyncProperty(
        positions(first.bytes.length),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => void (await refusedUnharmed(fresh, first, flipped(first.bytes, at, by))),
      ),
      { numRuns: 60 },
    );
    expect(await heldBy(fresh)).toEqual(before);
    await takePack(fresh, first);
  });

  test('in parts: picked in any order it opens; with a byte changed or a part cut anywhere it does not', async () => {
    expect(parts.length).toBe(3);
    const reader = await desks.open('reader');
    const before = await heldBy(reader);
    const rehearse = async (files: readonly Buffer[]) => ({
      staged: await Promise.all(files.map((bytes, at) => stageBytes(reader, `x.${at}`, bytes))),
      passphrase,
      job: randomUUID(),
    });
    const one = fc.nat(parts.length - 1);
    const spoil = fc.record({
      part: one,
      kind: fc.constantFrom('changed', 'cut'),
      place: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      early: fc.boolean(),
      by: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(
        spoil,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        async ({ part, kind, place, early, by }, order) => {
          const wrong = parts.map((bytes, at) => {
            if (at !== part) return bytes;
            const position = Math.floor(place * (early ? 60 : bytes.length));
            return kind === 'cut' ? bytes.subarray(0, position) : flipped(bytes, position, by);
          });
          const picked = order.flatMap((at) => wrong[at] ?? []);
          const refusal = await refusalOf(reader, 'packs.rehearse', await rehearse(picked));
          expect(TOLD).toContain(refusal.code);
        },
      ),
      { numRuns: 30 },
    );
    expect(await heldBy(reader)).toEqual(before);
    const missing = await refusalOf(reader, 'packs.rehearse', await rehearse(parts.slice(1)));
    expect(missing.sentence).toBe(
      'The file came in 3 parts, and part 1 is missing. Choose all of them together, or ask for what is missing.',
    );
    const foreign = Buffer.from(parts[1] ?? '');
    foreign.write('0123456789abcdef', 'award-pack-part 1 '.length);
    const mixed = await refusalOf(reader, 'packs.rehearse', await rehearse([...parts, foreign]));
    expect(mixed.sentence).toMatch(/^x\.3 is no part of the same file as the rest\. Leave it out\.$/);
    const [one_, two, three] = parts;
    if (one_ === undefined || two === undefined || three === undefined) throw new Error('There are parts.');
    const { id } = await ask(reader, 'packs.rehearse', await rehearse([three, one_, two, one_]));
    await ask(reader, 'packs.accept', { rehearsal: id, job: randomUUID() });
    expect((await ask(reader, 'desk.verify', {})).ok).toBe(true);
  });
});

test('the same file twice, and an old one after a newer one, add nothing and take nothing back', async () => {
  const fresh = await desks.open('order');
  await ask(home, 'round.date', { dates: { closesAt: Instant.parse('2026-04-02T16:00:00.000Z') } });
  desks.clock.set('2026-04-21T09:00:00.000Z');
  const newer = await makePack(home, { purpose: 'round', to: a1 });
  await takePack(fresh, newer);
  const before = await heldBy(fresh);
  for (const old of [newer, first]) {
    const rehearsal = await ask(fresh, 'packs.rehearse', await rehearsing(fresh, old));
    expect(rehearsal).toMatchObject({ newEntries: 0, evidenceFiles: 0, conflicts: 0, refused: 0 });
    await takePack(fresh, old);
    expect(await heldBy(fresh)).toEqual(before);
  }
});

describe('a file that was made by somebody who holds the passphrase', () => {
  /** The archive with another manifest, signed anew by `key`. */
  async function remade(
    change: (manifest: Record<string, unknown>) => Record<string, unknown>,
    key = home.context.key,
  ): Promise<Buffer> {
    const plain = await plainOf(first);
    const end = plain.indexOf('\0', 512);
    const { signature: _, ...manifest } = JSON.parse(plain.subarray(512, end).toString('utf8'));
    // What a forger writes is of no shape that a type could promise.
    const text = Buffer.from(writeManifest(change(manifest) as never, key));
    const head = Buffer.from(plain.subarray(0, 512));
    head.write(`${text.byteLength.toString(8).padStart(11, '0')}\0`, 124);
    head.fill(' ', 148, 156);
    const sum = head.reduce((total, byte) => total + byte, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const padded = Buffer.alloc(Math.ceil(text.byteLength / 512) * 512);
    text.copy(padded);
    const rest = plain.subarray(512 + Math.ceil((end - 512) / 512) * 512);
    return resealed(first, Buffer.concat([head, padded, rest]));
  }

  test.each([
    ['a later manifest', { format: 'award-panel/pack/2' }, /newer Award Panel/],
    ['a purpose that is not known', { purpose: 'minutes' }, /newer Award Panel/],
    ['another person', { to: 'a2', toName: 'Person a2' }, /^This file was made for Person a2, not for you/],
    [
      'another round of the same name',
      { opening: '0'.repeat(64) },
      /^This file belongs to another round that has the same name/,
    ],
    ['scores of a round that is not here', { purpose: 'scores', round: 'r1999' }, /is not on this computer/],
    ['a backup', { purpose: 'backup' }, /^This file is a backup/],
    ['fewer records than it says', { entriesHash: '0'.repeat(64) }, /is not whole/],
    ['a file that it does not hold', { evidence: [] }, /is not whole/],
  ])('with %s is told as that', async (_, change, sentence) => {
    const before = await heldBy(mine);
    const wrong = await remade((manifest) => ({ ...manifest, ...change }));
    expect(await refusedUnharmed(mine, first, wrong)).toMatch(sentence);
    expect(await heldBy(mine)).toEqual(before);
  });

  test('signed with a key that nobody knows says so, with the words to compare', async () => {
    const stranger = makeWriterKey();
    const wrong = await remade((manifest) => ({ ...manifest, writer: stranger.writer }), stranger);
    const { problems } = await ask(mine, 'packs.rehearse', await rehearsing(mine, first, wrong));
    expect(problems).toEqual([
      expect.stringMatching(
        /^The key of Person admin’s computer is not known here.*the words of that computer are “([a-z]+ ){5}[a-z]+”\.$/,
      ),
    ]);
  });
});

test('opened in two windows at once it is taken in once', async () => {
  const fresh = await desks.open('windows');
  const rehearsals = await Promise.all(
    [1, 2].map(async () => ask(fresh, 'packs.rehearse', await rehearsing(fresh, first))),
  );
  const taken = await Promise.all(
    rehearsals.map(({ id }) => ask(fresh, 'packs.accept', { rehearsal: id, job: randomUUID() })),
  );
  const counts = taken.map(({ entries }) => entries).toSorted((one, other) => one - other);
  expect(counts).toEqual([0, rehearsals[0]?.newEntries]);
  const held = await heldBy(fresh);
  expect(held.temporary).toBe('');
  expect((await ask(fresh, 'desk.verify', {})).ok).toBe(true);
});

test('stopped half way it leaves nothing behind, made or taken', async () => {
  const stopAt = async (desk: Desk, job: string, work: Promise<unknown>) => {
    const off = desk.subscribe((event) => {
      if (event.kind === 'progress' && event.job === job) void desk.invoke('jobs.stop', { job });
    });
    await expect(work).rejects.toThrow(/^Stopped\./);
    off();
  };
  const before = await heldBy(home);
  const making = ask(home, 'packs.create', { purpose: 'archive', splitMegabytes: 1, job: 'making' });
  await stopAt(home, 'making', making);
  expect(await heldBy(home)).toEqual(before);

  const reader = await desks.open('stopped');
  const empty = await heldBy(reader);
  const staged = await Promise.all(parts.map((bytes, at) => stageBytes(reader, `x.${at}`, bytes)));
  const reading = ask(reader, 'packs.rehearse', { staged, passphrase, job: 'reading' });
  await stopAt(reader, 'reading', reading);
  const { id } = await ask(reader, 'packs.rehearse', { staged, passphrase, job: 'again' });
  await stopAt(reader, 'taking', ask(reader, 'packs.accept', { rehearsal: id, job: 'taking' }));
  expect(await heldBy(reader)).toEqual(empty);
  await ask(reader, 'packs.accept', { rehearsal: id, job: 'at last' });
  expect((await ask(reader, 'desk.verify', {})).ok).toBe(true);
});

test('what it would put in two versions is said before it is taken in', async () => {
  const chair = PersonId.parse('chair');
  const { id: second } = await ask(home, 'people.appoint', {
    name: 'Second',
    email: 'second@example.org',
    profession: '',
    roles: ['administrator'],
  });
  const theirs = await desks.open('second');
  await carry(home, theirs, { purpose: 'whole', to: second });
  for (const [desk, name] of [
    [home, 'Chair, as here'],
    [theirs, 'Chair, as there'],
  ] as const)
    await ask(desk, 'people.appoint', {
      id: chair,
      name,
      email: 'chair@example.org',
      profession: '',
      roles: ['chair'],
    });
  const back = await makePack(theirs, { purpose: 'whole', to: admin });
  const before = await heldBy(home);
  const rehearsal = await ask(home, 'packs.rehearse', await rehearsing(home, back));
  expect(rehearsal.conflicts).toBe(1);
  expect(rehearsal.problems).toEqual([
    '1 thing would then be said in two ways, for a person to settle: an appointment.',
  ]);
  expect(await heldBy(home)).toEqual(before);
  await takePack(home, back);
  expect(home.context.ledger.conflicts()).toHaveLength(1);
});

test('a draft is nowhere in what an assessor sends', async () => {
  await scoreMade(mine, round, submission, a1, 2);
  const pack = await makePack(mine, { purpose: 'scores', to: admin });
  expect((await plainOf(pack, home)).includes('the evidence shows')).toBe(false);
});
