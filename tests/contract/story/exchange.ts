import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../../electron/core/ask.ts';
import { forKeyOf, makePack } from '../../support/packs.ts';
import { handed, keep, left, PASSPHRASE, type Step, step } from './scene.ts';

/** Files between desks. */
export const exchangeStory: readonly Step[] = [
  step('packs.recipients', 'admin', {}),
  step('packs.measure', 'admin', ({ assessor }) => ({ purpose: 'round', to: assessor })),
  step(
    'packs.create',
    'admin',
    ({ assessor }) => ({ purpose: 'round', to: assessor, job: randomUUID(), passphrase: PASSPHRASE }),
    keep('pack', 'id'),
  ),
  step(
    'packs.rehearse',
    'a1',
    async (scene) => ({
      staged: await handed(scene.admin, scene.a1, left(scene, 'pack')),
      passphrase: PASSPHRASE,
      job: randomUUID(),
    }),
    keep('rehearsal', 'id'),
  ),
  step('packs.accept', 'a1', (scene) => ({ rehearsal: left(scene, 'rehearsal'), job: randomUUID() })),
  step('folder.show', 'a1', {}),
  step('folder.choose', 'a1', ({ desks }) => {
    const path = join(desks.folder, 'shared');
    mkdirSync(path);
    writeFileSync(join(path, 'odd.awardpack'), 'Something else altogether, for a while.');
    return { path };
  }),
  step('folder.look', 'a1', {}),
  step('folder.rehearse', 'a1', async (scene) => {
    const { a1, admin, desks, assessor } = scene;
    const pack = await makePack(admin, { purpose: 'round', to: assessor });
    // Made for this desk's key, by a writer that the record does not know as its sender's.
    const [waiting] = (await ask(a1, 'folder.show', {})).waiting;
    writeFileSync(join(desks.folder, 'shared', waiting?.name ?? ''), await forKeyOf(a1, pack));
    return { id: waiting?.id ?? '', job: randomUUID() };
  }),
  step('folder.leave', 'a1', {}),
  step('progress.list', 'admin', {}),
];
