import type { OutputOf } from '../../../shared/contract/table.ts';
import { makeWriterKey, seedOf } from '../ledger/keys.ts';
import { refuse } from '../refused.ts';
import { sealOwn } from './backup.ts';
import { type DeskContext, movedAt, personHere, READER, roundsOf } from './context.ts';
import type { Job } from './jobs.ts';

/**
 * Moves the work to another computer: a backup that says that it is one, after which this desk steps back. This desk's
 * own key stays here and goes on with its chain, for the person may yet take the work back; what travels is a key made
 * for the way, which this one introduces and which introduces the new desk's.
 */
export async function moveAway(
  desk: DeskContext,
  own: string | undefined,
  job: Job,
): Promise<OutputOf<'desk.move'>> {
  const me = personHere(desk);
  if (me === READER)
    throw refuse(
      'not-allowed',
      'An archive is open here, to read only. Open its file on the other computer.',
    );
  const carrier = makeWriterKey();
  const rounds = roundsOf(desk);
  const before = movedAt(desk);
  const now = desk.now();
  // Before anything is read: a score that was saved while the file is made would be in neither place.
  desk.store.transaction(() => {
    for (const round of rounds)
      desk.ledger.append('writer-introduced', {
        facts: { round, person: me, writer: carrier.writer },
        text: {},
      });
    desk.settings.set('moved-at', now);
  });
  desk.changed('desk', 'sheets');
  try {
    const given = await sealOwn(desk, { purpose: 'move', seed: seedOf(carrier), own, job });
    return { ...given, movedAt: now };
  } catch (error) {
    desk.store.transaction(() => {
      if (before === undefined) desk.settings.remove('moved-at');
      else desk.settings.set('moved-at', before);
      for (const round of rounds)
        desk.ledger.append('writer-retired', {
          facts: { round, person: me, writer: carrier.writer, after: 0 },
          text: { reason: 'The file for another computer was not made.' },
        });
    });
    desk.changed('desk', 'sheets');
    throw error;
  }
}

/** The travelling key stays good: where the move did arrive, what was written there counts too. */
export function takeBack(desk: DeskContext): void {
  if (movedAt(desk) === undefined)
    throw refuse('already-done', 'Your work is on this computer: there is nothing to take back.');
  desk.settings.remove('moved-at');
  desk.changed('desk', 'sheets');
}
