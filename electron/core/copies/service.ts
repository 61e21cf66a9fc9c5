import { rm } from 'node:fs/promises';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { type DeskContext, requireNotMoved } from '../desk/context.ts';
import { makePassphrase } from '../exchange/service.ts';
import type { Handlers } from '../refused.ts';
import { copyFiles, copyPlace, folderNamed, forgetPlace, keepPlace } from './place.ts';
import { takingBack } from './taking.ts';

export { COPYING_JOB, createDraftCopy, type DraftCopy } from './copying.ts';

type Methods =
  | 'copies.show'
  | 'copies.choose'
  | 'copies.leave'
  | 'copies.decline'
  | 'copies.write'
  | 'copies.rehearse'
  | 'copies.takeBack';

/** The sealed copy of one's drafts in a second place, and the way back from it. */
export const copiesService = (desk: DeskContext): Handlers<Methods> => {
  const taking = takingBack(desk);
  return {
    'copies.show': () => desk.draftCopy.show(),
    'copies.choose': (wanted) => choose(desk, wanted),
    'copies.leave': () => {
      forgetPlace(desk);
      // Whoever wants none is not asked again.
      desk.settings.set('no-draft-copy', desk.now());
      desk.draftCopy.placed();
      return desk.draftCopy.show();
    },
    'copies.decline': () => {
      desk.settings.set('no-draft-copy', desk.now());
      desk.changed('copy');
      return desk.draftCopy.show();
    },
    'copies.write': async () => {
      requireNotMoved(desk);
      await desk.draftCopy.copy();
      return desk.draftCopy.show();
    },
    'copies.rehearse': ({ job, ...wanted }) =>
      desk.jobs.run(job, (running) => taking.rehearse(wanted, running)),
    'copies.takeBack': (wanted) => taking.take(wanted),
  };
};

/** The first copy is written before it is said that there is one: with what cannot be written, nothing is chosen. */
async function choose(
  desk: DeskContext,
  { folder: typed, newWords }: ParsedInputOf<'copies.choose'>,
): Promise<OutputOf<'copies.choose'>> {
  requireNotMoved(desk);
  const named = await folderNamed(desk, typed);
  const before = copyPlace(desk);
  const words = before === undefined || newWords ? makePassphrase() : before.words;
  const place = { ...named, words, copiedAt: undefined, digest: undefined, holds: [] };
  await desk.draftCopy.inTurn(async () => {
    keepPlace(desk, place);
    desk.draftCopy.placed();
  });
  try {
    await desk.draftCopy.copy();
  } catch (error) {
    if (before === undefined) forgetPlace(desk);
    else keepPlace(desk, before);
    desk.draftCopy.placed();
    throw error;
  }
  // The one before opens with words that are to open nothing any more.
  if (before !== undefined && words !== before.words)
    await rm(copyFiles(desk, named.folder).earlier, { force: true });
  return { view: desk.draftCopy.show(), ...(words === before?.words ? {} : { words }) };
}
