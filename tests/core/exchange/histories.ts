import { createHash } from 'node:crypto';
import type { DeskContext } from '../../../electron/core/desk/context.ts';
import { planned } from '../../../electron/core/exchange/making.ts';
import type { Contents } from '../../../electron/core/exchange/manifest.ts';
import { joined, recordsOf, sha256Of } from '../../../electron/core/exchange/records.ts';
import { takeRecords } from '../../../electron/core/exchange/taking.ts';
import type { RawEntry } from '../../../electron/core/ledger/entry.ts';
import { LedgerRefusal } from '../../../electron/core/ledger/ledger.ts';
import { Refused } from '../../../electron/core/refused.ts';
import type { PackPurpose } from '../../../shared/contract/exchange.ts';
import { type Hash, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { Chance } from '../../support/chance.ts';
import { derivedRows, type Part } from '../../support/derived-rows.ts';
import { something } from './history-acts.ts';
import { type Cast, id, layHistory, NAMES, type Name } from './history-cast.ts';

/**
 * Random histories of one small round on real desks: acts, and packs that are made, lost, repeated, reordered and stale.
 * Packs are planned, written and put on record by the product's own code; only the seal and the archive around them are
 * left out, whose tests are elsewhere.
 */

interface Pack {
  readonly to: Name;
  readonly contents: Contents;
  readonly records: ReturnType<typeof recordsOf>;
}

async function make(from: DeskContext, purpose: PackPurpose, to: Name): Promise<Pack> {
  const { about, filter } = await planned(from, { purpose, to: id(to) });
  const records = recordsOf(from.ledger.entriesFor(filter));
  const contents: Contents = {
    ...about,
    format: 'award-panel/pack/1',
    writer: from.key.writer,
    entries: records.count,
    entriesHash: sha256Of(records.entries),
    textsHash: sha256Of(records.texts),
  };
  return { to, contents, records };
}

class Cut extends Error {}

/** Takes it in as the product does, in steps; how many records it added, undefined where it was cut off after `steps`. */
async function take(
  desk: DeskContext,
  { contents, records }: Pack,
  steps = Infinity,
): Promise<number | undefined> {
  let left = steps;
  const job = {
    progress: () => undefined,
    step() {
      left--;
      if (left <= 0) throw new Cut();
    },
  };
  try {
    return (await takeRecords(desk, contents, await entriesOf({ records }), job)).added;
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    return undefined;
  }
}

function purposeOf(from: Name, to: Name): PackPurpose | undefined {
  const administers = (name: Name) => name === 'admin' || name === 'eve';
  if (from === to) return undefined;
  if (!administers(from)) return !administers(to) ? undefined : from.startsWith('a') ? 'scores' : 'update';
  if (administers(to)) return 'whole';
  return to.startsWith('a') ? 'round' : 'moderation';
}

type Arrives = (desk: DeskContext, contents: Contents, entries: readonly RawEntry[]) => Promise<void>;

const entriesOf = ({ records }: Pick<Pack, 'records'>) => joined(records.entries, records.texts);

/** One history: the round is laid on the first desk, everybody hears of it, and then chance has its way. */
export class History {
  readonly round: RoundId;
  readonly acknowledged: Hash[] = [];
  /** Things that stand in two versions when all have met. */
  conflicts = 0;
  /** Packs that were taken in half way. */
  cut = 0;
  readonly submissions: readonly SubmissionId[];
  private readonly cast: Cast;
  private readonly desks: Cast['desks'];
  private readonly chance: Chance;
  private readonly flying: Pack[] = [];
  private readonly arrives: Arrives;

  /** @param arrives sees each file on a desk before chance has its way with it */
  constructor(cast: Cast, seed: number, arrives: Arrives = async () => undefined) {
    this.cast = cast;
    this.arrives = arrives;
    this.desks = cast.desks;
    this.chance = new Chance(seed);
    this.round = RoundId.parse(`h-${createHash('sha256').update(String(seed)).digest('hex').slice(0, 12)}`);
    this.submissions = ['s1', 's2'].map((name) => SubmissionId.parse(`${name}.${this.round}`));
  }

  async run(): Promise<void> {
    layHistory(this.cast, this);
    for (const name of NAMES) this.desks[name].context.settings.set('round', this.round);
    for (const name of NAMES.slice(1)) {
      const purpose = purposeOf('admin', name);
      if (purpose !== undefined)
        await take(this.desks[name].context, await make(this.desks.admin.context, purpose, name));
    }
    const steps = 15 + Math.floor(this.chance.next() * 25);
    for (let step = 0; step < steps; step++) {
      const at = this.chance.next();
      if (at < 0.55) this.act(this.chance.pick(NAMES));
      else if (at < 0.75) await this.send();
      else await this.deliver();
    }
    await this.meet();
  }

  /** An act of somebody's own, after as many that they may not do as chance had them try: a refusal leaves no entry. */
  private act(by: Name): void {
    const { context } = this.desks[by];
    const before = new Set(this.heldBy(by));
    for (let tried = 0; tried < 6; tried++) {
      try {
        something(context, by, this, this.chance);
      } catch (error) {
        if (!(error instanceof LedgerRefusal) && !(error instanceof Refused)) throw error;
      }
      const made = this.heldBy(by).filter((hash) => !before.has(hash));
      this.acknowledged.push(...made);
      if (made.length > 0) return;
    }
  }

  private heldBy(name: Name): readonly Hash[] {
    return this.desks[name].context.store
      .prepare<[string, string], { hash: Hash }>('SELECT hash FROM entry WHERE round = ? AND person = ?')
      .all(this.round, name)
      .map(({ hash }) => hash);
  }

  private async send(): Promise<void> {
    const from = this.chance.pick(NAMES);
    const to = this.chance.pick(NAMES.filter((name) => purposeOf(from, name) !== undefined));
    const purpose = purposeOf(from, to);
    if (purpose !== undefined) this.flying.push(await make(this.desks[from].context, purpose, to));
  }

  /**
   * Any of those under way, the stale ones too; half of them stay, to come again; one in six never comes, and one in six
   * is taken in half way, as by a desk that is killed between two steps.
   */
  private async deliver(): Promise<void> {
    if (this.flying.length === 0) return this.send();
    const at = Math.floor(this.chance.next() * this.flying.length);
    const pack = this.flying[at];
    const fate = this.chance.next();
    if (fate < 0.5) this.flying.splice(at, 1);
    if (fate < 1 / 6 || pack === undefined) return;
    const { context } = this.desks[pack.to];
    await this.arrives(context, pack.contents, await entriesOf(pack));
    const steps = fate < 0.25 || fate > 0.92 ? 1 : Infinity;
    if ((await take(context, pack, steps)) === undefined) this.cut++;
  }

  /** Everybody meets: what is left comes late, and packs go round until they bring nothing new. */
  private async meet(): Promise<void> {
    for (const pack of this.flying) await take(this.desks[pack.to].context, pack);
    for (let turn = 0; turn < 8; turn++) {
      let added = 0;
      for (const from of [...NAMES].reverse())
        for (const to of NAMES) {
          const purpose = purposeOf(from, to);
          if (purpose === undefined) continue;
          added +=
            (await take(this.desks[to].context, await make(this.desks[from].context, purpose, to))) ?? 0;
        }
      if (added > 0) continue;
      this.conflicts = this.desks.admin.context.ledger
        .conflicts()
        .filter(({ round }) => round === this.round).length;
      return;
    }
    throw new Error('The desks never fell silent.');
  }

  rows(name: Name, only?: Part): readonly string[] {
    return derivedRows(this.desks[name].context.store, this.round, only);
  }

  holds(name: Name, hash: Hash): boolean {
    return this.desks[name].context.ledger.entry(hash) !== undefined;
  }
}
