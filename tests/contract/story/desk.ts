import { handed, keep, left, PASSPHRASE, type Step, step } from './scene.ts';

/** The desk itself. */
export const deskStory: readonly Step[] = [
  step('tables.save', 'chair', { name: 'People', head: ['Name', 'Submissions'], rows: [['Ana', 5]] }),
  step('jobs.stop', 'chair', { job: 'none' }),
  step('desk.verify', 'chair', {}),
  step('desk.backup', 'chair', { passphrase: PASSPHRASE }, keep('backup', 'id')),
  step('desk.restore', 'empty', async (scene) => ({
    staged: await handed(scene.chair, scene.empty, left(scene, 'backup')),
    passphrase: PASSPHRASE,
  })),
  step('desk.move', 'chair', { passphrase: PASSPHRASE }),
  step('desk.takeBack', 'chair', {}),
  step('desk.openSample', 'host', { seat: 'assessor' }),
  step('desk.leaveSample', 'host', {}),
];
