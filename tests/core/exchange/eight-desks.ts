import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../../electron/core/ask.ts';
import { openDesk } from '../../../electron/core/desk/desk.ts';
import { Refused } from '../../../electron/core/refused.ts';
import type { PackPurpose } from '../../../shared/contract/exchange.ts';
import { Day, type Hash, type ItemId, PersonId } from '../../../shared/domain/ids.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { CLOSES_AT, layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import type { Chance } from '../../support/chance.ts';
import { DeskProcess, Killed } from '../../support/desk-process.ts';
import { resources } from '../../support/desks.ts';

/**
 * A round in full on eight desks, each a process with a data folder and a clock of its own, between which files go by
 * hand and through a team folder, as chance has it.
 */

export const NAMES = ['admin', 'eve', 'chair', 'a1', 'a2', 'a3', 'a4', 'a5'] as const;
export type Name = (typeof NAMES)[number];
/** Desks that hold the whole round. */
export const WHOLE = ['admin', 'eve', 'chair'] as const satisfies Name[];
export const ASSESSORS = ['a1', 'a2', 'a3', 'a4', 'a5'] as const satisfies Name[];
const isAssessor = (name: Name): boolean => name.startsWith('a') && name !== 'admin';
const isAdministrator = (name: Name): boolean => name === 'admin' || name === 'eve';
const personOf = (name: Name) => PersonId.parse(name);

/** A file that somebody has in hand for somebody, with its passphrase where it has one. */
interface Packet {
  readonly to: Name;
  readonly file: string;
  readonly passphrase: string | undefined;
}

/** What happened, so that a run in which nothing of it did is seen. */
export interface Tally {
  acts: number;
  refusals: number;
  carried: number;
  repeated: number;
  lost: number;
  kills: number;
  looks: number;
  mischief: number;
}

export class EightDesks {
  readonly desks: Readonly<Record<Name, DeskProcess>>;
  /** Entries that a desk acknowledged: each has to be on every desk that holds the whole round in the end. */
  readonly acknowledged = new Set<Hash>();
  readonly tally: Tally = {
    acts: 0,
    refusals: 0,
    carried: 0,
    repeated: 0,
    lost: 0,
    kills: 0,
    looks: 0,
    mischief: 0,
  };
  private readonly chance: Chance;
  private readonly folder: string;
  private readonly shared: string;
  private readonly round: MadeRound;
  private readonly items: readonly ItemId[];
  private readonly underWay: Packet[] = [];
  private files = 0;

  constructor(folder: string, chance: Chance) {
    this.folder = folder;
    this.chance = chance;
    this.shared = join(folder, 'shared');
    mkdirSync(this.shared);
    this.round = makeRound({ organisations: 4, standards: 5, assessors: 5, perSubmission: 2, files: 1 });
    this.items = itemsOf(this.round.set, ['newly-registered']).map(({ id }) => id);
    const desk = (name: Name) =>
      new DeskProcess(join(folder, name), (NAMES.indexOf(name) - 3) * 32 * (0.5 + chance.next()));
    this.desks = {
      admin: desk('admin'),
      eve: desk('eve'),
      chair: desk('chair'),
      a1: desk('a1'),
      a2: desk('a2'),
      a3: desk('a3'),
      a4: desk('a4'),
      a5: desk('a5'),
    };
  }

  /** The administrator lays the round, appoints a second one, and a first file goes by hand to everybody and back. */
  async begin(): Promise<void> {
    const home = await openDesk({ dataFolder: join(this.folder, 'admin'), resources, workFactor: 4 });
    await layRound(home, this.round);
    const eve = await ask(home, 'people.appoint', {
      id: personOf('eve'),
      name: 'Person eve',
      email: '',
      profession: '',
      roles: ['administrator'],
    });
    if (eve.id !== 'eve') throw new Error(`The second administrator is called ${eve.id}.`);
    await home.close();
    for (const name of NAMES) await this.desks[name].open();
    for (const name of NAMES.slice(1)) {
      await this.carry(await this.make('admin', name));
      if (name !== 'eve') await this.carry(await this.make(name, 'admin'));
    }
    await this.carry(await this.make('eve', 'admin'));
    await this.carry(await this.make('admin', 'eve'));
    await this.desks.admin.ask('folder.choose', { path: this.shared });
    await this.look('admin');
    for (const name of [...ASSESSORS, 'chair'] as const) {
      const own = join(this.shared, `Person ${name}`);
      if (!existsSync(own)) throw new Error(`The administrator's desk has made no folder ${own}.`);
      await this.desks[name].ask('folder.choose', { path: own });
    }
  }

  /** One thing that happens on a day of a round. */
  async step(): Promise<void> {
    const at = this.chance.next();
    const name = this.chance.pick(NAMES);
    if (at < 0.45) return this.act(name);
    if (at < 0.56) return this.send();
    if (at < 0.7) return this.deliver();
    if (at < 0.84) return this.look(this.chance.pick(NAMES.filter((each) => each !== 'eve')));
    if (at < 0.92) return this.disturb();
    return this.killOnTheWay(name);
  }

  /** Everybody meets: what is under way comes late, and then files go round until they bring nothing new. */
  async meet(): Promise<void> {
    for (const name of NAMES) await this.desks[name].open();
    for (const packet of this.underWay) await this.carry(packet);
    for (let turn = 0; turn < 8; turn++) {
      let added = 0;
      for (const name of ['chair', ...ASSESSORS, 'eve'] as const)
        added += await this.carry(await this.make(name, 'admin'));
      for (const name of ['eve', 'chair', ...ASSESSORS] as const)
        added += await this.carry(await this.make('admin', name));
      if (added === 0) return;
    }
    throw new Error('The desks never fell silent.');
  }

  async end(): Promise<void> {
    for (const name of NAMES) await this.desks[name].kill();
  }

  /** What that person may do, or may not: a refusal is told apart from a failure and leaves nothing behind. */
  private async act(name: Name): Promise<void> {
    const desk = this.desks[name];
    await desk.open();
    const before = new Set(await desk.entriesOf(name));
    try {
      await (isAssessor(name)
        ? this.assess(name)
        : name === 'chair'
          ? this.moderate()
          : this.administer(name));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.refusal.code === 'unexpected') throw error;
      this.tally.refusals++;
    }
    const made = (await desk.entriesOf(name)).filter((hash) => !before.has(hash));
    for (const hash of made) this.acknowledged.add(hash);
    this.tally.acts += made.length;
  }

  private async assess(name: Name): Promise<void> {
    const desk = this.desks[name];
    const mine = await desk.ask('sheets.mine', {});
    if (mine.length === 0) return;
    const { submission } = this.chance.pick(mine);
    if (this.chance.next() < 0.25) {
      await desk.ask('sheets.recall', { submission, reason: 'I read on.' });
      return;
    }
    const scores = scoresOf(this.round, submission, personOf(name));
    for (const score of scores) {
      const outcome = { kind: 'level' as const, level: Math.floor(this.chance.next() * 3) };
      const feedback = outcome.level === 2 ? '' : 'Show how this reaches everyone.';
      await desk.ask('scores.save', { submission, score: { ...score, outcome, feedback } });
    }
    await desk.ask('sheets.submit', { submission });
  }

  private async moderate(): Promise<void> {
    const { chair } = this.desks;
    const { submission } = this.chance.pick(this.round.submissions);
    const outcome = { kind: 'level' as const, level: Math.floor(this.chance.next() * 3) };
    const acts: readonly (() => Promise<unknown>)[] = [
      () => chair.ask('moderation.open', { submission, present: [] }),
      () => chair.ask('agreed.saveAlike', { submission }),
      () =>
        chair.ask('agreed.save', {
          submission,
          item: this.chance.pick(this.items),
          outcome,
          reason: 'Agreed together.',
          condition: '',
          learningPoint: '',
        }),
      () => this.decide(submission),
      () => this.settle('chair'),
    ];
    await this.chance.pick(acts)();
  }

  /** Agrees what is left and decides. */
  private async decide(submission: (typeof this.round.submissions)[number]['submission']): Promise<void> {
    const { chair } = this.desks;
    const { items } = await chair.ask('moderation.show', { submission });
    for (const { item, agreed } of items)
      if (agreed === undefined)
        await chair.ask('agreed.save', {
          submission,
          item,
          outcome: { kind: 'level', level: 2 },
          reason: 'Agreed together.',
          condition: '',
          learningPoint: '',
        });
    await chair.ask('decision.make', {
      submission,
      outcome: 'not-awarded',
      reason: 'As the panel found.',
      learningPoints: [],
    });
  }

  private async administer(name: Name): Promise<void> {
    const desk = this.desks[name];
    const person = personOf(this.chance.pick(ASSESSORS));
    const { submission } = this.chance.pick(this.round.submissions);
    const acts: readonly (() => Promise<unknown>)[] = [
      () =>
        desk.ask('round.date', {
          dates: {
            closesAt: CLOSES_AT,
            scoresDue: Day.parse(`2026-05-2${Math.floor(this.chance.next() * 9)}`),
          },
        }),
      () => desk.ask('assignments.make', { assignments: [{ submission, person }] }),
      () =>
        desk.ask('people.appoint', {
          id: person,
          name: `Person ${person}`,
          email: `${Math.floor(this.chance.next() * 9)}@example.org`,
          profession: '',
          roles: ['assessor'],
        }),
      () => this.settle(name),
    ];
    await this.chance.pick(acts)();
  }

  private async settle(name: Name): Promise<void> {
    const desk = this.desks[name];
    const [row] = await desk.ask('conflicts.list', {});
    if (row === undefined) return;
    const { kind, key } = row;
    const { versions } = await desk.ask('conflicts.show', { kind, key });
    const chosen = versions.at(-1);
    if (chosen !== undefined) await desk.ask('conflicts.settle', { kind, key, choose: chosen.hash });
  }

  private purposeOf(from: Name, to: Name): PackPurpose | undefined {
    if (from === to) return undefined;
    if (!isAdministrator(from)) {
      if (!isAdministrator(to)) return undefined;
      return isAssessor(from) ? 'scores' : 'update';
    }
    if (isAdministrator(to)) return 'whole';
    return isAssessor(to) ? 'round' : 'moderation';
  }

  private async make(from: Name, to: Name): Promise<Packet> {
    const purpose = this.purposeOf(from, to);
    if (purpose === undefined) throw new Error(`${from} has nothing to send to ${to}.`);
    const desk = this.desks[from];
    const made = await desk.ask('packs.create', { purpose, to: personOf(to), job: randomUUID() });
    const file = join(this.folder, `${this.files++} ${basename(made.name)}`);
    copyFileSync(await desk.exported(made.id), file);
    return { to, file, passphrase: made.passphrase };
  }

  /** Rehearsed and taken in; how many records it added. */
  private async carry({ to, file, passphrase }: Packet): Promise<number> {
    const desk = this.desks[to];
    await desk.open();
    const staged = await desk.stage(basename(file), file);
    const { id } = await desk.ask('packs.rehearse', { staged, passphrase, job: randomUUID() });
    const { entries } = await desk.ask('packs.accept', { rehearsal: id, job: randomUUID() });
    this.tally.carried++;
    return entries;
  }

  private async send(): Promise<void> {
    const from = this.chance.pick(NAMES);
    const to = this.chance.pick(NAMES.filter((name) => this.purposeOf(from, name) !== undefined));
    await this.desks[from].open();
    this.underWay.push(await this.make(from, to));
  }

  /** Any file that is under way, the stale ones too; half of them come again later, and one in six never comes. */
  private async deliver(): Promise<void> {
    if (this.underWay.length === 0) return this.send();
    const at = Math.floor(this.chance.next() * this.underWay.length);
    const packet = this.underWay[at];
    const fate = this.chance.next();
    if (fate < 0.5) this.underWay.splice(at, 1);
    else this.tally.repeated++;
    if (packet === undefined) return;
    if (fate < 1 / 6) this.tally.lost++;
    else await this.carry(packet);
  }

  private async look(name: Name): Promise<void> {
    await this.desks[name].open();
    await this.desks[name].ask('folder.look', {});
    this.tally.looks++;
  }

  /** What a shared drive does to files: half written, in two copies under other names, gone. */
  private async disturb(): Promise<void> {
    const own = join(this.shared, `Person ${this.chance.pick([...ASSESSORS, 'chair'])}`);
    const names = readdirSync(own).filter((name) => name.endsWith('.awardpack'));
    if (names.length === 0) return;
    const file = join(own, this.chance.pick(names));
    const stem = file.slice(0, -'.awardpack'.length);
    const fate = this.chance.next();
    if (fate < 0.35) copyFileSync(file, `${stem} (1).awardpack`);
    else if (fate < 0.7) {
      const bytes = readFileSync(file);
      writeFileSync(`${stem}-DESKTOP-AB12.awardpack`, bytes.subarray(0, Math.floor(bytes.length / 2)));
    } else rmSync(file);
    this.tally.mischief++;
  }

  /** Begins something and kills the desk in the middle of it: what was not acknowledged may be there or not. */
  private async killOnTheWay(name: Name): Promise<void> {
    const desk = this.desks[name];
    await desk.open();
    const packet = this.underWay.find(({ to }) => to === name);
    const begun = (packet === undefined ? this.act(name) : this.carry(packet)).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    await pause(this.chance.next() * 400);
    await desk.kill();
    await begun;
    this.tally.kills++;
    await desk.open();
  }
}
