import { resolve } from 'node:path';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { PersonId } from '../../shared/domain/ids.ts';
import { derivedRows } from './derived-rows.ts';
import { type Answered, type Asked, Question } from './desk-process-messages.ts';

/** A desk in a process of its own, its clock so many hours off, that answers what its parent asks until it is killed. */
const [dataFolder = '', hours = '0'] = process.argv.slice(2);
const desk = await openDesk({
  dataFolder,
  resources: resolve(import.meta.dirname, '../../resources'),
  workFactor: 4,
  clock: () => new Date(Date.now() + Number(hours) * 3_600_000),
});
const { context } = desk;

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.name) {
    case 'invoke':
      return desk.invoke(asked.method, asked.input);
    case 'stage':
      return (await context.handover.stage([asked]))[0]?.id;
    case 'export':
      return (await desk.exportFile(asked.export))?.path;
    case 'rows': {
      const { round } = await ask(desk, 'round.show', {});
      return derivedRows(context.store, round.id, asked.only);
    }
    case 'mine':
      return context.store
        .prepare<[string], { hash: string }>('SELECT hash FROM entry WHERE person = ?')
        .all(PersonId.parse(asked.person))
        .map(({ hash }) => hash);
    case 'lacks':
      return asked.hashes.filter((hash) => context.ledger.entry(hash) === undefined);
    case 'close':
      return desk.close();
  }
}

const send = (answered: Answered) => process.send?.(answered);
process.on('message', (message) => {
  const { id, asked } = Question.parse(message);
  answer(asked).then(
    (value) => {
      send({ id, value });
      if (asked.name === 'close') process.disconnect();
    },
    (error: unknown) =>
      send({ id, error: error instanceof Error ? (error.stack ?? error.message) : 'Failed.' }),
  );
});
send({ id: 0 });
