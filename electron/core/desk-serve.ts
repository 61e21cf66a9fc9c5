import { parentPort, workerData } from 'node:worker_threads';
import { type DeskOptions, type FromDesk, type Question, type Reply, refusalOf } from './desk-messages.ts';
import type { DeskPort } from './desk-types.ts';

/**
 * The thread's side of `openDeskThread`: opens the desk, answers what comes, passes its events on, and ends itself
 * once the desk is closed. What goes wrong is told to whoever asked, and in full on the terminal.
 */
export async function serveDesk(open: (options: DeskOptions) => Promise<DeskPort>): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('The desk thread was started as a program of its own. Run `npm start`.');
  const send = (message: FromDesk) => port.postMessage(message);
  const options: DeskOptions = workerData;
  let desk: DeskPort;
  try {
    desk = await open(options);
  } catch (error) {
    send({ kind: 'not-open', refusal: refusalOf(error) });
    return;
  }
  const unsubscribe = desk.subscribe((event) => send({ kind: 'event', event }));
  const respond = async (question: Question) => {
    try {
      send({ kind: 'reply', reply: await answer(desk, question) });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === 'unexpected') console.error(error);
      send({ kind: 'failed', id: question.id, refusal });
    }
    if (question.name !== 'close') return;
    unsubscribe();
    port.close();
  };
  port.on('message', (question: Question) => void respond(question));
  send({ kind: 'open' });
}

async function answer(desk: DeskPort, { id, name, input }: Question): Promise<Reply> {
  switch (name) {
    case 'invoke':
      return { id, name, value: await desk.invoke(...input) };
    case 'stagingFolder':
      return { id, name, value: await desk.stagingFolder() };
    case 'stage':
      return { id, name, value: await desk.stage(...input) };
    case 'evidence':
      return { id, name, value: await desk.evidence(...input) };
    case 'exportFile':
      return { id, name, value: await desk.exportFile(...input) };
    case 'close':
      return { id, name, value: await desk.close() };
  }
}
