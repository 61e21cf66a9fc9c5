import { randomUUID } from 'node:crypto';
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
];
