import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ask } from '../../../electron/core/ask.ts';
import { openDesk } from '../../../electron/core/desk/desk.ts';
import { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { resources } from '../../support/desks.ts';

/**
 * A program that scores without a pause until it is killed. It waits for the first number on its input, so that many
 * can stand ready; then it saves, and says each number once its save is acknowledged.
 */
const [dataFolder = '', submissionName = '', ...items] = process.argv.slice(2);
const submission = SubmissionId.parse(submissionName);
writeSync(1, 'ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const desk = await openDesk({ dataFolder, resources });
  for (let number = Number(line); ; number++) {
    await ask(desk, 'scores.save', {
      submission,
      score: {
        item: ItemId.parse(items[number % items.length]),
        outcome: { kind: 'level', level: number % 3 },
        note: `save ${number}`,
        feedback: '',
        citations: [],
      },
    });
    writeSync(1, `${number}\n`);
  }
}
