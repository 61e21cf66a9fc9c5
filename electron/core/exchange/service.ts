import type { DeskContext } from '../desk/context.ts';
import type { Handlers } from '../refused.ts';
import { create, measure } from './making.ts';
import { listRecipients } from './recipients.ts';
import { receiving } from './taking.ts';

export { openBackup, writeBackup } from './backup.ts';
export { partName } from './parts.ts';
export { asShown, makePassphrase } from './passphrase.ts';

type Methods = 'packs.recipients' | 'packs.measure' | 'packs.create' | 'packs.rehearse' | 'packs.accept';

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
  };
};
