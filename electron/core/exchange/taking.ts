import { createHash, randomUUID } from 'node:crypto';
import type { PackRehearsal } from '../../../shared/contract/exchange.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { Hash, type RoundId } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { type DeskContext, READER, rolesOf } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { type RawEntry, REFUSED_ENTRY } from '../ledger/entry.ts';
import type { MergeReport } from '../ledger/ledger.ts';
import { refuse } from '../refused.ts';
import type { StagedEvidence } from '../store/evidence.ts';
import { learn } from './computers.ts';
import { inwards, tokenHash } from './making.ts';
import type { Contents } from './manifest.ts';
import { type OpenedPack, readPack } from './pack.ts';
import { asShown } from './passphrase.ts';
import { NOT_WHOLE, openSealed, type SealedFile, sealedFile } from './sealed-file.ts';

/** A file that was looked through and found sound; what it holds is read again when it is taken in. */
interface Rehearsed {
  readonly sealed: SealedFile;
  readonly fileKey: Uint8Array;
  readonly contents: Contents;
}

export interface Receiving {
  rehearse(staged: readonly string[], passphrase: string | undefined, job: Job): Promise<PackRehearsal>;
  accept(rehearsal: string, job: Job): Promise<OutputOf<'packs.accept'>>;
}

/** Files from other desks: looked through first, taken in on a word. */
export function receiving(desk: DeskContext): Receiving {
  const rehearsed = new Map<string, Rehearsed>();
  return {
    async rehearse(staged, passphrase, job) {
      const files = staged.map((id) => desk.handover.staged(id));
      const sealed = await sealedFile(files.map(({ path, file }) => ({ name: path, file })));
      const opened = await openSealed(sealed, keyOf(desk, passphrase), job);
      const pack = await readPack(opened, job, hashOf);
      requireFor(desk, pack.contents);
      const id = randomUUID();
      rehearsed.set(id, { sealed, fileKey: opened.fileKey, contents: pack.contents });
      return rehearsalOf(desk, id, pack);
    },
    async accept(rehearsal, job) {
      const held = rehearsed.get(rehearsal);
      if (held === undefined) throw refuse('rehearsal-over', 'The file is no longer open. Choose it again.');
      return accept(desk, held, job);
    },
  };
}

const keyOf = ({ sealing }: DeskContext, passphrase?: string) => ({
  identity: sealing.identity,
  passphrase: passphrase === undefined || passphrase.trim() === '' ? undefined : asShown(passphrase),
});

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return Hash.parse(hash.digest('hex'));
}

/**
 * Throws the refusal 'pack-unusable' for a pack to somebody else or of another round, or for a backup, which is
 * restored and not opened.
 */
function requireFor(desk: DeskContext, { purpose, to, toName, round, roundTitle, opening }: Contents): void {
  if (purpose === 'backup')
    throw refuse('pack-unusable', 'This file is a backup. Restore it on a computer that has no data yet.');
  const me = desk.settings.get('person');
  if (purpose === 'archive') {
    requireArchive(desk, me, round);
    return;
  }
  if (me === READER)
    throw refuse(
      'pack-unusable',
      'An archive is open here, to read only. Open this file on a computer, or in a data folder, with no data yet.',
    );
  if (me !== undefined && me !== to) {
    throw refuse('pack-unusable', `This file was made for ${toName}, not for you. Ask for one of your own.`);
  }
  const openings = desk.ledger.heads({ round, kind: 'round', key: round });
  if (inwards(purpose) && openings.length === 0) {
    throw refuse(
      'pack-unusable',
      `This file belongs to the ${roundTitle}, which is not on this computer. Open it where that round is.`,
    );
  }
  if (opening !== undefined && openings.length > 0 && !openings.includes(opening)) {
    throw refuse(
      'pack-unusable',
      'This file belongs to another round that has the same name. Ask whoever sent it which round it is for.',
    );
  }
}

/** An archive holds what nobody who still scores may see, so it opens only where there is nobody. */
function requireArchive(desk: DeskContext, me: string | undefined, round: RoundId): void {
  const here = desk.settings.get('archive');
  if (me === undefined || (me === READER && here === round)) return;
  throw refuse(
    'pack-unusable',
    'This file is an archive of a round. It opens on a computer, or in a data folder, with no data yet, to be read there.',
  );
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
    problems: [...anotherRound(desk, contents), ...strangers(desk, contents)],
  };
}

/** A computer may hold several rounds; that this one is not what its rooms show has to be said. */
function anotherRound(desk: DeskContext, { round, roundTitle }: Contents): string[] {
  const here = desk.settings.get('round');
  if (here === undefined || here === round) return [];
  return [`It belongs to the ${roundTitle}, which is not the round that is open here.`];
}

/** A key that is not known, and brings no invitation of ours, will have no effect: better said before than found out. */
function strangers(desk: DeskContext, contents: Contents): string[] {
  if (desk.settings.get('person') === undefined || !inwards(contents.purpose)) return [];
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

/**
 * Takes it in: evidence first, under no name until all of the file was read and found whole, then the records in one
 * transaction. Whatever goes wrong on the way leaves the desk as it was.
 */
async function accept(
  desk: DeskContext,
  { sealed, fileKey, contents: seen }: Rehearsed,
  job: Job,
): Promise<OutputOf<'packs.accept'>> {
  const staged: StagedEvidence[] = [];
  try {
    const opened = await openSealed(sealed, { ...keyOf(desk), known: fileKey }, job);
    const { contents, entries } = await readPack(opened, job, async (bytes, sha256) => {
      if (desk.store.evidence.has(sha256) || desk.ledger.evidenceRemoved(sha256)) return hashOf(bytes);
      const one = await desk.store.evidence.stage(bytes);
      staged.push(one);
      return one.sha256;
    });
    if (contents.entriesHash !== seen.entriesHash || contents.madeAt !== seen.madeAt)
      throw refuse('pack-unusable', NOT_WHOLE);
    requireFor(desk, contents);
    job.step();
    for (const file of staged) await file.keep();
    const report = takeIn(desk, contents, entries);
    return { entries: report.added, evidenceFiles: staged.length, problems: told(report) };
  } catch (error) {
    for (const file of staged) await file.drop();
    throw error;
  }
}

function takeIn(desk: DeskContext, contents: Contents, entries: readonly RawEntry[]): MergeReport {
  const { round, purpose, to, opening } = contents;
  const isNew = desk.ledger.heads({ round, kind: 'round', key: round }).length === 0;
  const administers = purpose !== 'archive' && rolesOf(desk, round, to).includes('administrator');
  const report = desk.store.transaction(() => {
    if (purpose === 'archive') desk.settings.set('archive', round);
    desk.belongTo(purpose === 'archive' ? READER : to);
    const merged = desk.ledger.merge(entries);
    if (isNew && opening !== undefined) desk.ledger.standBy(round, opening);
    if (desk.settings.get('round') === undefined) desk.settings.set('round', round);
    keepInvitation(desk, contents);
    introduce(desk, contents);
    learn(desk, contents, administers);
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
  return report;
}

/** What was not taken in, by its reason. */
function told({ refused }: MergeReport): string[] {
  return [...Map.groupBy(refused, ({ refusal }) => refusal)].map(
    ([refusal, each]) => `${count(each.length, 'record')} not taken in: ${REFUSED_ENTRY[refusal]}`,
  );
}

/** The latest word that came: a file taken in again later does not bring an old one back. */
function keepInvitation({ settings }: DeskContext, { invitation, madeAt }: Contents): void {
  if (invitation === undefined || (settings.get('invitation-made-at') ?? '') > madeAt) return;
  settings.set('invitation', invitation);
  settings.set('invitation-made-at', madeAt);
}

/** The first pack back from an invited person introduces their key, by itself and once. */
function introduce(desk: DeskContext, contents: Contents): void {
  const invitation = invitationFor(desk, contents);
  if (invitation === undefined) return;
  desk.ledger.append('writer-introduced', {
    facts: {
      round: contents.round,
      person: contents.from,
      writer: contents.writer,
      ...(contents.sealing === undefined ? {} : { sealing: contents.sealing }),
    },
    text: {},
  });
  desk.store
    .prepare<[string, string], never>('UPDATE invitation SET used_at = ? WHERE token_hash = ?')
    .run(desk.now(), invitation);
}
