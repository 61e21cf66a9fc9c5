import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PackPurpose, PackRehearsal } from '../../../shared/contract/exchange.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import { Hash, type PersonId, type RoundId } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { type DeskContext, personHere, roundHead, roundHere } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { REFUSED_ENTRY } from '../ledger/entry.ts';
import { listPeople } from '../people/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { forAssessor, ownActs, type PackContents, wholeRound } from './contents.ts';
import type { Contents } from './manifest.ts';
import { type OpenedPack, readPack, writePack } from './pack.ts';
import { listRecipients } from './recipients.ts';

export { openBackup, writeBackup } from './backup.ts';

type Methods = 'packs.recipients' | 'packs.create' | 'packs.rehearse' | 'packs.accept';

const PACK_TYPE = 'application/octet-stream';

/** Records and evidence between desks, as files. */
export const exchangeService = (desk: DeskContext): Handlers<Methods> => {
  const rehearsed = new Map<string, { readonly file: string; readonly pack: OpenedPack }>();
  return {
    'packs.recipients': () => listRecipients(desk),
    'packs.create': ({ purpose, to, job }) =>
      desk.jobs.run(job, (running) => create(desk, purpose, to, running)),
    'packs.rehearse': ({ staged, job }) =>
      desk.jobs.run(job, async (running) => {
        const { file } = desk.handover.staged(staged);
        const pack = await readPack(file, running, hashOf);
        requireFor(desk, pack.contents);
        const id = randomUUID();
        rehearsed.set(id, { file, pack });
        return rehearsalOf(desk, id, pack);
      }),
    'packs.accept': ({ rehearsal, job }) =>
      desk.jobs.run(job, async (running) => {
        const held = rehearsed.get(rehearsal);
        if (held === undefined)
          throw refuse('rehearsal-over', 'The file is no longer open. Choose it again.');
        return accept(desk, held.file, running);
      }),
  };
};

async function create(
  desk: DeskContext,
  purpose: PackPurpose,
  to: PersonId,
  job: Job,
): Promise<OutputOf<'packs.create'>> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const [head, people] = await Promise.all([roundHead(desk), listPeople(desk, round)]);
  const recipient = people.find(({ id }) => id === to);
  const sender = people.find(({ id }) => id === me);
  if (recipient === undefined || sender === undefined) {
    throw refuse('not-found', 'Nobody of that name is appointed to this round.');
  }
  const { filter, evidence, keptBack } = contentsFor(
    desk,
    purpose,
    round,
    to,
    sender.roles.includes('administrator'),
  );
  const reply = desk.settings.get('invitation');
  const opening = desk.ledger.heads({ round, kind: 'round', key: round })[0];
  const file = join(desk.store.folder.exports, `${randomUUID()}.awardpack`);
  const invitation = invites(purpose) && !recipient.introduced ? invite(desk, round, to) : undefined;
  const contents = await writePack({
    file,
    key: desk.key,
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
      evidence: [...evidence],
      ...(invitation === undefined ? {} : { invitation }),
      ...(invites(purpose) || reply === undefined ? {} : { reply }),
    },
    entries: desk.ledger.entriesFor(filter),
    evidencePath: desk.store.evidence.path,
    job,
  });
  const given = await desk.handover.give(packName(contents), PACK_TYPE, { file });
  desk.changed('exchange');
  return { ...given, entries: contents.entries, evidenceFiles: contents.evidence.length, keptBack };
}

const invites = (purpose: Contents['purpose']) => purpose === 'round' || purpose === 'moderation';

function contentsFor(
  desk: DeskContext,
  purpose: PackPurpose,
  round: RoundId,
  to: PersonId,
  administers: boolean,
): PackContents {
  switch (purpose) {
    case 'scores':
    case 'update':
      return ownActs(round, personHere(desk));
    case 'round':
    case 'moderation':
      if (!administers) throw refuse('not-allowed', 'Only the administrator of the round makes these files.');
      return purpose === 'round' ? forAssessor(desk, round, to) : wholeRound(desk, round, to);
  }
}

function packName({ purpose, toName, fromName, madeAt }: Contents): string {
  const who = purpose === 'round' || purpose === 'moderation' ? `for ${toName}` : `from ${fromName}`;
  return `${purpose} ${who} ${dayInLondon(madeAt)}.awardpack`.replace(/[^\p{L}\p{N} ._-]/gu, '');
}

const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

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

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return Hash.parse(hash.digest('hex'));
}

/** Throws the refusal 'pack-unusable' for a pack to somebody else, or for a backup, which is restored and not opened. */
function requireFor(desk: DeskContext, { purpose, to, toName }: Contents): void {
  if (purpose === 'backup')
    throw refuse('pack-unusable', 'This file is a backup. Restore it on a computer that has no data yet.');
  const me = desk.settings.get('person');
  if (me !== undefined && me !== to) {
    throw refuse('pack-unusable', `This file was made for ${toName}, not for you. Ask for one of your own.`);
  }
}

function rehearsalOf(desk: DeskContext, id: string, { contents, entries }: OpenedPack): PackRehearsal {
  const known = desk.store.prepare<[string], { one: 1 }>('SELECT 1 AS one FROM entry WHERE hash = ?');
  const held = entries.filter(
    ({ header }) => known.get(createHash('sha256').update(header).digest('hex')) !== undefined,
  );
  const { purpose, round, roundTitle, fromName, toName, madeAt, evidence } = contents;
  return {
    id,
    // A backup was turned away before this.
    purpose: purpose === 'backup' ? 'update' : purpose,
    round: { id: round, title: roundTitle },
    from: fromName,
    to: toName,
    madeAt,
    newEntries: entries.length - held.length,
    knownEntries: held.length,
    evidenceFiles: evidence.filter(({ sha256 }) => !desk.store.evidence.has(sha256)).length,
    problems: strangers(desk, contents),
  };
}

/** A key that is not known, and brings no invitation of ours, will have no effect: better said before than found out. */
function strangers(desk: DeskContext, contents: Contents): string[] {
  if (
    desk.settings.get('person') === undefined ||
    contents.purpose === 'round' ||
    contents.purpose === 'moderation'
  )
    return [];
  if (
    desk.ledger.personsOf(contents.round, contents.writer).has(contents.from) ||
    invitationFor(desk, contents) !== undefined
  )
    return [];
  return [
    `The key of ${contents.fromName}’s computer is not known here, and the file brings no invitation of yours. Its records would be kept without effect.`,
  ];
}

function invitationFor(desk: DeskContext, { reply, from, round }: Contents): string | undefined {
  if (reply === undefined) return undefined;
  return desk.store
    .prepare<[string, string, string], { token_hash: string }>(
      'SELECT token_hash FROM invitation WHERE token_hash = ? AND person = ? AND round = ? AND used_at IS NULL',
    )
    .get(tokenHash(reply), from, round)?.token_hash;
}

async function accept(desk: DeskContext, file: string, job: Job): Promise<OutputOf<'packs.accept'>> {
  let evidenceFiles = 0;
  const { contents, entries } = await readPack(file, job, async (bytes, sha256) => {
    if (desk.store.evidence.has(sha256) || desk.ledger.evidenceRemoved(sha256)) return hashOf(bytes);
    evidenceFiles += 1;
    return (await desk.store.evidence.put(bytes)).sha256;
  });
  requireFor(desk, contents);
  job.step();
  desk.belongTo(contents.to);
  const report = desk.store.transaction(() => {
    const merged = desk.ledger.merge(entries);
    if (contents.opening !== undefined && desk.settings.get('round') === undefined) {
      desk.ledger.standBy(contents.round, contents.opening);
    }
    if (desk.settings.get('round') === undefined) desk.settings.set('round', contents.round);
    if (contents.invitation !== undefined) desk.settings.set('invitation', contents.invitation);
    introduce(desk, contents);
    return merged;
  });
  desk.changed(
    'desk',
    'round',
    'standards',
    'submissions',
    'evidence',
    'people',
    'sheets',
    'moderation',
    'publication',
    'exchange',
  );
  const refusals = Map.groupBy(report.refused, ({ refusal }) => refusal);
  return {
    entries: report.added,
    evidenceFiles,
    problems: [...refusals].map(
      ([refusal, each]) => `${count(each.length, 'record')} not taken in: ${REFUSED_ENTRY[refusal]}`,
    ),
  };
}

/** The first pack back from an invited person introduces their key, by itself and once. */
function introduce(desk: DeskContext, contents: Contents): void {
  const invitation = invitationFor(desk, contents);
  if (invitation === undefined) return;
  desk.ledger.append('writer-introduced', {
    facts: { round: contents.round, person: contents.from, writer: contents.writer },
    text: {},
  });
  desk.store
    .prepare<[string, string], never>('UPDATE invitation SET used_at = ? WHERE token_hash = ?')
    .run(desk.now(), invitation);
}
