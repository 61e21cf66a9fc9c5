import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { Day, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { CLOSES_AT, layRound, type MadeRound, makeRound } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, resources, scoreMade } from '../../support/desks.ts';
import { makePack, rehearsing } from '../../support/packs.ts';

// Every file that is sealed or opened starts a thread.
vi.setConfig({ testTimeout: 90_000 });

const a1 = PersonId.parse('a1');
const admin = PersonId.parse('admin');
const submission = SubmissionId.parse('o1.made-2026');

let desks: Desks;
let round: MadeRound;
let home: Desk;
let mine: Desk;
let parent: string;
let own: string;
/** Both desks as they are after the first file went by hand; every test begins from copies of them. */
const base = makeDesks();
beforeAll(async () => {
  round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 1 });
  home = await base.open('admin');
  await layRound(home, round);
  mine = await base.open('a1');
  await carry(home, mine, { purpose: 'round', to: a1 });
  await base.close(home);
  await base.close(mine);
});
afterAll(() => base.end());

beforeEach(async () => {
  desks = makeDesks();
  for (const name of ['admin', 'a1'])
    cpSync(join(base.folder, name), join(desks.folder, name), { recursive: true });
  home = await desks.open('admin');
  mine = await desks.open('a1');
  parent = join(desks.folder, 'shared');
  mkdirSync(parent);
  await ask(home, 'folder.choose', { path: parent });
  await look(home);
  own = join(parent, 'Person a1');
  await ask(mine, 'folder.choose', { path: own });
});
afterEach(() => desks.end());

const look = (desk: Desk) => ask(desk, 'folder.look', {});
const files = (folder = own) => readdirSync(folder).toSorted();
const submit = async () => {
  await scoreMade(mine, round, submission, a1);
  await ask(mine, 'sheets.submit', { submission });
};
const sheets = async () => (await ask(home, 'round.show', {})).counts.sheetsSubmitted;

/** Until neither has anything left to say; fails where they never stop. */
async function settle(...each: readonly Desk[]): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    let moved = 0;
    for (const desk of each) {
      const { taken, put } = await look(desk);
      moved += taken + put;
    }
    if (moved === 0) return;
  }
  throw new Error('They go on writing to each other for ever.');
}

describe('two desks and a folder between them', () => {
  test('meet without being handed a file, and fall silent when all is said', async () => {
    expect(files(parent)).toEqual(['Person a1', 'Person a2', 'Person chair']);
    await submit();
    expect(await look(mine)).toEqual({ taken: 0, put: 1, waiting: 0 });
    expect(files()).toEqual([expect.stringMatching(/^[0-9a-f]{8}-1\.awardpack$/)]);
    expect((await look(home)).taken).toBe(1);
    expect(await sheets()).toBe(1);
    const people = await ask(home, 'people.list', {});
    expect(people.find(({ id }) => id === a1)?.introduced).toBe(true);
    await settle(mine, home);
    expect((await ask(mine, 'folder.show', {})).unanswered).toBe(0);
    expect((await ask(home, 'folder.show', {})).unanswered).toBe(0);
    // What was taken is cleared away; a last word that asks for nothing may stay.
    expect(files().length).toBeLessThanOrEqual(2);
    await ask(home, 'round.date', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse('2026-05-22') } });
    await look(home);
    await look(mine);
    expect((await ask(mine, 'round.show', {})).dates.scoresDue).toBe('2026-05-22');
  });

  test('say nothing that a name could tell', async () => {
    await submit();
    await settle(mine, home);
    await ask(home, 'round.date', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse('2026-05-22') } });
    await look(home);
    for (const name of files()) expect(name).toMatch(/^[0-9a-f]{8}-\d+\.awardpack$/);
    for (const name of files())
      expect(readFileSync(join(own, name), 'latin1')).not.toMatch(/Person|made-2026|Made-up/);
  });

  test('nothing is put there with a passphrase: the first file goes by hand', async () => {
    expect(files(join(parent, 'Person a2'))).toEqual([]);
    expect(files()).toEqual([]);
  });

  test('after weeks apart, with clocks days apart, all of it arrives', async () => {
    await submit();
    await settle(mine, home);
    desks.clock.set('2026-04-01T09:00:00.000Z');
    await ask(mine, 'sheets.recall', { submission, reason: 'One more look.' });
    await look(mine);
    desks.clock.set('2026-06-01T09:00:00.000Z');
    await ask(mine, 'sheets.submit', { submission });
    await look(mine);
    await look(mine);
    desks.clock.set('2026-05-01T09:00:00.000Z');
    await settle(home, mine);
    expect(await sheets()).toBe(1);
    expect((await ask(home, 'desk.verify', {})).ok).toBe(true);
  });

  test('a file that is lost before it was taken is put there again', async () => {
    await submit();
    await look(mine);
    const [name = ''] = files();
    renameSync(join(own, name), join(desks.folder, 'lost'));
    await look(mine);
    expect(files()).toHaveLength(1);
    await look(home);
    expect(await sheets()).toBe(1);
  });
});

describe('what lies there in another shape', () => {
  const whole = async () => {
    await submit();
    await look(mine);
    const [name = ''] = files();
    return { name, file: join(own, name), bytes: readFileSync(join(own, name)) };
  };

  test('copies under other names are taken once, whichever is whole', async () => {
    const { name, file, bytes } = await whole();
    const stem = name.replace('.awardpack', '');
    for (const copy of [`${stem} (1)`, `${stem}-DESKTOP-AB12`, `${stem} - Copy`])
      copyFileSync(file, join(own, `${copy}.awardpack`));
    writeFileSync(file, bytes.subarray(0, 500));
    expect(await look(home)).toMatchObject({ taken: 1, waiting: 0 });
    expect(await sheets()).toBe(1);
  });

  test('what is half there is left until it is whole', async () => {
    const { file, bytes } = await whole();
    writeFileSync(file, '');
    expect(await look(home)).toMatchObject({ taken: 0, waiting: 0 });
    for (const part of [5, 13, 900, bytes.length - 1]) {
      writeFileSync(file, bytes.subarray(0, part));
      expect(await look(home), `${part} bytes`).toMatchObject({ taken: 0, waiting: part < 13 ? 1 : 0 });
    }
    writeFileSync(file, bytes);
    expect((await look(home)).taken).toBe(1);
  });

  test('what is still being written or fetched is left alone', async () => {
    const { file, name } = await whole();
    for (const ending of ['.partial', '.awardpack.tmp', '.awardpack.crdownload'])
      copyFileSync(file, join(own, name.replace('.awardpack', ending)));
    renameSync(file, join(own, `~$${name}`));
    expect(await look(home)).toMatchObject({ taken: 0, waiting: 0 });
  });

  test('files of others and for others are let be', async () => {
    await whole();
    mkdirSync(join(own, 'a folder.awardpack'));
    writeFileSync(join(own, '~$lock.awardpack'), 'x');
    writeFileSync(join(own, 'notes.docx'), 'x');
    await settle(home, mine);
    // What the administrator put there for a1 is nothing for anyone else's desk that looks there.
    await ask(home, 'round.date', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse('2026-05-22') } });
    await look(home);
    const other = await desks.open('a2');
    await carry(home, other, { purpose: 'round', to: PersonId.parse('a2') });
    await ask(other, 'folder.choose', { path: own });
    expect(await look(other)).toMatchObject({ taken: 0, waiting: 0 });
  });

  test('what is no pack waits for a person, with the reason', async () => {
    writeFileSync(join(own, 'odd.awardpack'), 'Something else altogether, for a while.');
    expect((await look(home)).waiting).toBe(1);
    const [waiting] = (await ask(home, 'folder.show', {})).waiting;
    expect(waiting).toMatchObject({
      name: 'odd.awardpack',
      inFolderOf: 'Person a1',
      sentence: expect.stringMatching(/^The file is not a round file/),
    });
    const again = { id: waiting?.id ?? '', job: 'x' };
    expect((await refusalOf(home, 'folder.rehearse', again)).code).toBe('pack-unusable');
    expect((await refusalOf(home, 'folder.rehearse', { id: 'none', job: 'x' })).code).toBe('not-found');
  });

  test('a stranger’s file waits for a person, who may look at it, and is taken once the key is known', async () => {
    const thief = await desks.open('thief');
    const invitation = await makePack(home, { purpose: 'round', to: a1 });
    const held = await ask(thief, 'packs.rehearse', await rehearsing(thief, invitation));
    await ask(thief, 'packs.accept', { rehearsal: held.id, job: 'x' });
    thief.context.settings.set('invitation', 'none of yours');
    await scoreMade(thief, round, submission, a1);
    await ask(thief, 'sheets.submit', { submission });
    await ask(thief, 'folder.choose', { path: own });
    await look(thief);
    expect(await look(home)).toMatchObject({ taken: 0, waiting: 1 });
    expect(await sheets()).toBe(0);
    const [waiting] = (await ask(home, 'folder.show', {})).waiting;
    expect(waiting?.from).toBe('Person a1');
    const seen = await ask(home, 'folder.rehearse', { id: waiting?.id ?? '', job: 'x' });
    expect(seen).toMatchObject({ from: 'Person a1', newEntries: 1 });
    home.context.ledger.append('writer-introduced', {
      facts: { round: round.id, person: a1, writer: thief.context.key.writer },
      text: {},
    });
    expect(await look(home)).toMatchObject({ taken: 1, waiting: 0 });
    expect(await sheets()).toBe(1);
  });
});

describe('a folder that does not let itself be used', () => {
  test('is gone: a calm sentence, and everything goes on when it is back', async () => {
    renameSync(parent, `${parent}-away`);
    await submit();
    expect(await look(mine)).toEqual({ taken: 0, put: 0, waiting: 0 });
    const { troubles } = await ask(mine, 'folder.show', {});
    expect(troubles).toEqual([expect.stringMatching(/is not there just now.*Your work goes on here/)]);
    expect(await look(home)).toMatchObject({ taken: 0, put: 0 });
    renameSync(`${parent}-away`, parent);
    await settle(mine, home);
    expect(await sheets()).toBe(1);
    expect((await ask(mine, 'folder.show', {})).troubles).toEqual([]);
  });

  test('may only be read: what comes is taken, and it is said', async (context) => {
    if (process.getuid?.() === 0) return context.skip('whoever runs the tests may write everywhere');
    await submit();
    await look(mine);
    chmodSync(own, 0o500);
    try {
      expect((await look(home)).taken).toBe(1);
      const { troubles } = await ask(home, 'folder.show', {});
      expect(troubles).toEqual([
        expect.stringMatching(/^This computer can read the team folder and not write/),
      ]);
    } finally {
      chmodSync(own, 0o700);
    }
  });

  test.each([
    ['shared', /whole path/],
    ['https://example.sharepoint.com/sites/award', /address on the web/],
    ['/no/such/folder', /no folder of that name/],
  ])('“%s” is not taken as one', async (path, sentence) => {
    const refusal = await refusalOf(mine, 'folder.choose', { path });
    expect(refusal).toMatchObject({ code: 'wrong-input', places: [{ kind: 'field', at: 'path' }] });
    expect(refusal.sentence).toMatch(sentence);
  });

  test('neither a file nor the desk’s own data is taken as one', async () => {
    const file = join(parent, 'file');
    writeFileSync(file, 'x');
    expect((await refusalOf(mine, 'folder.choose', { path: file })).sentence).toMatch(/That is a file/);
    const data = { path: join(desks.folder, 'a1') };
    expect((await refusalOf(mine, 'folder.choose', data)).sentence).toMatch(/this computer’s own data/);
    expect((await refusalOf(mine, 'folder.choose', { path: parent, person: admin })).code).toBe(
      'not-allowed',
    );
  });

  test('is left: nothing is looked for any more', async () => {
    await ask(mine, 'folder.leave', {});
    expect((await refusalOf(mine, 'folder.look', {})).code).toBe('not-found');
    expect((await ask(mine, 'folder.show', {})).path).toBeUndefined();
  });
});

test('one person’s sub-folder may lie elsewhere, and a name that two people share makes two', async () => {
  const elsewhere = join(desks.folder, 'elsewhere');
  mkdirSync(elsewhere);
  const view = await ask(home, 'folder.choose', { path: elsewhere, person: a1 });
  expect(view.subFolders.find(({ person }) => person === a1)?.path).toBe(elsewhere);
  await ask(mine, 'folder.choose', { path: elsewhere });
  await submit();
  await look(mine);
  await look(home);
  expect(await sheets()).toBe(1);
  await ask(home, 'people.appoint', {
    name: 'Person a2',
    email: '',
    profession: '',
    roles: ['assessor'],
  });
  await look(home);
  expect(files(parent)).toContain('Person a2 2');
});

test('a desk that works alongside a window publishes and picks up by itself', async () => {
  await desks.close(mine);
  const alone = await openDesk({
    dataFolder: join(desks.folder, 'a1'),
    resources,
    clock: desks.clock.now,
    readsAlong: true,
    looksSoon: 20,
  });
  try {
    await scoreMade(alone, round, submission, a1);
    const before = files().length;
    await ask(alone, 'sheets.submit', { submission });
    await expect.poll(() => files().length, { timeout: 30_000 }).toBeGreaterThan(before);
    await expect
      .poll(
        async () => {
          await look(home);
          return sheets();
        },
        { timeout: 30_000 },
      )
      .toBe(1);
  } finally {
    await alone.close();
  }
});

test('progress is told as counts, and when each was last here', async () => {
  await scoreMade(mine, round, submission, a1, 3);
  desks.clock.set('2026-04-21T10:00:00.000Z');
  await look(mine);
  desks.clock.set('2026-05-30T10:00:00.000Z');
  await look(home);
  const told = await ask(home, 'progress.list', {});
  expect(told.find(({ person }) => person === a1)).toMatchObject({
    withheld: false,
    lastSeen: '2026-04-21T10:00:00.000Z',
    sheets: [{ submission, submitted: false, told: { scored: 3, of: 5 } }, { told: { scored: 0, of: 5 } }],
  });
  expect(told.find(({ person }) => person === 'a2')?.lastSeen).toBeUndefined();
  await submit();
  await settle(mine, home);
  const [sheet] = (await ask(home, 'progress.list', {})).find(({ person }) => person === a1)?.sheets ?? [];
  expect(sheet).toMatchObject({ submitted: true, told: { scored: 5, of: 5 } });
  expect((await refusalOf(mine, 'progress.list', {})).code).toBe('not-allowed');
});
