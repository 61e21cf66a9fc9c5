import { createHash } from 'node:crypto';
import { type DeskContext, READER, rolesOf } from '../desk/context.ts';
import type { Ledger, MergeReport } from '../ledger/ledger.ts';
import { giveUpRecused } from '../people/service.ts';
import { learn } from './computers.ts';
import { hearAnswer } from './folder/sent.ts';
import type { Contents } from './manifest.ts';
import { hear } from './told.ts';

/** What a pack brings, put on the record. */

/**
 * Everything that taking a pack in does to the desk, but for its evidence: all of it or nothing, and part of a
 * transaction that is open. `merge` is asked once the desk is its reader's; a merge that was made before is handed back.
 */
export function putOnRecord(desk: DeskContext, contents: Contents, merge: () => MergeReport): MergeReport {
  const { round, purpose, to, opening } = contents;
  const isNew = desk.ledger.heads({ round, kind: 'round', key: round }).length === 0;
  const administers = purpose !== 'archive' && rolesOf(desk, round, to).includes('administrator');
  return desk.store.transaction(() => {
    if (purpose === 'archive') desk.settings.set('archive', round);
    desk.belongTo(readerOf(contents));
    const merged = merge();
    if (isNew && opening !== undefined) desk.ledger.standBy(round, opening);
    if (desk.settings.get('round') === undefined) desk.settings.set('round', round);
    keepInvitation(desk, contents);
    const invitation = introduceTo(desk.ledger, desk, contents);
    if (invitation !== undefined)
      desk.store
        .prepare<[string, string], never>('UPDATE invitation SET used_at = ? WHERE token_hash = ?')
        .run(desk.now(), invitation);
    learn(desk, contents, administers);
    hear(desk, contents);
    hearAnswer(desk, contents);
    giveUpRecused(desk, round);
    return merged;
  });
}

/** Whose desk it is, or becomes, on which that pack is opened. */
export const readerOf = ({ purpose, to }: Contents) => (purpose === 'archive' ? READER : to);

/** The latest word that came: a file taken in again later does not bring an old one back. */
function keepInvitation({ settings }: DeskContext, { invitation, madeAt }: Contents): void {
  if (invitation === undefined || (settings.get('invitation-made-at') ?? '') > madeAt) return;
  settings.set('invitation', invitation);
  settings.set('invitation-made-at', madeAt);
}

export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

/** The invitation of this desk's that a pack answers, where it is still open. */
export function invitationFor(desk: DeskContext, { reply, from, round }: Contents): string | undefined {
  if (reply === undefined) return undefined;
  return desk.store
    .prepare<[string, string, string], { token_hash: string }>(
      'SELECT token_hash FROM invitation WHERE token_hash = ? AND person = ? AND round = ? AND used_at IS NULL',
    )
    .get(tokenHash(reply), from, round)?.token_hash;
}

/**
 * The first pack back from an invited person introduces their key, by itself and once. The invitation of the desk's that
 * it answers, where there is one.
 */
export function introduceTo(
  ledger: Pick<Ledger, 'append'>,
  desk: DeskContext,
  contents: Contents,
): string | undefined {
  const invitation = invitationFor(desk, contents);
  if (invitation === undefined) return undefined;
  ledger.append('writer-introduced', {
    facts: {
      round: contents.round,
      person: contents.from,
      writer: contents.writer,
      ...(contents.sealing === undefined ? {} : { sealing: contents.sealing }),
    },
    text: {},
  });
  return invitation;
}
