import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { DeskContext } from '../../../electron/core/desk/context.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { type OpenedPack, readPack } from '../../../electron/core/exchange/pack.ts';
import { openSealed, sealedFile } from '../../../electron/core/exchange/sealed-file.ts';
import { type Tried, tryApart, tryHere } from '../../../electron/core/exchange/trial.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { Day, type Hash, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { CLOSES_AT, layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, scoreMade } from '../../support/desks.ts';
import { type MadePack, makePack } from '../../support/packs.ts';
import { heldBy } from '../../support/unharmed.ts';
import { History } from './histories.ts';
import { openCast } from './history-cast.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

const job = { signal: new AbortController().signal, progress: () => undefined, step: () => undefined };
const sorted = (each: readonly { readonly hash: Hash }[]) =>
  each.toSorted((one, other) => (one.hash < other.hash ? -1 : 1));

const HISTORIES = 25;

/** What a rehearsal says of it. */
const said = ({ report, conflicts, withoutEffect, known }: Tried) => ({
  added: report.added,
  already: report.known,
  refused: sorted(report.refused),
  conflicts,
  withoutEffect: sorted(withoutEffect),
  known,
});

test('a file that is tried apart says what it says tried on the desk, in random histories', async () => {
  const seed = Date.now() % 1_000_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'award-trial-'));
  const cast = await openCast(folder);
  let [files, added] = [0, 0];
  try {
    for (let at = seed; at < seed + HISTORIES; at++) {
      const history = new History(cast, at, async (desk, contents, entries) => {
        const [apart, here] = [
          await tryApart(desk, contents, entries, job),
          await tryHere(desk, contents, entries),
        ];
        expect(said(apart), `history ${at}, file ${files}`).toEqual(said(here));
        files += 1;
        added += here.report.added;
      });
      await history.run();
    }
  } finally {
    await cast.close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${files} files from seed ${seed}, with ${added} new records`);
  expect(files).toBeGreaterThan(HISTORIES);
});

describe('on desks of their own', () => {
  const a1 = PersonId.parse('a1');
  const submission = SubmissionId.parse('o1.made-2026');
  let desks: Desks;
  let round: MadeRound;
  let home: Desk;
  let mine: Desk;
  beforeAll(async () => {
    desks = makeDesks();
    round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 1 });
    home = await desks.open('admin');
    await layRound(home, round);
    mine = await desks.open('mine');
  });
  afterAll(() => desks.end());

  async function both(desk: DeskContext, pack: MadePack) {
    const { contents, entries } = await read(desk, pack);
    return {
      apart: said(await tryApart(desk, contents, entries, job)),
      here: said(await tryHere(desk, contents, entries)),
    };
  }

  test('the first file to a computer, the first one back, and one from a stranger', async () => {
    const first = await makePack(home, { purpose: 'round', to: a1 });
    const before = await heldBy(mine);
    const new_ = await both(mine.context, first);
    expect(new_.apart).toEqual(new_.here);
    expect(new_.apart).toMatchObject({ known: true, refused: [], withoutEffect: [] });
    expect(await heldBy(mine)).toEqual(before);
    expect((await ask(mine, 'desk.show', {})).person).toBeUndefined();
    await carry(home, mine, { purpose: 'round', to: a1 });
    await scoreMade(mine, round, submission, a1);
    await ask(mine, 'sheets.submit', { submission });
    const back = await both(
      home.context,
      await makePack(mine, { purpose: 'scores', to: round.administrator.id }),
    );
    expect(back.apart).toEqual(back.here);
    expect(back.apart).toMatchObject({ known: true, withoutEffect: [] });
    mine.context.settings.remove('invitation');
    const stranger = await both(
      home.context,
      await makePack(mine, { purpose: 'scores', to: round.administrator.id }),
    );
    expect(stranger.apart).toEqual(stranger.here);
    expect(stranger.apart.known).toBe(false);
    expect(stranger.apart.withoutEffect.length).toBeGreaterThan(0);
  });

  test('what two administrators said without having seen each other', async () => {
    const eve = PersonId.parse('eve');
    await ask(home, 'people.appoint', {
      id: eve,
      name: 'Eve',
      email: '',
      profession: '',
      roles: ['administrator'],
    });
    const other = await desks.open('eve');
    await carry(home, other, { purpose: 'whole', to: eve });
    for (const [desk, due] of [
      [home, '2026-05-22'],
      [other, '2026-05-29'],
    ] as const)
      await ask(desk, 'round.date', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse(due) } });
    const { apart, here } = await both(
      home.context,
      await makePack(other, { purpose: 'whole', to: round.administrator.id }),
    );
    expect(apart).toEqual(here);
    expect(apart.conflicts).toMatchObject([{ kind: 'dates' }]);
  });

  test('a desk that is written to while a file is tried keeps what was written', async () => {
    const pack = await makePack(home, { purpose: 'archive' });
    let steps = 0;
    const writing = {
      ...job,
      step: () => {
        steps += 1;
        mine.context.settings.set('publication-owner', `Owner ${steps}`);
      },
    };
    const { contents, entries } = await read(mine.context, pack);
    await tryApart(mine.context, contents, entries, writing);
    expect(steps).toBeGreaterThan(0);
    expect(mine.context.settings.get('publication-owner')).toBe(`Owner ${steps}`);
  });
});

/** A pack's records, on the desk that it is for. */
async function read(desk: DeskContext, { bytes, passphrase }: MadePack): Promise<OpenedPack> {
  const file = join(desk.handover.stagingFolder, randomUUID());
  writeFileSync(file, bytes);
  const sealed = await sealedFile([{ name: 'file', file }]);
  const opened = await openSealed(sealed, { identity: desk.sealing.identity, passphrase }, job);
  return readPack(opened, job, async (chunks, sha256) => {
    for await (const _ of chunks);
    return sha256;
  });
}
