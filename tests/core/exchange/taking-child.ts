import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { ask } from '../../../electron/core/ask.ts';
import { openDesk } from '../../../electron/core/desk/desk.ts';
import { resources } from '../../support/desks.ts';

/** A program that takes a file in, or makes one, and says when it begins: to be killed on the way. */
const [dataFolder = '', what = '', file = '', passphrase = ''] = process.argv.slice(2);
const desk = await openDesk({ dataFolder, resources, workFactor: 4 });
if (what === 'take') {
  const [staged] = await desk.context.handover.stage([{ path: 'file.awardpack', file }]);
  const { id } = await ask(desk, 'packs.rehearse', {
    staged: staged?.id ?? '',
    passphrase,
    job: randomUUID(),
  });
  writeSync(1, 'begun\n');
  await ask(desk, 'packs.accept', { rehearsal: id, job: randomUUID() });
} else {
  writeSync(1, 'begun\n');
  await ask(desk, 'desk.backup', {});
}
writeSync(1, 'done\n');
await desk.close();
