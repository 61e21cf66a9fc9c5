import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Export } from '../../../shared/contract/desk.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import type { PersonId, RoundId } from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, roundHead, roundHere } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { listPeople } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { heldBy, sealingKeysOf } from './computers.ts';
import { evidenceHeld, forAssessor, ownActs, type PackContents, wholeRound } from './contents.ts';
import type { Contents } from './manifest.ts';
import { type PackInput, packBytes, writePack } from './pack.ts';
import { partName } from './parts.ts';
import { asShown, makePassphrase } from './passphrase.ts';
import type { Lock } from './sealing-messages.ts';

export const PACK_TYPE = 'application/octet-stream';
const MEGABYTE = 1_000_000;

type Wanted = ParsedInputOf<'packs.measure'>;
type Plan = PackContents & Pick<PackInput, 'about'> & { readonly lock: Lock; readonly invites: boolean };

/** What goes into the pack and how it is locked; nothing has been done yet. */
async function planned(
  desk: DeskContext,
  { purpose, to, newComputer = false }: Wanted,
  passphrase?: string,
): Promise<Plan> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const [head, people] = await Promise.all([roundHead(desk), listPeople(desk, round)]);
  const recipient = people.find(({ id }) => id === to);
  const sender = people.find(({ id }) => id === me);
  if (recipient === undefined || sender === undefined) {
    throw refuse('not-found', 'Nobody of that name is appointed to this round.');
  }
  const administers = sender.roles.includes('administrator');
  const contents = contentsFor(desk, { purpose, to, newComputer }, round, administers);
  const keys = newComputer || passphrase !== undefined ? [] : sealingKeysOf(desk, round, to);
  const reply = desk.settings.get('invitation');
  const opening = desk.ledger.heads({ round, kind: 'round', key: round })[0];
  return {
    ...contents,
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
      to,
      toName: recipient.name,
      madeAt: desk.now(),
      evidence: [...contents.evidence],
      sealing: desk.sealing.recipient,
      // An administrator's would tell of submissions that are not the recipient's.
      ...(administers ? {} : { holds: evidenceHeld(desk, round) }),
      ...(outwards(purpose) || reply === undefined ? {} : { reply }),
    },
  };
}

export async function measure(desk: DeskContext, wanted: Wanted): Promise<OutputOf<'packs.measure'>> {
  const { about, filter, lock, evidence, keptBack, heldThere } = await planned(desk, wanted);
  const { bytes, entries } = packBytes(about, desk.ledger.entriesFor(filter), lock);
  return {
    bytes,
    entries,
    evidenceFiles: evidence.length,
    keptBack,
    heldThere,
    lockedBy: lock.by === 'keys' ? 'key' : 'passphrase',
  };
}

export async function create(
  desk: DeskContext,
  { passphrase, splitMegabytes, ...wanted }: Omit<ParsedInputOf<'packs.create'>, 'job'>,
  job: Job,
): Promise<OutputOf<'packs.create'>> {
  const own = passphrase === undefined ? undefined : asShown(passphrase);
  const { about, filter, lock, invites, keptBack, heldThere } = await planned(desk, wanted, own);
  const { contents, files } = await writePack({
    file: join(desk.store.folder.exports, `${randomUUID()}.awardpack`),
    key: desk.key,
    lock,
    partBytes: splitMegabytes === undefined ? undefined : splitMegabytes * MEGABYTE,
    about: { ...about, ...(invites ? { invitation: invite(desk, about.round, about.to) } : {}) },
    entries: desk.ledger.entriesFor(filter),
    evidencePath: desk.store.evidence.path,
    job,
  });
  const name = packName(contents);
  const given: Export[] = [];
  for (const [at, { file }] of files.entries()) {
    const called = splitMegabytes === undefined ? name : partName(name, at + 1);
    given.push(await desk.handover.give(called, PACK_TYPE, { file }));
  }
  const [first, ...more] = given;
  if (first === undefined) throw new Error('A pack was written to no file.');
  desk.changed('exchange');
  return {
    ...first,
    more,
    totalBytes: given.reduce((sum, { bytes }) => sum + bytes, 0),
    entries: contents.entries,
    evidenceFiles: contents.evidence.length,
    keptBack,
    heldThere,
    ...(lock.by === 'passphrase' ? { passphrase: lock.passphrase } : {}),
  };
}

/** Whether it goes from an administrator to somebody, and may invite them; else it comes back. */
const outwards = (purpose: Contents['purpose']) => purpose === 'round' || purpose === 'moderation';

function contentsFor(
  desk: DeskContext,
  { purpose, to, newComputer }: Wanted,
  round: RoundId,
  administers: boolean,
): PackContents {
  switch (purpose) {
    case 'scores':
    case 'update':
      return ownActs(round, personHere(desk));
    case 'round':
    case 'moderation': {
      if (!administers) throw refuse('not-allowed', 'Only the administrator of the round makes these files.');
      const holds = newComputer === true ? new Set<never>() : heldBy(desk, round, to);
      return purpose === 'round' ? forAssessor(desk, round, to, holds) : wholeRound(desk, round, to, holds);
    }
  }
}

function packName({ purpose, toName, fromName, madeAt }: Contents): string {
  const who = outwards(purpose) ? `for ${toName}` : `from ${fromName}`;
  return `${purpose} ${who} ${dayInLondon(madeAt)}.awardpack`.replace(/[^\p{L}\p{N} ._-]/gu, '');
}

export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

/** A one-time word for a person whose key is not known yet: their first pack gives it back and introduces the key. */
function invite(desk: DeskContext, round: RoundId, person: PersonId): string {
  const token = randomBytes(24).toString('base64url');
  desk.store.transaction(() =>
    desk.store.insert('invitation', {
      token_hash: tokenHash(token),
      round,
      person,
      made_at: desk.now(),
      used_at: null,
    }),
  );
  return token;
}
