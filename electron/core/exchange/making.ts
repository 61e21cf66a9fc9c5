import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Export } from '../../../shared/contract/desk.ts';
import type { PackPurpose } from '../../../shared/contract/exchange.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import type { PersonId, Role, RoundId } from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, roundHead, roundHere } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { retireComputers } from '../keys/service.ts';
import type { EntryFilter } from '../ledger/travel.ts';
import { everRecused, listPeople } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { keepSent, ownSheets } from '../scoring/service.ts';
import { heldBy, knownTo, sealingKeysOf, spellKnown } from './computers.ts';
import {
  archived,
  entriesHeld,
  evidenceHeld,
  forAssessor,
  ownActs,
  type PackContents,
  wholeRound,
} from './contents.ts';
import type { Contents } from './manifest.ts';
import { type PackInput, packBytes, writePack } from './pack.ts';
import { partName } from './parts.ts';
import { asShown, makePassphrase } from './passphrase.ts';
import type { Lock } from './sealing-messages.ts';
import { tokenHash } from './take-in.ts';
import { tell } from './told.ts';

export const PACK_TYPE = 'application/octet-stream';
const MEGABYTE = 1_000_000;

type Wanted = ParsedInputOf<'packs.measure'>;
export type Plan = PackContents &
  Pick<PackInput, 'about'> & {
    readonly lock: Lock;
    readonly invites: boolean;
    readonly update: boolean;
  };

/** What goes into the pack and how it is locked; nothing has been done yet. */
export async function planned(
  desk: DeskContext,
  { purpose, to: wanted, newComputer = false, everything = false }: Wanted,
  passphrase?: string,
): Promise<Plan> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const to = purpose === 'archive' ? me : wanted;
  const [head, people] = await Promise.all([roundHead(desk), listPeople(desk, round)]);
  const recipient = people.find(({ id }) => id === to);
  const sender = people.find(({ id }) => id === me);
  if (recipient === undefined || sender === undefined) {
    throw refuse('not-found', 'Nobody of that name is appointed to this round.');
  }
  const administers = sender.roles.includes('administrator');
  // What a recused desk let go of it has told before that it held.
  const whole = newComputer || everything || everRecused(desk, round, recipient.id);
  const { filter, ...contents } = contentsFor(
    desk,
    { purpose, to: recipient.id, whole },
    round,
    sender.roles,
  );
  const known = whole || !outwards(purpose) ? undefined : knownTo(desk, round, recipient.id);
  const byPassphrase = newComputer || passphrase !== undefined || purpose === 'archive';
  const keys = byPassphrase ? [] : sealingKeysOf(desk, round, recipient.id);
  const reply = desk.settings.get('invitation');
  const opening = desk.ledger.heads({ round, kind: 'round', key: round })[0];
  const told = await tell(desk, round, purpose, recipient.id);
  return {
    ...contents,
    filter: known === undefined ? filter : without(filter, known),
    update: known !== undefined,
    invites: outwards(purpose) && (newComputer || !recipient.introduced),
    lock:
      keys.length > 0
        ? { by: 'keys', recipients: keys }
        : { by: 'passphrase', passphrase: passphrase ?? makePassphrase(), workFactor: desk.workFactor },
    about: {
      purpose,
      round,
      roundTitle: head.title,
      ...(opening === undefined ? {} : { opening }),
      from: me,
      fromName: sender.name,
      to: recipient.id,
      toName: purpose === 'archive' ? '' : recipient.name,
      madeAt: desk.now(),
      evidence: [...contents.evidence],
      sealing: desk.sealing.recipient,
      // An administrator's would tell of submissions that are not the recipient's.
      ...(administers || !inwards(purpose)
        ? {}
        : { holds: evidenceHeld(desk, round), knows: spellKnown(entriesHeld(desk, round, me)) }),
      ...((inwards(purpose) || purpose === 'whole') && reply !== undefined ? { reply } : {}),
      ...(told === undefined ? {} : { told }),
    },
  };
}

export async function measure(desk: DeskContext, wanted: Wanted): Promise<OutputOf<'packs.measure'>> {
  const { about, filter, lock, evidence, keptBack, heldThere, update } = await planned(desk, wanted);
  const { bytes, entries } = packBytes(about, desk.ledger.entriesFor(filter), lock);
  return {
    bytes,
    entries,
    evidenceFiles: evidence.length,
    keptBack,
    heldThere,
    update,
    lockedBy: lock.by === 'keys' ? 'key' : 'passphrase',
  };
}

export async function create(
  desk: DeskContext,
  { passphrase, splitMegabytes, ...wanted }: Omit<ParsedInputOf<'packs.create'>, 'job'>,
  job: Job,
): Promise<OutputOf<'packs.create'>> {
  const own = passphrase === undefined ? undefined : asShown(passphrase);
  const { about, filter, lock, invites, keptBack, heldThere, update } = await planned(desk, wanted, own);
  const sheets = inwards(about.purpose) ? ownSheets(desk, about.round, about.from) : [];
  const token = invites ? randomBytes(24).toString('base64url') : undefined;
  const { contents, files } = await writePack({
    file: join(desk.store.folder.exports, `${randomUUID()}.awardpack`),
    key: desk.key,
    lock,
    partBytes: splitMegabytes === undefined ? undefined : splitMegabytes * MEGABYTE,
    about: { ...about, ...(token === undefined ? {} : { invitation: token }) },
    entries: desk.ledger.entriesFor(filter),
    evidencePath: desk.store.evidence.path,
    job,
  });
  if (token !== undefined) invite(desk, contents, token, wanted.newComputer === true);
  const name = packName(contents);
  const given: Export[] = [];
  for (const [at, { file }] of files.entries()) {
    const called = splitMegabytes === undefined ? name : partName(name, at + 1);
    given.push(await desk.handover.give(called, PACK_TYPE, { file }));
  }
  const [first, ...more] = given;
  if (first === undefined) throw new Error('A pack was written to no file.');
  keepSent(desk, sheets);
  desk.changed('exchange', ...(sheets.length === 0 ? [] : (['sheets'] as const)));
  return {
    ...first,
    more,
    totalBytes: given.reduce((sum, { bytes }) => sum + bytes, 0),
    entries: contents.entries,
    evidenceFiles: contents.evidence.length,
    keptBack,
    heldThere,
    update,
    ...(lock.by === 'passphrase' ? { passphrase: lock.passphrase } : {}),
  };
}

/** The same but for what is known there already: an update. */
function without(
  { include, ...filter }: EntryFilter,
  known: NonNullable<ReturnType<typeof knownTo>>,
): EntryFilter {
  return {
    ...filter,
    include: (entry) => {
      const extent = include?.(entry) ?? 'whole';
      return extent === 'nothing' || known(entry.hash, extent) ? 'nothing' : extent;
    },
  };
}

/** Whether it goes from an administrator to somebody, and may invite them. */
export const outwards = (purpose: Contents['purpose']) =>
  purpose === 'round' || purpose === 'moderation' || purpose === 'whole';
/** Whether it comes back to the administrator. */
export const inwards = (purpose: Contents['purpose']) => purpose === 'scores' || purpose === 'update';

function contentsFor(
  desk: DeskContext,
  { purpose, to, whole }: { purpose: PackPurpose; to: PersonId; whole: boolean },
  round: RoundId,
  mine: readonly Role[],
): PackContents {
  switch (purpose) {
    case 'scores':
    case 'update':
      return ownActs(round, personHere(desk));
    case 'archive':
      if (!mine.some((role) => role === 'administrator' || role === 'chair' || role === 'deputy'))
        throw refuse('not-allowed', 'Only an administrator, a chair or a deputy makes an archive.');
      return archived(desk, round, to);
    case 'round':
    case 'moderation':
    case 'whole': {
      if (!mine.includes('administrator'))
        throw refuse('not-allowed', 'Only the administrator of the round makes these files.');
      const holds = whole ? new Set<never>() : heldBy(desk, round, to);
      return purpose === 'round' ? forAssessor(desk, round, to, holds) : wholeRound(desk, round, to, holds);
    }
  }
}

function packName({ purpose, roundTitle, toName, fromName, madeAt }: Contents): string {
  const who =
    purpose === 'archive' ? `of ${roundTitle}` : outwards(purpose) ? `for ${toName}` : `from ${fromName}`;
  return `${purpose === 'whole' ? 'whole round' : purpose} ${who} ${dayInLondon(madeAt)}.awardpack`.replace(
    /[^\p{L}\p{N} ._-]/gu,
    '',
  );
}

/**
 * Keeps what a file that was just written invites with: its person's first file back gives the word back, and introduces
 * their key. For a new computer the old ones end here.
 */
function invite(desk: DeskContext, { round, to }: Contents, token: string, newComputer: boolean): void {
  desk.store.transaction(() => {
    desk.store.insert('invitation', {
      token_hash: tokenHash(token),
      round,
      person: to,
      made_at: desk.now(),
      used_at: null,
    });
    if (newComputer) retireComputers(desk, round, to, 'This person has a new computer.');
  });
  if (newComputer) desk.changed('people', 'exchange');
}
