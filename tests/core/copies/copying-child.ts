import { writeSync } from 'node:fs';
import { ask } from '../../../electron/core/ask.ts';
import { openDesk } from '../../../electron/core/desk/desk.ts';
import { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { resources } from '../../support/desks.ts';

/** A program that scores and copies without end, and says when it begins: to be killed on the way. */
const [dataFolder = '', submission = ''] = process.argv.slice(2);
const desk = await openDesk({ dataFolder, resources, workFactor: 4 });
for (let turn = 0; ; turn++) {
  const score = { item: ItemId.parse('1.1'), note: `Turn ${turn}`, feedback: '', citations: [] };
  await ask(desk, 'scores.save', { submission: SubmissionId.parse(submission), score });
  if (turn === 1) writeSync(1, 'begun\n');
  await ask(desk, 'copies.write', {});
}
