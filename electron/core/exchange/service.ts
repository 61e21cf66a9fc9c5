import type { DeskContext } from '../desk/context.ts';
import type { Handlers } from '../refused.ts';
import { choosePlace, leavePlace } from './folder/place.ts';
import { create, measure } from './making.ts';
import { listRecipients } from './recipients.ts';
import { receiving } from './taking.ts';
import { listProgress } from './told.ts';

export { openBackup, openDraftCopy, writeBackup } from './backup.ts';
export {
  asTyped,
  cannotWrite,
  checkFolder,
  hasGone,
  ownSubFolder,
  stateOf,
  syncShared,
} from './folder/place.ts';
export { shortOf } from './folder/put.ts';
export { createTeamFolder, FOLDER_JOB, type TeamFolder } from './folder/team-folder.ts';
export type { OwnPurpose } from './manifest.ts';
export { ownWork } from './own-work.ts';
export { partName } from './parts.ts';
export { asShown, makePassphrase } from './passphrase.ts';

type Methods =
  | 'packs.recipients'
  | 'packs.measure'
  | 'packs.create'
  | 'packs.rehearse'
  | 'packs.accept'
  | 'folder.show'
  | 'folder.choose'
  | 'folder.leave'
  | 'folder.look'
  | 'folder.rehearse'
  | 'progress.list';

/** Records and evidence between desks, as sealed files. */
export const exchangeService = (desk: DeskContext): Handlers<Methods> => {
  const received = receiving(desk);
  return {
    'packs.recipients': () => listRecipients(desk),
    'packs.measure': (wanted) => measure(desk, wanted),
    'packs.create': ({ job, ...wanted }) => desk.jobs.run(job, (running) => create(desk, wanted, running)),
    'packs.rehearse': ({ staged, passphrase, job }) =>
      desk.jobs.run(job, (running) =>
        received.rehearse(typeof staged === 'string' ? [staged] : staged, passphrase, running),
      ),
    'packs.accept': ({ rehearsal, job }) =>
      desk.jobs.run(job, (running) => received.accept(rehearsal, running)),
    'folder.show': () => desk.teamFolder.show(),
    'folder.choose': async (chosen) => {
      await choosePlace(desk, chosen);
      desk.changed('exchange');
      return desk.teamFolder.show();
    },
    'folder.leave': () => {
      leavePlace(desk);
      desk.changed('exchange');
      return desk.teamFolder.show();
    },
    'folder.look': () => desk.teamFolder.look(),
    'folder.rehearse': async ({ id, job }) => {
      const staged = await desk.teamFolder.stage(id);
      return desk.jobs.run(job, (running) => received.rehearse([staged], undefined, running));
    },
    'progress.list': () => listProgress(desk),
  };
};
