import type { RoundHead } from '../../../shared/contract/desk.ts';
import type { Topic } from '../../../shared/contract/table.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { Instant, PersonId, Role, RoundId } from '../../../shared/domain/ids.ts';
import { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { DraftCopy } from '../copies/service.ts';
import type { Reader } from '../evidence/service.ts';
import type { TeamFolder } from '../exchange/service.ts';
import type { WriterKeyPair } from '../ledger/keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SealingKeyPair } from '../ledger/sealing-key.ts';
import type { Parser } from '../parsing.ts';
import { refuse } from '../refused.ts';
import type { Store } from '../store/open.ts';
import type { Handover } from './handover.ts';
import type { Jobs } from './jobs.ts';
import type { Settings } from './settings.ts';

/** What every feature's service is given: the one store, the one ledger, and what the desk itself knows. */
export interface DeskContext {
  readonly store: Store;
  /** Signs as the person whose desk this is; read afresh each time, since that person may only just be known. */
  readonly ledger: Ledger;
  readonly key: WriterKeyPair;
  /** What is sealed to this desk opens with it. */
  readonly sealing: SealingKeyPair;
  /** The base-2 logarithm of scrypt's cost, for files that this desk seals by a passphrase. */
  readonly workFactor: number;
  /** This desk is that person's from now on. Throws the refusal 'not-allowed' where it is somebody else's. */
  readonly belongTo: (person: PersonId) => void;
  readonly settings: Settings;
  readonly jobs: Jobs;
  readonly handover: Handover;
  /** Reads untrusted workbooks in a process of its own; begun when first asked for. */
  readonly parser: Parser;
  /** Reads evidence, and knows where every file of it lies. */
  readonly reader: Reader;
  /** Where desks meet without being handed files. */
  readonly teamFolder: TeamFolder;
  /** Keeps what is scored here, sealed, in a second place. */
  readonly draftCopy: DraftCopy;
  readonly now: () => Instant;
  /** The folder of shipped standard sets, organisations and the sample round. */
  readonly resources: string;
  /** Tells the rooms to read again. */
  readonly changed: (...topics: readonly Topic[]) => void;
}

/** The person whose desk this is. Throws the refusal 'no-round' on a desk that nobody has begun to use. */
export function personHere({ settings }: DeskContext): PersonId {
  const person = settings.get('person');
  if (person === undefined) throw refuse('no-round', 'Open a round or a round file first.');
  return PersonId.parse(person);
}

/** When this desk's work was moved to another computer; undefined where it was not, or was taken back. */
export function movedAt({ settings }: Pick<DeskContext, 'settings'>): Instant | undefined {
  const at = settings.get('moved-at');
  return at === undefined ? undefined : Instant.parse(at);
}

/** Throws the refusal 'work-moved' where scores are written on another computer now. */
export function requireNotMoved(desk: Pick<DeskContext, 'settings'>): void {
  const at = movedAt(desk);
  if (at !== undefined)
    throw refuse(
      'work-moved',
      `Your work was moved to another computer on ${momentInWords(at)}. Go on there, or take it back in This computer.`,
    );
}

/** The round that the rooms show. Throws the refusal 'no-round' where there is none yet. */
export function roundHere({ settings }: DeskContext): RoundId {
  const round = settings.get('round');
  if (round === undefined) throw refuse('no-round', 'Open a round or a round file first.');
  return RoundId.parse(round);
}

/** Every round that this desk holds. */
export function roundsOf(desk: DeskContext): RoundId[] {
  return desk.store
    .prepare<[], { round: RoundId }>('SELECT round FROM round')
    .all()
    .map(({ round }) => round);
}

export async function roundHead(desk: DeskContext): Promise<RoundHead> {
  const round = roundHere(desk);
  const row = await desk.store.db
    .selectFrom('round')
    .select(['year', 'title', 'sample'])
    .where('round', '=', round)
    .executeTakeFirst();
  if (row === undefined)
    throw refuse('not-found', 'The round is not held on this computer. Open its round file.');
  return { id: round, year: row.year, title: row.title, sample: row.sample === 1 };
}

/** The set that the round has adopted. Throws the refusal 'not-found' before it has. */
export async function adoptedSet(desk: DeskContext, round = roundHere(desk)): Promise<StandardSet> {
  const row = await desk.store.db
    .selectFrom('standard_set')
    .select('json')
    .where('round', '=', round)
    .executeTakeFirst();
  if (row === undefined)
    throw refuse('not-found', 'The round has not adopted its standards. Adopt them in Standards.');
  return StandardSet.parse(JSON.parse(row.json));
}

const Roles = Role.array();

/** Who sits at a desk that holds nothing but an archive: nobody of the round, who may read all of it. */
export const READER = PersonId.parse('archive-reader');

/** Roles that a person holds in a round; none where they are not appointed. An archive's reader observes. */
export function rolesOf({ store, settings }: DeskContext, round: RoundId, person: PersonId): readonly Role[] {
  if (person === READER) return settings.get('archive') === round ? ['observer'] : [];
  const row = store
    .prepare<[string, string], { roles: string }>('SELECT roles FROM person WHERE round = ? AND person = ?')
    .get(round, person);
  return row === undefined ? [] : Roles.parse(JSON.parse(row.roles));
}
