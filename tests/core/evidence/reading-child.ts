import { openDesk } from '../../../electron/core/desk/desk.ts';
import { resources } from '../../support/desks.ts';

/** Reads evidence on the desk of the folder that it is given, and says each file that it begins, until it is killed. */
const [, , dataFolder = ''] = process.argv;
const desk = await openDesk({ dataFolder, resources });
desk.subscribe((event) => {
  if (event.kind === 'progress' && event.job === 'reading') process.stdout.write(`${event.words}\n`);
});
await desk.invoke('evidence.readAll', {});
await desk.close();
