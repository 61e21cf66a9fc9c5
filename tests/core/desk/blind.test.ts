import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { calls } from '../../../shared/contract/table.ts';
import type { Role } from '../../../shared/domain/ids.ts';
import type { MadeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, scoreMade } from '../../support/desks.ts';
import { ELSEWHERE, layWorlds, listen, type Other, probesIn, type World, worldWith } from './worlds.ts';

const OTHERS = [
  'submitted',
  'submitted and recalled',
  'entered by the administrator',
  'a draft with a question asked',
] as const satisfies Other[];

/** Who looks: the roles beside assessor, and the file that the administrator sends them. */
const seats: readonly {
  readonly who: string;
  readonly roles: readonly Role[];
  readonly purpose: 'round' | 'moderation';
  /** Whether the submission is the calibration one. */
  readonly calibrates?: boolean;
}[] = [
  { who: 'an assessor', roles: [], purpose: 'round' },
  { who: 'a chair who assesses', roles: ['chair'], purpose: 'moderation' },
  { who: 'a deputy who assesses', roles: ['deputy'], purpose: 'moderation' },
  { who: 'an observer who assesses', roles: ['observer'], purpose: 'moderation' },
  { who: 'an assessor of the calibration submission', roles: [], purpose: 'round', calibrates: true },
  { who: 'a chair who scores it too', roles: ['chair'], purpose: 'moderation', calibrates: true },
];

describe.each(seats)('on the desk of $who', ({ roles, purpose, calibrates }) => {
  let desks: Desks;
  let round: MadeRound;
  let without: World;
  let tried: ReadonlySet<string>;
  let before: ReadonlyMap<string, string>;
  let submitted: ReadonlyMap<string, string>;
  beforeAll(async () => {
    desks = makeDesks();
    round = await layWorlds(desks, roles, calibrates);
    without = await worldWith(desks, round, 'a draft', purpose);
    tried = new Set((await probesIn(without)).map(({ method }) => method));
    before = await heardBefore(without);
    submitted = await heardSubmitted(without, purpose);
  });
  afterAll(() => desks.end());

  test('every call that they may make is tried', () => {
    const held: readonly string[] = ['assessor', 'anyone', ...roles];
    const theirs = calls.filter(
      ({ name, may }) => may.some((each) => held.includes(each)) && !ELSEWHERE.has(name),
    );
    const own = [
      'scores.save',
      'sheets.mark',
      'sheets.submit',
      'sheets.recall',
      'moderation.open',
      'calibration.open',
      'list.publish',
    ];
    expect(theirs.map(({ name }) => name).filter((name) => !tried.has(name) && !own.includes(name))).toEqual(
      [],
    );
  });

  describe.each(OTHERS)('another’s sheet that is %s', (did) => {
    let world: World;
    beforeAll(async () => {
      world = await worldWith(desks, round, did, purpose);
    });

    test('shows nowhere before their own is submitted', async () => {
      expect(Object.fromEntries(await heardBefore(world))).toEqual(Object.fromEntries(before));
    });

    test('shows nowhere until moderation opens', async () => {
      expect(Object.fromEntries(await heardSubmitted(world, purpose))).toEqual(Object.fromEntries(submitted));
    });
  });
});

/** All that the desk says while the sheet is a draft, and what it says to saving one more score. */
async function heardBefore(world: World): Promise<ReadonlyMap<string, string>> {
  const { mine, round, submission, me } = world;
  await scoreMade(mine, round, submission, me);
  const heard = new Map(await listen(world, await probesIn(world)));
  const opening = await mine.invoke('moderation.open', { submission, present: [] });
  heard.set('moderation.open', JSON.stringify(opening));
  return heard;
}

/** The same once the sheet is submitted, recalled and submitted again, and a chair has been sent what came of others. */
async function heardSubmitted(
  world: World,
  purpose: 'round' | 'moderation',
): Promise<ReadonlyMap<string, string>> {
  const { admin, mine, submission, me, round } = world;
  await ask(mine, 'sheets.submit', { submission });
  await ask(mine, 'sheets.recall', { submission, reason: 'One more look.' });
  await ask(mine, 'sheets.submit', { submission });
  await carry(mine, admin, { purpose: 'scores', to: round.administrator.id });
  await carry(admin, mine, { purpose, to: me });
  const heard = new Map(await listen(world, await probesIn(world)));
  // From here a chair's desk holds the sheets, to open moderation on: a copy of all that it holds has their size.
  if (purpose === 'moderation') for (const copy of ['desk.backup {}', 'desk.move {}']) heard.delete(copy);
  return heard;
}

test.each([
  ['is recused, and whatever panel they are on', 'recused', [], 'round'],
  ['asked the chair something and was told', 'a draft with a question to the chair', [], 'round'],
  [
    'asked the chair, to one who looks on as well',
    'a draft with a question to the chair',
    ['observer'],
    'moderation',
  ],
] as const)('an assessor hears the same whether or not another %s', async (_what, did, roles, purpose) => {
  const desks = makeDesks();
  try {
    const round = await layWorlds(desks, roles);
    const heard = [];
    for (const other of ['a draft', did] as const) {
      const world = await worldWith(desks, round, other, purpose);
      heard.push([
        Object.fromEntries(await heardBefore(world)),
        Object.fromEntries(await heardSubmitted(world, purpose)),
      ]);
    }
    expect(heard[1]).toEqual(heard[0]);
  } finally {
    await desks.end();
  }
});

test('what opens with the comparison is just what the worlds differ in', { timeout: 60_000 }, async () => {
  const desks = makeDesks();
  try {
    const round = await layWorlds(desks, ['chair'], true);
    const shown = [];
    for (const did of ['a draft', 'submitted'] as const) {
      const world = await worldWith(desks, round, did, 'moderation');
      const { admin, mine, submission, me } = world;
      const early = await mine.invoke('calibration.open', { submission });
      await scoreMade(mine, round, submission, me);
      await ask(mine, 'sheets.submit', { submission });
      await carry(mine, admin, { purpose: 'scores', to: round.administrator.id });
      await carry(admin, mine, { purpose: 'moderation', to: me });
      const { chosen: before } = await ask(mine, 'calibration.show', {});
      await ask(mine, 'calibration.open', { submission });
      const { assessors } = await ask(mine, 'calibration.compare', { submission });
      const { chosen: after } = await ask(mine, 'calibration.show', {});
      shown.push([early.ok, before?.sheetsIn, assessors.length, after?.sheetsIn]);
    }
    expect(shown).toEqual([
      [false, undefined, 1, 1],
      [false, undefined, 2, 2],
    ]);
  } finally {
    await desks.end();
  }
});

test('what opens with moderation is just what the worlds differ in', { timeout: 60_000 }, async () => {
  const desks = makeDesks();
  try {
    const round = await layWorlds(desks, ['chair']);
    const shown = [];
    for (const did of ['a draft', 'submitted'] as const) {
      const world = await worldWith(desks, round, did, 'moderation');
      const { admin, mine, submission, me } = world;
      await scoreMade(mine, round, submission, me);
      await ask(mine, 'sheets.submit', { submission });
      await carry(mine, admin, { purpose: 'scores', to: round.administrator.id });
      await carry(admin, mine, { purpose: 'moderation', to: me });
      await ask(mine, 'moderation.open', { submission, present: [me] });
      const { assessors } = await ask(mine, 'moderation.show', { submission });
      const [row] = (await ask(mine, 'moderation.list', {})).filter((each) => each.submission === submission);
      const { counts } = await ask(mine, 'round.show', {});
      shown.push([assessors.length, row?.sheetsSubmitted, counts.sheetsSubmitted]);
    }
    expect(shown).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
  } finally {
    await desks.end();
  }
});
